"""The endpoint of one test, and a document with what the second extractor makes of it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.ingest.llm.endpoint import Endpoint, running


@pytest.fixture
def endpoint() -> Iterator[Endpoint]:
    """A chat endpoint on a free port of loopback."""
    with running() as opened:
        yield opened


@pytest.fixture(autouse=True)
def bare_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """No setting of the machine that runs the tests."""
    for name in ("URL", "MODEL", "KEY"):
        monkeypatch.delenv(f"SCENARIOGRAPH_LLM_{name}", raising=False)
