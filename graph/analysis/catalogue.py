"""What can be asked by name (命名查询目录)."""

from __future__ import annotations

from graph.analysis.basis import Answer
from graph.queries import named_queries


def catalogue() -> Answer:
    """Every named query with what it answers, its parameters and columns."""
    items = [
        {"name": q.name, "answers": q.answers, "parameters": list(q.parameters), "columns": list(q.columns)}
        for q in named_queries()
    ]
    return {"items": items, "total": len(items), "next": None, "basis": {"warnings": []}}
