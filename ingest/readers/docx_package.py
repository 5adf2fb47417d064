"""The parts of a Word file and their XML, read with care (Word 文件的部件).

lxml on the single parts, not python-docx: python-docx unpacks every part before one can count it, and its paragraphs
and cells know no content controls, text boxes, tracked changes, notes or numbers, so all but the unzipping would
have to go past it.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from typing import Any, Final, TypeAlias

from lxml import etree

from ingest.readers import ole
from ingest.readers.archive import Archive
from ingest.readers.errors import Damaged, Encrypted
from ingest.readers.limits import ReaderLimits

# lxml has no type stubs.
Element: TypeAlias = Any

_RELATIONSHIPS: Final = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
# The same attributes stand in one of these, by the transitional or the strict edition of ECMA-376.
_ATTRIBUTES: Final = tuple(
    f"{{{space}}}"
    for space in (
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "http://purl.oclc.org/ooxml/officeDocument/relationships",
    )
)
_NUMBER = re.compile(r"-?[0-9]{1,9}")
# Bytes and character references that XML 1.0 forbids: some programs write them, and no parser goes on after them.
_FORBIDDEN = re.compile(
    rb"[\x00-\x08\x0b\x0c\x0e-\x1f]|&#(?:x0*(?:[0-8bcef]|1[0-9a-f])|0*(?:[0-8]|1[124-9]|2[0-9]|3[01]));", re.IGNORECASE
)


class Package:
    """A Word file's parts by their role; `forbidden` counts characters that no XML may hold."""

    def __init__(self, data: bytes, file_name: str, limits: ReaderLimits) -> None:
        if data.startswith(ole.MAGIC):
            if "EncryptedPackage".encode("utf-16-le") in data:
                raise Encrypted(f"{file_name}: the Word file is encrypted; save it without a password")
            raise Damaged(f"{file_name}: an old Office file (.doc) under a new name; name it .doc")
        limits.check_size(len(data), file_name)
        self.forbidden = 0
        self._file_name = file_name
        self._archive = Archive(data, file_name, limits)
        # Some programs write backslashes, and names are the same in any case (ECMA-376 part 2, 7.2.3).
        self._names = {_folded(name): name for name in self._archive.names()}
        starts = self._related("", "officeDocument")
        self._main = starts[0][1] if starts else "word/document.xml"

    def document(self) -> Element:
        """The root of the main part."""
        root = self._parse(self._main)
        if local(root) != "document":
            raise Damaged(f"{self._file_name}: its part {self._main} is a {local(root)}, no Word document")
        return root

    def parts(self, role: str) -> dict[str, Element]:
        """Roots of the parts that stand in a role to the main one ("styles", "header" …), by relationship id."""
        return {key: self._parse(name) for key, name in self._related(self._main, role)}

    def part(self, role: str) -> Element | None:
        """The root of the one part in a role, None where the file has none."""
        return next(iter(self.parts(role).values()), None)

    def has(self, ending: str) -> bool:
        """Whether a member's name ends so."""
        return any(name.endswith(ending) for name in self._names)

    def close(self) -> None:
        """Close the container."""
        self._archive.close()

    def _related(self, source: str, role: str) -> list[tuple[str, str]]:
        folder, _, name = source.rpartition("/")
        relationships = posixpath.join(folder, "_rels", f"{name}.rels")
        if _folded(relationships) not in self._names:
            return []
        related: list[tuple[str, str]] = []
        for entry in self._parse(relationships).iter(_RELATIONSHIPS):
            if entry.get("TargetMode") == "External" or entry.get("Type", "").rpartition("/")[2] != role:
                continue
            target = posixpath.normpath(posixpath.join("/", folder, entry.get("Target", ""))).lstrip("/")
            if source == "" or _folded(target) in self._names:
                related.append((entry.get("Id", ""), target))
        return related

    def _parse(self, name: str) -> Element:
        data = self._archive.read(self._names.get(_folded(name), name))
        try:
            try:
                root = _root(data)
            except etree.XMLSyntaxError:
                # Zero bytes are a part of UTF-16.
                clean, count = (data, 0) if b"\x00" in data[:4] else _FORBIDDEN.subn(b"", data)
                if not count:
                    raise
                root = _root(clean)
                self.forbidden += count
        except etree.XMLSyntaxError as error:
            raise Damaged(
                f"{self._file_name}: its part {name} is no sound XML ({error.msg}); open it in Word and save it again"
            ) from error
        information = root.getroottree().docinfo
        if information.internalDTD is not None or information.externalDTD is not None:
            raise Damaged(
                f"{self._file_name}: its part {name} declares a document type or entities, as no Word file does; "
                "open it in Word and save it again"
            )
        return root


def _folded(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()


def _root(data: bytes) -> Element:
    # A parser of its own each time: parsers are not to be shared by threads.
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    return etree.fromstring(data, parser)


def local(element: Element) -> str:
    """An element's name without its namespace, which differs between editions."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def child(element: Element | None, *path: str) -> Element | None:
    """The first child of that name, or child of child; None where there is none."""
    for name in path:
        if element is None:
            return None
        element = element.find(f"{{*}}{name}")
    return element


def value(element: Element | None, name: str = "val") -> str | None:
    """An attribute of Word's namespace."""
    if element is None:
        return None
    for space in _ATTRIBUTES:
        said: str | None = element.get(space + name)
        if said is not None:
            return said
    return None


def whole(element: Element | None, name: str = "val") -> int | None:
    """An attribute as a whole number; None where it is missing or none."""
    said = value(element, name)
    return int(said) if said is not None and _NUMBER.fullmatch(said) else None


def switched(element: Element | None) -> bool:
    """Whether an on/off element is there and on."""
    return element is not None and value(element) not in ("0", "false", "off")


_WRAPPERS: Final = frozenset({"sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo"})


def chosen(alternatives: Element) -> Element | None:
    """The one branch of mc:AlternateContent to read: all say the same, so the first that holds any text or picture."""
    branches = [branch for branch in alternatives if local(branch) in ("Choice", "Fallback")]
    telling = (
        branch for branch in branches if any(True for _ in branch.iter("{*}t", "{*}pic", "{*}imagedata", "{*}chart"))
    )
    return next(telling, branches[0] if branches else None)


def items(parent: Element) -> Iterator[Element]:
    """Children in order, those of content controls, insertions and the like in their place."""
    for entry in parent:
        name = local(entry)
        if name in _WRAPPERS:
            yield from items(entry)
        elif name == "AlternateContent":
            branch = chosen(entry)
            if branch is not None:
                yield from items(branch)
        else:
            yield entry
