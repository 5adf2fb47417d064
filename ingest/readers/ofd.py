"""OFD files (GB/T 33190-2016): a zip of XML with placed characters on fixed pages (版式文档)."""

from __future__ import annotations

import posixpath
from collections.abc import Set
from dataclasses import dataclass, field
from typing import Final
from xml.etree.ElementTree import Element
from xml.parsers import expat

from ingest.readers.archive import Archive
from ingest.readers.errors import Damaged, NoText, TooLarge, UnknownFormat
from ingest.readers.glyph_lines import lines_in_order
from ingest.readers.limits import Deadline, ReaderLimits
from ingest.readers.model import Block, BlockKind, Reading
from ingest.readers.ofd_text import POINT, PlacedText, add_text, children, numbers, parsed
from ingest.readers.page_blocks import PageText, blocks_of

_A4: Final = (0.0, 0.0, 210.0, 297.0)
_OBJECTS: Final = {"ImageObject": "pictures", "PathObject": "drawings", "CompositeObject": "composites"}


def read_ofd(data: bytes, file_name: str, limits: ReaderLimits) -> Reading:
    """Read an OFD file: all documents in it, in their order; pages are counted through all of them.

    Characters go through the lines and blocks of PDF pages: columns, running headers, headings. Left out with a note: annotations, signatures and seals,
    attachments, slanted text (watermarks), composite objects, pages that are pictures or drawings only.

    Raises Damaged (also for a DTD in the XML, which could hold entity bombs), Encrypted, ExpandsTooFar, NoText,
    TooLarge, TooSlow and UnknownFormat (a zip without OFD.xml).
    """
    limits.check_size(len(data), file_name)
    package = _Package(Archive(data, file_name, limits), file_name)
    reader = _Documents(package, file_name, limits, Deadline(file_name, limits.seconds))
    try:
        reader.read()
    finally:
        package.archive.close()
    if not any(block.kind is not BlockKind.FOOTER for block in reader.blocks):
        raise NoText(
            f"{file_name}: no text on its {reader.pages} pages, which are pictures or glyphs; "
            "print it to PDF and give that, the extra `ocr` reads its pages"
        )
    return Reading("ofd", reader.blocks, [*reader.notes, *reader.counted()])


@dataclass(slots=True)
class _Package:
    """The container: paths are looked up inside of it only."""

    archive: Archive
    file_name: str
    names: dict[str, str] = field(init=False)

    def __post_init__(self) -> None:
        self.names = {name.replace("\\", "/").strip("/").lower(): name for name in self.archive.names()}

    def path(self, base: str, reference: str | None) -> str:
        """Where a reference in the part `base` points to: "/…" from the root, else from the folder of `base`."""
        reference = (reference or "").strip().replace("\\", "/")
        if not reference:
            raise Damaged(f"{self.file_name}: its part {base} names a part without a path; save or send it again")
        path = posixpath.normpath(posixpath.join("/", posixpath.dirname(base), reference)).strip("/")
        if path.lower() not in self.names and reference.strip("/").lower() in self.names:
            # Some writers give paths from the root without the stroke.
            path = reference.strip("/")
        return path

    def has(self, path: str) -> bool:
        return path.lower() in self.names

    def read(self, path: str, root: str) -> Element:
        """Parse a part and check the name of its root; names lose their namespace."""
        data = self.archive.read(self.names.get(path.lower(), path))
        try:
            element = parsed(data)
        except (expat.ExpatError, ValueError, LookupError) as error:
            raise Damaged(f"{self.file_name}: the XML of its part {path} is broken ({error}); send it again") from error
        if element.tag != root:
            raise Damaged(f"{self.file_name}: its part {path} is a {element.tag[:40]!r} where a {root!r} belongs")
        return element


