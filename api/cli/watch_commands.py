"""The command about watches, and how their changes are said after a build."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated, Any, Literal

import typer

from api.cli.output import Format, Item, emit_rows
from api.cli.question_commands import Json, ListFormat, OutputFile, list_output, parameters
from api.cli.session import DONE, Session, say
from api.errors import UsageError

PARTS = {"came": "新增", "went": "消失", "changed": "变化"}
NAMES_SAID = 5


def report_text(report: Mapping[str, Any]) -> str:
    """One report in words."""
    if "error" in report:
        return f"无法再问：{report['error']}"
    said = []
    for kind, word in PARTS.items():
        if total := report["counts"][kind]:
            names = "；".join(item["name"] for item in report[kind][:NAMES_SAID])
            said.append(f"{word} {total}：{names}{'……' if total > NAMES_SAID else ''}")
    return "，".join(said) or "没有变化"


def say_watches(made: Sequence[Mapping[str, Any]]) -> None:
    """Say what changed in watches with a build."""
    for report in made:
        say(f"关注“{report['name']}”自第 {report['since']} 版以来：{report_text(report)}")


def _row(item: Item) -> dict[str, Any]:
    """A watch as one flat row, in words."""
    parameters = "，".join(f"{key}={value}" for key, value in item["parameters"].items())
    last = report_text(item["reports"][0]) if item["reports"] else ""
    return {**item, "parameters": parameters, "last": last}


def watch(
    context: typer.Context,
    action: Annotated[Literal["add", "list", "remove"], typer.Argument(help="add 新增，list 列出，remove 去掉")],
    name: Annotated[str | None, typer.Argument(help="关注的名称，自己起")] = None,
    question: Annotated[str | None, typer.Argument(help="问什么：gaps、coverage、links 或 related")] = None,
    param: Annotated[list[str] | None, typer.Option(help="参数 key=value，如 industry=低空经济")] = None,
    json_: Json = False,
    format_: ListFormat = Format.table,
    output: OutputFile = None,
) -> int:
    """关注：存下的问题，每次构建后报告它的答案变了什么。"""
    from graph.analysis.watching import watch_list, watched
    from graph.ledger.watches import add_watch, remove_watch

    session: Session = context.obj
    if action == "add":
        if name is None or question is None:
            raise UsageError("watch add needs a name and a question: watch add NAME gaps --param industry=…")
        given = parameters(param or ())
        with session.workspace() as workspace:
            answer = watched(workspace, session.packs(workspace.ledger.city), question, given)
            with workspace.ledger.writing():
                add_watch(workspace.ledger, name, question, given, workspace.manifest, answer)
        say(f"已关注“{name}”：现有 {len(answer)} 项；每次构建后报告变化。")
        return DONE
    if action == "remove":
        if name is None:
            raise UsageError("watch remove needs the name; `watch list` names them")
        with session.ledger(create=False) as ledger, ledger.writing():
            remove_watch(ledger, name)
        say(f"不再关注“{name}”。")
        return DONE
    with session.ledger(create=False) as ledger:
        found = watch_list(ledger)
    how = list_output(json_, format_, output)
    columns = {
        "name": "名称", "question": "问题", "parameters": "参数", "version": "图谱版本", "items": "项数", "last": "最近的变化",
    }  # fmt: skip
    emit_rows(found, how, columns, _row)
    return DONE


COMMANDS = (watch,)
