"""Documents in worker processes: the same as without, whatever becomes of a worker, a file or the job."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sqlite3
import subprocess
import sys
import time
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import pytest

from benchmarks.papers import paper
from graph.ledger import Ledger, verify
from graph.ledger.durable import sha256_of
from ingest import ahead, jobs
from ingest.ahead import FEWEST, UNDER_WAY, Planned
from ingest.extraction import Given
from ingest.jobs import IngestOptions, IngestResult, Item, ingest
from ingest.recipes import recipe_for
from schema.pack_model import Packs
from tests.registers import register, row

ROOT = Path(__file__).resolve().parents[2]
TWO = IngestOptions(workers=2, build=False)


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    """A folder of a few papers more than workers are started for."""
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(FEWEST + 6):
        (folder / f"{number:02d}.txt").write_text(paper(number, tasks=4), encoding="utf-8")
    return folder


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Names of the files that this process extracts itself."""
    seen: list[str] = []
    extract = jobs.extract

    def watched(path: Path, given: Any, packs: Packs, **more: Any) -> Any:
        seen.append(given.file_name)
        return extract(path, given, packs, **more)

    monkeypatch.setattr(jobs, "extract", watched)
    return seen


def items(result: IngestResult) -> list[dict[str, Any]]:
    return [{k: v for k, v in asdict(item).items() if k != "seconds"} for item in result.items]


def catalog(home: Path) -> list[tuple[Any, ...]]:
    columns = "number, source, seq, sha256, size, origin, options, recipe, bundle, precedence, summary"
    with sqlite3.connect(home / "catalog.db") as db:
        return db.execute(f"SELECT {columns} FROM version ORDER BY number").fetchall()


def files_of(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def problems(ledger: Ledger) -> list[str]:
    return [f.text for f in verify(ledger) if f.level == "problem"]


def test_one_and_two_workers_give_the_same(qingdao: Packs, papers: Path, tmp_path: Path, here: list[str]) -> None:
    (papers / "03.txt").write_bytes(b"")
    (papers / "05.txt").write_bytes(bytes(range(256)) * 20)
    (papers / "07.txt").write_bytes((papers / "06.txt").read_bytes())
    (papers / "08.html").write_text("<html><body></body></html>", encoding="utf-8")
    (papers / "09-register.csv").write_text(register([row(1), row(2)]), encoding="utf-8")
    later = papers / "12.txt"
    text, first = later.read_text(encoding="utf-8"), "第一版。本方案支持青岛示例智能科技有限公司。"
    seen = {}
    for workers in (1, 2):
        home = tmp_path / f"home-{workers}"
        with Ledger.open(home) as ledger:
            later.write_text(first, encoding="utf-8")
            before = IngestOptions(workers=1, build=False)
            for name in ("00.txt", "11.txt", "12.txt"):
                ingest(ledger, qingdao, [papers / name], before)
            later.write_text(text, encoding="utf-8")
            here.clear()
            result = ingest(ledger, qingdao, [papers], IngestOptions(workers=workers))
            assert problems(ledger) == []
            assert result.projection is not None
            seen[workers] = (items(result), result.projection["hash"], catalog(home), files_of(ledger.facts))
    assert here == ["09-register.csv"], "all documents came from the workers"
    states = [item["state"] for item in seen[2][0]]
    assert {state: states.count(state) for state in states} == {"new": 17, "unchanged": 2, "changed": 1, "refused": 4}
    assert seen[1] == seen[2]


def test_a_worker_that_is_killed_costs_nothing(
    ledger: Ledger, qingdao: Packs, papers: Path, tmp_path: Path, here: list[str]
) -> None:
    def kill(item: Item) -> None:
        if item.file.endswith("02.txt"):
            (ledger.facts / ".unfinished-half").mkdir()
            os.kill(next(p.pid for p in multiprocessing.active_children() if p.pid), signal.SIGKILL)

    result = ingest(ledger, qingdao, [papers], TWO, on_item=kill)
    assert {item.state for item in result.items} == {"new"}
    assert here != []
    assert multiprocessing.active_children() == []
    assert problems(ledger) == []
    with Ledger.open(tmp_path / "other") as other:
        ingest(other, qingdao, [papers], IngestOptions(workers=1, build=False))
        assert files_of(other.facts) == files_of(ledger.facts)


def test_an_interruption_ends_the_workers_and_the_next_job_goes_on(
    ledger: Ledger, qingdao: Packs, papers: Path
) -> None:
    def interrupt(item: Item) -> None:
        if item.file.endswith("04.txt"):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        ingest(ledger, qingdao, [papers], TWO, on_item=interrupt)
    assert multiprocessing.active_children() == []
    assert len(ledger.sources()) == 5
    assert problems(ledger) == []
    assert len(list(ledger.facts.iterdir())) <= 5 + 2 * UNDER_WAY
    result = ingest(ledger, qingdao, [papers], TWO)
    assert [item.state for item in result.items] == ["unchanged"] * 5 + ["new"] * (len(result.items) - 5)
    assert verify(ledger) == []


DRIVER = """
import signal
import sys
from pathlib import Path
from graph.ledger import Ledger
from ingest.jobs import IngestOptions, ingest
from schema.pack_loader import load_packs

if __name__ == "__main__":
    # A suite that a shell runs in the background hands down a deaf ear.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    with Ledger.open(Path(sys.argv[1])) as ledger:
        ingest(ledger, load_packs("qingdao"), [Path(sys.argv[2])], IngestOptions(workers=2, build=False),
               on_item=lambda item: print(item.state, flush=True))
"""


@pytest.mark.skipif(os.name == "nt", reason="process groups are POSIX")
@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGKILL])
def test_no_process_is_left(ending: signal.Signals, papers: Path, tmp_path: Path) -> None:
    for number in range(100, 200):
        (papers / f"{number}.txt").write_text(paper(number, tasks=4), encoding="utf-8")
    driver = tmp_path / "driver.py"
    driver.write_text(DRIVER, encoding="utf-8")
    home = tmp_path / "home"
    with subprocess.Popen(
        [sys.executable, str(driver), str(home), str(papers)], text=True, start_new_session=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)}, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    ) as run:  # fmt: skip
        assert run.stdout is not None and run.stderr is not None
        assert run.stdout.readline() == "new\n"
        if ending is signal.SIGINT:
            os.killpg(run.pid, ending)  # as a terminal sends Ctrl-C
        else:
            run.send_signal(ending)
        run.wait(10)
        # The pipe ends when the last process that holds it has ended.
        errors = run.stderr.read()
    assert errors.count("Traceback") == (ending is signal.SIGINT), errors
    until = time.monotonic() + 10
    while _alive(run.pid) and time.monotonic() < until:
        time.sleep(0.05)
    assert not _alive(run.pid)
    with Ledger.open(home) as ledger:
        assert problems(ledger) == []
        assert 1 <= len(ledger.sources()) < 100


