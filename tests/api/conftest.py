"""Workspaces made once from the examples by the commands themselves."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.api.workspaces import NEWS, PLAN, REGISTER, SCENARIOS, TENANCY, documents_work, scenariograph


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All examples; the register says that it covers the city. Not to be written to."""
    home = tmp_path_factory.mktemp("made") / "workspace"
    scenariograph(home, "ingest", SCENARIOS, "--publisher", "示例", "--no-build")
    if documents_work():
        scenariograph(home, "ingest", NEWS, PLAN, "--publisher", "示例", "--no-build")
    scenariograph(home, "ingest", REGISTER, "--covers", "青岛市", "--as-of", "2026-03-31")
    return home


@pytest.fixture(scope="session")
def tied(made: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All examples and a page that ties three companies and a park, as a second version. Not to be written to."""
    home = Path(shutil.copytree(made, tmp_path_factory.mktemp("tied") / "workspace"))
    page = home.parent / "入园.txt"
    page.write_text(TENANCY, encoding="utf-8")
    scenariograph(home, "ingest", page, "--publisher", "示例")
    return home


@pytest.fixture(scope="session")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The register alone, without a word on what it covers. Not to be written to."""
    home = tmp_path_factory.mktemp("bare") / "workspace"
    scenariograph(home, "ingest", REGISTER)
    return home


@pytest.fixture(scope="session")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The register alone, said to be complete for 莱西市. Not to be written to."""
    home = tmp_path_factory.mktemp("whole") / "workspace"
    scenariograph(home, "ingest", REGISTER, "--covers", "莱西市", "--complete")
    return home


@pytest.fixture
def copy_of(tmp_path: Path) -> Callable[[Path], Path]:
    """A copy of a workspace that a test may change."""
    return lambda home: Path(shutil.copytree(home, tmp_path / "copy"))
