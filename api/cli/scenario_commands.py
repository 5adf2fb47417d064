"""The work on scenarios: where they stand, what stays too long."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any, Literal

import typer

from api.cli.output import Format, Output, as_json, emit, write
from api.cli.question_commands import Json, ListFormat, OutputFile, list_output
from api.cli.review_command import user_name
from api.cli.session import DONE, Session, Store, parse_date, say
from api.errors import UsageError

ZH = {"step": "环节", "tier": "层级"}
STATES = {"scenario": "场景", "step": "环节", "step_since": "自", "step_days": "天数", "next": "可进入", "tier": "层级",
          "next_tier": "可升为", "remarks": "备注"}  # fmt: skip
HISTORY = {"kind": "类别", "name": "环节或层级", "date": "日期", "by": "依据", "note": "附注"}
LATE = {"scenario": "场景", "step": "环节", "since": "自", "days": "天数", "over": "超出天数", "rule": "规则"}


def _state_row(item: dict[str, Any]) -> dict[str, Any]:
    """A scenario's standing as one flat row, in words."""
    step, tier = item["step"] or {}, item["tier"] or {}
    return {
        "scenario": item["scenario"],
        "step": step.get("name"),
        "step_since": step.get("since"),
        "step_days": step.get("days"),
        "next": item["may_follow"]["step"],
        "tier": None if not tier else tier["name"] if tier["stated"] else f"{tier['name']}（推定）",
        "next_tier": item["may_follow"]["tier"],
        "remarks": item["remarks"],
    }


def _history_row(entry: dict[str, Any]) -> dict[str, Any]:
    decision = entry["decision"]
    if decision is not None:
        by = f"决定第 {decision['number']} 号，{decision['who']}"
    else:
        by = "；".join(f"《{place['document']['title']}》{place['locator']}" for place in entry["evidence"])
        by += f"（{entry['text']}）" if entry["text"] else ""
    return {
        "kind": ZH[entry["kind"]],
        "name": entry["name"],
        "date": entry["date"] or "无日期",
        "by": by,
        "note": (decision or {}).get("note", "") + ("（晚于所问的日期，不计）" if entry["later"] else ""),
    }


def _late_row(item: dict[str, Any]) -> dict[str, Any]:
    return {
        "scenario": item["scenario"],
        "step": item["step"]["name"],
        "since": item["step"]["since"],
        "days": item["step"]["days"],
        "over": item["over"],
        "rule": item["rule"]["text"],
    }


def _emit(answer: dict[str, Any], how: Output, row: Any, columns: dict[str, str]) -> int:
    """Write an answer; for people its items as flat rows."""
    if how.format not in (Format.json, Format.jsonl):
        answer = {**answer, "items": [row(item) for item in answer["items"]]}
    emit(answer, how, columns)
    return DONE


def scenarios(
    context: typer.Context,
    what: Annotated[
        list[str],
        typer.Argument(help="states [场景]；set 场景 环节或层级；undo 编号；late"),
    ],
    as_of: Annotated[str | None, typer.Option(help="以哪一天为准；默认今天")] = None,
    on: Annotated[str | None, typer.Option(help="set：从哪一天起；默认今天")] = None,
    kind: Annotated[
        Literal["step", "tier"] | None, typer.Option(help="set：环节 step 还是层级 tier，同名时须写明")
    ] = None,
    who: Annotated[str | None, typer.Option(help="谁记的；默认是系统用户名")] = None,
    note: Annotated[str, typer.Option(help="附注")] = "",
    limit: Annotated[int, typer.Option(min=1, max=10_000, help="最多几条")] = 50,
    store: Store = "embedded",
    json_: Json = False,
    format_: ListFormat = Format.table,
    output: OutputFile = None,
) -> int:
    """场景工作：states 看环节和层级，set 记下进展，undo 撤销，late 看停留过久的。"""
    session: Session = context.obj
    today = dt.date.today()
    day = dt.date.fromisoformat(parse_date(as_of, "--as-of") or today.isoformat())
    how = list_output(json_, format_, output)
    verb, rest = what[0], what[1:]
    if verb in ("set", "undo"):
        reached = dt.date.fromisoformat(parse_date(on, "--on") or today.isoformat())
        made = _set(session, rest, kind, reached, today, who, note) if verb == "set" else _undo(session, rest, who)
        if json_:
            write(as_json(made), output)
        return DONE
    if verb not in ("states", "late") or len(rest) > (verb == "states"):
        raise UsageError("scenarios takes `states [SCENARIO]`, `set SCENARIO STEP`, `undo NUMBER` or `late`")
    from graph.analysis.scenario_work import states, staying

    with session.workspace(store) as workspace:
        packs = session.packs(workspace.ledger.city)
        if verb == "late":
            return _emit(staying(workspace, packs, as_of=day), how, _late_row, LATE)
        answer = states(workspace, packs, rest[0] if rest else None, as_of=day, limit=limit)
    if rest and how.format not in (Format.json, Format.jsonl):
        [item] = answer["items"]
        head = "".join(f"{title}：{_state_row(item)[key] or '（未知）'}\n" for key, title in _HEAD.items())
        emit({**answer, "items": [_history_row(e) for e in item["history"]], "total": 0}, how, HISTORY, before=head)
        return DONE
    return _emit(answer, how, _state_row, STATES)


_HEAD = {"step": "环节", "step_since": "自", "tier": "层级"}


def _set(
    session: Session,
    words: list[str],
    kind: Literal["step", "tier"] | None,
    day: dt.date,
    today: dt.date,
    who: str | None,
    note: str,
) -> dict[str, Any]:
    from graph.analysis.scenario_work import ScenarioWork, check_change, find_case, set_state

    if len(words) != 2:
        raise UsageError("scenarios set: name the scenario and the step or rung")
    with session.workspace() as workspace:
        work = ScenarioWork.of(workspace, session.packs(workspace.ledger.city))
        with workspace.ledger.writing():
            # Under the lock, so that two people cannot both write the same change.
            cases = work.cases(today)
            case = find_case(work, cases, words[0])
            change = check_change(work, case, words[1], day, today, kind)
            made = set_state(workspace.ledger, case.id, change, who=who or user_name(), note=note)
    say(f"决定第 {made.number} 号：“{case.name}”自{change.day}起处于{ZH[change.kind]}“{change.name}”。")
    for remark in change.remarks:
        say(f"注意：{remark}。")
    return {**vars(made), "remarks": list(change.remarks)}


def _undo(session: Session, words: list[str], who: str | None) -> dict[str, Any]:
    number = words[0] if len(words) == 1 else ""
    if not (number.isascii() and number.isdigit()):
        raise UsageError("scenarios undo: give the number of the decision; `scenarios states SCENARIO` shows them")
    with session.ledger(create=False) as ledger, ledger.writing():
        kinds = ("scenario_step", "scenario_tier")
        if int(number) not in {d.number for d in ledger.decisions() if d.kind in kinds}:
            raise UsageError(f"no state of a scenario that stands has the number {number}")
        made = ledger.undo(int(number), who=who or user_name())
    say(f"决定第 {number} 号已撤销。")
    return vars(made)


COMMANDS = (scenarios,)
