"""Reads a list written in a test, as a document of any format or as a table file, and gives its facts by name."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import pyarrow as pa

from graph.facts import Facts
from ingest.documents.frame import DocumentOptions
from ingest.documents.source import open_source
from ingest.lists import ListFindings, extract_list, list_facts
from ingest.registrations import TableOptions
from schema.pack_loader import load_packs

PACKS = load_packs("qingdao")


@dataclass
class Read:
    """Bundle tables with the names of what their ids stand for."""

    tables: dict[str, pa.Table]
    findings: ListFindings = field(default_factory=ListFindings)
    text: str = ""

    def rows(self, table: str) -> list[dict[str, Any]]:
        """Rows of one table."""
        found = self.tables.get(table)
        return found.to_pylist() if found is not None else []

    def names(self, label: str) -> list[str]:
        """Names of the nodes of one label, each once, in order."""
        return list(dict.fromkeys(row["name"] for row in self.rows(f"nodes_{label}")))

    def node(self, label: str, name: str) -> dict[str, Any]:
        """What the list says of one node."""
        [row] = [row for row in self.rows(f"nodes_{label}") if row["name"] == name]
        return row

    def edges(self, relation: str) -> list[tuple[str, str]]:
        """(head, tail) by name."""
        return [(e["head"], e["tail"]) for e in self.full_edges(relation)]

    def full_edges(self, relation: str) -> list[dict[str, Any]]:
        """Edges of one type with names in place of ids."""
        known = {row["local_id"]: row["name"] for t in self.tables if t.startswith("nodes_") for row in self.rows(t)}
        known |= {zone.id: zone.name for zone in PACKS.zones.values()}
        return [
            {**e, "head": known.get(e["head"], e["head"]), "tail": known.get(e["tail"], e["tail"])}
            for e in self.rows("edges")
            if e["type"] == relation
        ]


def document(data: bytes | str, name: str = "list.html", title: str | None = None) -> Read:
    """The lists of a document."""
    decoded = open_source(data.encode() if isinstance(data, str) else data, name)
    facts = Facts()
    findings = list_facts(
        facts, decoded, DocumentOptions("test", name), PACKS,
        title=decoded.text.split("\n")[0] if title is None else title, document_id="name:Document:test",
    )  # fmt: skip
    return Read(facts.tables(), findings, decoded.text)


def page(*rows: Sequence[str], title: str, below: str = "") -> str:
    """A page with one table; a cell may begin with attributes: `rowspan=2|崂山区`."""
    cells = "".join("<tr>" + "".join(_cell(c) for c in row) + "</tr>" for row in rows)
    return f"<html><body><h1>{title}</h1><table>{cells}</table>{below}</body></html>"


def _cell(text: str) -> str:
    attributes, stroke, inner = text.partition("|")
    return f"<td {attributes}>{inner}</td>" if stroke else f"<td>{text}</td>"


def csv_bytes(*rows: Sequence[str]) -> bytes:
    """A CSV file."""
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue().encode()


def table(data: bytes, kind: str, name: str) -> tuple[Read, Any]:
    """A list as a table file, and its extraction."""
    made = extract_list(data, TableOptions("test", name), kind, PACKS)
    return Read(made.tables), made
