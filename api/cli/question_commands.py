"""Commands that ask the graph."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from api.cli.output import Format, Output, as_json, cell_text, emit, shorten, write
from api.cli.session import DONE, AsOf, Store
from api.errors import UsageError

Json = Annotated[bool, typer.Option("--json", help="以 JSON 输出")]
ListFormat = Annotated[Format, typer.Option("--format", help="输出格式")]
OutputFile = Annotated[Path | None, typer.Option("--output", help="写入文件")]
Industry = Annotated[str | None, typer.Option(help="产业、产业链或产业体系")]


def list_output(json_: bool, format_: Format, output: Path | None) -> Output:
    """How a list is to be written."""
    return Output(Format.json if json_ else format_, output)


COVERAGE_COLUMNS = {
    "zone_id": "区域标识",
    "zone": "区域",
    "link_id": "环节标识",
    "link": "环节",
    "industry": "产业链",
    "companies": "企业",
    "capital": "注册资本（元）",
    "leaders": "领先企业",
    "hhi": "赫芬达尔指数",
    "location_quotient": "区位商",
}


def coverage(
    context: typer.Context,
    industry: Industry = None,
    zone: Annotated[list[str] | None, typer.Option(help="区域，可多次给出；默认各区市")] = None,
    as_of: AsOf = None,
    store: Store = "embedded",
    json_: Json = False,
    format_: ListFormat = Format.table,
    output: OutputFile = None,
) -> int:
    """各区域对各环节的覆盖。"""
    from graph.analysis.coverage import coverage as run
    from graph.analysis.reference import Reference

    with context.obj.workspace(store, as_of) as workspace:
        reference = Reference.of(workspace)
        chosen = [reference.find_zone(name) for name in zone] if zone else None
        answer = run(reference, industry=industry, zones=chosen)
    how = list_output(json_, format_, output)
    shown = COVERAGE_COLUMNS
    if how.format is Format.table:
        shown = {key: title for key, title in COVERAGE_COLUMNS.items() if not key.endswith("_id")}
    emit(answer, how, shown)
    return DONE


def evidence_lines(items: list[dict[str, Any]]) -> list[str]:
    """Evidence in words: place, document, sentence."""
    lines = []
    for item in items:
        document = item["document"]
        title = f"《{document['title']}》{document['published_on'] or ''}" if document else "数据包"
        lines.append(f"  {item['locator']}  {title}  规则 {item['rule']}  可信度 {item['confidence']:g}")
        if item["sentence"]:
            lines.append(f"    {shorten(item['sentence'], 160)}")
    return lines


def show_lines(answer: Mapping[str, Any]) -> list[str]:
    """A node with what is around it, in words."""
    lines = [f"{answer['properties']['name']}（{answer['zh']}）  {answer['id']}"]
    lines += [
        f"  {key}: {shorten(cell_text(value), 120)}"
        for key, value in answer["properties"].items()
        if key not in ("id", "name")
    ]
    for member in answer.get("members", ()):
        place = member["evidence"][0]["locator"] if member["evidence"] else ""
        lines.append(f"  成员  {member['tier'] or member['member_group'] or ''}  {member['name']}  {place}")
    for entry in answer.get("tree", ()):
        inferred = "" if entry["stated"] else "（推定）"
        lines.append(f"  {entry['level']} {cell_text(entry['place'])} {entry['name']}{inferred}")
    for group in answer["neighbours"]:
        arrow = "→" if group["direction"] == "out" else "←"
        names = "、".join(dict.fromkeys(item["name"] for item in group["items"]))
        lines.append(
            f"  {arrow} {group['zh']}（{group['type']}）{group['label']} {group['total']}：{shorten(names, 160)}"
        )
    for row in answer.get("candidates", ()):
        lines.append(f"  待核实 {row['id']}  可信度 {float(row['confidence']):g}")
    return [*lines, "证据：", *evidence_lines(answer["evidence"][:5])]


def show(
    context: typer.Context,
    node: Annotated[str, typer.Argument(help="标识或名称")],
    candidates: Annotated[bool, typer.Option("--candidates", help="也列出待核实的")] = False,
    store: Store = "embedded",
    json_: Json = False,
) -> int:
    """一个节点和它的邻居。"""
    from graph.analysis.show import show as run

    with context.obj.workspace(store) as workspace:
        answer = run(workspace, node, candidates=candidates)
    if json_:
        write(as_json(answer), None)
        return DONE
    write("\n".join(show_lines(answer)), None)
    return DONE


def evidence(
    context: typer.Context,
    fact: Annotated[str, typer.Argument(help="节点或关系的标识，或节点名称")],
    json_: Json = False,
    store: Store = "embedded",
) -> int:
    """一条事实背后的句子或行。"""
    from graph.analysis.show import evidence as run

    with context.obj.workspace(store) as workspace:
        answer = run(workspace, fact)
    write(as_json(answer) if json_ else "\n".join([answer["id"], *evidence_lines(answer["items"])]), None)
    return DONE


def search(
    context: typer.Context,
    text: Annotated[str, typer.Argument(help="要找的字词")],
    type_: Annotated[str | None, typer.Option("--type", help="只找一种节点，如 Company")] = None,
    limit: Annotated[int, typer.Option(min=1, max=200)] = 20,
    json_: Json = False,
    format_: ListFormat = Format.table,
    output: OutputFile = None,
    store: Store = "embedded",
) -> int:
    """在名称、别名和全文中检索。"""
    from graph.analysis.show import search as run

    with context.obj.workspace(store) as workspace:
        answer = run(workspace, text, label=type_, limit=limit)
    sentences = [
        f"  {hit['locator']}  {hit['source']}：{shorten(hit['sentence'], 120)}"
        + (f"（旧称：{hit['under']['name']}）" if hit["under"] else "")
        for hit in answer["sentences"][:5]
    ]
    how = list_output(json_, format_, output)
    emit(answer, how, {"zh": "类型", "name": "名称", "id": "标识"}, after="".join(f"\n{line}" for line in sentences))
    return DONE


def parameters(given: Sequence[str]) -> dict[str, str]:
    """What `--param key=value` gives; raises UsageError for anything else."""
    made = {}
    for text in given:
        key, _, value = text.partition("=")
        if not value:
            raise UsageError(f"--param {text}: write it as key=value")
        made[key] = value
    return made


def query(
    context: typer.Context,
    name: Annotated[str | None, typer.Argument(help="命名查询")] = None,
    list_: Annotated[bool, typer.Option("--list", help="列出命名查询")] = False,
    param: Annotated[list[str] | None, typer.Option(help="参数 key=value，列表以逗号分隔")] = None,
    store: Store = "embedded",
    json_: Json = False,
    format_: ListFormat = Format.table,
    output: OutputFile = None,
) -> int:
    """运行一个命名查询。"""
    from graph.analysis.basis import basis, listing
    from graph.analysis.catalogue import catalogue
    from graph.queries import ask, named_query

    if list_ or name is None:
        columns_shown = {"name": "名称", "answers": "回答什么", "parameters": "参数"}
        emit(catalogue(), list_output(json_, format_, output), columns_shown)
        return DONE
    columns = named_query(name).columns
    with context.obj.workspace(store) as workspace:
        given = {key: v.split(",") if key.endswith("s") else v for key, v in parameters(param or ()).items()}
        rows = ask(workspace.store, name, given)
        answer = listing(rows, basis(workspace))
    emit(answer, list_output(json_, format_, output), {column: column for column in columns})
    return DONE


COMMANDS = (coverage, show, evidence, search, query)
