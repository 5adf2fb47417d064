"""Routes on what is related to a scenario, company, park or policy."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Annotated

from fastapi import APIRouter, Query

from api.http.answer import Answer, get
from graph.analysis.related import Wanted, related
from graph.ledger import Ledger
from graph.wording import SCENARIO_LABELS
from graph.workspace import Workspace
from schema.pack_model import Packs

Text = Annotated[str | None, Query(max_length=200)]
Limit = Annotated[int, Query(ge=1, le=1000)]


def related_routes(
    router: APIRouter,
    open_workspace: Callable[[], AbstractContextManager[Workspace]],
    packs: Callable[[Ledger], Packs],
) -> None:
    """Add them to a router."""

    @get(router, "/v1/scenarios/{scenario_id:path}/related", "相关场景")
    def get_related(
        scenario_id: str,
        zone: Text = None,
        industry: Text = None,
        field: Text = None,
        status: Text = None,
        all_alike: bool = False,
        limit: Limit = 20,
    ) -> Answer:
        wanted = Wanted(zone, industry, field, status)
        with open_workspace() as workspace:
            return related(
                workspace,
                packs(workspace.ledger),
                scenario_id,
                wanted=wanted,
                limit=limit,
                diverse=not all_alike,
                labels=SCENARIO_LABELS,
            )

    @get(router, "/v1/companies/{company_id:path}/related", "相关企业")
    def get_companies(company_id: str, limit: Limit = 20) -> Answer:
        with open_workspace() as workspace:
            return related(workspace, packs(workspace.ledger), company_id, limit=limit, labels=("Company",))

    @get(router, "/v1/parks/{park_id:path}/related", "相关园区")
    def get_parks(park_id: str, limit: Limit = 20) -> Answer:
        with open_workspace() as workspace:
            return related(workspace, packs(workspace.ledger), park_id, limit=limit, labels=("Park",))

    @get(router, "/v1/policies/{policy_id:path}/related", "相关政策")
    def get_policies(policy_id: str, limit: Limit = 20) -> Answer:
        with open_workspace() as workspace:
            return related(workspace, packs(workspace.ledger), policy_id, limit=limit, labels=("Policy",))
