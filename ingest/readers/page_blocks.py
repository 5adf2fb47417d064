"""Lines of all pages to blocks: running headers off, paragraphs joined, headings and captions named (版面成段)."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from ingest.readers.glyph_lines import Line, RuledTable, Segment, glue, line_of, lines_in_order, rows
from ingest.readers.marks import ARTICLE, BULLET, opens_paragraph
from ingest.readers.model import Block, BlockKind, Place

# Running headers and footers lie in this share of the page's height at its top and bottom.
EDGE = 0.15
# A page has at most so many lines of running header or footer.
EDGE_ROWS = 3
# Letters that are larger by this are no body text.
LARGER = 1.12
# A heading is short; a title over three lines has 60 characters.
HEADING_LENGTH = 80
# Lines farther apart than this share of the usual distance are paragraphs of their own.
PARAGRAPH_GAP = 1.45
# First lines are indented by two letters, a scanned or justified edge wavers by half a letter.
INDENT = 1.2

_PAGE_NUMBER = re.compile(
    r"[—\-–─－―·•\s]*(?:\d{1,4}|[ivxlc]{1,6})[—\-–─－―·•\s]*|第\s*\d+\s*页[\s，,/]*(?:共\s*\d+\s*页)?"
    r"|\d{1,4}\s*/\s*\d{1,4}|[Pp]age\s*\d+(?:\s*(?:of|/)\s*\d+)?"
)
_ATTACHMENT = re.compile(r"附\s*[件表录图]")
_SENTENCE_END = re.compile(r"[。！？；：，、.!?;:,…][”’」』）)]*$")
_CAPTION = re.compile(r"(?:附?[图表]|[Ff]igure|[Ff]ig\.|[Tt]able)\s*(?:\d+|[一二三四五六七八九十]+)")


@dataclass(slots=True)
class PageText:
    """What was found on one page; `aside` is text drawn aslant, such as a watermark; `ocr`: read from a picture."""

    number: int
    width: float
    height: float
    segments: list[Segment]
    aside: str = ""
    ocr: bool = False
    headers: list[str] = field(default_factory=list)
    footers: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Paragraph:
    page: int
    last_page: int
    lines: list[Line]
    text: str
    kind: BlockKind = BlockKind.PARAGRAPH


@dataclass(slots=True)
class _TableRun:
    page: int
    rows: list[tuple[int, Sequence[tuple[int, str]]]]
    columns: int
    header: Sequence[tuple[int, str]]


def blocks_of(pages: Sequence[PageText]) -> list[Block]:
    """Blocks of the whole file in reading order; each page's running headers and footers around its own."""
    take_running(pages)
    body = [(page, lines_in_order(page.segments)) for page in pages]
    _set_right_edge(body)
    size = _body_size(line for _, lines in body for line in lines)
    parts = _parts(body, size)
    levels = _name(parts, size)
    pictures = {page.number for page in pages if page.ocr}
    numbered: dict[int, list[Block]] = defaultdict(list)
    table = 0
    for part in parts:
        if isinstance(part, _TableRun):
            table += 1
            for row, (page, cells) in enumerate(part.rows, 1):
                numbered[part.page] += [
                    Block(BlockKind.TABLE_CELL, text, Place(page=page, table=table, row=row, column=column))
                    for column, text in cells
                ]
        else:
            level = levels[_heading_rank(part, size)] if part.kind is BlockKind.HEADING else 0
            ocr = any(number in pictures for number in (part.page, part.last_page))
            numbered[part.page].append(Block(part.kind, part.text, Place(page=part.page, ocr=ocr), level))
    found: list[Block] = []
    for page_text in pages:
        place = Place(page=page_text.number, ocr=page_text.ocr)
        found += [Block(BlockKind.FOOTER, text, place) for text in page_text.headers]
        found += numbered[page_text.number]
        found += [Block(BlockKind.FOOTER, text, place) for text in page_text.footers]
        if page_text.aside:
            found.append(Block(BlockKind.FOOTER, page_text.aside, place))
    return found


# Running headers and footers


