"""Tenants, holders and suppliers in turned words: 在这里挂牌, 比甲早来的还有乙, 甲的投资方里出现了乙."""

from __future__ import annotations

import pytest

from tests.ingest.documents.reading import read

PARK = "青岛样山精密产业园"


@pytest.mark.parametrize(
    ("said", "firms"),
    [
        ("6月1日，青岛甲恒轴承有限公司在这里挂牌。", ["青岛甲恒轴承有限公司"]),
        ("比它早来半年的，还有做阀门的青岛乙恒阀业有限公司、做泵的烟台丙恒泵业有限公司。", ["青岛乙恒阀业有限公司", "烟台丙恒泵业有限公司"]),
        ("上月底园区迎来首家客户——青岛丁恒电器有限公司。", ["青岛丁恒电器有限公司"]),
    ],
)  # fmt: skip
def test_tenants_of_the_park_told_of(said: str, firms: list[str]) -> None:
    made = read(f"# 样例\n\n{PARK}开园两年。{said}\n", "page.md")
    assert made.edges("TENANT_OF") == [(firm, PARK) for firm in firms]


def test_a_customer_of_a_firm_is_no_tenant() -> None:
    text = f"# 样例\n\n{PARK}开园两年。青岛甲恒轴承有限公司迎来首家客户——青岛丁恒电器有限公司。\n"
    assert read(text, "page.md").edges("TENANT_OF") == []


@pytest.mark.parametrize(
    "said",
    [
        "青岛乙恒动力有限公司是北京甲恒能源有限公司设在北方的第一家全资子公司。",
        "青岛乙恒动力有限公司的投资方里出现了北京甲恒能源有限公司的名字。",
        "北京甲恒能源有限公司现场宣布向青岛乙恒动力有限公司追投1500万元。",
    ],
)
def test_holders_in_turned_words(said: str) -> None:
    made = read(f"# 样例\n\n{said}\n", "page.md")
    assert made.edges("INVESTS_IN") == [("北京甲恒能源有限公司", "青岛乙恒动力有限公司")]


def test_who_only_plans_to_put_money_in_holds_nothing() -> None:
    text = "# 样例\n\n北京甲恒能源有限公司拟向青岛乙恒动力有限公司追投1500万元。\n"
    assert read(text, "page.md").edges("INVESTS_IN") == []


def test_what_a_child_needs_is_supplied_to_it() -> None:
    text = "# 样例\n\n青岛乙恒动力有限公司是北京甲恒能源有限公司的全资子公司，所需膜电极由青岛丙恒材料有限公司供应。\n"
    assert read(text, "page.md").edges("SUPPLIES") == [("青岛丙恒材料有限公司", "青岛乙恒动力有限公司")]


def test_projects_by_what_they_deal_with_in_a_year() -> None:
    text = "# 样例\n\n青岛乙恒回收有限公司的年处理5万吨退役电池项目昨日开工。\n"
    assert read(text, "page.md").names("Project") == ["年处理5万吨退役电池项目"]
