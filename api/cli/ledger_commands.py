"""Commands that bring facts in and look after them."""

from __future__ import annotations

import datetime as dt
import json
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from api.cli.output import Format, Output, as_json, emit_rows, write
from api.cli.session import (
    ALL_REFUSED,
    DONE,
    FAILED,
    SET_ASIDE,
    Engine,
    Session,
    Store,
    engine_session,
    parse_date,
    progress_bar,
    say,
)
from api.cli.watch_commands import say_watches
from api.errors import UsageError

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

    from ingest.jobs import IngestResult, Item
    from ingest.tables.mapping import Mapping
    from schema.pack_model import Packs

Json = Annotated[bool, typer.Option("--json", help="以 JSON 输出")]
ListFormat = Annotated[Format, typer.Option("--format", help="输出格式")]
OutputFile = Annotated[Path | None, typer.Option("--output", help="写入文件")]
Kind = Literal[
    "auto", "document", "registrations", "scenarios", "companies", "parks", "towns", "capabilities", "projects",
    "indicators",
]  # fmt: skip
Update = Literal["replace", "snapshot", "delta"]
STORE_STATES = {
    "ready": "与当前图谱一致",
    "behind": "不是当前图谱，请运行 build --store neo4j",
    "syncing": "正在同步或同步中断，请运行 build --store neo4j",
    "foreign": "库中是另一工作区的图谱",
    "empty": "库中还没有图谱",
    "unreachable": "连不上：",
}
STATES = {"new": "新增", "changed": "更新", "unchanged": "未变", "refused": "未收"}
KINDS = {
    "document": "文档",
    "registrations": "企业登记",
    "scenarios": "场景清单",
    "companies": "企业名单",
    "parks": "园区名单",
    "towns": "镇村名单",
    "capabilities": "场景能力清单",
    "projects": "项目清单",
    "indicators": "指标表",
}


def init(context: typer.Context, city: Annotated[str, typer.Option(help="城市数据包")] = "qingdao") -> int:
    """新建工作区。"""
    session: Session = context.obj
    session.packs(city)
    with session.ledger(city=city) as ledger:
        say(f"工作区 {ledger.home}（城市 {ledger.city}）已就绪。")
    return DONE


def _say_item(item: Item) -> None:
    head = f"{STATES[item.state]}  {KINDS.get(item.kind, item.kind)}  {item.source}"
    if item.state == "refused":
        say(f"{head}：{item.message}")
        return
    facts = "、".join(f"{label} {count}" for label, count in item.facts.items())
    sums = f"读 {item.read}，收 {item.accepted}"
    if item.kind != "document":
        sums += f"（其中修正 {item.repaired}），搁置 {item.set_aside}"
    say(f"{head}：" + "；".join(filter(None, (sums, facts, f"{item.seconds:.1f} 秒"))))
    for code, count in item.reasons.items():
        say(f"    {code}: {count}")
    if item.columns and item.state != "unchanged":
        say("    列：" + "、".join(f"{header}={name}" for header, name in item.columns.items()))
    for note in item.notes:
        say(f"    {note}")


def _exit_code(result: IngestResult, strict: bool) -> int:
    if result.items and all(item.state == "refused" for item in result.items):
        return ALL_REFUSED
    if strict and any(item.set_aside or item.state == "refused" for item in result.items):
        return SET_ASIDE
    return DONE


def ingest(
    context: typer.Context,
    paths: Annotated[list[Path] | None, typer.Argument(help="文件或文件夹")] = None,
    kind: Annotated[Kind, typer.Option(help="内容类别")] = "auto",
    source: Annotated[str | None, typer.Option(help="来源键")] = None,
    replace: Annotated[bool, typer.Option(help="允许同一来源键来自另一位置")] = False,
    publisher: Annotated[str | None, typer.Option(help="发布者")] = None,
    published_on: Annotated[str | None, typer.Option(help="发布日期，如 2026-04-16")] = None,
    url: Annotated[str | None, typer.Option(help="网址")] = None,
    update: Annotated[Update, typer.Option(help="更新方式")] = "replace",
    covers: Annotated[list[str] | None, typer.Option(help="该来源覆盖的区域，可多次给出")] = None,
    complete: Annotated[bool, typer.Option(help="声明覆盖是完整的")] = False,
    as_of: Annotated[str | None, typer.Option(help="数据日期")] = None,
    columns: Annotated[Path | None, typer.Option(help="列对应表：CSV，列名,字段")] = None,
    strict: Annotated[bool, typer.Option(help="有搁置即以 4 退出")] = False,
    dry_run: Annotated[bool, typer.Option(help="只看结果，不写入")] = False,
    refresh: Annotated[bool, typer.Option(help="用现在的规则重做过期的事实")] = False,
    no_build: Annotated[bool, typer.Option(help="不构建图谱")] = False,
    engine: Engine = "duckdb",
    llm: Annotated[bool | None, typer.Option("--llm/--no-llm", help="文档另由大模型读一遍，所得待核实")] = None,
    json_: Json = False,
) -> int:
    """收入文件，并构建图谱。"""
    from ingest.jobs import IngestOptions
    from ingest.jobs import ingest as run

    if complete and not covers:
        raise UsageError("--complete says that a coverage is complete; say which with --covers")
    session: Session = context.obj
    with session.ledger() as ledger, engine_session(engine) as spark:
        packs = session.packs(ledger.city)
        chosen = IngestOptions(
            kind=kind,
            source=source,
            replace=replace,
            publisher=publisher,
            published_on=_date(published_on, "--published-on"),
            url=url,
            update=update,
            covers=tuple(covers or ()),
            complete=complete,
            as_of=_date(as_of, "--as-of"),
            dry_run=dry_run,
            refresh=refresh,
            build=not no_build,
            llm=llm,
            columns=() if columns is None else _columns(columns, kind, packs),
        )
        if not paths:
            if not refresh:
                raise UsageError("name at least one file or folder (or --refresh to redo stale sources)")
            return _refresh(session, chosen.workers, llm, spark)
        with progress_bar() as progress:
            result = run(ledger, packs, paths, chosen, spark=spark, progress=progress, on_item=_say_item)
    if json_:
        write(as_json(result.as_json()), None)
    if result.projection:
        nodes = sum(result.projection["nodes"].values())
        edges = sum(result.projection["edges"].values())
        say(f"图谱第 {result.projection['version']} 版：{nodes} 个节点，{edges} 条关系。")
        say_watches(result.projection["watches"])
    return _exit_code(result, strict)


