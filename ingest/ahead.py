"""Documents of a folder in worker processes, ahead of the process that commits them (并行抽取).

A worker extracts a document and writes its bundle; what is ordered (originals, keys, commits)
stays with the committing process, which takes a worker's bundle only under the very name that
it needs itself: a digest over bytes, options and recipe. Where a worker has nothing to give,
because it ended or the file changed, the committing process does the file by itself.
"""

from __future__ import annotations

import hashlib
import multiprocessing
import os
import pickle
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path
from types import TracebackType
from typing import Any, Final

from graph.ledger import bundle_name, write_bundle
from graph.ledger.durable import clear_unfinished
from ingest.errors import Refused
from ingest.extraction import DOCUMENT_SUFFIXES, Given, document_options
from ingest.interrupts import deaf_to_interrupts
from ingest.made import Made
from ingest.recipes import recipe_for
from schema.pack_model import Packs

FEWEST: Final = 16
"""Documents to be read before workers are started: they are ready after 1.5 s, in which one process reads about as many."""
LOOK: Final = 64
"""Files that are looked at ahead for such documents; each is hashed, so that what is unchanged is left out."""
UNDER_WAY: Final = 4
"""Documents a worker that are under way or wait: an interruption leaves few bundles that no version names."""


@dataclass(frozen=True)
class Planned:
    """A document to extract: where its bytes lie, what they are, and what the bundle is a function of beside them."""

    path: Path
    sha256: str
    given: Given
    recipe: dict[str, Any]

    @property
    def bundle(self) -> str:
        """Name of the bundle that it gives."""
        return bundle_name(self.sha256, self.given.as_json(), self.recipe)


@dataclass(frozen=True)
class Turned:
    """A refusal on its way between processes."""

    code: str
    message: str


Outcome = Made | Turned | None
"""None: the bytes or the recipe are others by now."""


def may_be_document(name: str, kind: str) -> bool:
    """Whether a file of this name is a document by itself, without looking; a .zip may hold many."""
    lower = name.lower()
    return not lower.endswith(".zip") and (kind == "document" or (kind == "auto" and lower.endswith(DOCUMENT_SUFFIXES)))


class Ahead:
    """Keeps the coming documents under way in worker processes; `with` ends them whatever happens.

    `plan` says what a coming file needs, or None where it is for the committing process alone;
    it is called once a file, in their order. `folder` is for the job's own passing files.
    """

    def __init__(
        self,
        files: Sequence[tuple[Path, str]],
        packs: Packs,
        facts: Path,
        folder: Path,
        workers: int,
        plan: Callable[[Path, str], Planned | None],
    ) -> None:
        self._files = files
        self._packs = packs
        self._facts = facts
        self._folder = folder
        self._workers = workers
        self._plan = plan
        self._looked = 0
        self._waiting: deque[tuple[int, Planned]] = deque()
        self._under_way: dict[Path, tuple[str, Future[Outcome]]] = {}
        self._pool: _Pool | None = None
        self._off = workers < 2 or len(files) < FEWEST

    def __enter__(self) -> Ahead:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._end()

    def files(self) -> Iterator[tuple[Path, str]]:
        """The files one by one in their order; workers get to know of the next ones before each."""
        for at, file in enumerate(self._files):
            if not self._off:
                self._look(at)
            yield file

    def made(self, path: Path, bundle: str) -> Made | None:
        """What a worker made of this file under this name; raises its refusal. None: nothing, do it here."""
        planned, future = self._under_way.pop(path, ("", None))
        if future is None or planned != bundle:
            return None
        try:
            outcome = future.result()
        except BrokenProcessPool:
            # A worker was ended from outside. The others are gone too; nobody writes bundles now but this process.
            self._end()
            return None
        except Exception:  # noqa: BLE001
            # A full disk, a defect: it shows here again, where it belongs to the file.
            return None
        if isinstance(outcome, Turned):
            raise Refused(outcome.code, outcome.message)
        return outcome if outcome is not None and (self._facts / bundle).is_dir() else None

    def _look(self, at: int) -> None:
        while self._waiting and self._waiting[0][0] < at:
            self._waiting.popleft()
        while self._looked < min(at + LOOK, len(self._files)) and len(self._waiting) < FEWEST:
            planned = self._plan(*self._files[self._looked])
            if planned is not None:
                self._waiting.append((self._looked, planned))
            self._looked += 1
        if self._pool is None and len(self._waiting) >= FEWEST:
            self._pool = _Pool(self._workers, self._packs, self._facts, self._folder)
        if self._pool is None:
            return
        try:
            while self._waiting and len(self._under_way) < UNDER_WAY * self._workers:
                planned = self._waiting.popleft()[1]
                self._under_way[planned.path] = planned.bundle, self._pool.submit(planned)
        except BrokenProcessPool:
            self._end()
        if self._looked == len(self._files) and not (self._waiting or self._under_way):
            self._end()

    def _end(self) -> None:
        self._off = True
        self._waiting.clear()
        self._under_way.clear()
        if self._pool is not None:
            self._pool.end()
            # Nobody else writes while the job holds the lock: what the workers were at goes at once.
            clear_unfinished(self._facts)
            self._pool = None


class _Pool:
    """Worker processes that end when this process lets go of them or ends itself, however that comes."""

    def __init__(self, workers: int, packs: Packs, facts: Path, folder: Path) -> None:
        # By a file: what goes with the start of a process holds this one up until that one has read it.
        packed = folder / "packs.pickle"
        packed.write_bytes(pickle.dumps(packs))
        context = multiprocessing.get_context("spawn")
        self._lifeline, self._held = context.Pipe(duplex=False)
        self._pool = ProcessPoolExecutor(workers, context, _start_worker, (packed, facts, self._lifeline))

    def submit(self, planned: Planned) -> Future[Outcome]:
        """Have a worker extract it."""
        with deaf_to_interrupts():
            return self._pool.submit(_extract, planned)

    def end(self) -> None:
        """End the workers now, whatever they do, and wait until they are gone."""
        self._held.close()
        self._pool.shutdown(wait=True, cancel_futures=True)
        self._lifeline.close()


@dataclass
class _Worker:
    """What a worker process holds."""

    packs: Packs
    facts: Path
    recipe: dict[str, Any] = field(init=False)

    def __post_init__(self) -> None:
        self.recipe = recipe_for("document", self.packs)

    def extract(self, planned: Planned) -> Outcome:
        """Extract and write the bundle, if bytes and recipe are still those that were planned."""
        from ingest.documents import DocumentError, extract_document
        from ingest.readers import ReadError

        data = planned.path.read_bytes()
        if hashlib.sha256(data).hexdigest() != planned.sha256 or self.recipe != planned.recipe:
            return None
        try:
            extraction = extract_document(data, document_options(planned.given), self.packs)
        except (DocumentError, ReadError) as error:
            return Turned(error.code, str(error))
        write_bundle(self.facts, planned.bundle, extraction.tables)
        return Made.of(planned.bundle, extraction)


_worker: _Worker | None = None


def _start_worker(packed: Path, facts: Path, lifeline: Connection) -> None:
    global _worker
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with, args=(lifeline,), daemon=True).start()
    _worker = _Worker(pickle.loads(packed.read_bytes()), facts)


def _end_with(lifeline: Connection) -> None:
    """End at once when the other end is closed: nothing half-written counts, it lies beside."""
    try:
        lifeline.recv_bytes()
    except (EOFError, OSError):
        os._exit(0)


def _extract(planned: Planned) -> Outcome:
    assert _worker is not None, "the pool's initialiser makes the worker"
    return _worker.extract(planned)
