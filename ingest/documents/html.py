"""Main content of an HTML page as lines of text (网页正文).

A block element is a line. A row of a table is one line with tabs between its columns, as
`ingest.readers.model.joined` writes it for other formats; `places` says which cell a character is in.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from selectolax.lexbor import LexborHTMLParser, LexborNode

from ingest.documents.html_tables import TableCell, is_data_table, table_rows
from ingest.readers.model import Place

DROPPED: Final = "script, style, noscript, nav, header, footer, aside, form, button, iframe, svg, select, template"
BLOCKS: Final = frozenset(
    [
        "address",
        "article",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "li",
        "main",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "tbody",
        "tfoot",
        "thead",
        "tr",
        "ul",
    ]
)
CONTAINERS: Final = "article, main, section, div, td, body"
_BLANK = re.compile(r"[ \t\r\n\f\v\u00a0]+")
_TITLE_TAIL = re.compile(r"\s*[_|｜]\s*.*$|\s+-\s+[^-]*$")


@dataclass(frozen=True)
class HtmlText:
    """Lines of the main content; `headings` maps a line's offset to its level.

    `places` holds (offset, place) in order where a table's cell or the text after a table begins;
    `spans` maps the offset of a merged cell to the rows and columns that it covers.
    """

    text: str
    headings: Mapping[int, int]
    places: Sequence[tuple[int, Place]] = ()
    spans: Mapping[int, tuple[int, int]] = field(default_factory=dict)


def _size(text: str) -> int:
    """Characters that print: the blanks between tags say nothing about what a box holds."""
    return len("".join(text.split()))


def _own_text(node: LexborNode) -> int:
    """Characters of a node's own paragraphs and text, links left out: menus score low, articles high."""
    total = 0
    for child in node.iter(include_text=True):
        tag = child.tag
        if tag == "-text":
            total += _size(child.text_content or "")
        elif tag in ("p", "span", "br", "strong", "b", "font", "h1", "h2", "h3", "h4", "table", "ul", "ol"):
            total += max(0, _size(child.text()) - 2 * _link_text(child))
    return total


def _link_text(node: LexborNode) -> int:
    return sum(_size(a.text()) for a in node.css("a"))


def _main(body: LexborNode) -> LexborNode:
    best, best_score = body, 0
    whole = _size(body.text()) - _link_text(body)
    for node in body.css(CONTAINERS):
        score = _own_text(node)
        if score > best_score:
            best, best_score = node, score
    best = _with_neighbours(best, body)
    # Under a third of the page: no single box holds the article, so all of it is kept.
    return best if (_size(best.text()) - _link_text(best)) * 3 >= whole else body


def _with_neighbours(best: LexborNode, body: LexborNode) -> LexborNode:
    """The box around the best one while what it adds is text and not menus: a list often has a box of its own."""
    parent = best.parent
    # Asking the parser for the parent of <body> gives <html>: there it ends.
    while parent is not None and best != body and parent.tag not in ("html", "-document"):
        links = _link_text(parent) - _link_text(best)
        text = _size(parent.text()) - _size(best.text()) - links
        if links > text:
            break
        best, parent = parent, parent.parent
    return best


@dataclass(slots=True)
class _Line:
    """One line, its heading level, and where its cells begin."""

    text: str
    level: int = 0
    cells: tuple[tuple[int, TableCell], ...] = ()


class _Lines:
    def __init__(self) -> None:
        self.lines: list[_Line] = []
        self.tables = 0
        self._parts: list[str] = []

    def add(self, text: str) -> None:
        self._parts.append(text)

    def close(self, level: int = 0) -> None:
        line = _BLANK.sub(" ", "".join(self._parts)).strip()
        self._parts = []
        if line:
            self.lines.append(_Line(line, level))

    def table(self, node: LexborNode) -> None:
        """A line for each row that holds text."""
        self.tables += 1
        for row in table_rows(node, self.tables, _cell_text):
            parts: list[str] = []
            cells: list[tuple[int, TableCell]] = []
            offset = 0
            for cell in row:
                if cells:
                    parts.append("\t" * (cell.column - cells[-1][1].column))
                    offset += len(parts[-1])
                cells.append((offset, cell))
                parts.append(cell.text)
                offset += len(cell.text)
            if cells:
                self.lines.append(_Line("".join(parts), 0, tuple(cells)))


def _cell_text(node: LexborNode) -> str:
    """A cell's paragraphs, a line each."""
    inner = _Lines()
    _walk(node, inner, 0)
    inner.close()
    return "\n".join(line.text for line in inner.lines)


def _walk(node: LexborNode, lines: _Lines, level: int) -> None:
    for child in node.iter(include_text=True):
        tag = child.tag or ""
        if tag == "-text":
            lines.add(child.text_content or "")
        elif tag == "br":
            lines.close(level)
        elif tag == "table" and is_data_table(child):
            lines.close(level)
            lines.table(child)
        elif tag in ("td", "th"):
            _walk(child, lines, level)
            lines.add("　")
        elif tag in BLOCKS:
            inner = int(tag[1]) if len(tag) == 2 and tag[0] == "h" and tag[1].isdigit() else level
            lines.close(level)
            _walk(child, lines, inner)
            lines.close(inner)
        elif not tag.startswith(("-", "_", "!")):
            _walk(child, lines, level)


def _title(tree: LexborHTMLParser, page: list[_Line]) -> str | None:
    """The page's heading when the main box leaves it out: its h1, else its title without the site's name."""
    printed = {line.text for line in page[:5]}
    if any(line.level == 1 for line in page):
        return None
    heading = tree.css_first("h1")
    named = tree.css_first("title")
    text = heading.text() if heading is not None else named.text() if named is not None else ""
    text = _BLANK.sub(" ", text).strip()
    if heading is None:
        text = _TITLE_TAIL.sub("", text)
    return None if not text or text in printed else text


def html_text(source: str) -> HtmlText:
    """Text of the page's main content: block elements become lines, menus, scripts and styles go."""
    tree = LexborHTMLParser(source)
    body = tree.body
    if body is None:
        return HtmlText("", {})
    headline = tree.css_first("h1")
    heading_text = None if headline is None else _BLANK.sub(" ", headline.text()).strip()
    for node in tree.css(DROPPED):
        node.decompose()
    lines = _Lines()
    _walk(_main(body), lines, 0)
    lines.close()
    page = lines.lines
    title = _title(tree, page) if heading_text is None or tree.css_first("h1") is not None else heading_text
    if title and page:
        page.insert(0, _Line(title, 1))
    return _joined(page)


def _joined(page: list[_Line]) -> HtmlText:
    headings: dict[int, int] = {}
    places: list[tuple[int, Place]] = []
    spans: dict[int, tuple[int, int]] = {}
    position = 0
    for line in page:
        if line.level:
            headings[position] = line.level
        if not line.cells and places and places[-1][1].table is not None:
            places.append((position, Place()))
        for offset, cell in line.cells:
            places.append((position + offset, Place(table=cell.table, row=cell.row, column=cell.column)))
            if (cell.rows, cell.columns) != (1, 1):
                spans[position + offset] = (cell.rows, cell.columns)
        position += len(line.text) + 1
    return HtmlText("".join(f"{line.text}\n" for line in page), headings, tuple(places), spans)
