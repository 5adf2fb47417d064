"""From facts to graph tables: a pure function written as SQL (投影)."""

from graph.projection.inputs import (
    NAME_CANDIDATES,
    PACK_BUNDLE,
    CountedBundle,
    ProjectionInputs,
    counted_bundles,
    current_coverage,
)
from graph.projection.run import Projection, project
from graph.projection.update import Base, base_for

__all__ = [
    "NAME_CANDIDATES",
    "PACK_BUNDLE",
    "Base",
    "CountedBundle",
    "Projection",
    "ProjectionInputs",
    "base_for",
    "counted_bundles",
    "current_coverage",
    "project",
]
