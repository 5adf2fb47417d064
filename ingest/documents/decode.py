"""Bytes to text: encoding and kind by looking (解码).

Order: byte order mark, strict UTF-8, UTF-16, the charset that is declared, GB18030 if its characters are common
ones; then lines of two encodings, single broken places, and charset-normalizer.
"""

from __future__ import annotations

import codecs
import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from charset_normalizer import from_bytes

from ingest.documents.errors import BinaryDocument, EmptyDocument, UnknownEncoding
from ingest.documents.html import html_text
from ingest.readers.errors import TooLarge
from ingest.readers.model import Place

BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
MAGIC: Final = {
    b"PK\x03\x04": "a ZIP, DOCX, XLSX or OFD file",
    b"%PDF": "a PDF file",
    b"\xd0\xcf\x11\xe0": "an old Office file (DOC, XLS, WPS)",
    b"\x89PNG": "a PNG picture",
    b"\xff\xd8\xff": "a JPEG picture",
    b"GIF8": "a GIF picture",
    b"\x1f\x8b": "a gzip file",
    b"Rar!": "a RAR file",
    b"7z\xbc\xaf": "a 7-Zip file",
}
# The most frequent characters of running Chinese: wrongly decoded bytes give rare ones instead.
COMMON: Final = frozenset(
    "的一是不了在人有我他这中大来上国个到说们为子和你地出道也时年得就那要下以生会自着去之过家学对可里后小"
    "么心多天而能好都然没日于起还发成事只作当想看文无开手十用主行方又如前所本见经头面公同三已老从动两长知民样"
    "现分将外但身些与高意进把法此实回二理美点月明其种声全工己话者向情部正名定问力机给等几很业最间新什打便位因"
    "重被走电四第门相次东政海口使教西再平真信北少关并内加化由代军产入先山五水万市体别处总场师书比员九性通目"
    "报立活难数件安表原车应路期提感金何更反合放做系计或司利受光果界及今务制解各任至清物台记边共风接它许八特"
    "直服题建南度统色字请交让认算论百义科元社术结六功指思非流每青管连远资队带快条院变联言权往展该领近治决周"
    "保达办运半七必城强步完革深区即求品士转量空众技程告江语基派式息识极令收钱党未持取设始双历商千容研广改议形"
    "委早际则首单据导影网专石校读志观争究包组造落视济离企增规划推创园链项育培智能"
)
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]{2,20})|encoding=[\"']([\w-]{2,20})", re.I)
# Codecs that a page may ask for; others that Python knows turn text into something else.
_CHINESE: Final = {
    **dict.fromkeys(("gb2312", "gbk", "gb_2312-80", "gb-2312", "x-gbk", "euc-cn", "cp936", "gb18030"), "gb18030"),
    **dict.fromkeys(("big5", "big-5", "x-x-big5", "cn-big5", "cp950", "ms950"), "cp950"),
    "big5-hkscs": "big5hkscs",
}
_DECLARABLE = re.compile(
    r"utf-?8|us-ascii|iso-8859-\d{1,2}|windows-125\d|cp125\d|shift_jis|euc-(?:jp|kr|tw)|hz-gb-2312", re.I
)
LINE_CHARACTERS: Final = 100_000
"""A paragraph of a paper has up to 5,000 characters; a line of a hundred thousand is data, and rules would take hours."""
BROKEN_SHARE: Final = 100
"""One place in so many may be broken; more is no text, or another encoding."""
_TAG = re.compile(r"<(?:!doctype\s+html|/?(?:html|head|body|meta|title|div|table|tr|td|p|span|br|h[1-6])\b)", re.I)
_HEADING = re.compile(r"^#{1,6}[ \t]+\S", re.M)
_ODD = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ue000-\uf8ff\ufffd]")


