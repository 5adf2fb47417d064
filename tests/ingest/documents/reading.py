"""Extracts a text written in a test and gives its facts in an easy form."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from graph.facts import Extraction
from ingest.documents import DocumentOptions, extract_document
from schema.pack_loader import load_packs


@dataclass(frozen=True)
class Read:
    """The facts of one text by table."""

    text: str
    extraction: Extraction

    def rows(self, table: str) -> list[dict[str, Any]]:
        """Rows of one table."""
        found = self.extraction.tables.get(table)
        return found.to_pylist() if found is not None else []

    def names(self, label: str) -> list[str]:
        """Names of the nodes of one label, each once, in order."""
        return list(dict.fromkeys(row["name"] for row in self.rows(f"nodes_{label}")))

    def edges(self, type_name: str) -> list[tuple[str, str]]:
        """(head, tail) names of one relationship type, ordered by `order` where it has one."""
        known = {
            r["local_id"]: r["name"] for t in self.extraction.tables if t.startswith("nodes_") for r in self.rows(t)
        }
        rows = [r for r in self.rows("edges") if r["type"] == type_name]
        rows.sort(key=lambda r: r["order"] or 0)
        return [(known.get(r["head"], r["head"]), known.get(r["tail"], r["tail"])) for r in rows]

    @property
    def sentences(self) -> list[str]:
        """Texts of all sentences."""
        return [row["sentence"] for row in self.rows("evidence")]


def read(text: str | bytes, name: str = "text.txt") -> Read:
    """Extract a text as the document rules see it."""
    data = text if isinstance(text, bytes) else text.encode()
    extraction = extract_document(data, DocumentOptions("test", name), load_packs("qingdao"))
    return Read(extraction.tables["text"].column("text")[0].as_py(), extraction)


def figures(text: str) -> dict[str, str | None]:
    """Raw words of each figure → the name of what it is about (ids of the packs stay ids)."""
    made = read(text, "page.md")
    names = {r["local_id"]: r["name"] for t in made.extraction.tables if t.startswith("nodes_") for r in made.rows(t)}
    about = {e["head"]: e["tail"] for e in made.rows("edges") if e["type"] == "MEASURES"}
    found: dict[str, str | None] = {}
    for row in made.rows("nodes_Indicator"):
        tail = about.get(row["local_id"])
        found[row["raw"]] = None if tail is None else names.get(tail, tail)
    return found
