"""Official lists against their gold rows: what is read of pages and Word files that offices published."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.ingest.lists.reading import PACKS, Read, document

pytestmark = pytest.mark.realdata
ROWS, FIELDS = 0.99, 0.98
# Labels that the gold rows with a name stand for.
LABELS = ("Company", "Park")


def _plain(text: str) -> str:
    return "".join(text.split())


def _cases(shared: Path) -> Iterator[tuple[str, Read, list[dict[str, str]]]]:
    folder = shared / "data" / "documents"
    for entry in json.loads((folder / "manifest.json").read_text("utf-8")):
        gold = list(csv.DictReader((folder / entry["gold"]).read_text("utf-8-sig").splitlines()))
        yield entry["source"], document((folder / entry["source"]).read_bytes(), entry["source"]), gold


def _stated_year(made: Read, name: str) -> str | None:
    edges = [e for r in ("CERTIFIED_AS", "DESIGNATED_AS") for e in made.full_edges(r) if _plain(e["head"]) == name]
    return edges[0]["since"][:4] if edges and edges[0]["since"] else None


def test_rows_and_key_fields(shared: Path) -> None:
    wanted = found = true = fields = right = 0
    for source, made, gold in _cases(shared):
        if "name" not in gold[0]:
            continue
        names = {_plain(row["name"]) for row in gold}
        read = {_plain(name) for label in LABELS for name in made.names(label)}
        assert len(names & read) >= ROWS * len(names), (source, sorted(names - read))
        wanted, found, true = wanted + len(names), found + len(read), true + len(names & read)
        honours = {_plain(e["head"]): e for r in ("CERTIFIED_AS", "DESIGNATED_AS") for e in made.full_edges(r)}
        dated = any(e["since"] for e in honours.values())
        for row in gold:
            name = _plain(row["name"])
            if name not in read:
                continue
            edge = honours.get(name)
            said = []
            if "result" in row:
                said.append((edge is not None) == (row["result"] == "pass"))
            if "batch" in row:
                said.append(edge is not None and edge["batch"] == int(row["batch"]))
            # A document without any date states no year.
            if dated and edge is not None:
                said.append(edge["since"][:4] == row["year"])
            fields, right = fields + len(said), right + sum(said)
    assert true >= ROWS * wanted and true >= ROWS * found
    assert right >= FIELDS * fields


def test_parks_lie_in_the_province_of_their_gold_row(shared: Path) -> None:
    provinces = {z.short_name: z.id for z in PACKS.zones.values() if z.level == "province"}
    total = right = 0
    for _, made, gold in _cases(shared):
        if not {"name", "province"} <= gold[0].keys() or not made.names("Park"):
            continue
        places = {_plain(e["head"]): e["tail"] for e in made.full_edges("LOCATED_IN")}
        inside = {z.name: _ancestors(z.id) for z in PACKS.zones.values() if z.level != "province"}
        for row in gold:
            zone = places.get(_plain(row["name"]))
            total += 1
            home = provinces[row["province"]]
            right += zone is not None and (PACKS.zones[home].name == zone or home in inside.get(zone, ()))
    assert right >= FIELDS * total, (right, total)


def _ancestors(zone: str) -> set[str]:
    found: set[str] = set()
    waiting = [zone]
    while waiting:
        for parent in PACKS.zones[waiting.pop()].parents:
            if parent not in found and parent in PACKS.zones:
                found.add(parent)
                waiting.append(parent)
    return found


def test_towns_of_the_list_that_is_on_its_page(shared: Path) -> None:
    for source, made, gold in _cases(shared):
        if "town" not in gold[0] or not made.names("Zone"):
            continue
        read = "".join(sorted("".join(made.names("Zone"))))
        wanted = "".join(sorted(re.sub(r"[、，,;；:：\s]", "", "".join(row["town"] for row in gold))))
        # The gold does not part what the page does not part, so characters are compared.
        common = len(wanted) - sum(max(0, wanted.count(c) - read.count(c)) for c in set(wanted))
        assert common >= ROWS * len(wanted), source


def test_a_classification_is_no_list(shared: Path) -> None:
    path = shared / "data" / "documents" / "gbt4754-2017.docx"
    made = document(path.read_bytes(), path.name)
    assert made.tables == {}