@dataclass(frozen=True)
class DecodedText:
    """Text that spans point into, how it was decoded, and its kind: text, markdown or html.

    `headings` maps the offset of a line to its heading level where the format says so (html).
    `places` holds (offset, place) in order where a reader knows pages or cells, `spans` the rows and
    columns that a merged cell covers by its offset; `whole_lines` says that no paragraph goes on over a line end.
    """

    text: str
    encoding: str
    kind: str
    headings: Mapping[int, int] = field(default_factory=dict)
    places: Sequence[tuple[int, Place]] = ()
    notes: Sequence[str] = ()
    whole_lines: bool = False
    spans: Mapping[int, tuple[int, int]] = field(default_factory=dict)

    def place_at(self, offset: int) -> str:
        """Page, table, row and column of a character, as text; empty where the format has none."""
        at = bisect_right(self.places, offset, key=lambda place: place[0]) - 1
        return str(self.places[at][1]) if at >= 0 else ""


def _common_share(text: str) -> float:
    chinese = [c for c in text if "\u4e00" <= c <= "\u9fff"]
    return sum(c in COMMON for c in chinese) / len(chinese) if chinese else 0.0


def _odd_share(text: str) -> float:
    """Share of characters that no running text holds: controls, private use, unassigned blocks."""
    return len(_ODD.findall(text)) / len(text) if text else 0.0


