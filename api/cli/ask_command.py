"""The command that answers questions in words."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Annotated, Any

import typer

from api.cli.complexity_commands import ENTRY_COLUMNS, entry_row
from api.cli.gap_commands import GAP_COLUMNS, gap_row
from api.cli.link_commands import LINK_COLUMNS, link_row
from api.cli.match_commands import MATCH_COLUMNS, match_row
from api.cli.output import Format, Row, as_json, emit_rows, write
from api.cli.path_commands import (
    CHAIN_COLUMNS,
    PATH_COLUMNS,
    PROSPECT_COLUMNS,
    chain_rows,
    path_lines,
    prospect_row,
)
from api.cli.question_commands import (
    COVERAGE_COLUMNS,
    Json,
    ListFormat,
    OutputFile,
    evidence_lines,
    list_output,
    show_lines,
)
from api.cli.related_commands import related_columns, related_row
from api.cli.scenario_rows import (
    ASSESS,
    LATE,
    LIBRARY,
    PROMOTE,
    STATES,
    TARGETS,
    assessment_row,
    late_row,
    library_row,
    promotion_row,
    state_row,
    target_row,
)
from api.cli.session import DONE, Session, Store
from api.cli.time_commands import CHANGE_COLUMNS, change_row

SCENARIO_COLUMNS = {"name": "场景", "field": "领域", "status": "状态", "why": "因为"}
COMPANY_COLUMNS = {"company": "企业", "via": "环节或技术", "role": "角色", "confidence": "可信度"}
BY_DISTRICT = {key: zh for key, zh in ASSESS.items() if key not in ("action", "direction")}
TABLES: Mapping[str, tuple[Mapping[str, str], Row]] = {
    "gaps": (GAP_COLUMNS, gap_row),
    "coverage": ({k: v for k, v in COVERAGE_COLUMNS.items() if not k.endswith("_id")}, dict),
    "cross_zone": (LINK_COLUMNS, link_row),
    "related": (related_columns("scenario"), related_row),
    "scenarios": (SCENARIO_COLUMNS, dict),
    "scenario_suppliers": (COMPANY_COLUMNS, dict),
    "matches": (MATCH_COLUMNS, match_row),
    "prospects": (PROSPECT_COLUMNS, prospect_row),
    "firm_chain": (CHAIN_COLUMNS, chain_rows),
    "path": (PATH_COLUMNS, dict),
    "changes": (CHANGE_COLUMNS, change_row),
    "link_companies": ({"company": "企业", "zone": "区域", "role": "角色", "words": "依据词"}, dict),
    "chain_links": ({"industry": "产业链", "link": "环节", "stage": "段", "basis": "依据"}, dict),
    "parks": ({"name": "园区", "zone": "区域", "address": "地址"}, dict),
    "park_tenants": ({"company": "企业", "since": "起始", "status": "状态"}, dict),
    "policies": ({"name": "政策", "how": "怎样"}, dict),
    "system_members": ({"name": "产业", "tier": "层", "member_group": "组"}, dict),
    "entries": (ENTRY_COLUMNS, entry_row),
    "scenario_states": (STATES, state_row),
    "scenarios_late": (LATE, late_row),
    "scenarios_promotion": (PROMOTE, promotion_row),
    "scenarios_library": ({key: zh for key, zh in LIBRARY.items() if key != "id"}, library_row),
    "scenario_targets": (TARGETS, target_row),
    "scenarios_assessment": (BY_DISTRICT, assessment_row),
}


def _understood(answer: Mapping[str, Any]) -> str:
    understood = answer["understood"]
    said = "，".join(f"{name}={value}" for name, value in understood["parameters"].items())
    return f"理解为：{understood['says']}（查询 {understood['query']}：{said}）\n"


def _refusal(answer: Mapping[str, Any]) -> str:
    lines = [answer["refused"]["why"], "可以这样问："]
    lines += [f"  {kind['says']}，如“{kind['example']}”" for kind in answer["can_ask"]]
    return "\n".join(lines)


def ask(
    context: typer.Context,
    question: Annotated[str, typer.Argument(help="一句话，如“低空经济缺什么”")],
    store: Store = "embedded",
    json_: Json = False,
    format_: ListFormat = Format.table,
    output: OutputFile = None,
) -> int:
    """用一句话提问；答案写明查询和参数，答不了的说明能问什么。"""
    from graph.analysis.asking import answer_in_words
    from graph.analysis.reference import Reference
    from ingest.past import open_past

    session: Session = context.obj
    with session.workspace(store) as workspace:
        packs = session.packs(workspace.ledger.city)
        past = partial(open_past, session.home, packs)
        answer = answer_in_words(Reference.of(workspace), packs, question, past)
    how = list_output(json_, format_, output)
    if how.format is Format.json:
        write(as_json(answer), output)
    elif answer["refused"] is not None:
        write(_refusal(answer), output)
    elif answer["understood"]["query"] == "show":
        write(_understood(answer) + "\n".join(show_lines(answer["answer"])), output)
    elif answer["understood"]["query"] == "evidence":
        write("\n".join([_understood(answer), *evidence_lines(answer["answer"]["items"])]), output)
    elif how.format is Format.table and answer["understood"]["query"] == "path" and answer["answer"]["items"]:
        write(_understood(answer) + path_lines(answer["answer"]), output)
    else:
        columns, row = TABLES[answer["understood"]["query"]]
        before = _understood(answer) if how.format is Format.table else ""
        emit_rows(answer["answer"], how, columns, row, before=before)
    return DONE


COMMANDS = (ask,)
