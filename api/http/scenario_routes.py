"""Routes on the work on scenarios."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Annotated, Literal

from fastapi import APIRouter, Query

from api.http.answer import Answer, get
from graph.analysis.scenario_work import Wish, assessment, library, promotion, states, staying, targets
from graph.ledger import Ledger
from graph.workspace import Workspace
from schema.pack_model import Packs

Text = Annotated[str | None, Query(max_length=200)]
Limit = Annotated[int, Query(ge=1, le=10_000)]


def scenario_routes(
    router: APIRouter,
    open_workspace: Callable[[], AbstractContextManager[Workspace]],
    packs: Callable[[Ledger], Packs],
) -> None:
    """Add them to a router."""

    @get(router, "/v1/scenarios/{scenario_id:path}/states", "一个场景的环节和层级，及其历史")
    def get_scenario_states(scenario_id: str, as_of: dt.date | None = None, plan: Text = None) -> Answer:
        with open_workspace() as workspace:
            return states(workspace, packs(workspace.ledger), scenario_id, as_of=as_of or dt.date.today(), plan=plan)

    @get(router, "/v1/scenario-work/states", "各场景的环节和层级")
    def get_states(as_of: dt.date | None = None, zone: Text = None, limit: Limit = 50, plan: Text = None) -> Answer:
        with open_workspace() as workspace:
            day = as_of or dt.date.today()
            return states(workspace, packs(workspace.ledger), as_of=day, zone=zone, limit=limit, plan=plan)

    @get(router, "/v1/scenario-work/late", "停留过久的场景")
    def get_late(as_of: dt.date | None = None, zone: Text = None, limit: Limit = 50, plan: Text = None) -> Answer:
        with open_workspace() as workspace:
            day = as_of or dt.date.today()
            return staying(workspace, packs(workspace.ledger), as_of=day, zone=zone, limit=limit, plan=plan)

    @get(router, "/v1/scenario-work/promotion", "可以晋升的场景")
    def get_promotion(
        as_of: dt.date | None = None, tier: Text = None, zone: Text = None, limit: Limit = 50, plan: Text = None
    ) -> Answer:
        with open_workspace() as workspace:
            day, known = as_of or dt.date.today(), packs(workspace.ledger)
            return promotion(workspace, known, as_of=day, to=tier, zone=zone, limit=limit, plan=plan)

    @get(router, "/v1/scenario-work/library", "项目库")
    def get_library(
        as_of: dt.date | None = None,
        library_name: Annotated[str | None, Query(alias="library", max_length=200)] = None,
        step: Text = None,
        tier: Text = None,
        action: Text = None,
        direction: Text = None,
        zone: Text = None,
        industry: Text = None,
        field: Text = None,
        status: Text = None,
        late: bool = False,
        limit: Limit = 50,
        plan: Text = None,
    ) -> Answer:
        wish = Wish(library_name, step, tier, action, direction, zone, industry, field, status, late)
        with open_workspace() as workspace:
            return library(
                workspace, packs(workspace.ledger), wish, as_of=as_of or dt.date.today(), limit=limit, plan=plan
            )

    @get(router, "/v1/scenario-work/targets", "目标与进展")
    def get_targets(as_of: dt.date | None = None, plan: Text = None) -> Answer:
        with open_workspace() as workspace:
            return targets(workspace, packs(workspace.ledger), as_of=as_of or dt.date.today(), plan=plan)

    @get(router, "/v1/scenario-work/assessment", "评估表")
    def get_assessment(
        as_of: dt.date | None = None,
        by: Annotated[list[Literal["district", "action", "direction"]] | None, Query(max_length=3)] = None,
        zone: Text = None,
        plan: Text = None,
    ) -> Answer:
        parts = by or ["district", "action", "direction"]
        with open_workspace() as workspace:
            return assessment(
                workspace, packs(workspace.ledger), as_of=as_of or dt.date.today(), by=list(parts), zone=zone, plan=plan
            )
