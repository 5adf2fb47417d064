"""What a paragraph is by its style: heading, caption, list item (样式)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.readers.docx_numbering import Numbering
from ingest.readers.docx_package import Element, child, value, whole
from ingest.readers.model import BlockKind

_HEADING = re.compile(r"(?:heading|标题) ?([1-9])", re.IGNORECASE)
_TITLE = re.compile(r"title|标题", re.IGNORECASE)
_CAPTION = re.compile(r"caption|题注", re.IGNORECASE)
_LIST = re.compile(r"(?:list|列出段落|列表|项目符号|编号)(?![a-z]).*", re.IGNORECASE)
# Outline levels count from zero; this one is body text.
_BODY = 9


@dataclass(frozen=True, slots=True)
class _Style:
    key: str
    name: str
    based_on: str | None
    outline: int | None
    list_number: str | None
    list_level: int | None


@dataclass(frozen=True, slots=True)
class Role:
    """A paragraph's kind, its heading level, and the number in front of it."""

    kind: BlockKind
    level: int = 0
    mark: str = ""


class Styles:
    """The paragraph styles of one document, with its numbering."""

    def __init__(self, root: Element | None, numbering: Numbering) -> None:
        self._numbering = numbering
        self._styles: dict[str, _Style] = {}
        self._chains: dict[str, list[_Style]] = {}
        self._default = ""
        for entry in () if root is None else root.iterfind("{*}style"):
            if value(entry, "type") not in (None, "paragraph"):
                continue
            properties = child(entry, "pPr")
            key = value(entry, "styleId") or ""
            self._styles[key] = _Style(
                key=key,
                name=(value(child(entry, "name")) or "").strip(),
                based_on=value(child(entry, "basedOn")),
                outline=whole(child(properties, "outlineLvl")),
                list_number=value(child(properties, "numPr", "numId")),
                list_level=whole(child(properties, "numPr", "ilvl")),
            )
            if value(entry, "default") in ("1", "true", "on"):
                self._default = key

    def role(self, properties: Element | None) -> Role:
        """The role of the next paragraph in order, from its w:pPr; counts its list on."""
        chain = self._chain(value(child(properties, "pStyle")))
        mark = self._mark(properties, chain)
        kind, level = _kind(whole(child(properties, "outlineLvl")), chain)
        if kind is BlockKind.PARAGRAPH and mark is not None:
            kind = BlockKind.LIST_ITEM
        return Role(kind, level, mark or "")

    def _mark(self, properties: Element | None, chain: list[_Style]) -> str | None:
        own = child(properties, "numPr")
        number = value(child(own, "numId"))
        if number is None:
            number = next((style.list_number for style in chain if style.list_number is not None), None)
        if number is None or number == "0":
            return None
        level = whole(child(own, "ilvl"))
        if level is None:
            level = next((style.list_level for style in chain if style.list_level is not None), None)
        if level is None:
            level = self._numbering.level_of(number, [style.key for style in chain])
        return self._numbering.mark(number, level)

    def _chain(self, key: str | None) -> list[_Style]:
        start = self._default if key is None or key not in self._styles else key
        if start not in self._chains:
            chain: dict[str, _Style] = {}
            step: str | None = start
            while step is not None and step in self._styles and step not in chain:
                chain[step] = self._styles[step]
                step = chain[step].based_on
            self._chains[start] = list(chain.values())
        return self._chains[start]


def _kind(outline: int | None, chain: list[_Style]) -> tuple[BlockKind, int]:
    if outline is not None and 0 <= outline < _BODY:
        return BlockKind.HEADING, outline + 1
    for style in chain:
        if _CAPTION.fullmatch(style.name):
            return BlockKind.CAPTION, 0
        if _LIST.fullmatch(style.name):
            return BlockKind.LIST_ITEM, 0
        # A paragraph that says "body text" itself is no heading, whatever its style.
        if outline is not None:
            continue
        if _TITLE.fullmatch(style.name):
            return BlockKind.HEADING, 1
        if style.outline is not None:
            return (BlockKind.HEADING, style.outline + 1) if 0 <= style.outline < _BODY else (BlockKind.PARAGRAPH, 0)
        heading = _HEADING.fullmatch(style.name)
        if heading is not None:
            return BlockKind.HEADING, int(heading[1])
    return BlockKind.PARAGRAPH, 0
