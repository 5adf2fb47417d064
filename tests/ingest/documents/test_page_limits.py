"""Where names, items and headings of a page begin and end, and whose the figures behind them are."""

from __future__ import annotations

import pytest

from tests.ingest.documents.reading import Read, read

PLAN = "近日，青岛市印发《示例区机器人场景创新行动方案（2027—2029年）》（以下简称《行动方案》）。\n\n"


def page(body: str) -> Read:
    return read(f"示例区出台行动方案\n\n{PLAN}{body}\n")


def owners(made: Read) -> set[tuple[str, str]]:
    """(raw figure, name of its subject); the pack's own things by their id."""
    rows = {row["local_id"]: row for row in made.rows("nodes_Indicator")}
    known = {r["local_id"]: r["name"] for t in made.extraction.tables if t.startswith("nodes_") for r in made.rows(t)}
    edges = [edge for edge in made.rows("edges") if edge["type"] == "MEASURES"]
    return {(rows[edge["head"]]["raw"], known.get(edge["tail"], edge["tail"])) for edge in edges}


@pytest.mark.parametrize(
    ("text", "label", "names"),
    [
        ("成果由低到高分为“试样级”“示范级”“引领级”三个层级。", "ScenarioTier", ["试样级", "示范级", "引领级"]),
        ("成果按萌芽级、成林级、参天级逐级晋升。", "ScenarioTier", ["萌芽级", "成林级", "参天级"]),
        ("成果由低到高分为试样型、应用型、引领型三个层级。", "ScenarioTier", ["试样型", "应用型", "引领型"]),
        ("包装线来自莱西市的青岛同锦包装机械有限公司。", "Company", ["青岛同锦包装机械有限公司"]),
        ("《行动方案》给出柔性装配、港口转运两个超级场景方向。", "ScenarioDirection", ["柔性装配", "港口转运"]),
        (
            "《行动方案》设置深海智造、向海寻药两项行动。向海寻药行动又细分为活性筛选、中试放大2个方面。",
            "ActionArea",
            ["深海智造", "向海寻药", "活性筛选", "中试放大"],
        ),
        (
            "产业链上，上游层析填料、中游抗体原液、下游制剂灌装三个环节在区内闭环。",
            "ChainLink",
            ["层析填料", "抗体原液", "制剂灌装"],
        ),
        ("系统的研发者青岛岚声科技有限公司也在园内。", "Company", ["青岛岚声科技有限公司"]),
        ("涂料一直用山东岚屿材料有限公司的。", "Company", ["山东岚屿材料有限公司"]),
        ("全区46个区级以上重点项目开工39个，总投资80亿元。", "Project", []),
        ("——南方数据标注基地项目，总投资5.8亿元，6月封顶。", "Project", ["南方数据标注基地项目"]),
        (
            "走进青岛云岚虚拟现实与超高清产业园，园内有企业40家。",
            "Park",
            ["青岛云岚虚拟现实与超高清产业园"],
        ),
    ],
)
def test_what_is_named(text: str, label: str, names: list[str]) -> None:
    assert page(text).names(label) == names


def test_parts_that_all_begin_with_a_verb_keep_it() -> None:
    made = page(
        "《行动方案》实施场景验证行动、场景推广行动两项行动。场景验证行动包括建设中试基地、开放测试线路、完善检测服务3个方面。"
    )
    assert {"建设中试基地", "开放测试线路", "完善检测服务"} <= set(made.names("ActionArea"))


def test_an_item_of_a_board_is_its_zones_though_no_line_ends_in_a_stop() -> None:
    made = page("数字看板\n▲崂山区：研发机构43家\n▲即墨区：海洋装备企业由38家增至85家")
    # Both values of a rise are one indicator's; the later stands in the table.
    assert {("43家", "cn-div:370212"), ("85家", "cn-div:370215")} <= owners(made)


def test_all_the_district_is_no_port_area() -> None:
    made = page("城阳区机器人产业起步早。在前湾港区，码头换了设备。截至年底，全区集聚机器人企业137家。")
    assert ("137家", "cn-div:370214") in owners(made)


def test_a_numbered_head_above_a_gap_is_no_part_of_the_paragraph_below() -> None:
    made = read(
        "示例区上半年经济运行情况\n\n一、电子信息：强链补链，闭环成形\n\n生物医药产业实现产值41.7亿元。\n\n二、项目：蓄势\n\n稳步推进。\n"
    )
    assert "生物医药产业实现产值41.7亿元。" in made.sentences
