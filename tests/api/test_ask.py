"""Questions in words: what eighty phrasings are understood as, and thirty-six that are refused."""

from __future__ import annotations

import json
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from api.cli.output import as_json
from api.http import make_app
from graph.analysis.asking import answer_in_words
from graph.analysis.asking.asked import Past
from graph.analysis.asking.queries import QUERIES
from graph.analysis.asking.things import Things
from graph.analysis.reference import Reference
from graph.workspace import Workspace
from ingest.past import open_past
from schema.errors import SchemaError
from schema.pack_loader import load_packs
from schema.pack_model import Packs
from schema.questions import compiled, grammar
from tests.api.http_client import TestClient
from tests.api.workspaces import documents_work, scenariograph

LOW = "低空经济"
SHIBEI, HUANGDAO, LAOSHAN, LAIXI = (f"cn-div:{code}" for code in (370203, 370211, 370212, 370285))
LOW_ID = "qingdao:Industry/low-altitude"
VR_PARK = "qingdao:Park/virtual-reality"
FIRM_ID = "cn-uscc:91379900MAEX000108"

# question, kind, ids of the slots that are known beforehand (None: any id of the slot's thing)
UNDERSTOOD: list[tuple[str, str, dict[str, str | None]]] = [
    ("低空经济缺什么", "gaps", {"industry": LOW_ID}),
    ("请问低空经济产业链目前还缺哪些环节？", "gaps", {"industry": LOW_ID}),
    ("崂山低空经济缺什么", "gaps", {"industry": LOW_ID, "zone": LAOSHAN}),
    ("低空经济在崂山缺什么", "gaps", {"industry": LOW_ID, "zone": LAOSHAN}),
    ("崂山区的低空经济还缺少哪些企业", "gaps", {"industry": LOW_ID, "zone": LAOSHAN}),
    ("莱西缺什么", "gaps", {"zone": LAIXI}),
    ("低空经济有哪些缺口", "gaps", {"industry": LOW_ID}),
    ("低空经济的薄弱环节有哪些", "weak", {"industry": LOW_ID}),
    ("低空经济哪个环节最弱", "weak", {"industry": LOW_ID}),
    ("低空经济哪里断了", "broken", {"industry": LOW_ID}),
    ("哪些区在做低空经济", "coverage", {"industry": LOW_ID}),
    ("低空经济的企业分布在哪里", "coverage", {"industry": LOW_ID}),
    ("市北和黄岛能互补什么", "complement", {"zone": SHIBEI, "other": HUANGDAO}),
    ("市北区与黄岛区之间有哪些联动机会？", "complement", {"zone": SHIBEI, "other": HUANGDAO}),
    ("市北和黄岛在低空经济上能合作什么", "complement", {"zone": SHIBEI, "other": HUANGDAO, "industry": LOW_ID}),
    ("黄岛能给市北什么", "gives", {"zone": HUANGDAO, "other": SHIBEI}),
    ("黄岛可以为市北提供哪些", "gives", {"zone": HUANGDAO, "other": SHIBEI}),
    ("和示例海岛无人机配送相关的场景", "related", {"scenario": None}),
    ("有哪些与示例电力线路无人机巡检类似的场景", "related", {"scenario": None}),
    ("和虚拟现实产业园相关的场景", "scenarios", {"about": VR_PARK}),
    ("低空经济有哪些场景", "scenarios", {"about": LOW_ID}),
    ("崂山区的场景有哪些", "scenarios", {"about": LAOSHAN}),
    ("谁能做示例海岛无人机配送", "suppliers", {"scenario": None}),
    ("哪些企业可以承接示例山林防火无人机巡查？", "suppliers", {"scenario": None}),
    ("示例海岛无人机配送找谁做", "suppliers", {"scenario": None}),
    ("谁在做无人机整机", "link_companies", {"link": None}),
    ("莱西有哪些企业在做无人机整机", "link_companies", {"link": None, "zone": LAIXI}),
    ("低空经济有哪些环节", "chain_links", {"industry": LOW_ID}),
    ("低空经济产业链的上下游是怎样的", "chain_links", {"industry": LOW_ID}),
    ("崂山区有哪些园区", "parks", {"zone": LAOSHAN}),
    ("哪些园区在崂山", "parks", {"zone": LAOSHAN}),
    ("虚拟现实产业园有哪些企业", "tenants", {"park": VR_PARK}),
    ("谁入驻了虚拟现实产业园", "tenants", {"park": VR_PARK}),
    ("哪些政策支持低空经济", "policies", {"about": LOW_ID}),
    ("低空经济有哪些政策支持", "policies", {"about": LOW_ID}),
    ("虚拟现实产业园缺什么", "gaps", {"park": VR_PARK}),
    ("“10+1”创新型产业体系包括哪些产业", "members", {"system": None}),
    ("市北可以发展哪些环节", "entries", {"zone": SHIBEI}),
    ("示例海岛无人机配送和哪些企业匹配", "matches", {"scenario": None}),
    ("哪些企业与示例海岛无人机配送最匹配？", "matches", {"scenario": None}),
    ("海川航空材料适合哪些场景", "matches", {"company": FIRM_ID}),
    ("哪些场景适合青岛示例海川航空材料有限公司", "matches", {"company": FIRM_ID}),
    ("虚拟现实产业园可以招哪些企业", "prospects", {"park": VR_PARK}),
    ("虚拟现实产业园以商招商可以找谁", "prospects", {"park": VR_PARK}),
    ("围绕虚拟现实产业园能招引哪些企业", "prospects", {"park": VR_PARK}),
    ("海川航空材料的上下游有哪些", "firm_chain", {"company": FIRM_ID}),
    ("青岛示例海川航空材料有限公司处在哪个环节", "firm_chain", {"company": FIRM_ID}),
    ("海川航空材料在产业链的什么位置", "firm_chain", {"company": FIRM_ID}),
    ("海川航空材料和示例海岛无人机配送有什么联系", "path", {"company": FIRM_ID, "other": None}),
    ("海川航空材料与锐途伺服之间有哪些关系", "path", {"company": FIRM_ID, "other": None}),
    ("海川航空材料怎么对接示例海岛无人机配送", "path", {"company": FIRM_ID, "other": None}),
    ("自第1版以来有什么变化", "changes", {"since": "1"}),
    ("第1版以来莱西有什么变化", "changes", {"since": "1", "zone": LAIXI}),
    ("莱西从第1版到现在发生了哪些变化", "changes", {"since": "1", "zone": LAIXI}),
    ("自第1版以来出现了哪些缺口", "changed_gaps", {"since": "1"}),
    ("莱西自第1版起多了哪些缺口", "changed_gaps", {"since": "1", "zone": LAIXI}),
    ("哪些场景停留太久", "scenarios_late", {}),
    ("请问有哪些场景停滞过久了？", "scenarios_late", {}),
    ("停留过久的场景有哪些", "scenarios_late", {}),
    ("崂山区哪些场景停留太久", "scenarios_late", {"zone": LAOSHAN}),
    ("莱西有哪些场景逾期了", "scenarios_late", {"zone": LAIXI}),
    ("示例海岛无人机配送到哪一步了", "scenario_states", {"scenario": None}),
    ("场景示例海岛无人机配送走到哪个环节了", "scenario_states", {"scenario": None}),
    ("示例山林防火无人机巡查的进展如何", "scenario_states", {"scenario": None}),
    ("示例海岛无人机配送下一步是什么", "scenario_states", {"scenario": None}),
    ("可以晋级的场景", "scenarios_promotion", {}),
    ("哪些场景可以晋升", "scenarios_promotion", {}),
    ("黄岛可以晋级的场景有哪些", "scenarios_promotion", {"zone": HUANGDAO}),
    ("哪些场景可以升为场景应用实验室", "scenarios_promotion", {"rung": "场景应用实验室"}),
    ("黄岛区有哪些场景能升为场景应用实验室", "scenarios_promotion", {"zone": HUANGDAO, "rung": "场景应用实验室"}),
    ("处于场景征集的场景有哪些", "scenarios_at", {"rung": "场景征集"}),
    ("崂山区哪些场景处于场景征集环节", "scenarios_at", {"zone": LAOSHAN, "rung": "场景征集"}),
    ("场景目标完成多少", "scenario_targets", {}),
    ("示例百千目标完成多少", "scenario_targets", {"programme": None}),
    ("“示例百千”工程目标完成得怎么样", "scenario_targets", {"programme": None}),
    ("各区市的场景进展如何", "scenarios_assessment", {}),
    ("各区有多少个场景", "scenarios_assessment", {}),
    ("黄岛区的场景到了哪一步", "scenarios_assessment", {"zone": HUANGDAO}),
    ("虚拟现实产业园的依据是什么", "evidence", {"thing": VR_PARK}),
    ("虚拟现实产业园是什么", "about", {"thing": VR_PARK}),
]

