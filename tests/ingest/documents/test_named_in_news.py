"""Platforms, bodies, projects and lists that a news page names without the frames of a plan."""

from __future__ import annotations

import pytest

from tests.ingest.documents.reading import Read, read

_ONE, _OTHER = "青岛样本码头有限公司", "青岛样本智能科技有限公司"


def news(body: str) -> Read:
    return read(f"# 供需对接会举行\n\n{body}\n", "page.md")


@pytest.mark.parametrize(
    "told",
    [
        "市级低空飞行服务平台“云上岛城”将于年内上线，由青岛样本低空服务有限公司负责运营。",
        "低空飞行服务平台——“云上岛城”已正式启用，由青岛样本低空服务有限公司运营。",
        "市级服务平台，名为“云上岛城”，由青岛样本低空服务有限公司运营。",
    ],
)
def test_a_platform_named_behind_what_it_is(told: str) -> None:
    made = news(told)
    assert made.names("Platform") == ["云上岛城"]
    assert made.edges("OPERATES") == [("青岛样本低空服务有限公司", "云上岛城")]


def test_a_word_in_quotes_behind_a_platform_is_no_name() -> None:
    assert news("短视频平台“种草”带动消费，电商平台“上新”不断。").names("Platform") == []


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("市北区组建场景创新促进中心，建立场景供需对接机制。", ["场景创新促进中心"]),
        ("市北区成立了海洋装备验证中心。", ["海洋装备验证中心"]),
        ("市北区支持企业组建研发中心。", []),
        ("市北区推动组建一批中试验证中心。", []),
    ],
)
def test_a_body_that_a_text_says_is_founded(body: str, found: list[str]) -> None:
    assert news(body).names("Organization") == found


@pytest.mark.parametrize(
    "told",
    [
        f"{_ONE}（以下简称样本码头）与{_OTHER}签订合作协议，双方将共同建设无人理货一期项目，总投资1.6亿元。",
        f"{_ONE}与{_OTHER}签约。两家企业将联合打造无人理货一期项目，总投资1.6亿元。",
    ],
)
def test_a_project_that_both_are_to_build(told: str) -> None:
    made = news(told)
    assert made.names("Project") == ["无人理货一期项目"]
    assert set(made.edges("DELIVERS")) == {(_ONE, "无人理货一期项目"), (_OTHER, "无人理货一期项目")}


def test_a_list_by_its_batch_is_the_one_named_by_its_title() -> None:
    made = read(
        "# 青岛发布今年第二批场景清单\n\n市发展改革委发布《2026年青岛市第二批场景机会清单》，推出43个场景。第二批清单仍可补报。\n",
        "page.md",
    )
    assert made.names("Mechanism") == ["2026年青岛市第二批场景机会清单"]
    assert len(made.edges("RELEASES")) == 1


def test_a_list_of_another_batch_is_a_list_of_its_own() -> None:
    made = news("市发展改革委发布《2026年青岛市第二批场景机会清单》。胶州市发布首批氢能场景清单。")
    assert made.names("Mechanism") == ["2026年青岛市第二批场景机会清单", "首批氢能场景清单"]


def test_a_list_of_names_of_scenarios_that_a_meeting_makes_known() -> None:
    made = news("对接会上，市发展改革委发布《2026年场景机会清单》。此次对接会还公布了首批标杆场景培育名单。")
    assert made.names("Mechanism") == ["2026年场景机会清单", "首批标杆场景培育名单"]
    assert [tail for _, tail in made.edges("RELEASES")] == ["2026年场景机会清单"]


def test_a_list_of_names_of_firms_is_no_mechanism() -> None:
    assert news("会上公布了首批重点企业名单。").names("Mechanism") == []


def test_areas_that_are_counted_off() -> None:
    plan = "《市北区场景开放实施方案》近日印发。方案支持国际邮轮港区、杭州路科创带、山东路商务区3个片区先行先试。"
    made = news(plan)
    assert [t for _, t in made.edges("SUPPORTS")] == ["国际邮轮港区", "杭州路科创带", "山东路商务区"]


