"""Works in title marks: who makes them, who brings them out, their parts and honours (作品)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from ingest.documents import layout
from ingest.documents.articles import Sentence
from ingest.documents.frame import Context, Thing
from ingest.documents.rules.frames import clause_of, ending_at, starting_at, subject_of
from ingest.documents.rules.policy import is_policy_title
from ingest.documents.rules.subjects import topic
from ingest.sieve import matches, regex
from schema.ids import name_id

_TITLE = regex(r"《([^《》]{1,60})》")
# Papers, lists and contracts in title marks are no creative works.
_NO_WORK = re.compile(
    r"(?:清单|目录|名单|名录|报告|白皮书|蓝皮书|绿皮书|协议|协定|合同|备忘录|通报|纪要|榜单|指数|公约|宣言|倡议|倡议书|标准|规范|准则|"
    r"证书|执照|许可证|批复|函|通告|公报|要点|预案|章程|手册|图谱|日报|晚报|早报|晨报|时报|周刊|周报|商报|新闻|简报|台账|责任书|意向书|承诺书)"
    r"(?:\([^()]*\))?$"
)
_KIND = re.compile(
    r"(?:动画片|动画|动漫|短片|短剧|微短剧|电视剧|网剧|纪录片|电影|影片|大片|话剧|舞剧|音乐剧|歌剧|戏曲|游戏|图书|小说|绘本|歌曲|专辑|"
    r"综艺|节目|宣传片|科幻片|剧集|系列剧|剧目|剧|栏目|演出|画作|舞蹈|交响乐|专题片|MV|漫画|广播剧|数字藏品|展览)"
)
PRODUCE: Final = regex(
    r"(?:制作|摄制|创作|打造|打磨|拍摄|创制|编创|创排|承制|编排|开发|研发|设计|绘制)(?:完成|推出|而成)?(?:了|的)?"
)
PUBLISH: Final = regex(r"(?:出品|推出|发行|上线|发布|播出|出版)(?:了|的)?")
_MAKERS: Final = ("Company", "Organization")
# 共三集，分别为《一》《二》; 三部曲:《一》《二》.
_ARE: Final = r"(?:包含|包括|分为|分|有|涵盖|由|(?:分别|依次)(?:是|为|叫作?|名为|题为|取名|命名为)?|[一二三四五六七八九十\d][集部篇章幕季辑回期](?:曲)?(?:，|:|——|，即|，也就是)|即)"
_PARTS = re.compile(rf"^(?:[^。；;《》]{{0,14}}?){_ARE}(?=《)")
_HONOUR = regex(
    r"(?:获|荣获|获得|斩获|入选|获评|被评为|摘得|捧回|拿下|授予|荣膺)(?P<by>[^“”《》，。；;]{0,16}?)“(?P<y>[^“”]{2,20})”(?P<k>认证|称号|奖项|大奖|金奖|银奖|奖|荣誉|作品|推介名单|推介片单|片单|名单)?"
)
_OF_PLACES: Final = re.compile(r"(?:商场|园区|企业|工厂|社区|基地|街区|车间|单位|商圈|门店|港口|学校|医院)$")
_PRIZE = regex(
    r"(?:获|荣获|获得|斩获|摘得|捧回|拿下|夺得|夺下|拿到|摘下|捧得|荣膺)(?:了)?(?P<y>(?:[^“”《》，。；;、获]{0,12}“[^“”]{2,16}”(?![，。；;、]))?[^“”《》，。；;、获与和及]{2,24}?(?:金奖|银奖|铜奖|大奖|一等奖|二等奖|三等奖|特等奖|优秀奖|最佳[^，。；;]{1,8}奖|奖))(?=[，。；;、]|$)"
)
# 由它一手制作的, 公司早先拍摄的: whoever was told of.
_ITS: Final = re.compile(r"(?:由(?:它|其)|(?:^|[，。；;])(?:该)?公司)[^，。；;《》]{0,6}$")
_BY = regex(r"(?:出品方|制作方|研发商|开发商|研发方|发行方|发行商|出品单位)(?:是|为|:)?")


def work_names(context: Context) -> None:
    """Works named in title marks."""
    for sentence in context.article.sentences:
        if sentence.kind != layout.BYLINE:
            _named(context, sentence)


def works(context: Context) -> None:
    """Makers, publishers, parts and honours of the works named in a sentence, else of those named last."""
    if "Work" not in context.counts:
        return
    last: list[Thing] = []
    for sentence in context.article.sentences:
        if sentence.kind == layout.BYLINE:
            continue
        named = context.things_of(sentence, "Work")
        groups = _groups(sentence.shadow.text, named)
        own_parts = bool(groups and last and _THIS_WORK.search(sentence.shadow.text))
        if own_parts:
            # 影片由甲摄制，分《一》《二》: the film named before is meant, these are its parts.
            _told_of(context, sentence, last)
            _parts_of(context, sentence, last[-1], groups[0])
            _honours(context, sentence, last)
            continue
        for group in groups:
            _makers(context, sentence, group)
        if (last and not own_parts and _BY.search(sentence.shadow.text) and not groups) or (
            not groups and last and _THIS_WORK.search(sentence.shadow.text)
        ):
            _told_of(context, sentence, last)
        _series(context, sentence, named)
        _honours(context, sentence, named or last)
        last = groups[-1] if groups else last


def _named(context: Context, sentence: Sentence) -> None:
    text = sentence.shadow.text
    for match in _TITLE.finditer(text):
        title = match[1]
        known = any(title == p.title or title in p.aliases for p in context.policies)
        kind = _kind(text, match)
        # What was a work once in the article is one wherever it stands.
        again = name_id("Work", context.surface(sentence, *match.span(1)), context.packs.home) in context.works
        no_work = not again and (is_policy_title(title) or (_NO_WORK.search(title) and kind is None))
        if known or no_work or not context.free(sentence, *match.span(1)):
            continue
        local_id = context.put_name(
            sentence, *match.span(1), "Work", context.packs.home, "work-title", "0.9", {"kind": kind}
        )
        context.works.add(local_id)


def _kind(text: str, match: re.Match[str]) -> str | None:
    before = re.split(r"[，。；;》]", text[: match.start()])[-1]
    kinds = list(_KIND.finditer(before))
    if kinds and len(before) - kinds[-1].end() <= 2:
        return kinds[-1][0]
    after = _KIND.match(text[match.end() : match.end() + 6].removeprefix("系列").removeprefix("等"))
    return after[0] if after else None


def _groups(text: str, named: Sequence[Thing]) -> list[list[Thing]]:
    """Titles that stand together: 《甲》《乙》系列, 《甲》、《乙》."""
    groups: list[list[Thing]] = []
    for thing in named:
        if groups and re.fullmatch(r"》(?:、|和|与|及)?《", text[groups[-1][-1].end : thing.start]):
            groups[-1].append(thing)
        else:
            groups.append([thing])
    return groups


def _makers(context: Context, sentence: Sentence, group: list[Thing]) -> None:
    """Makers before the title (甲与乙联合制作的《丙》) and behind it (《丙》由甲制作)."""
    text = sentence.shadow.text
    start, _ = clause_of(text, group[0].start)
    floor = max([start, *(t.end + 1 for t in context.things_of(sentence, "Work") if t.end < group[0].start)])
    for pattern, relation in ((PRODUCE, "PRODUCES"), (PUBLISH, "PUBLISHES")):
        for verb in pattern.finditer(text, floor, group[0].start):
            makers = [m for m in ending_at(context, sentence, verb.start(), _MAKERS) if m.start >= floor]
            if makers and text[: makers[0].start].endswith(("联合", "携手", "会同", "与")):
                subject = subject_of(context, sentence, makers[0].start, _MAKERS)
                makers = ([subject] if subject and subject not in makers else []) + makers
            if not makers and not re.search(r"[。；;]", text[floor : verb.start()]):
                subject = subject_of(context, sentence, verb.start(), _MAKERS)
                makers = [subject] if subject and subject.start >= floor else []
            if not makers and _ITS.search(text[floor : verb.start()]):
                about = topic(context, sentence, ("Company",), verb.start())
                makers = [about.thing] if about is not None and about.hops <= 2 else []
            _put(context, sentence, relation, makers, group)
    behind = text[group[-1].end + 1 :]
    by = re.match(r"(?:[^。；;《]{0,8}?)由", behind)
    if by is None:
        return
    makers = starting_at(context, sentence, group[-1].end + 1 + by.end(), _MAKERS)
    if not makers:
        return
    verb_text = text[makers[-1].end : makers[-1].end + 10]
    if re.match(r"(?:等)?(?:联合|共同|倾力)?(?:制作|摄制|创作|打造|拍摄|创制|编创|创排|承制)", verb_text):
        _put(context, sentence, "PRODUCES", makers, group)
    elif re.match(r"(?:等)?(?:联合|共同)?(?:出品|推出|发行)", verb_text):
        _put(context, sentence, "PUBLISHES", makers, group)


_THIS_WORK: Final = regex(r"^(?:该|这部|本|全)(?:剧|片|作品|短片|影片|动画|戏|纪录片)|^影片|^短片|^作品|^剧集")


def _parts_of(context: Context, sentence: Sentence, whole: Thing, group: list[Thing]) -> None:
    if not re.search(rf"{_ARE}《$", sentence.shadow.text[: group[0].start]):
        return
    for order, part in enumerate(group, start=1):
        context.edge(
            sentence, "PART_OF", ("Work", part.id), ("Work", whole.id), "work-parts", confidence="0.85",
            properties={"order": order},
        )  # fmt: skip


def _told_of(context: Context, sentence: Sentence, group: list[Thing]) -> None:
    """该剧由甲与乙联合制作、丙出品: makers of the work named before."""
    for pattern, relation in ((PRODUCE, "PRODUCES"), (PUBLISH, "PUBLISHES")):
        for verb in pattern.finditer(sentence.shadow.text):
            _put(context, sentence, relation, ending_at(context, sentence, verb.start(), _MAKERS), group)
    for by in _BY.finditer(sentence.shadow.text):
        relation = "PRODUCES" if by[0].startswith(("制作", "研发", "开发")) else "PUBLISHES"
        _put(context, sentence, relation, starting_at(context, sentence, by.end(), _MAKERS), group)


def _put(context: Context, sentence: Sentence, relation: str, makers: list[Thing], group: list[Thing]) -> None:
    for maker in makers:
        for work in group:
            context.edge(
                sentence, relation, (maker.label, maker.id), (work.label, work.id), "work-maker", confidence="0.85"
            )


def _series(context: Context, sentence: Sentence, named: Sequence[Thing]) -> None:
    """《总》三部曲，包含《一》《二》: parts of a work in their order."""
    text = sentence.shadow.text
    for i, whole in enumerate(named[:-1]):
        match = _PARTS.match(text[whole.end + 1 :])
        if match is None or named[i + 1].start != whole.end + 1 + match.end() + 1:
            continue
        following = named[i + 1 :]
        group = _groups(text, following)[0]
        for order, part in enumerate(group, start=1):
            context.edge(
                sentence, "PART_OF", ("Work", part.id), ("Work", whole.id), "work-parts", confidence="0.9",
                properties={"order": order},
            )  # fmt: skip
        return


def _honours(context: Context, sentence: Sentence, subjects: Sequence[Thing]) -> None:
    """获X“Y”认证, 荣获Z奖: the works that the sentence tells of, else those named last."""
    text = sentence.shadow.text
    if not subjects:
        return
    for match in matches(text, _HONOUR, _PRIZE):
        own = (
            [t for t in subjects if t.end < match.start()]
            if subjects[0] in context.things_of(sentence, "Work")
            else subjects
        )
        firms = [t for t in context.things_of(sentence, "Company") if t.end <= match.start()]
        if own and own is not subjects:
            # 其中《乙》拿下…奖: the works named together last before the honour.
            own = _groups(text, own)[-1]
        if not own or (
            firms and own[-1].end < firms[-1].start and re.search(r"，", text[own[-1].end : firms[-1].start])
        ):
            continue
        quoted = match.re is _HONOUR.re
        # A class of firms and places is no honour of a work.
        if _OF_PLACES.search(match["y"]):
            continue
        # “甲奖”最佳短片: the name goes on.
        prize = (match["y"].endswith("奖") and not text.startswith("最佳", match.end())) or re.match(
            "获评|入选|荣膺|被评为", match[0]
        ) is not None
        if quoted and match["k"] is None and not prize:
            continue
        # 荣誉 and 称号 only say what stands in the quotes; “品质短剧”认证 is a name with quotes inside.
        bare = quoted and match["k"] in (None, "荣誉", "称号", "奖项")
        at = match.span("y")
        if quoted and not bare:
            at = (match.start("y") - 1, match.end("y") + 1 + len(match["k"]))
        if not context.free(sentence, *at):
            continue
        name = context.surface(sentence, *at)
        local_id = name_id("Award", name, context.packs.home)
        context.node(sentence, "Award", local_id, name, "work-honour", confidence="0.85")
        context.mention(sentence, *at, "Award", local_id)
        for work in own:
            context.edge(
                sentence, "CERTIFIED_AS", ("Work", work.id), ("Award", local_id), "work-honour", confidence="0.85"
            )
        if quoted:
            for giver in context.things_of(sentence, *_MAKERS):
                if match.start("by") <= giver.start < match.end("by"):
                    context.edge(
                        sentence, "GRANTED_BY", ("Award", local_id), (giver.label, giver.id), "work-honour",
                        confidence="0.8",
                    )  # fmt: skip
