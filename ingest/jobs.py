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
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Final

import pyarrow as pa

from graph.errors import GraphError, LedgerError, SourceConflict
from graph.ledger import Ledger, NewVersion, Version, bundle_findings, bundle_name, write_bundle
from graph.ledger.durable import sha256_of
from graph.publish import WholeBeside
from ingest.ahead import Ahead, Planned, may_be_document
from ingest.build import build, is_invented
from ingest.errors import IngestError, Refused, WrongUse
from ingest.extraction import TABLE_KINDS, Given, check_type, extract, kind_of
from ingest.inputs import InputFile, find_files, opened
from ingest.llm import LlmChoice, check_answers, chosen, second_reader
from ingest.made import Made
from ingest.readers import DEFAULT_LIMITS
from ingest.recipes import recipe_for
from ingest.row_work import row_work
from schema.pack_model import Packs

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

    from ingest.registrations import RowRunner

KINDS: Final = ("auto", "document", *TABLE_KINDS)


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
    llm: bool | None = None
    columns: tuple[tuple[str, str], ...] = ()
    workers: int = field(default_factory=lambda: min(os.cpu_count() or 1, 4))


@dataclass
class Item:
    """What became of one file; `columns` of a table are header texts with the fields they were taken for."""

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
    columns: dict[str, str] = field(default_factory=dict)


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


