"""A kill -9 at each named point leaves a workspace that is whole and goes on to the same graph."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from graph.ledger import Ledger, verify
from graph.ledger.milestones import POINTS
from graph.publish import differences
from tests.registers import write_register

ROOT = Path(__file__).resolve().parents[1]


def drive(home: Path, point: str, *files: Path) -> subprocess.CompletedProcess[str]:
    """Run the ingest in a process of its own."""
    command = [sys.executable, "-m", "tests.crash_driver", str(home), point, *map(str, files)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=120)


def problems(home: Path) -> list[object]:
    """What `verify` would call a problem."""
    with Ledger.open(home) as ledger:
        return [f for f in verify(ledger) if f.level == "problem"] + list(differences(ledger.graph))


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("in")
    return [write_register(folder / "one.csv", [1, 2, 3]), write_register(folder / "two.csv", [4, 5], scope="ship")]


@pytest.fixture(scope="module")
def undisturbed(files: list[Path], tmp_path_factory: pytest.TempPathFactory) -> str:
    done = drive(tmp_path_factory.mktemp("whole") / "home", "", *files)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.parametrize("point", POINTS)
def test_killed_and_run_again_gives_the_same_graph(
    point: str, files: list[Path], undisturbed: str, tmp_path: Path
) -> None:
    home = tmp_path / "home"
    before = drive(home, "", files[0])
    assert before.returncode == 0, before.stderr
    killed = drive(home, point, *files)
    assert killed.returncode == -signal.SIGKILL, f"{point} was not reached: {killed.stderr}"
    assert problems(home) == []
    again = drive(home, "", *files)
    assert again.returncode == 0, again.stderr
    assert again.stdout == undisturbed
    assert problems(home) == []
    with Ledger.open(home) as ledger:
        assert [f for f in verify(ledger) if "interrupted" in f.text] == []


def test_killed_before_the_first_commit_leaves_nothing(files: list[Path], undisturbed: str, tmp_path: Path) -> None:
    home = tmp_path / "home"
    assert drive(home, "before commit", *files).returncode == -signal.SIGKILL
    with Ledger.open(home) as ledger:
        assert ledger.sources() == []
    assert drive(home, "", *files).stdout == undisturbed
