"""The ledger: versions, keys, commit point, decisions, verify, migrations."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from graph.errors import LedgerError, SourceConflict, UnknownSource, WorkspaceBusy, WorkspaceNewer
from graph.facts import Facts
from graph.ledger import Ledger, NewVersion, bundle_name, verify, write_bundle
from graph.ledger.bundles import FEW_ROWS
from graph.ledger.catalog import migrations


def put(ledger: Ledger, path: Path, key: str, *, replace: bool = False, named: bool = False) -> int:
    """Commit a file's bytes as the next version of `key`; returns the version's number."""
    sha256, size = ledger.store(path)
    origin = ledger.origin_of(path)
    ledger.check_key(key, sha256, origin, named=named, replace=replace)
    facts = Facts()
    facts.node("Zone", f"name:Zone:{sha256[:6]}", path.read_text(), locator="r=1", rule="test")
    name = bundle_name(sha256, {"source_key": key}, {"rules": "test/1"})
    write_bundle(ledger.facts, name, facts.tables())
    new = NewVersion(
        key, "document", "replace", sha256, size, origin, {"source_key": key}, {"rules": "test/1"}, name, "news"
    )
    return ledger.commit(new).number


def file(folder: Path, name: str, text: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_small_tables_are_written_without_dictionaries_large_ones_with(tmp_path: Path) -> None:
    for count, dictionary in ((3, False), (FEW_ROWS + 1, True)):
        facts = Facts()
        for number in range(count):
            facts.row("evidence", locator=f"r={number}", segments=["0-1"], sentence="甲", place="body")
        bundle = write_bundle(tmp_path, f"{count:032x}", facts.tables())
        column = pq.read_metadata(bundle.path("evidence")).row_group(0).column(2)
        assert column.has_dictionary_page is dictionary
        assert bundle.read("evidence") == facts.tables()["evidence"]


def test_a_b_a_is_version_three_and_shares_the_first_bundle(ledger: Ledger, tmp_path: Path) -> None:
    path = file(tmp_path / "in", "a.txt", "A")
    with ledger.writing():
        put(ledger, path, "a.txt")
        path.write_text("B", encoding="utf-8")
        put(ledger, path, "a.txt")
        path.write_text("A", encoding="utf-8")
        put(ledger, path, "a.txt")
    versions = ledger.source("a.txt").versions
    assert [v.seq for v in versions] == [1, 2, 3]
    assert versions[0].bundle == versions[2].bundle != versions[1].bundle


def test_new_bytes_from_elsewhere_are_refused_with_both_places(ledger: Ledger, tmp_path: Path) -> None:
    first = file(tmp_path / "one", "a.txt", "A")
    second = file(tmp_path / "two", "a.txt", "B")
    with ledger.writing():
        put(ledger, first, "a.txt")
        with pytest.raises(SourceConflict) as refused:
            put(ledger, second, "a.txt")
        assert str(first) in str(refused.value)
        assert str(second) in str(refused.value)
        put(ledger, second, "a.txt", replace=True)
    assert len(ledger.source("a.txt").versions) == 2


def test_the_same_bytes_under_a_second_key_name_the_first(ledger: Ledger, tmp_path: Path) -> None:
    with ledger.writing():
        put(ledger, file(tmp_path / "in", "a.txt", "A"), "a.txt")
        with pytest.raises(SourceConflict, match=r"a\.txt"):
            put(ledger, file(tmp_path / "in", "b.txt", "A"), "b.txt")
        put(ledger, tmp_path / "in" / "b.txt", "b.txt", named=True)
    assert [s.key for s in ledger.sources()] == ["a.txt", "b.txt"]


def test_a_retracted_source_is_not_taken_in_again_by_accident(ledger: Ledger, tmp_path: Path) -> None:
    path = file(tmp_path / "in", "a.txt", "A")
    with ledger.writing():
        put(ledger, path, "a.txt")
        assert ledger.retract("a.txt").state == "retracted"
        with pytest.raises(SourceConflict, match="restore"):
            put(ledger, path, "a.txt")
        assert ledger.restore("a.txt").state == "current"
        with pytest.raises(UnknownSource):
            ledger.retract("nobody.txt")


def test_what_is_not_committed_has_not_happened(ledger: Ledger, tmp_path: Path) -> None:
    with ledger.writing():
        sha256, _ = ledger.store(file(tmp_path / "in", "a.txt", "A"))
        write_bundle(ledger.facts, "0" * 32, Facts().tables())
    assert ledger.sources() == []
    assert [f.level for f in verify(ledger)] == ["note", "note"]
    assert (ledger.originals / sha256).exists()


def test_writing_needs_the_lock_and_a_second_writer_is_told(ledger: Ledger, tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="writing"):
        ledger.store(file(tmp_path / "in", "a.txt", "A"))
    with (
        Ledger.open(ledger.home) as other,
        ledger.writing(),
        pytest.raises(WorkspaceBusy, match="another process"),
        other.writing(),
    ):
        pass
    with Ledger.open(ledger.home) as other, other.writing():
        pass


def test_decisions_are_append_only_and_can_be_undone(ledger: Ledger) -> None:
    with ledger.writing():
        first = ledger.decide("same", "a", "b", who="某人")
        second = ledger.decide("reject", "x", who="某人")
        ledger.undo(first.number, who="某人")
    assert [d.number for d in ledger.decisions()] == [second.number]
    assert len(ledger.decisions(standing=False)) == 3
    with sqlite3.connect(ledger.home / "catalog.db") as catalog:
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            catalog.execute("DELETE FROM decision")
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            catalog.execute("UPDATE decision SET who = 'x'")
    catalog.close()


def test_a_newer_workspace_is_refused_unchanged(ledger: Ledger) -> None:
    path = ledger.home / "catalog.db"
    with sqlite3.connect(path) as catalog:
        catalog.execute(f"PRAGMA user_version = {len(migrations()) + 1}")
    catalog.close()
    with pytest.raises(WorkspaceNewer, match="newer program"):
        Ledger.open(ledger.home)


def test_a_catalog_of_the_first_release_opens(tmp_path: Path) -> None:
    home = tmp_path / "old"
    home.mkdir()
    with sqlite3.connect(home / "catalog.db") as catalog:
        catalog.executescript(migrations()[0] + "PRAGMA user_version = 1;")
        catalog.execute("INSERT INTO meta VALUES ('city', 'qingdao')")
        catalog.execute("INSERT INTO source VALUES ('a.txt', 'document', 'replace', 'retracted')")
    catalog.close()
    with Ledger.open(home) as opened:
        assert opened.city == "qingdao"
        assert opened.find("a.txt") is not None


def test_another_city_is_refused(ledger: Ledger) -> None:
    with pytest.raises(LedgerError, match="one home city"):
        Ledger.open(ledger.home, city="elsewhere")


def test_verify_finds_a_flipped_byte_a_missing_and_a_foreign_file(ledger: Ledger, tmp_path: Path) -> None:
    with ledger.writing():
        put(ledger, file(tmp_path / "in", "a.txt", "A"), "a.txt")
        put(ledger, file(tmp_path / "in", "b.txt", "B"), "b.txt")
    assert verify(ledger) == []
    first, second = (ledger.source(key).latest for key in ("a.txt", "b.txt"))
    table = ledger.facts / first.bundle / "nodes_Zone.parquet"
    content = bytearray(table.read_bytes())
    content[len(content) // 2] ^= 1
    table.write_bytes(bytes(content))
    (ledger.originals / second.sha256).unlink()
    (ledger.home / "notes.docx").write_text("x", encoding="utf-8")
    (ledger.facts / second.bundle / "more.parquet").write_text("x", encoding="utf-8")
    found = {f.path: f.text for f in verify(ledger) if f.level == "problem"}
    assert set(found) == {
        "notes.docx",
        f"originals/{second.sha256}",
        f"facts/{first.bundle}/nodes_Zone.parquet",
        f"facts/{second.bundle}/more.parquet",
    }
    assert "bytes differ" in found[f"facts/{first.bundle}/nodes_Zone.parquet"]
    assert "missing" in found[f"originals/{second.sha256}"]
