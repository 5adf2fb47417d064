"""Commands that make pages and serve: brief, demo, serve."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from api.cli.output import write
from api.cli.session import DONE, Session, Store, pack_folders, progress_bar, say
from api.errors import UsageError

LOOPBACK = "127.0.0.1"
LOOPBACKS = (LOOPBACK, "localhost", "::1")


def brief(
    context: typer.Context,
    kind: Annotated[Literal["chain"], typer.Argument(help="简报种类")],
    output: Annotated[Path, typer.Option(help="写入文件，.svg 或 .html")],
    industry: Annotated[str, typer.Option(help="产业链")],
    zone: Annotated[str | None, typer.Option(help="区域；默认全市")] = None,
    store: Store = "embedded",
) -> int:
    """产业链图和简报页。"""
    from api.brief import chain_brief
    from graph.analysis.reference import Reference

    if output.suffix not in (".svg", ".html"):
        raise UsageError(f"--output {output}: this release writes .svg and .html")
    session: Session = context.obj
    with session.workspace(store) as workspace:
        rules = session.packs(workspace.ledger.city).gap_rules
        svg, page = chain_brief(Reference.of(workspace), rules, industry=industry, zone=zone)
    write(svg if output.suffix == ".svg" else page, output)
    return DONE


def demo(
    context: typer.Context,
    examples: Annotated[Path, typer.Option(help="示例文件夹")] = Path("examples"),
) -> int:
    """由示例数据建一个工作区，并给出第一批回答。"""
    from api.demo import run_demo

    session: Session = context.obj
    with session.ledger() as ledger, progress_bar() as progress:
        run_demo(session.home, ledger, session.packs(ledger.city), examples, lambda text: write(text, None), progress)
    return DONE


def serve(
    context: typer.Context,
    host: Annotated[str, typer.Option(help="监听地址")] = LOOPBACK,
    port: Annotated[int, typer.Option(min=1, max=65535, help="端口")] = 8420,
    store: Store = "embedded",
) -> int:
    """HTTP 接口（只读）。"""
    import uvicorn

    from api.http import make_app

    if host not in LOOPBACKS:
        raise UsageError(
            f"--host {host}: this release has no keys yet, so it serves on this machine only ({', '.join(LOOPBACKS)}). "
            "Put a proxy with log-in in front of it to share it."
        )
    session: Session = context.obj
    with session.workspace(store):
        pass  # a workspace that can't be opened is said here, not at the first request
    say(f"http://{host}:{port}/docs 是接口说明；Ctrl-C 结束。")
    app = make_app(session.home, pack_folders(), store, ahead=True)
    uvicorn.run(app, host=host, port=port, log_level="warning")
    return DONE


COMMANDS = (brief, demo, serve)