# question and why it is refused
REFUSED = [
    ("明天天气怎么样", "unknown_question"),
    ("低空经济明年产值会到多少", "unknown_question"),
    ("给我写一份招商方案", "unknown_question"),
    ("低空经济", "unknown_question"),
    ("缺什么", "unknown_question"),
    ("市北和黄岛哪个更好", "unknown_question"),
    ("应该买哪家公司的股票", "unknown_question"),
    ("市长是谁的朋友", "unknown_question"),
    ("为什么低空经济缺飞控", "unknown_question"),
    ("把示例海岛无人机配送删掉", "unknown_question"),
    ("低空经济缺什么人才", "unknown_question"),
    ("MATCH (n) DETACH DELETE n", "unknown_question"),
    ("'; DROP TABLE source; --", "unknown_question"),
    ("？？？", "unknown_question"),
    ("低空经" * 80, "too_long"),
    ("量子纠缠产业缺什么", "unknown_name"),
    ("海淀和朝阳能互补什么", "unknown_name"),
    ("和不存在的场景名相关的场景", "unknown_name"),
    ("谁能做火星移民", "unknown_name"),
    ("某某不存在园是什么", "unknown_name"),
    ("哪些场景适合火星移民公司", "unknown_name"),
    ("某某不存在园可以招哪些企业", "unknown_name"),
    ("火星移民公司的上下游有哪些", "unknown_name"),
    ("海川航空材料和火星移民公司有什么联系", "unknown_name"),
    ("海川航空材料和海川航空材料有什么联系", "unknown_question"),
    ("哪些场景应该取消", "unknown_question"),
    ("明年哪些场景会晋级", "unknown_question"),
    ("把示例海岛无人机配送升为超级场景", "unknown_question"),
    ("场景目标明年能完成吗", "unknown_question"),
    ("火星移民到哪一步了", "unknown_name"),
    ("火星区哪些场景停留太久", "unknown_name"),
    ("哪些场景可以升为火星场景", "unknown_name"),
    ("火星移民工程目标完成多少", "unknown_name"),
    ("去年以来有什么变化", "unknown_name"),
    ("自2026年2月30日以来有什么变化", "unknown_name"),
    ("自1999年1月1日以来有什么变化", "unknown_name"),
]


