"""Files within files: a zip's members and a mail's attachments are taken in one by one."""

from __future__ import annotations

import gzip
import io
import json
import lzma
import struct
import tempfile
import zipfile
from collections.abc import Mapping
from email.message import EmailMessage
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from graph.ledger import Ledger
from ingest import inputs
from ingest.errors import Refused
from ingest.extraction import Given, extract
from ingest.inputs import opened
from ingest.jobs import IngestOptions, IngestResult, Item, ingest
from ingest.readers import zip_files
from ingest.readers.errors import TooLarge
from ingest.readers.limits import ReaderLimits
from ingest.readers.zip_files import members_of, safe_name
from schema.pack_model import Packs
from tests.ingest.documents.test_formats import as_docx
from tests.registers import HEADER, register, row

PLAN = "示例市低空经济行动方案\n\n示例市将建设低空物流枢纽。\n"
NEWS = "示例区发布场景清单\n\n示例区发布二十个场景。\n"


def zipped(files: Mapping[str, bytes | str], **options: int) -> bytes:
    """A zip whose names are UTF-8 and say so."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", options.get("compression", zipfile.ZIP_DEFLATED)) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return target.getvalue()


def unflagged(name: str, encoding: str, content: str = PLAN) -> bytes:
    """A zip whose names are bytes of an encoding and do not say which."""
    raw = name.encode(encoding)
    # An ASCII name of the same length has no flag; it stands in both heads.
    place = b"x" * len(raw)
    return zipped({place.decode(): content}).replace(place, raw)


def take(ledger: Ledger, packs: Packs, path: Path, data: bytes | None = None, **options: object) -> list[Item]:
    if data is not None:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return job(ledger, packs, path, **options).items


def job(ledger: Ledger, packs: Packs, *paths: Path, **options: object) -> IngestResult:
    return ingest(ledger, packs, paths, IngestOptions(**{"build": False, "workers": 1, **options}))  # type: ignore[arg-type]


def said(items: list[Item]) -> dict[str, str]:
    """State of each source, or the code of its refusal."""
    return {item.source: item.state if item.state != "refused" else next(iter(item.reasons)) for item in items}


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where files are unpacked; nothing may be left there."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def test_members_are_sources_of_their_own(ledger: Ledger, qingdao: Packs, tmp_path: Path, temporary: Path) -> None:
    path = tmp_path / "in" / "材料.zip"
    data = zipped({"方案/方案.docx": as_docx(), "企业.csv": register([row(1)]), "方案/": "", "图.gif": b"GIF89a"})
    items = take(ledger, qingdao, path, data)
    assert said(items) == {
        "材料.zip/方案/方案.docx": "new", "材料.zip/企业.csv": "new", "材料.zip/图.gif": "unknown_type",
    }  # fmt: skip
    assert [item.file for item in items][:2] == [f"{path}/方案/方案.docx", f"{path}/企业.csv"]
    assert {item.kind for item in items} == {"document", "registrations", ""}
    assert "not a readable type" in items[2].message and f"{path}/图.gif" in items[2].message
    latest = ledger.source("材料.zip/方案/方案.docx").latest
    assert latest.origin == f"{path.resolve()}/方案/方案.docx"
    assert latest.options["file_name"] == "方案.docx"
    assert list(temporary.iterdir()) == []


def test_the_same_zip_again_is_unchanged_and_a_new_one_is_a_version(
    ledger: Ledger, qingdao: Packs, tmp_path: Path
) -> None:
    path = tmp_path / "in" / "材料.zip"
    take(ledger, qingdao, path, zipped({"一.txt": PLAN, "二.txt": NEWS}))
    assert set(said(take(ledger, qingdao, path)).values()) == {"unchanged"}
    again = take(ledger, qingdao, path, zipped({"一.txt": PLAN, "二.txt": NEWS + "企业可以报名。\n"}))
    assert said(again) == {"材料.zip/一.txt": "unchanged", "材料.zip/二.txt": "changed"}
    # From another place the key is taken; with a name of its own it is not.
    other = tmp_path / "other" / "材料.zip"
    (item,) = take(ledger, qingdao, other, zipped({"二.txt": NEWS + "另一版。\n"}))
    assert said([item]) == {"材料.zip/二.txt": "source_conflict"}
    assert str(path.resolve()) in item.message
    (item,) = take(ledger, qingdao, other, source="别的")
    assert said([item]) == {"别的/二.txt": "new"}


def test_a_zip_in_a_folder_and_a_document_that_is_a_zip(ledger: Ledger, qingdao: Packs, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    (folder / "a").mkdir(parents=True)
    (folder / "a" / "材料.zip").write_bytes(zipped({"一.txt": PLAN}))
    (folder / "方案.docx").write_bytes(as_docx())
    # Bytes decide: a document under the name of an archive, and an archive under that of a document.
    (folder / "错名.zip").write_bytes(as_docx().replace(b"docProps/app.xml", b"docProps/app.xmL"))
    (folder / "错名.docx").write_bytes(zipped({"二.txt": NEWS}))
    assert said(job(ledger, qingdao, folder).items) == {
        "a/材料.zip/一.txt": "new", "方案.docx": "new", "错名.docx/二.txt": "new", "错名.zip": "new",
    }  # fmt: skip


def test_dry_run_writes_nothing(ledger: Ledger, qingdao: Packs, tmp_path: Path, temporary: Path) -> None:
    items = take(
        ledger, qingdao, tmp_path / "材料.zip", zipped({"一.txt": PLAN, "企业.csv": register([row(1)])}), dry_run=True
    )
    assert [(item.state, item.version) for item in items] == [("new", None), ("new", None)]
    assert ledger.sources() == []
    assert list(temporary.iterdir()) == []


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8"])
def test_names_without_a_flag_are_chinese(encoding: str, ledger: Ledger, qingdao: Packs, tmp_path: Path) -> None:
    items = take(ledger, qingdao, tmp_path / "a.zip", unflagged("青岛/方案（一）.txt", encoding))
    assert said(items) == {"a.zip/青岛/方案（一）.txt": "new"}


def test_a_name_beside_the_name_is_taken(ledger: Ledger, qingdao: Packs, tmp_path: Path) -> None:
    info = zipfile.ZipInfo("plan.txt")
    name = "方案.txt".encode()
    info.extra = b"up" + struct.pack("<HBI", len(name) + 5, 1, 0) + name
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr(info, PLAN)
    assert zip_files.name_of(zipfile.ZipFile(target).infolist()[0]) == "方案.txt"


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("../../etc/passwd.txt", "etc/passwd.txt"),
        ("/etc/hosts.txt", "etc/hosts.txt"),
        ("C:\\Windows\\a.txt", "Windows/a.txt"),
        ("a/./b//c.txt", "a/b/c.txt"),
        ("a\x1b[2Jb\nc.txt", "a_[2Jb_c.txt"),
        ("..", ""),
        ("\u202etxt.exe", "_txt.exe"),
    ],
)
def test_names_that_lead_elsewhere_are_harmless(name: str, safe: str) -> None:
    assert safe_name(name) == safe


def test_nothing_is_written_outside(ledger: Ledger, qingdao: Packs, tmp_path: Path, temporary: Path) -> None:
    before = sorted(path for path in tmp_path.rglob("*") if "home" not in path.parts)
    data = zipped({"../outside.txt": PLAN, str(tmp_path / "root.txt"): NEWS, f"{'长' * 400}.txt": PLAN + NEWS})
    path = tmp_path / "in.zip"
    items = take(ledger, qingdao, path, data)
    assert [item.state for item in items] == ["new"] * 3
    assert items[0].source == "in.zip/outside.txt"
    assert items[2].source == f"in.zip/{'长' * 400}.txt"
    assert sorted(found for found in tmp_path.rglob("*") if "home" not in found.parts) == sorted([*before, path])


def test_members_that_are_refused_have_their_reasons(ledger: Ledger, qingdao: Packs, tmp_path: Path) -> None:
    inner = zipped({"深.txt": PLAN})
    files = {
        "一.txt": PLAN,
        "内.zip": inner,
        "假.txt": inner,
        "包.rar": b"Rar!",
        "空.txt": "",
        "坏.docx": b"PK\x03\x04bad",
    }
    files |= {"b/../一.txt": NEWS, "__MACOSX/._一.txt": b"x", ".git/a.txt": b"x", "二.txt": NEWS}
    items = take(ledger, qingdao, tmp_path / "a.zip", zipped(files))
    assert [(item.source.partition("/")[2], item.state, *item.reasons) for item in items] == [
        ("一.txt", "new"),
        ("内.zip", "refused", "nested"),
        ("假.txt", "refused", "nested"),
        ("包.rar", "refused", "nested"),
        ("空.txt", "refused", "empty"),
        ("坏.docx", "refused", "damaged"),
        ("b/一.txt", "new"),
        ("二.txt", "refused", "source_conflict"),
    ]


def test_two_members_of_one_name_are_not_one_source(ledger: Ledger, qingdao: Packs, tmp_path: Path) -> None:
    items = take(ledger, qingdao, tmp_path / "a.zip", zipped({"一.txt": PLAN, "../一.txt": NEWS}))
    assert [(item.state, *item.reasons) for item in items] == [("new",), ("refused", "repeated")]


def test_an_encrypted_member_is_refused_and_the_others_go_on(ledger: Ledger, qingdao: Packs, tmp_path: Path) -> None:
    data = bytearray(zipped({"密.txt": PLAN, "开.txt": NEWS}))
    data[data.index(b"PK\x03\x04") + 6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    items = take(ledger, qingdao, tmp_path / "a.zip", bytes(data))
    assert said(items) == {"a.zip/密.txt": "encrypted", "a.zip/开.txt": "new"}
    assert "without a password" in items[0].message


def test_a_damaged_member_and_a_damaged_zip(ledger: Ledger, qingdao: Packs, tmp_path: Path) -> None:
    whole = zipped({"坏.txt": PLAN * 9, "好.txt": NEWS}, compression=zipfile.ZIP_STORED)
    broken = whole.replace("低空物流".encode(), "低空物理".encode(), 1)
    assert said(take(ledger, qingdao, tmp_path / "a.zip", broken)) == {"a.zip/坏.txt": "damaged", "a.zip/好.txt": "new"}
    for number, cut in enumerate((len(whole) // 2, 30, 4)):
        (item,) = take(ledger, qingdao, tmp_path / f"{number}.zip", whole[:cut])
        assert said([item]) == {f"{number}.zip": "damaged"}, cut
    (item,) = take(ledger, qingdao, tmp_path / "empty.zip", zipped({}))
    assert said([item]) == {"empty.zip": "nothing_readable"}


def test_a_bomb_is_refused_where_it_goes_off(
    ledger: Ledger, qingdao: Packs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    limits = ReaderLimits(expansion_free_bytes=1 << 20)
    monkeypatch.setattr(inputs, "DEFAULT_LIMITS", limits)
    data = zipped({"一.txt": PLAN, "弹.txt": bytes(8 << 20), "二.txt": NEWS})
    assert said(take(ledger, qingdao, tmp_path / "a.zip", data)) == {
        "a.zip/一.txt": "new", "a.zip/弹.txt": "expands", "a.zip/二.txt": "expands",
    }  # fmt: skip


def test_limits_of_the_container(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = zipped({"一.txt": PLAN, "二.txt": NEWS})
    assert len(list(members_of(data, "a.zip", ReaderLimits(zip_members=2), (".txt",)))) == 2
    with pytest.raises(TooLarge, match="2 parts, more than 1"):
        list(members_of(data, "a.zip", ReaderLimits(zip_members=1), (".txt",)))
    path = tmp_path / "a.zip"
    path.write_bytes(data)
    monkeypatch.setattr(inputs, "DEFAULT_LIMITS", ReaderLimits(bytes=100))
    (file,) = opened(path, "a.zip", tmp_path)
    assert file.refusal is not None and file.refusal.code == "too_large"
    assert "unpack it and give the folder" in str(file.refusal)


def test_an_interruption_leaves_nothing_behind(ledger: Ledger, qingdao: Packs, tmp_path: Path, temporary: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(zipped({"一.txt": PLAN, "二.txt": NEWS, "三.txt": PLAN + NEWS}))
    seen = []

    def stop(item: Item) -> None:
        seen.append([file.name for folder in temporary.iterdir() for file in folder.iterdir()])
        if len(seen) == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        ingest(ledger, qingdao, [path], IngestOptions(build=False, workers=1), on_item=stop)
    assert seen == [["00001.txt"], ["00002.txt"]]
    assert list(temporary.iterdir()) == []
    assert [source.key for source in ledger.sources()] == ["a.zip/一.txt", "a.zip/二.txt"]


def mail(
    subject: str = "关于低空经济的通知", body: str = "示例市将建设低空物流枢纽。\n\n请各区落实。\n"
) -> EmailMessage:
    """A mail with a text."""
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = "a@example.org", "b@example.org", subject
    made["Date"] = "Mon, 16 Mar 2026 09:00:00 +0800"
    made.set_content(body)
    return made


def test_a_mail_and_its_attachments(ledger: Ledger, qingdao: Packs, tmp_path: Path) -> None:
    made = mail()
    made.add_attachment(as_docx(), maintype="application", subtype="octet-stream", filename="方案.docx")
    made.add_attachment(f"{HEADER}\n{row(1)}\n".encode(), maintype="text", subtype="csv", filename="../企业.csv")
    made.add_attachment(zipped({"一.txt": PLAN}), maintype="application", subtype="zip", filename="材料.zip")
    made.add_attachment(b"GIF89a", maintype="image", subtype="gif", filename="章.gif")
    path = tmp_path / "通知.eml"
    items = take(ledger, qingdao, path, bytes(made))
    assert said(items) == {
        "通知.eml": "new",
        "通知.eml/方案.docx": "new",
        "通知.eml/企业.csv": "new",
        "通知.eml/材料.zip": "nested",
        "通知.eml/章.gif": "unknown_type",
    }
    names = ("方案.docx", "企业.csv", "材料.zip", "章.gif")
    assert items[0].notes == [f"attachment: {name}" for name in names]
    assert ledger.source("通知.eml").latest.summary["info"]["title"] == "关于低空经济的通知"
    assert set(said(take(ledger, qingdao, path)).values()) == {"unchanged", "nested", "unknown_type"}
    packed = take(ledger, qingdao, tmp_path / "信.zip", zipped({"信.eml": bytes(mail("另一封信的标题"))}))
    assert said(packed) == {"信.zip/信.eml": "new"}


def test_extract_of_an_archive_names_what_it_holds(tmp_path: Path, qingdao: Packs) -> None:
    path = tmp_path / "材料.zip"
    path.write_bytes(zipped({f"{number}.txt": PLAN for number in range(9)}))
    with pytest.raises(Refused, match=r"1\.txt、.*9 files.*give one of them, or `scenariograph ingest`") as caught:
        extract(path, Given("s", path.name, "document"), qingdao)
    assert caught.value.code == "unknown_type"


def test_a_large_register_in_a_zip_is_read_from_within_it(
    ledger: Ledger, qingdao: Packs, tmp_path: Path, temporary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inputs, "DEFAULT_LIMITS", ReaderLimits(bytes=500))
    data = zipped({"登记/企业登记.csv": register([row(i) for i in range(1, 60)])})
    [item] = take(ledger, qingdao, tmp_path / "登记.zip", data)
    assert (item.source, item.kind, item.accepted) == ("登记.zip/登记/企业登记.csv", "registrations", 59)
    assert ledger.source(item.source).latest.size == len(data)
    [item] = take(ledger, qingdao, tmp_path / "登记.zip")
    assert item.state == "unchanged"
    assert list(temporary.iterdir()) == []


def test_a_folder_of_registers_in_any_format(ledger: Ledger, qingdao: Packs, tmp_path: Path) -> None:
    folder = tmp_path / "各区"
    folder.mkdir()
    rows = {name: [row(10 * n + i).split(",") for i in (1, 2)] for n, name in enumerate("甲乙丙丁戊己")}
    names = HEADER.split(",")
    table = {name: pa.table([list(c) for c in zip(*cells, strict=True)], names=names) for name, cells in rows.items()}
    lines = ["\n".join(json.dumps(r, ensure_ascii=False) for r in table[name].to_pylist()) for name in "甲乙"]
    (folder / "甲.jsonl").write_text(lines[0], encoding="utf-8")
    (folder / "乙.ndjson.gz").write_bytes(gzip.compress(lines[1].encode()))
    pq.write_table(table["丙"], folder / "丙.parquet")
    for name, separator, suffix, pack in (
        ("丁", "\t", "tsv", bytes), ("戊", "|", "txt", bytes), ("己", ";", "csv.xz", lzma.compress)
    ):  # fmt: skip
        text = "\n".join(separator.join(cells) for cells in [names, *rows[name]])
        (folder / f"{name}.{suffix}").write_bytes(pack(text.encode()))
    items = job(ledger, qingdao, folder).items
    assert {i.file[len(str(folder)) + 1 :]: (i.kind, i.accepted) for i in items} == dict.fromkeys(
        sorted(path.name for path in folder.iterdir()), ("registrations", 2)
    )
