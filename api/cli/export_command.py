"""The command that gives the graph to others: export."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from api.cli.output import as_json, text_table, write
from api.cli.question_commands import Json
from api.cli.session import DONE, Session, progress_bar, say

Kind = Literal["csv", "parquet", "graphml", "cypher", "neo4j-import"]
COLUMNS = {"file": "文件", "rows": "条数"}


def export(
    context: typer.Context,
    output: Annotated[Path, typer.Option(help="写入的新文件夹")],
    format_: Annotated[Kind, typer.Option("--format", help="导出格式")] = "csv",
    json_: Json = False,
) -> int:
    """把图谱导出给其他工具。"""
    from graph.export import export_graph
    from graph.stores.neo4j_state import imported

    session: Session = context.obj
    with session.workspace() as workspace, progress_bar() as progress:
        state = imported(workspace.manifest, workspace.ledger.identity)
        made = export_graph(workspace.folder, format_, output, state=state, progress=progress)
    say(f"已写入 {output}")
    files = [{"file": one.file, "rows": one.rows} for one in made]
    answer = {"format": format_, "folder": str(output), "files": files}
    write(as_json(answer) if json_ else text_table(files, COLUMNS), None)
    return DONE


COMMANDS = (export,)
