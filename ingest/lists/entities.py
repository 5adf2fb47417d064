"""Rows about companies, parks, towns, capabilities and projects as facts (企业、园区、镇、能力、项目)."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from ingest.lists.context import ListRow, ListSource, Row, Writer
from ingest.lists.measures import read_cell
from ingest.lists.names import Shape, place_of, plain
from ingest.lists.running import split_names
from ingest.registrations.codes import read_code
from ingest.tables.cells import read_amount
from schema.ids import credit_code_id, name_id

_SQUARE_METRES: Final = {"平方米": 1, "公顷": 10_000, "平方公里": 1_000_000, "㎡": 1, "万㎡": 10_000}
_UNIT: Final = re.compile(r"万?(?:平方米|㎡)|公顷|平方公里")
# A technology is a short name; a sentence about a company's strengths is its capability.
_TECHNOLOGY_LENGTH: Final = 24
_STAGES: Final = (
    ("in_production", re.compile(r"投产|竣工|完工|建成|投用|运营|达产")),
    ("started", re.compile(r"在建|开工|续建|建设中|施工")),
    ("signed", re.compile(r"签约|新建|拟建|洽谈|筹建|前期|储备|待建")),
)
_SPLIT: Final = re.compile(r"[、，,；;\n]+")
_TOWNS: Final = re.compile(
    r"(?<=[镇乡场村团])[:：、，,；;\s]*(?=[^镇乡村、，]{1,12}?(?:[县市区旗])[^、，]{1,10}?(?:镇|乡|场|村))"
)
Names = list[tuple[str, str, str]]


def company(writer: Writer, source: ListSource, row: ListRow) -> Names:
    """A company with code, address, place and qualification; its product as a Technology it offers."""
    names: Names = []
    for name in _companies(writer, row.said.get("name") or row.said.get("company", "")):
        reading = read_code(row.said.get("credit_code", ""))
        local_id = credit_code_id(reading.code) if reading.code else name_id("Company", name, writer.packs.home)
        head = ("Company", local_id)
        result = writer.honour(source, row, head)
        writer.node(
            source, row, "Company", local_id, name,
            {
                "credit_code": reading.code or None, "address": row.said.get("address"), "result": result,
                "capability": row.said.get("capability"), "profile": row.said.get("profile"),
                "applies_to": row.said.get("applies_to"),
            },
        )  # fmt: skip
        writer.located(source, row, head)
        for technology in _technologies(row.said.get("technology") or row.said.get("product", "")):
            other = name_id("Technology", technology, writer.packs.home)
            writer.node(source, row, "Technology", other, technology, {})
            writer.edge(source, row, "OFFERS", head, ("Technology", other))
        names.append((*head, name))
    return names


def _companies(writer: Writer, cell: str) -> list[str]:
    """One name broken over lines, or several names of one cell."""
    parts = [cell[s:e].strip() for s, e in split_names(cell.replace("\n", "、"))]
    if len(parts) > 1 and all(writer.shapes.of(p) is Shape.COMPANY for p in parts):
        return parts
    return [name] if (name := _one_line(cell)) else []


def _one_line(cell: str) -> str:
    """A name without its line ends; blanks stay between Latin words."""
    text = " ".join(cell.split())
    return re.sub(r"(?<=[^\x00-\x7f]) | (?=[^\x00-\x7f])", "", text)


def _technologies(cell: str) -> list[str]:
    parts = [p.strip() for p in _SPLIT.split(cell)]
    return list(dict.fromkeys(p for p in parts if 1 < len(p) <= _TECHNOLOGY_LENGTH and "。" not in p))


def park(writer: Writer, source: ListSource, row: ListRow) -> Names:
    """A park with its designation, place, areas, operator and the industries it focuses on."""
    name = _one_line(row.said["name"])
    head = writer.zone_named(name) or writer.park_of(name)
    result = writer.honour(source, row, head)
    if head[0] == "Park":
        said = {"address": row.said.get("address"), "result": result}
        areas = {n: _area(row.said.get(n, ""), source.headers.get(n, "")) for n in ("floor_area", "land_area")}
        writer.node(source, row, "Park", head[1], name, {**said, **areas})
        writer.located(source, row, head, by_name=name)
    for label, body, printed, known in writer.bodies.find(row.said.get("operator", "")):
        if not known:
            writer.node(source, row, label, body, printed, {})
        if head[0] == "Park":
            writer.edge(source, row, "OPERATES", (label, body), head)
    for hit in writer.scanner.scan(row.said.get("focus", "")):
        if hit.label != "Park":
            writer.edge(source, row, "FOCUSES_ON", head, (hit.label, hit.id), {"words": [hit.surface]})
    return [(*head, name)]


def _area(cell: str, header: str) -> Decimal | None:
    """Square metres of a cell, by the unit in it or in the header; None where neither names one."""
    unit = _UNIT.search(plain(header))
    amount = read_cell(cell, unit[0] if unit else "")
    return None if amount is None or amount.unit not in _SQUARE_METRES else amount.value * _SQUARE_METRES[amount.unit]


def town(writer: Writer, source: ListSource, row: ListRow) -> Names:
    """Towns and villages of one cell with their designation, each part of the zone that the row names."""
    cell = row.said["name"]
    above = [place_of(g) for g in row.groups if writer.shapes.is_place(g)]
    place = row.said.get("city") or row.said.get("zone") or ""
    province = row.said.get("province") or (above[0] if above else "")
    names: Names = []
    for name in towns_of(cell, row.said.get("count", "")):
        local_id = name_id("Zone", name, f"{province}{place}" or writer.packs.home)
        head = ("Zone", local_id)
        writer.node(source, row, "Zone", local_id, name, {"level": "town"})
        writer.honour(source, row, head)
        found = writer.places.locate(name, "", province, place).found
        for zone in found[:1]:
            writer.edge(source, row, "PART_OF", head, ("Zone", zone.zone))
        names.append((*head, name))
    return names


def towns_of(cell: str, count: str) -> list[str]:
    """Names of towns in a cell; where a count says that there are more, a missing 、 between two is made up for.

    >>> towns_of("甲县东镇乙县西镇、丙市北乡", "3")
    ['甲县东镇', '乙县西镇', '丙市北乡']
    """
    cell = "".join(cell.split())
    names = [cell[s:e].strip("。.") for s, e in split_names(cell)]
    if count.strip().isdigit() and int(count) != len(names):
        finer = [n for name in names for n in _TOWNS.split(name) if n]
        if abs(len(finer) - int(count)) < abs(len(names) - int(count)):
            return finer
    return names


def project(writer: Writer, source: ListSource, row: ListRow) -> Names:
    """A project with investment, stage, place and who builds it."""
    name = _one_line(row.said["name"])
    local_id = name_id("Project", name, writer.packs.home)
    head = ("Project", local_id)
    said = row.said.get("investment", "")
    money = read_amount(said, source.units.get("investment", "")) if said else None
    if said and (money is None or money[1] != "CNY"):
        writer.notes.append("investment_unread")
        money = None
    printed = row.said.get("stage") or next((place_of(g) for g in row.groups if _stage(g) is not None), "")
    writer.node(
        source, row, "Project", local_id, name,
        {
            "investment": money[0] if money else None, "stage": _stage(printed) or printed or None,
            "content": row.said.get("content"), "period": row.said.get("period"),
        },
    )  # fmt: skip
    writer.located(source, row, head)
    for hit in writer.scanner.scan(f"{row.said.get('park', '')}\n{row.said.get('area', '')}"):
        if hit.label == "Park":
            writer.edge(source, row, "LOCATED_IN", head, ("Park", hit.id), {"basis": "area", "words": [hit.surface]})
    for label, body, shown, known in writer.bodies.find(row.said.get("company", "")):
        if not known:
            writer.node(source, row, label, body, shown, {})
        writer.edge(source, row, "DELIVERS", (label, body), head)
    return [(*head, name)]


def _stage(text: str) -> str | None:
    return next((stage for stage, words in _STAGES if words.search(text)), None)


ROWS: Final[dict[str, Row]] = {
    "companies": company,
    "capabilities": company,
    "parks": park,
    "towns": town,
    "projects": project,
}
