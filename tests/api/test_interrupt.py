"""Ctrl-C: files committed before it stay, the graph is the last published one, the exit code is 130."""

from __future__ import annotations

from pathlib import Path

import pytest

import ingest.build
import ingest.jobs
from graph.errors import StoreError
from graph.stores import embedded_load
from tests.api.workspaces import scenariograph
from tests.registers import write_register


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
