"""Ingest jobs: files or folders into facts, each all or nothing, then one build (采集任务)."""

from __future__ import annotations

import datetime as dt
import errno
import os
import shutil
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Final

import pyarrow as pa

from graph.errors import GraphError, LedgerError, SourceConflict
from graph.facts import Extraction
from graph.ledger import Ledger, NewVersion, Version, bundle_findings, bundle_name, write_bundle
from graph.ledger.durable import sha256_of
from ingest.build import build
from ingest.errors import IngestError, Refused, WrongUse
from ingest.extraction import READABLE, Given, extract, kind_of
from ingest.recipes import recipe_for
from schema.pack_model import Packs

PRECEDENCE: Final = {"registrations": "registration", "scenarios": "official_list"}
KINDS: Final = ("auto", "document", "registrations", "scenarios")


@dataclass(frozen=True)
class IngestOptions:
    """What the user said about the files of one job."""

    kind: str = "auto"
    source: str | None = None
    replace: bool = False
    publisher: str | None = None
    published_on: dt.date | None = None
    url: str | None = None
    update: str = "replace"
    covers: tuple[str, ...] = ()
    complete: bool = False
    as_of: dt.date | None = None
    dry_run: bool = False
    refresh: bool = False
    build: bool = True
    workers: int = field(default_factory=lambda: min(os.cpu_count() or 1, 4))


@dataclass
class Item:
    """What became of one file."""

    file: str
    kind: str = ""
    source: str = ""
    version: int | None = None
    state: str = "refused"
    read: int = 0
    accepted: int = 0
    repaired: int = 0
    set_aside: int = 0
    reasons: dict[str, int] = field(default_factory=dict)
    facts: dict[str, int] = field(default_factory=dict)
    seconds: float = 0.0
    message: str = ""
    notes: list[str] = field(default_factory=list)


@dataclass
class IngestResult:
    """The summary of one job."""

    job: int
    items: list[Item]
    projection: dict[str, Any] | None = None

    def as_json(self) -> dict[str, Any]:
        """The shape of `ingest --json`."""
        shown = {"version": self.projection["version"], "hash": self.projection["hash"]} if self.projection else None
        return {"job": self.job, "items": [asdict(item) for item in self.items], "projection": shown}


def find_files(paths: Sequence[Path]) -> list[tuple[Path, str]]:
    """Files below `paths` with their source keys, in order of key.

    The key is the path below the folder that was given, or the bare name of a single file.
    Raises IngestError where a path does not exist or nothing readable is found.
    """
    found: list[tuple[Path, str]] = []
    for path in paths:
        if path.is_dir():
            inside = [
                (file, file.relative_to(path).as_posix())
                for file in sorted(path.rglob("*"))
                if file.is_file()
                and file.name.lower().endswith(READABLE)
                and not any(part.startswith(".") for part in file.relative_to(path).parts)
            ]
            if not inside:
                raise Refused(
                    "nothing_readable", f"{path}: no readable file in this folder; readable are {', '.join(READABLE)}"
                )
            found.extend(inside)
        elif path.exists():
            found.append((path, path.name))
        else:
            raise WrongUse(f"{path}: no such file or folder")
    return found


