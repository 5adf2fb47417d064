"""Recipes: which reader, rules and packs made a bundle (配方).

Raise a number when its reader or rules change what they give; bundles made by
an older recipe are shown as stale and redone by `ingest --refresh`.
"""

from __future__ import annotations

from typing import Any, Final

from schema.pack_model import Packs

PROGRAM: Final = "0.1.0"
READERS: Final = {"document": "document/2", "registrations": "table/2", "scenarios": "table/2"}
RULES: Final = {"document": "documents/2", "registrations": "registrations/1", "scenarios": "scenarios/1"}


def recipe_for(kind: str, packs: Packs) -> dict[str, Any]:
    """The recipe by which this program reads a file of this kind now."""
    return {"kind": kind, "reader": READERS[kind], "rules": RULES[kind], "packs": packs.fingerprint}
