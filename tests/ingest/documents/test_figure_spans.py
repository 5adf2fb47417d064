"""Spans of time that something takes or is kept to, and numerals that say how often: which are figures, and whose."""

from __future__ import annotations

import pytest

from tests.ingest.documents.reading import figures, read

FIRM = "青岛岬石泵阀股份有限公司"


@pytest.mark.parametrize(
    ("said", "raw"),
    [
        ("的新泵从立项到投产只用了9个月。", "9个月"),
        ("把研发周期由18个月压缩到11个月。", "18个月"),
        ("把研发周期由18个月压缩到11个月。", "11个月"),
        ("扩建的铸造车间工期一年半，交付周期两年。", "两年"),
        ("开通直发车，每周发货三次。", "三次"),
        ("每年公布采购清单不少于两批。", "不少于两批"),
    ],
)
def test_what_something_takes_and_how_often_it_is_done_are_figures(said: str, raw: str) -> None:
    assert raw in figures("# 样例\n\n" + FIRM + said + "\n")


@pytest.mark.parametrize(
    "said",
    ["深耕行业15年。", "从3年的经验看，办法可行。", "每年举办一次开放日。", "分两批搬迁。", "成立5个月，去年入园。"],
)
def test_a_stretch_of_time_that_nothing_measures_is_none(said: str) -> None:
    assert not figures("# 样例\n\n" + FIRM + said + "\n")


PLATFORM = "“泵联通”服务平台"


def test_a_time_that_a_platform_keeps_to_is_its_bound() -> None:
    text = f"# 样例\n\n平度市推出{PLATFORM}，诉求36小时内办结，来电5分钟内接听。\n"
    assert figures(text) == {"36小时": PLATFORM, "5分钟": PLATFORM}
    assert {row["comparator"] for row in read(text).rows("nodes_Indicator")} == {"lte"}


def test_what_a_plan_leans_on_serves_within_its_time() -> None:
    text = (
        "# 样例\n\n近日，青岛市工业和信息化局印发《关于壮大泵阀产业链的若干意见》（以下简称《意见》）。"
        f"《意见》提出，到2028年，依托{PLATFORM}归集企业需求，办结率不低于96%；建设{FIRM}铸造项目，新增厂房3万平方米。\n"
    )
    assert figures(text)["不低于96%"] == PLATFORM
    assert figures(text)["3万平方米"] != PLATFORM


def test_that_zone_is_the_one_named_last_of_its_kind() -> None:
    text = "# 样例\n\n城阳区的岬石阀门公司把二厂建到了上合示范区。该示范区同期新开工项目11个。\n"
    assert figures(text)["11个"] == "qingdao:Zone/sco-demonstration"


@pytest.mark.parametrize("said", ["新签约项目76个，过亿元项目占七成以上。", "有企业17家，但营收过亿的仅2家。"])
def test_from_what_size_on_something_is_counted_is_no_figure(said: str) -> None:
    assert not [raw for raw in figures("# 样例\n\n平度市" + said + "\n") if "亿" in raw]
    assert "过亿元" in figures("# 样例\n\n" + FIRM + "去年产值过亿元。\n")


def test_both_ends_of_a_way_that_is_planned() -> None:
    text = "# 样例\n\n" + FIRM + "计划把研发团队由60人扩充到120人。\n"
    kinds = {row["raw"]: (row["kind"], row["metric"][-4:]) for row in read(text).rows("nodes_Indicator")}
    assert kinds == {"60人": ("actual", "研发团队"), "120人": ("planned", "研发团队")}


def test_places_told_together_are_each_a_figure() -> None:
    assert {"3位", "1位"} <= set(figures("# 样例\n\n莱西市使用外资总量和增速分列全市第3位、第1位。\n"))


def test_a_life_in_hours_is_measured() -> None:
    assert "达到2.5万小时" in figures("# 样例\n\n" + FIRM + "的电堆寿命已达到2.5万小时。\n")
    assert not figures("# 样例\n\n" + FIRM + "的论坛开了3小时。\n")
