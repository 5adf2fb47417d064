"""Publishing a projection: tables, store and search beside, then one pointer swap (发布)."""

from __future__ import annotations

import datetime as dt
import json
import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from graph import company_index as companies
from graph import wording
from graph.errors import LedgerError, StoreError
from graph.ledger import canonical_json
from graph.ledger.durable import (
    UNFINISHED,
    fsync_file,
    fsync_folder,
    replace_durably,
    sha256_of,
    share,
    unfinished,
    write_text_durably,
)
from graph.ledger.milestones import reached
from graph.made_beside import MadeBeside
from graph.projection import Base, Projection, ProjectionInputs, base_for, project
from graph.snapshot import CHANGES, FORMAT, MANIFEST, POINTER, current_folder, is_readable, read_manifest
from graph.stores.neo4j_state import differing

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

    from graph.stores.neo4j import Neo4jStore


def _numbers(graph: Path) -> list[int]:
    return sorted(int(path.name) for path in graph.iterdir() if path.name.isdigit())


def _manifest(
    inputs: ProjectionInputs, version: int, projection: Projection, updates: int, now: dt.datetime
) -> dict[str, Any]:
    return {
        "version": version,
        "format": FORMAT,
        "hash": projection.hash,
        "ground": inputs.ground(),
        "counted": inputs.counted(),
        "updates": updates,
        "fingerprint": inputs.fingerprint(),
        "built_at": now.isoformat(timespec="seconds"),
        "program": inputs.program,
        "home": inputs.home,
        "packs": inputs.packs_fingerprint,
        "bundles": [[b.source, b.seq, b.number, b.bundle.name] for b in inputs.bundles],
        "last_decision": max((d.number for d in inputs.decisions), default=0),
        **projection.counts,
    }


def published(graph: Path, inputs: ProjectionInputs) -> dict[str, Any] | None:
    """The manifest of the published projection if it rests on just these inputs; resolution plays no part in that."""
    folder = current_folder(graph)
    if folder is None:
        return None
    manifest = read_manifest(folder)
    return manifest if is_readable(manifest) and manifest["fingerprint"] == inputs.fingerprint() else None


def is_whole(graph: Path) -> bool:
    """Whether a projection is published of which every file is as its manifest says: what an update can begin from."""
    folder = current_folder(graph)
    if folder is None:
        return False
    manifest = read_manifest(folder)
    return is_readable(manifest) and not any(_damaged(folder, manifest["files"]))


class WholeBeside:
    """What `is_whole` says, looked at on another core from `begin` on, and once for all who ask (旁核校验)."""

    def __init__(self, graph: Path) -> None:
        self._graph = graph
        self._pool = ThreadPoolExecutor(1)
        self._looked: Future[bool] | None = None

    def begin(self) -> None:
        """Begin to look, if that is not done yet; who writes to the folder must not be let in from now on."""
        self._looked = self._looked or self._pool.submit(is_whole, self._graph)

    def __call__(self) -> bool:
        self.begin()
        assert self._looked is not None
        return self._looked.result()

    def __enter__(self) -> WholeBeside:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._pool.shutdown(cancel_futures=True)


def _base(before: Path, inputs: ProjectionInputs, whole: Callable[[], bool]) -> tuple[Base | None, int]:
    """The published projection, where what is built now can be an update of it (none of a damaged one), and which."""
    manifest = read_manifest(before)
    if not is_readable(manifest):
        return None, 0
    base = base_for(before, manifest, {}, inputs)
    # Store and search are copied from there too, so all of it must be whole, not the tables alone.
    if base is None or not whole():
        return None, 0
    base = replace(base, digests=json.loads((before / "digests.json").read_text(encoding="utf-8")))
    return base, manifest["updates"] + 1


def _wording(beside: Path, projection: Projection, previous: Path | None) -> None:
    """Weigh the words of the texts, or take them from the projection this one is an update of if no text changed."""
    if previous is not None and (previous / wording.FILE).exists():
        digests = json.loads((previous / "digests.json").read_text(encoding="utf-8"))
        if all(digests.get(f"node_{label}") == projection.digests.get(f"node_{label}") for label in wording.COLUMNS):
            share(previous / wording.FILE, beside / wording.FILE)
            return
    wording.write_wording(beside)


