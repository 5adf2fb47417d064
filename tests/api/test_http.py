"""The HTTP service: the command line's answers, one error form, offline pages, new projections."""

from __future__ import annotations

import inspect
import json
import re
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI

from api.cli.face_commands import LOOPBACK, serve
from api.http import make_app
from graph.analysis.path_graph import _MADE as path_graphs
from graph.evidence import EvidenceReader
from tests.api.http_client import TestClient
from tests.api.workspaces import REGISTER, scenariograph

CHAIN = "低空经济"
SCENARIO = "示例海岛无人机配送"
COMPANY = "青岛示例海川航空材料有限公司"


@pytest.fixture(scope="module")
def client(made: Path) -> Iterator[TestClient]:
    """A client of the service over the examples."""
    with TestClient(make_app(made)) as opened:
        yield opened


PARK = "青岛虚拟现实产业园"
SAME: tuple[tuple[str, dict[str, str], tuple[str, ...]], ...] = (
    ("/v1/gaps", {}, ("gaps",)),
    (
        "/v1/gaps",
        {"industry": CHAIN, "zone": "莱西市", "kind": "missing"},
        ("gaps", "--industry", CHAIN, "--zone", "莱西市", "--kind", "missing"),
    ),
    ("/v1/gaps", {"park": PARK, "kind": "short"}, ("gaps", "--park", PARK, "--kind", "short")),
    ("/v1/gaps", {"kind": "hidden"}, ("gaps", "--kind", "hidden")),
    ("/v1/coverage", {"industry": CHAIN}, ("coverage", "--industry", CHAIN)),
    ("/v1/coverage", {"zone": "莱西市"}, ("coverage", "--zone", "莱西市")),
    ("/v1/cross-zone-links", {}, ("links",)),
    ("/v1/cross-zone-links", {"from": "崂山区", "to": "即墨区"}, ("links", "--from", "崂山区", "--to", "即墨区")),
    ("/v1/cross-zone-links", {"matrix": "true"}, ("links", "--matrix")),
    (f"/v1/scenarios/{SCENARIO}/related", {}, ("related", SCENARIO)),
    (
        f"/v1/scenarios/{SCENARIO}/related",
        {"zone": "莱西市", "all_alike": "true"},
        ("related", SCENARIO, "--zone", "莱西市", "--all-alike"),
    ),
    (f"/v1/companies/{COMPANY}/related", {"limit": "3"}, ("related", COMPANY, "--limit", "3")),
    (f"/v1/parks/{PARK}/related", {}, ("related", PARK)),
    (f"/v1/scenarios/{SCENARIO}/matches", {"as_of": "2026-05-01"}, ("matches", SCENARIO, "--as-of", "2026-05-01")),
    (f"/v1/companies/{COMPANY}/matches", {"as_of": "2026-12-31"}, ("matches", COMPANY, "--as-of", "2026-12-31")),
    ("/v1/matches/outcomes", {}, ("matches", "--outcomes")),
    *(
        (f"/v1/scenario-work/{route}", {"as_of": "2026-09-01"}, ("scenarios", verb, "--as-of", "2026-09-01"))
        for route, verb in (("states", "states"), ("late", "late"), ("promotion", "promote"), ("targets", "targets"))
    ),
    (
        f"/v1/scenarios/{SCENARIO}/states",
        {"as_of": "2026-09-01"},
        ("scenarios", "states", SCENARIO, "--as-of", "2026-09-01"),
    ),
    *(
        (
            f"/v1/scenario-work/{route}",
            {"as_of": "2026-09-01", "zone": "崂山区"},
            ("scenarios", verb, "--as-of", "2026-09-01", "--zone", "崂山区"),
        )
        for route, verb in (("states", "states"), ("late", "late"), ("promotion", "promote"))
    ),
    (
        "/v1/scenario-work/targets",
        {"as_of": "2026-09-01", "plan": "示例方案"},
        ("scenarios", "targets", "--as-of", "2026-09-01", "--plan", "示例方案"),
    ),
    (
        "/v1/scenario-work/library",
        {"as_of": "2026-09-01", "zone": "黄岛区", "step": "场景征集", "late": "true", "limit": "2"},
        (
            "scenarios",
            "library",
            "--as-of",
            "2026-09-01",
            "--zone",
            "黄岛区",
            "--step",
            "场景征集",
            "--late",
            "--limit",
            "2",
        ),
    ),
    (
        "/v1/scenario-work/assessment",
        {"as_of": "2026-09-01", "by": "district", "zone": "黄岛区"},
        ("scenarios", "assess", "--as-of", "2026-09-01", "--by", "district", "--zone", "黄岛区"),
    ),
    ("/v1/complexity", {}, ("complexity",)),
    (
        "/v1/complexity",
        {"by": "link", "measure": "capital", "level": "city", "of": "industry", "industry": CHAIN},
        tuple(f"complexity --by link --measure capital --level city --of industry --industry {CHAIN}".split()),
    ),
    (f"/v1/companies/{COMPANY}/chain", {}, ("chain", COMPANY)),
    (
        f"/v1/parks/{PARK}/prospects",
        {"kind": "chain", "limit": "5"},
        ("prospects", PARK, "--kind", "chain", "--limit", "5"),
    ),
    ("/v1/paths", {"from": COMPANY, "to": SCENARIO}, ("path", COMPANY, SCENARIO)),
    (
        "/v1/paths",
        {"from": COMPANY, "to": SCENARIO, "order": "confidence", "also": "zone", "most_steps": "4", "limit": "2"},
        ("path", COMPANY, SCENARIO, "--order", "confidence", "--also", "zone", "--most-steps", "4", "--limit", "2"),
    ),
    ("/v1/zones/城阳区/entries", {"limit": "3"}, ("entries", "城阳区", "--limit", "3")),
    ("/v1/industry-systems/7+N/diff/10+1", {}, ("systems", "diff", "7+N", "10+1")),
    ("/v1/nodes/10+1", {}, ("show", "10+1")),
    (f"/v1/nodes/{COMPANY}", {"candidates": "true"}, ("show", COMPANY, "--candidates")),
    ("/v1/evidence", {"id": COMPANY}, ("evidence", COMPANY)),
    ("/v1/search", {"q": "无人机", "type": "Scenario"}, ("search", "无人机", "--type", "Scenario")),
    ("/v1/queries", {}, ("query", "--list")),
    ("/v1/status", {}, ("status",)),
    ("/v1/sources", {}, ("sources",)),
)


