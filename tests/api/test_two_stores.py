"""The commands on both stores: equal answers, and errors that say what to do while the embedded graph goes on."""

from __future__ import annotations

import shutil
import socket
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from api.http import make_app
from graph.analysis.show import show
from graph.stores.neo4j_settings import Neo4jSettings
from graph.workspace import Workspace
from schema.ontology import ontology
from tests.api.http_client import TestClient
from tests.api.workspaces import CITY, REGISTER, scenariograph
from tests.graph.dump import assert_equal
from tests.neo4j_servers import PASSWORD, run, wipe

QUESTIONS = [
    ["gaps"],
    ["gaps", "--zone", "崂山区", "--industry", "低空经济"],
    ["coverage"],
    ["coverage", "--industry", "低空经济", "--zone", "崂山区"],
    ["gaps", "--kind", "short"],
    ["gaps", "--park", "青岛虚拟现实产业园"],
    ["links", "--limit", "200"],
    ["links", "--matrix"],
    ["links", "--from", "崂山区", "--to", "即墨区"],
    ["complexity"],
    ["complexity", "--by", "zone", "--measure", "capital"],
    ["entries", "城阳区"],
    ["path", "青岛示例海川航空材料有限公司", "示例海岛无人机配送"],
    ["chain", "青岛示例海川航空材料有限公司"],
    ["related", "示例海岛无人机配送"],
    ["show", "10+1"],
    ["show", "青岛市", "--candidates"],
    ["search", "无人机"],
    ["query", "zones"],
    ["query", "link_demand"],
]


def connect(patch: pytest.MonkeyPatch, settings: Neo4jSettings) -> None:
    """Name a server as a user does."""
    patch.setenv("NEO4J_URI", settings.uri)
    patch.setenv("NEO4J_USER", settings.user)
    patch.setenv("NEO4J_PASSWORD", settings.password or "")


