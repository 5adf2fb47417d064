"""Routes on the work on scenarios."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Annotated

from fastapi import APIRouter, Query

from api.http.answer import Answer, get
from graph.analysis.scenario_work import states, staying
from graph.ledger import Ledger
from graph.workspace import Workspace
from schema.pack_model import Packs

Limit = Annotated[int, Query(ge=1, le=10_000)]


def scenario_routes(
    router: APIRouter,
    open_workspace: Callable[[], AbstractContextManager[Workspace]],
    packs: Callable[[Ledger], Packs],
) -> None:
    """Add them to a router."""

    @get(router, "/v1/scenarios/{scenario_id:path}/states", "一个场景的环节和层级，及其历史")
    def get_scenario_states(scenario_id: str, as_of: dt.date | None = None) -> Answer:
        with open_workspace() as workspace:
            return states(workspace, packs(workspace.ledger), scenario_id, as_of=as_of or dt.date.today())

    @get(router, "/v1/scenario-work/states", "各场景的环节和层级")
    def get_states(as_of: dt.date | None = None, limit: Limit = 50) -> Answer:
        with open_workspace() as workspace:
            return states(workspace, packs(workspace.ledger), as_of=as_of or dt.date.today(), limit=limit)

    @get(router, "/v1/scenario-work/late", "停留过久的场景")
    def get_late(as_of: dt.date | None = None) -> Answer:
        with open_workspace() as workspace:
            return staying(workspace, packs(workspace.ledger), as_of=as_of or dt.date.today())
