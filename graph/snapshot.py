"""Which projection is published, and what its manifest says (快照).

Nothing heavy is imported here: every question starts with it.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

from graph.errors import LedgerError

POINTER: Final = "current"
MANIFEST: Final = "manifest.json"
CHANGES: Final = "changes"
"""Folder of an update's rows that went and came, while it is built; the store and the search take them from there."""
FORMAT: Final = 4
"""Raised when the files of a published projection change in kind: one of another format is built again, never read."""


def current_folder(graph: Path) -> Path | None:
    """Folder of the published projection, or None before the first build."""
    pointer = graph / POINTER
    if not pointer.exists():
        return None
    folder = graph / pointer.read_text(encoding="utf-8").strip()
    if not (folder / MANIFEST).exists():
        raise LedgerError(f"{folder}: the published projection is missing; run `scenariograph build --anew`")
    return folder


def is_readable(manifest: dict[str, Any]) -> bool:
    """Whether this program reads the files that this manifest speaks for."""
    return bool(manifest.get("format", 1) == FORMAT)


def read_manifest(folder: Path) -> dict[str, Any]:
    """The manifest of a published projection."""
    manifest: dict[str, Any] = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    return manifest
