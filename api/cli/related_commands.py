"""What is related to a scenario, company, park or policy."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

import typer

from api.cli.output import Format, emit_rows
from api.cli.question_commands import Industry, Json, ListFormat, OutputFile, list_output
from api.cli.session import DONE, Session, Store

NODES = {"scenario": "场景", "company": "企业", "park": "园区", "policy": "政策"}


def related_columns(kind: str) -> dict[str, str]:
    """Columns of what is related to a thing of a kind."""
    return {kind: NODES[kind], "score": "分值", "parts": "理由"}


def related_row(item: Mapping[str, Any]) -> dict[str, Any]:
    """One that is related, with its parts in words."""
    return {**item, "parts": [f"{part['text']}（{part['weight']:g}）" for part in item["parts"]]}


def related(
    context: typer.Context,
    name: Annotated[str, typer.Argument(help="场景、超级场景方向、企业、园区或政策：标识、名称或名称的一部分")],
    zone: Annotated[str | None, typer.Option(help="只看这个区域的场景")] = None,
    industry: Industry = None,
    field: Annotated[str | None, typer.Option(help="只看这个应用领域的场景")] = None,
    status: Annotated[str | None, typer.Option(help="只看这种状态的场景")] = None,
    all_alike: Annotated[bool, typer.Option("--all-alike", help="只按分值取，不避开同批次、同需求方的")] = False,
    limit: Annotated[int, typer.Option(min=1, max=200)] = 20,
    store: Store = "embedded",
    json_: Json = False,
    format_: ListFormat = Format.table,
    output: OutputFile = None,
) -> int:
    """相关的场景、企业、园区、政策及理由。"""
    from graph.analysis.related import Wanted
    from graph.analysis.related import related as run

    session: Session = context.obj
    wanted = Wanted(zone, industry, field, status)
    with session.workspace(store) as workspace:
        packs = session.packs(workspace.ledger.city)
        answer = run(workspace, packs, name, wanted=wanted, limit=limit, diverse=not all_alike)
    kind = next(node for node in NODES if node in answer["basis"])
    how = list_output(json_, format_, output)
    before = f"与“{answer['basis'][kind]['name']}”相关：\n"
    emit_rows(answer, how, related_columns(kind), related_row, before=before)
    return DONE


COMMANDS = (related,)
