"""What stands in an action's words or under a plan's numbers without being a part of it."""

from tests.ingest.documents.reading import read

_PLAN = "《青岛市灯塔产业提升行动方案（2027—2029年）》近日印发，部署三大行动。\n\n"


def test_things_that_an_action_is_aimed_at_are_no_aspects_of_it() -> None:
    made = read(
        f"{_PLAN}打头的是灯芯攻关行动，瞄准耐盐灯丝、聚光镜片、防雾罩壳三类“掉链子”部件发榜。"
        "灯塔整修行动，把航标灯、雾笛和雷达应答器三类整机各自列出。灯塔应用行动，在港口、渔业、文旅三个领域腾出一批试验场。\n"
    )
    assert made.names("ActionArea") == ["灯芯攻关行动", "灯塔整修行动", "灯塔应用行动"]


def test_a_row_behind_a_colon_begins_there() -> None:
    made = read(
        f"{_PLAN}灯芯攻关行动抓研发。灯塔整修行动同样落在三处：检修测试服务、工匠引育、金融支持。灯塔应用行动抓推广。\n"
    )
    assert ("检修测试服务", "灯塔整修行动") in made.edges("PART_OF")
    assert "服务" not in made.names("ActionArea")


def test_scenarios_and_programmes_under_numbers_are_no_tasks() -> None:
    made = read(
        "青岛市示例区灯塔应用场景实施方案（2027—2029年）\n\n一、重点任务\n（一）灯塔点亮行动\n1.增设航标。支持码头增设航标灯。\n"
        "（二）“百塔千灯”工程\n每年点亮灯塔10座。\n\n二、首批示范场景\n"
        "（一）“灯塔无人巡检”场景。由市民政局提出，需求为巡检机器人，预算20万元。\n"
        "（二）“雾航声光引导”场景。由青岛样例航标有限公司提出，需求为定向雾号仪。\n\n三、培育机制\n逐级遴选、动态调整。\n"
    )
    assert made.names("ActionArea") == ["灯塔点亮行动", "增设航标"]
    assert made.names("Scenario") == ["灯塔无人巡检", "雾航声光引导"]
    assert made.names("Initiative") == ["“百塔千灯”工程"]
    assert ("雾航声光引导", "定向雾号仪") in made.edges("DEMANDS")