def take_running(pages: Sequence[PageText]) -> None:
    """Move lines that repeat at the top or bottom of pages, and page numbers, out of the body."""
    edges: dict[tuple[bool, int], list[tuple[PageText, str, list[Segment]]]] = defaultdict(list)
    in_rows = [(page, rows(page.segments)) for page in pages]
    steps = sorted(below[0].y - above[0].y for _, found in in_rows for above, below in pairwise(found))
    usual = steps[len(steps) // 2] if steps else 0.0
    for page, by_height in in_rows:
        for top in (True, False):
            inward = by_height if top else by_height[::-1]
            for row, inner in zip(inward[:EDGE_ROWS], [*inward[1:], None], strict=False):
                text = line_of(row, 0, 0).text
                if not _at_edge(row[0].y, page.height, top):
                    break
                if _is_body(row[0], inner, usual) and not _is_dashed_number(text):
                    break
                # Some play: the same line may lie a little higher on another page.
                edges[top, round(row[0].y / 6)].append((page, text, row))
    taken: list[tuple[bool, PageText, str, list[Segment]]] = []
    for (top, _), band in edges.items():
        by_text: dict[str, list[tuple[int, str]]] = defaultdict(list)
        for page, text, _row in band:
            by_text[re.sub(r"\d+", "#", text)].append((page.number, text))
        running = {text for text, found in by_text.items() if _repeats(found, len(pages))}
        share = sum(len(by_text[text]) for text in running) / len(band)
        for page, text, row in band:
            repeated = share >= 0.5 and re.sub(r"\d+", "#", text) in running
            if repeated or _PAGE_NUMBER.fullmatch(text):
                taken.append((top, page, text, row))
    for top, page, text, row in sorted(taken, key=lambda one: one[3][0].y):
        (page.headers if top else page.footers).append(text)
        gone = {id(one) for one in row}
        page.segments = [one for one in page.segments if id(one) not in gone]


def _is_dashed_number(text: str) -> bool:
    """A page number that is nothing else, however near it stands: `— 1 —`, `第1页`."""
    return _PAGE_NUMBER.fullmatch(text) is not None and not text.isalnum()


def _at_edge(y: float, height: float, top: bool) -> bool:
    return y < EDGE * height if top else y > (1 - EDGE) * height


def _is_body(row: Segment, inner: Sequence[Segment] | None, usual: float) -> bool:
    """A table, or a line in the letters of the next one and no farther from it than lines are."""
    if row.table is not None:
        return True
    return inner is not None and row.size == inner[0].size and abs(inner[0].y - row.y) < 1.1 * usual


def _repeats(found: Sequence[tuple[int, str]], pages: int) -> bool:
    """The same text on several pages, or a text with a number that grows with the page."""
    if len(found) < (2 if pages <= 4 else 3):
        return False
    if len({text for _, text in found}) == 1:
        return True
    if _ATTACHMENT.match(found[0][1]):
        return False
    numbers = [(page, [int(one) for one in re.findall(r"\d{1,9}", text)]) for page, text in found]
    count = min(len(one) for _, one in numbers)
    steps = [{one[place] - page for page, one in numbers} for place in range(count)]
    return any(len(step) == 1 for step in steps)


# Paragraphs


def _set_right_edge(body: Sequence[tuple[PageText, Sequence[Line]]]) -> None:
    """Pages with short lines only do not show where their text would wrap: take the edge of most pages.

    Where that is no half page from the left, the right margin is taken to be as wide as the left one.
    """
    whole = [(page, line) for page, lines in body for line in lines if line.full_width]
    edges = Counter(round(line.right) for _, line in whole)
    for page, line in whole:
        line.right = max(line.right, edges.most_common(1)[0][0])
        if line.right - line.left < page.width / 2:
            line.right = max(line.right, page.width - line.left)


def _body_size(lines: Iterator[Line]) -> float:
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size * 2) / 2] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _parts(body: Sequence[tuple[PageText, Sequence[Line]]], size: float) -> list[_Paragraph | _TableRun]:
    pitch = _pitch([lines for _, lines in body])
    parts: list[_Paragraph | _TableRun] = []
    for page_text, lines in body:
        page = page_text.number
        for line in lines:
            last = parts[-1] if parts else None
            if line.table is not None:
                _add_table(parts, page, line.table)
            elif isinstance(last, _Paragraph) and _continues(last, line, page, pitch, size):
                last.text += glue(last.text, line.text) + line.text
                last.lines.append(line)
                last.last_page = page
            else:
                parts.append(_Paragraph(page, page, [line], line.text))
    return parts


