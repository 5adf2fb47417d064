"""Lengths of a plan, what figures are about, projects and places told of in other words."""

from decimal import Decimal

import pytest

from tests.ingest.documents.reading import Read, read

PLAN = "青岛市样本场景开放行动计划（2027—2029年）"
PROJECT, FIRM = "深远海样本装备总装项目", "青岛样甲海洋有限公司"


def news(body: str) -> Read:
    return read(f"# 青岛出台样本计划\n\n近日，市工业和信息化局印发《{PLAN}》（以下简称《计划》）。\n\n{body}\n")


def measured(made: Read) -> set[tuple[Decimal, str, str]]:
    """(value, unit, name of the subject) of all figures."""
    known = {r["local_id"]: r["name"] for t in made.extraction.tables if t.startswith("nodes_") for r in made.rows(t)}
    of = {r["head"]: r["tail"] for r in made.rows("edges") if r["type"] == "MEASURES"}
    return {
        (r["value"].normalize(), r["unit"], known.get(of.get(r["local_id"], ""), of.get(r["local_id"], "")))
        for r in made.rows("nodes_Indicator")
    }


@pytest.mark.parametrize(
    ("said", "value", "unit"),
    [
        ("《计划》共26条，条条有出处。", 26, "条"),
        ("翻开这份文件，三大行动、11个方面、32条措施写得明白。", 32, "条"),
        ("翻开这份文件，三大行动、11个方面、32条措施写得明白。", 11, "个"),
        ("《计划》部署了七项任务。", 7, "项"),
    ],
)
def test_lengths_of_a_plan_whose_parts_stand_elsewhere(said: str, value: int, unit: str) -> None:
    assert (Decimal(value), unit, PLAN) in measured(news(said))


def test_an_open_list_of_fields_has_the_length_it_states() -> None:
    made = news("海上救助、渔船检测、航标巡查等9个领域的场景将向社会开放。")
    assert (Decimal(9), "个", PLAN) in measured(made)


def test_what_a_programme_is_to_reach_stands_behind_its_name() -> None:
    made = news("到2029年，全市开放样本场景300个以上。同步实施“百岛千灯”工程，三年建成灯塔驿站120座。")
    assert (Decimal(300), "个", PLAN) in measured(made)
    assert (Decimal(120), "座", "“百岛千灯”工程") in measured(made)


def test_sizes_before_a_project_and_behind_its_noun() -> None:
    made = read(f"# 项目开工\n\n总投资9.6亿元的{PROJECT}昨天开工，由{FIRM}牵头。项目建成后年产平台40座。\n")
    assert measured(made) == {(Decimal("9.6E8").normalize(), "元", PROJECT), (Decimal(40).normalize(), "座", PROJECT)}
    assert made.edges("DELIVERS") == [(FIRM, PROJECT)]


@pytest.mark.parametrize(
    "said",
    ["港口靠泊20万吨级货轮。", "两个车间相隔不到50米。", "一家日本企业来看过。"],
)
def test_classes_distances_and_one_are_no_figures(said: str) -> None:
    assert measured(news(said)) == set()


@pytest.mark.parametrize(
    "said",
    [
        f"公司募集的钱将投向样甲海洋智能渔网基地项目。{FIRM}说，项目明年开工。",
        f"{FIRM}上市了。眼下，公司正在胶州市建设样甲海洋智能渔网基地项目。",
    ],
)
def test_a_verb_before_a_project_is_no_part_of_its_name(said: str) -> None:
    assert read(f"# 公司新事\n\n{said}\n").names("Project") == ["样甲海洋智能渔网基地项目"]


def test_a_functional_zone_without_its_city_is_the_same() -> None:
    made = read("# 港口新事\n\n青岛自贸片区又添新企。眼下，自贸片区的仓库里灯火通明。\n")
    zones = {r["local_id"] for r in made.rows("mentions") if r["text"].endswith("自贸片区")}
    assert len(zones) == 1
    assert [r["text"] for r in made.rows("mentions") if r["text"] == "自贸片区"] == ["自贸片区"]


def test_a_district_before_a_park_is_where_it_lies() -> None:
    made = read("# 园区新事\n\n站在崂山区青岛样本岬海洋产业园的楼顶，海港尽收眼底。\n")
    assert made.names("Park") == ["青岛样本岬海洋产业园"]
    assert made.edges("LOCATED_IN") == [("青岛样本岬海洋产业园", "cn-div:370212")]


def test_a_park_in_a_firms_name_is_the_firms() -> None:
    made = read("# 园区新事\n\n样本湾机器人产业园由青岛样本湾智谷运营管理有限公司负责运营。\n")
    assert made.names("Park") == ["样本湾机器人产业园"]
    assert made.edges("OPERATES") == [("青岛样本湾智谷运营管理有限公司", "样本湾机器人产业园")]


def test_a_grant_is_the_plans_and_a_title_may_lack_its_marks() -> None:
    made = news("对首次应用的企业，给予最高150万元补助。样本场景开放行动计划一出台就受关注。")
    assert (Decimal("1.5E6").normalize(), "元", PLAN) in measured(made)
    texts = [r["text"] for r in made.rows("mentions") if r["label"] == "Policy"]
    assert "样本场景开放行动计划" in texts


def test_workers_who_come_home_are_no_town() -> None:
    assert "资本下乡" not in news("引导资本下乡、能人返乡。").names("Zone")


@pytest.mark.parametrize("verb", ["成立", "组建", "筹建"])
def test_bodies_that_a_city_sets_up(verb: str) -> None:
    made = news(f"市工业和信息化局介绍，我市将{verb}青岛样本产业联盟。")
    assert made.edges("ESTABLISHES") == [("cn-div:370200", "青岛样本产业联盟")]
    assert news("青岛样本产业联盟成立三年了。").edges("ESTABLISHES") == []


GROUPS = (
    "《计划》分两组任务推进。\n\n水上救助组，包括航标巡检行动、渔船检测行动、落水搜救行动三项行动。"
    "岸线守护组设两项行动，即滩涂巡护行动、垃圾清运行动。\n\n"
)


def test_actions_of_all_groups_together_are_the_plans_length() -> None:
    made = news(GROUPS + "粗算下来，两组任务共有五项行动。")
    assert (Decimal(5), "项", PLAN) in measured(made)
    assert (Decimal(6), "项", PLAN) not in measured(news(GROUPS + "粗算下来，两组任务共有六项行动。"))


def test_measures_counted_behind_their_noun() -> None:
    assert (Decimal(45), "条", PLAN) in measured(news("《计划》细化举措45条，逐条明确分工。"))
    assert (Decimal(45), "条", PLAN) not in measured(news("甲地物流企业采取措施，开通航线45条。"))
