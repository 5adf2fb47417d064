"""Commands about links between zones."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

import typer

from api.cli.output import Format, emit, emit_rows
from api.cli.question_commands import Industry, Json, ListFormat, OutputFile, list_output
from api.cli.session import DONE, Store
from api.errors import UsageError

LINK_COLUMNS = {
    "kind": "性质",
    "via": "方式",
    "direction": "方向",
    "from_zone": "来自",
    "to_zone": "去往",
    "industry": "产业链",
    "from_link": "供给环节",
    "to_link": "需求环节",
    "strength": "强度",
    "companies": "企业",
    "shared": "共有",
    "reasons": "依据",
}
LINK_WORDS = {
    "observed": "已见",
    "possible": "可能",
    "supply": "供应",
    "branch": "分支",
    "investment": "投资",
    "shared_scenario": "共同场景",
    "park": "跨区园区",
    "group": "同一集团",
    "complement": "互补",
    "demand": "场景需求",
    "focus": "重点待补",
    "coverage": "合力覆盖",
    "gives": "给出",
    "receives": "得到",
    "both": "双向",
}


def link_row(item: Mapping[str, Any]) -> dict[str, Any]:
    """A cross-zone link with its kind, way and direction in words."""
    return {**item, **{key: LINK_WORDS[item[key]] for key in ("kind", "via", "direction")}}


def links(
    context: typer.Context,
    from_: Annotated[str | None, typer.Option("--from", help="来自哪个区域；与 --to 同用时给出两个方向")] = None,
    to: Annotated[str | None, typer.Option("--to", help="去往哪个区域")] = None,
    industry: Industry = None,
    matrix: Annotated[bool, typer.Option("--matrix", help="区域 × 区域的矩阵：已见/可能的条数")] = False,
    limit: Annotated[int, typer.Option(min=1, max=1000, help="最多几条")] = 50,
    store: Store = "embedded",
    json_: Json = False,
    format_: ListFormat = Format.table,
    output: OutputFile = None,
) -> int:
    """跨区联动：已见的和可能的。"""
    from graph.analysis.cross_zone import cross_zone_links, zone_matrix
    from graph.analysis.reference import Reference

    if matrix and (from_ or to):
        raise UsageError("--matrix is of all districts; leave out --from and --to")
    with context.obj.workspace(store) as workspace:
        reference = Reference.of(workspace)
        if matrix:
            answer = zone_matrix(reference, industry=industry)
        else:
            answer = cross_zone_links(reference, from_zone=from_, to_zone=to, industry=industry, limit=limit)
    how = list_output(json_, format_, output)
    if matrix:
        return _matrix(answer, how)
    emit_rows(answer, how, LINK_COLUMNS, link_row)
    return DONE


def _matrix(answer: dict[str, Any], how: Any) -> int:
    """Rows are the giving zones, columns the receiving ones; a cell says observed/possible."""
    if how.format in (Format.json, Format.jsonl):
        emit(answer, how, {})
        return DONE
    zones = answer["zones"]
    cells = {(i["from_zone"]["id"], i["to_zone"]["id"]): i for i in answer["items"]}
    rows = []
    for start in zones:
        row = {"zone": start["name"]}
        for end in zones:
            cell = cells.get((start["id"], end["id"]))
            row[end["name"]] = f"{cell['observed_total']}/{cell['possible_total']}" if cell else ""
        rows.append(row)
    emit(
        {**answer, "items": rows, "total": len(rows)},
        how,
        {"zone": "来自＼去往"} | {zone["name"]: zone["name"] for zone in zones},
    )
    return DONE


COMMANDS = (links,)