def _pitch(pages: Sequence[Sequence[Line]]) -> float:
    """The usual distance between lines as a multiple of the letter size."""
    steps = [
        round((below.y - above.y) / below.size, 1)
        for lines in pages
        for above, below in pairwise(lines)
        if below.table is None and 0.8 < (below.y - above.y) / below.size < 3
    ]
    return Counter(steps).most_common(1)[0][0] if steps else 1.5


def _continues(paragraph: _Paragraph, line: Line, page: int, pitch: float, size: float) -> bool:
    before = paragraph.lines[-1]
    if abs(before.size - line.size) > 0.1 * size or before.gapped or line.gapped:
        return False
    if page - paragraph.last_page > 1:
        # A page without text lies between, such as a picture.
        return False
    same_column = page == paragraph.last_page and line.y > before.y and abs(line.left - before.left) < line.size
    if same_column and line.y - before.y > PARAGRAPH_GAP * pitch * max(line.size, size):
        return False
    if opens_paragraph(line.text):
        return False
    ended = _SENTENCE_END.search(before.text) is not None
    full = before.x1 + line.first_width >= before.right - 0.5 * line.size
    if line.size > LARGER * size and _centred(line) and (full or _centred(before)):
        return same_column and not ended
    if ARTICLE.match(line.text) and ended:
        return False
    if not full:
        return False
    if line.x0 - line.left < INDENT * line.size:
        return True
    hanging = len(paragraph.lines) > 1 or opens_paragraph(before.text)
    level = abs(line.x0 - before.x0) < 0.5 * line.size if len(paragraph.lines) > 1 else line.x0 > before.x0
    return bool(hanging and level and same_column)


def _centred(line: Line) -> bool:
    left, right = line.x0 - line.left, line.right - line.x1
    return abs(left - right) < 1.5 * line.size and min(left, right) > 2.5 * line.size


# Tables


def _add_table(parts: list[_Paragraph | _TableRun], page: int, table: RuledTable) -> None:
    # Nothing stands between the two, so the one ends its page and the other begins the next.
    last = parts[-1] if parts else None
    if isinstance(last, _TableRun) and last.columns == table.columns and last.rows[-1][0] == page - 1:
        more = table.rows[1:] if list(table.rows[0]) == list(last.header) else table.rows
        last.rows += [(page, row) for row in more]
    else:
        parts.append(_TableRun(page, [(page, row) for row in table.rows], table.columns, table.rows[0]))


# Kinds


def _name(parts: Sequence[_Paragraph | _TableRun], size: float) -> dict[float, int]:
    """Set the kinds of paragraphs; give the heading level of each letter size."""
    ranks = set()
    for part in parts:
        if isinstance(part, _TableRun):
            continue
        ended = _SENTENCE_END.search(part.text) is not None
        if _CAPTION.match(part.text) and not ended and len(part.text) <= HEADING_LENGTH:
            part.kind = BlockKind.CAPTION
        elif not ended and len(part.text) <= HEADING_LENGTH and _stands_out(part, size):
            part.kind = BlockKind.HEADING
            ranks.add(_heading_rank(part, size))
        elif BULLET.match(part.text):
            part.kind = BlockKind.LIST_ITEM
    return {rank: level for level, rank in enumerate(sorted(ranks, reverse=True), 1)}


def _stands_out(part: _Paragraph, size: float) -> bool:
    larger = part.lines[0].size > LARGER * size
    return larger or (len(part.lines) == 1 and part.lines[0].size > 0.9 * size and _centred(part.lines[0]))


def _heading_rank(part: _Paragraph, size: float) -> float:
    """Letter size to the half point; all centred lines in body letters share one rank below the larger ones."""
    return round(part.lines[0].size * 2) / 2 if part.lines[0].size > LARGER * size else size
