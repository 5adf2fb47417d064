"""Main content of an HTML page as lines of text (网页正文)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from selectolax.lexbor import LexborHTMLParser, LexborNode

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
    """Lines of the main content; `headings` maps a line's offset to its level."""

    text: str
    headings: Mapping[int, int]


def _own_text(node: LexborNode) -> int:
    """Characters of a node's own paragraphs and text, links left out: menus score low, articles high."""
    total = 0
    for child in node.iter(include_text=True):
        tag = child.tag
        if tag == "-text":
            total += len((child.text_content or "").strip())
        elif tag in ("p", "span", "br", "strong", "b", "font", "h1", "h2", "h3", "h4", "table", "ul", "ol"):
            links = sum(len(a.text().strip()) for a in child.css("a"))
            total += max(0, len(child.text().strip()) - 2 * links)
    return total


def _main(body: LexborNode) -> LexborNode:
    best, best_score = body, 0
    whole = len(body.text().strip())
    for node in body.css(CONTAINERS):
        score = _own_text(node)
        if score > best_score:
            best, best_score = node, score
    # Under a third of the page: no single box holds the article, so all of it is kept.
    return best if best_score * 3 >= whole else body


class _Lines:
    def __init__(self) -> None:
        self.lines: list[tuple[str, int]] = []
        self._parts: list[str] = []

    def add(self, text: str) -> None:
        self._parts.append(text)

    def close(self, level: int = 0) -> None:
        line = _BLANK.sub(" ", "".join(self._parts)).strip()
        self._parts = []
        if line:
            self.lines.append((line, level))


def _walk(node: LexborNode, lines: _Lines, level: int) -> None:
    for child in node.iter(include_text=True):
        tag = child.tag or ""
        if tag == "-text":
            lines.add(child.text_content or "")
        elif tag == "br":
            lines.close(level)
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


def _title(tree: LexborHTMLParser, page: list[tuple[str, int]]) -> str | None:
    """The page's heading when the main box leaves it out: its h1, else its title without the site's name."""
    printed = {line for line, _ in page[:5]}
    if any(level == 1 for _, level in page):
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
        page.insert(0, (title, 1))
    headings: dict[int, int] = {}
    position = 0
    for line, level in page:
        if level:
            headings[position] = level
        position += len(line) + 1
    return HtmlText("".join(f"{line}\n" for line, _ in page), headings)
