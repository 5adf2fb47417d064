"""Whom a figure is of where another thing stands nearer: bodies that act, projects that firms build, parks of the paragraph."""

from __future__ import annotations

import pytest

from tests.ingest.documents.reading import figures

HEAD = "# 平度见闻\n\n"


@pytest.mark.parametrize(
    ("said", "raw", "about"),
    [
        ("平度市上半年新设企业340家；青岛岬角联运中心开行班列96列，折合1.1万标箱。", "96列", "青岛岬角联运中心"),
        ("平度市上半年新设企业340家；青岛岬角联运中心开行班列96列，折合1.1万标箱。", "1.1万标箱", "青岛岬角联运中心"),
        ("平度市上半年新设企业340家；青岛岬角联运中心统计，新开班列96列。", "96列", None),
        (
            "平度市签下三个项目，其中最大的是深远海网箱制造项目，由烟台沧石重工有限公司投资11亿元兴建。",
            "11亿元",
            "深远海网箱制造项目",
        ),
        ("海水制氢装备眼下只有青岛岬角动力有限公司在做样机，国产化率不足20%。", "不足20%", None),
        ("平度市设立了“拿证即奖”机制，取得注册证的企业最高可获150万元。", "最高可获150万元", "“拿证即奖”机制"),
    ],
)
def test_who_bears_a_figure(said: str, raw: str, about: str | None) -> None:
    found = figures(HEAD + said + "\n")
    raws = [one for one in found if one in raw or raw in one]
    if about is None:
        assert "岬角" not in (found[raws[0]] or "")
    else:
        assert found[raws[0]] == about


def test_a_good_alone_in_its_part_has_the_share_made_here() -> None:
    told = "“岬角一号”电解槽眼下只有青岛岬角动力有限公司能装配，国产化率不足三成。\n"
    lead = "青岛岬角动力有限公司自主研发的“岬角一号”电解槽下线。"
    assert figures(HEAD + lead + told)["不足三成"] == "“岬角一号”电解槽"


PARKS = (
    HEAD
    + "平度市的岬石机械产业园里机器轰鸣。岬石机械产业园今年再添厂房。岬石机械产业园由平度岬石科技有限公司运营。\n\n"
    "莱西市的沧浪家电产业园腾出旧厂房。"
)


def test_the_one_park_of_a_paragraph_has_its_rooms_whatever_the_article_names_most() -> None:
    assert figures(PARKS + "园区总规划1200亩，已入驻企业24家。\n")["1200亩"] == "沧浪家电产业园"
    assert figures(PARKS.split("\n\n莱西")[0] + "园区总规划1200亩。\n")["1200亩"] == "岬石机械产业园"


def test_rooms_that_open_again_are_the_parks_and_not_of_who_runs_it() -> None:
    text = HEAD + "岬石数智产业园原是一栋办公楼。去年3月，青岛北石运营管理有限公司接手，5.2万平方米的空间重新开张。\n"
    assert figures(text)["5.2万平方米"] == "岬石数智产业园"


def test_several_links_of_a_zone_together_are_the_zones() -> None:
    text = HEAD + "胶东临空经济示范区航空物流、航空维修两个环节的企业合计已有130家。\n"
    assert figures(text)["130家"] not in ("航空物流", "航空维修")


def test_what_the_article_names_most_gives_way_to_the_zone_of_the_sentence() -> None:
    firm = "青岛岬角水务装备有限公司"
    text = (
        HEAD + f"每天，约9万吨淡水从董家口经济区的岸边流出。\n\n{firm}是链主。{firm}去年营收8亿元。{firm}还在扩产。\n"
    )
    assert figures(text)["约9万吨"] == "qingdao:Zone/dongjiakou"


@pytest.mark.parametrize(
    ("said", "raw"),
    [
        ("清单收录57个场景，分属四大领域，比首批翻了一番还多。", "翻了一番还多"),
        ("清单收录57个场景，撬动投入约4000万元。", "约4000万元"),
    ],
)
def test_what_goes_on_about_a_list_is_the_lists(said: str, raw: str) -> None:
    text = HEAD + f"市发展改革委发布《平度市应用场景机会清单（第二批）》。{said}\n"
    found = figures(text)
    assert found[raw] == found["57个"] is not None


@pytest.mark.parametrize("lead", ["岬角电机研发中心项目落户平度。项目", "岬角电机研发中心项目"])
def test_whom_a_project_holds_once_built_is_its_own(lead: str) -> None:
    firm = "芜湖岬石电控股份有限公司"
    told = f"由来自芜湖市的{firm}投资，总投资4.5亿元，明年6月交付，建成后可容纳研发人员260名。{firm}现有员工310人。\n"
    found = figures(HEAD + lead + told)
    assert found["260名"] == "岬角电机研发中心项目"
    assert found["310人"] == firm


def test_what_runs_in_a_scenario_is_counted_there() -> None:
    text = HEAD + "夜里，前湾港区灯火通明。在“夜间无人转运”场景里，46台集卡穿梭于堆场，单车每小时多搬3个箱。\n"
    assert figures(text)["46台"] == "夜间无人转运"
    assert figures(text.replace("在“夜间无人转运”场景里", "这一夜"))["46台"] != "夜间无人转运"


def test_a_dateline_does_not_hide_what_a_sentence_is_about() -> None:
    text = HEAD + "本报4月10日讯 崂山区株洲路旁边的岬石数智产业园昨日开园，首批14家企业当天搬了进来。\n"
    assert figures(text)["14家"] == "岬石数智产业园"


def test_a_park_meant_again_after_a_break_is_the_one_right_before() -> None:
    broken = PARKS.replace("腾出旧厂房。", "，今年刚获评。\n\n")
    assert figures(broken + "园区总规划1300亩。\n")["1300亩"] == "沧浪家电产业园"
