"""Off by default, kept answers, refresh without an endpoint, the command line, the review queue."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from graph.ledger import Ledger, bundle_name, verify
from graph.snapshot import current_folder
from ingest import recipes
from ingest.build import stale_sources
from ingest.errors import WrongUse
from ingest.jobs import IngestOptions, Item, ingest
from ingest.llm import CACHE_FOLDER, Cache, Kept, Usage
from ingest.refresh import refresh_all
from schema.pack_model import Packs
from tests.api.workspaces import scenariograph
from tests.ingest.llm.document import PIER, TECHNOLOGY, TEXT, answer, mention
from tests.ingest.llm.endpoint import Endpoint, Turn, words

GOOD = answer(mention(1, TECHNOLOGY, "Technology"), mention(2, PIER, "Park"))
Settings = Callable[..., None]


@pytest.fixture
def settings(endpoint: Endpoint, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """Sets the endpoint in the environment, or takes it away."""

    def put(url: str | None = endpoint.url, model: str = "test-model") -> None:
        monkeypatch.setenv("SCENARIOGRAPH_LLM_MODEL", model)
        monkeypatch.setenv("SCENARIOGRAPH_LLM_KEY", "sk-secret-1")
        if url is None:
            monkeypatch.delenv("SCENARIOGRAPH_LLM_URL", raising=False)
        else:
            monkeypatch.setenv("SCENARIOGRAPH_LLM_URL", url)

    endpoint.turns = [words(GOOD)]
    put()
    return put


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    path = tmp_path / "in" / "paper.txt"
    path.parent.mkdir()
    path.write_text(TEXT, encoding="utf-8")
    return path


def take(ledger: Ledger, packs: Packs, path: Path, **options: Any) -> Item:
    return ingest(ledger, packs, [path], IngestOptions(**{"build": False, "workers": 1, **options})).items[0]


def rules_of(ledger: Ledger, key: str = "paper.txt") -> set[str]:
    """Rule ids of all facts of a source's current bundle."""
    folder = ledger.facts / ledger.source(key).latest.bundle
    tables = [pq.read_table(path) for path in folder.glob("*.parquet")]
    return {rule for table in tables if "rule" in table.column_names for rule in table.column("rule").to_pylist()}


def consistent(ledger: Ledger) -> bool:
    """Whether the current bundle is the function of bytes, options and recipe that its name says."""
    latest = ledger.source("paper.txt").latest
    problems = [finding for finding in verify(ledger) if finding.level == "problem"]
    return latest.bundle == bundle_name(latest.sha256, latest.options, latest.recipe) and problems == []


# -- off by default -------------------------------------------------------------------


def test_off_by_default_nothing_is_asked(
    ledger: Ledger, qingdao: Packs, paper: Path, endpoint: Endpoint, settings: Settings
) -> None:
    item = take(ledger, qingdao, paper)
    assert item.state == "new"
    assert endpoint.requests == []
    assert "llm" not in ledger.source("paper.txt").latest.options
    assert not (ledger.home / CACHE_FOLDER).exists()


def test_without_settings_the_job_says_what_is_missing_and_does_nothing(
    ledger: Ledger, qingdao: Packs, paper: Path, settings: Settings
) -> None:
    settings(None)
    with pytest.raises(WrongUse, match="SCENARIOGRAPH_LLM_URL"):
        take(ledger, qingdao, paper, llm=True)
    assert ledger.sources() == []


# -- kept answers and identity ----------------------------------------------------------


def test_the_same_again_is_unchanged_and_asks_nothing(
    ledger: Ledger, qingdao: Packs, paper: Path, endpoint: Endpoint, settings: Settings
) -> None:
    first = take(ledger, qingdao, paper, llm=True)
    options = ledger.source("paper.txt").latest.options["llm"]
    assert first.state == "new"
    assert (options["model"], options["missing"]) == ("test-model", 0)
    assert "llm:test-model" in rules_of(ledger)
    states = [take(ledger, qingdao, paper, llm=llm).state for llm in (True, None)]
    assert states == ["unchanged", "unchanged"]
    assert len(endpoint.requests) == 1
    assert consistent(ledger)


def test_another_workspace_with_the_same_answers_has_the_same_bundle(
    ledger: Ledger, qingdao: Packs, paper: Path, endpoint: Endpoint, settings: Settings, tmp_path: Path
) -> None:
    take(ledger, qingdao, paper, llm=True)
    settings(endpoint.url.replace("127.0.0.1", "localhost"))
    with Ledger.open(tmp_path / "second") as other:
        take(other, qingdao, paper, llm=True)
        assert other.source("paper.txt").latest.bundle == ledger.source("paper.txt").latest.bundle
    endpoint.turns = [words(answer())]
    with Ledger.open(tmp_path / "third") as third:
        take(third, qingdao, paper, llm=True)
        assert third.source("paper.txt").latest.bundle != ledger.source("paper.txt").latest.bundle


