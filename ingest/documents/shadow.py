"""Folded text beside the stored one, with the raw offset of every character (影子文本).

Rules match on the shadow: width folded, blanks next to Chinese characters gone, one comma.
The stored text is never altered; `segments` leads every match back to it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

Segments = tuple[tuple[int, int], ...]
# What does not stay as it is folded, or hangs on the characters around it.
_BY_PLACE: Final = re.compile("[\\s\u200b\ufeff\u00ad,]")


_SHORTEST: Final = 3
# A wide gap between words of some length sets columns apart: 甲港巡检场景　乙公司　丙区; 通　知 is set wide.
_COLUMNS: Final = re.compile(r"[\u4e00-\u9fff)]{3}(?: *[\t\u3000][ \t\u3000]*|  +)[\u4e00-\u9fff]{3}")

# 投资22亿元 甲基地完工: one blank parts the two clauses of a headline; 行动计划 实施方案 and 通 知 are one name set in two.
_HEADLINE_GAP: Final = re.compile(
    r"(?<=[^\s《“(]{4})(?<=[\u4e00-\u9fff”》)])[ \u3000]+(?=[^\s》”)]{4})(?=[\u4e00-\u9fff“《\d])"
    r"(?!\S*(?:计划|方案|意见|办法|通知|规定|措施|条例|规划|细则|清单|工作要点)(?:\s|$))"
)


class _Folded(dict[int, str]):
    """Characters by code point, each folded at first use: a table for `str.translate`."""

    def __missing__(self, code: int) -> str:
        made = self[code] = _fold(chr(code))
        return made


def _fold(character: str) -> str:
    if character in "，、。；：？！…“”‘’":
        return {"：": ":", "；": ";", "？": "?", "！": "!"}.get(character, character)
    if character in "–―－‒":
        return "—"
    folded = unicodedata.normalize("NFKC", character)
    return folded if len(folded) == 1 else character


_FOLDED: Final = _Folded()


def _ascii_word(character: str) -> bool:
    return character.isascii() and character.isalnum()


@dataclass(frozen=True, slots=True)
class Shadow:
    """`text[i]` stands for the raw character at `index[i]` of the stored text."""

    text: str
    index: tuple[int, ...]

    def segments(self, start: int, end: int, raw: str) -> Segments:
        """Raw `[s,e)` of shadow `[start, end)`; blanks of one line do not split, line breaks and captions do."""
        return join_offsets(self.index[start:end], raw)

    def surface(self, start: int, end: int, raw: str) -> str:
        """The characters as printed, without the blanks the shadow dropped."""
        return printed(self.index[start:end], raw)


def _unbroken(offsets: Sequence[int]) -> bool:
    """Whether rising offsets stand for characters without a gap, as most do."""
    return len(offsets) > 0 and offsets[-1] - offsets[0] == len(offsets) - 1


def printed(offsets: Sequence[int], raw: str) -> str:
    """The characters at rising raw offsets."""
    if _unbroken(offsets):
        return raw[offsets[0] : offsets[-1] + 1]
    return "".join([raw[offset] for offset in offsets])


def join_offsets(offsets: Sequence[int], raw: str) -> Segments:
    """Merge rising raw offsets into segments, over gaps that hold only blanks of the same line."""
    if _unbroken(offsets):
        return ((offsets[0], offsets[-1] + 1),)
    merged: list[list[int]] = []
    for offset in offsets:
        if merged and (
            merged[-1][1] == offset
            or (offset - merged[-1][1] < 8 and not raw[merged[-1][1] : offset].strip(" \t\u3000\u00a0"))
        ):
            merged[-1][1] = offset + 1
        else:
            merged.append([offset, offset + 1])
    return tuple((s, e) for s, e in merged)


def shadow_of(raw: str, offsets: Sequence[int], *, headline: bool = False) -> Shadow:
    """Shadow of the characters of `raw` at `offsets`; in a headline a blank between clauses is a comma."""
    plain = printed(offsets, raw)
    folded = plain.translate(_FOLDED)
    if _BY_PLACE.search(folded) is None:
        return Shadow(folded, tuple(offsets))
    gaps = {m.start() for m in _HEADLINE_GAP.finditer(plain)} if headline else set()
    characters: list[str] = []
    index: list[int] = []
    next_letter = 0
    for i, c in enumerate(folded):
        if c.isspace():
            before = characters[-1] if characters else ""
            next_letter = max(next_letter, i + 1)
            while next_letter < len(folded) and folded[next_letter].isspace():
                next_letter += 1
            after = folded[next_letter] if next_letter < len(folded) else ""
            if _ascii_word(before) and _ascii_word(after):
                c = " "
            elif i in gaps or _COLUMNS.match(plain, max(0, i - _SHORTEST)):
                c = "，"
            else:
                continue
        elif c in "\u200b\ufeff\u00ad":
            continue
        elif c == ",":
            # Only between digits can a half-width comma be a thousands mark.
            before = folded[i - 1] if i else ""
            group = folded[i + 1 : i + 5]
            thousands = before.isdigit() and group[:3].isdigit() and not group[3:4].isdigit() and len(group) >= 3
            c = "," if thousands and raw[offsets[i]] == "," else "，"
        characters.append(c)
        index.append(offsets[i])
    return Shadow("".join(characters), tuple(index))
