"""Fields that a plan or a place opens to scenarios, and steps, in the wordings of reports."""

from __future__ import annotations

import pytest

from tests.ingest.documents.reading import Read, read

NEWS = """# 示例市出台港湾场景方案

近日，示例市印发《示例市港湾场景开放实施方案（2027—2029年）》（以下简称《方案》）。{body}

示例晚报记者 某甲
"""
FIELDS = ["码头调度", "岸电补给", "浮标看护"]


def news(body: str) -> Read:
    return read(NEWS.format(body=body), "news.md")


@pytest.mark.parametrize(
    "said",
    [
        "面向码头调度、岸电补给、浮标看护等6个领域释放场景机会",
        "在码头调度、岸电补给、浮标看护3个领域推出一批应用场景",
        "率先在码头调度、岸电补给和浮标看护三大领域开放应用场景",
        "围绕码头调度、岸电补给、浮标看护三个领域征集场景需求",
    ],
)
def test_fields_opened_by_an_action_are_no_aspects_of_it(said: str) -> None:
    made = news(f"《方案》部署两项行动。一是场景开放行动，{said}。二是泊位更新行动，从浚深、护岸2个方面入手。")
    assert made.names("ScenarioField") == FIELDS
    assert made.names("ActionArea") == ["场景开放行动", "泊位更新行动", "浚深", "护岸"]
    assert [head for head, _ in made.edges("OPENS")] == ["示例市港湾场景开放实施方案（2027—2029年）"] * 3


def test_fields_of_work_that_opens_no_scenario_stay_aspects() -> None:
    made = news(
        "《方案》部署两项行动。一是数据行动，围绕码头调度、岸电补给2个领域开展授权。二是更新行动，抓浚深、护岸。"
    )
    assert made.names("ScenarioField") == []
    assert "岸电补给" in made.names("ActionArea")


def test_fields_opened_in_the_sentence_behind_that_of_the_scenarios() -> None:
    told = "市北区发布首批场景。由此，市北区面向企业再开放码头调度、岸电补给、浮标看护等4个领域。"
    made = read(f"# 场景上新\n\n{told}\n", "news.md")
    assert made.names("ScenarioField") == FIELDS
    assert len(made.edges("OPENS")) == 3
    # Fields opened to capital are none of scenarios.
    none = "市北区举行推介会。市北区向外资再开放教育、医疗、金融等3个领域。"
    assert read(f"# 招商周报\n\n{none}\n", "news.md").names("ScenarioField") == []


@pytest.mark.parametrize(
    "said",
    [
        "围绕“出题、竞标、试航”3个依次衔接的环节健全工作机制",
        "设“出题、竞标、试航”三个前后相接的环节",
        "按照出题、竞标、试航3个环环相扣的步骤推进",
        "明确了出题、竞标、试航三个首尾相连的环节",
    ],
)
def test_steps_with_words_on_their_order_before_the_noun(said: str) -> None:
    made = news(f"《方案》对入选场景{said}。")
    assert [tail for _, tail in made.edges("HAS_STEP")] == ["出题", "竞标", "试航"]
    assert made.edges("PRECEDES") == [("出题", "竞标"), ("竞标", "试航")]


LISTED = (
    "# 港湾场景上新\n\n市北区发布第二批港湾应用场景清单，推出场景58个。与以往相比，第二批港湾应用场景清单更看重复用。"
    "{said}今年3月发布的首批港湾应用场景清单共收录场景41个，首批清单已有12个落地。\n"
)
SECOND, FIRST = "第二批港湾应用场景清单", "首批港湾应用场景清单"


def test_a_list_by_its_batch_and_named_again() -> None:
    made = read(LISTED.format(said=""), "news.md")
    assert made.names("Mechanism") == [SECOND, FIRST]
    told = [r["text"] for r in made.rows("mentions") if r["label"] == "Mechanism"]
    assert sorted(told) == sorted([SECOND, SECOND, FIRST, "首批清单"])
    # A batch that is to come is the next one of the list.
    assert read("# 周报\n\n年底前，市北区发布首批港湾场景机会清单。\n", "news.md").names("Mechanism") == [
        "港湾场景机会清单"
    ]


@pytest.mark.parametrize(
    "said",
    [
        "第二批港湾应用场景清单设“出题、竞标、试航”三个环节。",
        "该清单明确了“出题、竞标、试航”三个环节。",
        "这份清单同时设置“出题、竞标、试航”三个前后相接的环节。",
    ],
)
def test_steps_of_a_list_of_scenarios(said: str) -> None:
    made = read(LISTED.format(said=said), "news.md")
    assert made.edges("HAS_STEP") == [(SECOND, "出题"), (SECOND, "竞标"), (SECOND, "试航")]


