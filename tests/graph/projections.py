"""Facts of a test as a projection on disk, with the manifest that publishing would give it."""

from __future__ import annotations

import json
from pathlib import Path

from graph.facts import Facts
from graph.ledger import write_bundle
from graph.projection import CountedBundle, Projection, ProjectionInputs, project
from ingest.resolve import resolve
from tests.graph.test_projection import CITY, pack


def projected(facts: Facts, folder: Path, step: int) -> Projection:
    """Project some facts beside the small pack of the tests, as version `step`."""
    (folder / f"facts{step}").mkdir()
    bundle = write_bundle(folder / f"facts{step}", f"{step}" * 32, facts.tables())
    counted = CountedBundle(bundle, "s", 1, 1, "replace", "registration", None, None)
    tables = pack()
    inputs = ProjectionInputs((counted,), (), tables, "p", CITY, resolve([bundle], tables, ()).table, (), "1")
    made = project(inputs, folder / f"projection{step}")
    manifest = {"version": step, "hash": made.hash, **made.counts}
    (made.folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    return made
