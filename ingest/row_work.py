"""Who does the row work of a register: this process, workers started ahead, or a cluster (登记行的处理)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING, Final

from graph.ledger import Ledger
from graph.ledger.durable import unfinished
from ingest.extraction import TABLE_SUFFIXES
from ingest.inputs import InputFile
from schema.pack_model import Packs

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

    from ingest.registrations import RowRunner

LARGE_TABLE: Final = 16 << 20
"""A table of so many bytes keeps workers busy for longer than they take to start."""


@contextmanager
def row_work(
    file: InputFile, ledger: Ledger, packs: Packs, workers: int, spark: SparkSession | None
) -> Iterator[RowRunner | None]:
    """What does the row work should the file be a register; None where reading it decides that.

    Workers for a large table start at once, while it is still copied and looked at.
    """
    if spark is not None:
        yield row_runner(ledger, spark)
    elif workers > 1 and _is_large_table(file, ledger):
        from ingest.registrations.extract import scope_placer
        from ingest.registrations.pool import RowWorkers

        with closing(RowWorkers(packs, scope_placer, workers, file.name)) as started:
            yield lambda batches, _packs, _placer: started.results(batches)
    else:
        yield None


def row_runner(ledger: Ledger, spark: SparkSession | None) -> RowRunner | None:
    """What does the row work of registers in `spark`, beside the bundles of the workspace."""
    if spark is None:
        return None
    from ingest.registrations.spark import spark_runner

    return spark_runner(spark, unfinished(ledger.facts))


def _is_large_table(file: InputFile, ledger: Ledger) -> bool:
    if file.refusal is not None or not file.name.lower().endswith(TABLE_SUFFIXES):
        return False
    size, known = file.path.stat().st_size, ledger.find(file.key)
    # One of the same size is most likely the same file again, of which nothing is to be done.
    return size >= LARGE_TABLE and (known is None or known.latest.size != size)
