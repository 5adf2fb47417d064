"""Commands about what changed."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, Literal

import typer

from api.cli.output import Format, Item, emit_rows
from api.cli.question_commands import Json, ListFormat, OutputFile, list_output
from api.cli.session import DONE, Session, Store, progress_bar
from api.errors import UsageError

CHANGE_WORDS = {
    "gap_opened": "缺口出现",
    "gap_closed": "缺口弥合",
    "gap_changed": "缺口变化",
    "strengthened": "环节增强",
    "weakened": "环节减弱",
    "moved": "迁移",
    "renamed": "更名",
    "changed": "属性变化",
    "new": "新增",
    "ended": "终止",
    "gone": "消失",
    "edge_new": "新增关系",
    "edge_changed": "关系属性变化",
    "edge_ended": "关系终止",
    "edge_gone": "关系消失",
}
SOURCE_WORDS = {"added": "新增来源", "withdrawn": "来源撤回", "changed": "来源更新"}
CHANGE_COLUMNS = {
    "kind": "变化",
    "what": "对象",
    "name": "名称",
    "before": "之前",
    "after": "之后",
    "companies": "企业进出",
    "by": "来源",
    "evidence": "证据",
}


def _side(value: Any) -> Any:
    """A gap's side in words; what else changed says itself."""
    from api.cli.gap_commands import GAP_KINDS, GAP_STATES

    if isinstance(value, dict):
        return f"{GAP_KINDS[value['kind']]}（{GAP_STATES[value['state']]}，{value['companies']} 家）"
    return value


def change_row(item: Item) -> dict[str, Any]:
    """A change as one flat row, in words."""
    companies = item.get("companies")
    moves = (
        [
            f"{sign}{card['name']}"
            for sign, side in (("+", "came"), ("-", "left"))
            for card in (companies or {side: []})[side]
        ]
        if companies
        else []
    )
    return {
        "kind": CHANGE_WORDS[item["kind"]],
        "what": item.get("zh") or ("缺口" if item["kind"].startswith("gap_") else "区域×环节"),
        "id": item["id"],
        "name": f"{item['name']}：{item['property']['name']}" if "property" in item else item["name"],
        "before": _side(item["before"]),
        "after": _side(item["after"]),
        "companies": moves,
        "by": [f"{SOURCE_WORDS[one['what']]}：{one['title']}" for one in item["by"]],
        "evidence": [one["locator"] for one in item["evidence"]],
    }


def changes(
    context: typer.Context,
    since: Annotated[str, typer.Option(help="从哪一天（2026-04-16，按当天已知的来源）或图谱第几版起")],
    until: Annotated[str | None, typer.Option(help="到哪一天或第几版；默认现在的图谱")] = None,
    zone: Annotated[str | None, typer.Option(help="环节和缺口只比这个区域；默认全市和各区市")] = None,
    kind: Annotated[str | None, typer.Option(help="只看一种变化：gap_opened、moved、new 等")] = None,
    limit: Annotated[int, typer.Option(min=1, max=1000, help="每种变化最多几条")] = 20,
    json_: Json = False,
    format_: ListFormat = Format.table,
    output: OutputFile = None,
) -> int:
    """两个时点之间的变化，各附来源和证据。"""
    from graph.analysis.changes import changes as run
    from ingest.past import open_past

    session: Session = context.obj
    with session.workspace() as current, progress_bar() as progress:
        packs = session.packs(current.ledger.city)

        def step(name: str) -> None:
            progress(name, 0, 0)

        with open_past(session.home, packs, since, progress=step) as before:
            if until is None:
                answer = run(before, current, packs.gap_rules, zone=zone, kind=kind, limit=limit)
            else:
                with open_past(session.home, packs, until, progress=step) as after:
                    answer = run(before, after, packs.gap_rules, zone=zone, kind=kind, limit=limit)
    how = list_output(json_, format_, output)
    states = answer["basis"]
    counted = "，".join(f"{CHANGE_WORDS[name]} {n}" for name, n in answer["counts"].items() if n)
    before_line = f"从{states['since']['as_of']}到{states['until']['as_of']}：{counted or '没有变化'}\n"
    emit_rows(answer, how, CHANGE_COLUMNS, change_row, before=before_line)
    return DONE


