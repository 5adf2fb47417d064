"""OFD files (GB/T 33190-2016): a zip of XML with placed characters on fixed pages (版式文档)."""

from __future__ import annotations

import math
import posixpath
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from ingest.readers.archive import Archive
from ingest.readers.errors import Damaged, NoText, TooLarge, UnknownFormat
from ingest.readers.limits import Deadline, ReaderLimits
from ingest.readers.model import Block, BlockKind, Reading
from ingest.readers.page_lines import PageOfRuns, Run, blocks_of

_GB_ENCODING: Final = re.compile(rb"""^<\?xml[^>]{0,80}encoding=["']gb""", re.IGNORECASE)
_IDENTITY: Final = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_A4: Final = (0.0, 0.0, 210.0, 297.0)
# GB/T 33190 has no default size; 3.7 mm is 10.5 pt (五号).
_SIZE: Final = 3.7
# A run is cut where the next character stands further off than this many characters, or on another line.
_CUT: Final = 2.5
# Watermarks are slanted; text that was scanned and straightened is off by a degree or two.
_SLANT: Final = math.radians(10)
_OBJECTS: Final = {"ImageObject": "pictures", "PathObject": "drawings", "CompositeObject": "composites"}


def read_ofd(data: bytes, file_name: str, limits: ReaderLimits) -> Reading:
    """Read an OFD file: all documents in it, in their order; pages are counted through all of them.

    Text objects are put together by place (see page_lines). Left out with a note: annotations, signatures and seals,
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
            "the extra `ocr` is for scans"
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
            element = _parsed(data)
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
        for body in _children(self.package.read("OFD.xml", "OFD"), "DocBody"):
            root = self.package.path("OFD.xml", _text(body, "DocRoot"))
            self._document(root)
            for signatures in _children(body, "Signatures"):
                self._count("signatures and seals", "OFD.xml", signatures.text, "Signatures", "Signature")

    def counted(self) -> list[str]:
        return [f"{name} left out: {count}" for name, count in self.counts.items() if count]

    def _document(self, path: str) -> None:
        document = self.package.read(path, "Document")
        common = next(_children(document, "CommonData"), Element("CommonData"))
        box = _page_box(common, "PageArea") or _A4
        templates = {
            page.get("ID", ""): self.package.path(path, page.get("BaseLoc"))
            for page in _children(common, "TemplatePage")
        }
        references = [page for pages in _children(document, "Pages") for page in _children(pages, "Page")]
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
        pages = []
        for number, content in contents:
            runs = [
                Run(run.text, run.left, run.right, run.y, run.size, used.get(template, 0) > 1)
                for run, template in content.runs
            ]
            pages.append(PageOfRuns(number, *content.box, runs))
        self.blocks.extend(blocks_of(pages))
        for listed in _children(document, "Annotations"):
            self._annotations(path, listed.text)
        for listed in _children(document, "Attachments"):
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
        self.add(name, sum(1 for _ in _children(found, tag)))
        return found

    def _annotations(self, base: str, reference: str | None) -> None:
        listed = self._count("annotations", base, reference, "Annotations", "Annot")
        if listed is None:
            return
        list_path = self.package.path(base, reference)
        for page in _children(listed, "Page"):
            self.deadline.check("annotations")
            self._count("annotations", list_path, _text(page, "FileLoc"), "PageAnnot", "Annot")


@dataclass(slots=True)
class _Content:
    """One page with its templates: runs with the template that they come from ("" for the page itself)."""

    documents: _Documents
    box: tuple[float, float, float, float]
    runs: list[tuple[Run, str]] = field(default_factory=list)
    templates: set[str] = field(default_factory=set)
    objects: dict[str, int] = field(default_factory=dict)

    @property
    def has_text(self) -> bool:
        return any(template == "" for _, template in self.runs) or bool(self.runs and not self.objects)

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
        for template in _children(page, "Template"):
            number = template.get("TemplateID", "")
            if number in templates:
                self.templates.add(templates[number])
                self.read_page(templates[number], templates, (*within, path))
            else:
                self.documents.notes.append(f"page {self.documents.pages}: its template {number[:40]} is missing")
        for content in _children(page, "Content"):
            for layer in _children(content, "Layer"):
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
                self.runs.extend((run, template) for run in self._text_object(element))
            elif element.tag in _OBJECTS:
                name = _OBJECTS[element.tag]
                self.objects[name] = self.objects.get(name, 0) + 1
                if name == "composites":
                    self.documents.add("composite objects", 1)

    def _text_object(self, element: Element) -> Iterator[Run]:
        self.documents.deadline.check(f"page {self.documents.pages}")
        a, b, c, d, e, f = _numbers(element.get("CTM"), 6) or _IDENTITY
        left, top, _, _ = _numbers(element.get("Boundary"), 4) or (0.0, 0.0, 0.0, 0.0)
        slant = abs(math.atan2(b, a))
        if any(abs(slant - turn) < _SLANT for turn in (0, math.pi / 2, math.pi)):
            size = abs(_number(element.get("Size"), _SIZE)) or _SIZE

            def placed(x: float, y: float) -> tuple[float, float]:
                return left + a * x + c * y + e, top + b * x + d * y + f

            wide = size * (_number(element.get("HScale"), 1.0) or 1.0)
            x = y = 0.0
            for code in _children(element, "TextCode"):
                x, y = _number(code.get("X"), x), _number(code.get("Y"), y)
                text = ("".join(code.itertext())).strip("\r\n")
                self.documents.characters += len(text)
                if self.documents.characters > self.documents.limits.characters:
                    raise TooLarge(
                        f"{self.documents.file_name}: more than {self.documents.limits.characters} characters"
                    )
                places = _places(code, text, x, y, wide)
                yield from _runs(text, places, placed, size, wide, math.hypot(c, d) or 1.0, math.hypot(a, b) or 1.0)
        else:
            self.documents.add("slanted text (watermarks)", 1)


def _places(code: Element, text: str, x: float, y: float, wide: float) -> list[tuple[float, float]]:
    """Where each character stands; without DeltaX and DeltaY one follows the other by its own width."""
    steps_x = list(_deltas(code.get("DeltaX"), len(text)))
    steps_y = list(_deltas(code.get("DeltaY"), len(text)))
    places = [(x, y)]
    for number in range(len(text) - 1):
        if number < len(steps_x):
            x += steps_x[number]
        elif not steps_y:
            x += _width(text[number], wide)
        if number < len(steps_y):
            y += steps_y[number]
        places.append((x, y))
    return places


def _runs(
    text: str,
    places: list[tuple[float, float]],
    placed: Callable[[float, float], tuple[float, float]],
    size: float,
    wide: float,
    tall_scale: float,
    wide_scale: float,
) -> Iterator[Run]:
    """Cut characters where the next is far off or on another line; text that runs downwards stays one run."""
    points = [placed(x, y) for x, y in places]
    if not text or not all(math.isfinite(value) for point in points for value in point):
        return
    height, width = size * tall_scale, wide * wide_scale
    down = sum(abs(one[1] - other[1]) for one, other in pairwise(points))
    along = sum(abs(one[0] - other[0]) for one, other in pairwise(points))
    first = 0
    for number in range(1, len(text) + 1):
        if number < len(text):
            step_x = points[number][0] - points[number - 1][0]
            step_y = abs(points[number][1] - points[number - 1][1])
            together = step_y < 0.5 * height and -0.5 * width < step_x < _CUT * width
            if together or down > along:
                continue
        (left, y), (last, _) = points[first], points[number - 1]
        if text[first:number].strip():
            yield Run(text[first:number], left, last + _width(text[number - 1], width), y, height)
        first = number


def _width(character: str, size: float) -> float:
    return size * (0.5 if ord(character) < 0x2E80 and character not in "—…“”‘’" else 1.0)


def _deltas(given: str | None, wanted: int) -> Iterator[float]:
    """Steps between characters: numbers, and `g n step` for n equal ones (GB/T 33190, 11.3)."""
    words = (given or "").split()
    at = made = 0
    while at < len(words) and made < wanted:
        count, value = 1, words[at]
        if value == "g" and at + 2 < len(words):
            count, value = int(_number(words[at + 1], 0.0)), words[at + 2]
            at += 2
        at += 1
        for _ in range(min(max(count, 0), wanted - made)):
            yield _number(value, 0.0)
            made += 1


def _number(given: str | None, default: float) -> float:
    """A number of bounded size, else the default: no page is a thousand kilometres wide."""
    try:
        value = float(given) if given is not None else default
    except ValueError:
        return default
    return value if abs(value) < 1e9 else default


def _numbers(given: str | None, count: int) -> tuple[float, ...] | None:
    values = tuple(_number(word, 0.0) for word in (given or "").split())
    return values if len(values) == count else None


def _page_box(parent: Element, tag: str) -> tuple[float, float, float, float] | None:
    for area in _children(parent, tag):
        found = _numbers(_text(area, "PhysicalBox"), 4)
        if found is not None and found[2] > 0 and found[3] > 0:
            return found[0], found[1], found[2], found[3]
    return None


def _children(parent: Element, tag: str) -> Iterator[Element]:
    return (child for child in parent if child.tag == tag)


def _text(parent: Element, tag: str) -> str | None:
    return next((child.text for child in _children(parent, tag)), None)


def _parsed(data: bytes) -> Element:
    """Parse XML into elements whose names have no namespace; a DTD is refused, so there are no entities."""
    builder = TreeBuilder()
    parser = expat.ParserCreate()
    parser.buffer_text = True

    def start(name: str, attributes: dict[str, str]) -> None:
        builder.start(_local(name), {_local(key): value for key, value in attributes.items()})

    def refuse(*_: object) -> None:
        raise ValueError("it declares a DTD, which no OFD has")

    parser.StartElementHandler = start
    parser.EndElementHandler = lambda name: builder.end(_local(name))
    parser.CharacterDataHandler = builder.data
    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    # expat knows no GB 18030.
    parser.Parse(data.decode("gb18030") if _GB_ENCODING.match(data) else data, True)
    element: Element = builder.close()
    return element


def _local(name: str) -> str:
    return name.rpartition(":")[2]
