"""Ctrl-C and worker processes (中断)."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def deaf_to_interrupts() -> Iterator[None]:
    """Processes started here don't hear Ctrl-C: it goes to all of a terminal, and ending them is this one's part."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows: they end by the lifeline all the same
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
