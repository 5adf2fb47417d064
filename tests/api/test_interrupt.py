"""Ctrl-C: files committed before it stay, the graph is the last published one, the exit code is 130."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

import ingest.build
import ingest.jobs
from graph.errors import StoreError
from graph.stores import embedded_load
from ingest.row_work import LARGE_TABLE
from tests.api.workspaces import scenariograph
from tests.registers import HEADER, row, write_register

ROOT = Path(__file__).parents[2]
# A shell that runs the tests in the background has them ignore Ctrl-C, and so would the command.
HEARS = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler); from api.cli import main; main()"


@pytest.mark.parametrize("raised", [KeyboardInterrupt(), RuntimeError("Query interrupted")])
def test_an_interrupted_build_ends_with_130(
    raised: BaseException, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write_register(tmp_path / "in" / "a.csv", [1])

    def stop(*_: object, **__: object) -> None:
        raise raised

    monkeypatch.setattr(ingest.build, "publish", stop)
    run = scenariograph(tmp_path / "home", "ingest", str(path), code=130)
    assert "已中断" in run.err
    monkeypatch.undo()
    again = scenariograph(tmp_path / "home", "ingest", str(path))
    assert "未变" in again.err


def test_an_engine_that_reports_the_interrupt_itself_is_believed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(text: str) -> None:
        def copy(*_: object) -> None:
            raise RuntimeError(text)

        monkeypatch.setattr(embedded_load, "copy_all", copy)

    fail("Query interrupted")
    with pytest.raises(KeyboardInterrupt):
        embedded_load.load_nodes(tmp_path, tmp_path / "graph.lbug", buffer_bytes=1 << 26, checkpoint_bytes=1 << 20)
    fail("buffer pool is full")
    with pytest.raises(StoreError, match="buffer pool is full"):
        embedded_load.load_nodes(tmp_path, tmp_path / "graph.lbug", buffer_bytes=1 << 26, checkpoint_bytes=1 << 20)


@pytest.mark.skipif(not hasattr(os, "killpg"), reason="Ctrl-C goes to a group of processes where there are such")
def test_workers_that_are_just_starting_say_nothing_at_an_interrupt(tmp_path: Path) -> None:
    register = tmp_path / "large.csv"
    register.write_text(f"{HEADER}\n" + row(1) + "\n" + " " * LARGE_TABLE, encoding="utf-8")
    job = subprocess.Popen(
        [
            sys.executable,
            "-c",
            HEARS,
            "--home",
            str(tmp_path / "home"),
            "ingest",
            register,
        ],
        cwd=ROOT,
        env=os.environ | {"TMPDIR": str(tmp_path)},
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    while job.poll() is None and not list(tmp_path.glob("scenariograph-*/packs.pickle")):
        time.sleep(0.01)
    time.sleep(0.2)  # they import what they need by now
    os.killpg(job.pid, signal.SIGINT)
    _, said = job.communicate(timeout=60)
    assert (job.returncode, said.strip().splitlines()[-1:]) == (130, [said.strip()])
    assert "已中断" in said
