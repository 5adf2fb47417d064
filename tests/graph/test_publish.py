"""Publishing: one pointer, the last two stay, nothing is done twice, differences are found."""

from __future__ import annotations

import datetime as dt
import json
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from graph import made_beside
from graph.errors import LedgerError, StoreError
from graph.ledger import Ledger
from graph.made_beside import MadeBeside
from graph.projection import update
from graph.publish import differences, publish
from graph.snapshot import FORMAT, MANIFEST, current_folder, read_manifest
from graph.stores import EmbeddedStore
from graph.workspace import Workspace
from ingest.build import projection_inputs
from ingest.jobs import IngestOptions, ingest
from schema.ontology import ontology
from schema.pack_model import Packs
from tests.registers import write_register

NOW = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)


@pytest.fixture
def filled(ledger: Ledger, qingdao: Packs, tmp_path: Path) -> Ledger:
    path = write_register(tmp_path / "in" / "a.csv", [1, 2])
    ingest(ledger, qingdao, [path], IngestOptions(build=False, workers=1))
    return ledger


def release(ledger: Ledger, packs: Packs, **options: object) -> dict[str, object]:
    with ledger.writing(), projection_inputs(ledger, packs) as inputs:
        return publish(ledger.graph, inputs, now=NOW, **options)  # type: ignore[arg-type]


def test_the_same_inputs_publish_nothing_new(filled: Ledger, qingdao: Packs) -> None:
    first = release(filled, qingdao)
    assert release(filled, qingdao)["version"] == first["version"] == 1
    anew = release(filled, qingdao, anew=True)
    assert (anew["version"], anew["hash"]) == (2, first["hash"])


def test_the_last_two_stay_and_readers_of_the_old_one_go_on(filled: Ledger, qingdao: Packs) -> None:
    release(filled, qingdao)
    first = current_folder(filled.graph)
    assert first is not None
    reader = EmbeddedStore(first)
    count = "MATCH (c:Company) RETURN count(*) AS n"
    assert reader.query(count) == [{"n": 2}]
    release(filled, qingdao, anew=True)
    assert reader.query(count) == [{"n": 2}]
    release(filled, qingdao, anew=True)
    reader.close()
    assert sorted(p.name for p in filled.graph.iterdir()) == ["000002", "000003", "current"]
    assert read_manifest(current_folder(filled.graph) or first)["version"] == 3


@pytest.mark.parametrize(("limit", "left"), [(made_beside.LARGEST_BESIDE, 0), (0, 2)])
def test_a_store_is_loaded_beside_the_tables_where_memory_holds_both(
    filled: Ledger, qingdao: Packs, monkeypatch: pytest.MonkeyPatch, limit: int, left: int
) -> None:
    """What is left when all tables are there: nothing, or its nodes and its edges."""
    monkeypatch.setattr(made_beside, "LARGEST_BESIDE", limit)
    waiting = []
    finish = MadeBeside.finish

    def watched(made: MadeBeside) -> None:
        waiting.append(len(made._loads))
        finish(made)

    monkeypatch.setattr(MadeBeside, "finish", watched)
    made = release(filled, qingdao)
    assert waiting == [left]
    folder = current_folder(filled.graph)
    assert folder is not None
    with closing(EmbeddedStore(folder)) as store:
        assert store.counts() == (made["nodes"], made["edges"])


def test_threads_play_no_part(filled: Ledger, qingdao: Packs) -> None:
    hashes = {release(filled, qingdao, anew=True, threads=n)["hash"] for n in (1, 2, 3)}
    assert len(hashes) == 1


def test_a_changed_file_of_the_graph_is_found_and_made_again(filled: Ledger, qingdao: Packs) -> None:
    before = release(filled, qingdao)
    folder = current_folder(filled.graph)
    assert folder is not None
    assert differences(filled.graph) == []
    (folder / "tables" / "edge.parquet").write_bytes(b"x")
    (folder / "search.db").unlink()
    (folder / "foreign").write_text("x", encoding="utf-8")
    found = dict(differences(filled.graph))
    assert set(found) == {f"graph/000001/{name}" for name in ("tables/edge.parquet", "search.db", "foreign")}
    assert release(filled, qingdao, anew=True)["hash"] == before["hash"]


def test_facts_of_an_earlier_ontology_are_named_with_what_to_do(
    filled: Ledger, qingdao: Packs, monkeypatch: pytest.MonkeyPatch
) -> None:
    release(filled, qingdao)
    now = ontology()
    located = replace(now.relationships["LOCATED_IN"], ends=(("Park", "Zone"),))
    then = replace(now, relationships={**now.relationships, "LOCATED_IN": located})
    for module in ("graph.projection.inputs", "graph.stores.contents"):
        monkeypatch.setattr(f"{module}.ontology", lambda: then)
    # The graph is of the ontology too: with another, "nothing new" would leave a store without its tables.
    with pytest.raises(StoreError, match=r"LOCATED_IN from Company to Zone.*ingest --refresh"):
        release(filled, qingdao)


def test_a_pointer_to_nothing_is_said(filled: Ledger, qingdao: Packs) -> None:
    release(filled, qingdao)
    (filled.graph / "current").write_text("000009\n", encoding="utf-8")
    with pytest.raises(LedgerError, match="build --anew"):
        current_folder(filled.graph)
    assert ("graph/current", "names a projection that is missing; run build --anew") in differences(filled.graph)
    assert release(filled, qingdao, anew=True)["version"] == 2


def test_a_projection_of_another_format_is_built_again_and_never_read(filled: Ledger, qingdao: Packs) -> None:
    first = release(filled, qingdao)
    folder = current_folder(filled.graph)
    assert folder is not None
    manifest = read_manifest(folder) | {"format": FORMAT - 1}
    (folder / MANIFEST).write_text(json.dumps(manifest), encoding="utf-8")
    with pytest.raises(LedgerError, match="run `scenariograph build`"):
        Workspace.open(filled.home)
    again = release(filled, qingdao)
    assert (again["version"], again["hash"]) == (2, first["hash"])
    Workspace.open(filled.home).close()


@pytest.mark.parametrize("damaged", ["graph.lbug", "search.db", "digests.json"])
def test_an_update_never_starts_from_a_damaged_projection(
    filled: Ledger, qingdao: Packs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, damaged: str
) -> None:
    monkeypatch.setattr(update, "FEWEST_ROWS", 0)
    monkeypatch.setattr(update, "LARGEST_SHARE", 0)
    release(filled, qingdao)
    numbers = iter(range(3, 9))

    def next_update() -> object:
        number = next(numbers)
        path = write_register(tmp_path / "in" / f"{number}.csv", [number])
        ingest(filled, qingdao, [path], IngestOptions(build=False, workers=1))
        return release(filled, qingdao)["updates"]

    assert next_update() == 1
    (current_folder(filled.graph) or tmp_path).joinpath(damaged).write_bytes(b"damaged")
    assert next_update() == 0
    assert next_update() == 1
