"""The Neo4j store: first loads, a difference, and the named queries beside the embedded store.

    python -m benchmarks.neo4j_store [--data ../shared] [--rows 200000] [--version 5.26]

Starts servers of its own from Maven jars (tests/neo4j_server) and prints Markdown tables. The
bare loop sends the same statements with the same rows, made before the clock starts, by two
sessions: what it reaches is what server and driver can do on this machine in this run.
"""

from __future__ import annotations

import argparse
import csv
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import neo4j

from benchmarks.run import COMMAND, head_of, machine, timed
from graph.queries import ask, named_queries
from graph.snapshot import current_folder
from graph.stores import EmbeddedStore, GraphStore
from graph.stores import neo4j_statements as statements
from graph.stores.contents import Contents
from graph.stores.neo4j import Neo4jStore
from graph.stores.neo4j_connection import Connection
from graph.stores.neo4j_schema import constraint_statements
from graph.stores.neo4j_settings import Neo4jSettings
from graph.stores.neo4j_sync import BATCH_ROWS, SESSIONS, Step, Synchronizer, row_batches
from tests.neo4j_server.server import Server, admin_environment, jars

PASSWORD = "a password for benchmarks"
CHANGED = 10_000
REPEATS = 40
# The measured part of a sync runs in a process of its own, whose memory is the figure.
SYNC = "from benchmarks.neo4j_store import sync_here; sync_here()"


@contextmanager
def server(version: str, home: Path) -> Iterator[Neo4jSettings]:
    """A server of this benchmark alone."""
    with Server.start(version, home, password=PASSWORD) as running:
        yield Neo4jSettings(running.uri, running.user, running.password)


def published(home: Path) -> Path:
    """Folder of the published projection."""
    folder = current_folder(home / "graph")
    assert folder is not None
    return folder


# -- first load -----------------------------------------------------------------------


def bare_loop(settings: Neo4jSettings, folder: Path) -> dict[str, tuple[int, float]]:
    """(rows, seconds) of nodes and of edges, sent without anything around."""
    made: dict[str, tuple[int, float]] = {}
    auth = (settings.user, settings.password or "")
    with (
        Contents(folder / "tables") as contents,
        neo4j.GraphDatabase.driver(settings.uri, auth=auth) as driver,
        ThreadPoolExecutor(SESSIONS) as pool,
    ):
        for statement in constraint_statements():
            driver.execute_query(statement)

        def send(work: tuple[str, list[dict[str, Any]]]) -> None:
            with driver.session() as session:
                session.execute_write(lambda tx: tx.run(work[0], rows=work[1]).consume())

        for kind, parts in (("nodes", contents.nodes()), ("edges", contents.edges())):
            works = [
                [(statements.create(part), rows) for rows in row_batches(contents.batches(part.select, BATCH_ROWS))]
                for part in parts
            ]
            started = time.perf_counter()
            for work in works:  # a part at a time, as the sync does
                list(pool.map(send, work))
            made[kind] = (sum(part.rows for part in parts), time.perf_counter() - started)
    return made


def sync_here() -> None:
    """In a process of its own: one sync, its phases, its seconds and its peak memory."""
    home, previous, following = sys.argv[1:4]
    phases = {"nodes": 0.0, "edges": 0.0}
    write = Synchronizer._write

    def timed_write(self: Synchronizer, pool: ThreadPoolExecutor, step: Step, contents: Contents) -> None:
        started = time.perf_counter()
        write(self, pool, step, contents)
        phases["edges" if "-" in step.key else "nodes"] += time.perf_counter() - started

    Synchronizer._write = timed_write  # type: ignore[method-assign]
    with closing(Neo4jStore(Neo4jSettings.from_environment(), home)) as store:
        started = time.perf_counter()
        store.sync(Path(previous) if previous else None, Path(following))
        seconds = time.perf_counter() - started
    # Not ru_maxrss: a new program inherits its parent's there.
    status = Path("/proc/self/status").read_text(encoding="ascii")
    peak = int(status.partition("VmHWM:")[2].split()[0]) / 1024
    print(seconds, phases["nodes"], phases["edges"], peak)