def _columns(path: Path, kind: str, packs: Packs) -> Mapping:
    from ingest.tables.mapping import read_mapping

    if kind == "document":
        raise UsageError("--columns speaks of tables; leave it out, or name their --kind")
    return read_mapping(path, packs, "registrations" if kind == "auto" else kind)


def _date(text: str | None, option: str) -> dt.date | None:
    checked = parse_date(text, option)
    return dt.date.fromisoformat(checked) if checked else None


def _refresh(session: Session, workers: int, llm: bool | None, spark: SparkSession | None) -> int:
    from ingest.build import build, stale_sources
    from ingest.refresh import refresh_all

    with session.ledger() as ledger:
        packs = session.packs(ledger.city)
        items = refresh_all(ledger, packs, stale_sources(ledger, packs), workers, llm, spark)
        for item in items:
            say(f"重做 {item.source}" + (f"：{item.message}" if item.message else ""))
        say_watches(build(ledger, packs, spark=spark)["watches"])
    return DONE if all(item.state != "refused" for item in items) else FAILED


def extract(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="一份文件")],
    format_: Annotated[Literal["jsonl"], typer.Option("--format", help="输出格式")] = "jsonl",
    text: Annotated[bool, typer.Option("--text", help="输出位置所指的正文")] = False,
    city: Annotated[str, typer.Option(help="城市数据包")] = "qingdao",
    llm: Annotated[bool, typer.Option("--llm", help="另由大模型读一遍")] = False,
    output: OutputFile = None,
) -> int:
    """一份文件自身给出的事实；不触碰工作区。"""
    if not file.is_file():
        raise UsageError(f"{file}: no such file")
    from ingest.documents import extract_lines
    from ingest.errors import Refused
    from ingest.extraction import Given, document_options
    from ingest.extraction import extract as run
    from ingest.llm import chosen, second_reader

    llm = llm and not text
    second = second_reader(llm, None)
    given = Given(file.name, file.name, "document", llm=chosen(llm, None, second))
    try:
        extraction = run(file, given, context.obj.packs(city), second=second)
    except Refused as error:
        say(f"错误：{error}")
        return ALL_REFUSED
    for note in extraction.notes if llm else ():
        say(note)
    if text:
        write(extraction.tables["text"].column("text")[0].as_py(), output)
        return DONE
    lines = extract_lines(extraction, document_options(given))
    write("".join(as_json(line, indent=None) + "\n" for line in lines), output)
    return DONE


def build(
    context: typer.Context,
    store: Store = "embedded",
    anew: Annotated[bool, typer.Option(help="即使没有变化也重新构建")] = False,
    replace: Annotated[bool, typer.Option(help="覆盖 Neo4j 数据库中另一工作区的图谱")] = False,
    threads: Annotated[int | None, typer.Option(min=1, help="线程数")] = None,
    engine: Engine = "duckdb",
    json_: Json = False,
) -> int:
    """由当前事实计算并发布图谱。"""
    from ingest.build import build as run

    session: Session = context.obj
    try:
        with session.ledger() as ledger, engine_session(engine) as spark, progress_bar() as progress:
            manifest = run(
                ledger,
                session.packs(ledger.city),
                anew=anew,
                threads=threads,
                store=store,
                replace=replace,
                spark=spark,
                progress=progress,
            )
    except KeyboardInterrupt:
        if store == "neo4j":
            say("写入 Neo4j 若已开始，再运行一次 build --store neo4j 即从断处继续。")
        raise
    if json_:
        write(as_json({key: manifest[key] for key in ("version", "hash", "built_at", "nodes", "edges")}), None)
    where = "，Neo4j 已同步" if store == "neo4j" else ""
    say(f"图谱第 {manifest['version']} 版，内容摘要 {manifest['hash'][:12]}{where}。")
    say_watches(manifest["watches"])
    return DONE


