"""The form of an answer: what the model is asked for and how it is read (答案格式)."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from ingest.llm.errors import AnswerError

MOST_ITEMS: Final = 300
"""In one list of one answer: a chunk of 1,500 characters names some 60 things."""
_THINK = re.compile(r"<think(?:ing)?>.*?</think(?:ing)?>", re.S | re.I)
_THOUGHT = re.compile(r"^.*</think(?:ing)?>", re.S | re.I)
_FENCED = re.compile(r"```(?:json)?\s*\n?(.*?)```", re.S | re.I)


@dataclass(frozen=True)
class SaidMention:
    """A thing that the model says a sentence names."""

    id: int
    sentence: str
    text: str
    label: str


@dataclass(frozen=True)
class SaidRelation:
    """A relation between two of the answer's mentions."""

    type: str
    head: int
    tail: int
    sentence: str


@dataclass(frozen=True)
class SaidFigure:
    """A quantity in the words of the sentence, what it measures, and of which mention."""

    sentence: str
    text: str
    metric: str
    subject: int | None


@dataclass(frozen=True)
class Answer:
    """What the model says of one chunk; nothing in it is believed yet."""

    mentions: tuple[SaidMention, ...]
    relations: tuple[SaidRelation, ...]
    figures: tuple[SaidFigure, ...]


_ITEMS: Final[dict[str, dict[str, str]]] = {
    "mentions": {"id": "integer", "sentence": "string", "text": "string", "label": "string"},
    "relations": {"type": "string", "head": "integer", "tail": "integer", "sentence": "string"},
    "figures": {"sentence": "string", "text": "string", "metric": "string", "subject": "integer or null"},
}


def answer_schema(labels: Sequence[str], types: Sequence[str]) -> dict[str, Any]:
    """JSON schema of an answer with the closed lists as enumerations."""
    kinds: dict[str, Any] = {
        "integer": {"type": "integer"},
        "string": {"type": "string"},
        "integer or null": {"type": ["integer", "null"]},
    }
    lists = {"label": {"type": "string", "enum": list(labels)}, "type": {"type": "string", "enum": list(types)}}
    properties = {
        name: {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {key: lists.get(key, kinds[kind]) for key, kind in keys.items()},
                "required": list(keys),
                "additionalProperties": False,
            },
        }
        for name, keys in _ITEMS.items()
    }
    return {"type": "object", "properties": properties, "required": list(_ITEMS), "additionalProperties": False}


def json_text(content: str) -> str:
    """The JSON in what a model wrote: without think blocks, fences and words around it."""
    text = _THOUGHT.sub("", _THINK.sub("", content))
    fenced = _FENCED.search(text)
    if fenced:
        text = fenced[1]
    start, end = text.find("{"), text.rfind("}")
    return text[start : end + 1] if 0 <= start < end else text.strip()


def _is(value: Any, kind: str) -> bool:
    if kind == "string":
        return isinstance(value, str)
    whole = isinstance(value, int) and not isinstance(value, bool)
    return whole or (kind == "integer or null" and value is None)


def _items(raw: dict[str, Any], name: str) -> list[dict[str, Any]]:
    found = raw.get(name, None if name == "mentions" else [])
    if not isinstance(found, list):
        raise AnswerError(f'"{name}" must be a list')
    if len(found) > MOST_ITEMS:
        raise AnswerError(f'"{name}" has {len(found)} items; at most {MOST_ITEMS}')
    made = []
    for place, item in enumerate(found):
        if not isinstance(item, dict):
            raise AnswerError(f"{name}[{place}] must be an object")
        for key, kind in _ITEMS[name].items():
            if not _is(item.get(key), kind):
                raise AnswerError(f'{name}[{place}]: "{key}" must be {kind}')
        made.append({key: item.get(key) for key in _ITEMS[name]})
    return made


def parse_answer(text: str) -> Answer:
    """An answer from its JSON; raises AnswerError saying what is wrong. Further keys are left out."""
    if not text.strip():
        raise AnswerError("the answer is empty")
    try:
        raw = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise AnswerError(f"not valid JSON: {str(error)[:120]}") from error
    if not isinstance(raw, dict):
        raise AnswerError("the answer must be one JSON object")
    return Answer(
        tuple(SaidMention(**item) for item in _items(raw, "mentions")),
        tuple(SaidRelation(**item) for item in _items(raw, "relations")),
        tuple(SaidFigure(**item) for item in _items(raw, "figures")),
    )
