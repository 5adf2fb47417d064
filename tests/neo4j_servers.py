"""Real Neo4j servers for tests: the one that NEO4J_URI names, else one of each version from Maven jars."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator

import neo4j
import pytest

from graph.stores.neo4j_settings import Neo4jSettings
from tests.neo4j_server.server import VERSIONS, Server, Unavailable

REQUIRED = "SCENARIOGRAPH_TEST_SERVERS"
"""Versions whose absence is a failure rather than a skip, such as `5.26,2026`."""
PASSWORD = "a password for tests"
GIVEN = "given"
SERVERS = [GIVEN] if os.environ.get("NEO4J_URI") else sorted(VERSIONS)


def missing(version: str, why: object) -> None:
    """Skip with the reason, or fail where this version is required."""
    if version in os.environ.get(REQUIRED, "").split(","):
        pytest.fail(f"Neo4j {version} is required here: {why}")
    pytest.skip(f"no Neo4j {version} here: {why}")


def run(settings: Neo4jSettings, *statements: str) -> list[list[object]]:
    """Run statements as somebody else would, beside our own code; rows of the last one."""
    rows: list[list[object]] = []
    with neo4j.GraphDatabase.driver(settings.uri, auth=(settings.user, settings.password or "")) as driver:
        for statement in statements:
            with driver.session(database=settings.database) as session:
                rows = [list(record.values()) for record in session.run(statement)]  # type: ignore[arg-type]
    return rows


def wipe(settings: Neo4jSettings) -> None:
    """Empty the database; constraints and indexes stay."""
    # Relationships first: a zone with a hundred thousand of them does not fit into one transaction.
    for pattern in ("()-[x]->()", "(x)"):
        run(settings, f"MATCH {pattern} CALL {{ WITH x DELETE x }} IN TRANSACTIONS OF 5000 ROWS")


def given_server() -> Neo4jSettings:
    """The server that the environment names; refused where its database is not empty, as tests empty it."""
    settings = Neo4jSettings.from_environment()
    if run(settings, "MATCH (n) RETURN count(n)") != [[0]]:
        pytest.exit(f"{settings.place}: the tests empty this database, and it is not empty; name an empty one", 1)
    return settings


@pytest.fixture(scope="session")
def neo4j_settings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], Neo4jSettings]]:
    """Settings of a running server by version; each is started once."""
    running: dict[str, Server] = {}
    known: dict[str, Neo4jSettings] = {}

    def settings(version: str) -> Neo4jSettings:
        if version not in known:
            if version == GIVEN:
                known[version] = given_server()
            else:
                try:
                    server = Server.start(version, tmp_path_factory.mktemp(f"neo4j-{version}"), password=PASSWORD)
                except Unavailable as error:
                    missing(version, error)
                running[version] = server
                known[version] = Neo4jSettings(server.uri, server.user, server.password, retry_seconds=5)
        return known[version]

    yield settings
    for server in running.values():
        server.stop()


@pytest.fixture(scope="module", params=SERVERS)
def server(request: pytest.FixtureRequest, neo4j_settings: Callable[[str], Neo4jSettings]) -> Neo4jSettings:
    """A running server of each version."""
    return neo4j_settings(request.param)


@pytest.fixture
def database(server: Neo4jSettings) -> Iterator[Neo4jSettings]:
    """An empty database on a running server."""
    wipe(server)
    yield server
    wipe(server)