@pytest.fixture(scope="module")
def packs() -> Packs:
    return load_packs("qingdao")


@pytest.fixture(scope="module")
def reference(made: Path) -> Any:
    with closing(Workspace.open(made)) as workspace:
        yield Reference(workspace)


@pytest.fixture(scope="module")
def past(made: Path, packs: Packs) -> Past:
    """Opens the example workspace as of a day or a version."""
    return partial(open_past, made, packs)


def test_there_are_as_many_as_told() -> None:
    assert (len(UNDERSTOOD), len(REFUSED)) == (80, 36)
    assert {kind for _, kind, _ in UNDERSTOOD} == {q.id for q in grammar().questions}


@pytest.mark.parametrize(("question", "kind", "slots"), UNDERSTOOD)
def test_understood(
    question: str, kind: str, slots: dict[str, str | None], reference: Reference, packs: Packs, past: Past
) -> None:
    answer = answer_in_words(reference, packs, question, past)
    assert answer["refused"] is None, answer["refused"]
    assert answer["understood"]["id"] == kind
    given = {name: answer["understood"]["names"][name]["id"] for name in slots}
    assert answer["understood"]["names"].keys() == slots.keys()
    assert {name: found for name, found in given.items() if slots[name] is not None} == {
        name: wanted for name, wanted in slots.items() if wanted is not None
    }
    assert answer["answer"]["basis"]["projection"]


@pytest.mark.parametrize(("question", "code"), REFUSED)
def test_refused_with_what_can_be_asked(
    question: str, code: str, reference: Reference, packs: Packs, past: Past
) -> None:
    answer = answer_in_words(reference, packs, question, past)
    assert answer["refused"]["code"] == code
    assert {kind["id"] for kind in answer["can_ask"]} == {q.id for q in grammar().questions}
    assert "answer" not in answer


