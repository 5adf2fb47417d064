"""Commands about chain gaps."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

import typer

from api.cli.output import Format, emit_rows
from api.cli.question_commands import Industry, Json, ListFormat, OutputFile, list_output
from api.cli.session import DONE, AsOf, Session, Store

GAP_KINDS = {"missing": "缺链", "weak": "弱链", "broken": "断链", "short": "短链", "hidden": "隐性"}
GAP_STATES = {
    "not_looked": "未查",
    "none_found": "查过，未见",
    "looked_none": "查全，没有",
    "found": "有",
}
STAGES = {"upstream": "上游", "midstream": "中游", "downstream": "下游", "support": "支撑"}
PULL_STEPS = {"link": "环节", "chain": "产业链", "industry": "上级产业", "system": "产业体系"}
LEADER_BASIS = {"qualification": "认定", "capital": "注册资本最大"}


def gap_row(gap: Mapping[str, Any]) -> dict[str, Any]:
    """A gap as one flat row, in words."""
    counts = gap["counts"]
    return {
        "kind": GAP_KINDS[gap["kind"]],
        "state": GAP_STATES[gap["state"]],
        "industry": gap["industry"]["name"],
        "stage": STAGES.get(gap["link"]["stage"], ""),
        "link": gap["link"]["name"],
        "zone": (gap["park"] or gap["zone"])["name"],
        "companies": counts["companies"],
        "branches": counts["branches"],
        "ended": counts["ended"],
        "upstream": counts["upstream"],
        "downstream": counts["downstream"],
        "capital": counts["capital"],
        "hhi": counts["hhi"],
        "location_quotient": counts["location_quotient"],
        "who_could_fill": [f"{f['company']['name']}（{f['zone']['name']}）" for f in gap["who_could_fill"]],
        "scenarios": [s["name"] for s in gap["scenarios_that_pull"]],
        "policies": [f"{p['name']}（{PULL_STEPS[p['via']]}）" for p in gap["policies_that_pull"]],
        "parks": [p["name"] for p in gap["parks_that_fit"]],
        "chain_leaders": [
            f"{one['company']['name']}（{one['link']['name']}，{LEADER_BASIS[one['basis']]}）"
            for one in gap["chain_leaders"]
        ],
        "severity": [f"{part['text']} {part['value']}" for part in gap["severity"]["parts"]],
        "reasons": gap["reasons"],
        "rule": gap["rule"]["text"],
    }


GAP_COLUMNS = {
    "kind": "类型",
    "state": "状态",
    "industry": "产业链",
    "stage": "段",
    "link": "环节",
    "zone": "区域",
    "companies": "企业",
    "upstream": "上游企业",
    "downstream": "下游企业",
    "who_could_fill": "谁可补",
    "scenarios": "牵引场景",
    "policies": "牵引政策",
    "parks": "适合园区",
    "chain_leaders": "相邻链主",
    "severity": "轻重",
    "reasons": "依据",
    "rule": "规则",
}


def gaps(
    context: typer.Context,
    industry: Industry = None,
    zone: Annotated[str | None, typer.Option(help="区域；默认全市")] = None,
    park: Annotated[str | None, typer.Option(help="园区；不与 --zone 同用")] = None,
    kind: Annotated[
        Literal["missing", "weak", "broken", "short", "hidden"] | None, typer.Option(help="只看一种")
    ] = None,
    as_of: AsOf = None,
    store: Store = "embedded",
    json_: Json = False,
    format_: ListFormat = Format.table,
    output: OutputFile = None,
) -> int:
    """产业链缺口：缺链、弱链、断链、短链、隐性缺口。"""
    from graph.analysis.gaps import gaps as run
    from graph.analysis.reference import Reference

    session: Session = context.obj
    with session.workspace(store, as_of) as workspace:
        packs = session.packs(workspace.ledger.city)
        answer = run(
            Reference.of(workspace),
            packs.gap_rules,
            industry=industry,
            zone=zone,
            park=park,
            kind=kind,
            severity=packs.gap_severity,
        )
    how = list_output(json_, format_, output)
    emit_rows(answer, how, GAP_COLUMNS, gap_row)
    return DONE


COMMANDS = (gaps,)
