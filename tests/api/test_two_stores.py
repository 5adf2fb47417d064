"""The commands on both stores: equal answers, and errors that say what to do while the embedded graph goes on."""

from __future__ import annotations

import re
import shutil
import socket
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from api.http import make_app
from graph.analysis.pack_changes import packs_diff
from graph.analysis.reference import Reference
from graph.analysis.show import show
from graph.analysis.watching import PARAMETERS, watched
from graph.stores.neo4j_settings import Neo4jSettings
from graph.workspace import Workspace
from schema.ontology import ontology
from schema.pack_model import Packs
from tests.api.http_client import TestClient
from tests.api.test_ask import UNDERSTOOD
from tests.api.workspaces import CITY, FIRM, REGISTER, TENANTED, scenariograph
from tests.graph.dump import assert_equal
from tests.neo4j_servers import PASSWORD, run, wipe

MAKER, PLACE = "青岛示例海澜无人机有限公司", "示例海岛无人机配送"
# The command line on a server; every route of the same answers follows below.
QUESTIONS = [
    ["gaps", "--zone", "崂山区", "--industry", "低空经济"],
    ["matches", PLACE, "--as-of", "2026-05-01"],
    ["query", "zones"],
    ["query", "link_demand"],
]
WORK = ("states", "late", "promotion", "library", "targets", "assessment")
ROUTES: list[tuple[str, dict[str, str]]] = [
    ("gaps", {}),
    ("gaps", {"zone": "崂山区", "industry": "低空经济"}),
    ("gaps", {"kind": "short"}),
    ("gaps", {"park": "青岛虚拟现实产业园"}),
    ("coverage", {}),
    ("coverage", {"industry": "低空经济", "zone": "崂山区"}),
    ("cross-zone-links", {"limit": "200"}),
    ("cross-zone-links", {"matrix": "true"}),
    ("cross-zone-links", {"from": "崂山区", "to": "即墨区"}),
    ("complexity", {}),
    ("complexity", {"by": "zone", "measure": "capital"}),
    ("complexity", {"by": "pair"}),
    ("zones/城阳区/entries", {}),
    ("paths", {"from": FIRM, "to": PLACE}),
    ("paths", {"from": FIRM, "to": PLACE, "order": "confidence", "also": "zone"}),
    (f"companies/{FIRM}/chain", {}),
    (f"parks/{TENANTED}/prospects", {}),
    (f"parks/{TENANTED}/prospects", {"kind": "chain"}),
    (f"scenarios/{PLACE}/related", {}),
    (f"companies/{FIRM}/related", {}),
    (f"parks/{TENANTED}/related", {}),
    ("policies/场景创新应用行动方案/related", {}),
    (f"scenarios/{PLACE}/matches", {"as_of": "2026-05-01"}),
    (f"companies/{MAKER}/matches", {"as_of": "2026-05-01"}),
    ("matches/outcomes", {}),
    (f"scenarios/{PLACE}/states", {"as_of": "2026-12-31"}),
    *((f"scenario-work/{part}", {"as_of": "2026-12-31"}) for part in WORK),
    (f"scenarios/{PLACE}/states", {"as_of": "2026-09-01"}),
    *(
        (f"scenario-work/{what}", {"as_of": "2027-06-01"})
        for what in ("states", "late", "promotion", "library", "targets", "assessment")
    ),
    ("changes", {"since": "1"}),
    ("industry-systems/24条重点产业链/diff/10+1", {}),
    ("industry-systems", {}),
    ("zones", {}),
    ("nodes/10+1", {}),
    ("nodes/青岛市", {"candidates": "true"}),
    ("search", {"q": "无人机"}),
    ("watches", {}),
]
# Empty on this workspace, and so on either store.
EMPTY = {"policies/场景创新应用行动方案/related"}


def connect(patch: pytest.MonkeyPatch, settings: Neo4jSettings) -> None:
    """Name a server as a user does."""
    patch.setenv("NEO4J_URI", settings.uri)
    patch.setenv("NEO4J_USER", settings.user)
    patch.setenv("NEO4J_PASSWORD", settings.password or "")


