"""The text of one Word paragraph, as the reader of the final version sees it (段落文字)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from ingest.readers.docx_package import Element, chosen, local, value
from ingest.readers.limits import Deadline

# Properties, the deleted side of tracked changes, field codes, ruby readings (rt) and optional hyphens.
_LEFT_OUT: Final = frozenset(
    {"pPr", "rPr", "sdtPr", "sdtEndPr", "customXmlPr", "smartTagPr", "rubyPr", "fldData", "ffData"}
    | {"del", "delText", "moveFrom", "instrText", "delInstrText", "rt", "softHyphen"}
)
_SIGNS: Final = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
# A fraction or a power in a formula must not run together with the number before it.
_FORMULA: Final = {"den": "/", "sup": "^", "sub": "_"}
# Control characters, noncharacters and private use: no text that another program could show.
_NO_TEXT = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef\ufffe\uffff\U000f0000-\U0010ffff]"
)
# What the private codes of Microsoft's symbol fonts show, for ticks, bullets and signs of forms and measures.
_SYMBOLS: Final[dict[str, dict[int, str]]] = {
    "wingdings": dict(
        zip(
            (0x6C, 0x6E, 0x6F, 0x71, 0x72, 0x75, 0xA1, 0xA8, 0xD8, 0xE0, 0xFB, 0xFC, 0xFD, 0xFE),
            "●■□❑❒◆○☐➢→✗✓☒☑",
            strict=True,
        )
    ),
    "wingdings 2": dict(zip((0x4F, 0x50, 0x51, 0x52, 0x53, 0x54, 0xA3), "✗✓☒☑☒☒☐", strict=True)),
    "symbol": {
        **{code: chr(code) for code in (0x25, 0x2B, 0x2E, 0x2F, 0x3A, 0x3C, 0x3D, 0x3E)},
        **dict(zip((0xA3, 0xB0, 0xB1, 0xB3, 0xB4, 0xB7, 0xB8, 0xB9, 0xBB, 0xAE), "≤°±≥×•÷≠≈→", strict=True)),
        **dict(zip((0x44, 0x46, 0x53, 0x57), "ΔΦΣΩ", strict=True)),
        **dict(zip(range(0x61, 0x7B), "αβχδεφγηιϕκλμνοπθρστυϖωξψζ", strict=True)),
    },
}


@dataclass(slots=True)
class Findings:
    """What a document's text does not show: counts for the notes, and the foot- and endnotes it refers to."""

    pictures: int = 0
    charts: int = 0
    comments: int = 0
    no_text: int = 0
    chunks: int = 0
    footnotes: dict[str, None] = field(default_factory=dict)
    endnotes: dict[str, None] = field(default_factory=dict)


@dataclass(slots=True)
class InlineText:
    """Walks one paragraph: `text` in order, `boxes` the text boxes anchored in it."""

    findings: Findings
    deadline: Deadline
    boxes: list[Element] = field(default_factory=list)
    _parts: list[str] = field(default_factory=list)
    # One entry an open field: True before its result begins. Fields over several paragraphs start anew in each, so
    # that one without an end hides no text.
    _codes: list[bool] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The text so far."""
        return "".join(self._parts)

    def read(self, parent: Element) -> None:
        """Add the text of what stands in an element."""
        for entry in parent:
            name = local(entry)
            if name in _LEFT_OUT:
                continue
            if name == "t":
                self._add(entry.text or "")
            elif name in _SIGNS:
                self._add_sign(_SIGNS[name])
            elif name == "r":
                self.deadline.check("a paragraph")
                self.read(entry)
            elif name == "AlternateContent":
                branch = chosen(entry)
                if branch is not None:
                    self.read(branch)
            elif name == "txbxContent":
                self.boxes.append(entry)
            elif not self._marked(name, entry):
                self._add_sign(_FORMULA.get(name, ""))
                self.read(entry)

    def _marked(self, name: str, entry: Element) -> bool:
        """Take an element that stands for something else than the text in it; False where it is none."""
        if name == "fldChar":
            self._field(value(entry, "fldCharType"))
        elif name == "sym":
            self._symbol(entry)
        elif name == "footnoteReference":
            self.findings.footnotes[value(entry, "id") or ""] = None
        elif name == "endnoteReference":
            self.findings.endnotes[value(entry, "id") or ""] = None
        elif name == "commentReference":
            self.findings.comments += 1
        elif name in ("pic", "imagedata"):
            self.findings.pictures += 1
        elif name in ("chart", "relIds"):
            self.findings.charts += 1
        else:
            return False
        return True

    def _field(self, kind: str | None) -> None:
        if kind == "begin":
            self._codes.append(True)
        elif kind == "separate" and self._codes:
            self._codes[-1] = False
        elif kind == "end" and self._codes:
            self._codes.pop()

    def _add(self, text: str) -> None:
        # A line end within w:t is layout of the XML; U+00AD is an optional hyphen.
        text = text.replace("\r", " ").replace("\n", " ").replace("\xad", "")
        shown, count = _NO_TEXT.subn("", text)
        self.findings.no_text += count
        self._add_sign(shown)

    def _add_sign(self, sign: str) -> None:
        if not any(self._codes):
            self._parts.append(sign)

    def _symbol(self, entry: Element) -> None:
        try:
            code = int(value(entry, "char") or "", 16)
            sign = chr(code)
        except (ValueError, OverflowError):
            self.findings.no_text += 1
            return
        known = _SYMBOLS.get((value(entry, "font") or "").strip().lower())
        if known is not None and (code < 0x100 or 0xF000 <= code < 0xF100):
            sign = known.get(code & 0xFF, chr(0xF000 | code & 0xFF))
        self._add(sign)


def without_no_text(text: str) -> str:
    """A text from elsewhere in the file, without characters that are none."""
    return _NO_TEXT.sub("", text)
