"""A question in words to an answer, with the query that gave it and its parameters, or to a refusal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final, NamedTuple

from graph.analysis.asking.asked import Asked, Past
from graph.analysis.asking.queries import QUERIES
from graph.analysis.asking.things import Thing, Things
from graph.analysis.basis import Answer, basis
from graph.analysis.reference import Reference
from graph.errors import NotFound, QueryError
from schema.pack_model import Packs
from schema.questions import Question, grammar

LONGEST: Final = 200
"""Characters of a question."""
READINGS_TRIED: Final = 5
"""Readings for whose unknown name something near is looked for."""


class _Unknown(NamedTuple):
    """A reading in which one name is not known, and how many names it has."""

    kind: Question
    slot: str
    said: str
    slots: int


def can_ask() -> list[dict[str, str]]:
    """What can be asked, each with an example."""
    return [{"id": q.id, "says": q.says, "example": q.example} for q in grammar().questions]


def answer_in_words(reference: Reference, packs: Packs, question: str, past: Past) -> Answer:
    """The answer of the first kind of question that the words fit and whose names are in the graph.

    `understood` says which query was asked with which parameters, `answer` is that query's own answer. Else
    `refused` says why, with the nearest names where only a name is not known, and what can be asked. `past` opens
    the graph as of a day or a version, for questions on what changed.
    """
    things = Things(reference, packs)
    unknown: list[_Unknown] = []
    if len(question) <= LONGEST:
        readings = list(_readings(things, question))
        # A part of a name counts only where no reading has whole names.
        for whole in (True, False):
            unknown.clear()
            for kind, words in readings:
                slots = _resolved(things, kind, words, unknown, whole)
                if slots is not None:
                    try:
                        return _answered(Asked(reference, packs, past, slots, kind.fixed), question, kind)
                    except NotFound as error:
                        return _refusal(reference, question, "unknown_name", _not_there(kind, error))
                    except QueryError as error:
                        return _refusal(reference, question, "unknown_question", _not_there(kind, error))
    return _refused(reference, things, question, unknown)


def _readings(things: Things, question: str) -> Iterator[tuple[Question, dict[str, str]]]:
    """Kinds of questions that the words fit as a whole, with the words of each slot."""
    rules = grammar()
    bare = rules.bare(question)
    zones = things.zone_words(bare)
    for kind in rules.questions:
        for words in kind.read(bare, zones):
            yield kind, words
    if zones:
        # Else a place that no one knows would make a question unreadable beside one that is known.
        for kind in rules.questions:
            for words in kind.read(bare):
                yield kind, words


def _resolved(
    things: Things, kind: Question, words: dict[str, str], unknown: list[_Unknown], whole: bool
) -> dict[str, Thing] | None:
    slots: dict[str, Thing] = {}
    for name, said in words.items():
        found = things.find(kind.slots[name], said, whole=whole)
        if found is None:
            unknown.append(_Unknown(kind, name, said, len(words)))
            return None
        slots[name] = found
    return slots


def _answered(asked: Asked, question: str, kind: Question) -> Answer:
    parameters, answer = QUERIES[kind.query](asked)
    return {
        "question": question,
        "refused": None,
        "understood": {
            "id": kind.id,
            "says": kind.says,
            "query": kind.query,
            "parameters": parameters,
            "names": {name: {"label": t.label, "id": t.id, "name": t.name} for name, t in asked.slots.items()},
        },
        "answer": answer,
    }


def _refused(reference: Reference, things: Things, question: str, unknown: Sequence[_Unknown]) -> Answer:
    near: list[dict[str, Any]] = []
    if len(question) > LONGEST:
        code, why = "too_long", f"问句超过 {LONGEST} 个字。"
    elif unknown:
        # Of several readings the one with the fewest names is the plainest, and one with something near the likeliest.
        plain = sorted(unknown, key=lambda entry: entry.slots)
        offers = [(entry, things.near(entry.kind.slots[entry.slot], entry.said)) for entry in plain[:READINGS_TRIED]]
        first, names = next((offer for offer in offers if offer[1]), offers[0])
        kind, said = first.kind, first.said
        near = [{"words": said, "kinds": list(kind.slots[first.slot]), "names": names}]
        if kind.slots[first.slot] == ("date",):
            lacks = f"“{said}”不是写明的某年、某月、某日或图谱第几版；可以用的如：{'、'.join(names)}"
        else:
            offered = f"相近的有：{'、'.join(names)}" if names else "也没有相近的名称"
            lacks = f"图谱中没有“{said}”；{offered}"
        code, why = "unknown_name", f"问的像是“{kind.says}”，但{lacks}。"
    else:
        code, why = "unknown_question", "这不是图谱能回答的问题；图谱只回答已载入数据说得出的事。"
    return _refusal(reference, question, code, why, near)


def _not_there(kind: Question, error: Exception) -> str:
    return f"问的是“{kind.says}”，但这样问没有答案：{error}"


def _refusal(reference: Reference, question: str, code: str, why: str, near: Sequence[dict[str, Any]] = ()) -> Answer:
    return {
        "question": question,
        "refused": {"code": code, "why": why, "near": list(near)},
        "can_ask": can_ask(),
        "basis": basis(reference.workspace),
    }
