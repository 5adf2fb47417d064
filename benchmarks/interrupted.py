"""A register killed again and again while it is taken in, and then ended: equal to one never disturbed?

    python -m benchmarks.interrupted [--data ../shared] [--rows 1000000] [--kills 10]

Each run is ended by SIGKILL after another part of the time that the undisturbed one took: half of them while rows are
read, the others while the graph is built. Worker processes end by themselves. After each kill `verify` must name no
problem. Prints what each kill left behind.
"""

from __future__ import annotations

import argparse
import json
import signal
import subprocess
import tempfile
import time
from pathlib import Path
from typing import Any, Final

from benchmarks.run import COMMAND, head_of, machine

IN_ORDER: Final = "in order"
NO_WORKSPACE: Final = "no workspace yet"
NO_ROWS: Final = {"accepted": 0}


def _ingest(home: Path, register: Path) -> list[str]:
    options = ["--source", "register", "--kind", "registrations", "--as-of", "2022-01-01", "--json"]
    return [*COMMAND, "--home", str(home), "ingest", str(register), *options]


def killed(home: Path, register: Path, seconds: float) -> bool:
    """Start the command and kill it after some time; False where it had ended before."""
    with tempfile.TemporaryFile() as out:
        process = subprocess.Popen(_ingest(home, register), stdout=out, stderr=out)
        try:
            process.wait(seconds)
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
            process.wait()
    return process.returncode == -signal.SIGKILL


def _answer(home: Path, *command: str) -> tuple[int, Any]:
    done = subprocess.run([*COMMAND, "--home", str(home), *command], capture_output=True, text=True, check=False)
    return done.returncode, done.stdout


def state(home: Path) -> dict[str, Any]:
    """What `status` says of rows and graph, and whether `verify` finds all in order."""
    if not home.exists():
        return {"verify": NO_WORKSPACE, "rows": NO_ROWS}
    code, out = _answer(home, "status", "--json")
    if code != 0:
        return {"verify": f"status: exit code {code}", "rows": NO_ROWS}
    status = json.loads(out)
    verified, _ = _answer(home, "verify")
    projection = status["projection"] or {}
    return {
        "rows": status["rows"],
        "hash": projection.get("hash"),
        "nodes": projection.get("nodes"),
        "edges": projection.get("edges"),
        "verify": IN_ORDER if verified == 0 else f"exit code {verified}",
    }


def main() -> None:
    """Run all and print what was left each time; exit code 1 where the end differs or a problem was found."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path("../shared"))
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--kills", type=int, default=10)
    given = parser.parse_args()
    if not (given.data / "data").is_dir():
        raise SystemExit(f"{given.data}: no real data here; the benchmarks need it")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        register = head_of(given.data / "data", given.rows, folder / "register.csv")
        started = time.perf_counter()
        done = subprocess.run(_ingest(folder / "whole", register), capture_output=True, text=True, check=True)
        seconds = time.perf_counter() - started
        wanted = state(folder / "whole")
        item = json.loads(done.stdout)["items"][0]
        build = seconds - item["seconds"]
        print(f"{machine()}\n\nundisturbed: {item['read']:,} rows in {seconds:.0f} s, of which {build:.0f} s build\n")
        print("| killed after | rows in | graph | verify |\n|---|---|---|---|", flush=True)
        home, good, kills, left = folder / "killed", True, 0, {"rows": NO_ROWS}
        while kills < given.kills:
            # Before the middle while rows are read, in the middle while the graph is built, then while it is built again.
            part = (2 * kills + 1) % given.kills / given.kills
            rows_in = left["rows"]["accepted"] > 0
            after = (
                build * part if rows_in else item["seconds"] * part if 2 * kills < given.kills else seconds - build / 2
            )
            if not killed(home, register, after):
                raise SystemExit(
                    f"the run ended before it was to be killed after {after:.0f} s; run this on a quiet machine"
                )
            kills += 1
            left = state(home)
            good &= left["verify"] in (IN_ORDER, NO_WORKSPACE)
            rows = f"{left['rows']['accepted']:,}"
            print(f"| {after:.0f} s | {rows} | {(left.get('hash') or 'none')[:12]} | {left['verify']} |", flush=True)
        subprocess.run(_ingest(home, register), capture_output=True, check=True)
        ended = state(home)
        print(f"\nended: {'equal' if ended == wanted else f'DIFFERENT: {ended} instead of {wanted}'}")
        if not good or ended != wanted:
            raise SystemExit(1)


if __name__ == "__main__":
    main()
