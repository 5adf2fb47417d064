"""What `neo4j-import` and `cypher` write, taken in by real servers: every node, edge and value is there."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from graph.export import export_graph
from graph.facts import Facts
from graph.stores.contents import Contents
from graph.stores.neo4j import Neo4jStore
from graph.stores.neo4j_schema import constraint_statements
from graph.stores.neo4j_settings import Neo4jSettings
from graph.stores.neo4j_state import imported as stated
from tests.graph.projections import projected
from tests.graph.test_export import Graph, awkward, graph_of, separated
from tests.graph.test_projection import NORTH, firm
from tests.neo4j_server.server import VERSIONS, Server, Unavailable, admin_environment, jars
from tests.neo4j_servers import missing, run

WORKSPACE = "here"
# A quote is written twice: 8.8 M characters, where the import tool by default fails at some number above its 4 MiB.
LONGEST = '"' * 4_400_000


def facts() -> Facts:
    made = awkward()
    firm(made, 101, NORTH, None, business_scope=LONGEST)
    return made


@pytest.fixture(scope="module")
def projection(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return projected(facts(), tmp_path_factory.mktemp("projection"), 1).folder


def native(values: dict[str, Any]) -> dict[str, Any]:
    """A server's dates as Python's."""
    return {key: value.to_native() if hasattr(value, "to_native") else value for key, value in values.items()}


def held_by(settings: Neo4jSettings) -> Graph:
    """All that a database holds, as `graph_of` gives it."""
    nodes = run(settings, "MATCH (n) WHERE NOT n:Projection RETURN labels(n), properties(n)")
    made: Graph = {(*labels, held["id"]): native(held) for labels, held in nodes}
    edges = run(settings, "MATCH (a)-[e]->(b) RETURN type(e), a.id, b.id, properties(e)")
    return made | {(name, head, tail, held["id"]): native(held) for name, head, tail, held in edges}


@pytest.fixture(scope="module", params=sorted(VERSIONS))
def imported(
    request: pytest.FixtureRequest, projection: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Path, Neo4jSettings]]:
    """The export's folder, and a server on what its script made of it."""
    if os.name == "nt":
        pytest.skip("import.sh is for a POSIX shell")
    version = request.param
    try:
        library = jars(version)
    except Unavailable as error:
        missing(version, error)
    folder = tmp_path_factory.mktemp(f"import-{version}")
    manifest = json.loads((projection / "manifest.json").read_text(encoding="utf-8"))
    export_graph(projection, "neo4j-import", folder / "out", state=stated(manifest, WORKSPACE))
    done = subprocess.run(
        [folder / "out" / "import.sh", f"--report-file={folder}/report"],
        env=admin_environment(version, library, folder / "home", folder / "neo4j-admin"),
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    with Server.start(version, folder / "home", jars=library) as server:
        yield folder / "out", Neo4jSettings(server.uri, server.user, server.password, retry_seconds=5)


@pytest.mark.slow
def test_the_import_holds_the_graph(imported: tuple[Path, Neo4jSettings], projection: Path) -> None:
    with Contents(projection / "tables") as contents:
        assert held_by(imported[1]) == graph_of(contents, separated)


@pytest.mark.slow
def test_the_store_takes_the_import_for_its_own(imported: tuple[Path, Neo4jSettings], projection: Path) -> None:
    folder, settings = imported
    statements = (folder / "schema.cypher").read_text(encoding="utf-8").split(";\n")
    assert statements.pop() == ""
    run(settings, *statements, "CALL db.awaitIndexes(60)")
    made = run(settings, "SHOW CONSTRAINTS YIELD name RETURN count(*)")
    assert made == [[len(constraint_statements())]]
    with closing(Neo4jStore(settings, WORKSPACE)) as store, Contents(projection / "tables") as contents:
        assert store.counts() == contents.counts()
        assert store.query("MATCH (c:Company {id: 'cn-uscc:1'}) RETURN c.address AS a") == [{"a": ""}]


def test_the_script_makes_the_graph(database: Neo4jSettings, projection: Path, tmp_path: Path) -> None:
    export_graph(projection, "cypher", tmp_path / "out")
    statements = (tmp_path / "out" / "graph.cypher").read_text(encoding="utf-8").split(";\n")
    assert statements.pop() == ""
    run(database, *statements)
    with Contents(projection / "tables") as contents:
        assert held_by(database) == graph_of(contents)
