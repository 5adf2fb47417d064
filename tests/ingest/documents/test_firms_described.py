"""Who holds, supplies and works with whom where a description stands between, and who is meant by 其, 后者 and 控股股东."""

from __future__ import annotations

import pytest

from tests.ingest.documents.reading import read

A, B, C = "青岛样甲重工有限公司", "青岛样乙精铸有限公司", "青岛样丙制动科技有限公司"


@pytest.mark.parametrize(
    ("said", "pairs"),
    [
        (f"得益于{A}的带动，为其供应精密铸件的{B}、从事制动系统研发生产的{C}先后投产。", [(B, A)]),
        (f"{A}去年投产。{B}、{C}相继开工，后者为{A}配套铝合金壳体。", [(C, A)]),
        (f"{B}也是{A}的核心零部件供应商。", [(B, A)]),
        (f"{B}曾洽谈成为{A}的邻居。", []),
    ],
)
def test_who_supplies_whom(said: str, pairs: list[tuple[str, str]]) -> None:
    assert read(f"# 一则\n\n{said}\n").edges("SUPPLIES") == pairs


@pytest.mark.parametrize(
    ("said", "pairs"),
    [
        (f"{A}还与提供离子源组件的{B}达成长期合作。", {frozenset((A, B))}),
        (f"{A}入股{B}，又与{C}联手攻关。", {frozenset((A, C))}),
        (f"{A}与{B}合作，把提单办理搬到线上。", {frozenset((A, B))}),
        (f"{A}与{B}合作的传闻不实。", set()),
    ],
)
def test_who_works_with_whom(said: str, pairs: set[frozenset[str]]) -> None:
    assert {frozenset(pair) for pair in read(f"# 一则\n\n{said}\n").edges("COOPERATES_WITH")} == pairs


@pytest.mark.parametrize(
    ("said", "pairs"),
    [
        (f"由{A}投资、{B}总承包的电子溶剂扩建项目动工。", []),
        (f"扩建项目由{B}实施，其控股股东{A}表示满意。", [(A, B)]),
        (f"{A}向{B}投资1.1亿元，持股51%。", [(A, B)]),
        (f"{B}今年完成一轮融资，{A}投资8000万元。", [(A, B)]),
        (f"{B}去年投产，由{A}参股。", [(A, B)]),
        (f"{B}是{A}设立的全资子公司。", [(A, B)]),
        (f"作为{A}在江北设立的首家子公司，{B}今年投产。", [(A, B)]),
        (f"{A}向{B}采购铸件。", []),
        (f"{B}完成融资后，{A}投资2亿元建设新厂。", []),
    ],
)
def test_who_holds_whom(said: str, pairs: list[tuple[str, str]]) -> None:
    assert read(f"# 一则\n\n{said}\n").edges("INVESTS_IN") == pairs


def test_a_branch_that_a_firm_sets_up_is_its_branch() -> None:
    branch = "上海样丁供应链管理有限公司青岛分公司"
    made = read(f"# 一则\n\n上海样丁供应链管理有限公司设立了分支机构{branch}。\n")
    assert made.edges("INVESTS_IN") == []
    assert set(made.edges("BRANCH_OF")) == {(branch, "上海样丁供应链管理有限公司")}


def test_what_a_described_firm_works_on_is_no_other_firms() -> None:
    made = read(f"# 一则\n\n供应铸件的{B}、从事制动系统研发生产的{C}先后投产。\n")
    assert made.edges("ENGAGES_IN") == [(C, "制动系统")] or {h for h, _ in made.edges("ENGAGES_IN")} == {C}


def test_the_namesake_builds_only_where_nobody_is_named() -> None:
    said = "总投资6.8亿元的星澜电驱总成项目开工，由星澜动力（青岛）有限公司实施，上海星澜股份有限公司到场祝贺。"
    assert read(f"# 一则\n\n{said}\n").edges("DELIVERS") == [("星澜动力（青岛）有限公司", "星澜电驱总成项目")]


def test_an_old_policy_replaced_in_the_passive() -> None:
    made = read(
        "# 解读\n\n《青岛市样例实施意见》日前印发。\n\n2023年印发的《青岛市样旧若干措施》同时由《青岛市样例实施意见》替代。\n"
    )
    assert made.edges("SUPERSEDES") == [("青岛市样例实施意见", "青岛市样旧若干措施")]


def test_the_district_that_the_clause_means_wants_them() -> None:
    made = read("# 一则\n\n李沧区去年投产项目多。青岛样本产业园去年启用。下一步，该区将面向独角兽企业开展精准招商。\n")
    assert {head for head, _ in made.edges("COURTS")} == {"cn-div:370213"}


def test_a_firm_called_one_of_the_parks_firms_is_a_tenant() -> None:
    made = read(f"# 一则\n\n青岛样本产业园上半年产值达128亿元，入园企业{A}交付首台设备。\n")
    assert made.edges("TENANT_OF") == [(A, "青岛样本产业园")]
