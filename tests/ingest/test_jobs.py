"""Jobs: keys, states, bad input with its reason, coverage, refresh, a full disk, a second writer."""

from __future__ import annotations

import datetime as dt
import errno
import gzip
import multiprocessing
from pathlib import Path

import pytest

from graph.errors import WorkspaceBusy
from graph.ledger import Ledger, durable, verify
from graph.snapshot import current_folder, read_manifest
from ingest import row_work
from ingest.build import stale_sources
from ingest.errors import IngestError, Refused, WrongUse
from ingest.jobs import IngestOptions, IngestResult, Item, find_files, ingest
from ingest.refresh import refresh_all
from ingest.registrations import pool
from schema.pack_model import Packs
from tests.registers import HEADER, register, row, write_register

NO_BUILD = IngestOptions(build=False, workers=1)


def take(ledger: Ledger, packs: Packs, *paths: Path, **options: object) -> IngestResult:
    return ingest(ledger, packs, paths, IngestOptions(**{"build": False, "workers": 1, **options}))  # type: ignore[arg-type]


def one(ledger: Ledger, packs: Packs, path: Path, content: str | bytes, **options: object) -> Item:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return take(ledger, packs, path, **options).items[0]


def test_keys_are_paths_below_the_folder(tmp_path: Path) -> None:
    for name in ("a/b/one.csv", "a/two.txt", "a/.hidden/three.txt", "a/~$two.docx", "a/Thumbs.db", "a/picture.gif"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x", encoding="utf-8")
    assert [key for _, key in find_files([tmp_path / "a"])] == ["b/one.csv", "picture.gif", "two.txt"]
    assert [key for _, key in find_files([tmp_path / "a" / "b" / "one.csv"])] == ["one.csv"]
    with pytest.raises(Refused, match="no file in this folder"):
        find_files([_empty(tmp_path)])
    with pytest.raises(WrongUse, match="no such file"):
        find_files([tmp_path / "nowhere"])


def test_a_folder_tells_what_it_could_not_read(ledger: Ledger, qingdao: Packs, tmp_path: Path) -> None:
    given = tmp_path / "in"
    given.mkdir()
    (given / "企业.csv").write_text(register([row(1)]), encoding="utf-8")
    (given / "图.gif").write_bytes(b"GIF89a")
    # A document under a name without an ending is read as one: here the head of a PDF and nothing more.
    (given / "通知").write_bytes(b"%PDF-1.7\n")
    result = take(ledger, qingdao, given)
    assert {item.source: (item.state, *item.reasons) for item in result.items} == {
        "企业.csv": ("new",), "图.gif": ("refused", "unknown_type"), "通知": ("refused", "damaged"),
    }  # fmt: skip
    # What is of no readable type is not kept; what may be read after a repair is.
    assert not [kept for kept in ledger.originals.iterdir() if kept.read_bytes() == b"GIF89a"]


def _empty(folder: Path) -> Path:
    (folder / "empty").mkdir()
    return folder / "empty"


def test_the_same_again_is_unchanged_and_an_edit_is_a_version(ledger: Ledger, qingdao: Packs, tmp_path: Path) -> None:
    path = tmp_path / "in" / "one.csv"
    first = one(ledger, qingdao, path, register([row(1), row(2)]))
    again = one(ledger, qingdao, path, register([row(1), row(2)]))
    edited = one(ledger, qingdao, path, register([row(1)]))
    assert [item.state for item in (first, again, edited)] == ["new", "unchanged", "changed"]
    assert (again.read, again.accepted) == (2, 2)
    assert again.version == first.version != edited.version
    assert len(ledger.source("one.csv").versions) == 2


def test_what_was_said_stays_until_something_else_is_said(ledger: Ledger, qingdao: Packs, tmp_path: Path) -> None:
    path = write_register(tmp_path / "in" / "one.csv", [1])
    take(ledger, qingdao, path, publisher="示例局")
    assert take(ledger, qingdao, path).items[0].state == "unchanged"
    assert take(ledger, qingdao, path, publisher="另一局").items[0].state == "changed"
    assert ledger.source("one.csv").latest.options["publisher"] == "另一局"


def test_coverage_is_declared_for_unchanged_bytes_too(ledger: Ledger, qingdao: Packs, tmp_path: Path) -> None:
    path = write_register(tmp_path / "in" / "one.csv", [1])
    take(ledger, qingdao, path)
    assert ledger.source("one.csv").coverage == ()
    item = take(ledger, qingdao, path, covers=("青岛市",), complete=True, as_of=None).items[0]
    assert item.state == "unchanged"
    assert [(c.zone, c.complete) for c in ledger.source("one.csv").coverage] == [(qingdao.home, True)]
    with pytest.raises(WrongUse, match="市南区"):
        take(ledger, qingdao, path, covers=("不存在的区",))


BAD = {
    "empty.csv": (b"", "empty"),
    "empty.txt": (b"", "empty"),
    "binary.csv": (bytes(range(256)) * 20, "binary"),
    "nameless.csv": ("序号,注册资本\n1,2\n".encode(), "no_name_column"),
    "drawing.dwg": (b"AC1032", "unknown_type"),
    "damaged.csv.gz": (gzip.compress(b"x" * 1000)[:-12], "damaged"),
    "damaged.xlsx": (b"PK\x03\x04" + b"\0" * 100, "damaged"),
}


@pytest.mark.parametrize("name", sorted(BAD))
def test_a_bad_file_is_refused_with_its_name_and_the_good_one_goes_in(
    name: str, ledger: Ledger, qingdao: Packs, tmp_path: Path
) -> None:
    content, code = BAD[name]
    bad = tmp_path / "in" / name
    bad.parent.mkdir()
    bad.write_bytes(content)
    result = take(ledger, qingdao, bad, write_register(tmp_path / "in" / "good.csv", [1]))
    assert [item.state for item in result.items] == ["refused", "new"]
    assert name in result.items[0].message
    assert code in result.items[0].reasons
    assert [s.key for s in ledger.sources()] == ["good.csv"]
    assert [f for f in verify(ledger) if f.level == "problem"] == []


def test_encodings_and_marks_are_seen_through(ledger: Ledger, qingdao: Packs, tmp_path: Path) -> None:
    text = register([row(1)])
    for number, content in enumerate((text.encode("gb18030"), b"\xef\xbb\xbf" + text.encode())):
        item = one(ledger, qingdao, tmp_path / "in" / f"{number}.csv", content)
        assert (item.state, item.accepted) == ("new", 1)


def test_dirty_rows_are_accepted_or_set_aside_and_the_sums_agree(
    ledger: Ledger, qingdao: Packs, tmp_path: Path
) -> None:
    good = row(1)
    wrong = row(2).replace(",9137", ",9237", 1)
    no_capital = row(3, capital="N/A")
    no_day = row(4).replace("2020-01-02", "2023-02-30")
    lines = [HEADER, good, wrong, no_capital, no_day, HEADER, '"示例未闭合,x', row(5)]
    item = one(ledger, qingdao, tmp_path / "in" / "dirty.csv", "\n".join(lines) + "\n")
    assert item.read == item.accepted + item.set_aside
    assert item.accepted == 4
    assert item.reasons["code_check"] == 1
    assert item.reasons["date_invalid"] == 1
    assert item.reasons["repeated_header"] == 1
    assert item.reasons["unclosed_quote"] == 1


def test_a_file_that_changes_while_it_is_read_is_not_taken(
    ledger: Ledger, qingdao: Packs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write_register(tmp_path / "in" / "one.csv", [1])

    def grow(point: str) -> None:
        if point == "original written":
            with path.open("a", encoding="utf-8") as more:
                more.write(row(2) + "\n")

    monkeypatch.setattr(durable, "reached", grow)
    item = take(ledger, qingdao, path).items[0]
    assert item.state == "refused"
    assert "changed while it was read" in item.message
    assert ledger.sources() == []
    assert list(ledger.originals.iterdir()) == []


def test_a_full_disk_says_so_and_loses_nothing(
    ledger: Ledger, qingdao: Packs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = write_register(tmp_path / "in" / "a.csv", [1])
    second = write_register(tmp_path / "in" / "b.csv", [2])
    third = write_register(tmp_path / "in" / "c.csv", [3])
    take(ledger, qingdao, first)

    def full(point: str) -> None:
        if point == "original fsynced":
            raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(durable, "reached", full)
        with pytest.raises(IngestError, match="no space left"):
            take(ledger, qingdao, second, third)
    assert [s.key for s in ledger.sources()] == ["a.csv"]
    assert [f for f in verify(ledger) if f.level == "problem"] == []
    take(ledger, qingdao, second, third)
    assert [s.key for s in ledger.sources()] == ["a.csv", "b.csv", "c.csv"]


def test_a_second_process_is_told_that_somebody_writes(ledger: Ledger, qingdao: Packs, tmp_path: Path) -> None:
    path = write_register(tmp_path / "in" / "a.csv", [1])
    with Ledger.open(ledger.home) as other, other.writing(), pytest.raises(WorkspaceBusy, match="another process"):
        take(ledger, qingdao, path)
    assert ledger.sources() == []


def test_a_dry_run_touches_nothing_that_counts(ledger: Ledger, qingdao: Packs, tmp_path: Path) -> None:
    item = take(ledger, qingdao, write_register(tmp_path / "in" / "a.csv", [1, 2]), dry_run=True).items[0]
    assert (item.state, item.accepted, item.facts["Company"]) == ("new", 2, 2)
    assert ledger.sources() == []
    assert list(ledger.facts.iterdir()) == list(ledger.originals.iterdir()) == []


def test_a_snapshot_needs_its_day(ledger: Ledger, qingdao: Packs, tmp_path: Path) -> None:
    path = write_register(tmp_path / "in" / "a.csv", [1])
    with pytest.raises(WrongUse, match="--as-of"):
        take(ledger, qingdao, path, update="snapshot")
    take(ledger, qingdao, path, update="snapshot", as_of=dt.date(2026, 1, 1))
    assert ledger.source("a.csv").update_kind == "snapshot"


def test_a_stale_recipe_shows_and_refresh_makes_the_facts_again(
    ledger: Ledger, qingdao: Packs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    take(ledger, qingdao, write_register(tmp_path / "in" / "a.csv", [1]))
    assert stale_sources(ledger, qingdao) == []
    before = ledger.source("a.csv").latest
    monkeypatch.setitem(__import__("ingest.recipes", fromlist=["RULES"]).RULES, "registrations", "registrations/99")
    assert stale_sources(ledger, qingdao) == ["a.csv"]
    refresh_all(ledger, qingdao, ["a.csv"], workers=1)
    after = ledger.source("a.csv").latest
    assert stale_sources(ledger, qingdao) == []
    assert (after.number, after.sha256) == (before.number, before.sha256)
    assert after.bundle != before.bundle


def test_a_damaged_bundle_is_made_again(ledger: Ledger, qingdao: Packs, tmp_path: Path) -> None:
    take(ledger, qingdao, write_register(tmp_path / "in" / "a.csv", [1]))
    bundle = ledger.facts / ledger.source("a.csv").latest.bundle
    (bundle / "edges.parquet").write_bytes(b"broken")
    assert [f.path for f in verify(ledger) if f.level == "problem"] == [f"facts/{bundle.name}/edges.parquet"]
    refresh_all(ledger, qingdao, ["a.csv"], workers=1)
    assert [f for f in verify(ledger) if f.level == "problem"] == []


def test_files_before_an_interruption_stay_and_the_graph_is_the_last_one(
    ledger: Ledger, qingdao: Packs, tmp_path: Path
) -> None:
    first = write_register(tmp_path / "in" / "a.csv", [1])
    second = write_register(tmp_path / "in" / "b.csv", [2])
    ingest(ledger, qingdao, [first], IngestOptions(workers=1))
    published = current_folder(ledger.graph)

    def interrupt(item: Item) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        ingest(ledger, qingdao, [second], IngestOptions(workers=1), on_item=interrupt)
    assert [s.key for s in ledger.sources()] == ["a.csv", "b.csv"]
    assert current_folder(ledger.graph) == published
    again = ingest(ledger, qingdao, [second], IngestOptions(workers=1))
    assert again.projection is not None
    assert read_manifest(current_folder(ledger.graph) or tmp_path)["nodes"]["Company"] == 2


def test_data_that_its_publisher_calls_invented_stays_out_of_the_graph(
    ledger: Ledger, qingdao: Packs, tmp_path: Path
) -> None:
    """It is kept with its facts, and comes in when its publisher is named otherwise."""
    page = tmp_path / "page.md"
    page.write_text("# 示例云谷产业园开园\n\n本报讯 青岛示例云谷产业园位于市南区，今天开园。\n", encoding="utf-8")
    result = take(ledger, qingdao, page, publisher="演示数据", build=True)
    assert result.items[0].facts["Park"] == 1
    assert any("演示数据" in note for note in result.items[0].notes)
    assert result.projection is not None
    assert result.projection["nodes"].get("Document", 0) == 0
    again = take(ledger, qingdao, page, publisher="示例晚报", build=True)
    assert again.projection is not None
    assert again.projection["nodes"]["Document"] == 1


def test_a_register_decides_where_a_name_in_running_text_begins(ledger: Ledger, qingdao: Packs, tmp_path: Path) -> None:
    """材料商岚汐科技有限公司 is 岚汐科技有限公司 once a register holds that name, and by itself again without it."""
    page = tmp_path / "page.txt"
    page.write_text("昨天，项目由材料商岚汐科技有限公司供货，青岛示例船务有限公司也到场。\n", encoding="utf-8")
    names = tmp_path / "names.csv"
    names.write_text(
        register([row(1, name="岚汐科技有限公司"), row(2, name="示例船务有限公司"), row(3)]), encoding="utf-8"
    )
    before = take(ledger, qingdao, page, build=True)
    assert before.projection is not None
    assert before.projection["nodes"]["Company"] == 2
    after = take(ledger, qingdao, names, build=True)
    assert after.projection is not None
    # 青岛示例船务 is another firm than 示例船务: a place in front belongs to the name.
    assert after.projection["nodes"]["Company"] == 4
    with ledger.writing():
        ledger.retract("names.csv")
    again = take(ledger, qingdao, page, build=True)
    assert again.projection is not None
    assert again.projection["nodes"]["Company"] == 2


def test_workers_for_a_large_table_start_before_it_is_read_and_end_with_it(
    ledger: Ledger, qingdao: Packs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started = []

    def begin(self: pool.RowWorkers, *given: object) -> None:
        # The file is not kept yet, so nothing of it was read.
        assert not list(ledger.originals.iterdir())
        begun(self, *given)  # type: ignore[arg-type]
        started.append(self)

    begun = pool.RowWorkers.__init__
    monkeypatch.setattr(row_work, "LARGE_TABLE", 400)
    monkeypatch.setattr(pool.RowWorkers, "__init__", begin)
    bad = one(ledger, qingdao, tmp_path / "in" / "bad.csv", "甲,乙\n" + "一,二\n" * 200, workers=2)
    text = register([row(number) for number in range(40)])
    for kept in ledger.originals.iterdir():
        kept.unlink()
    new = one(ledger, qingdao, tmp_path / "in" / "new.csv", text, workers=2)
    again = one(ledger, qingdao, tmp_path / "in" / "new.csv", text, workers=2)
    small = one(ledger, qingdao, tmp_path / "in" / "small.csv", register([row(41)]), workers=2)
    assert [(item.state, item.accepted) for item in (bad, new, again, small)] == [
        ("refused", 0), ("new", 40), ("unchanged", 40), ("new", 1),
    ]  # fmt: skip
    assert [workers._file_name for workers in started] == ["bad.csv", "new.csv"]
    assert not multiprocessing.active_children()
