"""What a scenario lacks or runs on, in the argument place of frames, whatever it ends in (句式中的需求).

想靠甲与乙把…; 卡在甲上; 需求单上写着甲、乙两项硬指标; 优先选用甲; 重点验证乙; 沿岸布设丙; 点名找甲.
"""

from __future__ import annotations

import re
from typing import Final

from ingest.documents.articles import Sentence, sifted
from ingest.documents.frame import Context, Thing
from ingest.documents.lists import Span
from ingest.documents.rules.goods_names import ROW, goods_in
from ingest.documents.rules.products import DENIED
from ingest.documents.rules.scenario_roles import scenarios_meant
from ingest.documents.rules.subjects import sure
from ingest.documents.rules.technologies import put_technology
from ingest.sieve import regex

_ROW: Final = rf"(?P<x>{ROW}{{2,36}}?)"
_END: Final = r"(?=[，。；;!！]|$)"
_NUMBER: Final = r"(?:等)?(?:这)?(?:[两二三四五六七八九]|\d)[项样条种类个大](?:硬|核心|关键)*(?:指标|要求|需求|条件|技术|设备|产品|装备)?"
_NEEDS: Final = (
    regex(rf"(?:想|打算|指望|希望|盼着|期望)(?:能)?(?:靠|凭|借助|借|引入|用上?){_ROW}(?=[，。；;把将来]|$)"),
    regex(rf"卡(?:壳|住)?在(?:了)?{_ROW}(?:上|这一关|这一环|这道坎)"),
    regex(rf"(?:写着|列着|标着|注明|写明|开列|列出)(?:了)?{_ROW}{_NUMBER}{_END}"),
    regex(
        rf"(?:急需|亟需|急缺|还缺|尚缺|最缺|缺少|就缺|只缺|要求(?:配齐|配备|采用|使用|装上|配)|需配(?:备|齐)?|难点(?:就)?(?:[是在]|在于)|难就难在|(?:短板|瓶颈|缺口|卡点|软肋)(?:就|正|恰恰)?(?:[是在]|在于)|(?<!需)要上(?![学班去来墙门一])|关键(?:就)?(?:是|在于?)|最?(?:想要|想找|想用|盼|缺|需要)的(?:就)?是|[想要]找|点名找|点名要|正找|急找|寻找|求购|征集|(?:所|还|都)?需要)(?:的是)?(?:一[套台款种批])?{_ROW}(?:{_NUMBER})?{_END}"
    ),
)
_CHOSEN: Final = regex(
    rf"(?:(?:优先(?:选用|采用|使用|应用|选择)|(?:重点|着重|先行|优先)(?:验证|测试|试验|检验|考核)){_ROW}(?:{_NUMBER})?{_END}|(?<![应使作利采运费启专通商常])用(?P<instead>{ROW}{{2,16}}?)(?:来)?(?:代替|替代|取代|顶替|替下))"
)
_FITTED: Final = regex(
    rf"(?:(?P<asks>布设|部署|引入|引进|铺设|投放|安装|配备)|用上|换上|装上(?![^，。；;]*\d)|启用|加装|试用|派上|试行|试点|(?<!优先)(?:选用|采用))(?:了)?(?:\d[\d.,]*[余多]?[百千万]*[台套个艘架只支组件块])?{_ROW}(?:{_NUMBER})?(?=[，。；;!！\d]|$)"
)
_AIMED: Final = re.compile(r"20\d\d年|力争|目标|计划|明年|年内|将|三年")
_ASKED: Final = re.compile("开放|推出|征集|遴选|发布|张榜|需求|出题|求解|招募")
_WISHED: Final = re.compile("(?:希望|期待|盼望|盼着|急需|亟需|需要?|拟|计划|准备|打算|想|将)(?:能|能够|尽快|首批)*$")
_CLASS: Final = "技术"
# 推动甲、乙由中试线走向量产线; 加快甲研制.
_PLANNED: Final = regex(
    rf"(?:推动|支持|加快|推进|促进|加速){_ROW}(?:由[^，。；;]{{2,10}}?走向|走向|走出|实现|加快|尽快)*(?:量产|上车|装船|装机|装车|上岸|下海|批产|规模化生产|国产化|迭代|进口替代)"
)
# 甲、乙至今仍要从外地采购.
_LACKED: Final = regex(
    rf"(?:^|[，。；;:“])(?:其中|不过|但|像|过去|以前|从前|此前|以往)?{_ROW}(?:至今|目前|长期|一直|过去|眼下|大多|全部|[一二三四五六七八九]成|以往|仍然|依然|依旧|仍|还|都|却|只能|主要)*(?:[要得靠需须]|依赖|依靠|来自)(?:从)?(?:外地|海外|国外|南方|省外|进口|外购|外采|外省|市外)"
)
_SPREAD: Final = regex(rf"(?:推广|普及)(?:应用|使用)?{_ROW}{_END}")


def argument_needs(context: Context) -> None:
    """Goods and techniques that a scenario asks for (DEMANDS) or has put in (APPLIES), and those that are spread."""
    for sentence in sifted(context.article.body, *_NEEDS, _CHOSEN, _FITTED, _SPREAD, _PLANNED, _LACKED):
        text = sentence.shadow.text
        if "Scenario" in context.counts:
            for pattern in _NEEDS:
                for match in pattern.finditer(text):
                    _relate(context, sentence, "DEMANDS", match.start(), match.span("x"))
        for match in _CHOSEN.finditer(text):
            # 用甲顶替了乙: done.
            done = match["instead"] is not None and text.startswith("了", match.end())
            row = match.span("instead" if match["instead"] else "x")
            _relate(context, sentence, "APPLIES" if done else "DEMANDS", match.start(), row, alone=True)
        for match in _FITTED.finditer(text):
            # 到2027年在港口投放甲1000辆: a target.
            if text[match.end() : match.end() + 1].isdigit() and _AIMED.search(text, 0, match.start()):
                continue
            # 用上了甲: it is there; 沿岸布设甲 of a scenario that is opened is asked for.
            asked = _WISHED.search(text, 0, match.start()) is not None
            asked = asked or (match["asks"] is not None and _ASKED.search(text, 0, match.start()) is not None)
            _relate(context, sentence, "DEMANDS" if asked else "APPLIES", match.start(), match.span("x"), alone=True)
        for match in (*_SPREAD.finditer(text), *_PLANNED.finditer(text)):
            _put(context, sentence, goods_in(text, *match.span("x")))
        for match in _LACKED.finditer(text):
            _put(context, sentence, goods_in(text, *match.span("x")))


def _relate(context: Context, sentence: Sentence, type_name: str, at: int, row: Span, *, alone: bool = False) -> None:
    """Each of the row with the scenario meant; named `alone` where none is."""
    text = sentence.shadow.text
    spans = goods_in(text, *row, means=True)
    if len(spans) > 1 and text.endswith(_CLASS, *spans[-1]) and text[spans[-1][0] - 1] == "、":
        # 甲、乙技术: of a list the class noun belongs to no item.
        spans[-1] = spans[-1][0], spans[-1][1] - len(_CLASS)
    if not spans or DENIED.search(text, 0, at):
        return
    meant = scenarios_meant(context, sentence, at)
    for thing in _put(context, sentence, spans) if meant or alone else ():
        for one in meant:
            context.relate(sentence, type_name, one.thing, thing, "scenario-technique", sure(76, one.hops))


def _put(context: Context, sentence: Sentence, spans: list[Span]) -> list[Thing]:
    made = [put_technology(context, sentence, *span, "product-argument", whole=True) for span in spans]
    return [thing for thing in made if thing is not None]