def test_the_answer_is_the_querys_own(made: Path, reference: Reference, packs: Packs, past: Past) -> None:
    asked = answer_in_words(reference, packs, "低空经济在崂山区缺什么", past)
    direct = scenariograph(made, "gaps", "--industry", LOW, "--zone", "崂山区", "--json").json
    assert [gap["id"] for gap in asked["answer"]["items"]] == [gap["id"] for gap in direct["items"]]


def test_both_directions_unless_one_is_asked_for(reference: Reference, packs: Packs, past: Past) -> None:
    both = answer_in_words(reference, packs, "市北和黄岛能互补什么", past)["answer"]["items"]
    one = answer_in_words(reference, packs, "黄岛能给市北什么", past)["answer"]["items"]
    ways = {(item["from_zone"]["id"], item["to_zone"]["id"]) for item in both}
    assert ways == {(SHIBEI, HUANGDAO), (HUANGDAO, SHIBEI)}
    back = {i["id"] for i in both if (i["from_zone"]["id"], i["direction"]) == (SHIBEI, "gives")}
    assert back and {item["id"] for item in one} == {i["id"] for i in both} - back


@pytest.mark.parametrize(
    ("question", "words", "offered"),
    [
        ("谁在做无人机整鸡", "无人机整鸡", "无人机整机"),
        ("崂山县缺什么", "崂山县", "崂山区"),
        ("哪些场景可以升为超级的场景", "超级的场景", "超级场景"),
        ("去年以来有什么变化", "去年", "2026-03-31"),
        ("自2026年2月30日以来有什么变化", "2026年2月30日", "第1版"),
    ],
)
def test_the_nearest_is_offered_for_what_is_not_there(
    question: str, words: str, offered: str, reference: Reference, packs: Packs, past: Past
) -> None:
    refused = answer_in_words(reference, packs, question, past)["refused"]
    assert (refused["near"][0]["words"], offered in refused["near"][0]["names"]) == (words, True)
    assert offered in refused["why"]


def test_near_names_are_offered(reference: Reference, packs: Packs, past: Past) -> None:
    refused = answer_in_words(reference, packs, "低空产业经济缺什么", past)["refused"]
    assert refused["near"][0]["words"] == "低空产业经济"
    assert LOW in refused["near"][0]["names"]


def test_a_scenario_stands_once_with_all_that_speaks_for_it(reference: Reference, packs: Packs, past: Past) -> None:
    items = answer_in_words(reference, packs, "低空经济有哪些场景", past)["answer"]["items"]
    names = [item["name"] for item in items]
    assert len(names) == len(set(names)) > 1
    assert all(item["why"] and item["edges"] and item["evidence"] for item in items)


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("2026年4月1日", "2026-04-01"),
        ("2026-4-1", "2026-04-01"),
        ("2026年4月", "2026-04-01"),
        ("2026年", "2026-01-01"),
        ("2026年初", "2026-01-01"),
        ("第12版", "12"),
        ("2026年13月", None),
        ("去年", None),
        ("2026", None),
    ],
)
def test_days_in_words(words: str, day: str | None, reference: Reference, packs: Packs) -> None:
    found = Things(reference, packs).find(("date",), words, whole=True)
    assert (found and found.id) == day


def test_what_has_no_answer_says_why(reference: Reference, packs: Packs, past: Past) -> None:
    early = answer_in_words(reference, packs, "自1999年1月1日以来有什么变化", past)["refused"]
    assert "2026-03-31" in early["why"] and "从某一天起有什么变化" in early["why"]
    same = answer_in_words(reference, packs, "海川航空材料和海川航空材料有什么联系", past)["refused"]
    assert "two different nodes" in same["why"]


def test_a_path_asked_in_words_is_the_commands_own(made: Path, reference: Reference, packs: Packs, past: Past) -> None:
    asked = answer_in_words(reference, packs, "海川航空材料和示例海岛无人机配送有什么联系", past)
    direct = scenariograph(made, "path", "青岛示例海川航空材料有限公司", "示例海岛无人机配送", "--json").json
    assert [item["text"] for item in asked["answer"]["items"]] == [item["text"] for item in direct["items"]] != []
    shown = scenariograph(made, "ask", "海川航空材料和示例海岛无人机配送有什么联系").out
    assert direct["items"][0]["text"] in shown