class _Job:
    """One run over the files; holds what all of them share."""

    def __init__(
        self,
        ledger: Ledger,
        packs: Packs,
        options: IngestOptions,
        progress: Callable[[str, int, int], None],
        spark: SparkSession | None,
        whole: WholeBeside,
    ) -> None:
        self.ledger = ledger
        self.whole = whole
        self.spark = spark
        self.packs = packs
        self.options = options
        self.progress = progress
        self.covers = self._covers()
        self.second = second_reader(options.llm, ledger.home, keep=not options.dry_run)
        self.ahead: Ahead | None = None
        self.runner: RowRunner | None = None
        self._planned: set[str] = set()

    def _covers(self) -> list[tuple[str, bool, str | None]] | None:
        if not self.options.covers:
            return None
        as_of = self.options.as_of.isoformat() if self.options.as_of else None
        return [(zone_named(self.packs, name), self.options.complete, as_of) for name in self.options.covers]

    def plan(self, path: Path, key: str) -> Planned | None:
        """What this coming file needs, if a worker may do it: a document by itself whose bundle is not there yet."""
        if not may_be_document(path.name, self.options.kind):
            return None
        try:
            size, sha256 = path.stat().st_size, sha256_of(path)
            latest = self._latest(key, sha256, self.ledger.origin_of(path))
            given, recipe = self._need(key, path.name, path, sha256, latest)
        except (OSError, GraphError, Refused):
            return None  # it is said when the file's turn comes
        planned = Planned(path, sha256, given, recipe)
        # A key or bytes that come a second time are for `check_key` to judge when the first are committed.
        again = {key, sha256} & self._planned
        self._planned |= {key, sha256}
        same = latest is not None and latest.sha256 == sha256
        unchanged = same and latest is not None and latest.options == given.as_json() and not self.options.refresh
        known = same and (self.ledger.facts / planned.bundle).exists()
        alone = given.kind != "document" or given.llm is not None or not 0 < size <= DEFAULT_LIMITS.bytes
        return None if again or unchanged or known or alone else planned

    def take(self, file: InputFile) -> Item:
        """Take one file in; a refusal becomes the item's message, never an exception."""
        started = time.monotonic()
        item = Item(file=file.shown, source=file.key)
        try:
            with row_work(file, self.ledger, self.packs, self.options.workers, self.spark) as self.runner:
                self._take(file, item)
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
                    f"{file.shown}: no space left on the disk of the workspace or of temporary files; this file was not taken in, "
                    "files before it were. Free some space and run the command again."
                ) from error
            item.state, item.message = "refused", f"{file.shown}: can't be read: {error.strerror or error}"
            item.reasons["unreadable"] = 1
        item.seconds = round(time.monotonic() - started, 3)
        return item

    def _take(self, file: InputFile, item: Item) -> None:
        path, key = file.path, file.key
        if file.refusal is not None:
            raise file.refusal
        if path.stat().st_size == 0:
            raise Refused("empty", f"{file.shown}: the file is empty; nothing to read")
        if self.options.kind == "auto" and not self.options.columns:
            check_type(path, file.name)  # before its bytes are kept
        if self.options.dry_run:
            sha256, size, original = sha256_of(path), path.stat().st_size, path
        else:
            sha256, size = self.ledger.store(path)
            original = self.ledger.originals / sha256
        # A member of an archive comes from there, not from the folder that it was unpacked to.
        origin = f"{self.ledger.origin_of(file.within)}/{file.member}" if file.within else self.ledger.origin_of(path)
        latest = self._latest(key, sha256, origin)
        same = latest is not None and latest.sha256 == sha256
        given, recipe = self._need(key, file.name, original, sha256, latest)
        item.kind = given.kind
        if latest is not None and same and latest.options == given.as_json():
            self._unchanged(latest, file, given, recipe, item)
            return
        made, given = self._bundle(path, original, sha256, given, recipe, latest if same else None)
        self._fill(item, made.summary)
        if is_invented(given.publisher):
            item.notes.append(f"{given.publisher}: invented for demonstration; kept, but not in the graph")
        if latest is not None and latest.bundle == made.bundle:
            # The model was asked again for what was missing, and gave no more.
            item.state, item.version = "unchanged", latest.number
            return
        item.state = "new" if latest is None else "changed"
        if self.options.dry_run:
            return
        version = self.ledger.commit(
            NewVersion(
                key,
                given.kind,
                self.options.update,
                sha256,
                size,
                origin,
                given.as_json(),
                recipe,
                made.bundle,
                made.precedence,
                made.summary,
            ),
            covers=self.covers,
        )
        item.version = version.number

    def _latest(self, key: str, sha256: str, origin: str) -> Version | None:
        """The latest version under this key; raises SourceConflict where the key or the bytes are taken."""
        named = self.options.source is not None
        return self.ledger.check_key(key, sha256, origin, named=named, replace=self.options.replace)

    def _need(
        self, key: str, file_name: str, original: Path, sha256: str, latest: Version | None
    ) -> tuple[Given, dict[str, Any]]:
        """Options and recipe of this version; raises Refused where the kind can't be told."""
        if latest is not None and latest.sha256 == sha256 and self.options.kind == "auto":
            kind = str(latest.options["kind"])
        else:
            kind = kind_of(original, file_name, self.options.kind, self.packs, self.options.columns)
        return self._given(key, file_name, kind, latest), recipe_for(kind, self.packs)

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
            llm=chosen(said.llm, before.llm if before else None, self.second) if kind == "document" else None,
            columns=() if kind == "document" else said.columns or (before.columns if before else ()),
        )

    def _bundle(
        self, path: Path, original: Path, sha256: str, given: Given, recipe: dict[str, Any], before: Version | None
    ) -> tuple[Made, Given]:
        """The bundle that a worker wrote, or extract and write it; raises Refused.

        `before` is the version of the same bytes, whose answers may not be lost.
        """
        ready = self.ahead.made(path, bundle_name(sha256, given.as_json(), recipe)) if self.ahead else None
        if ready is not None:
            return ready, given
        if self.options.build and not self.options.dry_run and self.spark is None:
            # There will be something to build: the graph that it starts from is looked at meanwhile.
            self.whole.begin()
        extraction = extract(
            original,
            given,
            self.packs,
            workers=self.options.workers,
            progress=lambda done, total: self.progress(given.file_name, done, total),
            second=self.second,
            runner=self.runner,
        )
        answered = given.answered(extraction)
        if before is not None:
            check_answers(LlmChoice.from_json(before.options.get("llm")), answered.llm)
        name = bundle_name(sha256, answered.as_json(), recipe)
        if not self.options.dry_run:
            if before is not None:
                discard_damaged(self.ledger.facts / name)
            write_bundle(self.ledger.facts, name, extraction.tables)
        return Made.of(name, extraction), answered

    def _unchanged(self, latest: Version, file: InputFile, given: Given, recipe: dict[str, Any], item: Item) -> None:
        item.state, item.version = "unchanged", latest.number
        # Its notes are not said again.
        self._fill(item, {**latest.summary, "notes": []})
        if self.options.dry_run:
            return
        if self.options.refresh:
            original = self.ledger.originals / latest.sha256
            made, given = self._bundle(file.path, original, latest.sha256, given, recipe, latest)
            self._fill(item, made.summary)
            item.version = renew(self.ledger, latest, given, recipe, made)
        elif latest.recipe != recipe:
            item.notes.append("an older recipe made its facts; `ingest --refresh` makes them again")
        if self.covers is not None:
            self.ledger.declare(latest.source, self.covers)

    def _fill(self, item: Item, summary: dict[str, Any]) -> None:
        for name in ("read", "accepted", "repaired", "set_aside"):
            setattr(item, name, summary[name])
        item.reasons, item.facts = dict(summary["reasons"]), dict(summary["facts"])
        item.notes = list(summary["notes"])
        item.columns = dict(summary["info"].get("columns", {}))


