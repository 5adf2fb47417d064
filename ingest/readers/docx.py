"""Word files, .docx and .docm: text in the order of the body, tables cell by cell (Word 文档)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ingest.readers.docx_numbering import Numbering
from ingest.readers.docx_package import Element, Package, child, items, local, value, whole
from ingest.readers.docx_styles import Role, Styles
from ingest.readers.docx_text import Findings, InlineText
from ingest.readers.errors import NoText, TooLarge
from ingest.readers.limits import Deadline, ReaderLimits
from ingest.readers.model import Block, BlockKind, Place, Reading


def read_docx(data: bytes, file_name: str, limits: ReaderLimits) -> Reading:
    """Read a Word file as its final version: insertions in, deletions, comments and field codes out.

    Page numbers are unknown, for the file does not hold them. Raises ReadError.
    """
    deadline = Deadline(file_name, limits.seconds)
    package = Package(data, file_name, limits)
    try:
        document = package.document()
        styles = Styles(package.part("styles"), Numbering(package.part("numbering")))
        walk = _Walk(file_name, limits, deadline, styles)
        for body in document.iterfind("{*}body"):
            walk.story(body)
        remarks = [
            *_notes(walk, "footnote", walk.findings.footnotes, package.part("footnotes")),
            *_notes(walk, "endnote", walk.findings.endnotes, package.part("endnotes")),
        ]
        if not walk.blocks:
            pictures = walk.findings.pictures
            held = f"{pictures} pictures and no text; give a file with text" if pictures else "no text"
            raise NoText(f"{file_name}: the Word file holds {held}")
        _headers_and_footers(walk, document, {**package.parts("header"), **package.parts("footer")})
        walk.findings.no_text += package.forbidden
        if package.has("vbaproject.bin"):
            remarks.append("macros left out")
    finally:
        package.close()
    return Reading("docx", tuple(walk.blocks), (*remarks, *_left_out(walk.findings)))


def _notes(walk: _Walk, name: str, referred: dict[str, None], root: Element | None) -> list[str]:
    """Read foot- or endnotes in the order of their references; what nothing refers to, Word does not show."""
    entries = {
        value(entry, "id") or "": entry
        for entry in (() if root is None else root.iterfind(f"{{*}}{name}"))
        if value(entry, "type") in (None, "normal")
    }
    read = [entries.pop(key) for key in list(referred) if key in entries]
    for entry in read:
        walk.story(entry)
    remarks = [f"{len(read)} {name}s after the text"] if read else []
    if entries:
        remarks.append(f"{len(entries)} {name}s left out: the text does not refer to them")
    return remarks


def _headers_and_footers(walk: _Walk, document: Element, parts: dict[str, Element]) -> None:
    body, walk.blocks = walk.blocks, []
    for reference in document.iter("{*}headerReference", "{*}footerReference"):
        root = parts.pop(value(reference, "id") or "", None)
        if root is not None:
            walk.story(root)
    texts = dict.fromkeys(block.text for block in walk.blocks)
    walk.blocks = body + [Block(BlockKind.FOOTER, text) for text in texts]


def _left_out(findings: Findings) -> Iterator[str]:
    for count, what in (
        (findings.pictures, "pictures left out"),
        (findings.charts, "charts and diagrams left out"),
        (findings.comments, "comments left out"),
        (findings.chunks, "embedded files left out"),
        (findings.no_text, "private-use or control characters left out"),
    ):
        if count:
            yield f"{count} {what}"


@dataclass(frozen=True, slots=True)
class _Line:
    """A paragraph that has text."""

    role: Role
    text: str


@dataclass(frozen=True, slots=True)
class _Table:
    """A table, still to be read."""

    element: Element
    depth: int


class _Walk:
    """Goes through a document's stories (body, notes, headers) and gathers their blocks."""

    def __init__(self, file_name: str, limits: ReaderLimits, deadline: Deadline, styles: Styles) -> None:
        self.blocks: list[Block] = []
        self.findings = Findings()
        self._file_name = file_name
        self._limits = limits
        self._deadline = deadline
        self._styles = styles
        self._characters = 0
        self._tables = 0

    def story(self, parent: Element) -> None:
        """Add the blocks of a body, a note, a header."""
        for found in self._flow(parent, 0):
            if isinstance(found, _Table):
                self._table(found)
            else:
                self._add(Block(found.role.kind, found.text, level=found.role.level))

    def _flow(self, parent: Element, depth: int) -> Iterator[_Line | _Table]:
        """Paragraphs and tables in order, each text box after the paragraph that it is anchored in."""
        if depth > self._limits.depth:
            raise TooLarge(
                f"{self._file_name}: tables or boxes nested over {self._limits.depth} deep (at {self._where})"
            )
        carried = ""
        for entry in items(parent):
            name = local(entry)
            if name == "tbl":
                yield _Table(entry, depth + 1)
            elif name == "altChunk":
                self.findings.chunks += 1
            elif name == "p":
                self._deadline.check(self._where)
                inline = InlineText(self.findings, self._deadline)
                inline.read(entry)
                carried += inline.text
                properties = child(entry, "pPr")
                # Where the paragraph's mark is deleted, its text belongs to the next paragraph.
                if child(properties, "rPr", "del") is None:
                    yield from self._line(properties, carried)
                    carried = ""
                for box in inline.boxes:
                    yield from self._flow(box, depth + 1)
        if carried:
            yield from self._line(None, carried)

    def _line(self, properties: Element | None, text: str) -> Iterator[_Line]:
        # An empty paragraph has no block, but its list counts on.
        role = self._styles.role(properties)
        text = text.strip()
        if text:
            yield _Line(role, (role.mark + text).strip())

    def _table(self, table: _Table) -> None:
        self._tables += 1
        number, row = self._tables, 0
        merged: dict[int, str] = {}
        for entry in items(table.element):
            properties = child(entry, "trPr")
            if local(entry) != "tr" or child(properties, "del") is not None:
                continue
            row += 1
            self._deadline.check(self._where)
            column = 1 + max(0, whole(child(properties, "gridBefore")) or 0)
            for cell in items(entry):
                if local(cell) == "tc":
                    self._cell(cell, table.depth, Place(table=number, row=row, column=column), merged)
                    column += max(1, whole(child(cell, "tcPr", "gridSpan")) or 1)

    def _cell(self, cell: Element, depth: int, place: Place, merged: dict[int, str]) -> None:
        properties = child(cell, "tcPr")
        if child(properties, "cellDel") is not None:
            return
        lines: list[str] = []
        tables: list[_Table] = []
        for found in self._flow(cell, depth):
            if isinstance(found, _Table):
                tables.append(found)
            else:
                lines.append(found.text)
        text, column = "\n".join(lines), place.column or 1
        merge = child(properties, "vMerge")
        continues = merge is not None and value(merge) != "restart"
        # Some programs repeat the text in every row of a merged cell.
        if text and not (continues and merged.get(column) == text):
            self._add(Block(BlockKind.TABLE_CELL, text, place))
        if not continues:
            merged[column] = text
        for table in tables:
            self._table(table)

    def _add(self, block: Block) -> None:
        self._characters += len(block.text)
        if self._characters > self._limits.characters:
            raise TooLarge(f"{self._file_name}: more than {self._limits.characters} characters; split the file")
        self.blocks.append(block)

    @property
    def _where(self) -> str:
        return f"block {len(self.blocks) + 1}"
