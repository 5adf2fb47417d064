"""What is worked out from packs is worked out once a process."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from schema.pack_model import Packs

T = TypeVar("T")


def per_packs(make: Callable[[Packs], T]) -> Callable[[Packs], T]:
    """Keep what `make` gave for the last packs, by their city and fingerprint."""
    kept: dict[tuple[str, str], T] = {}

    @wraps(make)
    def made(packs: Packs) -> T:
        key = packs.city, packs.fingerprint
        if key not in kept:
            fresh = make(packs)
            kept.clear()
            kept[key] = fresh
        return kept[key]

    return made