def test_what_is_counted_off_as_areas_but_ends_as_none() -> None:
    assert news("方案支持生产制造、商贸物流、文化旅游3个板块先行先试。").names("Zone") == []


@pytest.mark.parametrize("told", ["一座老城区能给新技术多大的舞台？", "园区西区投用，港口区作业繁忙。"])
def test_a_districts_name_that_is_a_common_word(told: str) -> None:
    assert not [r for r in news(told).rows("mentions") if r["label"] == "Zone"]


def test_a_district_behind_its_city_is_one() -> None:
    assert [r["text"] for r in news("洛阳市老城区的企业前来考察。").rows("mentions") if r["label"] == "Zone"] == [
        "洛阳市",
        "老城区",
    ]


def test_what_both_have_developed_is_the_firms() -> None:
    made = news(f"{_OTHER}与胶东理工大学联手攻关，双方共同开发的裂缝识别大模型已经投用。")
    assert made.edges("OFFERS") == [(_OTHER, "裂缝识别大模型")]


def test_a_product_called_by_its_firms_word_and_a_number() -> None:
    made = news("青岛沧鳞海洋机器人有限公司研制的沧鳞-300水下机器人已在试跑。")
    assert made.names("Technology") == ["沧鳞-300水下机器人"]
    assert [r["text"] for r in made.rows("mentions") if r["label"] == "Company"] == ["青岛沧鳞海洋机器人有限公司"]


def test_a_platform_of_which_the_next_words_tell() -> None:
    made = news("样品当天就能看到数据，靠的是园区里的芯谷检测服务平台——该平台由青岛样本园区管理有限公司建设。")
    assert made.names("Platform") == ["芯谷检测服务平台"]


@pytest.mark.parametrize(
    ("told", "found"),
    [
        ("青岛每季度更新低空场景机会清单。", ["低空场景机会清单"]),
        ("青岛滚动更新机会清单。", []),
    ],
)
def test_a_list_that_is_kept_up_to_date(told: str, found: list[str]) -> None:
    assert news(told).names("Mechanism") == found


def test_many_platforms_are_none() -> None:
    assert news("三年内建成8个以上海洋装备协同攻关平台。").names("Platform") == []


def test_areas_that_open_their_clause_are_no_tasks_of_the_plan() -> None:
    made = news("《市北区场景开放实施方案》近日印发。邮轮港区、山东路商务区、滨海科创带三大板块各有侧重。")
    assert made.names("Zone") == ["邮轮港区", "山东路商务区", "滨海科创带"]
    assert made.names("ActionArea") == []


def test_areas_of_which_some_are_named() -> None:
    made = news("《市北区场景开放实施方案》近日印发。方案支持邮轮港区、山东路商务区等4个片区先行先试。")
    assert [t for _, t in made.edges("SUPPORTS")] == ["邮轮港区", "山东路商务区"]


def test_an_area_beside_a_park_that_a_plan_supports() -> None:
    made = news("《市北区场景开放实施方案》近日印发。方案鼓励杭州路科创带、滨海新兴产业园错位发展。")
    assert [t for _, t in made.edges("SUPPORTS")] == ["杭州路科创带", "滨海新兴产业园"]


def test_bands_of_trades_are_no_areas() -> None:
    assert news("《市北区场景开放实施方案》近日印发。方案推动制造带、服务带协同发展。").names("Zone") == []


def test_rungs_told_by_their_order() -> None:
    made = news("《市北区场景开放实施方案》近日印发。成果按照场景机会、试点项目、示范项目的顺序逐级晋升。")
    assert made.names("ScenarioTier") == ["场景机会", "试点项目", "示范项目"]
    assert made.names("LifecyclePhase") == []


def test_a_list_with_a_year_and_a_batch_before_its_quotes() -> None:
    made = news("会上，青岛发布2026年首批“人工智能+”应用场景能力清单。")
    assert made.names("Mechanism") == ["2026年首批“人工智能+”应用场景能力清单"]
    assert [t for _, t in made.edges("RELEASES")] == ["2026年首批“人工智能+”应用场景能力清单"]


