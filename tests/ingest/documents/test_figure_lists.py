"""Figures of lists, of products at work and of several things at once."""

from __future__ import annotations

import pytest

from tests.ingest.documents.reading import figures, read

LIST = (
    "# 示例市开放场景\n\n5月8日，胶州市召开场景发布会，由市发展和改革局编制的《胶州市场景机会清单（第二批）》（以下简称《清单》）正式发布，"
    "共推出场景机会27项，意向投资规模约3.2亿元。\n\n1.社区医院影像辅诊场景。由市卫生健康局提出，预算260万元。\n\n"
)
NAME = "胶州市场景机会清单（第二批）"


def test_what_a_list_holds_and_who_came_for_it_is_its_own() -> None:
    found = figures(LIST + "《清单》发布一个月，已有38家企业报名，达成合作意向12项。\n")
    assert {found[raw] for raw in ("27项", "约3.2亿元", "38家", "12项")} == {NAME}
    assert found["260万元"] == "社区医院影像辅诊场景"
    made = read(LIST, "page.md")
    # The short name stands for it in title marks only.
    assert made.names("Mechanism") == [NAME]


@pytest.mark.parametrize(
    ("said", "raw", "about"),
    [
        (
            "青岛澜图科技有限公司带来了毫米波跌倒监测仪，能在4秒内发出告警，目前已在崂山区的3家医院应用。",
            "4秒",
            "毫米波跌倒监测仪",
        ),
        (
            "青岛澜图科技有限公司带来了毫米波跌倒监测仪，能在4秒内发出告警，目前已在崂山区的3家医院应用。",
            "3家",
            "毫米波跌倒监测仪",
        ),
        # What a firm puts into research year by year is no work of the product named before.
        ("为攻下毫米波跌倒监测仪，青岛澜图科技有限公司连续3年把营收的8%投入研发。", "8%", "青岛澜图科技有限公司"),
        (
            "入园企业青岛澜图科技有限公司批量供货青岛海川车辆有限公司，去年销售收入6.3亿元，同比增幅达到28%。",
            "6.3亿元",
            "青岛澜图科技有限公司",
        ),
        (
            "入园企业青岛澜图科技有限公司批量供货青岛海川车辆有限公司，去年销售收入6.3亿元，同比增幅达到28%。",
            "达到28%",
            "青岛澜图科技有限公司",
        ),
        ("青岛澜图科技有限公司投资近4亿元建设的“远岬二号”养殖工船项目上月交付。", "近4亿元", "“远岬二号”养殖工船项目"),
        ("城阳区规模以上工业企业中，亏损面仍有14%。", "14%", "城阳区"),
    ],
)
def test_products_customers_and_what_is_built(said: str, raw: str, about: str) -> None:
    found = figures(f"# 走访\n\n{said}\n")[raw]
    assert found == (about if about != "城阳区" else "cn-div:370214")


def test_items_counted_off_have_each_their_own() -> None:
    found = figures(
        "# 场景推介\n\n现场推介两个场景。一是排水管网智能巡检场景，由市城市管理局提出，预算900万元。"
        "二是社区康养照护场景，由市民政局提出，首批面向1600名老人落地。\n"
    )
    assert (found["900万元"], found["1600名"]) == ("排水管网智能巡检场景", "社区康养照护场景")


def test_what_all_of_a_row_have_is_of_each() -> None:
    made = read("# 各区\n\n胶州市、城阳区规上工业增加值增速均在9%以上。全市36家企业均已投产。\n", "page.md")
    raws = [row["raw"] for row in made.rows("nodes_Indicator")]
    assert (raws.count("9%以上"), raws.count("36家")) == (2, 1)
    tails = {e["tail"] for e in made.rows("edges") if e["type"] == "MEASURES"}
    assert {"cn-div:370281", "cn-div:370214"} <= tails