def _alive(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.mark.parametrize("read_before", [False, True])
def test_a_file_that_changes_before_its_turn_counts_as_it_is_then(
    read_before: bool, ledger: Ledger, qingdao: Packs, papers: Path, here: list[str]
) -> None:
    new = paper(900, tasks=4).encode()

    def change(item: Item) -> None:
        if item.file.endswith("00.txt"):
            until = time.monotonic() + 30
            while read_before and _bundles(ledger) < 2 * UNDER_WAY and time.monotonic() < until:
                time.sleep(0.05)
            (papers / "06.txt").write_bytes(new)

    result = ingest(ledger, qingdao, [papers], TWO, on_item=change)
    assert {item.state for item in result.items} == {"new"}
    assert here == ["06.txt"]
    version = ledger.source("06.txt").latest
    assert version.size == len(new)
    assert (ledger.originals / version.sha256).read_bytes() == new


@pytest.mark.parametrize("other", ["bytes", "recipe"])
def test_a_worker_writes_nothing_under_a_name_that_is_not_its_own(
    other: str, ledger: Ledger, qingdao: Packs, papers: Path
) -> None:
    path = papers / "00.txt"
    recipe = recipe_for("document", qingdao)
    planned = Planned(path, sha256_of(path), Given("00.txt", "00.txt", "document"), recipe)
    worker = ahead._Worker(qingdao, ledger.facts)
    wrong = replace(planned, sha256="0" * 64) if other == "bytes" else replace(planned, recipe={**recipe, "rules": "x"})
    assert worker.extract(wrong) is None
    assert _bundles(ledger) == 0
    made = worker.extract(planned)
    assert made is not None
    assert [folder.name for folder in ledger.facts.iterdir()] == [planned.bundle]


def _bundles(ledger: Ledger) -> int:
    return len([path for path in ledger.facts.iterdir() if not path.name.startswith(".")])


def test_a_damaged_bundle_is_made_again_beside_workers(
    ledger: Ledger, qingdao: Packs, papers: Path, here: list[str]
) -> None:
    ingest(ledger, qingdao, [papers], IngestOptions(workers=1, build=False))
    before = files_of(ledger.facts)
    gone = ledger.facts / ledger.source("01.txt").latest.bundle
    for part in gone.iterdir():
        part.write_bytes(b"broken")
    here.clear()
    result = ingest(ledger, qingdao, [papers], IngestOptions(workers=2, build=False, refresh=True))
    assert {item.state for item in result.items} == {"unchanged"}
    assert files_of(ledger.facts) == before
    assert len(here) == len(result.items), "what is there already is for the process that holds the lock"


@pytest.mark.parametrize("options", [{"workers": 1}, {"dry_run": True}, {"few": True}])
def test_no_process_starts_where_it_does_not_pay(
    options: dict[str, Any], ledger: Ledger, qingdao: Packs, papers: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_pool(*_: object) -> None:
        raise AssertionError("a process was started")

    monkeypatch.setattr(ahead, "_Pool", no_pool)
    few = options.pop("few", False)
    if few:
        for path in sorted(papers.iterdir())[FEWEST - 1 :]:
            path.rename(path.with_suffix(".csv"))
    result = ingest(ledger, qingdao, [papers], IngestOptions(**{"workers": 2, "build": False, **options}))
    assert [item.state for item in result.items].count("new") == (FEWEST - 1 if few else len(result.items))


def test_all_unchanged_starts_no_process(
    ledger: Ledger, qingdao: Packs, papers: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ingest(ledger, qingdao, [papers], IngestOptions(workers=1, build=False))
    monkeypatch.setattr(ahead, "_Pool", None)
    result = ingest(ledger, qingdao, [papers], TWO)
    assert {item.state for item in result.items} == {"unchanged"}
