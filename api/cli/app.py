"""The commands and their exit codes.

Imports of the other rooms happen inside commands, so that `--help` answers at once.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Annotated, Any

import typer

from api.cli.session import ALL_REFUSED, DONE, FAILED, INTERRUPTED, WRONG_USAGE, Session, say

app = typer.Typer(
    name="scenariograph",
    help="场景图谱：把政策文件、企业登记和场景清单变成可溯源的图谱，并回答产业链缺口、跨区联动和相关场景。",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


def _version(wanted: bool) -> None:
    if wanted:
        from ingest.recipes import PROGRAM

        typer.echo(f"scenariograph {PROGRAM}")
        raise typer.Exit


@app.callback()
def options(
    context: typer.Context,
    home: Annotated[Path | None, typer.Option(help="工作区文件夹；默认取 SCENARIOGRAPH_HOME，否则 ./workspace")] = None,
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="版本")] = False,
) -> None:
    """Options before the command."""
    context.obj = Session(home) if home else Session()


def _register() -> None:
    from api.cli import (
        ask_command,
        complexity_commands,
        export_command,
        face_commands,
        gap_commands,
        ledger_commands,
        link_commands,
        match_commands,
        path_commands,
        question_commands,
        related_commands,
        review_command,
        scenario_commands,
        time_commands,
        watch_commands,
    )

    for module in (
        ledger_commands,
        gap_commands,
        question_commands,
        link_commands,
        ask_command,
        related_commands,
        match_commands,
        scenario_commands,
        complexity_commands,
        time_commands,
        watch_commands,
        path_commands,
        review_command,
        export_command,
        face_commands,
    ):
        for command in module.COMMANDS:
            app.command()(_guarded(command))


def _expected() -> tuple[type[Exception], ...]:
    """Errors whose text is for the user; what else is raised is a defect and shows its trace."""
    from api.errors import ApiError
    from graph.errors import GraphError
    from ingest.errors import IngestError
    from schema.errors import SchemaError

    return ApiError, GraphError, IngestError, SchemaError, OSError


def _guarded(command: Callable[..., int]) -> Callable[..., None]:
    """The command with its exit code; errors for the user become a line on stderr."""

    @wraps(command)
    def run(*args: Any, **kwargs: Any) -> None:
        try:
            code = command(*args, **kwargs)
        except KeyboardInterrupt:
            code = _say_interrupted()
        except BrokenPipeError:
            # The reader (head, less) has gone; nothing is wrong, and nothing more can be written.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            code = DONE
        except Exception as error:
            if _interrupted(error):
                code = _say_interrupted()
            elif isinstance(error, _expected()):
                code = _explain(error)
            else:
                raise
        raise typer.Exit(code)

    return run


def _say_interrupted() -> int:
    say("已中断：此前已提交的文件保留，图谱仍是上一次发布的版本。")
    return INTERRUPTED


def _interrupted(error: Exception) -> bool:
    """Whether an engine turned Ctrl-C into an error of its own (DuckDB: "Query interrupted")."""
    return isinstance(error, RuntimeError) and "interrupt" in str(error).lower()


def _explain(error: Exception) -> int:
    from api.errors import UsageError
    from graph.errors import QueryError, UnknownSource
    from ingest.errors import Refused, WrongUse

    text = f"{error.filename}: {error.strerror}" if isinstance(error, OSError) and error.filename else str(error)
    say(f"错误：{text}")
    if isinstance(error, Refused):
        return ALL_REFUSED
    return WRONG_USAGE if isinstance(error, (UsageError, QueryError, UnknownSource, WrongUse)) else FAILED


def main() -> None:
    """Entry point of the command `scenariograph`."""
    _register()
    # The packs and what is read are many objects without cycles: a collector that begins again and again looks through
    # them all, which takes a sixth of the time of a question.
    gc.set_threshold(100_000, 20, 20)
    app(prog_name="scenariograph")