@pytest.mark.parametrize(
    ("said", "raw", "about"),
    [
        (
            "政府支持位于城阳区的青岛海川测控产业园和位于崂山区的青岛澜图传感产业园错位发展。前者占地310亩；后者已集聚企业58家。",
            "310亩",
            "青岛海川测控产业园",
        ),
        (
            "政府支持位于城阳区的青岛海川测控产业园和位于崂山区的青岛澜图传感产业园错位发展。前者占地310亩；后者已集聚企业58家。",
            "58家",
            "青岛澜图传感产业园",
        ),
        # Who only runs the park is not whose turnover is told.
        (
            "青岛海川测控产业园占地86亩，由青岛海川运营有限公司运营，入驻率达到81%，去年实现营业收入19.5亿元。",
            "19.5亿元",
            "青岛海川测控产业园",
        ),
        # A park that a project is to become.
        (
            "海川片区更新项目由青岛海川建设有限公司建设，总投资21亿元，建成后将形成海川科技产业园，可提供载体12.5万平方米。",
            "12.5万平方米",
            "海川科技产业园",
        ),
        # What is brought about in a scenario.
        (
            "在青岛海川电器有限公司建成的“产线视觉质检”场景中，“匠眼”大模型把漏检率从1.4%降到0.2%。",
            "0.2%",
            "产线视觉质检",
        ),
        ("受停产影响，新能源汽车产量为12.6万辆，仅增长1.8%。", "1.8%", "新能源汽车"),
    ],
)
def test_of_two_of_what_is_formed_and_of_what_happens_somewhere(said: str, raw: str, about: str) -> None:
    assert figures(f"# 示例市走访\n\n{said}\n")[raw] == about


def test_fields_of_a_list_what_a_fund_gives_and_figures_before_a_park_is_named() -> None:
    page = (
        "# 示例市开放场景\n\n“我们手里有1.4万个井盖，汛期全靠人巡。”在发布会上，有人抛出难题。\n\n"
        "当天，胶州市发布《胶州市场景机会清单（第二批）》，覆盖智慧城管、智慧养老、绿色建筑3个领域，共推出场景27项。\n\n"
        "胶州市还将设立首用验证补贴，对成为首个用户的单位给予最高90万元奖励。落户胶州测控产业园的青岛澜图科技有限公司正在扩产。\n"
    )
    found = figures(page)
    assert found["3个"] == NAME
    assert found["最高90万元"] == "首用验证补贴"
    assert found["1.4万个"] != "胶州测控产业园"


def test_how_many_tasks_and_actions_a_plan_lays_out() -> None:
    made = read(
        "# 青岛市场景培育行动方案（2026—2028年）\n\n一、重点任务\n围绕供需两端，部署以下2项任务、3项行动。\n（一）开放牵引\n"
        "1.港航提智行动。谋划远程操控场景。\n2.工厂焕新行动。推动企业更新设备。\n（二）链条攻坚\n3.部件补链行动。攻关关键技术。\n",
        "plan.md",
    )
    assert {(r["value"], r["kind"]) for r in made.rows("nodes_Indicator")} == {(2, "count"), (3, "count")}


def test_a_list_goes_on_behind_its_count() -> None:
    found = figures(
        "# 场景发布\n\n市南区发布《2026年市南区场景机会清单》，收录场景机会86项，计划投资近40亿元，其中民营企业提出的有19项，占比超过两成。\n"
        "\n同一天还发布了《市南区场景能力清单》，收录本地企业新技术新产品215项。\n"
    )
    for raw in ("86项", "近40亿元", "19项", "超过两成"):
        assert found[raw] == "2026年市南区场景机会清单", raw
    assert found["215项"] == "市南区场景能力清单"


def test_a_row_left_open_has_the_length_that_is_said_of_it() -> None:
    text = "# 平度开放场景\n\n平度市今年发布场景64个，覆盖园区治理、工业质检、智慧物流等8大领域。\n"
    rows = {row["raw"]: row["kind"] for row in read(text, "page.md").rows("nodes_Indicator")}
    assert rows["8大"] == "count"
    assert figures(text)["8大"] == figures(text)["64个"]
    assert "8大" not in figures(text.replace("覆盖园区治理、工业质检、智慧物流等", "分属"))