def _decoded(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None


def _utf16(data: bytes) -> tuple[str, str] | None:
    if len(data) % 2 or len(data) < 4:
        return None
    zeros = {"utf-16-be": data[0::2].count(0), "utf-16-le": data[1::2].count(0)}
    for encoding in ("utf-16-le", "utf-16-be"):
        text = _decoded(data, encoding)
        if text is None or "\x00" in text or _odd_share(text) > 0.01:
            continue
        usual = sum(c < "\x7f" or "\u2010" <= c <= "\u303f" or "\uff00" <= c <= "\uffef" for c in text)
        chinese = sum("\u4e00" <= c <= "\u9fff" for c in text)
        # Latin letters, digits and line ends have a zero on the same side.
        one_sided = zeros[encoding] * 10 >= len(text) and zeros[encoding] == sum(zeros.values())
        if (usual + chinese) / len(text) >= 0.95 and (one_sided or _common_share(text) >= 0.35):
            return text, encoding
    return None


def _declared(data: bytes, declared: str | None) -> tuple[str, str] | None:
    """By what a mail says of the text, or a page of itself: its codec's name in Python, and the text if that fits."""
    match = _CHARSET.search(data[:4096])
    said = declared or ((match[1] or match[2]).decode("ascii") if match else "")
    name = _CHINESE.get(said.lower(), said.lower() if _DECLARABLE.fullmatch(said) else "")
    if not name:
        return None
    text = _decoded(data, name)
    return None if text is None or _odd_share(text) > 0.01 else (text, name)


def _by_lines(data: bytes) -> str | None:
    """Lines in UTF-8 and lines in GB18030, as files joined by hand have them; neither has a line end in a character."""
    lines = [line.decode("utf-8", "replace") for line in data.split(b"\n")]
    broken = [number for number, line in enumerate(lines) if "\ufffd" in line]
    raw = data.split(b"\n")
    other = [_decoded(raw[number], "gb18030") for number in broken]
    if not broken or any(line is None for line in other):
        return None
    chinese = "".join(line for line in other if line is not None)
    if _odd_share(chinese) > 0 or _common_share(chinese) < 0.3:
        return None
    for number, line in zip(broken, other, strict=True):
        lines[number] = line or ""
    return "\n".join(lines)


def _with_broken_places(data: bytes) -> tuple[str, str, int] | None:
    """Text of which single characters are lost, each shown as U+FFFD."""
    for encoding in ("utf-8", "gb18030"):
        text = data.decode(encoding, "replace")
        broken = text.count("\ufffd")
        if broken * BROKEN_SHARE <= len(text) and _common_share(text.replace("\ufffd", "")) >= 0.2:
            return text, encoding, broken
    return None


def _decode(data: bytes, file_name: str, declared: str | None) -> tuple[str, str, tuple[str, ...]]:
    for mark, encoding in BOMS:
        if data.startswith(mark):
            text = _decoded(data[len(mark) :], encoding)
            if text is None:
                raise UnknownEncoding(
                    f"{file_name}: the byte order mark says {encoding}, but the bytes after it are not; "
                    "save the file again as UTF-8"
                )
            return text, encoding, ()
    text = _decoded(data, "utf-8")
    if text is not None and "\x00" not in text:
        return text, "utf-8", ()
    wide = _utf16(data)
    if wide is not None:
        return *wide, ()
    if b"\x00" in data:
        raise BinaryDocument(
            f"{file_name}: byte {data.index(0)} is zero, so this is not a text file; "
            "give the document as .txt, .md or .html"
        )
    said = _declared(data, declared)
    if said is not None:
        return *said, ()
    text = _decoded(data, "gb18030")
    if text is not None and _odd_share(text) <= 0.01 and _common_share(text) >= 0.2:
        return text, "gb18030", ()
    return _repaired(data, file_name)


def _repaired(data: bytes, file_name: str) -> tuple[str, str, tuple[str, ...]]:
    mixed = _by_lines(data)
    if mixed is not None:
        return mixed, "utf-8+gb18030", ("some lines are in UTF-8, others in GB18030; each was read as it is",)
    holed = _with_broken_places(data)
    if holed is not None:
        text, encoding, broken = holed
        return text, encoding, (f"{broken} broken places in the {encoding} text are shown as \ufffd",)
    best = from_bytes(data).best()
    guessed = "" if best is None else str(best)
    chinese = any("\u4e00" <= char <= "\u9fff" for char in guessed)
    if best is None or _odd_share(guessed) > 0.01 or (chinese and _common_share(guessed) < 0.2):
        raise UnknownEncoding(
            f"{file_name}: no encoding (UTF-8, UTF-16, GB18030) gives readable text; save the file as UTF-8"
        )
    return guessed, best.encoding, ()


def _check_lines(text: str, file_name: str) -> None:
    start = 0
    for number, line in enumerate(text.splitlines(keepends=True), 1):
        if len(line) > LINE_CHARACTERS:
            raise TooLarge(
                f"{file_name}: line {number} (at character {start}) has {len(line)} characters, more than "
                f"{LINE_CHARACTERS}; this is no running text, or it lost its line ends"
            )
        start += len(line)


def read_text(data: bytes, file_name: str, *, declared: str | None = None) -> DecodedText:
    """Decode a .txt, .md or .html file; the kind is seen from its content, not its name.

    `declared` is a charset that was said beside the bytes, as mails do; the bytes have to fit it.

    For plain text and Markdown `text` is the decoded file without its byte order mark, line
    ends kept; for HTML the lines of its main content. Raises `EmptyDocument`,
    `BinaryDocument` or `UnknownEncoding`, and `TooLarge` for a line without end.
    """
    if not data.strip():
        raise EmptyDocument(f"{file_name}: the file is empty ({len(data)} bytes); give a file with text")
    for magic, what in MAGIC.items():
        if data.startswith(magic):
            raise BinaryDocument(f"{file_name}: this is {what}, not text (byte 0); give .txt, .md or .html")
    text, encoding, notes = _decode(data, file_name, declared)
    if not text.strip("\ufeff \t\r\n\f\v\u3000"):
        raise EmptyDocument(f"{file_name}: the file holds blanks only; give a file with text")
    if _odd_share(text) > 0.01:
        raise BinaryDocument(
            f"{file_name}: more than 1 in 100 characters are control characters, so this is not a text file; "
            "give the document as .txt, .md or .html"
        )
    if len(_TAG.findall(text[:20000])) >= 2 and text.lstrip("\ufeff \t\r\n")[:1] == "<":
        page = html_text(text)
        _check_lines(page.text, file_name)
        if not page.text.strip():
            raise EmptyDocument(f"{file_name}: the page holds no text outside menus and scripts")
        return DecodedText(page.text, encoding, "html", page.headings, page.places, notes, spans=page.spans)
    _check_lines(text, file_name)
    kind = "markdown" if file_name.lower().endswith((".md", ".markdown")) or _HEADING.search(text) else "text"
    return DecodedText(text, encoding, kind, notes=notes)
