"""Checks a workspace against itself: catalog, originals, bundles, graph (核验)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from graph.ledger.bundles import MANIFEST
from graph.ledger.durable import UNFINISHED, sha256_of
from graph.ledger.ledger import CATALOG, FOLDERS, LOCK, Ledger

# llm-cache holds answers of a model that bundles name by digest (docs/decisions/008); past holds projections
# of earlier states, which can be deleted at any time and are made again when they are asked for (011).
PAST = "past"
ROOT_NAMES = {CATALOG, f"{CATALOG}-wal", f"{CATALOG}-shm", LOCK, *FOLDERS, "llm-cache", PAST}


@dataclass(frozen=True)
class Finding:
    """Something that differs; `level` is `problem`, or `note` for what the next writer clears."""

    level: str
    path: str
    text: str


def _originals(ledger: Ledger, named: set[str]) -> Iterator[Finding]:
    present = set()
    for path in sorted(ledger.originals.iterdir()):
        place = f"originals/{path.name}"
        if path.name.startswith(UNFINISHED):
            yield Finding("note", place, "left by an interrupted command; the next writing command clears it")
            continue
        if len(path.name) != 64 or not path.is_file():
            yield Finding("problem", place, "a foreign file; move it out of the workspace")
            continue
        present.add(path.name)
        if sha256_of(path) != path.name:
            yield Finding("problem", place, "its bytes differ from its name (SHA-256); restore it from a backup")
        elif path.name not in named:
            yield Finding("note", place, "no version names it; it is kept")
    for name in sorted(named - present):
        yield Finding("problem", f"originals/{name}", "missing; restore it from a backup")


def bundle_findings(folder: Path) -> list[Finding]:
    """What differs between a bundle's files and its manifest."""
    return list(_bundle(folder))


def _bundle(folder: Path) -> Iterator[Finding]:
    place = f"facts/{folder.name}"
    try:
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        tables = {f"{name}.parquet": spec["sha256"] for name, spec in manifest["tables"].items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        yield Finding("problem", f"{place}/{MANIFEST}", f"can't be read ({error}); run ingest --refresh")
        return
    present = {path.name for path in folder.iterdir()} - {MANIFEST}
    for name in sorted(present - tables.keys()):
        yield Finding("problem", f"{place}/{name}", "a foreign file; move it out of the workspace")
    for name, digest in sorted(tables.items()):
        if name not in present:
            yield Finding("problem", f"{place}/{name}", "missing; run ingest --refresh")
        elif sha256_of(folder / name) != digest:
            yield Finding("problem", f"{place}/{name}", "its bytes differ from the manifest; run ingest --refresh")


def _bundles(ledger: Ledger, named: set[str]) -> Iterator[Finding]:
    present = set()
    for folder in sorted(ledger.facts.iterdir()):
        place = f"facts/{folder.name}"
        if folder.name.startswith(UNFINISHED):
            yield Finding("note", place, "left by an interrupted command; the next writing command clears it")
        elif not folder.is_dir() or len(folder.name) != 32:
            yield Finding("problem", place, "a foreign file; move it out of the workspace")
        else:
            present.add(folder.name)
            yield from _bundle(folder)
            if folder.name not in named:
                yield Finding("note", place, "no version names it; it is kept")
    for name in sorted(named - present):
        yield Finding("problem", f"facts/{name}", "missing; run ingest --refresh")


def verify(ledger: Ledger) -> list[Finding]:
    """Compare originals and bundles with the catalog, byte by byte; what differs, in order of place."""
    versions = [version for source in ledger.sources() for version in source.versions]
    found = [
        Finding("problem", path.name, "a foreign file; move it out of the workspace")
        for path in sorted(ledger.home.iterdir())
        if path.name not in ROOT_NAMES
    ]
    found.extend(_originals(ledger, {version.sha256 for version in versions}))
    found.extend(_bundles(ledger, {version.bundle for version in versions}))
    return found