def test_scenario_work_asked_in_words_is_the_commands_own(
    made: Path, reference: Reference, packs: Packs, past: Past
) -> None:
    for question, words in (
        ("崂山区哪些场景逾期了", ("late", "--zone", "崂山区")),
        ("黄岛区可以晋级的场景", ("promote", "--zone", "黄岛区")),
        ("示例海岛无人机配送到哪一步了", ("states", "示例海岛无人机配送")),
        ("崂山区哪些场景处于场景征集", ("library", "--zone", "崂山区", "--step", "场景征集")),
        ("示例百千目标完成多少", ("targets",)),
        ("各区市的场景进展如何", ("assess", "--by", "district")),
    ):
        asked = answer_in_words(reference, packs, question, past)
        direct = scenariograph(made, "scenarios", *words, "--json").json
        shown = json.loads(as_json(asked["answer"]))
        if words == ("targets",):
            # Of the plan's targets those are asked for that the programme has as well.
            owners = [{of["label"] for of in item["target"]["of"]} for item in direct["items"]]
            assert {"Policy"} in owners
            direct["items"] = [i for i, own in zip(direct["items"], owners, strict=True) if "Initiative" in own]
        assert shown["items"] == direct["items"] != [], question
        # Where a scenario stands is asked of a day, which the answer names.
        assert asked["understood"]["parameters"]["as_of"] == direct["basis"]["as_of"]
    laoshan = answer_in_words(reference, packs, "崂山区可以晋级的场景", past)["answer"]
    assert 0 < laoshan["total"] < answer_in_words(reference, packs, "可以晋级的场景", past)["answer"]["total"]
    assert "理解为：哪些场景停留太久" in scenariograph(made, "ask", "哪些场景停留太久").out
    for question in ("可以晋级的场景", "示例百千目标完成多少", "各区市的场景进展如何", "处于场景征集的场景有哪些"):
        assert "示例" in scenariograph(made, "ask", question).out


def test_every_example_of_the_grammar_can_be_read() -> None:
    for question in grammar().questions:
        bare = grammar().bare(question.example)
        assert list(question.read(bare)), question.example
        assert question.query in QUERIES


@pytest.mark.parametrize("phrasing", ["{zone}缺{what}", "{zone}[缺什么", "{zone缺什么", "{zone}缺什么)"])
def test_a_phrasing_that_cannot_be_read_is_named(phrasing: str) -> None:
    with pytest.raises(SchemaError, match=r"questions\.yaml"):
        compiled(phrasing, (("zone", ("zone",)),))


def test_on_the_command_line(made: Path) -> None:
    shown = scenariograph(made, "ask", "低空经济缺什么").out
    assert "理解为：一条产业链、一个区域或园区缺什么" in shown and "eVTOL整机" in shown
    assert "可以这样问" in scenariograph(made, "ask", "明天天气怎么样").out
    assert scenariograph(made, "ask", "虚拟现实产业园是什么").out.count("虚拟现实产业园") >= 1
    rows = scenariograph(made, "ask", "低空经济有哪些环节", "--format", "csv").out.splitlines()
    assert rows[0] == "industry,link,stage,basis" and len(rows) > 5
    assert scenariograph(made, "ask", "明天天气怎么样", "--json").json["refused"]["code"] == "unknown_question"
    chain = scenariograph(made, "ask", "海川航空材料的上下游有哪些", "--format", "csv").out.splitlines()
    assert chain[0].startswith("side,link") and len(chain) > 2
    assert "两个时点的图谱内容相同" in scenariograph(made, "ask", "自第1版以来有什么变化").out


def test_over_http(made: Path) -> None:
    with TestClient(make_app(made)) as http:
        answer = http.post("/v1/ask", json={"question": "低空经济缺什么"})
        assert answer.status_code == 200 and answer.json()["understood"]["query"] == "gaps"
        assert http.post("/v1/ask", json={"question": "明天天气怎么样"}).json()["refused"]["code"] == "unknown_question"
        assert http.post("/v1/ask", json={"question": "长" * 201}).status_code == 422


pytestmark = pytest.mark.skipif(not documents_work(), reason="this program reads no documents")
