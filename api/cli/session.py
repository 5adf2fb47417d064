"""What commands share: the workspace, packs, progress, exit codes."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from api.errors import UsageError

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

    from graph.engines import EngineKind
    from graph.ledger import Ledger
    from graph.stores import StoreKind
    from graph.workspace import Workspace
    from schema.pack_model import Packs

DONE, FAILED, WRONG_USAGE, ALL_REFUSED, SET_ASIDE, INTERRUPTED = 0, 1, 2, 3, 4, 130
HOME_VARIABLE = "SCENARIOGRAPH_HOME"
PACKS_VARIABLE = "SCENARIOGRAPH_PACKS"
Store = Annotated[Literal["embedded", "neo4j"], typer.Option(help="图库；neo4j 由 NEO4J_URI 等环境变量指明")]

Engine = Annotated[
    Literal["duckdb", "spark"], typer.Option(help="计算引擎；spark 由 SPARK_REMOTE 或 SPARK_MASTER 指明")
]

AsOf = Annotated[str | None, typer.Option("--as-of", help="某一天（按当天已知的来源）或图谱第几版；默认现在")]


@dataclass
class Session:
    """One run of the command line."""

    home: Path = field(default_factory=lambda: Path(os.environ.get(HOME_VARIABLE) or "workspace"))

    def ledger(self, *, city: str | None = None, create: bool = True) -> Ledger:
        """The workspace's ledger; a writing command makes a workspace if there is none."""
        from graph.ledger import Ledger

        return Ledger.open(self.home, city=city, create=create)

    def packs(self, city: str) -> Packs:
        """Packs of a city; folders of further packs come from SCENARIOGRAPH_PACKS."""
        from schema.pack_loader import load_packs

        return load_packs(city, pack_folders())

    def workspace(self, store: StoreKind = "embedded", as_of: str | None = None) -> Workspace:
        """The published graph, asked through the store that the user named, or the graph as of a day or version."""
        from graph.workspace import Workspace

        if as_of is None:
            return Workspace.open(self.home, store)
        if store != "embedded":
            raise UsageError("--as-of: a server holds the published graph only; leave out --store")
        from ingest.past import open_past

        with self.ledger(create=False) as ledger:
            city = ledger.city
        with progress_bar() as progress:
            return open_past(self.home, self.packs(city), as_of, progress=lambda step: progress(step, 0, 0))


@contextmanager
def engine_session(engine: EngineKind) -> Iterator[SparkSession | None]:
    """The Spark that the environment names, or None where DuckDB and worker processes do the work."""
    if engine == "duckdb":
        yield None
        return
    from graph.engines.spark_session import spark_session

    with spark_session() as session:
        yield session


def pack_folders() -> tuple[Path, ...]:
    """Folders of further packs named by the environment."""
    return tuple(Path(part) for part in os.environ.get(PACKS_VARIABLE, "").split(os.pathsep) if part)


def say(text: str) -> None:
    """A line for the person at the terminal; never mixed with the answer."""
    sys.stderr.write(f"{text}\n")


Progress = Callable[[str, int, int], None]
STEPS = {"names": "归一名称", "tables": "计算图表", "store": "载入图库和检索", "neo4j": "写入 Neo4j"}


@contextmanager
def progress_bar() -> Iterator[Progress]:
    """A progress bar on a terminal, silence elsewhere: (what, done, total)."""
    if not sys.stderr.isatty():
        yield lambda what, done, total: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.completed:,.0f}/{task.total:,.0f}"),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None)

        def update(what: str, done: int, total: int) -> None:
            bar.update(task, description=STEPS.get(what, what), completed=done, total=total or None)

        yield update


def parse_date(text: str | None, option: str) -> str | None:
    """Check an ISO date; raises UsageError naming the option."""
    import datetime as dt

    if text is None:
        return None
    try:
        return dt.date.fromisoformat(text).isoformat()
    except ValueError:
        raise UsageError(f"{option} {text}: not a date; write it as 2026-04-16") from None
