"""Routes on how companies hang together."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Annotated

from fastapi import APIRouter, Query

from api.http.answer import Answer, get
from graph.analysis.firm_chain import firm_chain
from graph.analysis.path_search import MOST_STEPS, Order
from graph.analysis.paths import paths
from graph.analysis.prospects import Kind, prospects
from graph.analysis.reference import Reference
from graph.ledger import Ledger
from graph.workspace import Workspace
from schema.pack_model import Packs

Name = Annotated[str, Query(min_length=1, max_length=200)]


def path_routes(
    router: APIRouter,
    open_workspace: Callable[[], AbstractContextManager[Workspace]],
    packs: Callable[[Ledger], Packs],
) -> None:
    """Add them to a router."""

    @get(router, "/v1/paths", "从一家企业到另一家企业或场景的路径")
    def get_paths(
        from_: Annotated[str, Query(alias="from", min_length=1, max_length=200)],
        to: Name,
        order: Order = "steps",
        most_steps: Annotated[int, Query(ge=1, le=MOST_STEPS)] = MOST_STEPS,
        also: Annotated[list[str] | None, Query(max_length=10)] = None,
        through_hubs: bool = False,
        limit: Annotated[int, Query(ge=1, le=50)] = 3,
    ) -> Answer:
        with open_workspace() as workspace:
            known = packs(workspace.ledger)
            return paths(
                workspace,
                known.path_steps,
                known.thresholds,
                from_,
                to,
                order=order,
                most_steps=most_steps,
                also=also or (),
                through_hubs=through_hubs,
                limit=limit,
            )

    @get(router, "/v1/companies/{company_id:path}/chain", "一家企业的链")
    def get_chain(company_id: str) -> Answer:
        with open_workspace() as workspace:
            return firm_chain(Reference.of(workspace), company_id)

    @get(router, "/v1/parks/{park_id:path}/prospects", "以商招商")
    def get_prospects(
        park_id: str,
        kind: Kind | None = None,
        through_hubs: bool = False,
        limit: Annotated[int, Query(ge=1, le=1000)] = 20,
    ) -> Answer:
        with open_workspace() as workspace:
            known = packs(workspace.ledger)
            return prospects(
                Reference.of(workspace),
                known.path_steps,
                known.thresholds,
                park_id,
                kind=kind,
                through_hubs=through_hubs,
                limit=limit,
            )