RELATION_WORDS = {"kept": "沿用", "mapped": "改归", "within": "并入", "left": "未列入", "new": "新增"}


def systems_row(item: Item) -> dict[str, Any]:
    """A line of a difference of systems, in words."""
    sides = [side for side in (item["from"], item["to"]) if side]
    tiers = [side["tier"] or side["member_group"] or "" for side in sides]
    return {
        "relation": RELATION_WORDS[item["relation"]],
        "from": item["from"],
        "to": item["to"],
        "tiers": " → ".join(dict.fromkeys(tiers)) if len(sides) > 1 else tiers[0],
        "share": item["share"],
        "stated": "" if item["stated"] is None else "来源明说" if item["stated"] else "推定",
        "evidence": [one["sentence"] or one["locator"] for one in item["evidence"][-1:]],
    }


def systems(
    context: typer.Context,
    action: Annotated[Literal["diff"], typer.Argument(help="diff 比较两个体系")],
    first: Annotated[str, typer.Argument(help="较早的产业体系")],
    second: Annotated[str, typer.Argument(help="较新的产业体系")],
    store: Store = "embedded",
    json_: Json = False,
    format_: ListFormat = Format.table,
    output: OutputFile = None,
) -> int:
    """两个产业体系之间：沿用、改归、并入、未列入、新增。"""
    from graph.analysis.systems import systems_diff

    with context.obj.workspace(store) as workspace:
        answer = systems_diff(workspace, first, second)
    how = list_output(json_, format_, output)
    columns = {
        "relation": "关系",
        "from": answer["basis"]["first"]["name"],
        "to": answer["basis"]["second"]["name"],
        "tiers": "层级",
        "share": "份额（%）",
        "stated": "依据",
        "evidence": "证据",
    }
    emit_rows(answer, how, columns, systems_row)
    return DONE


PACK_KINDS = {
    "system": "体系",
    "industry": "产业",
    "membership": "成员",
    "crosswalk": "新旧对照",
    "link": "环节",
    "edge": "上下游",
    "rule": "缺口规则",
    "zone": "区域",
    "park": "园区",
    "words": "归类词表",
}
PACK_CHANGES = {"added": "新增", "removed": "去掉", "changed": "改动"}


def _pack_row(item: Item) -> dict[str, Any]:
    """A changed row of a pack, in words."""
    words = {"kind": PACK_KINDS[item["kind"]], "change": PACK_CHANGES[item["change"]]}
    return {**item, **words, "fields": list(item["fields"])}


def packs(
    context: typer.Context,
    action: Annotated[Literal["diff"], typer.Argument(help="diff 比较现在的数据包和新的一版")],
    folder: Annotated[Path, typer.Argument(help="新一版数据包的文件夹，内有 pack.yaml")],
    store: Store = "embedded",
    json_: Json = False,
    format_: ListFormat = Format.table,
    output: OutputFile = None,
) -> int:
    """新一版数据包会改变什么，收入之前先看。"""
    from api.cli.session import pack_folders
    from graph.analysis.pack_changes import packs_diff
    from graph.analysis.reference import Reference
    from schema.pack_loader import load_packs

    if not (folder / "pack.yaml").is_file():
        raise UsageError(f"{folder}: no pack.yaml here; name the folder of one pack")
    session: Session = context.obj
    with session.workspace(store) as workspace:
        city = workspace.ledger.city
        new = load_packs(city, (folder.resolve().parent, *pack_folders()))
        answer = packs_diff(Reference.of(workspace), session.packs(city), new)
    how = list_output(json_, format_, output)
    columns = {
        "change": "变化", "kind": "对象", "name": "名称", "fields": "改动的栏", "placements": "触及的归类", "gaps": "触及的缺口",
    }  # fmt: skip
    emit_rows(answer, how, columns, _pack_row)
    return DONE


COMMANDS = (changes, systems, packs)
