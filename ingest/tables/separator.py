"""What separates the cells of a text table: a comma, a tab, or any other sign, signs or blanks (分隔符)."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

# Signs that tables are written with, and then what else people use; quotes are understood for the first.
USUAL: Final = (",", ";", "\t", "|")
_OTHERS: Final = ("||", "|+|", "@@", "&&", "##", "$$", "~~", "^^", "::", "\x01", "\x1e", "\x1f", "^", "~", "#", "$", "@", "&", "!", "，", "；", "、", ":", "/", "*")  # fmt: skip
_BLANKS: Final = "  "
_RUNS: Final = re.compile(r"(?<=\S)[ \t\u3000]{2,}(?=\S)")
_STAND_IN: Final = "\x1f"
# Another sign than the usual ones must cut nearly all lines alike: commas and strokes stand in plain text as well.
_SURE: Final = 0.9
_LEAST_LINES: Final = 2


@dataclass(frozen=True, slots=True)
class Separator:
    """The separating text; two blanks stand for any run of at least two."""

    text: str = ","

    @property
    def delimiter(self) -> str:
        """The one character the lines of `lines` are separated by."""
        return self.text if len(self.text) == 1 else _STAND_IN

    def lines(self, lines: Iterable[str]) -> Iterable[str]:
        """The lines with a separator of several characters put as one that no text holds."""
        if len(self.text) == 1:
            return lines
        return self._put(lines)

    def _put(self, lines: Iterable[str]) -> Iterator[str]:
        if self.text == _BLANKS:
            for line in lines:
                yield _RUNS.sub(_STAND_IN, line)
            return
        for line in lines:
            yield line.replace(self.text, _STAND_IN)


def find_separator(lines: Sequence[str]) -> Separator:
    """The separator that cuts the first line, and most of the sample's lines into the same number of cells."""
    best, best_key = Separator(), (False, 0.0, 0)
    for sign in USUAL:
        key = _key(lines, Separator(sign))
        if key > best_key:
            best, best_key = Separator(sign), key
    if best_key[2] > 1 and best_key[1] >= 0.5:
        return _doubled(lines, best)
    for sign in (*_OTHERS, _BLANKS):
        key = _key(lines, Separator(sign))
        if key[0] and key[1] >= _SURE and key > best_key and _filled(lines) >= _LEAST_LINES:
            best, best_key = Separator(sign), key
    return _doubled(lines, best)


def _doubled(lines: Sequence[str], single: Separator) -> Separator:
    """The sign twice, where it never stands alone: a||b||c."""
    twice = single.text * 2
    filled = [line for line in lines if line.strip()]
    if len(single.text) > 1 or not filled or twice not in filled[0]:
        return single
    alike = all(line.count(single.text) == 2 * line.count(twice) for line in filled)
    return Separator(twice) if alike else single


def cut_alike(lines: Sequence[str], separator: Separator) -> float:
    """Share of the lines that the separator cuts into the same number of cells, two at least."""
    return _key(lines, separator)[1]


def _filled(lines: Sequence[str]) -> int:
    return sum(1 for line in lines if line.strip())


def _key(lines: Sequence[str], separator: Separator) -> tuple[bool, float, int]:
    cut = separator.lines(lines)
    widths = [len(row) for row in csv.reader(cut, delimiter=separator.delimiter) if row]
    wide = [w for w in widths if w > 1]
    if not wide:
        return (False, 0.0, 0)
    usual = max(sorted(set(wide)), key=wide.count)
    return (widths[0] > 1, wide.count(usual) / len(widths), usual)
