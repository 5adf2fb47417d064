"""Start, stop and kill one Neo4j server: jars by Maven, `Launcher.java` as a single source file.

Errors: ServerError
        ├── Unavailable   java, mvn or the artifacts are missing: a test skips with this text
        └── StartFailed   the server ended or did not answer in time
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Self

from neo4j import GraphDatabase
from neo4j.exceptions import AuthError, DriverError, Neo4jError

HERE = Path(__file__).resolve().parent
CACHE = HERE.parents[1] / ".neo4j"
USER = "neo4j"  # the only user of a new Community server; its first password is the same word
HEAP = "-Xmx1g"
# The page cache and the importer want java.nio open: without it the import of 2026.09 fails on Java 25. The other
# options only keep warnings of Java 24 and later out of stderr; the first one lets Java 17 pass over what it lacks.
JVM = (
    "-XX:+IgnoreUnrecognizedVMOptions",
    "--add-opens=java.base/java.nio=ALL-UNNAMED",
    "--enable-native-access=ALL-UNNAMED",
    "--sun-misc-unsafe-memory-access=allow",
)
START_SECONDS = 120.0  # measured: 4 to 6 s on an idle machine with two cores, 20 s on a busy one
STOP_SECONDS = 60.0  # a clean stop writes a checkpoint; measured: under 2 s, 12 s if a query runs
MAVEN_SECONDS = 900.0  # 155 MB over a slow line
TRIES = 5  # another process may take a free port before Java binds it


class ServerError(Exception):
    """Root of the errors of this package."""


class Unavailable(ServerError):
    """Something has to be installed first; the text says what."""


class StartFailed(ServerError):
    """The server did not start; the text quotes the end of its output."""


@dataclass(frozen=True)
class Version:
    """A release on Maven Central, the least Java it runs on, and settings that only this line knows."""

    neo4j: str
    java: int
    settings: tuple[str, ...] = ()


VERSIONS: dict[str, Version] = {
    "5.26": Version("5.26.30", 17),
    # Discovery of other servers by broadcast is on by default in 2026; 5.26 does not know the setting and refuses it.
    "2026": Version("2026.09.0", 21, ("server.fleet_discovery.enabled=false",)),
}


def find_java(minimum: int, places: Iterable[Path] | None = None) -> Path | None:
    """The oldest `java` of a JDK that is `minimum` or later, or None: a JRE cannot run a source file.

    Looks at JAVA_HOME, PATH and /usr/lib/jvm unless `places` names the programs to look at.
    """
    looked_at = _java_places() if places is None else places
    found = [(release, path) for path in looked_at if (release := _java_release(path)) >= minimum]
    return min(found, default=(0, None), key=lambda pair: pair[0])[1]


def _java_places() -> Iterable[Path]:
    if home := os.environ.get("JAVA_HOME"):
        yield Path(home) / "bin" / "java"
    if on_path := shutil.which("java"):
        yield Path(on_path)
    yield from sorted(Path("/usr/lib/jvm").glob("*/bin/java"))


@cache
def _java_release(java: Path) -> int:
    """17 for `version "17.0.15"`, 8 for `version "1.8.0_402"`, 0 where it does not run or has no compiler."""
    if not java.resolve().with_name("javac").exists():
        return 0
    try:
        text = subprocess.run([java, "-version"], capture_output=True, text=True, timeout=60, check=False).stderr
    except (OSError, subprocess.TimeoutExpired):
        return 0
    match = re.search(r'version "(?:1\.)?(\d+)', text)
    return int(match[1]) if match else 0


def _java(version: str) -> Path:
    minimum = VERSIONS[version].java
    java = find_java(minimum)
    if java is None:
        raise Unavailable(
            f"Neo4j {version} needs a JDK {minimum} or later; none in JAVA_HOME, PATH or /usr/lib/jvm. "
            f"Install one, such as the package openjdk-{minimum}-jdk-headless, or set JAVA_HOME."
        )
    return java


def available() -> list[str]:
    """The versions for which Maven and a sufficient JDK are here."""
    return [name for name, spec in VERSIONS.items() if shutil.which("mvn") and find_java(spec.java) is not None]


def jars(version: str, cache: Path = CACHE) -> Path:
    """The folder of a version's jars, `<cache>/<release>/lib`, copied by Maven if it is not there (125 to 155 MB).

    Raises Unavailable where Java, Maven or the artifacts are missing.
    """
    _java(version)
    release = VERSIONS[version].neo4j
    library = cache / release / "lib"
    if library.is_dir():
        return library
    maven = shutil.which("mvn")
    if maven is None:
        raise Unavailable(f"Neo4j {release} is fetched by Maven: no mvn on PATH. Install the package maven.")
    library.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="copy-", dir=library.parent) as folder:
        copy = Path(folder) / "lib"
        _copy_jars(maven, release, copy)
        try:
            copy.rename(library)
        except OSError:
            if not library.is_dir():  # else another process was first, with the same jars
                raise
    return library


def _copy_jars(maven: str, release: str, target: Path) -> None:
    command = [maven, "-q", "-B", "-Dstyle.color=never", "-f", str(HERE / "pom.xml"), f"-Dneo4j.version={release}"]
    command += ["dependency:copy-dependencies", f"-DoutputDirectory={target}", "-DincludeScope=runtime"]
    hint = "Check that Maven reaches its repository (settings.xml)."
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=MAVEN_SECONDS, check=False)
    except subprocess.TimeoutExpired as error:
        raise Unavailable(f"Maven took over {MAVEN_SECONDS:.0f} s for Neo4j {release}. {hint}") from error
    if done.returncode != 0:
        lines = [line[line.index("[ERROR]") :] for line in done.stdout.splitlines() if "[ERROR]" in line][:1]
        raise Unavailable("\n".join([f"Maven has no jars of Neo4j {release}. {hint}", *lines]))


def _java_command(version: str, library: Path) -> list[str]:
    return [str(_java(version)), *JVM, HEAP, "-cp", f"{library.resolve()}/*"]


def admin_command(version: str, jars: Path, home: Path) -> tuple[list[str], dict[str, str]]:
    """`neo4j-admin` of that version on `home`: the command to append arguments to, and its whole environment.

    For `["database", "import", "full", "neo4j", "--nodes=…", "--relationships=…", "--overwrite-destination"]`.
    The server on `home` must be stopped. Give absolute paths (2026 refuses others), and `--report-file`,
    or the report is written to the working folder.
    """
    configuration = home.resolve() / "conf"
    configuration.mkdir(parents=True, exist_ok=True)
    places = {"NEO4J_HOME": str(home.resolve()), "NEO4J_CONF": str(configuration)}
    return [*_java_command(version, jars), "org.neo4j.cli.AdminTool"], {**os.environ, **places}


def admin_environment(version: str, jars: Path, home: Path, script: Path) -> dict[str, str]:
    """Write `script`, which runs as neo4j-admin does; the environment in which NEO4J_ADMIN names it."""
    command, environment = admin_command(version, jars, home)
    script.write_text(f'#!/bin/sh\nexec {shlex.join(command)} "$@"\n', encoding="utf-8")
    script.chmod(0o755)
    return {**environment, "NEO4J_ADMIN": str(script)}


@dataclass
class Server:
    """One running server on loopback; as a context manager it stops at the end.

    The server also ends, cleanly, when this process ends in any way: the launcher then sees its input close.
    `password` is empty where authentication is off; every user and password is then let in.
    """

    version: str
    home: Path
    port: int
    password: str
    _process: subprocess.Popen[bytes] = field(repr=False)
    user: str = USER

    @classmethod
    def start(
        cls,
        version: str,
        home: Path,
        *,
        password: str | None = None,
        settings: Sequence[str] = (),
        port: int | None = None,
        jars: Path | None = None,
    ) -> Self:
        """Start `version`, a key of VERSIONS, on the data in `home`, and wait until it serves queries.

        With a password (8 characters or more) authentication is on; the first start on a home sets it, later
        ones must give the same. `settings` are lines such as `server.databases.read_only=neo4j` and override
        the launcher's. Without a `port` a free one is taken. Raises Unavailable and StartFailed.
        """
        library = jars or _default_jars(version)
        home.mkdir(parents=True, exist_ok=True)
        for left in reversed(range(TRIES)):
            chosen = port or _free_port()
            command = [*_java_command(version, library), str(HERE / "Launcher.java"), str(home.resolve()), str(chosen)]
            command += ["noauth" if password is None else "auth", *VERSIONS[version].settings, *settings]
            server = cls(version, home, chosen, password or "", _launch(command, home))
            try:
                server._wait()
                server._log_in()
            except BaseException as error:
                server.kill()
                if isinstance(error, StartFailed) and "already in use" in str(error) and port is None and left:
                    continue
                raise
            return server
        raise AssertionError("the last try returns or raises")

    @property
    def uri(self) -> str:
        """The address for the driver, with routing."""
        return f"neo4j://127.0.0.1:{self.port}"

    @property
    def pid(self) -> int:
        """The process id of java."""
        return self._process.pid

    def wait(self) -> int:
        """Block until the server ends; its exit code."""
        return self._process.wait()

    def stop(self) -> None:
        """End it by SIGTERM with a checkpoint, after STOP_SECONDS by SIGKILL. A second call does nothing."""
        self._process.terminate()
        try:
            self._process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
        self._reap()

    def kill(self) -> None:
        """End it by SIGKILL, as a crash does; the next start on the home recovers."""
        self._process.kill()
        self._reap()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def _reap(self) -> None:
        self._process.wait()
        if self._process.stdin is not None:
            self._process.stdin.close()

    def _wait(self) -> None:
        """Return at the line READY."""
        end = time.monotonic() + START_SECONDS
        while b"READY" not in (self.home / "stdout.log").read_bytes().splitlines():
            code = self._process.poll()
            if code is not None:
                raise self._failure(f"ended with exit code {code}")
            if time.monotonic() > end:
                raise self._failure(f"was not ready in {START_SECONDS:.0f} s")
            time.sleep(0.05)

    def _log_in(self) -> None:
        """Set the password of a new home, and see that the default database answers with routing."""
        try:
            try:
                self._verify()
            except AuthError:
                # Over bolt://, since a routing table is refused as long as the first password stands.
                with GraphDatabase.driver(f"bolt://127.0.0.1:{self.port}", auth=(USER, USER)) as driver:
                    driver.execute_query(
                        "ALTER CURRENT USER SET PASSWORD FROM $old TO $new",
                        {"old": USER, "new": self.password},
                        database_="system",
                    )
                self._verify()
        except AuthError as error:
            raise self._failure("was set up with another password; give that one or a new home") from error
        except (Neo4jError, DriverError) as error:
            raise self._failure(f"does not answer as it should: {error}") from error

    def _verify(self) -> None:
        with GraphDatabase.driver(self.uri, auth=(self.user, self.password)) as driver:
            driver.verify_connectivity()

    def _failure(self, what: str) -> StartFailed:
        names = ("stdout.log", "stderr.log")
        tails = "".join((self.home / name).read_text("utf-8", "replace")[-3000:] for name in names)
        return StartFailed(f"Neo4j {VERSIONS[self.version].neo4j} on {self.home} {what}\n{tails}")


_default_jars = jars  # `start` and `admin_command` have a parameter of this name


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        number: int = probe.getsockname()[1]
        return number


def _launch(command: Sequence[str], home: Path) -> subprocess.Popen[bytes]:
    """In its own session, so that Ctrl-C at a terminal reaches Python alone, which then stops it."""
    with open(home / "stdout.log", "wb") as out, open(home / "stderr.log", "wb") as err:
        return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=out, stderr=err, start_new_session=True)
