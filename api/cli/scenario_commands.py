"""The work on scenarios: where they stand, what stays too long, what may rise, library, targets, assessment."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from api.cli.output import Format, Output, as_json, cell_text, emit, emit_rows, write
from api.cli.question_commands import Json, ListFormat, OutputFile, list_output
from api.cli.review_command import user_name
from api.cli.scenario_rows import (
    ASSESS,
    HISTORY,
    LATE,
    LIBRARY,
    PROMOTE,
    STATES,
    TARGETS,
    ZH,
    Row,
    assessment_row,
    history_row,
    late_row,
    library_row,
    promotion_row,
    state_row,
    target_row,
)  # fmt: skip
from api.cli.session import DONE, Session, Store, parse_date, say
from api.errors import UsageError

if TYPE_CHECKING:
    from graph.workspace import Workspace
    from schema.pack_model import Packs

VERBS = ("states", "set", "undo", "late", "promote", "library", "targets", "assess")
FILTERS = ("library", "step", "tier", "action", "direction", "zone", "industry", "field", "status", "late")
# Which options speak of which part; those of output and store are taken by all.
TAKES = {
    "states": ("as_of", "plan", "limit", "zone"),
    "set": ("on", "kind", "who", "note", "plan"),
    "undo": ("who",),
    "late": ("as_of", "plan", "limit", "zone"),
    "promote": ("as_of", "plan", "limit", "tier", "zone"),
    "library": ("as_of", "plan", "limit", *FILTERS),
    "targets": ("as_of", "plan"),
    "assess": ("as_of", "plan", "by", "zone"),
}
SHOWN, MOST = 50, 10_000
# What goes into a file for others is meant to be whole.
WHOLE = (Format.csv, Format.xlsx, Format.jsonl)


def _emit(answer: dict[str, Any], how: Output, row: Callable[[Row], Row], columns: dict[str, str]) -> int:
    """Write an answer; for people its items as flat rows."""
    emit_rows(answer, how, columns, row)
    if how.format in WHOLE and answer["total"] > len(answer["items"]):
        say(f"共 {answer['total']} 条，只写出 {len(answer['items'])} 条；用 --limit 放宽。")
    return DONE


def scenarios(
    context: typer.Context,
    what: Annotated[
        list[str],
        typer.Argument(
            help="states [场景]；set 场景 环节或层级；undo 编号；late；promote；library；targets；assess",
        ),
    ],
    as_of: Annotated[str | None, typer.Option(help="以哪一天为准；默认今天")] = None,
    on: Annotated[str | None, typer.Option(help="set：从哪一天起；默认今天")] = None,
    kind: Annotated[
        Literal["step", "tier"] | None, typer.Option(help="set：环节 step 还是层级 tier，同名时须写明")
    ] = None,
    who: Annotated[str | None, typer.Option(help="set、undo：谁记的；默认是系统用户名")] = None,
    note: Annotated[str | None, typer.Option(help="set：附注")] = None,
    library: Annotated[str | None, typer.Option(help="library：文件设立的某个库，如“重大项目库”")] = None,
    step: Annotated[str | None, typer.Option(help="library：处于哪个环节；“无”为没有环节的")] = None,
    tier: Annotated[str | None, typer.Option(help="library：处于哪个层级；promote：可升为哪个层级")] = None,
    action: Annotated[str | None, typer.Option(help="library：属于哪个行动；“无”为没有归到的")] = None,
    direction: Annotated[str | None, typer.Option(help="library：属于哪个超级场景方向；“无”为没有归到的")] = None,
    zone: Annotated[str | None, typer.Option(help="library、assess、states、late、promote：在哪个区域")] = None,
    industry: Annotated[str | None, typer.Option(help="library：哪个产业或产业链")] = None,
    field: Annotated[str | None, typer.Option(help="library：清单所印的应用领域")] = None,
    status: Annotated[str | None, typer.Option(help="library：清单所印的状态")] = None,
    late: Annotated[bool, typer.Option("--late", help="library：只看停留过久的")] = False,
    plan: Annotated[str | None, typer.Option(help="只用名称含这些字的文件的环节、层级和目标")] = None,
    by: Annotated[
        list[str] | None, typer.Option(help="assess：按 district、action、direction 中的哪几项，可多次给出")
    ] = None,
    limit: Annotated[
        int | None, typer.Option(min=1, max=10_000, help="最多几条；默认 50，csv、xlsx、jsonl 默认全部")
    ] = None,
    store: Store = "embedded",
    json_: Json = False,
    format_: ListFormat = Format.table,
    output: OutputFile = None,
) -> int:
    """场景工作：环节和层级、进展、停留过久、晋升、项目库、目标、评估表。"""
    session: Session = context.obj
    verb, rest = what[0], what[1:]
    given = {
        name: value
        for name, value in {
            "as_of": as_of, "limit": limit, "on": on, "kind": kind, "who": who, "note": note, "library": library, "step": step, "tier": tier,
            "action": action, "direction": direction, "zone": zone, "industry": industry, "field": field,
            "status": status, "late": late or None, "plan": plan, "by": by or None,
        }.items()
        if value is not None
    }  # fmt: skip
    if verb not in VERBS:
        raise UsageError(f"scenarios {verb}: not one of {', '.join(VERBS)}")
    if foreign := [f"--{name.replace('_', '-')}" for name in given if name not in TAKES[verb]]:
        raise UsageError(
            f"scenarios {verb} does not take {', '.join(foreign)}; `scenarios --help` says what takes what"
        )
    today = dt.date.today()
    day = dt.date.fromisoformat(parse_date(as_of, "--as-of") or today.isoformat())
    how = list_output(json_, format_, output)
    most = limit or (MOST if how.format in WHOLE else SHOWN)
    if verb in ("set", "undo"):
        made = _set(session, rest, given, today) if verb == "set" else _undo(session, rest, who)
        if json_:
            write(as_json(made), output)
        return DONE
    if len(rest) > (verb == "states"):
        raise UsageError(
            f"scenarios {verb}: {' '.join(rest)}: takes {'one scenario' if verb == 'states' else 'no name'}"
        )
    with session.workspace(store) as workspace:
        packs = session.packs(workspace.ledger.city)
        if verb == "states":
            return _states(workspace, packs, rest, given, day, most, how)
        return _ask(workspace, packs, verb, given, day, most, how)


def _states(
    workspace: Workspace,
    packs: Packs,
    names: list[str],
    given: dict[str, Any],
    day: dt.date,
    limit: int,
    how: Output,
) -> int:
    from graph.analysis.scenario_work import states

    name, zone = names[0] if names else None, given.get("zone")
    if name and zone:
        raise UsageError(f"scenarios states {name}: one scenario is where it is; leave --zone out")
    answer = states(workspace, packs, name, as_of=day, zone=zone, limit=limit, plan=given.get("plan"))
    if not names or how.format in (Format.json, Format.jsonl):
        return _emit(answer, how, state_row, STATES)
    [item] = answer["items"]
    row = state_row(item)
    heads = ("step", "step_since", "next", "tier", "next_tier", "remarks")
    head = "".join(f"{STATES[key]}：{cell_text(row[key]) or '（未知）'}\n" for key in heads)
    emit({**answer, "items": [history_row(e) for e in item["history"]], "total": 0}, how, HISTORY, before=head)
    return DONE


def _ask(
    workspace: Workspace, packs: Packs, verb: str, given: dict[str, Any], day: dt.date, limit: int, how: Output
) -> int:
    from graph.analysis.scenario_work import Wish, assessment, library, promotion, staying, targets

    plan, zone = given.get("plan"), given.get("zone")
    if verb == "late":
        return _emit(staying(workspace, packs, as_of=day, zone=zone, limit=limit, plan=plan), how, late_row, LATE)
    if verb == "promote":
        answer = promotion(workspace, packs, as_of=day, to=given.get("tier"), zone=zone, limit=limit, plan=plan)
        return _emit(answer, how, promotion_row, PROMOTE)
    if verb == "library":
        wish = Wish(**{name: value for name, value in given.items() if name in FILTERS})
        answer = library(workspace, packs, wish, as_of=day, limit=limit, plan=plan)
        shown = LIBRARY if how.format in (Format.csv, Format.xlsx) else {k: v for k, v in LIBRARY.items() if k != "id"}
        return _emit(answer, how, library_row, shown)
    if verb == "targets":
        return _emit(targets(workspace, packs, as_of=day, plan=plan), how, target_row, TARGETS)
    parts = given.get("by") or ("district", "action", "direction")
    answer = assessment(workspace, packs, as_of=day, by=parts, zone=zone, plan=plan)
    left_out = {"district", "action", "direction"} - set(parts)
    return _emit(answer, how, assessment_row, {k: v for k, v in ASSESS.items() if k not in left_out})


def _set(session: Session, words: list[str], given: dict[str, Any], today: dt.date) -> dict[str, Any]:
    from graph.analysis.scenario_work import ScenarioWork, check_change, find_case, set_state

    if len(words) != 2:
        raise UsageError("scenarios set: name the scenario and the step or rung")
    day = dt.date.fromisoformat(parse_date(given.get("on"), "--on") or today.isoformat())
    with session.workspace() as workspace:
        work = ScenarioWork.of(workspace, session.packs(workspace.ledger.city), given.get("plan"))
        with workspace.ledger.writing():
            # Under the lock, so that two people cannot both write the same change.
            case = find_case(work, work.cases(today), words[0])
            change = check_change(work, case, words[1], day, today, given.get("kind"))
            who = given.get("who") or user_name()
            made = set_state(workspace.ledger, case.id, change, who=who, note=given.get("note", ""))
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
