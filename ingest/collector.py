"""The collector of cycles rests while objects without cycles are made by the million (循环垃圾回收).

Rows of a register and sentences with what is named in them are freed as soon as nothing holds them. Looking for
cycles among them costs a twentieth of the time of a register, a sixth of a document's. In a thread beside
it the collector rests as well; what is a cycle there waits.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def without_collector() -> Iterator[None]:
    """No collection inside; behind it the collector is as it was."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()