def test_a_platform_that_a_district_has_led() -> None:
    made = news("市北区牵头打造的“岛城场景通”平台已汇聚企业3000家。")
    assert made.edges("ESTABLISHES") == [("cn-div:370203", "“岛城场景通”平台")]


def test_a_laboratory_that_is_unveiled() -> None:
    assert "青岛市场景创新联合实验室" in news("青岛市场景创新联合实验室揭牌成立。").names("Organization")
    assert news("两家企业的联合实验室揭牌成立。").names("Organization") == []


def test_a_firms_word_that_begins_the_name_of_a_platform() -> None:
    made = news(
        "青岛芯岬园区管理有限公司投资1.3亿元。园区里的研究院建起芯岬中试服务平台，累计服务企业63家。芯岬投资建设平台还要扩容。"
    )
    assert made.names("Platform")[0] == "芯岬中试服务平台"
    assert [r["text"] for r in made.rows("mentions") if r["label"] == "Company"] == [
        "青岛芯岬园区管理有限公司",
        "芯岬",
    ]


def test_projects_that_are_new_are_many() -> None:
    assert news("各园区半年内新落地项目分别为14个和9个，增速居全市前列，均已开工。").names("Project") == []


def test_a_list_with_its_batch_in_brackets() -> None:
    made = news("李沧区大数据发展管理局现场发布李沧区应用场景机会清单（第三批），推出26个场景。")
    assert made.names("Mechanism") == ["李沧区应用场景机会清单（第三批）"]
    assert [tail for _, tail in made.edges("RELEASES")] == ["李沧区应用场景机会清单（第三批）"]


def test_where_a_meeting_is_held_is_no_part_of_the_parks_name() -> None:
    made = news("活动举办地鳌山湾海洋科技园位于即墨区，园区入驻企业146家。")
    assert made.names("Park") == ["鳌山湾海洋科技园"]


def test_a_zone_without_the_places_before_its_name() -> None:
    made = news(
        "《计划》支持青岛胶东临空经济示范区先行先试。临空经济示范区将率先开放航空物流、机场巡检两个领域的场景。"
    )
    assert len(made.edges("OPENS")) == 2
    assert len({r["local_id"] for r in made.rows("mentions") if r["label"] == "Zone" and "临空" in r["text"]}) == 1


def test_a_place_in_the_name_of_a_meeting_and_where_it_is_held() -> None:
    made = news(
        "昨天下午，2026年青岛场景供需对接会在崂山区举行，市发展改革委发布《2026年场景机会清单》，集中推出海洋装备、智慧物流2大领域的场景。"
    )
    assert [r["text"] for r in made.rows("mentions") if r["label"] == "Zone"] == ["崂山区"]
    assert made.edges("OPENS") == [("cn-div:370200", "海洋装备"), ("cn-div:370200", "智慧物流")]


def test_a_platform_of_its_level_has_no_name() -> None:
    assert news("新区将支持样本装备产业园建设国家级氢能检测平台。").names("Platform") == []


@pytest.mark.parametrize(
    "told",
    [
        "去年底，崂山区工业和信息化局出台《崂山区支持虚拟现实产业发展若干措施》，设立虚拟现实产业引导基金。",
        "《崂山区支持虚拟现实产业发展若干措施》去年底印发。措施着眼补齐短板，设立虚拟现实产业引导基金。",
    ],
)
def test_what_a_paper_that_is_brought_out_sets_up(told: str) -> None:
    assert news(told).edges("ESTABLISHES") == [("崂山区支持虚拟现实产业发展若干措施", "虚拟现实产业引导基金")]


def test_what_an_office_named_behind_the_paper_sets_up() -> None:
    made = news("崂山区出台《崂山区支持虚拟现实产业发展若干措施》，青岛市工业和信息化局设立虚拟现实产业引导基金。")
    assert [head for head, _ in made.edges("ESTABLISHES")] != ["崂山区支持虚拟现实产业发展若干措施"]


def test_who_leads_the_setting_up_leads() -> None:
    made = news("青岛市海洋发展局将牵头建立低空场景联席会议制度，每半年发布一次需求清单。")
    assert [head for head, _ in made.edges("LED_BY")] == ["低空场景联席会议制度"]