def test_rungs_that_a_plan_has_beside_its_list() -> None:
    made = news("《方案》提出，每季度公布港湾场景机会清单，形成“种子场景—样板场景—标杆场景”梯次格局。")
    assert {head for head, _ in made.edges("HAS_TIER")} == {"示例市港湾场景开放实施方案（2027—2029年）"}


@pytest.mark.parametrize(
    "said",
    [
        "建立港湾场景全周期推进机制，依次经过出题、竞标、试航三个环节",
        "建立港湾场景全周期推进机制，按照出题、竞标、试航三个环节推进",
    ],
)
def test_steps_of_a_mechanism(said: str) -> None:
    made = news(f"《方案》要求{said}。")
    assert {head for head, _ in made.edges("HAS_STEP")} == {"港湾场景全周期推进机制"}


@pytest.mark.parametrize("said", ["按种子场景、样板场景、标杆场景逐级晋升", "从种子场景、样板场景、标杆场景梯次培育"])
def test_rungs_that_end_alike(said: str) -> None:
    made = news(f"《方案》对入选场景，{said}。")
    assert made.edges("UPGRADES_TO") == [("种子场景", "样板场景"), ("样板场景", "标杆场景")]


def test_a_park_supported_with_what_describes_it_before_its_name() -> None:
    made = news("《方案》同时支持位于即墨区的样本海工产业园、位于崂山区的样本传感产业园扩容提质。")
    assert [tail for _, tail in made.edges("SUPPORTS")] == ["样本海工产业园", "样本传感产业园"]
    made = news("《方案》支持位于河套街道、由样本产城运营有限公司运营的样本机电产业园建设中试车间。")
    assert [tail for _, tail in made.edges("SUPPORTS")] == ["样本机电产业园"]
    # What stands behind a district's mark is the district's doing.
    assert news("\n\n●即墨区 支持位于田横镇的样本海工产业园扩建。").edges("SUPPORTS") == []


def test_a_fund_described_before_its_name() -> None:
    made = news("《方案》提出设立总规模20亿元、由市北区财政局牵头管理的样本港湾产业基金。")
    assert made.names("Mechanism") == ["样本港湾产业基金"]
    assert [tail for _, tail in made.edges("LED_BY")] == ["市北区财政局"]


def test_a_scenario_described_before_its_name() -> None:
    made = read(
        "# 场景上新\n\n清单已纳入样本重工有限公司提出、需用双臂协作机器人完成的“锻件柔性上料”等16项场景。\n", "n.md"
    )
    assert made.names("Scenario") == ["锻件柔性上料"]
    assert made.edges("OWNED_BY") == [("锻件柔性上料", "样本重工有限公司")]
    assert made.edges("DEMANDS") == [("锻件柔性上料", "双臂协作机器人")]
    assert made.edges("APPLIES") == []
    asked = "由样本港运有限公司提出需求、预算860万元的“集卡远程座舱”场景已经上线。"
    assert read(f"# 场景上新\n\n{asked}\n", "n.md").edges("OWNED_BY") == [("集卡远程座舱", "样本港运有限公司")]


def test_a_policy_in_a_headline_by_its_title_without_district_and_years() -> None:
    page = (
        "# 城阳区发布港湾场景培育行动计划\n\n## 行动计划分三步走\n\n近日，城阳区印发《城阳区港湾场景培育行动计划（2027—2029年）》"
        "（以下简称《行动计划》）。《行动计划》提出，建设港湾。\n"
    )
    told = [r["text"] for r in read(page, "news.md").rows("mentions") if r["label"] == "Policy"]
    # The bare kind in the second headline is a common noun.
    title = "城阳区港湾场景培育行动计划（2027—2029年）"
    assert sorted(told) == sorted(["港湾场景培育行动计划", title, "行动计划", "行动计划"])


def test_a_title_without_marks_is_whole_with_its_years() -> None:
    title = "城阳区港湾场景培育行动计划（2027—2029年）"
    page = f"# 港湾怎么建\n\n## {title}解读\n\n近日，城阳区印发《{title}》。\n"
    told = [r for r in read(page, "news.md").rows("mentions") if r["label"] == "Policy"]
    assert [(r["text"], r["form"]) for r in told] == [(title, "name")] * 2


def test_the_step_that_a_scenario_is_at_is_no_link() -> None:
    made = read(
        "# 场景上新\n\n“样本集卡远程座舱”场景由样本港运有限公司提出。眼下，该场景正处于测试验证环节。\n", "n.md"
    )
    assert made.edges("IN_PHASE") == [("样本集卡远程座舱", "测试验证")]
    assert made.names("ChainLink") == []


def test_who_runs_a_scenario_that_rose() -> None:
    made = read(
        "# 场景上新\n\n样本里院夜间观光场景已晋级为标杆场景，负责运行的样本鲸落文旅有限公司获评省级企业。\n", "n.md"
    )
    assert made.edges("APPLIES") == [("样本鲸落文旅有限公司", "样本里院夜间观光场景")]
