"""Starts a master and workers with the spark-class that pyspark brings; ends them by their process ids."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

START_SECONDS = 180.0
STOP_SECONDS = 10.0


def missing() -> str | None:
    """Why no Spark can be started here, or None."""
    if find_spec("pyspark") is None:
        return "pyspark is not installed (pip install 'scenariograph[spark]')"
    if shutil.which("java") is None:
        return "no java here; Spark 4 needs Java 17 or later"
    return None


def quiet_environment(**more: str) -> dict[str, str]:
    """The environment of a Spark process that listens on loopback only and stays small."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("SPARK_", "PYSPARK_"))}
    loopback = {"SPARK_LOCAL_IP": "127.0.0.1", "SPARK_LOCAL_HOSTNAME": "127.0.0.1", "SPARK_NO_DAEMONIZE": "1"}
    # Short lives: what the second compiler makes better would not be used long enough to pay.
    java = {"JDK_JAVA_OPTIONS": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"}
    return kept | loopback | java | {"PYSPARK_PYTHON": sys.executable} | more


@dataclass(frozen=True)
class Cluster:
    """A running master; `pids` are its own process and its workers'."""

    address: str
    pids: tuple[int, ...]

    @classmethod
    @contextmanager
    def start(cls, home: Path, workers: int = 2, memory: str = "1g") -> Iterator[Cluster]:
        """A master and workers of one core each, their files under `home`; ended by process id."""
        home.mkdir(parents=True, exist_ok=True)
        running: list[subprocess.Popen[bytes]] = []
        try:
            running.append(_spawn(home / "master", "master.Master"))
            address = _said(home / "master" / "log", r"Starting Spark master at (spark://\S+)", running[0])
            for number in range(1, workers + 1):
                folder = home / f"worker{number}"
                limits = ("--cores", "1", "--memory", memory, "--work-dir", str(folder))
                running.append(_spawn(folder, "worker.Worker", *limits, address))
            for number in range(1, workers + 1):
                _said(home / f"worker{number}" / "log", "Successfully registered with master (.*)", running[number])
            yield cls(address, tuple(process.pid for process in running))
        finally:
            for process in reversed(running):
                process.terminate()
            for process in running:
                try:
                    process.wait(STOP_SECONDS)
                except subprocess.TimeoutExpired:
                    process.kill()
                    process.wait()


def _spawn(folder: Path, name: str, *arguments: str) -> subprocess.Popen[bytes]:
    import pyspark

    folder.mkdir()
    home = Path(pyspark.__file__).parent
    ports = ("--host", "127.0.0.1", "--port", "0", "--webui-port", "0")
    command = [str(home / "bin" / "spark-class"), f"org.apache.spark.deploy.{name}", *ports, *arguments]
    # Its REST server would take a fixed port.
    options = {"SPARK_DAEMON_MEMORY": "256m", "SPARK_MASTER_OPTS": "-Dspark.master.rest.enabled=false"}
    environment = quiet_environment(SPARK_HOME=str(home), **options)
    with (folder / "log").open("wb") as log:
        return subprocess.Popen(command, stdout=log, stderr=log, env=environment, cwd=folder)


def _said(log: Path, pattern: str, process: subprocess.Popen[bytes]) -> str:
    """What the log says after some time; raises RuntimeError where it does not."""
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end and process.poll() is None:
        found = re.search(pattern, log.read_text(encoding="utf-8", errors="replace"))
        if found is not None:
            return found[1]
        time.sleep(0.1)
    raise RuntimeError(f"{log}: no {pattern!r}; the end of the log:\n{log.read_text(encoding='utf-8')[-2000:]}")
