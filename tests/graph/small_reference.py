"""A reference of a few zones and links by hand, for analysis that needs no store."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from graph.analysis.reference import Cell, Chain, Link, Reference, Zone

HOME = "city"


def reference(
    counts: Mapping[tuple[str, str], int],
    *,
    zones: Mapping[str, str],
    links: tuple[str, ...],
    capital: Mapping[tuple[str, str], float | None] | None = None,
) -> Reference:
    """Districts by id and name, one chain with `links`, companies (and capital) by (zone, link)."""
    workspace: Any = SimpleNamespace(
        home_zone=HOME,
        manifest={"bundles": [], "version": 1, "hash": "h", "built_at": "t"},
        ledger=SimpleNamespace(sources=list),
        tables=Path("nowhere"),
    )
    made = Reference(workspace)
    chain = Chain(
        "chain", "链", "city",
        tuple(Link(k, f"环节{k}", "chain", "midstream", n, "city", True, (), "", (), ()) for n, k in enumerate(links)),
    )  # fmt: skip
    given: dict[str, Any] = {
        "zones": {HOME: Zone(HOME, "市", "city", "", ())}
        | {key: Zone(key, name, "district", "", (HOME,)) for key, name in zones.items()},
        "chains": {"chain": chain},
        "cells": {
            key: Cell(n, 0, capital.get(key) if capital else None, (), None, None) for key, n in counts.items() if n
        },
        "declared": [{"source": "s", "zone": HOME, "complete": False, "as_of": None}],
    }
    for name, value in given.items():
        setattr(made, name, value)
    return made
