"""A server that dies in the middle of a batch, is read-only, or refuses: what is said, and that work goes on."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from neo4j.exceptions import ClientError, Neo4jError, ServiceUnavailable

import graph.stores.neo4j_sync as neo4j_sync
from graph.errors import StoreError
from graph.facts import Facts
from graph.projection import Projection
from graph.stores import EmbeddedStore
from graph.stores.neo4j import Neo4jStore
from graph.stores.neo4j_connection import check_agent
from graph.stores.neo4j_errors import server_errors
from graph.stores.neo4j_settings import Neo4jSettings
from tests.graph.dump import assert_equal, dump
from tests.graph.projections import projected
from tests.graph.test_projection import MIDDLE, NORTH, SOUTH, UP, firm
from tests.neo4j_server.server import Server, Unavailable
from tests.neo4j_servers import PASSWORD, missing

FIRMS = 3000


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Projection:
    facts = Facts()
    for number in range(FIRMS):
        firm(facts, number, (NORTH, SOUTH)[number % 2], (UP, MIDDLE)[number % 3 == 0], 100)
    return projected(facts, tmp_path_factory.mktemp("many"), 1)


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Server]:
    """A server of this test alone, as the test ends it."""
    try:
        server = Server.start("5.26", tmp_path / "neo4j", password=PASSWORD)
    except Unavailable as error:
        missing("5.26", error)
    yield server
    server.stop()


def settings_of(server: Server) -> Neo4jSettings:
    return Neo4jSettings(server.uri, server.user, server.password, retry_seconds=2)


@pytest.mark.parametrize("rows", [400, pytest.param(FIRMS + 200, marks=pytest.mark.slow)])
def test_a_server_killed_in_the_middle_of_a_batch(
    rows: int, own: Server, many: Projection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(neo4j_sync, "BATCH_ROWS", 100)

    def kill(what: str, done: int, total: int) -> None:
        if done >= rows:
            own.kill()

    with (
        closing(Neo4jStore(settings_of(own), "here")) as store,
        pytest.raises(StoreError, match=r"scenariograph build --store neo4j.*embedded graph are not affected"),
    ):
        store.sync(None, many.folder, progress=kill)
    with (
        Server.start("5.26", own.home, password=PASSWORD) as again,
        closing(Neo4jStore(settings_of(again), "here")) as store,
    ):
        state = store.state()
        assert state is not None
        assert state.state == "syncing"
        store.sync(None, many.folder)
        found = dump(store)
    with closing(EmbeddedStore(tmp_path)) as embedded:
        embedded.sync(None, many.folder)
        assert_equal(found, dump(embedded))


def test_a_database_that_may_only_be_read(own: Server, many: Projection) -> None:
    own.stop()
    locked = ("server.databases.read_only=neo4j",)
    with (
        Server.start("5.26", own.home, password=PASSWORD, settings=locked) as again,
        closing(Neo4jStore(settings_of(again), "here")) as store,
        pytest.raises(StoreError, match="may not write here, or the database is read-only"),
    ):
        store.sync(None, many.folder)


def test_a_first_log_in_says_that_the_password_must_be_changed(tmp_path: Path, many: Projection) -> None:
    error = Neo4jError._hydrate_neo4j(code="Neo.ClientError.Security.CredentialsExpired", message="change it")
    with pytest.raises(StoreError, match="ALTER CURRENT USER SET PASSWORD"), server_errors(Neo4jSettings()):
        raise error


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("Neo.ClientError.Security.Forbidden", "may not write here"),
        ("Neo.ClientError.Database.DatabaseNotFound", "there is no database"),
        ("Neo.ClientError.Schema.ConstraintCreationFailed", "our constraints exclude"),
        ("Neo.ClientError.Statement.SyntaxError", "the query was refused"),
    ],
)
def test_what_a_server_refuses_is_said_with_what_to_do(code: str, said: str) -> None:
    error = Neo4jError._hydrate_neo4j(code=code, message="no")
    assert isinstance(error, ClientError)
    with pytest.raises(StoreError, match=said) as caught, server_errors(Neo4jSettings()):
        raise error
    assert "neo4j://127.0.0.1:7687" in str(caught.value)


def test_no_answer_names_the_setting() -> None:
    with pytest.raises(StoreError, match="NEO4J_URI"), server_errors(Neo4jSettings()):
        raise ServiceUnavailable("nobody there")


@pytest.mark.parametrize("agent", ["Neo4j/4.4.38", "Neo4j/3.5", "Memgraph/2.1"])
def test_servers_before_five_are_refused(agent: str) -> None:
    with pytest.raises(StoreError, match="needs Neo4j 5 or later"):
        check_agent(agent)


@pytest.mark.parametrize("agent", ["Neo4j/5.26.1", "Neo4j/2026.09.0", "Neo4j/v5.11.0 compatible"])
def test_five_and_later_are_taken(agent: str) -> None:
    check_agent(agent)


def test_a_password_is_never_shown() -> None:
    assert "geheim" not in repr(Neo4jSettings(password="geheim"))
