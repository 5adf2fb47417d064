"""Lists written as lines: numbered or plain names, several a line, under headings of groups (成行名单).

A list begins below a title (…名单) or a sentence that announces it and goes on while lines hold names.
What is no name inside it is the heading of a group, or ends it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from ingest.lists.names import MARK, NUMBER, Shape, Shapes, plain
from ingest.lists.titles import is_list_title, read_title

FEWEST: Final = 3
"""Names from which on lines are a list, where only a sentence or the document's title announces one."""
_ANNOUNCED: Final = re.compile(
    r"(?:名单|名录|清单|目录|结果)[^。]{0,12}?(?:如下|公示|公布)|(?:如下|包括|分别为|分别是)[:：]?$"
)
_GAP: Final = re.compile(r"\t+|[\u3000]+| {2,}|\s*[|│]\s*")
_JOINED: Final = re.compile(r"[、；;，,]\s*(?![^(（]*[)）])")
_ENDS: Final = re.compile(r"[。！？]$")
_TELLING: Final = (Shape.COMPANY, Shape.PARK, Shape.TOWN)
_MOST_BREAKS: Final = 2
"""Names of no telling form that may stand together between others in a list without numbers."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the text with its span, blanks at its ends aside."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Item:
    """One name: its span, its printed number, its shape, the line it stands in and the headings above it."""

    start: int
    end: int
    name: str
    index: int | None
    shape: Shape
    line: Line
    groups: tuple[str, ...] = ()


@dataclass
class RunningList:
    """Names below one title; `kind` is the shape of most of them."""

    title: str
    start: int
    end: int
    kind: Shape
    items: list[Item] = field(default_factory=list)
    doubtful: list[Line] = field(default_factory=list)


def lines_of(text: str, taken: Sequence[tuple[int, int]]) -> list[Line]:
    """Lines with text, those inside `taken` spans left out."""
    found: list[Line] = []
    position = 0
    for printed in text.splitlines(keepends=True):
        body = printed.strip(" \t\r\n\u3000\u00a0\v\f\u2028")
        start = position + printed.find(body) if body else position
        position += len(printed)
        if body and not any(s < start + len(body) and start < e for s, e in taken):
            found.append(Line(start, start + len(body), body))
    return found


def _pieces(line: Line) -> Iterator[tuple[int, int]]:
    """Spans of what stands side by side in a line."""
    at = 0
    for gap in _GAP.finditer(line.text):
        # A gap behind a number belongs to the number: 1.  甲公司
        if line.text[at : gap.start()].strip() and not MARK.fullmatch(line.text[at : gap.end()]):
            yield at, gap.start()
            at = gap.end()
    yield at, len(line.text)


def split_names(text: str) -> list[tuple[int, int]]:
    """Spans of names between 、 and the like; commas inside brackets do not count."""
    spans, at = [], 0
    for mark in _JOINED.finditer(text):
        spans.append((at, mark.start()))
        at = mark.end()
    spans.append((at, len(text)))
    return [(s, e) for s, e in spans if text[s:e].strip()]


class RunningLists:
    """Finds the lists among the lines of one text."""

    def __init__(self, shapes: Shapes, document_title: str) -> None:
        self._shapes = shapes
        self._document = document_title

    def find(self, lines: Sequence[Line]) -> list[RunningList]:
        """All lists in order."""
        found: list[RunningList] = []
        at = 0
        while at < len(lines):
            title, first, sure = self._opening(lines, at)
            if title is None:
                at += 1
                continue
            made, after = self._read(lines, first, title, sure)
            if made is not None:
                found.append(made)
            at = max(after, at + 1)
        return found

    def _opening(self, lines: Sequence[Line], at: int) -> tuple[str | None, int, bool]:
        """(title, first line below it, whether it is a title and no sentence) where a list may begin."""
        line = lines[at]
        if is_list_title(line.text) and not MARK.match(line.text):
            before = lines[at - 1].text if at else ""
            # A title over two lines: …体系的 / 省级…名单
            whole = before + line.text if before.endswith("的") and len(before) < 60 else line.text
            return whole, at + 1, True
        if _ANNOUNCED.search(line.text) and self._next_is_name(lines, at + 1):
            return self._announced(line.text), at + 1, False
        alone = plain(line.text).strip(":：")
        titled = at + 1 < len(lines) and is_list_title(lines[at + 1].text)
        if re.fullmatch(r"附件\d*|附表\d*|附", alone) and not titled and is_list_title(bare_title(self._document)):
            return self._document, at + 1, False
        return None, at, False

    def _next_is_name(self, lines: Sequence[Line], at: int) -> bool:
        return at < len(lines) and len(lines[at].text) < 120 and not _ENDS.search(lines[at].text)

    def _announced(self, text: str) -> str:
        """The list that a sentence announces, as a title, else the document's own title."""
        match = re.search(r"([^，。；：:,]{4,60}?(?:名单|名录|清单|目录))", text)
        if match:
            said = re.sub(r"^.*(?:现将|现对|将|(?:遴选|评选|评审|确定|拟定|认定|通过|推荐)出?的)", "", match[1])
            if read_title(said).qualification:
                return said
        return self._document

    def _items(self, line: Line, groups: tuple[str, ...]) -> list[Item]:
        """The names of one line, each with the number before it."""
        items: list[Item] = []
        number: int | None = None
        for start, end in _pieces(line):
            piece = line.text[start:end]
            if NUMBER.fullmatch(piece.strip()):
                number = int(re.sub(r"\D", "", piece))
                continue
            mark = MARK.match(piece)
            if mark and mark.end() < len(piece):
                digits = re.sub(r"\D", "", mark[0])
                number = int(digits) if digits else None
                start += mark.end()
            parts = split_names(line.text[start:end])
            shapes = [self._shapes.of(line.text[start + s : start + e]) for s, e in parts]
            whole = len(parts) == 1 or not all(x in _TELLING for x in shapes)
            for s, e in self._apart(line.text, start, end) if whole else parts:
                name = line.text[start + s : start + e].strip(" \t\u3000\u00a0、；;，,。")
                name = self._shapes.bare(name)
                s += line.text[start + s : start + e].find(name)
                shape = self._shapes.of(name)
                begin = line.start + start + s
                items.append(Item(begin, begin + len(name), name, number, shape, line, groups))
            number = None
        return items

    def _apart(self, text: str, start: int, end: int) -> list[tuple[int, int]]:
        """Names with one blank between them, where each of them is a whole name; else all as one."""
        words = [(m.start(), m.end()) for m in re.finditer(r"[^ \u00a0]+", text[start:end])]
        names = [text[start + s : start + e] for s, e in words]
        if len(names) > 1 and all(self._shapes.of(n) in _TELLING or self._shapes.is_body(n) for n in names):
            return words
        return [(0, end - start)]

    def _grouped(self, line: Line) -> tuple[str, Line] | None:
        """北京市（2家）：甲公司、乙公司 as heading and the rest of the line."""
        head, colon, _ = line.text.partition("：") if "：" in line.text else line.text.partition(":")
        if not colon or len(head) > 24 or not self._shapes.is_place(head):
            return None
        start = line.start + len(head) + 1
        return head, Line(start, line.end, line.text[len(head) + 1 :])

    def _read(self, lines: Sequence[Line], first: int, title: str, sure: bool) -> tuple[RunningList | None, int]:
        """The list that begins at line `first`, or None; and the line after it."""
        stack: list[tuple[int, str]] = []
        rows: list[list[Item]] = []
        heads: dict[int, Line] = {}
        at = first
        while at < len(lines):
            line = lines[at]
            grouped = self._grouped(line)
            inner = line
            if grouped is not None:
                stack = [(n, h) for n, h in stack if n < 3] + [(3, grouped[0])]
                inner = grouped[1]
            level = None if grouped else self._shapes.level(line.text)
            items = [] if level else self._items(inner, tuple(h for _, h in stack))
            if level is None and is_list_title(line.text) and not MARK.match(line.text):
                break
            names = [i for i in items if i.shape is not Shape.TEXT]
            if level is None and names and len(names) == len(items) and self._heads_group(lines, at, items, rows):
                level, names = 3, []
            if level is not None:
                stack = [(n, h) for n, h in stack if n < level] + [(level, line.text)]
                heads[at] = line
            elif names and len(names) == len(items):
                rows.append(names)
            else:
                break
            at += 1
        return self._made(rows, title, sure), at

    def _heads_group(self, lines: Sequence[Line], at: int, items: list[Item], rows: list[list[Item]]) -> bool:
        """Whether a line without a number opens a group: its list is numbered, and 1 follows it."""
        if len(items) != 1 or items[0].index is not None or at + 1 >= len(lines):
            return False
        following = self._items(lines[at + 1], ())
        numbered = bool(following) and following[0].index == 1
        return numbered and (not rows or rows[-1][0].index is not None)

    def _made(self, rows: list[list[Item]], title: str, sure: bool) -> RunningList | None:
        items = [item for row in rows for item in row]
        if not items:
            return None
        numbered = items[0].index == 1
        kind = self._kind(items, title)
        if kind is None:
            return None
        kept = _counted(items) if numbered else self._between(items, kind)
        strong = sum(i.shape is kind or (kind is Shape.COMPANY and self._shapes.is_body(i.name)) for i in kept)
        if len(kept) < (1 if sure and strong == len(kept) else FEWEST) or strong * 2 < len(kept):
            return None
        return RunningList(title, kept[0].line.start, kept[-1].line.end, kind, kept)

    def _kind(self, items: list[Item], title: str) -> Shape | None:
        counted = Counter(i.shape for i in items if i.shape is not Shape.NAME)
        if not counted:
            return None
        return counted.most_common(1)[0][0]

    def _between(self, items: list[Item], kind: Shape) -> list[Item]:
        """Names of a list without numbers, up to where names of another form follow each other."""
        last = -1
        for i, item in enumerate(items):
            if item.shape is kind or (kind is Shape.COMPANY and i - last == 1 and self._shapes.is_body(item.name)):
                last = i
            elif i - last > _MOST_BREAKS:
                break
        return items[: last + 1]


def bare_title(title: str) -> str:
    """关于公布…名单的通知 as …名单."""
    return re.sub(r"的?(?:通知|公告|公示|通报|决定)$", "", title.strip())


def _counted(items: list[Item]) -> list[Item]:
    """Names of a numbered list up to the first without a number."""
    kept: list[Item] = []
    for item in items:
        if item.index is None and item.line is not (kept[-1].line if kept else None):
            break
        kept.append(item)
    return kept
