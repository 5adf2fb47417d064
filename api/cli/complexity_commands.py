"""Commands on complexity and what a zone could enter."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

import typer

from api.cli.output import Format, Output, emit, emit_rows
from api.cli.question_commands import Industry, Json, ListFormat, OutputFile, list_output
from api.cli.session import DONE, Session, Store

Measure = Annotated[Literal["companies", "capital"], typer.Option(help="按企业数，或按注册资本（人民币）")]

CELL_COLUMNS = {
    "zone_id": "区域标识",
    "zone": "区域",
    "link_id": "环节标识",
    "link": "环节",
    "industry": "产业链",
    "companies": "企业",
    "capital": "注册资本（元）",
    "location_quotient": "区位商",
    "density": "密度",
    "relatedness": "关联度",
    "outlook_gain": "前景增益",
    "small": "样本小",
}
INDEX_COLUMNS = {
    "zone": {
        "zone_id": "区域标识",
        "zone": "区域",
        "diversity": "多样性",
        "economic_complexity_index": "经济复杂度指数",
        "outlook_index": "前景指数",
    },
    "link": {
        "link_id": "环节标识",
        "link": "环节",
        "industry": "产业链",
        "ubiquity": "普遍性",
        "product_complexity_index": "环节复杂度指数",
    },
    "pair": {
        "link_id": "环节标识",
        "link": "环节",
        "industry": "产业链",
        "other_id": "另一环节标识",
        "other": "另一环节",
        "other_industry": "另一产业链",
        "zones": "同时有优势的区域",
        "proximity": "邻近度",
    },
}
ENTRY_COLUMNS = {
    "state": "状态",
    "industry": "产业链",
    "link": "环节",
    "density": "密度",
    "relatedness": "关联度",
    "product_complexity_index": "环节复杂度指数",
    "near": "相近环节",
    "firms": "相近环节上的企业",
    "elsewhere": "别处已在此环节",
    "reasons": "依据",
}


def _emit(answer: dict[str, object], columns: dict[str, str], how: Output) -> None:
    shown = columns
    if how.format is Format.table:
        shown = {key: title for key, title in columns.items() if not key.endswith("_id")}
    emit(answer, how, shown)


def complexity(
    context: typer.Context,
    by: Annotated[
        Literal["zone", "link", "pair"] | None, typer.Option(help="按区域、环节或成对环节给出指标；默认逐格")
    ] = None,
    measure: Measure = "companies",
    level: Annotated[Literal["district", "functional", "city"], typer.Option(help="比较哪一级区域")] = "district",
    of: Annotated[Literal["link", "industry"], typer.Option(help="列为环节，或为整条产业链")] = "link",
    zone: Annotated[str | None, typer.Option(help="只列这个区域")] = None,
    industry: Industry = None,
    store: Store = "embedded",
    json_: Json = False,
    format_: ListFormat = Format.table,
    output: OutputFile = None,
) -> int:
    """区位商、关联密度和复杂度指数。"""
    from graph.analysis.complexity import complexity as run
    from graph.analysis.reference import Reference

    session: Session = context.obj
    with session.workspace(store) as workspace:
        thresholds = session.packs(workspace.ledger.city).thresholds
        answer = run(
            Reference.of(workspace),
            thresholds,
            by=by,
            measure=measure,
            level=level,
            of=of,
            zone=zone,
            industry=industry,
        )
    _emit(answer, INDEX_COLUMNS[by] if by else CELL_COLUMNS, list_output(json_, format_, output))
    return DONE


def entry_row(item: Mapping[str, Any]) -> dict[str, Any]:
    """A suggestion as one flat row, in words."""
    return {
        **item,
        "near": [f"{near['link']['name']}（{near['proximity']:.2f}）" for near in item["near"]],
        "firms": [firm["company"]["name"] for near in item["near"] for firm in near["firms"]],
        "elsewhere": [f"{e['company']['name']}（{e['zone']['name']}）" for e in item["elsewhere"]],
    }


def entries(
    context: typer.Context,
    zone: Annotated[str, typer.Argument(help="区市或功能区")],
    industry: Industry = None,
    measure: Measure = "companies",
    limit: Annotated[int, typer.Option(min=1, max=1000, help="最多几条")] = 20,
    store: Store = "embedded",
    json_: Json = False,
    format_: ListFormat = Format.table,
    output: OutputFile = None,
) -> int:
    """一个区域可进入的环节：离已有优势近，而今没有企业。"""
    from graph.analysis.entries import entries as run
    from graph.analysis.reference import Reference

    session: Session = context.obj
    with session.workspace(store) as workspace:
        thresholds = session.packs(workspace.ledger.city).thresholds
        answer = run(Reference.of(workspace), thresholds, zone, industry=industry, measure=measure, limit=limit)
    how = list_output(json_, format_, output)
    emit_rows(answer, how, ENTRY_COLUMNS, entry_row)
    return DONE


COMMANDS = (complexity, entries)
