"""The graph as it was: of a published version, or of what was known on a day (历史图谱).

A version is computed again from the inputs that the ledger kept of it. A day counts every source by the
last version of that day or before (docs/decisions/011). What is computed is kept in the workspace's folder
`past`, which can be deleted at any time; nothing here needs the workspace's lock.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from graph.errors import LedgerError, NotFound
from graph.ledger import Coverage, Ledger, Source, Version, canonical_json, open_bundle
from graph.ledger.durable import unfinished
from graph.ledger.history import past_projection, past_projections
from graph.ledger.verify import PAST
from graph.projection import ProjectionInputs, counted_bundles
from graph.publish import publish
from graph.snapshot import MANIFEST, current_folder, is_readable, read_manifest
from graph.stores import EmbeddedStore
from graph.workspace import Workspace
from ingest.build import is_invented, projection_inputs, unnamed_inputs
from ingest.past_inputs import kept_inputs
from schema.pack_model import Packs

DATES_OFFERED: Final = 8


@dataclass(frozen=True)
class Moment:
    """A published version, or the end of a day."""

    version: int | None
    day: dt.date | None

    def __str__(self) -> str:
        return f"第 {self.version} 版" if self.version is not None else str(self.day)


def version_day(version: Version) -> dt.date:
    """The day from which a version was known: as of, else published on, else when it was taken in."""
    info = version.summary.get("info", {})
    for text in (version.options.get("as_of"), version.options.get("published_on"), info.get("published_on")):
        if text:
            try:
                return dt.date.fromisoformat(str(text)[:10])
            except ValueError:
                continue
    return dt.date.fromisoformat(version.added_at[:10])


def find_moment(ledger: Ledger, text: str) -> Moment:
    """A day such as 2026-04-16, or the number of a published version; raises NotFound offering what there is."""
    text = text.strip()
    if re.fullmatch(r"\d{1,7}", text):
        there = (ledger.graph / f"{int(text):06d}" / MANIFEST).exists()
        return Moment(int(text) if there else past_projection(ledger, int(text)).version, None)
    try:
        day = dt.date.fromisoformat(text)
    except ValueError:
        raise NotFound(
            f"{text}: neither a day such as 2026-04-16 nor the version of a projection; {_offer(ledger)}"
        ) from None
    days = [version_day(v) for s in _sources(ledger) for v in s.versions]
    if not days or day < min(days):
        raise NotFound(f"{text}: no source is as old as that; {_offer(ledger)}")
    return Moment(None, day)


def _offer(ledger: Ledger) -> str:
    days = sorted({version_day(v) for s in _sources(ledger) for v in s.versions})
    versions = [p.version for p in past_projections(ledger)]
    shown = "、".join(map(str, days[:1] + days[1:][-DATES_OFFERED:]))
    spoken = f"{versions[0]} to {versions[-1]}" if versions else "none yet"
    return f"sources are of {shown or 'no day, there are none'}; versions: {spoken}"


def _sources(ledger: Ledger) -> list[Source]:
    """Sources that count today: what was retracted was a mistake on every day."""
    return [
        s
        for s in ledger.sources()
        if s.state == "current" and s.versions and not is_invented(s.latest.options.get("publisher"))
    ]


def _on_day(ledger: Ledger, packs: Packs, day: dt.date) -> ProjectionInputs:
    known = []
    coverage: list[Coverage] = []
    for source in _sources(ledger):
        versions = tuple(v for v in source.versions if version_day(v) <= day)
        if not versions:
            continue
        known.append(replace(source, versions=versions))
        newest = max(version_day(v) for v in versions).isoformat()
        # What a source covers is said of the source: of an earlier version it holds until that version's day.
        coverage += [
            replace(c, as_of=min(c.as_of, newest) if c.as_of and version_day(source.latest) > day else c.as_of)
            for c in source.coverage
        ]
    names = {v.bundle for source in known for v in source.versions if (ledger.facts / v.bundle).exists()}
    bundles = {name: open_bundle(ledger.facts / name) for name in sorted(names)}
    return unnamed_inputs(packs, counted_bundles(known, bundles), coverage, ledger.decisions())


def _of_version(ledger: Ledger, packs: Packs, version: int) -> tuple[ProjectionInputs, str, list[str]]:
    past = past_projection(ledger, version)
    kept = kept_inputs(ledger, past)
    said = []
    if kept.packs != packs.fingerprint:
        said.append(f"第 {version} 版所用的数据包已不在，按现在的数据包重算。")
    inputs = unnamed_inputs(packs, kept.bundles, kept.coverage, kept.decisions)
    if kept.program != inputs.program:
        said.append(f"第 {version} 版由程序 {kept.program} 构建，按 {inputs.program} 重算。")
    return inputs, past.hash, said


def _folder(ledger: Ledger, packs: Packs, inputs: ProjectionInputs, progress: Callable[[str], None]) -> Path:
    """The projection of these inputs: the published one if it is that, else the one kept in `past`, made if need be."""
    counted = [[b.source, b.seq, b.number, b.bundle.name] for b in inputs.bundles]
    current = current_folder(ledger.graph)
    if current is not None and _is_of(current, inputs, counted):
        return current
    place = ledger.home / PAST
    place.mkdir(exist_ok=True)
    key = hashlib.sha256(canonical_json([inputs.fingerprint(), counted]).encode()).hexdigest()[:32]
    folder = place / key
    if (folder / MANIFEST).exists():
        if _is_of(folder, inputs, counted):
            return folder
        shutil.rmtree(folder)
    beside = unfinished(place)
    beside.mkdir()
    try:
        with projection_inputs(ledger, packs, inputs, beside) as named:
            publish(beside, named, now=dt.datetime.now(dt.UTC), progress=progress)
        made = current_folder(beside)
        assert made is not None
        try:
            made.rename(folder)
        except OSError:
            # Another reader has made the same one meanwhile.
            if not (folder / MANIFEST).exists():
                raise
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    return folder


def _is_of(folder: Path, inputs: ProjectionInputs, counted: list[list[Any]]) -> bool:
    manifest = read_manifest(folder)
    same = is_readable(manifest) and manifest["fingerprint"] == inputs.fingerprint()
    return bool(same and sorted(manifest["bundles"]) == sorted(counted))


def open_past(home: Path, packs: Packs, text: str, *, progress: Callable[[str], None] = lambda step: None) -> Workspace:
    """The workspace as of a day or a published version, answering from the embedded store.

    Its manifest says `as_of` and, in `notes`, where it can't be just what was published. Raises NotFound.
    """
    ledger = Ledger.open(home, create=False)
    try:
        moment = find_moment(ledger, text)
        notes: Sequence[str] = ()
        folder = _published(ledger, moment)
        if folder is None:
            try:
                if moment.version is not None:
                    inputs, content, notes = _of_version(ledger, packs, moment.version)
                else:
                    assert moment.day is not None
                    inputs, content = _on_day(ledger, packs, moment.day), ""
            except (OSError, KeyError) as error:
                raise LedgerError(
                    f"{moment}: facts it was computed from are missing ({error}); run `scenariograph verify`"
                ) from error
            folder = _folder(ledger, packs, inputs, progress)
            if content and not notes and read_manifest(folder)["hash"] != content:
                notes = [f"{moment}重算的内容摘要与发布时不同。"]
        workspace = Workspace(ledger, folder, EmbeddedStore(folder))
    except BaseException:
        ledger.close()
        raise
    version = moment.version if moment.version is not None else workspace.manifest["version"]
    if moment.day is not None and folder.parent.name == PAST:
        version = None
    workspace.manifest |= {"version": version, "as_of": str(moment), "notes": list(notes)}
    return workspace


def _published(ledger: Ledger, moment: Moment) -> Path | None:
    """The folder of a version that is still there as it was published."""
    if moment.version is None:
        return None
    folder = ledger.graph / f"{moment.version:06d}"
    return folder if (folder / MANIFEST).exists() and is_readable(read_manifest(folder)) else None
