"""Tenants by how a sentence lists, places or meets them, and firms' short names behind words that lead in a firm."""

from __future__ import annotations

import pytest

from tests.ingest.documents.reading import read

PARK = "云样智造产业园"


@pytest.mark.parametrize(
    ("said", "firms"),
    [
        (f"{PARK}已有企业87家，其中就有青岛甲恒软件有限公司、青岛乙恒信息有限公司等龙头。", ["青岛甲恒软件有限公司", "青岛乙恒信息有限公司"]),
        (f"去年落户{PARK}的12家企业中，有9家来自外地，其中就包括杭州甲恒科技有限公司的北方总部。", ["杭州甲恒科技有限公司"]),
        (f"{PARK}2号楼整栋租给了青岛甲恒数控有限公司。", ["青岛甲恒数控有限公司"]),
        (f"走进{PARK}，记者看到青岛甲恒光电有限公司的生产线正满负荷运转。", ["青岛甲恒光电有限公司"]),
        (f"{PARK}以青岛甲恒汽车有限公司为龙头，集聚了青岛乙恒电池有限公司等配套企业。", ["青岛甲恒汽车有限公司", "青岛乙恒电池有限公司"]),
        (f"青岛甲恒精工有限公司原先在老厂房里，去年整体搬入{PARK}，面积翻了一番。", ["青岛甲恒精工有限公司"]),
        (f"青岛甲恒电池有限公司扎根{PARK}已有5年。", ["青岛甲恒电池有限公司"]),
        (f"{PARK}的明星企业当数青岛甲恒传感有限公司。", ["青岛甲恒传感有限公司"]),
        (f"从{PARK}起步的青岛甲恒装备有限公司，去年产值破亿。", ["青岛甲恒装备有限公司"]),
        (f"青岛甲恒数控有限公司所在的{PARK}去年开园。", ["青岛甲恒数控有限公司"]),
        (f"青岛甲恒汽车有限公司与青岛乙恒电池有限公司同在一个园区——{PARK}。", ["青岛甲恒汽车有限公司", "青岛乙恒电池有限公司"]),
        (f"{PARK}新增租户9家，青岛甲恒数控有限公司便是其中一家。", ["青岛甲恒数控有限公司"]),
        (f"这家企业叫青岛甲恒视觉有限公司，今年3月拎包入住{PARK}。", ["青岛甲恒视觉有限公司"]),
        (f"{PARK}办公室主任说，园里做耗材的有青岛甲恒电子有限公司，做监护仪的有青岛乙恒电子有限公司。", ["青岛甲恒电子有限公司", "青岛乙恒电子有限公司"]),
    ],
)  # fmt: skip
def test_tenants_listed_placed_and_met(said: str, firms: list[str]) -> None:
    made = read(f"# 样例\n\n{said}\n", "page.md")
    assert sorted(made.edges("TENANT_OF")) == sorted((firm, PARK) for firm in firms)


@pytest.mark.parametrize(
    "said",
    [
        f"{PARK}欢迎像青岛甲恒数控有限公司这样的企业入驻。",
        f"青岛甲恒数控有限公司去年已从{PARK}迁出。",
        f"青岛甲恒数控有限公司尚未搬入{PARK}。",
        f"{PARK}的合作企业有青岛甲恒数控有限公司。",
        f"甲样中试线项目由青岛甲恒数控有限公司投资，落户{PARK}。",
    ],
)
def test_who_left_is_wanted_or_only_deals_with_a_park_is_no_tenant(said: str) -> None:
    assert read(f"# 样例\n\n{said}\n", "page.md").edges("TENANT_OF") == []


def test_short_names_of_trade_behind_words_that_lead_in_a_firm() -> None:
    made = read(f"# 样例\n\n由{PARK}孵化的蓝桅智能，今年营收有望过亿元。\n", "page.md")
    assert made.edges("TENANT_OF") == [("蓝桅智能", PARK)]
    assert read("# 样例\n\n园内企业人工智能应用增多。\n", "page.md").names("Company") == []


def test_items_of_a_list_end_before_remarks_in_brackets() -> None:
    made = read(f"# 样例\n\n{PARK}租户包括蓝桅智能（机器人整机）、海格精密（减速器）。\n", "page.md")
    assert sorted(made.names("Company")) == ["海格精密", "蓝桅智能"]
