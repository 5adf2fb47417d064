"""A question that was understood, and what answers it gives (已理解的问句)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass

from graph.analysis.asking.things import Thing
from graph.analysis.basis import Answer
from graph.analysis.reference import Reference
from graph.workspace import Workspace
from schema.pack_model import Packs

Past = Callable[[str], AbstractContextManager[Workspace]]
"""Opens the workspace as of a day or a version."""


@dataclass(frozen=True)
class Asked:
    """A question understood: what its slots stand for, and what its phrasing says by itself."""

    reference: Reference
    packs: Packs
    past: Past
    slots: Mapping[str, Thing]
    fixed: Mapping[str, str]

    def id_of(self, slot: str) -> str | None:
        """Id of a slot's thing, or None where the question does not name it."""
        thing = self.slots.get(slot)
        return thing.id if thing else None

    def parameters(self) -> dict[str, str]:
        """Slots by id, and what is fixed."""
        return {**{name: thing.id for name, thing in self.slots.items()}, **self.fixed}


Result = tuple[dict[str, str], Answer]
