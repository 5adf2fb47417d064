"""Firms on a link that opens their clause: 整机应用一端，甲公司每年…; 丙检测由丁公司扛旗 (环节上的企业).

The link must be named by other rules. Where no noun says that it is a place in the chain (环节, 一端), what is
said of the firm must: that it makes, ships or can make so many, or that it is the link's leader.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from ingest.documents.articles import Sentence
from ingest.documents.frame import Context, Thing
from ingest.documents.lists import after_mark
from ingest.documents.rules.frames import starting_at
from ingest.documents.rules.subjects import topic

# 甲环节上, 乙一端, 丙这头.
_PLACE: Final = (
    r"(?:这[一个]|这|一)?(?:环节|环(?!节)|端|头|侧|段(?!时间)|关|块|领域|方面|板块|赛道)(?:上|里|中|内|这边|来看|来说)?"
)
# 位于甲区的, 本地的, 由两位博士创办的.
_WHICH: Final = r"(?:(?:位于|来自|坐落于|落户|地处|扎根|由|以)[^，。；;]{2,14}的|(?:我市|本地|当地|青岛|全市|市内|本土)(?:的|企业)?)?"
_NOW: Final = r"(?:则|目前|现|已|如今|眼下|主要|也|更|还|同样|早|早已|当前|多)*"
_LED: Final = re.compile(rf"{_PLACE}[，:]{_NOW}(?:有|是|由|靠|数|以)?{_WHICH}")
_HAS: Final = re.compile(
    rf"(?:{_PLACE})?[，:]?{_NOW}(?:由|有|靠|全靠|只有|仅有|站着|守着|看|数|要数|属|归|当属|当数|以){_WHICH}"
)
# 丙检测由丁公司扛旗, 数丁公司最强; 有丁公司、戊公司两家.
_HOLDS: Final = re.compile(
    r"(?:[^，。；;]{0,6}?)?(?:坐镇|领衔|领跑|领军|挑大梁|在做|能做|在干|做得出|挑起|担纲|撑|扛|打头|代表|龙头|布局|把守|独当|当家|补位|唱主角|承担|承接|支撑|主导|深耕|冲在|最强|最大|为首|牵引|站台|把关|[一两二三四五六七八九\d]+家|等(?:企业|公司)?|$)"
    r"|[，。；;]"
)
# 敏感材料九成靠外购，甲公司是为数不多的破局者; 封装测试也有了支撑，乙公司月产能达….
_TOLD: Final = re.compile(rf"[^，。；;:“”《》]{{2,16}}，(?:其中|而)?{_WHICH}")
_LEADS: Final = re.compile(
    r"[^。；;]{0,4}?(?:是|为|作为|成为|成了|算是|堪称|称得上|便是|正是)[^，。；;]{0,14}?(?:破局者|龙头|代表|主力军?|先行者|领头羊|领跑者|佼佼者|骨干|黑马|排头兵|一员|探路者|拓荒者|引领者|链主|之一|玩家|供应商|企业)"
)
_MAKES: Final = re.compile(
    r"[^，。；;]{0,10}?(?:(?:月|年|日|总|设计)?产能|月产|年产|日产|量产|投产|出货|产线|生产线|下线|自研|自制|国产替代)"
)
_NOT_THERE: Final = re.compile(
    r"[^，。；;]{0,8}?(?:未|没有|不再|退出|拟|计划|将|准备|有意|打算|考虑|采购|外购|外包|委托|进口|停产|放弃)"
)
_OPENS: Final = re.compile(r"(?:^|[，。；;:“])(?:而|再看|至于|其中|其中，|在|如|像|到了|同样在|反观|又如|比如)*$")
_BASIS: Final = {"basis": "document"}


# 扛起甲这一环的，是乙公司; 乙公司补上了甲这一环.
_SHOULDERS: Final = re.compile(
    r"(?:扛起|撑起|挑起|守住|守着|补上|补齐|填补|填上|顶起|占住|扎进|扎根|占据|深耕|钻进)(?:了)?$"
)
_IS_BY: Final = re.compile(rf"{_PLACE}?的(?:空白|缺口)?，?(?:正|就|便)?(?:是|数|要数|有|当属){_WHICH}")
_THIS_PLACE: Final = re.compile(r"(?:这[一个]?|一)?(?:环节|环(?!节)|端|头|行当?|段(?!时间)|块|领域|空白|缺口)")


def link_stands(context: Context) -> None:
    """ENGAGES_IN of the firms that the words behind a clause's link bring in."""
    for sentence in context.article.body:
        firms = context.things_of(sentence, "Company")
        links = context.things_of(sentence, "ChainLink") if firms else ()
        for link in links:
            for firm in _standing(context, sentence, link, firms):
                context.relate(sentence, "ENGAGES_IN", firm, link, "link-stand", "0.75", _BASIS)
            shouldering = _shouldering(context, sentence, link, firms)
            if shouldering is not None:
                context.relate(sentence, "ENGAGES_IN", shouldering, link, "link-stand", "0.75", _BASIS)


def _shouldering(context: Context, sentence: Sentence, link: Thing, firms: Sequence[Thing]) -> Thing | None:
    """扛起甲这一环的，是乙公司; 乙公司补上了甲这一环."""
    text = sentence.shadow.text
    verb = _SHOULDERS.search(text, 0, link.start)
    if verb is None or _NOT_THERE.search(text, after_mark(text, "，。；;", verb.start()), verb.start()):
        return None
    by = next((f for f in firms if _IS_BY.fullmatch(text, link.end, f.start)), None)
    if by is not None:
        return by
    # 收购乙公司，补齐甲这一环: of whom it bought.
    if _THIS_PLACE.match(text, link.end) is None or verb[0].startswith(("补", "填")):
        return None
    about = topic(context, sentence, ("Company", "Park", "Zone", "Organization", "Policy", "Project"), verb.start())
    return about.thing if about is not None and about.thing.label == "Company" and about.hops <= 1 else None


def _standing(context: Context, sentence: Sentence, link: Thing, firms: Sequence[Thing]) -> list[Thing]:
    """The firms on a link that opens its clause; none where what is said of them is that they are not there."""
    text = sentence.shadow.text
    if not _OPENS.search(text, 0, link.start):
        return []
    first = next((f for f in firms if f.start > link.end), None)
    if first is None:
        return []
    row = [f for f in starting_at(context, sentence, first.start, ("Company",)) if f.start >= first.start]
    end = row[-1].end
    if _NOT_THERE.match(text, end):
        return []
    if _LED.fullmatch(text, link.end, first.start):
        return row
    if _HAS.fullmatch(text, link.end, first.start):
        return row if _HOLDS.match(text, end) else []
    told = _TOLD.fullmatch(text, link.end, first.start) is not None
    return row if told and (_LEADS.match(text, end) or _MAKES.match(text, end)) else []
