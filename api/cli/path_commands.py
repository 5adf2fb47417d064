"""Commands on how companies hang together: paths."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from api.cli.output import Format, Output, emit, write
from api.cli.question_commands import Json, ListFormat, OutputFile
from api.cli.session import DONE, Session, Store

PATH_COLUMNS = {"steps": "步数", "confidence": "可信度", "text": "路径"}


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
    how = Output(Format.json if json_ else format_, output)
    if how.format is Format.table and answer["items"]:
        # A path is read whole; a table would cut it.
        lines = [f"{item['steps']} 步，可信度 {item['confidence']:.3g}：{item['text']}" for item in answer["items"]]
        write("\n".join([*lines, *(f"注意：{warning}" for warning in answer["basis"]["warnings"])]), how.path)
        return DONE
    emit(answer, how, PATH_COLUMNS)
    return DONE


COMMANDS = (path,)
