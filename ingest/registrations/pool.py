"""Row work in worker processes: results in order, lost workers replaced (工作进程).

A worker may be ended from outside (by its process id, by the system when memory is
short). Its batches are then done again by new workers, so that nothing is missing
and nothing doubled. Batches that end their workers again and again stop the file,
and the message says at which records.
"""

from __future__ import annotations

import atexit
import gc
import multiprocessing
import os
import pickle
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import closing, suppress
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import pyarrow as pa

from ingest.errors import Refused
from ingest.interrupts import deaf_to_interrupts
from ingest.registrations.options import Layout
from ingest.registrations.work import ChunkFacts, LinkPlacer, RowWork
from schema.pack_model import Packs

PlacerFactory = Callable[[Packs], LinkPlacer]
Batch = tuple[pa.RecordBatch, Layout]
# So many losses without one result in between are no accident from outside.
_LOSSES: Final = 4
# Bounded, so that a quick reader does not pile up the file a second time.
_WAITING: Final = 4
# Starting workers takes as long as the row work of two batches.
_FEW: Final = 3
# What an executor raises that breaks, in its own thread, while it is handed something: it is broken already, or its pipes
# are closed (OSError), or closed and their numbers given out anew while a worker is being started (ValueError).
_BREAKING: Final = (RuntimeError, OSError, ValueError)

_worker: RowWork | None = None


def _start_worker(packed: str, placer: PlacerFactory) -> None:
    global _worker
    # Ctrl-C is for the parent to answer; where that is killed nobody would ever end its workers.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    # What it remembers is given back piece by piece where Python ends in its own way: a second in which the file waits.
    atexit.register(os._exit, 0)
    # Rows are trees of text without cycles; looking for cycles among a million of them costs a tenth.
    gc.freeze()
    gc.disable()
    packs: Packs = pickle.loads(Path(packed).read_bytes())
    _worker = RowWork(packs, placer(packs))


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(0)


def _run_batch(batch: pa.RecordBatch, layout: Layout) -> ChunkFacts:
    assert _worker is not None, "the pool's initialiser makes the worker"
    return _worker.run(batch, layout)


def work_through(
    batches: Iterator[Batch], packs: Packs, placer: PlacerFactory, workers: int, file_name: str = ""
) -> Iterator[ChunkFacts]:
    """Results in the order of the batches; processes start only where there are more than a few.

    Raises Refused (`worker_lost`) where workers end again and again over the same batches.
    """
    begun = list(islice(batches, _FEW))
    if workers < 2 or len(begun) < _FEW:
        work = RowWork(packs, placer(packs))
        for batch in chain(begun, batches):
            yield work.run(*batch)
        return
    with closing(RowWorkers(packs, placer, workers, file_name)) as pool:
        yield from pool.results(chain(begun, batches))


@dataclass
class _Task:
    batch: Batch
    future: Future[ChunkFacts] | None = None

    @property
    def done(self) -> bool:
        """Whether its result is there and good."""
        future = self.future
        return future is not None and future.done() and not future.cancelled() and future.exception() is None


class RowWorkers:
    """Processes that do the row work of one file, and the tasks under way in their order; they start at once."""

    def __init__(self, packs: Packs, placer: PlacerFactory, workers: int, file_name: str) -> None:
        # By a file: what goes with the start of a process holds this one up until that one has read it, without end
        # where that one is lost before.
        self._folder = TemporaryDirectory(prefix="scenariograph-")
        self._packed = Path(self._folder.name) / "packs.pickle"
        self._packed.write_bytes(pickle.dumps(packs, pickle.HIGHEST_PROTOCOL))
        self._placer, self._workers, self._file_name = placer, workers, file_name
        self.under_way: deque[_Task] = deque()
        self._losses = 0
        self._executor = self._start()

    def _start(self) -> ProcessPoolExecutor:
        context = multiprocessing.get_context("spawn")
        executor = ProcessPoolExecutor(self._workers, context, _start_worker, (str(self._packed), self._placer))
        # All stand before the executor looks after them, as those of `fork` do: where one is lost while the next is being
        # started, its thread would wait for that one without end, or break over the list of them growing.
        executor._safe_to_dynamically_spawn_children = False  # type: ignore[attr-defined]
        # Where one is lost now, the first batch comes upon it.
        with suppress(*_BREAKING), deaf_to_interrupts():
            executor.submit(os.getpid)
        return executor

    def results(self, batches: Iterator[Batch]) -> Iterator[ChunkFacts]:
        """Results in the order of the batches; raises Refused as `work_through` does."""
        for batch in batches:
            self._add(batch)
            while self._ready() or len(self.under_way) > _WAITING * self._workers:
                yield self._take()
        while self.under_way:
            yield self._take()

    def _add(self, batch: Batch) -> None:
        """Hand a batch to the workers."""
        task = _Task(batch)
        self.under_way.append(task)
        self._submit(task)

    def _submit(self, task: _Task) -> None:
        try:
            task.future = self._executor.submit(_run_batch, *task.batch)
        except _BREAKING:
            # `_take` comes upon the loss when this task's turn is there.
            task.future = None

    def _ready(self) -> bool:
        """Whether the first task's result is there."""
        return bool(self.under_way) and self.under_way[0].done

    def _take(self) -> ChunkFacts:
        """The first task's result; waits for it, and starts new workers where the old are lost."""
        while True:
            task = self.under_way[0]
            try:
                if task.future is None:
                    raise BrokenProcessPool("no worker took the batch")
                result = task.future.result()
            except BrokenProcessPool as error:
                self._again(error)
                continue
            self._losses = 0
            self.under_way.popleft()
            return result

    def _again(self, error: BrokenProcessPool) -> None:
        self._losses += 1
        self._executor.shutdown(cancel_futures=True)
        if self._losses >= _LOSSES:
            raise Refused("worker_lost", self._where()) from error
        self._executor = self._start()
        for task in self.under_way:
            if not task.done:
                self._submit(task)

    def _where(self) -> str:
        open_ = [task.batch[0].column(0) for task in self.under_way if not task.done]
        first, last = open_[0][0].as_py(), open_[min(len(open_), self._workers) - 1][-1].as_py()
        return (
            f"{self._file_name}: worker processes ended {self._losses} times at records {first:,} to {last:,}; nothing of "
            "this file was taken in. Free some memory, or split the file, and run the command again"
        )

    def close(self) -> None:
        """End the processes; what is not begun is not done."""
        self._executor.shutdown(cancel_futures=True)
        self._folder.cleanup()