def status(context: typer.Context, json_: Json = False, store: Store = "embedded") -> int:
    """工作区的状态。"""
    from graph.analysis.status import status as run
    from ingest.build import stale_sources

    session: Session = context.obj
    with session.ledger(create=False) as ledger:
        answer = run(ledger, stale_sources(ledger, session.packs(ledger.city)), store)
    if json_:
        write(as_json(answer), None)
        return DONE
    projection = answer["projection"]
    lines = [f"工作区 {answer['workspace']}（城市 {answer['city']}，本体第 {answer['ontology_version']} 版）"]
    if projection:
        lines.append(f"图谱第 {projection['version']} 版，{projection['built_at']}，摘要 {projection['hash'][:12]}")
        lines.append("节点：" + "、".join(f"{k} {v}" for k, v in projection["nodes"].items()))
        lines.append("关系：" + "、".join(f"{k} {v}" for k, v in projection["edges"].items()))
    else:
        lines.append("还没有构建图谱。")
    kinds = "、".join(f"{KINDS.get(k, k)} {v}" for k, v in answer["sources"].items())
    lines.append(f"来源：{kinds or '无'}；已撤回 {answer['retracted']}")
    rows = answer["rows"]
    lines.append(
        f"表格行：读 {rows['read']}，收 {rows['accepted']}，搁置 {rows['set_aside']}；待核实 {answer['review']}"
    )
    lines += [f"过期（ingest --refresh 可重做）：{key}" for key in answer["stale"]]
    if store == "neo4j":
        lines.append(f"Neo4j：{STORE_STATES[answer['store']['state']]}{answer['store'].get('detail', '')}")
    write("\n".join(lines), None)
    return DONE


SOURCE_COLUMNS = {
    "key": "来源",
    "kind": "类别",
    "state": "状态",
    "version": "版本",
    "read": "读",
    "accepted": "收",
    "set_aside": "搁置",
    "covers": "覆盖",
    "origin": "位置",
}


def _source_row(item: dict[str, Any]) -> dict[str, Any]:
    """A source as one flat row, in words."""
    return {**item, "covers": [f"{c['zone']}{'（完整）' if c['complete'] else ''}" for c in item["covers"]]}


def sources(
    context: typer.Context, json_: Json = False, format_: ListFormat = Format.table, output: OutputFile = None
) -> int:
    """所有来源及其版本。"""
    from graph.analysis.status import sources as run

    session: Session = context.obj
    with session.ledger(create=False) as ledger:
        answer = run(ledger)
    how = Output(Format.json if json_ else format_, output)

    emit_rows(answer, how, SOURCE_COLUMNS, _source_row)
    return DONE


def _withdraw(context: typer.Context, key: str, *, back: bool) -> int:
    from ingest.build import build as run

    session: Session = context.obj
    with session.ledger(create=False) as ledger:
        with ledger.writing():
            if back:
                ledger.restore(key)
            else:
                ledger.retract(key)
            manifest = run(ledger, session.packs(ledger.city))
        say(f"{'已恢复' if back else '已撤回'} {key}；图谱第 {manifest['version']} 版。")
        say_watches(manifest["watches"])
    return DONE


def retract(context: typer.Context, source: Annotated[str, typer.Argument(help="来源键")]) -> int:
    """撤回一个来源，它的事实随之离开。"""
    return _withdraw(context, source, back=False)


def restore(context: typer.Context, source: Annotated[str, typer.Argument(help="来源键")]) -> int:
    """恢复一个撤回的来源。"""
    return _withdraw(context, source, back=True)


def verify(context: typer.Context, json_: Json = False, store: Store = "embedded") -> int:
    """核对原件、事实、目录和图谱，指出不一致之处。"""
    from graph.ledger import Finding
    from graph.ledger import verify as run
    from graph.publish import differences, server_differences
    from graph.stores import neo4j_store

    session: Session = context.obj
    with session.ledger(create=False) as ledger:
        found = run(ledger)
        found += [Finding("problem", place, text) for place, text in differences(ledger.graph)]
        if store == "neo4j":
            with closing(neo4j_store(ledger.identity)) as server:
                found += [Finding("problem", place, text) for place, text in server_differences(ledger.graph, server)]
    problems = [f for f in found if f.level == "problem"]
    if json_:
        write(json.dumps({"ok": not problems, "items": [vars(f) for f in found]}, ensure_ascii=False, indent=2), None)
    else:
        for finding in found:
            write(f"{'不一致' if finding.level == 'problem' else '提示'}  {finding.path}：{finding.text}", None)
        write("核对完毕：没有不一致。" if not problems else f"核对完毕：{len(problems)} 处不一致。", None)
    return FAILED if problems else DONE


COMMANDS = (init, ingest, extract, build, status, sources, retract, restore, verify)