class _Job:
    """One run over the files; holds what all of them share."""

    def __init__(
        self, ledger: Ledger, packs: Packs, options: IngestOptions, progress: Callable[[str, int, int], None]
    ) -> None:
        self.ledger = ledger
        self.packs = packs
        self.options = options
        self.progress = progress
        self.covers = self._covers()

    def _covers(self) -> list[tuple[str, bool, str | None]] | None:
        if not self.options.covers:
            return None
        as_of = self.options.as_of.isoformat() if self.options.as_of else None
        return [(zone_named(self.packs, name), self.options.complete, as_of) for name in self.options.covers]

    def take(self, path: Path, key: str) -> Item:
        """Take one file in; a refusal becomes the item's message, never an exception."""
        started = time.monotonic()
        item = Item(file=str(path), source=key)
        try:
            self._take(path, key, item)
        except (Refused, SourceConflict) as error:
            item.state, item.message = "refused", str(error)
            code = error.code if isinstance(error, Refused) else "source_conflict"
            item.reasons[code] = item.reasons.get(code, 0) + 1
        except LedgerError as error:
            item.state, item.message = "refused", str(error)
            item.reasons["ledger"] = 1
        except OSError as error:
            if error.errno == errno.ENOSPC:
                raise IngestError(
                    f"{path}: no space left on the disk of the workspace; this file was not taken in, "
                    "files before it were. Free some space and run the command again."
                ) from error
            item.state, item.message = "refused", f"{path}: can't be read: {error.strerror or error}"
            item.reasons["unreadable"] = 1
        item.seconds = round(time.monotonic() - started, 3)
        return item

    def _take(self, path: Path, key: str, item: Item) -> None:
        if path.stat().st_size == 0:
            raise Refused("empty", f"{path}: the file is empty; nothing to read")
        if self.options.dry_run:
            sha256, size, original = sha256_of(path), path.stat().st_size, path
        else:
            sha256, size = self.ledger.store(path)
            original = self.ledger.originals / sha256
        origin = self.ledger.origin_of(path)
        latest = self.ledger.check_key(
            key, sha256, origin, named=self.options.source is not None, replace=self.options.replace
        )
        same = latest is not None and latest.sha256 == sha256
        if latest is not None and same and self.options.kind == "auto":
            kind = str(latest.options["kind"])
        else:
            kind = kind_of(original, path.name, self.options.kind, self.packs)
        item.kind = kind
        given = self._given(key, path.name, kind, latest)
        recipe = recipe_for(kind, self.packs)
        if latest is not None and same and latest.options == given.as_json():
            self._unchanged(latest, original, given, recipe, item)
            return
        extraction, bundle = self._bundle(original, sha256, given, recipe)
        self._fill(item, extraction)
        item.state = "new" if latest is None else "changed"
        if self.options.dry_run:
            return
        version = self.ledger.commit(
            NewVersion(
                key,
                kind,
                self.options.update,
                sha256,
                size,
                origin,
                given.as_json(),
                recipe,
                bundle,
                precedence_of(extraction),
                summary_of(extraction),
            ),
            covers=self.covers,
        )
        item.version = version.number

    def _given(self, key: str, file_name: str, kind: str, latest: Version | None) -> Given:
        """The options of this version; what is not said now stays as it was said before."""
        before = Given.from_json(latest.options) if latest else None
        said = self.options
        return Given(
            source_key=key,
            file_name=before.file_name if before else file_name,
            kind=kind,
            publisher=said.publisher or (before.publisher if before else None),
            published_on=said.published_on or (before.published_on if before else None),
            url=said.url or (before.url if before else None),
            as_of=said.as_of or (before.as_of if before else None),
        )

    def _bundle(self, original: Path, sha256: str, given: Given, recipe: dict[str, Any]) -> tuple[Extraction, str]:
        extraction = extract(
            original,
            given,
            self.packs,
            workers=self.options.workers,
            progress=lambda done, total: self.progress(given.file_name, done, total),
        )
        name = bundle_name(sha256, given.as_json(), recipe)
        if not self.options.dry_run:
            write_bundle(self.ledger.facts, name, extraction.tables)
        return extraction, name

    def _unchanged(self, latest: Version, original: Path, given: Given, recipe: dict[str, Any], item: Item) -> None:
        item.state, item.version = "unchanged", latest.number
        for name in ("read", "accepted", "repaired", "set_aside", "reasons", "facts"):
            setattr(item, name, latest.summary[name])
        if self.options.dry_run:
            return
        if self.options.refresh:
            discard_damaged(self.ledger.facts / bundle_name(latest.sha256, given.as_json(), recipe))
            extraction, name = self._bundle(original, latest.sha256, given, recipe)
            self._fill(item, extraction)
            self.ledger.rebundle(latest, name, recipe, precedence_of(extraction), summary_of(extraction))
        elif latest.recipe != recipe:
            item.notes.append("an older recipe made its facts; `ingest --refresh` makes them again")
        if self.covers is not None:
            self.ledger.declare(latest.source, self.covers)

    def _fill(self, item: Item, extraction: Extraction) -> None:
        item.read, item.accepted = extraction.read, extraction.accepted
        item.repaired, item.set_aside = extraction.repaired, extraction.set_aside
        item.reasons, item.facts = dict(extraction.reasons), facts_by_label(extraction)
        item.notes = list(extraction.notes)