@pytest.mark.parametrize(("path", "parameters", "command"), SAME, ids=[" ".join(c) for *_, c in SAME])
def test_same_body_as_the_command_line(
    client: TestClient, made: Path, path: str, parameters: dict[str, str], command: tuple[str, ...]
) -> None:
    response = client.get(path, params=parameters)
    assert response.status_code == 200
    assert response.headers["content-type"].startswith("application/json")
    assert response.json() == scenariograph(made, *command, "--json").json


def _paths(client: TestClient) -> dict[str, Any]:
    return dict(client.get("/openapi.json").json()["paths"])


def test_every_route_answers(client: TestClient) -> None:
    required = {"q": "无人机", "id": "10+1", "since": "1", "from": COMPANY, "to": SCENARIO}
    values = {"{scenario_id}": SCENARIO, "{node_id}": "青岛市", "{zone_id}": "城阳区", "{company_id}": COMPANY}
    values |= {"{first}": "24条重点产业链", "{second}": "10+1"}
    values |= {"{park_id}": PARK, "{policy_id}": "场景创新应用行动方案"}
    for path, methods in _paths(client).items():
        if path == "/v1/ask":  # takes a question in its body; asked in test_ask.py
            continue
        assert list(methods) == ["get"]
        wanted = [p["name"] for p in methods["get"].get("parameters", ()) if p["in"] == "query" and p["required"]]
        filled = re.sub(r"\{\w+\}", lambda m: values[m[0]], path)
        response = client.get(filled, params={name: required[name] for name in wanted})
        assert response.status_code == 200, path
        assert isinstance(response.json(), dict)


