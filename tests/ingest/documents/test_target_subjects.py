"""Whose a target is, which figures are none because a paper gives them, and where they start from."""

from __future__ import annotations

import pytest

from tests.ingest.documents.reading import figures, read

POLICY = "示例市电梯部件产业提质行动方案（2026—2028年）"
LEAD = f"# 示例市印发方案\n\n近日，青岛市工业和信息化局印发《{POLICY}》（以下简称《方案》）。"
INDUSTRY = "电梯部件产业"


def _kinds(text: str) -> dict[str, str]:
    return {row["raw"]: row["kind"] for row in read(text, "page.md").rows("nodes_Indicator")}


@pytest.mark.parametrize(
    ("said", "raw"),
    [
        ("规上企业由60家增加到90家", "90家"),
        ("规上企业由60家增加到90家", "60家"),
        ("规模以上企业增至90家，单项冠军企业8家左右", "8家左右"),
        ("骨干企业研发投入强度保持在4%以上", "4%以上"),
        ("集聚企业300家；关键部件本地配套率由现在的35%升至50%", "50%"),
        ("集聚企业300家；关键部件本地配套率由现在的35%升至50%", "35%"),
    ],
)
def test_how_an_industry_stands_is_its_own_whoever_wants_it(said: str, raw: str) -> None:
    found = figures(LEAD + f"《方案》提出，到2028年，全市{INDUSTRY}规模突破120亿元；{said}。\n")
    assert found[raw] == "电梯部件"


@pytest.mark.parametrize(
    ("said", "raw"),
    [
        ("新增专精特新企业40家", "40家"),
        ("新建工厂6家，本地配套率提高到60%", "60%"),
        ("培育链主企业3家", "3家"),
    ],
)
def test_what_a_plan_brings_about_stays_its_own(said: str, raw: str) -> None:
    found = figures(LEAD + f"《方案》提出，到2028年，全市{INDUSTRY}规模突破120亿元；{said}。\n")
    assert found[raw] == POLICY


def test_a_picture_that_a_paper_draws_of_later_years_holds_its_targets() -> None:
    kinds = _kinds(LEAD + f"文件给三年后的产业画了像：全市{INDUSTRY}营业收入达到130亿元，规模以上企业增至70家。\n")
    assert kinds["达到130亿元"] == kinds["70家"] == "target"
    kinds = _kinds(LEAD + f"去年的账本是这样的：全市{INDUSTRY}营业收入达到130亿元，规模以上企业增至70家。\n")
    assert kinds["达到130亿元"] == "actual"


def test_a_value_behind_another_that_is_where_it_starts_keeps_its_metric() -> None:
    kinds = _kinds(
        LEAD + f"《方案》明确，到2028年，全市{INDUSTRY}产值力争达到90亿元，单位能耗由目前的3.5%降至2.1%以下。\n"
    )
    assert (kinds["3.5%"], kinds["2.1%以下"]) == ("actual", "target")


@pytest.mark.parametrize(
    ("said", "raw"),
    [
        ("对首次获评单项冠军的企业，一次性奖励50万元", "50万元"),
        ("本地采购比例每提高8个百分点，给予最高200万元奖励", "8个百分点"),
        ("本地采购比例每提高8个百分点，给予最高200万元奖励", "最高200万元"),
    ],
)
def test_what_a_paper_gives_is_its_own_and_no_target(said: str, raw: str) -> None:
    text = LEAD + f"《方案》提出，到2028年，实施“强链”工程，{said}。\n"
    assert figures(text)[raw] == POLICY
    assert _kinds(text)[raw] != "target"


def test_a_paper_meant_by_its_kind_alone_gives_too() -> None:
    text = LEAD + "“车间无人巡检”场景已经挂牌。方案还规定，对中选企业按合同额的10%给予补助，单个项目最高100万元。\n"
    found = figures(text)
    assert found["10%"] == found["最高100万元"] == POLICY
    assert (
        figures(text.replace("方案还规定，对中选企业按合同额的10%给予补助，单个项目", "预算"))["最高100万元"] != POLICY
    )


def test_a_value_compared_with_today_is_a_target_too() -> None:
    text = LEAD + f"按照《方案》，到2028年，全市{INDUSTRY}规模不低于60亿元，中试周期较目前压缩三成以上。\n"
    assert _kinds(text)["三成以上"] == "target"
    text = LEAD + f"《方案》印发前，全市{INDUSTRY}规模38亿元，目前中试周期压缩三成以上。\n"
    assert _kinds(text)["三成以上"] != "target"


def test_an_industrys_firms_grow_behind_what_it_was_before_too() -> None:
    text = (
        LEAD
        + f"按照《方案》，到2028年，全市{INDUSTRY}规模不低于60亿元，而2025年这一数字是29亿元；规上企业增至150家。\n"
    )
    assert figures(text)["150家"] == figures(text)["不低于60亿元"] != POLICY


def test_what_a_paper_gives_is_planned_until_it_is_given() -> None:
    text = LEAD + "《方案》提出，对首台套产品按售价的20%给予补贴，最高不超过300万元。\n"
    kinds = _kinds(text)
    assert kinds["20%"] == kinds["最高不超过300万元"] == "planned"
    assert _kinds(LEAD + "去年已兑现补贴1200万元。\n")["1200万元"] == "actual"


@pytest.mark.parametrize("said", ["《方案》的目标清晰可量：检测站80个。", "《方案》锚定的目标是，检测站80个。"])
def test_what_a_paper_is_said_to_aim_at_is_its_target(said: str) -> None:
    assert _kinds(LEAD + said + "\n")["80个"] == "target"
    assert _kinds(LEAD + "《方案》印发时，有目标明确的检测站80个。\n")["80个"] != "target"
