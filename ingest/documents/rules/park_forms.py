"""Short forms of a park's name (园区简称)."""

from __future__ import annotations

from typing import Final

from ingest.documents.boundary import is_brand_like

COMMON_TAILS: Final = frozenset({
    "产业园", "产业园区", "产业基地", "工业园", "科技园", "示范园", "孵化器", "加速器", "产业社区", "孵化基地", "总部基地", "产业集聚区",
})  # fmt: skip
"""Kinds that alone are common nouns."""


def short_for(form: str, name: str) -> bool:
    """Whether a form is short for a park's name: its end, or its own word and its kind (甲湾产业园 for 甲湾海洋装备产业园)."""
    tail = next((t for t in sorted(COMMON_TAILS, key=len, reverse=True) if form.endswith(t)), "")
    head = form[: len(form) - len(tail)]
    return name.endswith(form) or (
        bool(tail) and len(head) >= 3 and name.startswith(head) and name.endswith(tail) and is_brand_like(head)
    )
