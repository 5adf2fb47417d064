"""Complexity: location quotient, density and the indexes of zones and links (区位商、关联密度、复杂度)."""

from __future__ import annotations

from collections.abc import Mapping
from math import isfinite
from typing import Any, Final, Literal

from graph.analysis.basis import Answer, basis, listing
from graph.analysis.complexity_indexes import Complexity, Indexes, Undetermined
from graph.analysis.complexity_table import LEVEL_WORDS, Level, Measure, Named, Of, Table, complexity_table
from graph.analysis.coverage import chosen_chains, no_register_warning
from graph.analysis.reference import Reference
from schema.pack_model import ThresholdRow

By = Literal["zone", "link", "pair"]
Thresholds = Mapping[str, ThresholdRow]

FEW_ROWS: Final = "complexity-few-rows"
SMALL_CELL: Final = "complexity-small-cell"
NAMED_IN_WARNING: Final = 5

WHY_NONE: Final = {
    Undetermined.too_small: "只有一个区域或一个环节有企业，没有可比对象：复杂度指数不计算。",
    Undetermined.all_alike: "各区域有比较优势的环节完全相同，分不出高低：复杂度指数不计算。",
    Undetermined.apart: "区域和环节分成互不相连的几块，块与块不可比：复杂度指数不计算。",
    Undetermined.tied: "有几种排序同样成立，复杂度指数不唯一：不计算。",
    Undetermined.no_direction: "各区域多样性相同、各环节普遍性也相同，分不出哪头为高：复杂度指数不计算。",
}


def number(value: float) -> float | None:
    """A number for an answer; what is not defined is null, never NaN, and minus nought is nought."""
    found = float(value)
    return found + 0.0 if isfinite(found) else None


def _few(names: list[str]) -> str:
    shown = "、".join(names[:NAMED_IN_WARNING])
    return f"{shown}等 {len(names)} 个" if len(names) > NAMED_IN_WARNING else shown


def small_cell(table: Table, row: Named, column: Named, thresholds: Thresholds) -> bool:
    """Whether a cell has so few companies that its location quotient is not steady."""
    limit = thresholds.get(SMALL_CELL)
    return limit is not None and 0 < table.counted(row.id, column.id).companies < limit.value


def table_warnings(reference: Reference, table: Table, level: Level, of: Of, thresholds: Thresholds) -> list[str]:
    """What a reader of the numbers must know."""
    warnings = no_register_warning(reference)
    if table.indexes is None:
        what = "已知注册资本的企业" if table.measure == "capital" else "企业"
        warnings.append(f"没有{what}落在任何{LEVEL_WORDS[level]}的任何环节上，没有可计算的指标。")
        return warnings
    rows, columns = table.kept_rows, table.kept_columns
    few = thresholds.get(FEW_ROWS)
    if few is not None and len(rows) < few.value:
        warnings.append(f"只有 {len(rows)} 个{LEVEL_WORDS[level]}参与计算（少于 {few.value:g}）：{few.text}。")
    small = sum(small_cell(table, row, column, thresholds) for row in rows for column in columns)
    if small:
        limit = thresholds[SMALL_CELL]
        warnings.append(f"{small} 个单元格企业少于 {limit.value:g} 家：{limit.text}。")
    if empty := [row.name for row in table.rows if row not in rows]:
        warnings.append(f"{_few(empty)}没有计入任何企业，不在矩阵内。")
    what = "环节" if of == "link" else "产业"
    if empty := [column.name for column in table.columns if column not in columns]:
        warnings.append(f"{_few(empty)}{what}在所有区域都没有企业，不在矩阵内。")
    if of == "link" and (unplaceable := [k.name for k in reference.links.values() if not k.placeable]):
        warnings.append(f"{_few(unplaceable)}环节不能从登记信息归类，不在矩阵内。")
    if table.measure == "capital":
        cells = [table.counted(row.id, column.id) for row in rows for column in columns]
        unknown = sum(1 for cell in cells if cell.companies and cell.capital is None)
        if unknown:
            warnings.append(f"{unknown} 个单元格的企业都没有可换算为人民币的注册资本，按 0 计。")
    if level == "functional":
        warnings.append("功能区之间、功能区与区市之间可能重叠，同一企业可能计入几处。")
    return warnings


