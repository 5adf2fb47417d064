"""Figures that say more of the one before: 营收58亿元，同比增长17%; 需求46项，目前已有19项…; 产值173亿元，规上企业… (接续的数据)."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from ingest.documents.rules.figure_metrics import same_number
from ingest.documents.rules.figure_things import clause_start
from ingest.numbers import Quantity

Node = tuple[str, str]


class Before(NamedTuple):
    """The figure before one in its sentence: where it ends, what it is of, its unit; the industry that any was of."""

    end: int = -1
    about: Node | None = None
    unit: str = ""
    industry: Node | None = None

    def then(self, quantity: Quantity, about: Node | None) -> Before:
        """The next figure in the place of this one."""
        industry = about if about is not None and about[0] == "Industry" else self.industry
        return Before(quantity.end, about, quantity.unit, industry)


FIRST: Final = Before()
"""Before the first figure of a sentence."""


def goes_on(text: str, before: Before, quantity: Quantity) -> Node | None:
    """What the figure before is of, where the words between say that this one tells more of it."""
    if before.end < 0:
        return None
    about = before.about
    if _more_of(text, before.end, quantity) or same_number(text, before.end, quantity):
        return about
    if about is None:
        return None
    if quantity.raw.startswith("翻") and _THAN.fullmatch(text, clause_start(text, quantity.start), quantity.start):
        return about
    if about[0] in _DRAWS and _DRAWN.fullmatch(text, before.end, quantity.start):
        return about
    if about[0] == "Industry" and _ITS_FIRMS.fullmatch(text, before.end, quantity.start):
        return about
    if quantity.unit == before.unit and _OF_THESE.fullmatch(text, before.end, quantity.start):
        return about
    between = text[before.end : quantity.start]
    if about[0] == "Mechanism" and between and between[0] in "，；个项" and _OF_LIST.fullmatch(between.lstrip("，；")):
        return about
    return about if quantity.unit == before.unit and _ALREADY.fullmatch(text, before.end, quantity.start) else None


# 营业收入58亿元，同比增长17%，今年的目标是70亿元: more of the same.
_COMPARED: Final = re.compile(
    r"[，,、；;]?(?:按(?:不变|可比|现行)价格?(?:计算)?[，,]?)?(?:"
    r"(?:(?:同比|环比|(?:比|较)(?:上年|去年|前年|往年|年初|上年末|上季度|一季度|上半年|上月|上年度|20\d\d年)(?:同期|底|末)?|增速|增幅|年均|名义|可比)[，,]?)*"
    r"(?:再|又|均|也|已|净)?(?:增长|下降|提高|上升|回落|提升|增加|减少|多出|净增|多|少|加快|放缓|高出|扩大|翻|为|达|(?:快于|高于|低于)(?:全[国省市区])[^，。；;、\d]{0,8})了?(?:到|至|约)?"
    r"|(?:在)?(?:全球|全国|国内|国际|省内|行业)?的?(?:市场)?(?:份额|占有率)(?:约|也|已|就|仅)?(?:为|达到?|升至|提高到)?"
    r"|(?:其中|合计|约|大约|接近|将近)?占(?!地)(?:比|了?[^，。；;、:\d]{1,16})?(?:的)?(?:比重|份额|比例)?(?:首次|约|也|已|就|仅)?(?:为|达到?|升至|提高到|[由从](?:20\d\d年|年初|去年|上年)?的?)?"
    r"|(?:今年|明年|全年|年底|到?20\d\d年底?)?(?:底)?(?:有望|可望|力争|预计|将)(?:再|首次|一举)?(?:实现|完成|能)?"
    r"|而?(?:上年|去年|前年)(?:同期|全年)?(?:仅|只|则|还)?(?:为|有|是)"
    r"|(?:今年|明年|年底|全年)的?目标是|相当于(?:原来|过去)的|(?:几乎|约)?是(?:去年|上年|原来|过去)(?:全年|同期)?的|(?:同比|环比|比上年|较上年|比去年)?(?:增速|增幅|涨幅|降幅)|(?:约|大约)?(?:折合|折算为|约合|相当于)|由|增至|升至|提高到|提升到|降到|降至|缩短到|压减到|压缩到)"
)


def _more_of(text: str, end: int, quantity: Quantity) -> bool:
    """Whether a figure says more of what the one that ends at `end` measures: 增长近三成，达到4.6亿元."""
    reached = quantity.raw.startswith("达") and text[end : quantity.start] in ("，", "，已", "，就")
    return reached or _COMPARED.fullmatch(text, end, quantity.start) is not None


# 57个场景，分属4大领域，比首批翻了一番还多.
_THAN: Final = re.compile(r"(?:几乎|已|就|整整)*(?:(?:比|较)[^，。；;:\d]{1,10})?(?:几乎|已|就|整整)*")
# 合同金额1.35亿元，撬动企业研发投入约4000万元: what comes of the same.
_DRAWN: Final = re.compile(r"[，,](?:可|预计|将|还|已|并)*(?:撬动|带动|拉动|引来|吸引)[^，。；;、:\d]{2,14}")
_DRAWS: Final = frozenset({"Zone", "Park", "Scenario", "Mechanism", "Industry", "Project"})

# 列出需求46项，目前已有19项找到了技术方: some of the same.
_ALREADY: Final = re.compile(
    r"[，,、；;](?:目前|现在|现|其中|截至[^，。；;]{2,8}|今年|仅|[，,])*(?:(?:已|还|另|便|就)?有|已|其余|另外|剩余|余下|(?:累计|总数|总量)(?:已|达|达到|增至|约|近)*)(?:的|约|近)?"
)


# 聚起企业67家，其中规上企业21家、上市公司3家: of the same, whatever class is counted.
_OF_THESE: Final = re.compile(
    r"(?:[，,；;](?:其中)[，,]?|、)(?:包括|有|含)?[“”]?(?:规上|规模以上|上市|专精特新|小巨人|高新技术|瞪羚|独角兽|单项冠军|隐形冠军|链主|龙头|骨干|外资|外地|世界500强|"
    r"[省市]级|国家级|发明|博士|硕士|研发|技术|海归|高级)[^，。；;、:\d]{0,14}"
)


# 集成电路产业产值173亿元，规上企业由62家增至75家; 甲产业链企业已达68家，实现产值214亿元；本地配套率约75%.
_ITS_FIRMS: Final = re.compile(
    r"[，,；;](?:只是|但|其中|前[三十\d]{1,2}个(?:月|季度)|(?:[今去]|20\d\d)年(?:上半年|全年)?|上半年|全年|目前|截至目前|[，,])*(?:"
    r"(?:已有|共有|拥有|现有|集聚|汇聚)?(?:产业链|全链|链)?(?:规上|规模以上|链上|上下游|核心|相关)?(?:企业|从业人员)(?:数量|总数|人数|数)?(?:则|也|已)?(?:有|达到?|超过?|突破)?(?:由|从)?(?:年初|去年|上年|\d{4}年)?的?"
    r"|(?:增|升|提高|增加)(?:至|到)"
    r"|(?:共|合计|累计|预计)?(?:实现|完成)?(?:工业)?(?:产业规模|总产值|产值|营业收入|营收|增加值|税收|利润)(?:约|近|超过?|突破|达到?)*"
    r"|(?:关键|核心)?(?:零部件|部件|设备)?本地(?:化)?配套率(?:却|也|已|还|仅|则|为|约|达到?|由|从)*"
    r")"
)


# 清单收录场景86项，计划投资近40亿元，其中企业提出的有19项，占比超过四成: a list goes on.
_OF_LIST: Final = re.compile(
    r"(?:[^，。；;]{0,8}，)?(?:其中[^，。；;\d]{0,14}|占比|(?:计划|意向|预计)?总?投资(?:额|规模)?|总?预算)(?:有|约|近|达|超过?|为)*"
)
