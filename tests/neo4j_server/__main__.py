"""`python -m tests.neo4j_server`: a server for a person, until Ctrl-C."""

from __future__ import annotations

import argparse
import shlex
import signal
import sys
import tempfile
from pathlib import Path

from tests.neo4j_server.server import VERSIONS, Server, ServerError, available


def main() -> int:
    """Start, print what to export, wait, stop."""
    parser = argparse.ArgumentParser(prog="python -m tests.neo4j_server", description="A Neo4j server on loopback.")
    parser.add_argument("--version", choices=sorted(VERSIONS), default="5.26", help="default: %(default)s")
    parser.add_argument("--home", type=Path, help="folder that keeps the data; default: a temporary one")
    parser.add_argument("--password", default="loopback-only", help="8 characters or more; default: %(default)s")
    parser.add_argument("--available", action="store_true", help="only name the versions that can be started here")
    options = parser.parse_args()
    if options.available:
        sys.stdout.write(",".join(available()) + "\n")
        return 0
    for number in (signal.SIGINT, signal.SIGTERM):  # also where a shell started this with SIGINT ignored
        signal.signal(number, signal.default_int_handler)
    with tempfile.TemporaryDirectory(prefix="neo4j-") as folder:
        try:
            with Server.start(options.version, options.home or Path(folder), password=options.password) as server:
                values = {"URI": server.uri, "USER": server.user, "PASSWORD": server.password}
                lines = [f"export NEO4J_{name}={shlex.quote(value)}" for name, value in values.items()]
                sys.stdout.write("\n".join([*lines, "Ctrl-C ends it", ""]))
                sys.stdout.flush()
                return server.wait()
        except ServerError as error:
            sys.stderr.write(f"{error}\n")
            return 1
        except KeyboardInterrupt:
            return 0


if __name__ == "__main__":
    sys.exit(main())
