"""Hostile and hurt files through a real job: each is refused with its reason, or read within bounds; the rest goes on."""

from __future__ import annotations

import time
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document as WordFile
from reportlab.lib.pdfencrypt import StandardEncryption

from graph.facts import Extraction
from graph.ledger import Ledger, open_bundle, verify
from ingest.extraction import Given, extract
from ingest.jobs import IngestOptions, Item, ingest
from ingest.readers import ocr
from schema.pack_model import Packs
from tests.ingest.documents.test_formats import as_docx
from tests.ingest.readers.compound import compound
from tests.ingest.readers.test_ofd import LEFT, package, page, text, zipped
from tests.ingest.readers.test_pdf import lines, pdf, picture, wrap
from tests.registers import HEADER, row, write_register

PLAN = "示例市低空经济行动方案\n\n示例市将建设低空物流枢纽。方案提出，三年内建成十个示范场景。企业可以报名。\n"
SECONDS = 15.0
"""What a hostile file may take at most; good ones take 0.1 s."""


def changed(docx: bytes, **parts: bytes) -> bytes:
    """A Word file with parts replaced or added; `__` in a name is a stroke, `_` a dot."""
    new = {name.replace("__", "/").replace("_", "."): content for name, content in parts.items()}
    target = BytesIO()
    with zipfile.ZipFile(BytesIO(docx)) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as copy:
        for name in [*source.namelist(), *(name for name in new if name not in source.namelist())]:
            copy.writestr(name, new[name] if name in new else source.read(name))
    return target.getvalue()


def part(docx: bytes, name: str) -> bytes:
    """One part of a Word file."""
    with zipfile.ZipFile(BytesIO(docx)) as source:
        return source.read(name)


def docx_with_entity() -> bytes:
    docx = as_docx()
    body = part(docx, "word/document.xml").replace(
        b"<w:document", b'<!DOCTYPE w [<!ENTITY e SYSTEM "file:///etc/passwd">]><w:document', 1
    )
    return changed(docx, word__document_xml=body.replace(b"<w:t>", b"<w:t>&e;", 1))


def ofd_with_entity() -> bytes:
    entity = '<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
    return zipped(package([entity + page(text("甲&e;", LEFT, 60))]))


def pdf_of_pages(count: int) -> bytes:
    """So many pages in a few KiB: all are one object."""
    kids = b"3 0 R " * count
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count %d/Kids[%s]>>" % (count, kids),
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>",
    ]
    made = b"%PDF-1.4\n"
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(made))
        made += b"%d 0 obj" % number + content + b"endobj\n"
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return made + b"xref\n0 4\n0000000000 65535 f \n%strailer<</Size 4/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (
        table,
        len(made),
    )


def bomb(name: str) -> bytes:
    """A container of a plausible form whose text grows 1000 times."""
    grown = b" " * (20 << 20)
    if name == "docx":
        docx = as_docx()
        return changed(docx, word__document_xml=part(docx, "word/document.xml") + grown)
    if name == "ofd":
        return zipped(package([page(text("甲", LEFT, 60), grown.decode())]))
    return zipped({"弹.txt": grown})


REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "密.pdf": (lambda: pdf(lambda c: lines(c, ["密"]), encrypt=StandardEncryption("secret", canPrint=1)), "encrypted"),
    "密.docx": (lambda: compound({"EncryptionInfo": bytes(200), "EncryptedPackage": bytes(5000)}), "encrypted"),
    "坏.zip": (lambda: zipped({"一.txt": PLAN})[:-30], "damaged"),
    "坏.docx": (lambda: as_docx()[:-2000], "damaged"),
    "坏.ofd": (lambda: zipped(package([page(text("甲", LEFT, 60))]))[:-60], "damaged"),
    "弹.docx": (lambda: bomb("docx"), "expands"),
    "弹.ofd": (lambda: bomb("ofd"), "expands"),
    "弹.zip": (lambda: bomb("zip"), "expands"),
    "外部实体.docx": (docx_with_entity, "damaged"),
    "外部实体.ofd": (ofd_with_entity, "damaged"),
    "一万页.pdf": (lambda: pdf_of_pages(10_000), "too_large"),
    "只有图片.pdf": (lambda: pdf(picture, picture), "no_text"),
    "只有图片.ofd": (lambda: zipped(package([page("<ofd:ImageObject/>")] * 2)), "no_text"),
    "五兆一行.txt": (lambda: ("示例市将建设低空物流枢纽。" * (5_000_000 // 39)).encode(), "too_large"),
    "五兆无句.txt": (lambda: "市".encode() * (5_000_000 // 3), "too_large"),
    "私用区.txt": (lambda: ("示例市\ue000\ue001\uf8ff建设枢纽。\n" * 50).encode(), "binary"),
    "二进制.md": (lambda: bytes(range(256)) * 30, "binary"),
    "动画.gif.png": (lambda: b"GIF89a" + bytes(300), "binary"),
}


def taken(ledger: Ledger, packs: Packs, folder: Path, files: dict[str, bytes]) -> dict[str, Item]:
    """Take files in beside a good one, which goes in whatever they are."""
    folder.mkdir(exist_ok=True)
    for name, data in files.items():
        (folder / name).write_bytes(data)
    good = write_register(folder / "好.csv", [1])
    started = time.process_time()
    result = ingest(ledger, packs, [*(folder / name for name in files), good], IngestOptions(build=False, workers=1))
    assert time.process_time() - started < SECONDS
    *others, last = result.items
    assert (last.source, last.state) == ("好.csv", "new")
    assert [finding for finding in verify(ledger) if finding.level == "problem"] == []
    return {item.source: item for item in others}


@pytest.mark.parametrize("name", REFUSED)
def test_a_bad_file_is_refused_with_its_reason_and_the_rest_goes_on(
    name: str, ledger: Ledger, qingdao: Packs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ocr, "available", lambda: False)
    make, reason = REFUSED[name]
    ((source, item),) = taken(ledger, qingdao, tmp_path / "in", {name: make()}).items()
    assert source.startswith(name)
    assert (item.state, item.reasons) == ("refused", {reason: 1})
    assert name in item.message
    assert "passwd" not in item.message and "root:" not in item.message
    assert [kept.key for kept in ledger.sources()] == ["好.csv"]
    if name == "只有图片.pdf":
        assert "scenariograph[ocr]" in item.message


def test_all_bad_files_at_once(ledger: Ledger, qingdao: Packs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "available", lambda: False)
    items = taken(ledger, qingdao, tmp_path / "in", {name: make() for name, (make, _) in REFUSED.items()})
    assert len(items) == len(REFUSED)
    assert {item.state for item in items.values()} == {"refused"}


def read(path: Path, data: bytes, packs: Packs) -> tuple[str, Extraction]:
    """The text and facts of a file that is read."""
    path.write_bytes(data)
    made = extract(path, Given("s", path.name, "document"), packs)
    return made.tables["text"].column("text")[0].as_py(), made


def test_macros_are_left_out_with_a_note(ledger: Ledger, qingdao: Packs, tmp_path: Path) -> None:
    docx = as_docx()
    types = part(docx, "[Content_Types].xml").replace(
        b"</Types>", b'<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/></Types>'
    )
    data = changed(docx, **{"[Content_Types]_xml": types, "word__vbaProject_bin": b"Sub AutoOpen() Shell"})
    items = taken(ledger, qingdao, tmp_path / "in", {"宏.docm": data})
    assert items["宏.docm"].state == "new"
    assert any("macro" in note for note in items["宏.docm"].notes)
    content, _ = read(tmp_path / "宏.docm", data, qingdao)
    assert "AutoOpen" not in content


FORMULA = "=cmd|' /C calc'!A0"


def test_formulas_are_text_and_never_more(ledger: Ledger, qingdao: Packs, tmp_path: Path) -> None:
    register = "\n".join([HEADER, row(1), row(2, name=FORMULA)]) + "\n"
    items = taken(ledger, qingdao, tmp_path / "in", {"公式.csv": register.encode()})
    item = items["公式.csv"]
    assert item.state == "new"
    assert item.read == item.accepted + item.set_aside == 2
    latest = ledger.source("公式.csv").latest
    cells = open_bundle(ledger.facts / latest.bundle).read("rows").to_pylist()  # type: ignore[union-attr]
    assert any(FORMULA in (one["cells"] or []) for one in cells)
    file = WordFile()
    file.add_paragraph(PLAN)
    file.add_paragraph(f"{FORMULA}是一段文字。")
    out = BytesIO()
    file.save(out)
    content, _ = read(tmp_path / "公式.docx", out.getvalue(), qingdao)
    assert FORMULA in content


def test_lines_of_two_encodings_and_some_odd_characters_are_read(
    ledger: Ledger, qingdao: Packs, tmp_path: Path
) -> None:
    mixed = PLAN.encode() + "示例区发布二十个场景。\n".encode("gb18030") + PLAN.encode()
    odd = (PLAN + "其中一个字\ue863不在字库里。\n" + "示例市公布清单。" * 40).encode()
    items = taken(ledger, qingdao, tmp_path / "in", {"混合.txt": mixed, "生僻.txt": odd})
    assert [item.state for item in items.values()] == ["new", "new"]
    assert items["混合.txt"].notes[0].startswith("some lines are in UTF-8, others in GB18030")
    content, _ = read(tmp_path / "混合.txt", mixed, qingdao)
    assert "示例区发布二十个场景。" in content
    assert "\ue863" in read(tmp_path / "生僻.txt", odd, qingdao)[0]


def test_names_of_four_hundred_characters(ledger: Ledger, qingdao: Packs, tmp_path: Path) -> None:
    long = "示例" * 200
    register = "\n".join([HEADER, row(1), row(2, name=f"{long}有限公司")]) + "\n"
    plan = f"{long}公司行动方案\n\n{long}有限公司将建设枢纽。企业可以报名。\n"
    files = {"长.csv": register.encode(), "长.txt": plan.encode(), "长.zip": zipped({f"{long}.txt": PLAN})}
    # The longest name that file systems take has 255 bytes.
    files[f"{'长' * 83}.txt"] = PLAN.replace("示例", "另一").encode()
    items = taken(ledger, qingdao, tmp_path / "in", files)
    assert {item.state for item in items.values()} == {"new"}, [item.message for item in items.values()]
    assert items["长.csv"].read == 2
    assert ledger.source(f"长.zip/{long}.txt").latest.options["file_name"] == f"{long}.txt"


def test_a_scan_is_read_with_its_text_pages_where_the_extra_is_missing(
    ledger: Ledger, qingdao: Packs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ocr, "available", lambda: False)
    sentence = "示例市将建设低空物流枢纽，由市工业和信息化局牵头推进，各区分工落实，明年底前完成。"
    items = taken(ledger, qingdao, tmp_path / "in", {"混.pdf": pdf(lambda c: lines(c, wrap(sentence)), picture)})
    assert items["混.pdf"].state == "new"
    assert items["混.pdf"].notes == [f"page 2: pictures, not read; {ocr.INSTALL}"]
