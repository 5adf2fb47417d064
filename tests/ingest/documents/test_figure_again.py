"""Figures of what only its head noun names again, and what is nobody's yet."""

from __future__ import annotations

import pytest

from tests.ingest.documents.reading import figures, read

LOW = "qingdao:Industry/low-altitude"


def test_a_system_named_again_by_its_noun_has_what_it_did() -> None:
    found = figures(
        "# 码头见闻\n\n青岛澜行智能科技有限公司自主研发的无人集卡调度系统今年上线。半年来，系统累计安全运行18万公里。\n"
    )
    assert found["18万公里"] == "无人集卡调度系统"


def test_a_noun_that_two_things_end_with_means_neither() -> None:
    found = figures(
        "# 码头见闻\n\n青岛澜行智能科技有限公司研发了无人集卡调度系统，青岛帆远科技有限公司研发了岸桥远控系统。系统累计运行18万公里。\n"
    )
    assert not found["18万公里"].endswith("系统")


@pytest.mark.parametrize(
    "until", ["到2028年，全市低空经济产业规模突破300亿元", "到2028年底，全市低空经济产业营业收入突破300亿元"]
)
def test_what_the_city_is_to_have_by_a_year_is_not_the_programmes(until: str) -> None:
    found = figures(f"# 青岛市低空经济行动计划印发\n\n《青岛市低空经济行动计划》提出，实施“百翼千行”工程，{until}。\n")
    assert found["突破300亿元"] == LOW


def test_what_is_only_urged_is_no_cooperation() -> None:
    firms = "青岛澜图电子有限公司与青岛帆远科技有限公司"
    for said, met in (
        (f"支持{firms}共建联合实验室。", False),
        (f"鼓励{firms}开展合作。", False),
        (f"推动{firms}达成合作。", True),
        (f"{firms}共建联合实验室。", True),
    ):
        assert bool(read(f"# 企业动态\n\n{said}\n").edges("COOPERATES_WITH")) is met, said


def test_a_name_begins_behind_where_goods_are_sent() -> None:
    found = read("# 车间见闻\n\n两小时后，这批零件就会送上青岛澜驰汽车有限公司的总装线。\n")
    assert found.names("Company") == ["青岛澜驰汽车有限公司"]


def test_what_the_firm_can_make_then_is_the_firms_amid_its_project() -> None:
    found = figures(
        "# 项目开工\n\n昨日，澜屿电芯项目在即墨区开工，总投资20亿元，由青岛澜屿电池有限公司建设。"
        "项目明年投产，届时青岛澜屿电池有限公司的电芯年产能可达12吉瓦时。\n"
    )
    assert found["20亿元"] == "澜屿电芯项目"
    assert found["达12吉瓦时"] == "青岛澜屿电池有限公司"
