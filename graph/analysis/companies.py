"""Names of companies that findings speak of (企业名片)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from graph.queries import ask
from graph.workspace import Workspace


def company_cards(workspace: Workspace, ids: Sequence[str]) -> dict[str, dict[str, Any]]:
    """Id, name and capital of companies by id."""
    wanted = sorted(set(ids))
    return {row["id"]: row for row in ask(workspace.store, "companies_by_id", {"ids": wanted})} if wanted else {}
