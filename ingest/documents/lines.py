"""What a document gives by itself as JSON lines: the form that scorers read (抽取结果).

One object a line, `kind` first: document, sentence, entity, mention, relation, indicator.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from graph.evidence import page_of
from graph.facts import Extraction
from ingest.documents.frame import DocumentOptions

Line = dict[str, Any]
# How an entity became known, by the rule that put it down.
_PACK_PREFIXES: Final = ("cn-div:", "cn-uscc:")
_OWN_COLUMNS: Final = {
    "local_id", "name", "normal_name", "aliases", "ordinal", "locator", "rule", "stated", "confidence",
    "valid_from", "valid_to", "as_of",
}  # fmt: skip
_EDGE_COLUMNS: Final = _OWN_COLUMNS | {"type", "head", "tail", "head_label", "tail_label"}


def _basis(local_id: str, rule: str) -> str:
    if rule.startswith("llm:"):
        return "model"
    known = local_id.startswith(_PACK_PREFIXES) or not local_id.startswith("name:")
    return "gazetteer" if known else "pattern"


def _segments(texts: list[str]) -> list[list[int]]:
    return [[int(part) for part in text.split("-")] for text in texts]


def _rows(extraction: Extraction, table: str) -> list[Line]:
    found = extraction.tables.get(table)
    return found.to_pylist() if found is not None else []


def _documents(extraction: Extraction, options: DocumentOptions) -> Iterator[Line]:
    whole = {
        e["head"]: e["tail"]
        for e in _rows(extraction, "edges")
        if e["type"] == "PART_OF" and e["head_label"] == "Document"
    }
    for row in _rows(extraction, "nodes_Document"):
        yield {
            "kind": "document",
            "id": row["local_id"],
            "title": row["title"],
            "publisher": row["publisher"],
            "published_on": row["published_on"],
            "published_on_basis": row["published_on_basis"],
            "encoding": extraction.info["encoding"],
            "characters": extraction.info["characters"],
            "part_of": whole.get(row["local_id"]),
            "file": options.file_name,
        }


def _entities(extraction: Extraction) -> Iterator[Line]:
    """One line an entity: values of all its facts together, the first that says something wins."""
    for table in extraction.tables:
        label = table.removeprefix("nodes_")
        if not table.startswith("nodes_") or label in ("Document", "Indicator"):
            continue
        made: dict[str, Line] = {}
        for row in _rows(extraction, table):
            entity = made.setdefault(
                row["local_id"],
                {
                    "kind": "entity",
                    "id": row["local_id"],
                    "label": label,
                    "name": row["name"],
                    "aliases": [],
                    "properties": {},
                    "confidence": 0.0,
                    "basis": _basis(row["local_id"], row["rule"]),
                },
            )
            entity["aliases"] += [a for a in row["aliases"] or () if a not in entity["aliases"]]
            entity["confidence"] = max(entity["confidence"], float(row["confidence"]))
            for name, value in row.items():
                if name not in _OWN_COLUMNS and value is not None:
                    entity["properties"].setdefault(name, value)
        yield from made.values()


def _named_elsewhere(extraction: Extraction) -> Iterator[Line]:
    """Entities of the packs: the document only names them, so they have no node of its own."""
    own = {
        row["local_id"] for table in extraction.tables if table.startswith("nodes_") for row in _rows(extraction, table)
    }
    forms: dict[str, list[str]] = {}
    for row in _rows(extraction, "mentions"):
        forms.setdefault(row["local_id"], []).append(row["text"])
    for public, (label, name) in extraction.info.get("known", {}).items():
        if public not in own:
            yield {
                "kind": "entity",
                "id": public,
                "label": label,
                "name": name,
                "aliases": sorted({form for form in forms.get(public, ()) if form != name}),
                "properties": {},
                "confidence": 0.95,
                "basis": "gazetteer",
            }


def _relations(extraction: Extraction, sentences: dict[str, str]) -> Iterator[Line]:
    for row in _rows(extraction, "edges"):
        if row["type"] == "PART_OF" and row["head_label"] == "Document":
            continue  # the document line says it: part_of
        yield {
            "kind": "relation",
            "type": row["type"],
            "head": row["head"],
            "tail": row["tail"],
            "properties": {k: v for k, v in row.items() if k not in _EDGE_COLUMNS and v is not None},
            "stated": row["stated"],
            "confidence": float(row["confidence"]),
            "rule": row["rule"],
            "sentences": [sentences[row["locator"]]] if row["locator"] in sentences else [],
        }


def _indicators(extraction: Extraction, sentences: dict[str, str]) -> Iterator[Line]:
    subjects = {e["head"]: e["tail"] for e in _rows(extraction, "edges") if e["type"] == "MEASURES"}
    spans = {m["local_id"]: m["segments"] for m in _rows(extraction, "mentions") if m["label"] == "Indicator"}
    for row in _rows(extraction, "nodes_Indicator"):
        yield {
            "kind": "indicator",
            "subject": subjects.get(row["local_id"]),
            "metric": row["metric"],
            "value": row["value"],
            "value_to": row["value_to"],
            "unit": row["unit"],
            "comparator": row["comparator"],
            "time": row["time"],
            "indicator_kind": row["kind"],
            "raw": row["raw"],
            "segments": _segments(spans.get(row["local_id"], [])),
            "sentences": [sentences[row["locator"]]] if row["locator"] in sentences else [],
        }


def extract_lines(extraction: Extraction, options: DocumentOptions) -> Iterator[Line]:
    """All lines of one document in the order document, sentence, entity, mention, relation, indicator."""
    documents = list(_documents(extraction, options))
    yield from documents
    sentences: dict[str, str] = {}
    for number, row in enumerate(_rows(extraction, "evidence"), start=1):
        sentences.setdefault(row["locator"], f"s{number}")
        yield {
            "kind": "sentence",
            "id": f"s{number}",
            "document": documents[0]["id"] if documents else None,
            "segments": _segments(row["segments"]),
            "page": page_of(row["place"]),
        }
    yield from _entities(extraction)
    yield from _named_elsewhere(extraction)
    for row in _rows(extraction, "mentions"):
        if row["label"] != "Indicator":
            yield {
                "kind": "mention",
                "entity": row["local_id"],
                "segments": _segments(row["segments"]),
                "text": row["text"],
                "form": row["form"],
            }
    yield from _relations(extraction, sentences)
    yield from _indicators(extraction, sentences)
