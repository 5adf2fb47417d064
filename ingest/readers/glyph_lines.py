"""Glyphs of a page to lines in reading order, columns told apart (版面分行).

Coordinates are points on the page as shown: x from the left, y from the top; a glyph's y is its baseline.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

# Baselines closer than this share of the larger letter are one line, so that superscripts stay in it.
SAME_LINE = 0.4
# A gap of one letter or more ends a run of glyphs: columns, tabs, parts of a header.
RUN_GAP = 1.0
# A hole in a line that no justification makes.
HOLE = 2.0
# Latin letters this far apart have a space between them even where the file writes none.
LATIN_GAP = 0.2
# A line over more than this share of the text's width is no line of a column.
FULL_WIDTH = 0.6
# Columns of running text are filled at least this far; columns of short cells are not read downwards.
FILLED = 0.6
# Columns within columns: three columns are found as one and two.
COLUMN_DEPTH = 3
# A double is drawn soon after its first: within so many glyphs of the same character.
DOUBLES = 50
# Signs that may not begin a line, so that the letter before them moves along with them.
CLOSING = "，。、；：！？）》」』”’〉】〕,.;:!?)]%％"

# Radicals that PDF fonts give for whole characters and that have no compatibility mapping, each with the
# character that its Unicode name says (CJK RADICAL C-SIMPLIFIED LONG: 长).
_RADICALS = str.maketrans(
    "⺟⺠⻁⻄⻅⻆⻉⻋⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻨⻩⻬⻮⻰",
    "母民虎西见角贝车长门青韦页风飞食马骨鬼鱼鸟麦黄齐齿龙",
)


@dataclass(frozen=True, slots=True)
class Glyph:
    """One character where it is drawn; `size` is the letter height in points."""

    char: str
    x0: float
    x1: float
    y: float
    size: float


@dataclass(frozen=True, slots=True)
class RuledTable:
    """A table with lines around its cells: for each row (column counted from one, text)."""

    columns: int
    rows: Sequence[Sequence[tuple[int, str]]]


@dataclass(slots=True)
class Segment:
    """Glyphs side by side, or a ruled table that stands among them."""

    x0: float
    x1: float
    y: float
    size: float
    glyphs: list[Glyph] = field(default_factory=list)
    table: RuledTable | None = None


@dataclass(slots=True)
class Line:
    """A line of text with the edges of its column; `first_width` is the room its first word needs.

    `gapped` lines have a hole within, such as entries side by side, and do not wrap.
    """

    text: str
    x0: float
    x1: float
    y: float
    size: float
    first_width: float
    left: float
    right: float
    full_width: bool = True
    gapped: bool = False
    table: RuledTable | None = None


def unified(text: str) -> str:
    """Radicals that stand for characters become those characters; nothing else changes."""
    return "".join(
        unicodedata.normalize("NFKC", char) if "\u2e80" <= char <= "\u2fdf" else char for char in text
    ).translate(_RADICALS)


def is_wide(char: str) -> bool:
    """Chinese characters and full-width signs, between which no space stands."""
    return unicodedata.east_asian_width(char) in "WF"


def glue(before: str, after: str) -> str:
    """What stands between two joined pieces: a space between Latin words, else nothing."""
    if not before or not after or is_wide(before[-1]) or is_wide(after[0]) or before[-1] in "-—‐–/":
        return ""
    return " "


def without_doubles(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """Glyphs less those printed a second time a little aside to look bold."""
    kept: list[Glyph] = []
    seen: dict[str, list[Glyph]] = {}
    for glyph in glyphs:
        near = 0.3 * glyph.size
        same = seen.setdefault(glyph.char, [])
        if any(abs(glyph.x0 - one.x0) < near and abs(glyph.y - one.y) < near for one in same[-DOUBLES:]):
            continue
        same.append(glyph)
        kept.append(glyph)
    return kept


def segments(glyphs: Iterable[Glyph]) -> list[Segment]:
    """Runs of glyphs that the file draws side by side, without blanks at their ends."""
    found: list[Segment] = []
    run: Segment | None = None
    for glyph in glyphs:
        if (
            run is not None
            and abs(glyph.y - run.y) < SAME_LINE * max(glyph.size, run.size)
            and -0.5 * glyph.size < glyph.x0 - run.x1 < RUN_GAP * glyph.size
        ):
            run.glyphs.append(glyph)
            run.x1 = max(run.x1, glyph.x1)
        else:
            run = Segment(glyph.x0, glyph.x1, glyph.y, glyph.size, [glyph])
            found.append(run)
    return [trimmed for one in found if (trimmed := _trimmed(one.glyphs)) is not None]


def _trimmed(glyphs: list[Glyph]) -> Segment | None:
    inked = [index for index, glyph in enumerate(glyphs) if not glyph.char.isspace()]
    if not inked:
        return None
    kept = glyphs[inked[0] : inked[-1] + 1]
    (size, _), *_ = Counter(glyph.size for glyph in kept if not glyph.char.isspace()).most_common(1)
    baseline = next(glyph.y for glyph in kept if glyph.size == size)
    return Segment(kept[0].x0, max(glyph.x1 for glyph in kept), baseline, size, kept)


def rows(items: Sequence[Segment]) -> list[list[Segment]]:
    """Segments on one baseline together, from the top down, each row from left to right."""
    found: list[list[Segment]] = []
    for item in sorted(items, key=lambda one: one.y):
        # A superscript lies above its line, so one row back is not enough.
        for row in found[-2:]:
            near = abs(item.y - row[0].y) < SAME_LINE * max(item.size, *(one.size for one in row))
            free = all(item.x0 > one.x1 - 0.5 * one.size or item.x1 < one.x0 + 0.5 * one.size for one in row)
            if near and free and item.table is None and row[0].table is None:
                row.append(item)
                break
        else:
            found.append([item])
    return [sorted(row, key=lambda one: one.x0) for row in found]


def line_of(row: Sequence[Segment], left: float, right: float, full_width: bool = True) -> Line:
    """One row of segments as a line."""
    first = row[0]
    if first.table is not None:
        return Line("", first.x0, first.x1, first.y, first.size, 0, left, right, full_width, table=first.table)
    glyphs = [glyph for segment in row for glyph in segment.glyphs]
    main = max(row, key=lambda one: one.size * len(one.glyphs))
    return Line(
        text=_text(glyphs),
        x0=first.x0,
        x1=max(one.x1 for one in row),
        y=main.y,
        size=main.size,
        first_width=_first_width(glyphs),
        left=left,
        right=right,
        full_width=full_width,
        gapped=any(after.x0 - before.x1 > HOLE * main.size for before, after in pairwise(row)),
    )


def _text(glyphs: Sequence[Glyph]) -> str:
    parts: list[str] = []
    before: Glyph | None = None
    blank = False
    for glyph in glyphs:
        if glyph.char.isspace() and glyph.char != "\u3000":
            blank = True
            continue
        if before is not None:
            gap = (glyph.x0 - before.x1) / max(glyph.size, before.size)
            chinese = is_wide(glyph.char) or is_wide(before.char)
            if gap >= RUN_GAP or (not chinese and (blank or gap > LATIN_GAP)):
                parts.append(" ")
        parts.append(glyph.char)
        before, blank = glyph, False
    return _without_dash_gaps(unified("".join(parts)))


def _without_dash_gaps(text: str) -> str:
    # `2026 —2028年`: the dash is no wide character, yet in Chinese text no blank stands beside it.
    if any(map(is_wide, text)):
        text = text.replace(" —", "—").replace("— ", "—")
    return text


def _first_width(glyphs: Sequence[Glyph]) -> float:
    """Width of the first thing that cannot be broken: a Chinese character or a Latin word, and its closing signs."""
    end = 1
    if not is_wide(glyphs[0].char):
        while end < len(glyphs) and not is_wide(glyphs[end].char) and not glyphs[end].char.isspace():
            end += 1
    while end < len(glyphs) and glyphs[end].char in CLOSING:
        end += 1
    return glyphs[end - 1].x1 - glyphs[0].x0


def lines_in_order(items: Sequence[Segment], depth: int = 0, full_width: bool = True) -> list[Line]:
    """Lines of a page in reading order: between lines over the full width, the left column before the right one."""
    if not items:
        return []
    # Tables may be wider than the text, which then wraps at its own edges.
    written = [one for one in items if one.table is None] or items
    left, right = min(one.x0 for one in written), max(one.x1 for one in written)
    gutter = gutter_of(items) if depth < COLUMN_DEPTH else None
    if gutter is None:
        return [line_of(row, left, right, full_width) for row in rows(items)]
    found: list[Line] = []
    sides: tuple[list[Segment], list[Segment]] = ([], [])

    def end_region() -> None:
        for side in sides:
            found.extend(lines_in_order(side, depth + 1, False))
            side.clear()

    for row in rows(items):
        if any(one.x0 < gutter < one.x1 for one in row):
            end_region()
            found.append(line_of(row, left, right, full_width))
        else:
            for one in row:
                sides[one.x0 > gutter].append(one)
    end_region()
    return found


def gutter_of(items: Sequence[Segment]) -> float | None:
    """The x of a vertical strip that the lines of two columns keep free, or None."""
    left, right = min(one.x0 for one in items), max(one.x1 for one in items)
    extent = right - left
    narrow = [one for one in items if one.x1 - one.x0 <= FULL_WIDTH * extent]
    if len(narrow) < 6:
        return None
    size = sorted(one.size for one in narrow)[len(narrow) // 2]
    covered = [0] * (int(extent) + 2)
    for one in narrow:
        for x in range(int(one.x0 - left), int(one.x1 - left) + 1):
            covered[x] += 1
    best, start = (0, 0), None
    for x in range(int(0.25 * extent), int(0.75 * extent) + 1):
        if covered[x] <= len(narrow) // 20:
            start = x if start is None else start
            best = max(best, (x - start + 1, start))
        else:
            start = None
    if best[0] < 0.8 * size:
        return None
    gutter = left + best[1] + best[0] / 2
    sides = [one for one in narrow if one.x1 < gutter], [one for one in narrow if one.x0 > gutter]
    for side, width in zip(sides, (gutter - left, right - gutter), strict=True):
        side_rows = rows(side)
        inked = sum(one.x1 - one.x0 for one in side)
        if len(side_rows) < 3 or inked < FILLED * len(side_rows) * width:
            return None
    return gutter
