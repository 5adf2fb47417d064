"""Groups of a plan's actions with their rows, marks that name what they count, what is left of the tasks, fronts."""

from __future__ import annotations

import pytest

from tests.ingest.documents.reading import Read, read

PLAN = "示例市渔港场景开放实施方案（2027—2029年）"


def news(body: str) -> Read:
    return read(f"# 渔港开场景\n\n近日，示例市印发《{PLAN}》（以下简称《方案》）。{body}\n", "page.md")


def parts(made: Read, whole: str) -> list[str]:
    return [head for head, tail in made.edges("PART_OF") if tail == whole]


@pytest.mark.parametrize(
    "body",
    [
        "\n\n《方案》分三组任务推进。\n\n泊位组，包括泊位改造、岸电接入两项行动。货物组设三项行动，即冷链监测行动、扫码交易行动、网上拍卖行动。"
        "渔民组只有两项：直播带货行动，由市商务局牵头；渔家乐升级行动，依托渔村实施。",
        "泊位改造、岸电接入两项行动归入泊位组，冷链监测行动、扫码交易行动和网上拍卖行动列入货物组；直播带货行动、渔家乐升级行动编入渔民组。",
    ],
)
def test_groups_told_with_their_rows(body: str) -> None:
    made = news(body)
    assert parts(made, PLAN) == ["泊位组", "货物组", "渔民组"]
    assert [name.removesuffix("行动") for name in parts(made, "泊位组")] == ["泊位改造", "岸电接入"]
    assert parts(made, "货物组") == ["冷链监测行动", "扫码交易行动", "网上拍卖行动"]
    assert parts(made, "渔民组") == ["直播带货行动", "渔家乐升级行动"]


def test_boards_and_chapters_are_groups_as_well() -> None:
    made = news("供给篇有泊位改造、岸电接入两项任务，需求篇则含冷链监测、扫码交易、网上拍卖三项任务。")
    assert parts(made, PLAN) == ["供给篇", "需求篇"]
    made = news("强港板块下设泊位改造行动、岸电接入行动；富民板块由直播带货行动、渔家乐升级行动组成。")
    assert parts(made, "富民板块") == ["直播带货行动", "渔家乐升级行动"]


@pytest.mark.parametrize(
    "body",
    [
        "《方案》分四组任务推进。\n\n泊位组包括泊位改造、岸电接入两项行动。货物组设冷链监测行动、扫码交易行动。",
        "专家组包括渔业、港口两类专家，工作组设在市海洋发展局。",
        "泊位组包括甲码头、乙码头，货物组有冷库、渔船。",
    ],
)
def test_groups_that_are_not_all_told_or_hold_no_actions(body: str) -> None:
    assert not [name for name in news(body).names("ActionArea") if name.endswith("组")]


FOUR = ["做强渔港设施", "做优渔货服务", "做活渔村旅游", "做实渔民保障"]


@pytest.mark.parametrize(
    "marks",
    [
        ("第一个方面是", "第二个方面是", "第三个方面是", "第四个方面则是"),
        ("一曰", "二曰", "三曰", "四曰"),
        ("任务之一，", "任务之二，", "任务之三，", "任务之四，"),
        ("其一为", "其二为", "其三为", "其四为"),
    ],
)
@pytest.mark.parametrize("between", ["。", "，新建码头2座。", "。\n\n"])
def test_marks_of_what_was_counted_above(marks: tuple[str, ...], between: str) -> None:
    said = between.join(mark + name for mark, name in zip(marks, FOUR, strict=True))
    assert parts(news(f"《方案》共有四项任务、16条举措。\n\n{said}。"), PLAN) == FOUR


def test_what_is_left_of_the_tasks_stands_in_a_row() -> None:
    body = (
        "《方案》安排六项任务，其中三项面向渔民。\n\n一曰泊位提档。二曰渔旅融合。三曰银发出海，覆盖海上康养、适老码头、渔村助餐3个方面。"
        "\n\n其余三项属于幕后工作，即供给创新、数智赋能、环境优化。数智赋能任务由市大数据局牵头。"
    )
    made = news(body)
    assert parts(made, PLAN) == ["泊位提档", "渔旅融合", "银发出海", "供给创新", "数智赋能", "环境优化"]
    assert parts(made, "银发出海") == ["海上康养", "适老码头", "渔村助餐"]
    assert not parts(news(body.replace("六项任务", "八项任务")), PLAN)


def test_sentences_that_open_with_a_front() -> None:
    body = "《方案》从三个方面发力。\n\n在做强龙头方面，支持并购。在做大港群方面，新建泊位。在做优服务方面，推行帮办。"
    assert parts(news(body), PLAN) == ["做强龙头", "做大港群", "做优服务"]
    assert not parts(news(body.replace("三个方面", "五个方面")), PLAN)


def test_an_action_told_of_again_behind_the_last_mark_has_the_aspects() -> None:
    made = news(
        "《方案》有三大行动。一是渔港更新行动，二是渔货溯源行动，三是渔民增收行动。渔港更新行动涉及泊位改造、岸电接入两个方面。"
    )
    assert parts(made, "渔港更新行动") == ["泊位改造", "岸电接入"]
    assert parts(made, "渔民增收行动") == []