def test_lists_of_places_and_systems(client: TestClient) -> None:
    zones = client.get("/v1/zones").json()
    assert zones["total"] == len(zones["items"]) > 10
    systems = {item["name"]: item for item in client.get("/v1/industry-systems").json()["items"]}
    assert len(systems["10+1"]["members"]) >= 11
    ontology = client.get("/v1/ontology").json()
    assert ontology["labels"]["Park"]["zh"] == "园区"
    assert ["Company", "ChainLink"] in ontology["relationships"]["ENGAGES_IN"]["ends"]


def test_a_node_id_with_slashes_is_one_id(client: TestClient) -> None:
    link = client.get("/v1/gaps", params={"industry": CHAIN}).json()["items"][0]["link"]["id"]
    assert "/" in link
    assert client.get(f"/v1/nodes/{link}").json()["id"] == link


# -- errors -----------------------------------------------------------------------


def _problem(response: Any, status: int) -> dict[str, Any]:
    assert response.status_code == status
    assert response.headers["content-type"] == "application/problem+json"
    body: dict[str, Any] = response.json()
    assert body.keys() == {"type", "title", "status", "detail", "errors"}
    assert body["status"] == status
    assert body["type"].startswith("urn:scenariograph:")
    assert body["title"]
    assert body["detail"]
    return body


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/v1/nodes/没有这个节点", 404),
        ("/v1/evidence?id=没有这个节点", 404),
        ("/v1/scenarios/没有这个场景/related", 404),
        ("/v1/gaps?zone=亚特兰蒂斯", 404),
        ("/v1/gaps?industry=炼金术", 404),
        ("/v1/coverage?zone=亚特兰蒂斯", 404),
        ("/v1/cross-zone-links?from=亚特兰蒂斯", 404),
        ("/v1/search?q=x&type=Firm", 404),
        ("/v1/scenarios/没有这个场景/states", 404),
        ("/v1/scenario-work/library?step=没有这个环节", 404),
        ("/v1/scenario-work/late?as_of=去年", 422),
        ("/nowhere", 404),
        ("/v1/gaps?kind=wrong", 422),
        ("/v1/gaps?park=亚特兰蒂斯", 404),
        (f"/v1/gaps?park={PARK}&zone=崂山区", 400),
        ("/v1/cross-zone-links?matrix=true&from=崂山区", 400),
        ("/v1/search", 422),
        ("/v1/search?q=", 422),
        ("/v1/search?q=x&limit=0", 422),
        ("/v1/cross-zone-links?limit=100000", 422),
        ("/v1/evidence", 422),
        ("/v1/nodes/青岛市?candidates=perhaps", 422),
        (f"/v1/gaps?zone={'长' * 201}", 422),
    ],
)
def test_one_error_form(client: TestClient, path: str, status: int) -> None:
    body = _problem(client.get(path), status)
    assert bool(body["errors"]) == (status == 422)
    for error in body["errors"]:
        assert error["pointer"].startswith("/query/")


def test_every_route_has_the_error_form_without_a_workspace(tmp_path: Path, client: TestClient) -> None:
    free = {"/healthz", "/v1/ontology", "/v1/queries"}
    with TestClient(make_app(tmp_path / "nothing")) as empty:
        for path in [path for path, methods in _paths(client).items() if "get" in methods]:
            filled = re.sub(r"\{\w+\}", "x", path)
            given = {"q": "x", "id": "x", "since": "1", "from": "x", "to": "y"}
            asked = path == "/v1/ask"
            response = empty.post(filled, json={"question": "x"}) if asked else empty.get(filled, params=given)
            if path in free:
                assert response.status_code == 200
            else:
                assert "scenariograph init" in _problem(response, 503)["detail"]


def test_a_method_that_is_not_there_has_the_error_form(client: TestClient) -> None:
    _problem(client.post("/v1/gaps"), 405)