def test_refresh_needs_no_endpoint_where_the_answers_are_kept(
    ledger: Ledger, qingdao: Packs, paper: Path, endpoint: Endpoint, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    take(ledger, qingdao, paper, llm=True)
    before = ledger.source("paper.txt").latest
    settings(None)
    monkeypatch.setitem(recipes.RULES, "document", "documents/next")
    assert stale_sources(ledger, qingdao) == ["paper.txt"]
    [item] = refresh_all(ledger, qingdao, ["paper.txt"], 1)
    after = ledger.source("paper.txt").latest
    assert (item.state, item.version, after.options) == ("changed", before.number, before.options)
    assert after.bundle != before.bundle
    assert "llm:test-model" in rules_of(ledger)
    assert stale_sources(ledger, qingdao) == []
    assert take(ledger, qingdao, paper, refresh=True).state == "unchanged"
    assert len(endpoint.requests) == 1
    assert consistent(ledger)


def test_refresh_without_kept_answers_keeps_the_facts_and_says_what_to_do(
    ledger: Ledger, qingdao: Packs, paper: Path, endpoint: Endpoint, settings: Settings
) -> None:
    take(ledger, qingdao, paper, llm=True)
    before = ledger.source("paper.txt").latest
    shutil.rmtree(ledger.home / CACHE_FOLDER)
    [item] = refresh_all(ledger, qingdao, ["paper.txt"], 1)
    assert item.state == "refused"
    assert "llm-cache/" in item.message
    assert "--refresh --llm" in item.message
    assert take(ledger, qingdao, paper, refresh=True).reasons == {"llm_answers": 1}
    assert ledger.source("paper.txt").latest == before
    assert len(endpoint.requests) == 1, "a refresh asks only where --llm is said"
    [item] = refresh_all(ledger, qingdao, ["paper.txt"], 1, True)
    assert (item.state, len(endpoint.requests)) == ("changed", 2)
    assert consistent(ledger)
    [item] = refresh_all(ledger, qingdao, ["paper.txt"], 1, False)
    assert rules_of(ledger) & {"llm:test-model"} == set()
    assert "llm" not in ledger.source("paper.txt").latest.options
    assert consistent(ledger)


def test_a_damaged_answer_counts_as_none_and_a_damaged_bundle_is_made_again(
    ledger: Ledger, qingdao: Packs, paper: Path, settings: Settings
) -> None:
    take(ledger, qingdao, paper, llm=True)
    latest = ledger.source("paper.txt").latest
    (ledger.facts / latest.bundle / "text.parquet").write_bytes(b"damaged")
    assert not consistent(ledger)
    assert take(ledger, qingdao, paper, refresh=True).state == "unchanged"
    assert consistent(ledger)
    [kept] = (ledger.home / CACHE_FOLDER).glob("*.json")
    kept.write_text(kept.read_text("utf-8").replace(PIER, "别的"), encoding="utf-8")
    assert take(ledger, qingdao, paper, refresh=True).reasons == {"llm_answers": 1}


def test_no_llm_takes_its_facts_out(
    ledger: Ledger, qingdao: Packs, paper: Path, endpoint: Endpoint, settings: Settings
) -> None:
    alone = take(ledger, qingdao, paper)
    bundle = ledger.source("paper.txt").latest.bundle
    assert take(ledger, qingdao, paper, llm=True).state == "changed"
    out = take(ledger, qingdao, paper, llm=False)
    assert (out.state, out.facts) == ("changed", alone.facts)
    assert ledger.source("paper.txt").latest.bundle == bundle


def test_another_model_is_asked_anew(
    ledger: Ledger, qingdao: Packs, paper: Path, endpoint: Endpoint, settings: Settings
) -> None:
    take(ledger, qingdao, paper, llm=True)
    settings(model="larger-model")
    assert take(ledger, qingdao, paper).state == "unchanged"
    assert take(ledger, qingdao, paper, llm=True).state == "changed"
    assert "llm:larger-model" in rules_of(ledger)
    assert len(endpoint.requests) == 2


def test_a_dry_run_writes_nothing(ledger: Ledger, qingdao: Packs, paper: Path, settings: Settings) -> None:
    item = take(ledger, qingdao, paper, llm=True, dry_run=True)
    assert any("added for review" in note for note in item.notes)
    assert not (ledger.home / CACHE_FOLDER).exists()


def test_a_cache_gives_back_what_was_put_and_only_that(tmp_path: Path) -> None:
    answer = Kept('{"mentions": []}', "plain", Usage(5, 6))
    Cache(tmp_path / "kept").put("a" * 64, answer, "m", "p")
    assert Cache(tmp_path / "kept").get("a" * 64) == answer
    assert Cache(tmp_path / "kept").get("b" * 64) is None
    shutil.copy(tmp_path / "kept" / f"{'a' * 64}.json", tmp_path / "kept" / f"{'b' * 64}.json")
    assert Cache(tmp_path / "kept").get("b" * 64) is None, "an answer under another's name is none"


# -- failures ---------------------------------------------------------------------------


def test_a_document_commits_without_its_model_and_is_completed_later(
    ledger: Ledger, qingdao: Packs, paper: Path, endpoint: Endpoint, settings: Settings
) -> None:
    endpoint.turns = [Turn(status=401), words(GOOD)]
    item = take(ledger, qingdao, paper, llm=True)
    assert (item.state, item.read) == ("new", 3)
    assert any("not_allowed" in note for note in item.notes)
    assert rules_of(ledger) & {"llm:test-model"} == set()
    assert take(ledger, qingdao, paper).state == "unchanged"
    assert len(endpoint.requests) == 1
    assert take(ledger, qingdao, paper, llm=True).state == "changed"
    assert "llm:test-model" in rules_of(ledger)
    assert consistent(ledger)


def test_asking_again_in_vain_changes_nothing(
    ledger: Ledger, qingdao: Packs, paper: Path, endpoint: Endpoint, settings: Settings
) -> None:
    endpoint.turns = [Turn(None, refusal="no")]
    first = take(ledger, qingdao, paper, llm=True)
    again = take(ledger, qingdao, paper, llm=True)
    assert (again.state, again.version) == ("unchanged", first.version)
    assert len(ledger.source("paper.txt").versions) == 1


def test_changed_bytes_without_a_word_use_no_endpoint(
    ledger: Ledger, qingdao: Packs, paper: Path, endpoint: Endpoint, settings: Settings
) -> None:
    take(ledger, qingdao, paper, llm=True)
    paper.write_text(TEXT.replace("首次", "再次"), encoding="utf-8")
    item = take(ledger, qingdao, paper)
    assert item.state == "changed"
    assert any("say --llm" in note for note in item.notes)
    assert len(endpoint.requests) == 1
    assert take(ledger, qingdao, paper, llm=True).state == "changed"
    assert len(endpoint.requests) == 2
    assert consistent(ledger)


# -- the command line ---------------------------------------------------------------------


def _tables(home: Path) -> dict[str, Any]:
    with Ledger.open(home, create=False) as ledger:
        folder = current_folder(ledger.graph)
        assert folder is not None
        return {path.stem: pq.read_table(path) for path in (folder / "tables").glob("*.parquet")}


def test_the_command_puts_what_the_model_says_into_the_review_and_not_on_the_map(
    tmp_path: Path, paper: Path, endpoint: Endpoint, settings: Settings
) -> None:
    alone, both = tmp_path / "alone", tmp_path / "both"
    scenariograph(alone, "ingest", paper)
    assert endpoint.requests == []
    run = scenariograph(both, "ingest", paper, "--llm", "--json")
    [item] = run.json["items"]
    assert item["facts"]["Technology"] == 1
    assert "second extractor test-model: added for review: 2 nodes" in run.err
    before, after = _tables(alone), _tables(both)
    assert after["candidate_Technology"].column("name").to_pylist() == [TECHNOLOGY]
    assert after["candidate_Park"].column("name").to_pylist() == [PIER]
    assert "node_Technology" not in after
    of_graph = [name for name in before if name.startswith("node_") or name in ("edge", "covers", "related_to")]
    assert of_graph
    assert all(after[name].equals(before[name]) for name in of_graph)
    waiting = [scenariograph(home, "status", "--json").json["review"] for home in (alone, both)]
    assert waiting[1] == waiting[0] + 2
    assert scenariograph(both, "verify").code == 0


def test_the_key_is_in_no_file_of_the_workspace(tmp_path: Path, paper: Path, settings: Settings) -> None:
    scenariograph(tmp_path / "home", "ingest", paper, "--llm")
    assert [
        path for path in (tmp_path / "home").rglob("*") if path.is_file() and b"sk-secret" in path.read_bytes()
    ] == []


def test_extract_asks_only_when_told_to(paper: Path, endpoint: Endpoint, settings: Settings, tmp_path: Path) -> None:
    alone = scenariograph(None, "extract", paper)
    assert endpoint.requests == []
    both = scenariograph(None, "extract", paper, "--llm")
    lines = [json.loads(line) for line in both.out.splitlines()]
    assert {(line["name"], line["confidence"]) for line in lines if line["kind"] == "entity"} >= {(TECHNOLOGY, 0.45)}
    assert set(alone.out.splitlines()) <= set(both.out.splitlines())
    assert "second extractor" in both.err


def test_wrong_use_is_exit_code_2(tmp_path: Path, paper: Path, settings: Settings) -> None:
    settings(None)
    run = scenariograph(tmp_path / "home", "ingest", paper, "--llm", code=2)
    assert "SCENARIOGRAPH_LLM_URL" in run.err
    assert scenariograph(None, "extract", paper, "--llm", code=2).out == ""


def test_tables_are_not_shown_to_the_model(tmp_path: Path, endpoint: Endpoint, settings: Settings) -> None:
    from tests.registers import write_register

    scenariograph(tmp_path / "home", "ingest", write_register(tmp_path / "in" / "one.csv", [1]), "--llm", "--no-build")
    assert endpoint.requests == []
