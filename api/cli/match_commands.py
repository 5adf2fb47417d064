"""Demand and capability: matches, and the states that people give them."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any

import typer

from api.cli.output import Format, Item, as_json, emit_rows, write
from api.cli.question_commands import Json, ListFormat, OutputFile, list_output
from api.cli.review_command import user_name
from api.cli.session import DONE, Session, Store, parse_date, say
from api.errors import UsageError

MATCH_COLUMNS = {
    "scenario": "场景",
    "company": "企业",
    "score": "分值",
    "parts": "理由",
    "against": "不利之处",
    "veto": "否决",
    "match": "进展",
}
BY = {"scenario": "场景", "zone": "区域"}


def match_row(item: Item) -> dict[str, Any]:
    """A match as one flat row, in words."""
    return {
        **item,
        "parts": [f"{part['text']}（{part['weight']:g}）" for part in item["parts"]],
        "against": [one["text"] for one in item["against"]],
        "veto": [one["text"] for one in item["veto"]],
        "match": item["match"]["text"] if item["match"] else "",
    }


def matches(
    context: typer.Context,
    what: Annotated[
        list[str] | None,
        typer.Argument(help="场景或企业的名称、标识；或 set 场景 企业 状态；或 undo 编号"),
    ] = None,
    outcomes: Annotated[bool, typer.Option("--outcomes", help="按场景和区域计各状态的匹配数")] = False,
    as_of: Annotated[str | None, typer.Option(help="以哪一天为准判断是否过期；默认今天")] = None,
    who: Annotated[str | None, typer.Option(help="谁记的；默认是系统用户名")] = None,
    note: Annotated[str, typer.Option(help="附注")] = "",
    limit: Annotated[int, typer.Option(min=1, max=1000, help="最多几条")] = 20,
    store: Store = "embedded",
    json_: Json = False,
    format_: ListFormat = Format.table,
    output: OutputFile = None,
) -> int:
    """供需匹配：谁能做一个场景，一家企业能做哪些场景；set 记下进展，undo 退回一步。"""
    from graph.analysis.match_states import outcomes as count
    from graph.analysis.matches import matches as run

    session: Session = context.obj
    words = what or []
    day = dt.date.fromisoformat(parse_date(as_of, "--as-of") or dt.date.today().isoformat())
    how = list_output(json_, format_, output)
    if words[:1] in (["set"], ["undo"]):
        made = _set(session, words[1:], who, note) if words[0] == "set" else _undo(session, words[1:], who)
        if json_:
            write(as_json(made), output)
        return DONE
    if outcomes == bool(words) or len(words) > 1:
        raise UsageError("matches takes one scenario or company, or `set SCENARIO COMPANY STATE`, or --outcomes alone")
    with session.workspace(store) as workspace:
        packs = session.packs(workspace.ledger.city)
        if outcomes:
            answer = count(workspace, packs.matching)
            states = {state.id: state.text for state in packs.matching.states.values()}
            columns = {"by": "按", "name": "名称", "total": "匹配数", **states}
            emit_rows(answer, how, columns, lambda item: {**item, **item["counts"], "by": BY[item["by"]]})
            return DONE
        answer = run(workspace, packs, words[0], as_of=day, limit=limit)
    emit_rows(answer, how, MATCH_COLUMNS, match_row)
    return DONE


def _set(session: Session, words: list[str], who: str | None, note: str) -> dict[str, Any]:
    from graph.analysis.match_states import check_step, histories, set_state
    from graph.analysis.related import find_one

    if len(words) != 3:
        raise UsageError("matches set: name the scenario, the company and the state")
    with session.workspace() as workspace:
        matching = session.packs(workspace.ledger.city).matching
        scenario, company = find_one(workspace, words[0], ("Scenario",)), find_one(workspace, words[1], ("Company",))
        pair = scenario.id, company.id
        with workspace.ledger.writing():
            # Under the lock, so that two people cannot both take the same step.
            check_step(matching, histories(workspace).get(pair, []), words[2])
            made = set_state(workspace.ledger, pair, words[2], who=who or user_name(), note=note)
    say(f"决定第 {made.number} 号：“{scenario.name}”与“{company.name}”{matching.states[words[2]].text}。")
    return vars(made)


def _undo(session: Session, words: list[str], who: str | None) -> dict[str, Any]:
    number = words[0] if len(words) == 1 else ""
    if not (number.isascii() and number.isdigit()):
        raise UsageError("matches undo: give the number of the decision; `matches … --json` shows them in its history")
    with session.ledger(create=False) as ledger, ledger.writing():
        if int(number) not in {d.number for d in ledger.decisions() if d.kind == "match_state"}:
            raise UsageError(f"no state of a match that stands has the number {number}")
        made = ledger.undo(int(number), who=who or user_name())
    say(f"决定第 {number} 号已撤销。")
    return vars(made)


COMMANDS = (matches,)
