"""Routes on complexity and what a zone could enter."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Annotated

from fastapi import APIRouter, Query

from api.http.answer import Answer, get
from graph.analysis.complexity import By, complexity
from graph.analysis.complexity_table import Level, Measure, Of
from graph.analysis.entries import entries
from graph.analysis.reference import Reference
from graph.ledger import Ledger
from graph.workspace import Workspace
from schema.pack_model import Packs

Text = Annotated[str | None, Query(max_length=200)]


def complexity_routes(
    router: APIRouter,
    open_workspace: Callable[[], AbstractContextManager[Workspace]],
    packs: Callable[[Ledger], Packs],
) -> None:
    """Add them to a router."""

    @get(router, "/v1/complexity", "区位商、关联密度和复杂度指数")
    def get_complexity(
        by: By | None = None,
        measure: Measure = "companies",
        level: Level = "district",
        of: Of = "link",
        zone: Text = None,
        industry: Text = None,
    ) -> Answer:
        with open_workspace() as workspace:
            thresholds = packs(workspace.ledger).thresholds
            return complexity(
                Reference.of(workspace),
                thresholds,
                by=by,
                measure=measure,
                level=level,
                of=of,
                zone=zone,
                industry=industry,
            )

    @get(router, "/v1/zones/{zone_id:path}/entries", "一个区域可进入的环节")
    def get_entries(
        zone_id: str,
        industry: Text = None,
        measure: Measure = "companies",
        limit: Annotated[int, Query(ge=1, le=1000)] = 20,
    ) -> Answer:
        with open_workspace() as workspace:
            thresholds = packs(workspace.ledger).thresholds
            return entries(
                Reference.of(workspace), thresholds, zone_id, industry=industry, measure=measure, limit=limit
            )
