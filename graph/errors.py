"""Errors of the graph room.

GraphError
├── FactError            a rule made a fact the ontology does not know
├── LedgerError          the workspace or its ledger
│   ├── WorkspaceNewer   written by a newer program
│   ├── WorkspaceBusy    another process is writing
│   ├── SourceConflict   a key or its bytes are already taken
│   └── UnknownSource    no such source
├── EngineError          the engine that the user named can't be had
├── StoreError           the graph store
│   └── StoreMoved       it was synced while an answer was read
├── ExportError          an export could not be written
└── QueryError           a named query or what it was given
    └── NotFound         no such node, zone, industry …
"""

from __future__ import annotations


class GraphError(Exception):
    """Root of the room's errors; the text says what, where and what to do."""


class FactError(GraphError):
    """A rule made a fact that the ontology does not know."""


class LedgerError(GraphError):
    """Something about the workspace or its ledger."""


class WorkspaceNewer(LedgerError):
    """The workspace was written by a newer program."""


class WorkspaceBusy(LedgerError):
    """Another process is writing to the workspace."""


class SourceConflict(LedgerError):
    """A source key or its bytes are already taken."""


class UnknownSource(LedgerError):
    """No source has this key."""


class EngineError(GraphError):
    """The engine that the user named is not installed, not named or does not answer."""


class StoreError(GraphError):
    """The graph store could not be opened, loaded or asked."""


class StoreMoved(StoreError):
    """The store was synced while an answer was read."""


class ExportError(GraphError):
    """An export could not be written where it was asked for."""


class QueryError(GraphError):
    """A named query is unknown or was given the wrong parameters."""


class NotFound(QueryError):
    """Nothing has this id or name."""
