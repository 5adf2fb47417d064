"""The queue of what is not sure, and people's decisions."""

from __future__ import annotations

import getpass
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from api.cli.output import Format, Output, as_json, emit_rows, write
from api.cli.session import DONE, Session, progress_bar, say
from api.cli.watch_commands import say_watches
from api.errors import UsageError

if TYPE_CHECKING:
    from graph.analysis.review import Choice
    from graph.ledger import Decision
    from graph.workspace import Workspace

COLUMNS = {
    "kind": "类别",
    "name": "名称",
    "candidates": "可能是",
    "scores": "分数",
    "reasons": "理由",
    "confidence": "置信度",
    "sentence": "原文",
    "item": "标识",
}
DECISION_COLUMNS = {
    "number": "编号",
    "kind": "决定",
    "subject": "对象",
    "object": "与",
    "who": "谁",
    "made_at": "时间",
    "note": "附注",
}
KINDS = {"name": "名称", "linked": "已归一", "node": "节点", "edge": "关系"}
DECISIONS = {
    "same": "相同",
    "different": "不同",
    "accept": "认可",
    "reject": "否定",
    "match_state": "匹配状态",
    "scenario_step": "场景环节",
    "scenario_tier": "场景层级",
}
SHOWN = 50


def review(
    context: typer.Context,
    action: Annotated[Literal["list", "accept", "reject", "undo"], typer.Argument(help="列出、认可、否定、撤销")],
    item: Annotated[str | None, typer.Argument(help="名称或标识；undo 时是决定的编号")] = None,
    company: Annotated[str | None, typer.Argument(help="所列第几家，或企业的名称、标识")] = None,
    kind: Annotated[Literal["name", "linked", "node", "edge", "decided"] | None, typer.Option(help="只列一类")] = None,
    limit: Annotated[int, typer.Option(min=1, help="最多几条")] = SHOWN,
    who: Annotated[str | None, typer.Option(help="谁作的决定；默认是系统用户名")] = None,
    note: Annotated[str, typer.Option(help="附注")] = "",
    no_build: Annotated[bool, typer.Option(help="不构建图谱")] = False,
    json_: Annotated[bool, typer.Option("--json", help="以 JSON 输出")] = False,
    format_: Annotated[Format, typer.Option("--format", help="输出格式")] = Format.table,
    output: Annotated[Path | None, typer.Option("--output", help="写入文件")] = None,
) -> int:
    """待核实的名称和事实：list 列出，accept 认可，reject 否定，undo 撤销。"""
    session: Session = context.obj
    if action == "list":
        if item is not None:
            raise UsageError(f"review list takes no item ({item}); --kind and --limit narrow the list")
        return _list(session, kind, limit, Output(Format.json if json_ else format_, output))
    if item is None:
        raise UsageError(f"review {action}: name the item (or, for undo, the decision's number)")
    if action == "undo":
        made = _undo(session, item, who or user_name())
    else:
        made = _decide(session, action == "accept", item, company, who or user_name(), note)
    if json_:
        write(as_json(vars(made)), output)
    say(f"决定第 {made.number} 号：{DECISIONS[made.kind]}{'（撤销）' if made.undoes else ''}。")
    if not no_build:
        _build(session)
    return DONE


def user_name() -> str:
    """The name of the person at the terminal."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "unknown"


def _list(session: Session, kind: Any, limit: int, how: Output) -> int:
    from graph.analysis.review import decisions
    from graph.analysis.review import review as run

    with session.workspace() as workspace:
        if kind == "decided":
            answer = decisions(workspace)
            emit_rows(answer, how, DECISION_COLUMNS, lambda row: {**row, "kind": DECISIONS[row["kind"]]})
            return DONE
        answer = run(workspace, kind=kind, limit=limit)
    emit_rows(answer, how, COLUMNS, _row)
    return DONE


def _row(item: Mapping[str, Any]) -> dict[str, Any]:
    """An item as one flat row, in words."""
    found = item["candidates"]
    return {
        **item,
        "kind": KINDS[item["kind"]],
        "candidates": [f"{place}. {one['name']}" for place, one in enumerate(found, 1)],
        "scores": [one["score"] for one in found],
        "reasons": ["，".join(one["reasons"]) for one in found],
        "sentence": [one["sentence"] for one in item["evidence"]],
    }


def _decide(session: Session, yes: bool, item: str, company: str | None, who: str, note: str) -> Decision:
    from graph.analysis.review import choice

    with session.workspace() as workspace:
        chosen = choice(workspace, item)
        kind, other = _meaning(workspace, chosen, yes, company)
    with session.ledger(create=False) as ledger, ledger.writing():
        return ledger.decide(kind, chosen.id, other, who=who, note=note)


def _meaning(workspace: Workspace, chosen: Choice, yes: bool, company: str | None) -> tuple[str, str]:
    """Kind and object of the decision."""
    if not chosen.companies:
        if company is not None:
            raise UsageError(f"{chosen.id} is a fact and stands for no company; leave {company!r} out")
        return ("accept" if yes else "reject"), ""
    if company is not None:
        return ("same" if yes else "different"), _company(workspace, chosen, company)
    if chosen.kind == "linked":
        return ("same" if yes else "different"), chosen.companies[0][0]
    if not yes:
        # None of them: the name stays a company of its own and is not asked about again.
        return "different", ""
    if len(chosen.companies) > 1:
        offered = "、".join(f"{place} {name}" for place, (_, name) in enumerate(chosen.companies, 1))
        raise UsageError(f"{chosen.name}: say which company it is: {offered}")
    return "same", chosen.companies[0][0]


def _company(workspace: Workspace, chosen: Choice, text: str) -> str:
    """The id of a company given by its place in the list, its id or its name."""
    if text.isascii() and text.isdigit() and 1 <= int(text) <= len(chosen.companies):
        return chosen.companies[int(text) - 1][0]
    for node_id, name in chosen.companies:
        if text in (node_id, name):
            return node_id
    ids = {hit.id for hit in workspace.search.exact(text, "Company")}
    if len(ids) != 1:
        found = "no company" if not ids else f"{len(ids)} companies"
        raise UsageError(f"{text}: {found} of the graph has this place in the list, id or name; give the id")
    return ids.pop()


def _undo(session: Session, number: str, who: str) -> Decision:
    if not (number.isascii() and number.isdigit()):
        raise UsageError(
            f"review undo {number}: give the number of a decision; `review list --kind decided` shows them"
        )
    with session.ledger(create=False) as ledger, ledger.writing():
        if int(number) not in {decision.number for decision in ledger.decisions()}:
            raise UsageError(f"no decision that stands has the number {number}; see `review list --kind decided`")
        return ledger.undo(int(number), who=who)


def _build(session: Session) -> None:
    from ingest.build import build

    with session.ledger(create=False) as ledger, progress_bar() as progress:
        manifest = build(ledger, session.packs(ledger.city), progress=progress)
    say(f"图谱第 {manifest['version']} 版。")
    say_watches(manifest["watches"])


COMMANDS = (review,)
