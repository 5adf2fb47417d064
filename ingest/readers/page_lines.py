"""Placed runs of text to paragraphs, headings and footers of a document with fixed pages (版面行合并).

Lengths are in any one unit, y grows downwards and is the baseline, x grows to the right.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from ingest.readers.model import Block, BlockKind, Place

# Runs stand on one line when their baselines differ by less than half a character; lines are at least 1.2 apart.
_SAME_LINE: Final = 0.5
# Justified text has gaps of up to half a character, columns of a table stand further apart than two.
_COLUMN_GAP: Final = 2.0
_WORD_GAP: Final = 0.2
# A full line may end early by a character and a mark that may not begin the next one.
_FULL: Final = 1.6
# A paragraph is indented by two characters; less than one and a half is noise of placing.
_INDENT: Final = 1.5
_WIDE_PITCH: Final = 1.8
# The margin of GB/T 9704 is 37 of 297 mm above, that of Word 25; headers and page numbers stand in the outer tenth.
_MARGIN: Final = 0.1
_LARGER: Final = 1.15
_CENTRED: Final = 0.04
_CLAUSE_MARK: Final = re.compile(
    r"第[一二三四五六七八九十百零〇\d]{1,5}[编章节条](?![一-鿿]{0,2}例)|[一二三四五六七八九十]{1,3}、|[(（][一二三四五六七八九十\d]{1,3}[)）]"
    r"|\d{1,2}(?:[.．](?!\d)|、)|[①-⑳]|[●■◆•·]|附件[:：\d]"
)
_PAGE_NUMBER_LENGTH: Final = 30
_PAGE_NUMBER: Final = re.compile(
    r"[-—–－·\s]*(?:第\s*)?(?:\d{1,4}|[ivxIVX]{1,6})(?:\s*页)?(?:\s*[,，/／]?\s*(?:共\s*)?\d{1,4}\s*页?)?[-—–－·\s]*"
)


@dataclass(frozen=True, slots=True)
class Run:
    """Characters set one after the other from `left` to `right` on the baseline `y`, `size` high."""

    text: str
    left: float
    right: float
    y: float
    size: float
    repeated: bool = False


@dataclass(frozen=True, slots=True)
class PageOfRuns:
    """A page: its number from one, its box and its runs in any order."""

    number: int
    left: float
    top: float
    width: float
    height: float
    runs: Sequence[Run]


@dataclass(slots=True)
class _Line:
    text: str
    left: float
    right: float
    y: float
    size: float
    page: PageOfRuns
    footer: bool = False


@dataclass(frozen=True, slots=True)
class _Area:
    """What is usual in a document: where text begins and ends, the size of its body, the pitch of its lines."""

    left: float
    right: float
    size: float
    pitch: float


def blocks_of(pages: Sequence[PageOfRuns]) -> list[Block]:
    """The blocks of one document's pages in reading order; a paragraph over a page break has its first page.

    Lines are read across the whole page: two columns of running text are not told apart. Runs marked `repeated`
    (of a template on several pages) become FOOTER, as do page numbers and lines in the outer tenth of a page that
    stand on two or more pages and differ in digits only.
    """
    lines = [line for page in pages for line in _lines(page)]
    _mark_footers(lines)
    body = [line for line in lines if not line.footer]
    if not body:
        return [Block(BlockKind.FOOTER, line.text, Place(page=line.page.number)) for line in lines]
    area = _area(body)
    sizes = _heading_sizes(body, area)
    blocks: list[Block] = []
    footers: list[Block] = []
    open_lines: list[_Line] = []
    for line in lines:
        if line.footer:
            footers.append(Block(BlockKind.FOOTER, line.text, Place(page=line.page.number)))
            continue
        if open_lines and not _continues(open_lines[-1], line, area):
            blocks.append(_block(open_lines, area, sizes))
            blocks.extend(block for block in footers if (block.place.page or 0) < line.page.number)
            footers = [block for block in footers if (block.place.page or 0) >= line.page.number]
            open_lines = []
        open_lines.append(line)
    blocks.append(_block(open_lines, area, sizes))
    return blocks + footers


def _lines(page: PageOfRuns) -> list[_Line]:
    rows: list[list[Run]] = []
    for run in sorted(page.runs, key=lambda run: (run.y, run.left)):
        if not run.text.strip():
            continue
        if rows and run.y - rows[-1][0].y < _SAME_LINE * max(run.size, rows[-1][0].size):
            rows[-1].append(run)
        else:
            rows.append([run])
    lines = []
    for row in rows:
        for repeated in (False, True):
            runs = sorted((run for run in row if run.repeated is repeated), key=lambda run: run.left)
            if runs:
                lines.append(_line(runs, page, repeated))
    return lines


def _line(runs: list[Run], page: PageOfRuns, repeated: bool) -> _Line:
    text = runs[0].text
    right = runs[0].right
    for before, run in pairwise(runs):
        if run.text == before.text and abs(run.left - before.left) < 0.3 * run.size:
            # Bold made by printing twice.
            continue
        gap = (run.left - right) / max(run.size, before.size)
        latin = text[-1:].isascii() and run.text[:1].isascii() and not text.endswith(" ")
        text += "\t" if gap > _COLUMN_GAP else " " if gap > _WORD_GAP and latin else ""
        text += run.text
        right = max(right, run.right)
    size = Counter({run.size: 0 for run in runs})
    for run in runs:
        size[run.size] += len(run.text)
    return _Line(text.strip(), runs[0].left, right, runs[-1].y, size.most_common(1)[0][0], page, repeated)


def _mark_footers(lines: Iterable[_Line]) -> None:
    seen: dict[tuple[str, bool], list[_Line]] = {}
    for line in lines:
        share = (line.y - line.page.top) / line.page.height if line.page.height > 0 else 0.5
        if not (share < _MARGIN or share > 1 - _MARGIN):
            continue
        if len(line.text) <= _PAGE_NUMBER_LENGTH and _PAGE_NUMBER.fullmatch(line.text):
            line.footer = True
            continue
        masked = re.sub(r"\d+", "#", line.text)
        if sum(sign.isalpha() for sign in masked) >= 2:
            seen.setdefault((masked, share < 0.5), []).append(line)
    for same in seen.values():
        if len({line.page.number for line in same}) > 1:
            for line in same:
                line.footer = True


def _area(body: list[_Line]) -> _Area:
    weights: Counter[float] = Counter()
    for line in body:
        weights[round(line.size, 1)] += len(line.text)
    size = weights.most_common(1)[0][0] or 1.0
    usual = [line for line in body if abs(line.size - size) < 0.1 * size] or body
    left = _shared(sorted(line.left for line in usual), size)
    right = -_shared(sorted(-line.right for line in usual), size)
    page = body[0].page
    # Short lines do not show where the text ends: then the right margin is as wide as the left one.
    right = max(right, page.left + page.width - (left - page.left) - 3 * size)
    pitches: Counter[float] = Counter()
    for before, line in pairwise(usual):
        if before.page is line.page and line.y > before.y:
            pitches[round((line.y - before.y) / size, 1)] += 1
    pitch = min((step for step, count in pitches.items() if count * 3 >= sum(pitches.values())), default=2.5)
    return _Area(left, right, size, pitch * size)


def _shared(ordered: list[float], size: float) -> float:
    """The first position that two lines share, since a single one may hang out; else the first."""
    for one, other in pairwise(ordered):
        if other - one < 0.5 * size:
            return one
    return ordered[0]


def _centred(line: _Line, area: _Area) -> bool:
    middle = (line.left + line.right) / 2
    page = line.page
    middles = ((area.left + area.right) / 2, page.left + page.width / 2)
    return any(abs(middle - other) < _CENTRED * page.width for other in middles)


def _heading_sizes(body: list[_Line], area: _Area) -> list[float]:
    sizes = {round(line.size, 1) for line in body if _is_larger(line, area) and _centred(line, area)}
    return sorted(sizes, reverse=True)


def _is_larger(line: _Line, area: _Area) -> bool:
    return line.size >= _LARGER * area.size and "\t" not in line.text


def _continues(before: _Line, line: _Line, area: _Area) -> bool:
    if "\t" in before.text or "\t" in line.text or abs(before.size - line.size) > 0.1 * area.size:
        return False
    same_page = before.page is line.page
    if _is_larger(line, area) and _centred(before, area) and _centred(line, area):
        return same_page and line.y - before.y < _WIDE_PITCH * max(area.pitch, 1.3 * line.size)
    if _CLAUSE_MARK.match(line.text):
        return False
    if line.page.number - before.page.number > 1 or (same_page and line.y - before.y > _WIDE_PITCH * area.pitch):
        return False
    return before.right > area.right - _FULL * area.size and line.left < area.left + _INDENT * area.size


def _block(lines: list[_Line], area: _Area, sizes: list[float]) -> Block:
    text = lines[0].text
    for line in lines[1:]:
        latin = text[-1:].isascii() and line.text[:1].isascii()
        text += (" " if latin and text[-1:].isalnum() else "") + line.text
    place = Place(page=lines[0].page.number)
    size = round(lines[0].size, 1)
    if size in sizes and _is_larger(lines[0], area) and all(_centred(line, area) for line in lines):
        return Block(BlockKind.HEADING, text, place, sizes.index(size) + 1)
    return Block(BlockKind.PARAGRAPH, text, place)
