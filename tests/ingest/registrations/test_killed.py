"""A job that is killed while it reads: nothing doubled, nothing left running, the next run ends as an undisturbed one."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.registers import write_register

COMMAND = [sys.executable, "-c", "from api.cli import main; main()"]
PROC = Path("/proc")


def children(pid: int) -> list[int]:
    """Processes whose parent this is."""
    found = []
    for entry in PROC.glob("[0-9]*/stat"):
        try:
            parent = int(entry.read_text().rpartition(")")[2].split()[1])
        except OSError:
            continue
        if parent == pid:
            found.append(int(entry.parent.name))
    return found


def wait_for(condition, seconds: float) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.05)
    return False


def is_worker(pid: int) -> bool:
    try:
        return b"spawn_main" in (PROC / str(pid) / "cmdline").read_bytes()
    except OSError:
        return False


@pytest.mark.slow
@pytest.mark.skipif(not PROC.exists(), reason="processes are found in /proc")
def test_a_job_killed_again_and_again_ends_as_an_undisturbed_one(tmp_path: Path) -> None:
    register = write_register(tmp_path / "登记.csv", range(1, 17_001), scope="船舶制造；无人机制造；餐饮服务")

    def command(home: str, *words: str) -> list[str]:
        return [*COMMAND, "--home", str(tmp_path / home), *words]

    for more in (0.0, 0.6, 1.5):
        job = subprocess.Popen(
            command("hurt", "ingest", str(register)), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        started = wait_for(lambda: any(map(is_worker, children(job.pid))) or job.poll() is not None, 60)  # noqa: B023
        time.sleep(more)
        workers = [pid for pid in children(job.pid) if is_worker(pid)]
        if job.poll() is None:
            os.kill(job.pid, signal.SIGKILL)
        job.wait()
        assert started
        assert wait_for(lambda: not any(map(is_worker, workers)), 20), "workers outlive their job"  # noqa: B023
    states = []
    for home in ("hurt", "whole"):
        subprocess.run(command(home, "ingest", str(register)), check=True, capture_output=True)
        done = subprocess.run(command(home, "status", "--json"), check=True, capture_output=True)
        states.append(json.loads(done.stdout))
    hurt, whole = states
    assert hurt["projection"]["hash"] == whole["projection"]["hash"]
    assert hurt["rows"] == whole["rows"] == {"read": 17_000, "accepted": 17_000, "set_aside": 0}
    assert hurt["projection"]["nodes"]["Company"] == 17_000