def _cells(table: Table, found: Indexes, thresholds: Thresholds) -> list[dict[str, Any]]:
    items = []
    quotient, density, related = found.location_quotient, found.density, found.relatedness
    for i, row in enumerate(table.kept_rows):
        for j, column in enumerate(table.kept_columns):
            cell = table.counted(row.id, column.id)
            items.append(
                {
                    "zone_id": row.id,
                    "zone": row.name,
                    "link_id": column.id,
                    "link": column.name,
                    "industry": column.industry or column.name,
                    "companies": cell.companies,
                    "capital": cell.capital,
                    "location_quotient": number(quotient[i, j]),
                    "present": bool(found.present[i, j]),
                    "density": number(density[i, j]),
                    "relatedness": number(related[i, j]),
                    "outlook_gain": number(found.outlook[1][i, j]) if found.outlook else None,
                    "small": small_cell(table, row, column, thresholds),
                }
            )
    return items


def _rows(table: Table, found: Indexes, made: Complexity | None) -> list[dict[str, Any]]:
    return [
        {
            "zone_id": row.id,
            "zone": row.name,
            "diversity": int(found.diversity[i]),
            "economic_complexity_index": number(made.rows[i]) if made else None,
            "outlook_index": number(found.outlook[0][i]) if found.outlook else None,
        }
        for i, row in enumerate(table.kept_rows)
    ]


def _columns(table: Table, found: Indexes, made: Complexity | None) -> list[dict[str, Any]]:
    return [
        {
            "link_id": column.id,
            "link": column.name,
            "industry": column.industry or column.name,
            "ubiquity": int(found.ubiquity[j]),
            "product_complexity_index": number(made.columns[j]) if made else None,
        }
        for j, column in enumerate(table.kept_columns)
    ]


def _pairs(table: Table, found: Indexes) -> list[dict[str, Any]]:
    """Pairs of links that are near each other, each once, nearest first."""
    columns = table.kept_columns
    items = [
        {
            "link_id": one.id,
            "link": one.name,
            "industry": one.industry or one.name,
            "other_id": columns[k].id,
            "other": columns[k].name,
            "other_industry": columns[k].industry or columns[k].name,
            "zones": int(found.together[j, k]),
            "proximity": float(found.proximity[j, k]),
        }
        for j, one in enumerate(columns)
        for k in range(j + 1, len(columns))
        if found.proximity[j, k] > 0
    ]
    return sorted(items, key=lambda item: (-float(item["proximity"]), item["link_id"], item["other_id"]))


def _items(table: Table, by: By | None, thresholds: Thresholds) -> list[dict[str, Any]]:
    found = table.indexes
    if found is None:
        return []
    made = None if isinstance(found.complexity, Undetermined) else found.complexity
    if by == "zone":
        return _rows(table, found, made)
    if by == "link":
        return _columns(table, found, made)
    return _pairs(table, found) if by == "pair" else _cells(table, found, thresholds)


def complexity(
    reference: Reference,
    thresholds: Thresholds,
    *,
    by: By | None = None,
    measure: Measure = "companies",
    level: Level = "district",
    of: Of = "link",
    zone: str | None = None,
    industry: str | None = None,
) -> Answer:
    """Cells of the table, or by zone, link or pair of links the indexes.

    `zone` and `industry` choose what is shown; the indexes always come from the whole table. The location
    quotient is that of the table, whose sums count a company once a link; that of the coverage has distinct
    companies below the line. They differ where companies are on several links.
    """
    table = complexity_table(reference, level=level, of=of, measure=measure)
    warnings = table_warnings(reference, table, level, of, thresholds)
    wanted_zone = reference.find_zone(zone).id if zone else None
    chains = chosen_chains(reference, industry) if industry else []
    items = _items(table, by, thresholds)
    if table.indexes is not None and isinstance(table.indexes.complexity, Undetermined):
        warnings.append(WHY_NONE[table.indexes.complexity])
    if wanted_zone and by in (None, "zone"):
        items = [item for item in items if item["zone_id"] == wanted_zone]
        if not items and table.indexes is not None:
            warnings.append(f"{reference.zone_name(wanted_zone)}不在矩阵内：级别不同，或没有计入任何企业。")
    if chains and by != "zone":
        wanted = {chain.id for chain in chains} | {link.id for chain in chains for link in chain.links}
        items = [item for item in items if wanted & {item["link_id"], item.get("other_id")}]
    rests_on = basis(
        reference.workspace,
        warnings,
        zones=[row.name for row in table.kept_rows],
        industries=sorted({column.industry or column.name for column in table.kept_columns}),
        table={
            "level": level,
            "of": of,
            "measure": measure,
            "rows": len(table.kept_rows),
            "columns": len(table.kept_columns),
        },
    )
    return listing(items, rests_on)
