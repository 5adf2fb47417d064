"""Park news, other cities, names with district words, and the lines that scorers read."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from ingest.documents import DocumentOptions, extract_lines
from tests.ingest.documents.reading import read

NEWS = """# 示例云谷产业园开园

本报2026年5月6日讯 青岛示例云谷产业园位于示例路8号，2025年9月竣工，次月起招商，2026年3月投入运营。

示例云谷产业园总建筑面积约3.2万平方米，占地30亩，地上12层，地下2层。产业园入驻率达65%，累计接待企业90余家。

下一步，园区将打造国内一流的机器人产业园。各类产业园都可以借鉴。

(示例日报记者 某甲)
"""


def test_a_park_with_its_facts_and_its_short_name() -> None:
    made = read(NEWS, "news.md")
    assert made.names("Park") == ["青岛示例云谷产业园"]
    values: dict[str, object] = {}
    aliases: set[str] = set()
    for row in made.rows("nodes_Park"):
        aliases |= set(row["aliases"] or ())
        values |= {k: v for k, v in row.items() if v is not None}
    assert aliases == {"示例云谷产业园"}
    assert (values["address"], values["completed_on"], values["opened_on"]) == ("示例路8号", "2025-09", "2026-03")
    assert values["floor_area"] == Decimal(32000)
    # 30 mu are two hectares.
    assert values["land_area"] == Decimal(20000)
    assert (values["floors"], values["floors_below"], values["occupancy"]) == (12, 2, Decimal(65))


def test_goals_and_kinds_of_parks_are_no_parks() -> None:
    names = read(NEWS, "news.md").names("Park")
    assert not any("机器人" in name or "各类" in name for name in names)


def test_a_dated_line_with_its_year_gives_the_day() -> None:
    document = read(NEWS, "news.md").rows("nodes_Document")[0]
    assert (document["published_on"], document["published_on_basis"]) == (dt.date(2026, 5, 6), "stated")


def test_another_citys_text_places_no_zone_of_ours() -> None:
    made = read(
        "# 合肥发布方案\n\n合肥市高新区将开放场景，支持高新区、经济技术开发区等功能区建设。合肥市企业可以报名。\n",
        "a.md",
    )
    home = [m["text"] for m in made.rows("mentions") if m["local_id"].startswith(("cn-div:3702", "qingdao:Zone"))]
    assert home == []


def test_a_district_inside_a_companys_name_is_no_place() -> None:
    made = read("# 新闻标题一则\n\n青岛的市北区建投集团有限公司和李沧区示例银行参加了活动。活动在青岛举行。\n", "a.md")
    zones = {m["text"] for m in made.rows("mentions") if m["label"] == "Zone"}
    assert zones == {"青岛"}


def test_a_rule_about_something_else_engages_no_industry() -> None:
    text = (
        "示例市养犬管理办法\n\n第一条 为了规范养犬行为，制定本办法。\n\n第二条 养犬人应当登记，每年一次。\n\n"
        "第三条 违反本办法的，处二百元罚款。\n"
    )
    made = read(text)
    assert not {"FOCUSES_ON", "SUPPORTS", "HAS_INDUSTRY", "HAS_TARGET"} & {r["type"] for r in made.rows("edges")}
    assert made.rows("nodes_Park") == []


def test_no_person_becomes_a_node() -> None:
    made = read(NEWS, "news.md")
    assert not any(
        "某甲" in str(row["name"]) for t in made.extraction.tables if t.startswith("nodes_") for row in made.rows(t)
    )


def test_lines_hang_together() -> None:
    made = read(NEWS, "news.md")
    lines = list(extract_lines(made.extraction, DocumentOptions("test", "news.md")))
    kinds = [line["kind"] for line in lines]
    order = ["document", "sentence", "entity", "mention", "relation", "indicator"]
    assert kinds == sorted(kinds, key=order.index)
    sentences = {line["id"] for line in lines if line["kind"] == "sentence"}
    entities = {line["id"] for line in lines if line["kind"] == "entity"}
    for line in lines:
        if line["kind"] == "mention":
            assert line["entity"] in entities
            assert "".join(made.text[s:e] for s, e in line["segments"]) == line["text"]
        if line["kind"] in ("relation", "indicator"):
            assert line["sentences"]
            assert set(line["sentences"]) <= sentences


def test_a_district_in_front_of_a_park_is_where_it_lies_and_no_part_of_its_name() -> None:
    made = read("# 新园开门\n\n市北区样本里文创园占地30亩，入驻率达65%。\n", "news.md")
    assert made.names("Park") == ["样本里文创园"]
    assert made.edges("LOCATED_IN") == [("样本里文创园", "cn-div:370203")]


def test_a_short_name_of_a_park_that_is_no_word() -> None:
    made = read(
        "# 新园开门\n\n样本湾创新药谷坐落在崂山区，占地30亩，入驻率达65%。目前，药谷已有企业20家，产业园整体满园。\n",
        "news.md",
    )
    assert {m["text"] for m in made.rows("mentions") if m["label"] == "Park"} == {"样本湾创新药谷", "药谷"}


def test_a_headline_that_says_of_what_kind_the_park_is_names_none() -> None:
    made = read(
        "# 城阳区：轨道交通产业园来了新邻居\n\n城阳区的青岛轨道交通智造园入驻企业增至117家，入驻率提高到86%。\n"
    )
    assert made.names("Park") == ["青岛轨道交通智造园"]


def test_a_park_that_only_the_headline_names_is_one() -> None:
    made = read("# 青岛样湾轨道交通产业园开园\n\n城阳区的青岛药物智造园入驻企业增至117家，入驻率提高到86%。\n")
    assert sorted(made.names("Park")) == sorted(["青岛样湾轨道交通产业园", "青岛药物智造园"])


def test_a_valley_beside_a_park_by_the_place_where_it_lies() -> None:
    made = read(
        "# 载体建设\n\n崂山区支持位于城阳区的青岛样甲产业园和位于崂山区的崂山智算谷差异化发展。"
        "样乙湾云谷占地300亩，入驻企业40家。位于市南区的样丙公园人流如织，位于崂山区的样丁博物馆开馆。\n"
    )
    assert set(made.names("Park")) == {"青岛样甲产业园", "崂山智算谷", "样乙湾云谷"}


def test_a_park_that_is_to_be_built_and_begins_with_a_place() -> None:
    made = read("青岛市样本行动方案\n\n一、任务\n在青岛高新区规划建设胶州湾智能装备产业园，首期18万平方米。\n")
    assert made.names("Park") == ["胶州湾智能装备产业园"]


def test_a_park_by_its_own_word_and_by_what_people_call_it() -> None:
    made = read(
        "# 园区见闻\n\n崂山样智人工智能产业园招商忙，样智园今年入驻企业70家。"
        "坐落于西海岸新区的青岛琅岛零碳产业园，被大伙儿喊作“零碳谷”，零碳谷再添新企。\n"
    )
    parks = {m["text"]: m["local_id"] for m in made.rows("mentions") if m["label"] == "Park"}
    assert parks["样智园"] == parks["崂山样智人工智能产业园"]
    assert parks["零碳谷"] == parks["青岛琅岛零碳产业园"]
    assert len(parks) == 4


def test_what_is_built_or_chosen_before_a_parks_name_is_no_part_of_it() -> None:
    made = read(
        "示例市近日印发《示例市海洋装备行动计划》。\n\n《行动计划》提出，支持即墨区建设示例湾水下机器人产业园，园区占地90亩。"
        "总投资8亿元的项目选址样山数字产业园。\n",
        "news.md",
    )
    assert set(made.names("Park")) == {"示例湾水下机器人产业园", "样山数字产业园"}
    assert ("示例湾水下机器人产业园", "cn-div:370215") in made.edges("LOCATED_IN")


def test_firms_among_so_many_that_moved_in_are_tenants() -> None:
    page = "# 样例新闻\n\n青岛澜屿传感器产业园昨日开园，首批12家企业{}，青岛听砾科技有限公司、青岛纳杉电子有限公司名列其中。\n"
    for moved in ("当天搬了进来", "入驻"):
        assert read(page.format(moved), "page.md").edges("TENANT_OF") == [
            ("青岛听砾科技有限公司", "青岛澜屿传感器产业园"),
            ("青岛纳杉电子有限公司", "青岛澜屿传感器产业园"),
        ]
    for other in ("获得补助", "尚未入驻", "拟入驻"):
        assert read(page.format(other), "page.md").edges("TENANT_OF") == []


def test_who_gives_a_plate_is_told_behind_it() -> None:
    made = read(
        "# 样例新闻\n\n青岛澜屿传感器产业园昨日开园。园区还获评“青岛市小微企业创新创业基地”，这块牌子由市民营经济发展局授予。\n",
        "page.md",
    )
    assert [head for head, _ in made.edges("GRANTED_BY")] == ["青岛市小微企业创新创业基地"]
