"""Short forms of a park's name (园区简称)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from ingest.documents.articles import Sentence
from ingest.documents.boundary import is_brand_like
from ingest.documents.frame import Context

COMMON_TAILS: Final = frozenset({
    "产业园", "产业园区", "产业基地", "工业园", "科技园", "示范园", "孵化器", "加速器", "产业社区", "孵化基地", "总部基地", "产业集聚区",
})  # fmt: skip
"""Kinds that alone are common nouns."""


def short_for(form: str, name: str) -> bool:
    """Whether a form is short for a park's name: its end, or its own word and its kind (甲湾产业园 for 甲湾海洋装备产业园)."""
    tail = _tail(form)
    head = form[: len(form) - len(tail)]
    return name.endswith(form) or (
        bool(tail) and len(head) >= 3 and name.startswith(head) and name.endswith(tail) and is_brand_like(head)
    )


def drop_kinds(context: Context, found: dict[str, list[tuple[Sentence, int, int]]]) -> None:
    """Takes out what only the headline says and only of what kind the park is; nothing else is named there."""
    title = context.article.title_sentence
    for form in [f for f, places in found.items() if title is not None and all(s is title for s, _, _ in places)]:
        if _kind_of_another(form, found):
            for sentence, start, end in found.pop(form):
                context.taken.setdefault(sentence.number, []).append((start, end))


def _kind_of_another(form: str, names: Iterable[str]) -> bool:
    """Whether a headline's 轨道交通产业园 only says of what kind the one park is: its words of trade stand in that name."""
    trade = form[: -len(_tail(form))] if _tail(form) else ""
    others = [name for name in names if name != form]
    return len(others) == 1 and len(trade) >= 2 and trade in others[0][1:] and not is_brand_like(trade)


def _tail(form: str) -> str:
    return next((t for t in sorted(COMMON_TAILS, key=len, reverse=True) if form.endswith(t)), "")
