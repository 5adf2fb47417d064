"""What `make run` shows: a workspace from the examples, and the first answers (演示)."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from api.brief import chain_brief
from api.cli.gap_commands import GAP_COLUMNS, gap_row
from api.cli.output import text_table
from api.cli.question_commands import evidence_lines
from api.errors import UsageError
from graph.analysis.cross_zone import cross_zone_links
from graph.analysis.gaps import gaps
from graph.analysis.reference import Reference
from graph.analysis.related import related
from graph.analysis.show import show
from graph.analysis.status import status
from graph.ledger import Ledger
from graph.queries import ask
from graph.workspace import Workspace
from ingest.jobs import IngestOptions, ingest
from schema.pack_model import Packs

CHAIN = "低空经济"
SYSTEMS = ("10+1", "4+4+2")
FILES = ("示例-场景创新行动方案.md", "示例-产业园新闻.txt", "示例-场景清单.csv", "示例-企业登记.csv")
REGISTER = FILES[-1]
Say = Callable[[str], None]


def _title(say: Say, text: str) -> None:
    say(f"\n== {text} ==")


def take_examples(ledger: Ledger, packs: Packs, examples: Path, progress: Callable[[str, int, int], None]) -> None:
    """Ingest the example files; the invented register says that it covers the city."""
    missing = [name for name in FILES if not (examples / name).exists()]
    if missing:
        raise UsageError(f"{examples}: no {missing[0]} here; run the demo in the project's folder, or name --examples")
    others = [examples / name for name in FILES[:-1]]
    ingest(ledger, packs, others, IngestOptions(publisher="示例", build=False), progress=progress)
    register = IngestOptions(publisher="示例", covers=(packs.city_name,))
    ingest(ledger, packs, [examples / REGISTER], register, progress=progress)


def _systems(workspace: Workspace, say: Say) -> None:
    for name in SYSTEMS:
        answer = show(workspace, name)
        tiers: dict[str, list[str]] = {}
        for member in answer["members"]:
            tiers.setdefault(member["tier"] or member["member_group"] or "成员", []).append(member["name"])
        source = answer["evidence"][0]
        _title(say, f"产业体系“{name}”（{source['locator']}）")
        for tier, members in tiers.items():
            say(f"  {tier}：{'、'.join(members)}")


def _places(reference: Reference, say: Say) -> None:
    workspace = reference.workspace
    _title(say, "区域和园区")
    districts = reference.districts(workspace.home_zone)
    functional = [z.name for z in reference.zones.values() if z.level == "functional"]
    parks = {row["name"] for row in ask(workspace.store, "parks")}
    say(f"  区市 {len(districts)}：{'、'.join(z.name for z in districts)}")
    say(f"  功能区 {len(functional)}：{'、'.join(sorted(functional)[:8])} …")
    say(f"  园区 {len(parks)}：{'、'.join(sorted(parks)[:6])} …")


def _scenarios(workspace: Workspace, packs: Packs, say: Say) -> str:
    rows = ask(workspace.store, "scenarios")
    directions = workspace.store.query("MATCH (d:ScenarioDirection) RETURN d.name AS name ORDER BY name")
    _title(say, f"场景 {len(rows)} 个，政策文件提出的超级场景方向 {len(directions)} 个")
    say("  方向：" + "、".join(row["name"] for row in directions))
    columns = {"name": "场景", "field": "领域", "demander": "需求方", "status": "状态"}
    say(text_table(rows[:5], columns))
    with_related = [row for row in rows if related(workspace, packs, row["id"], limit=1)["items"]]
    return str((with_related or rows)[0]["id"])


def _gaps(reference: Reference, packs: Packs, say: Say) -> None:
    answer = gaps(reference, packs.gap_rules, industry=CHAIN)
    _title(say, f"“{CHAIN}”的缺口：{answer['total']} 处")
    columns = {
        key: GAP_COLUMNS[key] for key in ("kind", "state", "stage", "link", "companies", "who_could_fill", "reasons")
    }
    say(text_table([gap_row(gap) for gap in answer["items"]], columns))
    shown = next((gap for gap in answer["items"] if gap["counts"]["companies"]), None)
    if shown:
        say(f"\n  以“{shown['link']['name']}”为例")
        say(f"  规则 {shown['rule']['id']}：{shown['rule']['text']}")
        say("\n".join(evidence_lines(shown["evidence"][:2])))


def _links(reference: Reference, say: Say) -> None:
    answer = cross_zone_links(reference)
    _title(say, f"跨区联动 {answer['total']} 条，各举一例")
    for kind in ("observed", "possible"):
        item = next((i for i in answer["items"] if i["kind"] == kind), None)
        if item is None:
            continue
        word = "已见" if kind == "observed" else "可能"
        say(f"  {word}：{item['from_zone']['name']} → {item['to_zone']['name']}。{item['reasons'][0]}")
        say("\n".join(evidence_lines(item["evidence"][:1])))


def _related(workspace: Workspace, packs: Packs, scenario: str, say: Say) -> None:
    answer: dict[str, Any] = related(workspace, packs, scenario, limit=3)
    _title(say, f"与“{answer['basis']['scenario']['name']}”相关的场景")
    for item in answer["items"]:
        parts = "；".join(f"{part['text']} {part['weight']:g}" for part in item["parts"])
        say(f"  {item['score']:g}  {item['scenario']['name']}：{parts}")


def run_demo(home: Path, ledger: Ledger, packs: Packs, examples: Path, say: Say, progress: Any) -> None:
    """Make the demonstration workspace and print its first answers."""
    take_examples(ledger, packs, examples, progress)
    counts = status(ledger, [])
    say("示例数据全部为虚构。")
    say(
        f"工作区 {home}：节点 {sum(counts['projection']['nodes'].values())}，关系 {sum(counts['projection']['edges'].values())}"
    )
    rows = counts["rows"]
    say(f"登记和清单：读 {rows['read']} 行，收 {rows['accepted']}，搁置 {rows['set_aside']}；待核实 {counts['review']}")
    with Workspace.open(home) as workspace:
        reference = Reference.of(workspace)
        _systems(workspace, say)
        _places(reference, say)
        scenario = _scenarios(workspace, packs, say)
        placed = workspace.store.query(
            "MATCH (c:Company)-[:ENGAGES_IN]->(l:ChainLink) RETURN count(DISTINCT c.id) AS n"
        )
        _title(say, f"已归到产业链环节的企业：{placed[0]['n']} 家")
        _gaps(reference, packs, say)
        _links(reference, say)
        _related(workspace, packs, scenario, say)
        svg, page = chain_brief(reference, packs.gap_rules, industry=CHAIN)
    _title(say, "产业链图")
    for name, text in ((f"{CHAIN}.svg", svg), (f"{CHAIN}.html", page)):
        target = home.parent / f"{home.name}-{name}"
        target.write_text(text, encoding="utf-8")
        say(f"  {target}")
    _title(say, "接下来，换成自己的文件")
    say("  .venv/bin/scenariograph --home 我的工作区 ingest 我的文件夹 --covers 青岛市")
    say(f"  .venv/bin/scenariograph --home 我的工作区 gaps --industry {CHAIN}")
    say("  .venv/bin/scenariograph --home 我的工作区 serve")
