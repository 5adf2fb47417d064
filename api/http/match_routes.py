"""Routes on demand and capability."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Annotated

from fastapi import APIRouter, Query

from api.http.answer import Answer, get
from graph.analysis.match_states import outcomes
from graph.analysis.matches import matches
from graph.ledger import Ledger
from graph.workspace import Workspace
from schema.pack_model import Packs

Limit = Annotated[int, Query(ge=1, le=1000)]


def match_routes(
    router: APIRouter,
    open_workspace: Callable[[], AbstractContextManager[Workspace]],
    packs: Callable[[Ledger], Packs],
) -> None:
    """Add them to a router."""

    def answer(name: str, label: str, as_of: dt.date | None, limit: int) -> Answer:
        day = as_of or dt.date.today()
        with open_workspace() as workspace:
            return matches(workspace, packs(workspace.ledger), name, as_of=day, limit=limit, labels=(label,))

    @get(router, "/v1/scenarios/{scenario_id:path}/matches", "谁能做一个场景")
    def get_companies(scenario_id: str, as_of: dt.date | None = None, limit: Limit = 20) -> Answer:
        return answer(scenario_id, "Scenario", as_of, limit)

    @get(router, "/v1/companies/{company_id:path}/matches", "一家企业能做哪些场景")
    def get_scenarios(company_id: str, as_of: dt.date | None = None, limit: Limit = 20) -> Answer:
        return answer(company_id, "Company", as_of, limit)

    @get(router, "/v1/matches/outcomes", "匹配的进展，按场景和区域计数")
    def get_outcomes() -> Answer:
        with open_workspace() as workspace:
            return outcomes(workspace, packs(workspace.ledger).matching)
