"""Named Cypher queries: one file a question, the same text on every store (命名查询)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final

from graph.errors import QueryError
from graph.stores.base import GraphStore, Row

__all__ = ["NamedQuery", "ask", "named_queries", "named_query"]

_HEADER: Final = re.compile(r"// (\w+): (.+)\n// parameters: (.+)\n// columns: (.+)\n")


@dataclass(frozen=True)
class NamedQuery:
    """One question: what it answers, its parameters and columns, its Cypher."""

    name: str
    answers: str
    parameters: tuple[str, ...]
    columns: tuple[str, ...]
    text: str


def _parse(name: str, text: str) -> NamedQuery:
    header = _HEADER.match(text)
    if header is None or header[1] != name:
        raise QueryError(f"graph/queries/{name}.cypher: its header must say `// {name}: …`, parameters and columns")
    parameters = () if header[3] == "none" else tuple(header[3].split(", "))
    return NamedQuery(name, header[2], parameters, tuple(header[4].split(", ")), text[header.end() :])


@cache
def named_query(name: str) -> NamedQuery:
    """The query with this name; raises QueryError naming what there is."""
    known = [path.name.removesuffix(".cypher") for path in files("graph.queries").iterdir()]
    if name not in known or not name.isidentifier():
        raise QueryError(f"no query is called {name!r}; `scenariograph query --list` shows them")
    return _parse(name, files("graph.queries").joinpath(f"{name}.cypher").read_text(encoding="utf-8"))


def named_queries() -> list[NamedQuery]:
    """All named queries by name."""
    found = files("graph.queries").iterdir()
    return [
        named_query(n.name.removesuffix(".cypher"))
        for n in sorted(found, key=lambda f: f.name)
        if n.name.endswith(".cypher")
    ]


def ask(store: GraphStore, name: str, parameters: Mapping[str, Any] | None = None) -> list[Row]:
    """Rows of a named query; raises QueryError when the parameters are not the query's."""
    query = named_query(name)
    given = dict(parameters or {})
    if set(given) != set(query.parameters):
        raise QueryError(
            f"query {name} takes {', '.join(query.parameters) or 'no parameters'}; given: {', '.join(given) or 'none'}"
        )
    return store.query(query.text, given)
