"""Named points of a write, so that a test can stop the process at each of them.

In use nothing listens; `listen` is for tests only.
"""

from __future__ import annotations

from collections.abc import Callable

POINTS = (
    "original written",
    "original fsynced",
    "first table",
    "all tables",
    "rename",
    "before commit",
    "after commit",
    "projection tables",
    "store copy",
    "pointer swap",
    "clean-up",
)

_listener: Callable[[str], None] | None = None


def listen(listener: Callable[[str], None] | None) -> None:
    """Call `listener` with the name of each point reached; None stops it."""
    global _listener
    _listener = listener


def reached(point: str) -> None:
    """Say that the write has reached `point`."""
    if _listener is not None:
        _listener(point)
