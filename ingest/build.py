"""The build: current bundles, packs and decisions become the published graph (构建)."""

from __future__ import annotations

import dataclasses
import datetime as dt
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow.compute as pc

from graph import company_index as companies
from graph.analysis.watching import report_watches
from graph.ledger import Bundle, Coverage, Decision, Ledger, open_bundle
from graph.ledger.durable import unfinished
from graph.pack_facts import pack_facts
from graph.projection import CountedBundle, ProjectionInputs, counted_bundles, current_coverage
from graph.publish import WholeBeside, publish, published, to_server
from graph.stores import StoreKind, neo4j_store
from ingest.identity import Register
from ingest.past_inputs import keep_inputs
from ingest.recipes import PROGRAM, recipe_for
from ingest.resolve import SCHEMA, resolve
from schema.pack_model import Packs
from schema.words import word_set

if TYPE_CHECKING:
    from pyspark.sql import SparkSession


def _counted(ledger: Ledger) -> dict[str, Bundle]:
    names = {version.bundle for source in ledger.sources() for version in source.versions if source.state == "current"}
    return {name: open_bundle(ledger.facts / name) for name in sorted(names) if (ledger.facts / name).exists()}


def is_invented(publisher: str | None) -> bool:
    """Whether the publisher says that a source is invented for demonstration: it stays out of the graph."""
    return publisher is not None and publisher.strip().casefold() in word_set("invented_publishers")


def _referenced(bundles: list[Bundle]) -> frozenset[str]:
    """Ids of pack rows that edges of the bundles point to."""
    found: set[str] = set()
    for bundle in bundles:
        edges = bundle.read("edges", ("head", "tail"))
        if edges is not None:
            for end in ("head", "tail"):
                ids = edges.column(end)
                named = pc.or_(pc.starts_with(ids, "cn-uscc:"), pc.starts_with(ids, "name:"))
                found.update(pc.unique(ids.filter(pc.invert(named))).to_pylist())
    return frozenset(found)


def unnamed_inputs(
    packs: Packs, counted: Sequence[CountedBundle], coverage: Sequence[Coverage], decisions: Sequence[Decision]
) -> ProjectionInputs:
    """What a projection of these bundles is computed from, its names not yet resolved."""
    return ProjectionInputs(
        bundles=tuple(counted),
        coverage=tuple(coverage),
        packs=pack_facts(packs, _referenced([item.bundle for item in counted])),
        packs_fingerprint=packs.fingerprint,
        home=packs.home,
        resolution=SCHEMA.empty_table(),
        decisions=tuple(decisions),
        program=PROGRAM,
    )


def _unnamed_inputs(ledger: Ledger, packs: Packs) -> ProjectionInputs:
    """Everything the next projection is computed from, its names not yet resolved."""
    sources = [source for source in ledger.sources() if not is_invented(source.latest.options.get("publisher"))]
    counted = counted_bundles(sources, _counted(ledger))
    return unnamed_inputs(packs, counted, current_coverage(sources), ledger.decisions())


@contextmanager
def projection_inputs(
    ledger: Ledger, packs: Packs, unnamed: ProjectionInputs | None = None, beside: Path | None = None
) -> Iterator[ProjectionInputs]:
    """Everything the next projection is computed from; an index of companies made on the way is there until the end.

    It is made in `beside`, else in the folder of projections, which only a writer may use.
    """
    inputs = unnamed or _unnamed_inputs(ledger, packs)
    bundles = [item.bundle for item in inputs.bundles]
    folder = unfinished(beside or ledger.graph)
    register = Register(bundles, packs, folder, sorted(ledger.graph.glob(f"[0-9]*/{companies.FILE}")))
    try:
        found = resolve(bundles, inputs.packs, inputs.decisions, register)
        yield dataclasses.replace(
            inputs, resolution=found.table, name_candidates=found.candidates, companies=register.index
        )
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def build(
    ledger: Ledger,
    packs: Packs,
    *,
    anew: bool = False,
    threads: int | None = None,
    now: dt.datetime | None = None,
    store: StoreKind = "embedded",
    replace: bool = False,
    spark: SparkSession | None = None,
    whole: WholeBeside | None = None,
    progress: Callable[[str, int, int], None] = lambda step, done, total: None,
) -> dict[str, Any]:
    """Publish the graph that the ledger gives now, its tables computed in `spark` if given; returns its manifest.

    Whether what is published is whole is looked at on another core while names are resolved; `whole` may have begun.

    What changed in watches is in it too, as `watches`. `store` neo4j then brings the server to it as well; `replace` overwrites another workspace's graph there.
    """
    with ledger.writing():
        unnamed = _unnamed_inputs(ledger, packs)
        manifest = None if anew else published(ledger.graph, unnamed)
        if manifest is None:
            progress("names", 0, 0)
            with nullcontext(whole) if whole else WholeBeside(ledger.graph) as looked:
                if not anew and spark is None:
                    looked.begin()
                with projection_inputs(ledger, packs, unnamed) as inputs:
                    manifest = publish(
                        ledger.graph,
                        inputs,
                        now=now or dt.datetime.now(dt.UTC),
                        threads=threads,
                        anew=anew,
                        spark=spark,
                        whole=looked,
                        progress=lambda step: progress(step, 0, 0),
                    )
        keep_inputs(ledger, manifest, unnamed)
        if store == "neo4j":
            server = neo4j_store(ledger.identity)
            try:
                to_server(ledger.graph, server, anew=anew, replace=replace, progress=progress)
            finally:
                server.close()
        return {**manifest, "watches": report_watches(ledger, packs, manifest)}


def stale_sources(ledger: Ledger, packs: Packs) -> list[str]:
    """Keys of current sources whose latest bundle an older recipe made, or whose bundle is gone."""
    stale = []
    for source in ledger.sources():
        version = source.latest
        if source.state == "current" and (
            version.recipe != recipe_for(source.kind, packs) or not (ledger.facts / version.bundle).exists()
        ):
            stale.append(source.key)
    return stale