@pytest.fixture(scope="module")
def both(tied: Path, server: Neo4jSettings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A workspace whose graph is on the server as well."""
    home = Path(shutil.copytree(tied, tmp_path_factory.mktemp("both") / "workspace"))
    scenariograph(home, "matches", "set", PLACE, MAKER, "contacted")
    scenariograph(home, "watch", "add", "低空", "coverage", "--param", "industry=低空经济")
    wipe(server)
    with pytest.MonkeyPatch.context() as patch:
        connect(patch, server)
        built = scenariograph(home, "build", "--store", "neo4j", "--json")
        assert "Neo4j" in built.err
        yield home
    wipe(server)


@pytest.fixture(scope="module")
def services(both: Path) -> Iterator[tuple[TestClient, TestClient]]:
    """The service on the embedded store and on the server."""
    with TestClient(make_app(both)) as embedded, TestClient(make_app(both, store="neo4j")) as server:
        yield embedded, server


@pytest.fixture(scope="module")
def workspaces(both: Path) -> Iterator[tuple[Workspace, Workspace]]:
    """The workspace opened on either store."""
    with Workspace.open(both) as embedded, Workspace.open(both, "neo4j") as server:
        yield embedded, server


def without_timing(answer: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in answer.items() if key not in ("seconds", "took")}


@pytest.mark.parametrize("question", QUESTIONS, ids=" ".join)
def test_both_stores_give_the_same_answer(question: list[str], both: Path) -> None:
    embedded = scenariograph(both, *question, "--json").json
    server = scenariograph(both, *question, "--store", "neo4j", "--json").json
    assert_equal(without_timing(server), without_timing(embedded))
    assert embedded["items"]


@pytest.mark.parametrize(("path", "parameters"), ROUTES, ids=[f"{p} {q}" for p, q in ROUTES])
def test_every_route_gives_the_same_answer(
    path: str, parameters: dict[str, str], services: tuple[TestClient, TestClient]
) -> None:
    embedded, server = (service.get(f"/v1/{path}", params=parameters) for service in services)
    assert (embedded.status_code, server.status_code) == (200, 200), embedded.text
    answer = embedded.json()
    assert_equal(server.json(), answer)
    assert bool(answer.get("items") or answer.get("neighbours") or answer.get("names")) == (path not in EMPTY)


def test_no_route_is_left_out(services: tuple[TestClient, TestClient]) -> None:
    """What asks the graph is asked on both stores here; what reads the ledger, files or packs is not."""
    asked = [re.compile(re.sub(r"\{[^}]+\}", ".+", path)) for path in services[0].get("/openapi.json").json()["paths"]]
    here = {route.pattern for route in asked for path, _ in ROUTES if route.fullmatch(f"/v1/{path}")}
    elsewhere = {f"/v1/{name}" for name in ("ask", "evidence", "status", "sources", "ontology", "queries")}
    elsewhere |= {"/v1/review", "/v1/decisions", "/healthz", "/readyz"}
    assert {route.pattern for route in asked} - here == elsewhere


def test_questions_in_words_are_answered_alike(services: tuple[TestClient, TestClient]) -> None:
    for kind, question in {kind: question for question, kind, _ in UNDERSTOOD}.items():
        embedded, server = (service.post("/v1/ask", json={"question": question}).json() for service in services)
        assert_equal(server, embedded, question)
        assert embedded["understood"]["id"] == kind


def test_watches_and_new_packs_see_the_same(workspaces: tuple[Workspace, Workspace], qingdao: Packs) -> None:
    embedded, server = workspaces
    asked: list[tuple[str, dict[str, str]]] = [
        ("gaps", {"zone": "崂山区"}),
        ("coverage", {"industry": "低空经济"}),
        ("links", {"industry": "低空经济"}),
        ("related", {"scenario": PLACE}),
    ]
    assert {question for question, _ in asked} == set(PARAMETERS)
    for question, given in asked:
        wanted = watched(embedded, qingdao, question, given)
        assert wanted
        assert_equal(watched(server, qingdao, question, given), wanted, question)
    uav = "qingdao:ChainLink/low-altitude/uav"
    renamed = replace(qingdao.links[uav], name="无人机整机与系统")
    new = replace(qingdao, links=qingdao.links | {uav: renamed})
    wanted = packs_diff(Reference.of(embedded), qingdao, new)
    assert [item["placements"] for item in wanted["items"]] == [7]
    assert_equal(packs_diff(Reference.of(server), qingdao, new), wanted)


def test_nodes_of_every_label_show_alike(both: Path) -> None:
    shown = 0
    with Workspace.open(both) as embedded, Workspace.open(both, "neo4j") as server:
        for label in ontology().labels:
            for row in embedded.store.query(f"MATCH (n:{label}) RETURN n.id AS id ORDER BY id LIMIT 1"):
                assert_equal(show(server, row["id"]), show(embedded, row["id"]), row["id"])
                shown += 1
    assert shown >= 20


def test_derived_edges_open_alike(both: Path) -> None:
    link = scenariograph(both, "links", "--json").items[0]
    first = next(row for row in scenariograph(both, "query", "complements", "--json").items)
    for fact in (first["id"], link["companies"][0]["id"]):
        embedded = scenariograph(both, "evidence", fact, "--json").json
        assert embedded["items"]
        assert_equal(scenariograph(both, "evidence", fact, "--store", "neo4j", "--json").json, embedded)


def test_http_says_which_store_answers(services: tuple[TestClient, TestClient]) -> None:
    states = [service.get("/v1/status").json()["store"] for service in services]
    assert [(state["kind"], state["state"]) for state in states] == [("embedded", "ready"), ("neo4j", "ready")]


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
