"""Who gives up a place for a scenario, who comes to try it, and what it asks for in words of what that can do."""

import pytest

from tests.ingest.documents.reading import read

FISH, ROBOT, EYE = "青岛海钓渔业有限公司", "青岛灵鱼机器人有限公司", "济南见微科技有限公司"


def _page(*sentences: str) -> str:
    return "# 样例新闻\n\n" + "".join(sentences) + "\n"


@pytest.mark.parametrize(
    "words",
    [
        f"{FISH}拿出城阳的6口养殖池，开放“鱼群计数”场景。",
        f"{FISH}把一片海域让出来，作为“鱼群计数”场景对外揭榜。",
        f"{FISH}将一间车间交出来，设为“鱼群计数”场景。",
        f"{FISH}养了20年鱼。为此，公司腾出两口池，推出“鱼群计数”场景。",
        f"“鱼群计数”场景的考官是{FISH}。",
    ],
)
def test_who_gives_up_a_place_for_a_scenario_owns_it(words: str) -> None:
    made = read(_page(words), "page.md")
    assert made.edges("OWNED_BY") == [("鱼群计数", FISH)]
    assert not made.edges("APPLIES")


@pytest.mark.parametrize(
    "words",
    [
        f"前来测试的有两家。{ROBOT}派出水下机器人，下水30天。另一家{EYE}的样机中途退出。",
        f"进场试的是{ROBOT}和{EYE}。",
        f"{ROBOT}与{EYE}同台比试，最终前者胜出。",
        f"先后有两家上门应考，分别是{ROBOT}和{EYE}。",
        f"主人请来{ROBOT}和{EYE}打擂台。",
        f"{ROBOT}和{EYE}展开对决。",
        f"考生是{ROBOT}和{EYE}。",
    ],
)
def test_who_comes_to_try_a_scenario_serves_it(words: str) -> None:
    made = read(_page(f"{FISH}开放“鱼群计数”场景。", words), "page.md")
    assert set(made.edges("APPLIES")) == {(ROBOT, "鱼群计数"), (EYE, "鱼群计数")}
    assert made.edges("OWNED_BY") == [("鱼群计数", FISH)]


def test_who_brings_its_goods_where_the_scenario_is_serves_it() -> None:
    made = read(_page(f"{FISH}开放“鱼群计数”场景。{ROBOT}拿来声呐计数仪，每天下水两次。"), "page.md")
    assert made.edges("APPLIES") == [(ROBOT, "鱼群计数")]
    assert made.edges("OFFERS") == [(ROBOT, "声呐计数仪")]


@pytest.mark.parametrize(
    "words",
    [
        f"{FISH}计划拿出一口池，开放“鱼群计数”场景。{ROBOT}将进场测试。",
        f"市发展改革委发布“鱼群计数”和“网衣清洗”两个场景。{ROBOT}拿来声呐计数仪。",
        f"{FISH}开放“鱼群计数”场景。{FISH}派出专人值守。",
    ],
)
def test_what_is_planned_or_told_of_several_serves_none(words: str) -> None:
    assert not read(_page(words), "page.md").edges("APPLIES")


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("需求很直白：要一套看得准、装得下的机器视觉检测系统", ["机器视觉检测系统"]),
        ("希望找到能在浑水里看清网衣的水下机器人和图像识别算法", ["水下机器人", "图像识别算法"]),
        ("寻找耐得住低温、跑得稳的盘点机器人", ["盘点机器人"]),
    ],
)
def test_what_a_wanted_thing_can_do_is_no_part_of_its_name(words: str, wanted: list[str]) -> None:
    made = read(_page(f"“鱼群计数”场景由{FISH}出题，{words}。"), "page.md")
    assert [tail for _, tail in made.edges("DEMANDS")] == wanted


def test_where_the_works_lie_that_are_given_up() -> None:
    made = read(_page(f"{FISH}腾出龙泉街道工厂的两条产线，推出“鱼群计数”场景。"), "page.md")
    assert set(made.edges("LOCATED_IN")) == {("鱼群计数", "cn-div:370215006"), (FISH, "cn-div:370215006")}
