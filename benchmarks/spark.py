"""What a Spark costs and gives: the same register by worker processes and DuckDB, Spark here, a standalone cluster.

    python -m benchmarks.spark [--data ../shared] [--rows 200000] [--small 1000000]

Prints a Markdown table with machine and versions, and fails unless all give one content hash. The
cluster is a master and two workers of one core on loopback: it shows what moving costs, not what many
machines bring. `--small` is the size in bytes up to which tables are made without Spark.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from importlib.metadata import version
from pathlib import Path

from benchmarks.run import head_of, machine
from graph.engines.spark import SMALL_SETTING
from tests.spark_cluster import Cluster, missing, quiet_environment

# What is measured runs in a process of its own, with a cold JVM.
MEASURE = [sys.executable, "-c", "from benchmarks.spark import measure_here; measure_here()"]
COLUMNS = ("start", "rows", "tables", "again")


def measure_here() -> None:
    """Seconds of each step of one engine as JSON; `SPARK_MASTER` says which, none is DuckDB."""
    from graph.engines.spark_session import spark_session
    from graph.ledger import Ledger
    from graph.projection import project
    from ingest.build import projection_inputs
    from ingest.jobs import IngestOptions, ingest
    from schema.pack_loader import load_packs

    register, folder = Path(sys.argv[1]), Path(sys.argv[2])
    packs = load_packs("qingdao")
    took = {}
    with ExitStack() as stack:
        started = time.perf_counter()
        spark = stack.enter_context(spark_session()) if "SPARK_MASTER" in os.environ else None
        took["start"] = time.perf_counter() - started
        ledger = stack.enter_context(Ledger.open(folder / "home"))
        started = time.perf_counter()
        ingest(ledger, packs, [register], IngestOptions(build=False, workers=2), spark=spark)
        took["rows"] = time.perf_counter() - started
        inputs = stack.enter_context(projection_inputs(ledger, packs))
        hashes = set()
        for name in ("tables", "again"):
            started = time.perf_counter()
            hashes.add(project(inputs, folder / name, spark=spark).hash)
            took[name] = time.perf_counter() - started
    sys.stdout.write(json.dumps({"took": took, "hashes": sorted(hashes)}) + "\n")


def measured(register: Path, folder: Path, **settings: str) -> tuple[dict[str, float], set[str]]:
    """Seconds by step and the content hashes, of one engine."""
    command = [*MEASURE, str(register), str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, env=quiet_environment() | settings, check=False)
    if done.returncode:
        raise SystemExit(done.stderr[-3000:])
    answer = json.loads(done.stdout.splitlines()[-1])
    return answer["took"], set(answer["hashes"])


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path("../shared"))
    parser.add_argument("--rows", type=int, default=200_000)
    parser.add_argument("--small", type=int, default=1_000_000)
    options = parser.parse_args()
    if (reason := missing()) is not None:
        raise SystemExit(reason)
    print(f"{machine()}, pyspark {version('pyspark')}; load {os.getloadavg()[0]:.1f} at the start\n")
    print(f"| {options.rows:,} rows, seconds | session | reading, row work, bundle | tables, cold | tables, again |")
    print("|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as name, ExitStack() as stack:
        top = Path(name)
        register = head_of(options.data / "data", options.rows, top / "register.csv")
        (top / "spark-defaults.conf").write_text(f"{SMALL_SETTING} {options.small}\n", encoding="utf-8")
        conf = {"SPARK_CONF_DIR": str(top)}
        hashes: set[str] = set()
        for what in ("DuckDB, two worker processes", "Spark local[2]", "Spark, master and two workers"):
            settings = {}
            if what.startswith("Spark local"):
                settings = conf | {"SPARK_MASTER": "local[2]"}
            elif what.startswith("Spark"):
                settings = conf | {"SPARK_MASTER": stack.enter_context(Cluster.start(top / "cluster")).address}
            folder = top / what.replace(" ", "")
            folder.mkdir()
            took, found = measured(register, folder, **settings)
            hashes |= found
            print(f"| {what} | " + " | ".join(f"{took[column]:.1f}" for column in COLUMNS) + " |", flush=True)
    if len(hashes) != 1:
        raise SystemExit(f"the engines gave different tables: {sorted(hashes)}")
    print("\nOne content hash from all.")


if __name__ == "__main__":
    main()