def discard_damaged(folder: Path) -> None:
    """Remove a bundle whose files differ from its manifest, so that it can be made again."""
    if folder.exists() and bundle_findings(folder):
        shutil.rmtree(folder)


def zone_named(packs: Packs, name: str) -> str:
    """Id of the pack's zone with this id, name or alias; raises IngestError offering what there is."""
    fits = [z.id for z in packs.zones.values() if name in (z.id, z.name, z.short_name, z.code, *z.aliases)]
    near = [z for z in fits if z == packs.home or packs.home in packs.zones[z].parents]
    chosen = near or fits
    if len(chosen) != 1:
        known = "、".join(z.name for z in packs.zones.values() if z.id == packs.home or packs.home in z.parents)
        problem = "is the name of several zones" if chosen else "is no zone of the packs"
        raise WrongUse(f"--covers {name}: {problem}; known here: {known}")
    return chosen[0]


def facts_by_label(extraction: Extraction) -> dict[str, int]:
    """How many distinct nodes of each label a file gave."""
    counts = {}
    for name, table in extraction.tables.items():
        if name.startswith("nodes_"):
            counts[name.removeprefix("nodes_")] = len(table.column("local_id").unique())
    return counts


def precedence_of(extraction: Extraction) -> str:
    """Which kind of source this is when values disagree."""
    if extraction.kind == "document":
        return "policy" if extraction.info.get("kind") == "plan" else "news"
    return PRECEDENCE[extraction.kind]


def summary_of(extraction: Extraction) -> dict[str, Any]:
    """The sums that the catalog keeps of an extraction."""
    return {
        "read": extraction.read,
        "accepted": extraction.accepted,
        "repaired": extraction.repaired,
        "set_aside": extraction.set_aside,
        "reasons": dict(extraction.reasons),
        "facts": facts_by_label(extraction),
        "notes": list(extraction.notes),
        "info": extraction.info,
    }


def ingest(
    ledger: Ledger,
    packs: Packs,
    paths: Sequence[Path],
    options: IngestOptions,
    *,
    progress: Callable[[str, int, int], None] = lambda name, done, total: None,
    on_item: Callable[[Item], None] = lambda item: None,
) -> IngestResult:
    """Take files in one by one and publish the graph; a refused file never stops the others.

    Raises IngestError for what concerns the whole job, GraphError for the workspace.
    Files committed before an interruption stay; the graph stays the last published one.
    """
    if options.update == "snapshot" and options.as_of is None:
        raise WrongUse("--update snapshot needs --as-of DATE: what is missing from a full register ended by then")
    files = find_files(paths)
    if options.source is not None and len(files) > 1:
        raise WrongUse(f"--source names one source, but {len(files)} files were given")
    with ledger.writing():
        job = _Job(ledger, packs, options, progress)
        number = ledger.job_started("ingest")
        result = IngestResult(number, [])
        for path, key in files:
            item = job.take(path, options.source or key)
            result.items.append(item)
            on_item(item)
        # What the last file's tables took is given back before the build takes its own.
        pa.default_memory_pool().release_unused()
        if options.build and not options.dry_run and any(item.state != "refused" for item in result.items):
            result.projection = build(ledger, packs, progress=progress)
        ledger.job_finished(number, result.as_json())
    return result


def refresh_all(ledger: Ledger, packs: Packs, stale: Sequence[str], workers: int) -> list[Item]:
    """Make the bundles of these sources again from their originals."""
    items = []
    with ledger.writing():
        for key in stale:
            latest = ledger.source(key).latest
            given = Given.from_json(latest.options)
            recipe = recipe_for(given.kind, packs)
            name = bundle_name(latest.sha256, given.as_json(), recipe)
            discard_damaged(ledger.facts / name)
            try:
                extraction = extract(ledger.originals / latest.sha256, given, packs, workers=workers)
            except (IngestError, GraphError) as error:
                items.append(Item(latest.origin, given.kind, key, latest.number, "refused", message=str(error)))
                continue
            write_bundle(ledger.facts, name, extraction.tables)
            ledger.rebundle(latest, name, recipe, precedence_of(extraction), summary_of(extraction))
            items.append(Item(latest.origin, given.kind, key, latest.number, "changed", extraction.read))
    return items
