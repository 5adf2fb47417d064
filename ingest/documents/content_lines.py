"""Lines of a text that hold something, with the headings that their marks or their print show (有内容的行)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

_MARKDOWN = re.compile(r"(#{1,6})[ \t]+(?=\S)")
# A line that is set in bold as a whole heads what follows; within a paragraph it would be stress.
_BOLD = re.compile(r"(?P<b>\*\*|__)(?P<x>[^*_。；;]{2,50})(?P=b)")
_PICTURE = re.compile(r"!\[[^\]]*\]\([^)]*\)$|<img\b[^>]*>$|\[?图片\]?$")
_RULER = re.compile(r"[-=*_—·\s]{3,}$")


@dataclass
class Line:
    """A line that holds something: where it begins, its level as a heading, the offset of each character."""

    start: int
    text: str
    blank_before: bool
    level: int = 0
    offsets: list[int] = field(default_factory=list)
    bold: bool = False


def content_lines(text: str, headings: Mapping[int, int]) -> list[Line]:
    """Lines with their blanks stripped; pictures and rulers are left out and count as no gap."""
    lines: list[Line] = []
    blank, position, above = True, 0, 0
    for printed in text.splitlines(keepends=True):
        body = printed.strip()
        start = position + (len(printed) - len(printed.lstrip()))
        level = headings.get(position, 0)
        position += len(printed)
        if not body:
            blank = True
            continue
        if _PICTURE.fullmatch(body) or (_RULER.fullmatch(body) and not body.isdigit()):
            blank = True
            continue
        match = _MARKDOWN.match(body)
        if match:
            level, start, body = len(match[1]), start + match.end(), body[match.end() :].rstrip(" #")
        above = level or above
        bold = _BOLD.fullmatch(body) if blank else None
        if bold is not None:
            level, start, body = level or min(above + 1, 6), start + bold.start("x"), bold["x"]
        line = Line(start, body, blank, level, bold=bold is not None and not match)
        line.offsets = list(range(start, start + len(body)))
        lines.append(line)
        blank = False
    return lines
