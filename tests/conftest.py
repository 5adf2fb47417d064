"""Fixtures that several rooms' tests share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.ledger import Ledger
from schema.pack_loader import load_packs
from schema.pack_model import Packs
from tests.neo4j_servers import database, neo4j_settings, server

__all__ = ["database", "ledger", "neo4j_settings", "qingdao", "server", "shared"]

SHARED = Path(__file__).resolve().parents[1].parent / "shared"


@pytest.fixture(scope="session")
def qingdao() -> Packs:
    """The packs of the first city."""
    return load_packs("qingdao")


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    """A new workspace."""
    with Ledger.open(tmp_path / "home") as opened:
        yield opened


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real data; the test skips where it is missing."""
    if not (SHARED / "data").is_dir():
        pytest.skip("no real data here: ../shared/data is missing")
    return SHARED