@dataclass(slots=True)
class _Documents:
    """Reads all documents of a package; `counts` is what was left out."""

    package: _Package
    file_name: str
    limits: ReaderLimits
    deadline: Deadline
    blocks: list[Block] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)
    pages: int = 0
    characters: int = 0

    def read(self) -> None:
        if not self.package.has("OFD.xml"):
            raise UnknownFormat(f"{self.file_name}: a zip without OFD.xml is no OFD; save as OFD or PDF and send that")
        for body in children(self.package.read("OFD.xml", "OFD"), "DocBody"):
            root = self.package.path("OFD.xml", _text(body, "DocRoot"))
            self._document(root)
            for signatures in children(body, "Signatures"):
                self._count("signatures and seals", "OFD.xml", signatures.text, "Signatures", "Signature")

    def counted(self) -> list[str]:
        return [f"{name} left out: {count}" for name, count in self.counts.items() if count]

    def _document(self, path: str) -> None:
        document = self.package.read(path, "Document")
        common = next(children(document, "CommonData"), Element("CommonData"))
        box = _page_box(common, "PageArea") or _A4
        templates = {
            page.get("ID", ""): self.package.path(path, page.get("BaseLoc"))
            for page in children(common, "TemplatePage")
        }
        references = [page for pages in children(document, "Pages") for page in children(pages, "Page")]
        if self.pages + len(references) > self.limits.pages:
            raise TooLarge(f"{self.file_name}: more than {self.limits.pages} pages; split the file")
        contents = []
        used: dict[str, int] = {}
        for reference in references:
            self.pages += 1
            self.deadline.check(f"page {self.pages}")
            content = _Content(self, box)
            content.read_page(self.package.path(path, reference.get("BaseLoc")), templates, ())
            for template in content.templates:
                used[template] = used.get(template, 0) + 1
            self._note_page(content)
            contents.append((self.pages, content))
        repeated = {template for template, pages in used.items() if pages > 1}
        self.blocks.extend(blocks_of([content.page_text(number, repeated) for number, content in contents]))
        for listed in children(document, "Annotations"):
            self._annotations(path, listed.text)
        for listed in children(document, "Attachments"):
            self._count("attachments", path, listed.text, "Attachments", "Attachment")

    def _note_page(self, content: _Content) -> None:
        if content.has_text:
            return
        if content.objects.get("pictures"):
            self.notes.append(f"page {self.pages}: picture only, not read")
        elif content.objects:
            self.notes.append(f"page {self.pages}: {' and '.join(sorted(content.objects))} only, not read")

    def add(self, name: str, count: int) -> None:
        self.counts[name] = self.counts.get(name, 0) + count

    def _count(self, name: str, base: str, reference: str | None, root: str, tag: str) -> Element | None:
        """Count parts that are not read; where even their list cannot be read, the text still stands."""
        try:
            found = self.package.read(self.package.path(base, reference), root)
        except Damaged:
            self.notes.append(f"{name} left out: their list cannot be read")
            return None
        self.add(name, sum(1 for _ in children(found, tag)))
        return found

    def _annotations(self, base: str, reference: str | None) -> None:
        listed = self._count("annotations", base, reference, "Annotations", "Annot")
        if listed is None:
            return
        list_path = self.package.path(base, reference)
        for page in children(listed, "Page"):
            self.deadline.check("annotations")
            self._count("annotations", list_path, _text(page, "FileLoc"), "PageAnnot", "Annot")


@dataclass(slots=True)
class _Content:
    """One page with its templates: texts by the template that they come from ("" for the page itself)."""

    documents: _Documents
    box: tuple[float, float, float, float]
    texts: dict[str, PlacedText] = field(default_factory=dict)
    templates: set[str] = field(default_factory=set)
    objects: dict[str, int] = field(default_factory=dict)

    @property
    def has_text(self) -> bool:
        return bool(self.texts.get("")) or (any(self.texts.values()) and not self.objects)

    def page_text(self, number: int, repeated: Set[str]) -> PageText:
        """The page for `blocks_of`: text of `repeated` templates is a running header or footer."""
        _, _, width, height = (value * POINT for value in self.box)
        own = [one for template, text in self.texts.items() if template not in repeated for one in text.segments()]
        page = PageText(number, width, height, own)
        for template, text in self.texts.items():
            if template in repeated:
                for line in lines_in_order(text.segments()):
                    (page.headers if line.y < height / 2 else page.footers).append(line.text)
        return page

    def read_page(self, path: str, templates: dict[str, str], within: tuple[str, ...]) -> None:
        """Read a page or, `within` one, its template."""
        file_name = self.documents.file_name
        if path in within:
            raise Damaged(f"{file_name}: its template {path} contains itself; save the file again")
        if len(within) >= self.documents.limits.depth:
            raise TooLarge(f"{file_name}: templates within templates, deeper than {len(within)}")
        page = self.documents.package.read(path, "Page")
        if not within:
            self.box = _page_box(page, "Area") or self.box
        for template in children(page, "Template"):
            number = template.get("TemplateID", "")
            if number in templates:
                self.templates.add(templates[number])
                self.read_page(templates[number], templates, (*within, path))
            else:
                self.documents.notes.append(f"page {self.documents.pages}: its template {number[:40]} is missing")
        for content in children(page, "Content"):
            for layer in children(content, "Layer"):
                self._read_objects(layer, path if within else "", 1)

    def _read_objects(self, parent: Element, template: str, depth: int) -> None:
        if depth > self.documents.limits.depth:
            raise TooLarge(f"{self.documents.file_name}: blocks within blocks, deeper than {depth - 1}")
        for element in parent:
            if element.get("Visible", "true").strip().lower() in ("false", "0"):
                continue
            if element.tag == "PageBlock":
                self._read_objects(element, template, depth + 1)
            elif element.tag == "TextObject":
                self._read_text(element, template)
            elif element.tag in _OBJECTS:
                name = _OBJECTS[element.tag]
                self.objects[name] = self.objects.get(name, 0) + 1
                if name == "composites":
                    self.documents.add("composite objects", 1)

    def _read_text(self, element: Element, template: str) -> None:
        documents = self.documents
        documents.deadline.check(f"page {documents.pages}")
        left, top, _, _ = self.box

        def count(characters: int) -> None:
            documents.characters += characters
            if documents.characters > documents.limits.characters:
                raise TooLarge(f"{documents.file_name}: more than {documents.limits.characters} characters")

        if not add_text(element, left, top, self.texts.setdefault(template, PlacedText()), count):
            documents.add("slanted text (watermarks)", 1)


def _page_box(parent: Element, tag: str) -> tuple[float, float, float, float] | None:
    for area in children(parent, tag):
        found = numbers(_text(area, "PhysicalBox"), 4)
        if found is not None and found[2] > 0 and found[3] > 0:
            return found[0], found[1], found[2], found[3]
    return None


def _text(parent: Element, tag: str) -> str | None:
    return next((child.text for child in children(parent, tag)), None)
