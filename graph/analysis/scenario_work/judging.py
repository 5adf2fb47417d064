"""What a target asks for, and whether a number meets it: at least, at most, or a change that needs a start (判定)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final, Literal

_YEAR: Final = re.compile(r"(20\d\d)")
_AT_MOST: Final = re.compile(r"(?:下降|降低|降|减少|压减|压缩|缩短|回落|下调|控制)(?:到|至|在|为)[了约仅]?$")
_FALL: Final = re.compile(r"(?:下降|降低|减少|压减|压缩|缩短|回落|下调)了?约?$")
_RISE: Final = re.compile(r"(?:增长|提高|提升|上升|增加|增幅|增速)了?约?$")
_RELATIVE: Final = frozenset({"%", "倍", "个百分点", "百分点"})
"""Units of which a rise speaks relative to a start: 增加30家 is thirty more, 增长30% is more than something."""
_LOW, _HIGH = frozenset({"gte", "gt"}), frozenset({"lte", "lt"})


@dataclass(frozen=True)
class Sense:
    """What a target asks for; `strict` where the value itself is not enough, `words` for a change as it is said."""

    asks: Literal["at_least", "at_most", "change"]
    strict: bool = False
    words: str = ""


def sense_of(row: Mapping[str, Any], sentence: str) -> Sense:
    """What a target asks for, by its comparator and the words before its value in the sentence.

    >>> sense_of({"comparator": "eq", "raw": "20%", "unit": "%", "metric": "能耗"}, "能耗下降到20%").asks
    'at_most'
    >>> sense_of({"comparator": "eq", "raw": "20%", "unit": "%", "metric": "能耗"}, "能耗下降20%").asks
    'change'
    """
    before = _before(row, sentence)
    if _AT_MOST.search(before):
        return Sense("at_most", row["comparator"] == "lt")
    fall, rise = _FALL.search(before), _RISE.search(before)
    if fall or (rise and row["unit"] in _RELATIVE):
        return Sense("change", words=f"{(fall or rise or [''])[0]}{row['raw'] or ''}")
    if row["comparator"] in _HIGH:
        return Sense("at_most", row["comparator"] == "lt")
    return Sense("at_least", row["comparator"] == "gt")


def _before(row: Mapping[str, Any], sentence: str) -> str:
    """The words before the value: of its first place behind what is measured, else of its first at all."""
    raw = row["raw"] or ""
    behind = max(sentence.find(row["metric"] or ""), 0)
    at = sentence.find(raw, behind) if raw else -1
    at = sentence.find(raw) if raw and at < 0 else at
    return sentence[:at] if at > 0 else ""


def reached(sense: Sense, measured: Decimal | int, value: Decimal) -> bool:
    """Whether a number meets a target that is no change."""
    if sense.asks == "at_most":
        return measured < value if sense.strict else measured <= value
    return measured > value if sense.strict else measured >= value


@dataclass(frozen=True)
class Word:
    """The latest that sources say of what a target measures; `why` where that judges nothing."""

    value: Decimal | None = None
    reached: bool | None = None
    why: str = ""


def by_word(sense: Sense, row: Mapping[str, Any], said: Sequence[Mapping[str, Any]]) -> Word:
    """A target judged by what sources say was reached, in the same unit; of several the latest year alone counts."""
    same = [one for one in said if one["value"] is not None and (one["unit"] or "") == (row["unit"] or "")]
    if not same:
        return Word()
    latest = max(_year(one) for one in same)
    values = {(Decimal(str(one["value"])), one["comparator"]) for one in same if _year(one) == latest}
    if len(values) > 1:
        told = "、".join(f"{value.normalize():f}" for value, _ in sorted(values))
        return Word(why=f"来源说法不一（{told}{row['unit'] or ''}），不据以判定")
    [(value, comparator)] = values
    met = reached(sense, value, row["value"])
    # 超过80% may be more than 90%; it says nothing against a target of 90%.
    open_ended = comparator in (_LOW if (sense.asks == "at_least") != met else _HIGH)
    return Word(value, None if open_ended else met, "来源只给出界限，不足以判定" if open_ended else "")


def _year(said: Mapping[str, Any]) -> int:
    days = [place["document"]["published_on"] or "" for place in said["evidence"]]
    years = _YEAR.findall(said["time"] or "") or _YEAR.findall(" ".join(map(str, days)))
    return max(map(int, years), default=0)
