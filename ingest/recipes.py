"""Recipes: which reader, rules and packs made a bundle (配方).

Raise a number when its reader or rules change what they give; bundles made by
an older recipe are shown as stale and redone by `ingest --refresh`.
"""

from __future__ import annotations

from typing import Any, Final

from schema.pack_model import Packs

PROGRAM: Final = "0.1.0"
TABLE_READER: Final = "table/4"
LIST_RULES: Final = "lists/1"
READERS: Final = {"document": "document/3"}
RULES: Final = {"document": "documents/4", "registrations": "registrations/2", "scenarios": "scenarios/1"}


def recipe_for(kind: str, packs: Packs) -> dict[str, Any]:
    """The recipe by which this program reads a file of this kind now."""
    more: dict[str, Any] = {}
    if kind == "document":
        # The rules of documents take half a second to load, for which an update of a register need not wait.
        from ingest.documents import hints
        from ingest.readers.ocr import available as ocr_available

        # What pictures say depends on whether they can be read here.
        more = {"ocr": ocr_available(), **hints.recipe()}
    return {
        **more,
        "kind": kind,
        "reader": READERS.get(kind, TABLE_READER),
        "rules": RULES.get(kind, LIST_RULES),
        "packs": packs.fingerprint,
    }