def discard_damaged(folder: Path) -> None:
    """Remove a bundle whose files differ from its manifest, so that it can be made again."""
    if folder.exists() and bundle_findings(folder):
        shutil.rmtree(folder)


def renew(ledger: Ledger, latest: Version, given: Given, recipe: dict[str, Any], made: Made) -> int:
    """Point a version at its bundle made again; where the options changed (other answers), a next version. Its number."""
    if given.as_json() == latest.options:
        ledger.rebundle(latest, made.bundle, recipe, made.precedence, made.summary)
        return latest.number
    update = ledger.source(latest.source).update_kind
    new = NewVersion(
        latest.source, given.kind, update, latest.sha256, latest.size, latest.origin, given.as_json(), recipe,
        made.bundle, made.precedence, made.summary,
    )  # fmt: skip
    return ledger.commit(new).number


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


def ingest(
    ledger: Ledger,
    packs: Packs,
    paths: Sequence[Path],
    options: IngestOptions,
    *,
    spark: SparkSession | None = None,
    progress: Callable[[str, int, int], None] = lambda name, done, total: None,
    on_item: Callable[[Item], None] = lambda item: None,
) -> IngestResult:
    """Take files in one by one and publish the graph; a refused file never stops the others.

    With `spark` the row work of registers and the graph's tables are its work.
    Raises IngestError for what concerns the whole job, GraphError for the workspace.
    Files committed before an interruption stay; the graph stays the last published one.
    """
    if options.update == "snapshot" and options.as_of is None:
        raise WrongUse("--update snapshot needs --as-of DATE: what is missing from a full register ended by then")
    files = find_files(paths)
    if options.source is not None and len(files) > 1:
        raise WrongUse(f"--source names one source, but {len(files)} files were given")
    with ledger.writing(), WholeBeside(ledger.graph) as whole:
        job = _Job(ledger, packs, options, progress, spark, whole)
        number = ledger.job_started("ingest")
        result = IngestResult(number, [])
        workers = 1 if options.dry_run else options.workers
        with (
            TemporaryDirectory(prefix="scenariograph-") as folder,
            Ahead(files, packs, ledger.facts, Path(folder), workers, job.plan) as job.ahead,
        ):
            for path, key in job.ahead.files():
                for file in opened(path, options.source or key, Path(folder)):
                    item = job.take(file)
                    result.items.append(item)
                    on_item(item)
        # What the last file's tables took is given back before the build takes its own.
        pa.default_memory_pool().release_unused()
        if options.build and not options.dry_run and any(item.state != "refused" for item in result.items):
            result.projection = build(ledger, packs, spark=spark, whole=whole, progress=progress)
        ledger.job_finished(number, result.as_json())
    return result