@pytest.fixture(scope="module")
def both(made: Path, server: Neo4jSettings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A workspace whose graph is on the server as well."""
    home = Path(shutil.copytree(made, tmp_path_factory.mktemp("both") / "workspace"))
    wipe(server)
    with pytest.MonkeyPatch.context() as patch:
        connect(patch, server)
        built = scenariograph(home, "build", "--store", "neo4j", "--json")
        assert "Neo4j" in built.err
        yield home
    wipe(server)


def without_timing(answer: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in answer.items() if key not in ("seconds", "took")}


@pytest.mark.parametrize("question", QUESTIONS, ids=" ".join)
def test_both_stores_give_the_same_answer(question: list[str], both: Path) -> None:
    embedded = scenariograph(both, *question, "--json").json
    server = scenariograph(both, *question, "--store", "neo4j", "--json").json
    assert_equal(without_timing(server), without_timing(embedded))
    assert embedded.get("items") or embedded.get("neighbours")


def test_nodes_of_every_label_show_alike(both: Path) -> None:
    shown = 0
    with Workspace.open(both) as embedded, Workspace.open(both, "neo4j") as server:
        for label in ontology().labels:
            for row in embedded.store.query(f"MATCH (n:{label}) RETURN n.id AS id ORDER BY id LIMIT 2"):
                assert_equal(show(server, row["id"]), show(embedded, row["id"]), row["id"])
                shown += 1
    assert shown > 20


def test_derived_edges_open_alike(both: Path) -> None:
    link = scenariograph(both, "links", "--json").items[0]
    first = next(row for row in scenariograph(both, "query", "complements", "--json").items)
    for fact in (first["id"], link["companies"][0]["id"]):
        embedded = scenariograph(both, "evidence", fact, "--json").json
        assert embedded["items"]
        assert_equal(scenariograph(both, "evidence", fact, "--store", "neo4j", "--json").json, embedded)


def test_http_answers_from_the_server(both: Path) -> None:
    with TestClient(make_app(both)) as embedded, TestClient(make_app(both, store="neo4j")) as server:
        for path in ("/v1/gaps", "/v1/coverage", "/v1/zones", "/v1/industry-systems"):
            assert_equal(server.get(path).json(), embedded.get(path).json())
        assert server.get("/v1/status").json()["store"] == {"kind": "neo4j", "state": "ready", "version": 1}


def test_status_and_verify_speak_of_the_server(both: Path) -> None:
    status = scenariograph(both, "status", "--store", "neo4j", "--json").json
    assert status["store"] == {"kind": "neo4j", "state": "ready", "version": status["projection"]["version"]}
    assert "Neo4j：与当前图谱一致" in scenariograph(both, "status", "--store", "neo4j").out
    assert scenariograph(both, "verify", "--store", "neo4j", "--json").json["ok"]


def test_the_server_stays_behind_until_built(both: Path, server: Neo4jSettings, tmp_path: Path) -> None:
    home = Path(shutil.copytree(both, tmp_path / "copy"))
    with pytest.MonkeyPatch.context() as patch:
        connect(patch, server)
        scenariograph(home, "retract", REGISTER.name)
        told = scenariograph(home, "gaps", "--store", "neo4j", code=1)
        assert "build --store neo4j" in told.err
        assert scenariograph(home, "status", "--store", "neo4j", "--json").json["store"]["state"] == "behind"
        scenariograph(home, "build", "--store", "neo4j")
        assert_equal(
            scenariograph(home, "coverage", "--store", "neo4j", "--json").json,
            scenariograph(home, "coverage", "--json").json,
        )
        scenariograph(both, "build", "--store", "neo4j")


def test_verify_names_what_differs(both: Path, server: Neo4jSettings) -> None:
    run(server, "MATCH (c:Company) WITH c ORDER BY c.id LIMIT 1 DETACH DELETE c")
    found = scenariograph(both, "verify", "--store", "neo4j", "--json", code=1).json
    assert any("Company" in item["text"] and "build --store neo4j --anew" in item["text"] for item in found["items"])
    scenariograph(both, "build", "--store", "neo4j", "--anew")
    assert scenariograph(both, "verify", "--store", "neo4j", "--json").json["ok"]


# -- what can be wrong -----------------------------------------------------------------


def failing(home: Path, *args: str) -> str:
    """The error of a build on the server; the workspace and its embedded graph go on."""
    told = scenariograph(home, "build", "--store", "neo4j", *args, code=1).err
    assert "embedded graph are not affected" in told or "NEO4J_" in told
    assert scenariograph(home, "gaps", "--json").items
    assert scenariograph(home, "verify", "--json").json["ok"]
    return told


def test_a_wrong_password(both: Path, server: Neo4jSettings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEO4J_PASSWORD", "wrong")
    told = failing(both)
    assert "log-in of user neo4j was refused; set NEO4J_USER and NEO4J_PASSWORD" in told
    assert "wrong" not in told
    state = scenariograph(both, "status", "--store", "neo4j", "--json").json["store"]
    assert state["state"] == "unreachable"
    assert "NEO4J_PASSWORD" in state["detail"]


def test_a_wrong_database(both: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEO4J_DATABASE", "nowhere")
    assert "there is no database nowhere; create it, or set NEO4J_DATABASE" in failing(both)


def test_no_server(both: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        monkeypatch.setenv("NEO4J_URI", f"neo4j://127.0.0.1:{free.getsockname()[1]}")
    told = failing(both)
    assert "no Neo4j 5 or later answers there" in told
    assert told.count("\n") == 1


@pytest.mark.parametrize("address", ["http://127.0.0.1:7474", "neo4j://", "127.0.0.1", "neo4j://u:secret@127.0.0.1"])
def test_a_wrong_address(address: str, both: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEO4J_URI", address)
    told = failing(both)
    assert "NEO4J_URI" in told
    assert "secret" not in told


@pytest.fixture
def old_server() -> Iterator[str]:
    """Something that speaks none of the driver's versions of Bolt, as servers before Neo4j 4.4 do."""
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def answer() -> None:
            while True:
                try:
                    connection, _ = listening.accept()
                except OSError:
                    return
                with connection:
                    connection.recv(20)
                    connection.sendall(bytes(4))

        threading.Thread(target=answer, daemon=True).start()
        yield f"bolt://127.0.0.1:{listening.getsockname()[1]}"


def test_a_server_that_is_too_old(both: Path, old_server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEO4J_URI", old_server)
    assert "Neo4j 5 or later" in failing(both)


def test_the_database_of_another_workspace(
    both: Path, made: Path, tmp_path: Path, copy_of: Callable[[Path], Path]
) -> None:
    other = tmp_path / "other"
    scenariograph(other, "ingest", REGISTER)
    told = scenariograph(other, "build", "--store", "neo4j", code=1).err
    assert "graph of another workspace" in told
    assert "--replace" in told
    assert scenariograph(other, "status", "--store", "neo4j", "--json").json["store"]["state"] == "foreign"
    assert scenariograph(both, "gaps", "--store", "neo4j", "--json").items


def test_city_is_the_one_that_the_questions_are_about(both: Path) -> None:
    assert scenariograph(both, "show", CITY, "--store", "neo4j", "--json").json["id"] == CITY
    assert PASSWORD not in scenariograph(both, "status", "--store", "neo4j").out