def publish(
    graph: Path,
    inputs: ProjectionInputs,
    *,
    now: dt.datetime,
    threads: int | None = None,
    anew: bool = False,
    spark: SparkSession | None = None,
    whole: Callable[[], bool] | None = None,
    progress: Callable[[str], None] = lambda step: None,
) -> dict[str, Any]:
    """Build what `inputs` give and make it current; returns its manifest. The tables are computed in `spark` if given.

    Where the published projection rests on the same inputs nothing is done, unless `anew`. `whole` says what `is_whole`
    says of it, where that is looked at already.
    """
    if not anew and (manifest := published(graph, inputs)) is not None:
        return manifest
    before = None if anew else current_folder(graph)
    base, updates = (None, 0)
    if before is not None and spark is None:
        base, updates = _base(before, inputs, whole or partial(is_whole, graph))
    beside = unfinished(graph)
    beside.mkdir()
    if inputs.companies is not None:
        share(inputs.companies, beside / companies.FILE)
    with MadeBeside(beside, before, inputs, base) as making:
        projection = project(
            inputs,
            beside,
            threads=threads,
            spark=spark,
            base=base,
            progress=progress,
            nodes_written=making.nodes_written,
            edges_written=making.edges_written,
            graph_written=making.graph_written,
        )
        reached("projection tables")
        _wording(beside, projection, before if base is not None else None)
        progress("store")
        making.finish()
    reached("store copy")
    version = max(_numbers(graph), default=0) + 1
    manifest = _manifest(inputs, version, projection, updates, now)
    for scratch in ("spill", CHANGES):
        shutil.rmtree(beside / scratch, ignore_errors=True)
    names = [path.relative_to(beside).as_posix() for path in sorted(beside.rglob("*")) if path.is_file()]
    taken = _taken_over(beside, before) if before is not None and base is not None else {}
    manifest["files"] = taken | _digests(beside, [name for name in names if name not in taken])
    (beside / MANIFEST).write_text(canonical_json(manifest), encoding="utf-8")
    fsync_file(beside / MANIFEST)
    fsync_folder(beside)
    replace_durably(beside, graph / f"{version:06d}")
    write_text_durably(graph / POINTER, f"{version:06d}\n")
    reached("pointer swap")
    _clean_up(graph, version, before)
    reached("clean-up")
    return manifest


def to_server(
    graph: Path,
    store: Neo4jStore,
    *,
    anew: bool = False,
    replace: bool = False,
    progress: Callable[[str, int, int], None] = lambda what, done, total: None,
) -> None:
    """Bring a server to the published projection, by difference where the one it holds is still here.

    `anew` writes everything again. Raises StoreError; what is published stays as it is.
    """
    following = current_folder(graph)
    if following is None:
        raise LedgerError(f"{graph}: nothing is built yet; run `scenariograph build`")
    state = store.state()
    held = None if anew or state is None else state.hash
    folders = [graph / f"{number:06d}" for number in _numbers(graph)]
    known = [folder for folder in folders if held is not None and read_manifest(folder)["hash"] == held]
    store.sync(known[-1] if known else None, following, replace=replace, progress=progress)


def server_differences(graph: Path, store: Neo4jStore) -> list[tuple[str, str]]:
    """What differs between the published projection and the server's graph: (place, what). Raises StoreError."""
    following = current_folder(graph)
    if following is None:
        return []
    manifest = read_manifest(following)
    try:
        store.expect(manifest["hash"])
    except StoreError as error:
        return [("neo4j", str(error))]
    return [
        ("neo4j", f"has {there} {name}, the projection {wanted}; run build --store neo4j --anew")
        for name, there, wanted in differing(store.counts(), manifest)
    ]


def _clean_up(graph: Path, version: int, before: Path | None) -> None:
    """Two projections stay: the one in use and the one before, for readers that still hold it."""
    kept = {f"{version:06d}", before.name if before else ""}
    for number in _numbers(graph):
        name = f"{number:06d}"
        if name not in kept and (before is not None or number != version - 1):
            shutil.rmtree(graph / name)


def differences(graph: Path) -> list[tuple[str, str]]:
    """What differs between the published projections and their manifests: (place, what)."""
    found: list[tuple[str, str]] = []
    for path in sorted(graph.iterdir()):
        if path.name == POINTER or path.name.startswith(UNFINISHED):
            continue
        if not (path.is_dir() and path.name.isdigit()):
            found.append((f"graph/{path.name}", "a foreign file; move it out of the workspace"))
            continue
        found.extend(_projection_differences(path))
    pointer = graph / POINTER
    if pointer.exists() and not (graph / pointer.read_text(encoding="utf-8").strip()).is_dir():
        found.append(("graph/current", "names a projection that is missing; run build --anew"))
    return found


def _projection_differences(folder: Path) -> list[tuple[str, str]]:
    place = f"graph/{folder.name}"
    try:
        files = read_manifest(folder)["files"]
    except (OSError, ValueError, KeyError) as error:
        return [(f"{place}/manifest.json", f"can't be read ({error}); run build --anew")]
    found = []
    present = {p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file()} - {MANIFEST}
    for name in sorted(present - files.keys()):
        found.append((f"{place}/{name}", "a foreign file; move it out of the workspace"))
    return found + [(f"{place}/{name}", what) for name, what in _damaged(folder, files)]


def _digests(folder: Path, names: list[str]) -> dict[str, str]:
    """Digests of files by name; hashing happens outside Python, so two at a time take half as long."""
    with ThreadPoolExecutor(2) as pool:
        return dict(zip(names, pool.map(lambda name: sha256_of(folder / name), names), strict=True))


def _taken_over(folder: Path, before: Path) -> dict[str, str]:
    """Digests of files that are those of the projection before, which was looked at whole."""
    files = read_manifest(before)["files"].items()
    return {
        name: digest for name, digest in files if (folder / name).exists() and (folder / name).samefile(before / name)
    }


def _damaged(folder: Path, files: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Files that are not as the manifest says: (name, what)."""
    found = _digests(folder, [name for name in files if (folder / name).exists()])
    for name, digest in sorted(files.items()):
        if name not in found:
            yield name, "missing; run build --anew"
        elif found[name] != digest:
            yield name, "its bytes differ from the manifest; run build --anew"
