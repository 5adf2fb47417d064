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