def sync(settings: Neo4jSettings, previous: Path | None, following: Path) -> list[float]:
    """Seconds in all, of nodes, of edges, and MiB of one sync in a process of its own."""
    environment = {**os.environ, "NEO4J_URI": settings.uri, "NEO4J_PASSWORD": settings.password or ""}
    done = subprocess.run(
        [sys.executable, "-c", SYNC, "benchmark", str(previous or ""), str(following)],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    return [float(value) for value in done.stdout.split()]


def by_import(version: str, folder: Path, home: Path) -> list[str]:
    """Export, import tool and server start until the first answer."""
    library = jars(version)
    environment = admin_environment(version, library, folder / "imported", folder / "neo4j-admin")
    started = time.perf_counter()
    timed([*COMMAND, "--home", str(home), "export", "--format", "neo4j-import", "--output", str(folder / "import")])
    exported = time.perf_counter()
    script = [str(folder / "import" / "import.sh"), f"--report-file={folder}/report"]
    subprocess.run(script, env=environment, capture_output=True, check=True)
    loaded = time.perf_counter()
    with Server.start(version, folder / "imported", jars=library) as running:
        place = Neo4jSettings(running.uri)
        with closing(Connection(place)) as connection:
            rows, _ = connection.read("MATCH (c:Company) RETURN count(c) AS n")
        ended = time.perf_counter()
    return [
        f"first load by import tool, {rows[0]['n']:,} companies: export {exported - started:.1f} s, "
        f"import {loaded - exported:.1f} s, server start to first answer {ended - loaded:.1f} s",
        f"{ended - started:.1f} s",
        "60 s",
        "",
    ]


def by_driver(version: str, folder: Path, projection: Path) -> list[list[str]]:
    """The sync of an empty database beside the bare loop, each on a server of its own, in turn."""
    with server(version, folder / "bare") as settings:
        bare = bare_loop(settings, projection)
    with server(version, folder / "driver") as settings:
        seconds, nodes, edges, peak = sync(settings, None, projection)
    rows = [
        [
            "first load by driver, with constraints, full-text index and the check of counts",
            f"{seconds:.1f} s, {peak:.0f} MiB",
            "500 MiB",
            f"bare loop {sum(spent for _, spent in bare.values()):.1f} s without them",
        ]
    ]
    for kind, spent in (("nodes", nodes), ("edges", edges)):
        count, alone = bare[kind]
        ratio = alone / spent
        rows.append(
            [
                f"{count:,} {kind} by driver",
                f"{count / spent:,.0f}/s, {ratio:.2f} of the bare loop",
                "0.8 of the bare loop",
                f"bare loop {count / alone:,.0f}/s",
            ]
        )
    return rows


# -- difference -----------------------------------------------------------------------


def changed_register(source: Path, target: Path, count: int) -> Path:
    """The register with other capital in some rows and another address in as many."""
    with source.open(encoding="utf-8") as lines, target.open("w", encoding="utf-8") as out:
        reader, writer = csv.reader(lines), csv.writer(out, lineterminator="\n")
        header = next(reader)
        writer.writerow(header)
        capital, address = header.index("注册资金"), header.index("注册地址")
        for number, row in enumerate(reader):
            if number < count // 2:
                row[capital] = f"{number + 100}万元"
            elif number < count:
                row[address] += "二层"
            writer.writerow(row)
    return target


# -- queries --------------------------------------------------------------------------


def spent(call: Callable[[], object]) -> tuple[float, float]:
    """Median and 95th percentile of some calls in milliseconds, after three that warm up."""
    for _ in range(3):
        call()
    times = []
    for _ in range(REPEATS):
        started = time.perf_counter()
        call()
        times.append((time.perf_counter() - started) * 1000)
    times.sort()
    return times[REPEATS // 2], times[int(REPEATS * 0.95)]


def parameters_of(store: GraphStore, name: str) -> dict[str, Any]:
    """Something to ask each query with: ids that have much around them."""
    if name == "companies_by_id":
        rows = store.query("MATCH (c:Company) RETURN c.id AS id ORDER BY id LIMIT 20")
        return {"ids": [row["id"] for row in rows]}
    if name == "link_companies":
        text = "MATCH (c:Company)-[:ENGAGES_IN]->(l:ChainLink) RETURN l.id AS id, count(*) AS n ORDER BY n DESC, id LIMIT 1"
        return {"link": store.query(text)[0]["id"]}
    label = {"system_members": "IndustrySystem", "related_directions": "ScenarioDirection", "policy_tree": "Policy"}
    if name in label or name == "related_scenarios":
        rows = store.query(f"MATCH (n:{label.get(name, 'Scenario')}) RETURN n.id AS id ORDER BY id LIMIT 1")
        return {"id": rows[0]["id"] if rows else "none"}
    return {}


def queries(settings: Neo4jSettings, projection: Path) -> list[list[str]]:
    """p50 and p95 of every named query on both stores."""
    rows = []
    with closing(EmbeddedStore(projection)) as embedded, closing(Neo4jStore(settings, "benchmark")) as neo:
        for query in named_queries():
            given = parameters_of(embedded, query.name)
            count = len(ask(embedded, query.name, given))
            figures = []
            for store in (embedded, neo):
                median, high = spent(lambda store=store, name=query.name, given=given: ask(store, name, given))  # type: ignore[misc]
                figures += [f"{median:.1f}", f"{high:.1f}"]
            rows.append([query.name, f"{count:,}", *figures])
    return rows


def table(heads: list[str], rows: list[list[str]]) -> None:
    """Print a Markdown table."""
    print("| " + " | ".join(heads) + " |\n|" + "---|" * len(heads))
    for row in rows:
        print("| " + " | ".join(row) + " |", flush=True)
    print()


def main() -> None:
    """Run all and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path("../shared"))
    parser.add_argument("--rows", type=int, default=200_000)
    parser.add_argument("--version", default="5.26")
    options = parser.parse_args()
    if not (options.data / "data").is_dir():
        raise SystemExit(f"{options.data}: no real data here; the benchmarks need it")
    print(f"{machine()}, neo4j driver {neo4j.__version__}, Neo4j {options.version}\n")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        register = head_of(options.data / "data", options.rows, folder / "register.csv")
        page = next((options.data / "seeds").glob("*.txt"))
        home = folder / "home"
        timed([*COMMAND, "--home", str(home), "ingest", str(page), "--no-build"])
        timed([*COMMAND, "--home", str(home), "ingest", str(register), "--source", "register"])
        first = published(home)
        rows = [by_import(options.version, folder, home), *by_driver(options.version, folder, first)]
        changed_register(register, folder / "changed.csv", CHANGED)
        timed([*COMMAND, "--home", str(home), "ingest", str(folder / "changed.csv"), "--source", "register"])
        second = published(home)
        with server(options.version, folder / "driver") as settings:
            asked = queries(settings, first)
            seconds, _, _, peak = sync(settings, first, second)
            rows.append(
                [f"{CHANGED:,} changed rows of the register synced", f"{seconds:.1f} s, {peak:.0f} MiB", "8 s", ""]
            )
            again, *_ = sync(settings, second, second)
            rows.append(["the same projection again", f"{again:.2f} s", "", ""])
        table(["what", "measured", "promised", "yardstick in the same run"], rows)
        table(["named query", "rows", "embedded p50 ms", "p95", "Neo4j p50 ms", "p95"], asked)


if __name__ == "__main__":
    main()
