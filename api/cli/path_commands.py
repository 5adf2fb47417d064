"""Commands on how companies hang together: paths, the chain of a firm, prospects of a park."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

import typer

from api.cli.output import Format, Item, emit, emit_rows, write
from api.cli.question_commands import Json, ListFormat, OutputFile, list_output
from api.cli.session import DONE, Session, Store

PATH_COLUMNS = {"steps": "步数", "confidence": "可信度", "text": "路径"}


def path_lines(answer: Mapping[str, Any]) -> str:
    """Paths as lines: a path is read whole; a table would cut it."""
    lines = [f"{item['steps']} 步，可信度 {item['confidence']:.3g}：{item['text']}" for item in answer["items"]]
    return "\n".join([*lines, *(f"注意：{warning}" for warning in answer["basis"]["warnings"])])


def path(
    context: typer.Context,
    source: Annotated[str, typer.Argument(help="从哪里：企业或其他节点的标识或名称")],
    target: Annotated[str, typer.Argument(help="到哪里：企业、场景或其他节点的标识或名称")],
    order: Annotated[Literal["steps", "confidence"], typer.Option(help="步数少的在前，或可信度高的在前")] = "steps",
    most_steps: Annotated[int, typer.Option(min=1, max=6, help="最多几步")] = 6,
    also: Annotated[
        list[str] | None, typer.Option(help="也走这类关系：zone、industry、qualification、policy，可多次给出")
    ] = None,
    through_hubs: Annotated[bool, typer.Option("--through-hubs", help="不限经过拥挤的关系")] = False,
    limit: Annotated[int, typer.Option(min=1, max=50, help="最多几条")] = 3,
    store: Store = "embedded",
    json_: Json = False,
    format_: ListFormat = Format.table,
    output: OutputFile = None,
) -> int:
    """从一家企业到另一家企业或场景的路径。"""
    from graph.analysis.paths import paths as run

    session: Session = context.obj
    with session.workspace(store) as workspace:
        packs = session.packs(workspace.ledger.city)
        answer = run(
            workspace,
            packs.path_steps,
            packs.thresholds,
            source,
            target,
            order=order,
            most_steps=most_steps,
            also=also or (),
            through_hubs=through_hubs,
            limit=limit,
        )
    how = list_output(json_, format_, output)
    if how.format is Format.table and answer["items"]:
        write(path_lines(answer), how.path)
        return DONE
    emit(answer, how, PATH_COLUMNS)
    return DONE


CHAIN_COLUMNS = {
    "side": "位置",
    "link": "环节",
    "industry": "产业链",
    "zone": "本区企业",
    "city": "本市企业",
    "firms": "领先企业",
    "scenarios": "需求场景",
}
SIDES = {"upstream": "上游", "downstream": "下游"}


def chain_rows(item: Item) -> list[Item]:
    """A link of the company as a flat row, followed by the links before and after it."""
    scenarios = [scenario["name"] for scenario in item["scenarios"]]
    own = {"side": "本企业", "link": item["link"], "industry": item["industry"]}
    rows: list[Item] = [{**own, **item["peers"], "scenarios": scenarios}]
    for side, word in SIDES.items():
        for near in item[side]:
            firms = [f"{firm['company']['name']}（{firm['zone']['name']}）" for firm in near["firms"]]
            rows.append({**own, "side": word, "link": near["link"], **near["companies"], "firms": firms})
    return rows


def _tie_lines(answer: dict[str, Any]) -> str:
    """Zones, parks, companies and scenarios of a company in words."""
    lines = []
    for key, what, title in (
        ("zones", "zone", "区域"),
        ("parks", "park", "园区"),
        ("relations", "other", "企业"),
        ("scenarios", "scenario", "场景"),
    ):
        for row in answer[key]:
            back = "（对方对本企业）" if row.get("direction") == "in" else ""
            place = row["evidence"][0]["locator"] if row["evidence"] else ""
            lines.append(f"{title}  {row['zh']}{back}  {row[what]['name']}  {place}\n")
    return "".join(lines)


def chain(
    context: typer.Context,
    company: Annotated[str, typer.Argument(help="企业：标识、名称或名称的一部分")],
    store: Store = "embedded",
    json_: Json = False,
    format_: ListFormat = Format.table,
    output: OutputFile = None,
) -> int:
    """一家企业的链：所在环节、上下游、园区、场景、区域。"""
    from graph.analysis.firm_chain import firm_chain as run
    from graph.analysis.reference import Reference

    with context.obj.workspace(store) as workspace:
        answer = run(Reference.of(workspace), company)
    how = list_output(json_, format_, output)
    before = f"{answer['company']['name']}\n{_tie_lines(answer)}"
    emit_rows(answer, how, CHAIN_COLUMNS, chain_rows, before=before)
    return DONE


PROSPECT_COLUMNS = {
    "kind": "由来",
    "company": "企业",
    "zones": "所在",
    "tenants": "园内相关企业",
    "confidence": "可信度",
    "fits_focus": "合园区产业的环节",
    "reasons": "依据",
}
PROSPECT_WORDS = {"relation": "两步之内", "chain": "上下游环节"}


def prospect_row(item: Item) -> dict[str, Any]:
    """A prospect as one flat row, in words."""
    return {**item, "kind": PROSPECT_WORDS[item["kind"]]}


def prospects(
    context: typer.Context,
    park: Annotated[str, typer.Argument(help="园区：标识、名称或名称的一部分")],
    kind: Annotated[
        Literal["relation", "chain"] | None, typer.Option(help="只看两步之内的，或只看上下游环节的")
    ] = None,
    through_hubs: Annotated[bool, typer.Option("--through-hubs", help="不限经过拥挤的关系")] = False,
    limit: Annotated[int, typer.Option(min=1, max=1000, help="最多几条")] = 20,
    store: Store = "embedded",
    json_: Json = False,
    format_: ListFormat = Format.table,
    output: OutputFile = None,
) -> int:
    """以商招商：离园内企业两步的企业，和它们上下游环节的企业。"""
    from graph.analysis.prospects import prospects as run
    from graph.analysis.reference import Reference

    session: Session = context.obj
    with session.workspace(store) as workspace:
        packs = session.packs(workspace.ledger.city)
        answer = run(
            Reference.of(workspace),
            packs.path_steps,
            packs.thresholds,
            park,
            kind=kind,
            through_hubs=through_hubs,
            limit=limit,
        )
    how = list_output(json_, format_, output)
    emit_rows(answer, how, PROSPECT_COLUMNS, prospect_row)
    return DONE


COMMANDS = (path, chain, prospects)
