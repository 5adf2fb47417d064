"""Names of companies that findings speak of (企业名片)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from graph.queries import ask
from graph.workspace import Workspace


def company_cards(workspace: Workspace, ids: Sequence[str]) -> dict[str, dict[str, Any]]:
    """Id, name and capital of companies by id; unknown ids have no entry.

    Findings speak of the same leaders again and again: each is asked of the store once.
    """
    kept: dict[str, dict[str, Any] | None] = workspace.kept.setdefault("company_cards", {})
    if unread := sorted(set(ids) - kept.keys()):
        found = {row["id"]: row for row in ask(workspace.store, "companies_by_id", {"ids": unread})}
        kept.update({one: found.get(one) for one in unread})
    return {one: card for one in ids if (card := kept[one]) is not None}
