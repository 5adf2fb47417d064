"""Routes on what changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Annotated

from fastapi import APIRouter, Query

from api.http.answer import Answer, get
from graph.analysis.changes import CHANGES_SHOWN, changes
from graph.analysis.systems import systems_diff
from graph.analysis.watching import watch_list
from graph.ledger import Ledger
from graph.workspace import Workspace
from ingest.past import open_past
from schema.pack_model import Packs

Text = Annotated[str | None, Query(max_length=200)]


@contextmanager
def at(
    open_workspace: Callable[[], AbstractContextManager[Workspace]],
    packs: Callable[[Ledger], Packs],
    as_of: str | None,
) -> Iterator[Workspace]:
    """The published graph, or that of a day or version."""
    with open_workspace() as workspace:
        if as_of is None:
            yield workspace
            return
        with open_past(workspace.ledger.home, packs(workspace.ledger), as_of) as past:
            yield past


def time_routes(
    router: APIRouter,
    open_workspace: Callable[[], AbstractContextManager[Workspace]],
    packs: Callable[[Ledger], Packs],
) -> None:
    """Add them to a router."""

    @get(router, "/v1/changes", "两个时点之间的变化")
    def get_changes(
        since: Annotated[str, Query(min_length=1, max_length=40)],
        until: Annotated[str | None, Query(max_length=40)] = None,
        zone: Text = None,
        kind: Annotated[str | None, Query(max_length=40)] = None,
        limit: Annotated[int, Query(ge=1, le=1000)] = CHANGES_SHOWN,
    ) -> Answer:
        with open_workspace() as workspace:
            taxonomy = packs(workspace.ledger)
            home, rules = workspace.ledger.home, taxonomy.gap_rules
            with open_past(home, taxonomy, since) as before:
                if until is None:
                    return changes(before, workspace, rules, zone=zone, kind=kind, limit=limit)
                with open_past(home, taxonomy, until) as after:
                    return changes(before, after, rules, zone=zone, kind=kind, limit=limit)

    @get(router, "/v1/industry-systems/{first}/diff/{second}", "两个产业体系的沿革")
    def get_systems_diff(first: str, second: str) -> Answer:
        with open_workspace() as workspace:
            return systems_diff(workspace, first, second)

    @get(router, "/v1/watches", "关注及其变化")
    def get_watches() -> Answer:
        with open_workspace() as workspace:
            return watch_list(workspace.ledger)