def test_a_defect_has_the_error_form_and_keeps_its_trace_to_itself(made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ValueError("a secret of the machine")

    monkeypatch.setattr("api.http.routes.gaps", broken)
    with TestClient(make_app(made), raise_server_exceptions=False) as client:
        assert "secret" not in json.dumps(_problem(client.get("/v1/gaps"), 500))


# -- pages, addresses, projections ---------------------------------------------------


def test_docs_page_names_every_route_and_fetches_nothing(client: TestClient) -> None:
    response = client.get("/docs")
    assert response.headers["content-type"].startswith("text/html")
    assert not re.search(r"(?:https?:)?//\w", response.text)
    assert "<script" not in response.text
    for path in _paths(client):
        assert path in response.text


def test_it_listens_on_loopback_by_default() -> None:
    assert inspect.signature(serve).parameters["host"].default == LOOPBACK == "127.0.0.1"


def test_status_has_an_etag_of_the_content(client: TestClient) -> None:
    response = client.get("/v1/status")
    assert response.headers["etag"] == f'"{response.json()["projection"]["hash"]}"'


def test_a_new_projection_is_seen_by_the_next_request(made: Path, copy_of: Callable[[Path], Path]) -> None:
    home = copy_of(made)
    with TestClient(make_app(home)) as client:
        assert client.get("/v1/coverage").json()["items"]
        before = client.get("/readyz").json()["version"]
        scenariograph(home, "retract", REGISTER.name)
        assert client.get("/readyz").json()["version"] == before + 1
        assert client.get("/v1/coverage").json()["items"] == []


def _ask_until(app: FastAPI, stop: threading.Event, seen: list[tuple[int, int]]) -> None:
    client = TestClient(app)
    while not stop.is_set():
        response = client.get("/v1/coverage")
        body = response.json()
        seen.append((response.status_code, len(body.get("items", ()))))
        stop.wait(0.02)


def test_requests_run_while_projections_are_published(made: Path, copy_of: Callable[[Path], Path]) -> None:
    """Each answer is that of one projection, whole, and the service closes what nobody reads any more."""
    home = copy_of(made)
    app = make_app(home)
    stop = threading.Event()
    seen: list[tuple[int, int]] = []
    whole = len(TestClient(app).get("/v1/coverage").json()["items"])
    readers = [threading.Thread(target=_ask_until, args=(app, stop, seen)) for _ in range(3)]
    for reader in readers:
        reader.start()
    try:
        scenariograph(home, "retract", REGISTER.name)
        scenariograph(home, "restore", REGISTER.name)
        scenariograph(home, "build", "--anew")
    finally:
        stop.set()
        for reader in readers:
            reader.join()
    assert {status for status, _ in seen} == {200}
    assert {count for _, count in seen} == {0, whole}
    TestClient(app).get("/v1/coverage")
    assert app.state.pinned._retired == {}
    app.state.pinned.close()


def test_the_service_closes_its_workspace(made: Path) -> None:
    app = make_app(made)
    with TestClient(app) as client:
        client.get("/readyz")
        assert app.state.pinned._open is not None
    assert app.state.pinned._open is None


def test_a_service_reads_ahead_and_lets_go_of_what_it_read(made: Path, copy_of: Callable[[Path], Path]) -> None:
    """What findings rest on is there without a question, anew after a build, and nothing stays open."""
    home = copy_of(made)
    app = make_app(home, ahead=True)
    pinned = app.state.pinned
    with TestClient(app) as client:
        for _ in range(2):
            for thread in pinned._reading:
                thread.join()
            with pinned.workspace() as workspace:
                reader = EvidenceReader.of(workspace)
                kept, cards, known = len(reader._kept), len(workspace.kept["company_cards"]), {*workspace.kept}
                assert kept > 0
                assert known >= {"cross_zone", "scenario_index", "match_sides"}
                assert workspace in path_graphs
                assert client.get("/v1/gaps").json()["items"]
                assert client.get("/v1/cross-zone-links").json()["items"]
                assert len(reader._kept) == kept
                assert len(workspace.kept["company_cards"]) == cards
            scenariograph(home, "build", "--anew")
            client.get("/readyz")
        assert pinned._retired == {}
    assert pinned._open is None
