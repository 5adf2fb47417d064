"""Opens the Spark that the environment names (连接 Spark).

`SPARK_REMOTE` is the address of a Spark Connect server (`sc://host:15002`), `SPARK_MASTER` that of a master
(`spark://host:7077`, `yarn`, `k8s://…`; `local[2]` to try it here). The first needs no Java on this machine.
"""

from __future__ import annotations

import os
import shutil
import socket
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from graph.errors import EngineError

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

REMOTE_VARIABLE: Final = "SPARK_REMOTE"
MASTER_VARIABLE: Final = "SPARK_MASTER"
INSTALL: Final = "install the extra with `pip install 'scenariograph[spark]'`"
ANSWER_SECONDS: Final = 5.0
"""How long an address may take to answer; Spark itself would try for a minute."""
_PORTS: Final = {"spark": 7077, "sc": 15002}
_PROGRAM: Final = Path(__file__).resolve().parents[2]


def spark_errors() -> tuple[type[Exception], ...]:
    """What Spark and the gateways to it raise."""
    from py4j.protocol import Py4JError
    from pyspark.errors import PySparkException

    return (PySparkException, Py4JError)


def first_line(error: Exception) -> str:
    """What an error of Spark says without the Java stack that follows."""
    return str(error).strip().partition("\n")[0][:500] or type(error).__name__


@contextmanager
def spark_session(environment: Mapping[str, str] | None = None) -> Iterator[SparkSession]:
    """A session of the Spark that the environment names, stopped at the end; raises EngineError saying what is missing."""
    given = os.environ if environment is None else environment
    remote, master = given.get(REMOTE_VARIABLE), given.get(MASTER_VARIABLE)
    address = remote or master
    if not address:
        raise EngineError(
            f"--engine spark: no Spark is named; set {REMOTE_VARIABLE}=sc://HOST:15002 (Spark Connect) or "
            f"{MASTER_VARIABLE}=spark://HOST:7077 ({MASTER_VARIABLE}=local[2] tries it on this machine)"
        )
    try:
        import pyspark  # noqa: F401
    except ImportError:
        raise EngineError(f"--engine spark needs pyspark, which is not installed; {INSTALL}") from None
    _check_answers(address)
    start_errors: tuple[type[Exception], ...] = (*spark_errors(), RuntimeError)
    try:
        session = _connect(address) if remote else _classic(address, given)
    except ImportError as error:  # pyspark is there, what Spark Connect needs beside it is not
        raise EngineError(f"{address}: a package of Spark Connect is missing ({error}); {INSTALL}") from error
    except start_errors as error:
        raise EngineError(f"{address}: Spark did not start: {first_line(error)}") from error
    try:
        yield session
    finally:
        session.stop()


def _check_answers(address: str) -> None:
    """Raise EngineError unless one of the hosts named answers; addresses without a host are left to Spark."""
    scheme, _, hosts = address.partition("://")
    if scheme not in _PORTS:
        return
    problems = []
    # Several masters stand behind one scheme: spark://first:7077,second:7077.
    for host in hosts.split(","):
        try:
            parts = urlsplit(f"{scheme}://{host}")
            where = (parts.hostname or "", parts.port or _PORTS[scheme])
            socket.create_connection(where, timeout=ANSWER_SECONDS).close()
        except (OSError, ValueError) as error:
            problems.append(f"{host}: {error}")
        else:
            return
    raise EngineError(
        f"{address}: nobody answers ({'; '.join(problems)}); start the cluster or correct the address, "
        "or leave out --engine spark to compute on this machine"
    )


def _connect(address: str) -> SparkSession:
    from pyspark.sql import SparkSession

    session: SparkSession = SparkSession.builder.remote(address).appName("scenariograph").getOrCreate()
    return session


def _classic(master: str, given: Mapping[str, str]) -> SparkSession:
    from pyspark.sql import SparkSession

    home = given.get("JAVA_HOME")
    if shutil.which("java", path=f"{home}/bin" if home else given.get("PATH")) is None:
        raise EngineError(
            f"{MASTER_VARIABLE}={master} needs Java 17 or later here, and there is none; install it or set JAVA_HOME, "
            f"or use a Spark Connect server by {REMOTE_VARIABLE}"
        )
    # The machines share a file system, so the interpreter and the program are where they are here.
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    builder = (
        SparkSession.builder.master(master)
        .appName("scenariograph")
        .config("spark.executorEnv.PYTHONPATH", str(_PROGRAM))
        .config("spark.ui.showConsoleProgress", "false")
    )
    if master.startswith("local"):
        # Nobody else is to reach what runs on this machine alone.
        for name, value in (
            ("spark.driver.host", "127.0.0.1"),
            ("spark.driver.bindAddress", "127.0.0.1"),
            ("spark.ui.enabled", "false"),
        ):
            builder = builder.config(name, value)
    session: SparkSession = builder.getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    return session
