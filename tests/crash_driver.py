"""Ingests files and kills itself at a named point: run by test_crash.py as a process of its own."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

from graph.ledger import Ledger
from graph.ledger.milestones import listen
from ingest.jobs import IngestOptions, ingest
from schema.pack_loader import load_packs


def main() -> None:
    """`home point file…`: kill -9 when `point` is reached; an empty point kills nowhere."""
    home, point, *files = sys.argv[1:]

    def stop(reached: str) -> None:
        if reached == point:
            os.kill(os.getpid(), signal.SIGKILL)

    listen(stop)
    with Ledger.open(Path(home)) as ledger:
        result = ingest(ledger, load_packs("qingdao"), [Path(f) for f in files], IngestOptions(workers=1))
    sys.stdout.write(result.projection["hash"] if result.projection else "")


if __name__ == "__main__":
    main()
