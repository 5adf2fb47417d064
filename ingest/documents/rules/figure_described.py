"""The thing behind a figure that describes it: 总投资3亿元的甲项目, 运营着11座加氢站的乙公司 (定语中的数据)."""

from __future__ import annotations

import re
from typing import Final

from ingest.documents.articles import Sentence
from ingest.documents.frame import Context, Thing
from ingest.documents.rules.figure_things import clause_start
from ingest.numbers import Quantity

# 总投资27亿元、占地190亩的甲项目: what else describes it may stand between.
_MORE: Final = re.compile(r"(?:、[^，。；;:、“”的\d]{1,10}\d[^，。；;:、“”的]{1,10}){0,3}的")
# 投资38.5亿元建设甲项目.
_BUILDS: Final = re.compile("(?:建设|兴建|投建|打造|新建)(?:的|了)?")


def described(context: Context, sentence: Sentence, quantity: Quantity) -> Thing | None:
    """The thing that a figure describes: 总投资3亿元的甲项目, 占地80亩的乙园."""
    text = sentence.shadow.text
    industry = _DESCRIBES.match(text, quantity.end)
    if industry is not None and _OUTPUT.search(text, max(0, quantity.start - 24), quantity.start):
        named = context.things_of(sentence, "Industry")
        thing = next((t for t in named if 0 <= t.start - industry.end() <= 1), None)
        if thing is not None:
            return thing
    builds = _BUILDS.match(text, quantity.end)
    if builds is not None and text[: quantity.start].endswith(("投资", "斥资", "出资")):
        made = context.things_of(sentence, "Project")
        return next((t for t in made if 0 <= t.start - builds.end() <= 1), None)
    held = _held(context, sentence, quantity)
    more = _MORE.match(text, quantity.end)
    if held is not None or more is None:
        return held
    before = text[max(0, quantity.start - 10) : quantity.start]
    if _SIZE.search(before) is None:
        return None
    end = more.end()
    return next(
        (t for t in context.things_of(sentence, "Project", "Park", "Scenario", "Mechanism") if 0 <= t.start - end <= 2),
        None,
    )


# 运营着11座加氢站的甲公司, 服务企业300家的乙平台: what has so many stands behind.
_HELD: Final = re.compile(r"[^，。；;、:“”\d的]{0,8}(?:、[^，。；;、:“”的]{2,24})?的“?")
_HOLDS: Final = re.compile(
    r"(?:[^，。；;:“”、]{2,20}、)?(?:(?:由|与|向|和|为|是|在|其中|包括|作为|目前|而|以及|这家|这座|这个)*(?:(?:在|面向)[^，。；;:“”、]{2,8}?)?(?:[今去前]年)?)?(?:已|现|刚|曾|共|累计|自主)*(?:(?:发起|联合)*(?:设立|组建|成立)(?:一[支只])?)?"
    r"(?:(?:总|首期|一期|目标)?规模|拥有|运营着?|管理着?|经营着?|服务|覆盖|持有|手握|坐拥|集聚|汇聚|聚集|入驻|占地|总?建筑面积|规划面积|注册资本|员工|研发人员|研发投入|年产|"
    r"年营收|营收|年产值|产值|年销售|市值|估值|布局|开设|接入|连接|注册用户|用户|会员)[^，。；;:“”]{0,12}"
)
_HOLDERS: Final = ("Company", "Park", "Project", "Platform", "Scenario", "Mechanism")
_NAMED: Final = (*_HOLDERS, "Zone", "Work", "Industry", "ChainLink", "Technology", "ScenarioTier")


def _held(context: Context, sentence: Sentence, quantity: Quantity) -> Thing | None:
    text = sentence.shadow.text
    behind = _HELD.match(text, quantity.end)
    if behind is None or not (named := [t for t in context.things_of(sentence, *_HOLDERS) if t.start == behind.end()]):
        return None
    begins = clause_start(text, quantity.start)
    clear = not any(begins <= t.start and t.end <= quantity.start for t in context.things_of(sentence, *_NAMED))
    return named[0] if clear and _HOLDS.fullmatch(text, begins, quantity.start) else None


# 产值达到1086亿元、同比增长9.4%的甲: what the output is of stands behind it.
_DESCRIBES: Final = re.compile(r"(?:、(?:同比|比上年)?增长[^，。；;、]{1,8})?的(?=[\u4e00-\u9fff])")
_OUTPUT: Final = re.compile(
    r"(?:产值|营业收入|营收|规模|增加值)[^，。；;]{0,6}(?:\d[^，。；;]{0,8}、(?:同比|比上年)?增长[^，。；;]{0,2})?$"
)
_SIZE: Final = re.compile(
    r"(?:投资|增资|注资|出资|斥资|总投入|占地|面积|产能|年产|预算|资金|库容|规模)[^，。；;]{0,4}$"
)
