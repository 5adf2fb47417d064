"""Sums and shares that a paper gives: 对首台套给予最高300万元奖励, 每提高10个百分点，给予…, 《办法》规定按20%补助 (奖补金额)."""

from __future__ import annotations

import re
from typing import Final

from ingest.documents.articles import Sentence
from ingest.documents.frame import Context
from ingest.documents.lists import after_mark
from ingest.documents.rules.figure_things import around, clause_start
from ingest.numbers import Quantity

GRANT: Final = re.compile(r"安排(?:专项)?资金|专项资金|配套资金|统筹安排|给予|奖励|补助|补贴|资助|奖补|扶持资金")
# 设立首用补贴，对甲给予最高100万元奖励: what is given is of the fund.
GIVEN: Final = re.compile(
    r"(?<![；;。])[，,][^。；;]{0,40}(?:(?:给予|奖励|补贴|补助|奖补|资助|支持)[^，。；;\d]{0,8}|最高可?[获得享领拿][得受到]?)$"
)
# 对新增设备投入按20%给予补贴，总额不超过1000万元; 三年安排专项资金3亿元: what a paper gives.
_GIVES: Final = re.compile(
    r"给予|补贴|补助|奖励|奖补|资助|贴息|奖金|免租|减免|(?:安排|统筹|设立|列支)[^，。；;、]{0,10}(?:专项资金|资金|经费)"
)
GRANTS: Final = re.compile(
    "(?:补贴|补助|补偿|奖励|保险|基金|资金池|资金|消费券|创新券|服务券|券|奖)[”》]?(?:制度|机制)?$"
)
FUNDS: Final = re.compile(
    r"财政.{0,10}(?:安排|统筹|列支|拿出|投入).{0,8}(?:资金|经费|$)|财政.{0,10}安排|安排.{0,16}资金|配套资金|专项资金"
)


# 单个项目最高100万元, 每提高10个百分点，给予…: a bound of what is given, or for what; the clause beside it says so.
_CAPPED: Final = re.compile(
    r"(?:单个|每个|同一|每家|单项|单户|单条)[^，。；;、\d]{1,8}(?:最高|封顶|不超过|累计)?(?:不超过|可达|可获)?$|(?:最高|最多|上限|总额|累计)(?:不超过|不高于|可达|为|达)?$|(?:封顶|最高可?[获得享领拿][得受到]?)$"
)
_EACH: Final = re.compile(r"每(?:提高|增加|新增|增长|提升|降低|减少|多|下降)$")
_CLAUSE: Final = re.compile("[^，。；;]*")


def grants(text: str, quantity: Quantity) -> bool:
    """Whether a sum or share is what a paper gives, in the clause of a figure or in the one that it bounds."""
    if quantity.unit in ("元", "%") and _GIVES.search(around(text, quantity)) is not None:
        return True
    begins = clause_start(text, quantity.start)
    if quantity.unit == "元" and _CAPPED.search(text, begins, quantity.number_start):
        before = text[after_mark(text, "，。；;", max(begins - 1, 0)) : begins]
        return before.endswith("，") and _GIVES.search(before) is not None
    behind = text.find("，", quantity.end)
    return (
        _EACH.search(text, begins, quantity.number_start) is not None
        and behind >= 0
        and re.search("[。；;]", text[quantity.end : behind]) is None
        and _GIVES.search(text, behind, _clause_end(text, behind + 1)) is not None
    )


def _clause_end(text: str, at: int) -> int:
    """Where the words up to the next mark end."""
    found = _CLAUSE.match(text, at)
    return found.end() if found is not None else len(text)


# 《计划》提出，…，对首台套用户给予不高于300万元的补助: the paper gives, whatever its clauses name.
_SAYS_SO: Final = re.compile("[》”]?(?:还|也|并|同时|进一步)*(?:提出|明确|规定|要求|写明|强调|安排|支持|指出)")


# 办法还规定，对中选企业按合同额的10%给予补助.
_IT_SAYS: Final = re.compile(
    r"(?:^|[，。；;])(?:该|这份|这一|此|本|新)?(?:办法|措施|政策|意见|方案|文件|计划|细则|条例|规定|通知)(?:还|也|并|同时|进一步|里|中)*(?:提出|明确|规定|要求|写明|安排|指出|约定)"
)


def paper_says(context: Context, sentence: Sentence, quantity: Quantity) -> bool:
    """Whether the part of a sentence before a figure begins with what the policy says."""
    text = sentence.shadow.text
    low = after_mark(text, "。；;", quantity.start)
    if _IT_SAYS.search(text, low, quantity.start) is not None:
        return True
    return any(
        low <= thing.start < quantity.start and _SAYS_SO.match(text, thing.end) is not None
        for thing in context.things_of(sentence, "Policy")
    )
