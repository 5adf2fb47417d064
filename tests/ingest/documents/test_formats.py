"""One plan as text, Word, old Word, PDF and OFD: the same facts, each with its place."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path

import pytest
from docx import Document as WordFile
from PIL import Image
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from graph.evidence import page_of
from ingest.documents.source import TEXT_BYTES, open_source
from ingest.errors import Refused
from ingest.extraction import Given, extract
from ingest.readers import ReadError
from schema.pack_model import Packs
from tests.ingest.documents.reading import Read, read
from tests.ingest.readers.pictures import drawn, drawn_width, needs_ocr, recall, scanned
from tests.ingest.readers.test_doc import word
from tests.ingest.readers.test_ofd import package, page, text, zipped
from tests.ingest.readers.test_pdf import FONT, pdf, write

PLAN = Path(__file__).resolve().parents[3] / "examples" / "示例-场景创新行动方案.md"
LABELS = ("Policy", "ActionArea", "ScenarioDirection", "LifecyclePhase", "ScenarioTier", "Initiative", "Indicator")
TYPES = ("PART_OF", "HAS_DIRECTION", "HAS_STEP", "HAS_TIER", "HAS_INITIATIVE", "SUPPORTS", "FOCUSES_ON", "ASSIGNED_TO")


def paragraphs() -> list[tuple[int, str]]:
    """(heading level or 0, text) of the example."""
    found = []
    for line in PLAN.read_text(encoding="utf-8").splitlines():
        marks = len(line) - len(line.lstrip("#"))
        if line.strip():
            found.append((marks, line.lstrip("# ")))
    return found


def as_docx() -> bytes:
    file = WordFile()
    for level, content in paragraphs():
        if level:
            file.add_heading(content, level)
        else:
            file.add_paragraph(content)
    out = io.BytesIO()
    file.save(out)
    return out.getvalue()


def as_doc() -> bytes:
    return word("".join(f"{content}\r" for _, content in paragraphs())).file()


def set_pages(letters: int, rows: int) -> list[list[tuple[int, int, str]]]:
    """Pages of (level, indent, line), paragraphs wrapped as a word processor does."""
    lines: list[tuple[int, int, str]] = []
    for level, content in paragraphs():
        if level:
            lines += [(level, 0, content[start : start + letters - 8]) for start in range(0, len(content), letters - 8)]
            continue
        first = letters - 2
        lines.append((0, 2, content[:first]))
        lines += [(0, 0, content[start : start + letters]) for start in range(first, len(content), letters)]
    return [lines[start : start + rows] for start in range(0, len(lines), rows)]


def set_lines(size: float, left: float, width: Callable[[str, float], float]) -> list[tuple[float, str, float]]:
    """(x, line, size) of lines as wide as a column of 32 letters, letters as wide as they are."""

    def wrapped(content: str, larger: float, indent: int) -> list[str]:
        lines, line, taken = [], "", indent * larger
        for piece in re.findall(r"[0-9]+|.", content):  # no line ends within a number
            wide = width(piece, larger)
            if taken + wide > 32 * size:
                lines, line, taken = [*lines, line], "", 0
            line, taken = line + piece, taken + wide
        return [*lines, line]

    found = []
    for level, content in paragraphs():
        larger = size + (6 if level == 1 else 3 if level else 0)
        for number, line in enumerate(wrapped(content, larger, 0 if level else 2)):
            middle = (595 - width(line, larger)) / 2
            found.append((middle if level == 1 else left + (0 if level or number else 2 * size), line, larger))
    return found


def as_pdf() -> bytes:
    pdf()  # registers the font
    lines = set_lines(14.0, 70.0, lambda content, size: stringWidth(content, FONT, size))

    def drawing(lines: list[tuple[float, str, float]]) -> Callable[[Canvas], None]:
        def draw(canvas: Canvas) -> None:
            for number, (x, content, larger) in enumerate(lines):
                write(canvas, x, 80 + number * 26, content, larger)

        return draw

    return pdf(*(drawing(lines[start : start + 27]) for start in range(0, len(lines), 27)))


def as_ofd() -> bytes:
    size, left, pitch = 5.0, 26.0, 9.0
    pages = []
    for lines in set_pages(31, 26):
        objects = []
        for number, (level, indent, content) in enumerate(lines):
            larger = size + (2 if level == 1 else 1 if level else 0)
            x = (210 - larger * len(content)) / 2 if level == 1 else left + indent * size
            objects.append(text(content, x, 30 + number * pitch, larger))
        pages.append(page(*objects))
    return zipped(package(pages))


def scans(dpi: float = 150.0) -> list[Image.Image]:
    """The pages as pictures."""
    lines = set_lines(14.0, 70.0, drawn_width)
    return [
        drawn([(x, 66 + number * 26, text, size) for number, (x, text, size) in enumerate(lines[at : at + 27])], dpi)
        for at in range(0, len(lines), 27)
    ]


def as_eml() -> bytes:
    title, *rest = [content for _, content in paragraphs()]
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = "a@example.org", "b@example.org", title
    made["Date"] = "Mon, 16 Mar 2026 09:00:00 +0800"
    made.set_content("\n\n".join(rest) + "\n", cte="base64")
    return bytes(made)


MAKERS = {
    "plan.eml": as_eml,
    "plan.docx": as_docx,
    "plan.doc": as_doc,
    "plan.wps": as_doc,
    "plan.pdf": as_pdf,
    "plan.ofd": as_ofd,
}


def facts(made: Read) -> dict[str, object]:
    """Names by label and edges by type, indicators by their values."""
    found: dict[str, object] = {label: made.names(label) for label in LABELS if label != "Indicator"}
    found |= {type_name: sorted(made.edges(type_name)) for type_name in TYPES}
    found["Indicator"] = sorted(
        (row["metric"], str(row["value"]), row["unit"], row["comparator"], row["kind"])
        for row in made.rows("nodes_Indicator")
    )
    return found


@pytest.mark.parametrize("name", MAKERS)
def test_every_format_gives_the_same_facts(name: str) -> None:
    wanted = facts(read(PLAN.read_bytes(), PLAN.name))
    made = read(MAKERS[name](), name)
    for key, value in facts(made).items():
        assert value == wanted[key], key
    assert len(wanted["ActionArea"]) > 10  # type: ignore[arg-type]
    assert wanted["HAS_STEP"]
    assert wanted["Indicator"]


@needs_ocr
@pytest.mark.slow
def test_a_scan_gives_the_same_facts() -> None:
    images = scans()
    pages = len(images)
    data = pdf(*(lambda canvas, image=image: scanned(canvas, image) for image in images))
    made = read(data, "scan.pdf")
    assert recall("".join(content for _, content in paragraphs()), made.text) > 0.985
    wanted = facts(read(PLAN.read_bytes(), PLAN.name))
    # `场景清单—场景应用实验室—…`: a dash between Chinese letters is recognised as 一, so the ladder is not.
    differ = {key for key, value in facts(made).items() if value != wanted[key]}
    assert differ <= {"ScenarioTier", "HAS_TIER"}
    assert {row["place"].rpartition(" ")[2] for row in made.rows("evidence")} == {"ocr=yes"}
    assert page_of(made.rows("evidence")[-1]["place"]) == pages


@pytest.mark.parametrize(("name", "paged"), [("plan.pdf", True), ("plan.ofd", True), ("plan.docx", False)])
def test_evidence_names_its_page_where_there_are_pages(name: str, paged: bool) -> None:
    made = read(MAKERS[name](), name)
    places = [row["place"] for row in made.rows("evidence")]
    assert any("page=2" in place for place in places) is paged
    for row in made.rows("evidence"):
        start, end = map(int, row["segments"][0].split("-"))
        assert made.text[start:end]
        assert row["sentence"].startswith(made.text[start:end][:3])


@pytest.mark.parametrize("name", ["plan.txt", "plan.pdf", "plan.html"])
def test_the_bytes_decide_and_not_the_name(name: str) -> None:
    assert read(as_docx(), name).names("Policy") == read(PLAN.read_bytes(), PLAN.name).names("Policy")


def test_a_table_row_is_one_line_with_its_columns_apart() -> None:
    file = WordFile()
    file.add_paragraph("示例清单如下。")
    table = file.add_table(rows=2, cols=3)
    for row, values in zip(table.rows, [("甲", "乙", "丙"), ("丁", "", "戊")], strict=True):
        for cell, value in zip(row.cells, values, strict=True):
            cell.text = value
    out = io.BytesIO()
    file.save(out)
    opened = open_source(out.getvalue(), "清单.docx")
    assert opened.text == "示例清单如下。\n甲\t乙\t丙\n丁\t\t戊"
    assert opened.place_at(opened.text.index("戊")) == "table=1 row=2 column=3"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"%PDF-1.7 broken", "damaged"),
        (b"PK\x03\x04broken", "damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1broken", "damaged"),
        (b" " * 10 + b"\x00\x01\x02" * 50, "binary"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_code(data: bytes, code: str, tmp_path: Path, qingdao: Packs) -> None:
    path = tmp_path / "方案.pdf"
    path.write_bytes(data)
    with pytest.raises(Refused) as caught:
        extract(path, Given("s", path.name, "document"), qingdao)
    assert caught.value.code == code
    assert "方案.pdf" in str(caught.value)


def test_a_text_without_end_is_refused() -> None:
    with pytest.raises(ReadError, match="split the document"):
        open_source("示".encode() * (TEXT_BYTES // 3 + 1), "长.txt")
