"""Read routes: the same answers as the command line gives with --json."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Annotated, Literal

from fastapi import APIRouter, Query

from api.http.answer import Answer, AnswerResponse, get
from api.http.ask_routes import ask_routes
from api.http.complexity_routes import complexity_routes
from api.http.match_routes import match_routes
from api.http.path_routes import path_routes
from api.http.related_routes import related_routes
from api.http.scenario_routes import scenario_routes
from api.http.time_routes import at, time_routes
from graph.analysis.catalogue import catalogue
from graph.analysis.coverage import coverage
from graph.analysis.cross_zone import LINKS_SHOWN, cross_zone_links, zone_matrix
from graph.analysis.gaps import gaps
from graph.analysis.reference import Reference
from graph.analysis.review import Kind, decisions, review
from graph.analysis.show import evidence, search, show
from graph.analysis.status import sources, status
from graph.errors import QueryError
from graph.ledger import Ledger
from graph.queries import ask
from graph.workspace import Workspace
from ingest.build import stale_sources
from schema.ontology import ontology
from schema.pack_model import Packs

Open = Callable[[], AbstractContextManager[Workspace]]
Limit = Annotated[int, Query(ge=1, le=1000)]
Text = Annotated[str | None, Query(max_length=200)]


def routes(open_workspace: Open, packs: Callable[[Ledger], Packs]) -> APIRouter:
    """The routes over workspaces that `open_workspace` gives."""
    router = APIRouter()
    _question_routes(router, open_workspace, packs)
    complexity_routes(router, open_workspace, packs)
    time_routes(router, open_workspace, packs)
    ask_routes(router, open_workspace, packs)
    path_routes(router, open_workspace, packs)
    related_routes(router, open_workspace, packs)
    match_routes(router, open_workspace, packs)
    scenario_routes(router, open_workspace, packs)
    _look_up_routes(router, open_workspace)
    _state_routes(router, open_workspace, packs)
    return router


def _question_routes(router: APIRouter, open_workspace: Open, packs: Callable[[Ledger], Packs]) -> None:
    @get(router, "/v1/gaps", "产业链缺口")
    def get_gaps(
        industry: Text = None,
        zone: Text = None,
        park: Text = None,
        kind: Literal["missing", "weak", "broken", "short", "hidden"] | None = None,
        as_of: Text = None,
    ) -> Answer:
        with at(open_workspace, packs, as_of) as workspace:
            taxonomy = packs(workspace.ledger)
            return gaps(
                Reference.of(workspace),
                taxonomy.gap_rules,
                industry=industry,
                zone=zone,
                park=park,
                kind=kind,
                severity=taxonomy.gap_severity,
            )

    @get(router, "/v1/coverage", "区域对环节的覆盖")
    def get_coverage(
        industry: Text = None,
        zone: Annotated[list[str] | None, Query(max_length=50)] = None,
        as_of: Text = None,
    ) -> Answer:
        with at(open_workspace, packs, as_of) as workspace:
            reference = Reference.of(workspace)
            chosen = [reference.find_zone(name) for name in zone] if zone else None
            return coverage(reference, industry=industry, zones=chosen)

    @get(router, "/v1/cross-zone-links", "跨区联动")
    def get_links(
        from_zone: Annotated[str | None, Query(alias="from", max_length=200)] = None,
        to: Text = None,
        industry: Text = None,
        matrix: bool = False,
        limit: Limit = LINKS_SHOWN,
    ) -> Answer:
        with open_workspace() as workspace:
            if matrix and (from_zone or to):
                raise QueryError("matrix is of all districts; leave out from and to")
            if matrix:
                return zone_matrix(Reference.of(workspace), industry=industry)
            return cross_zone_links(
                Reference.of(workspace), from_zone=from_zone, to_zone=to, industry=industry, limit=limit
            )


def _look_up_routes(router: APIRouter, open_workspace: Open) -> None:
    @get(router, "/v1/search", "检索名称和全文")
    def get_search(
        q: Annotated[str, Query(min_length=1, max_length=200)], type: Text = None, limit: Limit = 20
    ) -> Answer:
        with open_workspace() as workspace:
            return search(workspace, q, label=type, limit=limit)

    @get(router, "/v1/nodes/{node_id:path}", "一个节点和它的邻居")
    def get_node(node_id: str, candidates: bool = False) -> Answer:
        with open_workspace() as workspace:
            return show(workspace, node_id, candidates=candidates)

    @get(router, "/v1/evidence", "一条事实的证据")
    def get_evidence(id: Annotated[str, Query(min_length=1, max_length=1000)]) -> Answer:
        with open_workspace() as workspace:
            return evidence(workspace, id)

    @get(router, "/v1/queries", "命名查询")
    def get_queries() -> Answer:
        return catalogue()

    @get(router, "/v1/industry-systems", "产业体系及其成员")
    def get_systems() -> Answer:
        with open_workspace() as workspace:
            systems = workspace.store.query("MATCH (s:IndustrySystem) RETURN s.id AS id, s.name AS name ORDER BY id")
            items = [{**row, "members": ask(workspace.store, "system_members", {"id": row["id"]})} for row in systems]
            return {"items": items, "total": len(items), "next": None}

    @get(router, "/v1/zones", "区域")
    def get_zones() -> Answer:
        with open_workspace() as workspace:
            rows = ask(workspace.store, "zones")
            return {"items": rows, "total": len(rows), "next": None}


def _state_routes(router: APIRouter, open_workspace: Open, packs: Callable[[Ledger], Packs]) -> None:
    @get(router, "/v1/status", "工作区状态")
    def get_status() -> AnswerResponse:
        with open_workspace() as workspace:
            stale = stale_sources(workspace.ledger, packs(workspace.ledger))
            answer = status(workspace.ledger, stale, workspace.store.kind)
            return AnswerResponse(answer, headers={"ETag": f'"{answer["projection"]["hash"]}"'})

    @get(router, "/v1/sources", "来源")
    def get_sources() -> Answer:
        with open_workspace() as workspace:
            return sources(workspace.ledger)

    @get(router, "/v1/review", "待核实的名称和事实")
    def get_review(kind: Kind | None = None, limit: Limit = 50) -> Answer:
        with open_workspace() as workspace:
            return review(workspace, kind=kind, limit=limit)

    @get(router, "/v1/decisions", "人工决定")
    def get_decisions() -> Answer:
        with open_workspace() as workspace:
            return decisions(workspace)

    @get(router, "/v1/ontology", "本体")
    def get_ontology() -> Answer:
        onto = ontology()
        return {
            "version": onto.version,
            "labels": {
                label.name: {
                    "zh": label.zh,
                    "description": label.description,
                    "properties": {p.name: {"type": p.type, "zh": p.zh, "unit": p.unit} for p in label.properties},
                }
                for label in onto.labels.values()
            },
            "relationships": {
                r.name: {"zh": r.zh, "description": r.description, "ends": r.ends, "keys": r.keys}
                for r in onto.relationships.values()
            },
        }

    @get(router, "/healthz", "进程在运行")
    def healthz() -> Answer:
        return {"status": "ok"}

    @get(router, "/readyz", "图谱可以回答")
    def readyz() -> Answer:
        with open_workspace() as workspace:
            return {"status": "ready", "version": workspace.manifest["version"]}
