"""Parks that head a paragraph or lie in a district told of before: place, weight, operator, tenants, projects there."""

import pytest

from tests.ingest.documents.reading import Read, read


def page(body: str) -> Read:
    return read(f"# 园区动态\n\n{body}\n")


def test_what_stands_behind_a_parks_head_is_said_of_it() -> None:
    made = page(
        "（一）云杉智造产业园。坐落于灯塔湾街道，聚焦灯塔制造、航标维护两大产业，由区属国企青岛禾木城市开发集团有限公司建设运营。"
        "入园企业中，青岛锐步传动科技有限公司专做齿轮箱；山东砺山电气股份有限公司产值7亿元。"
    )
    assert made.edges("LOCATED_IN") == [("云杉智造产业园", "灯塔湾街道")]
    assert made.edges("FOCUSES_ON") == [("云杉智造产业园", "灯塔制造"), ("云杉智造产业园", "航标维护")]
    assert made.edges("OPERATES") == [("青岛禾木城市开发集团有限公司", "云杉智造产业园")]
    assert [firm for firm, _ in made.edges("TENANT_OF")] == ["青岛锐步传动科技有限公司", "山东砺山电气股份有限公司"]


def test_a_firm_that_heads_a_paragraph_lies_there_itself() -> None:
    made = page("云杉智造产业园已经建成。\n\n青岛锐步传动科技有限公司。位于灯塔湾街道，产值7亿元。")
    assert ("云杉智造产业园", "灯塔湾街道") not in made.edges("LOCATED_IN")


@pytest.mark.parametrize("said", ["位于该区的", "坐落于该区的", "区内的", "辖区内的"])
def test_a_park_lies_in_the_district_told_of_before(said: str) -> None:
    made = page(f"崂山区数字经济增加值498亿元。规上企业有60家，{said}云杉智造产业园新增面积7万平方米。")
    assert [park for park, _ in made.edges("LOCATED_IN")] == ["云杉智造产业园"]


def test_a_park_of_the_whole_city_lies_in_no_district() -> None:
    assert page("青岛市工业总产值2318亿元。市内的云杉智造产业园新增面积7万平方米。").edges("LOCATED_IN") == []


def test_projects_begun_in_parks_are_there_each_of_its_own_part() -> None:
    made = page(
        "推动总投资9亿元的灯塔电机总装项目落户云杉智造产业园；推动航标机器人制造项目在禾木科技园开工；灯塔检测中心项目论证会在砺山产业园举行。"
    )
    assert made.edges("LOCATED_IN") == [
        ("灯塔电机总装项目", "云杉智造产业园"),
        ("航标机器人制造项目", "禾木科技园"),
    ]


def test_who_is_backed_puts_the_weight_and_beside_the_old_stands_the_new() -> None:
    made = page(
        "第一条。支持即墨经济开发区在巩固灯塔制造产业优势的基础上，大力发展航标机器人产业；支持云杉智造产业园聚焦海图测绘产业，着力补齐测深仪、声呐等环节。"
    )
    focus = made.edges("FOCUSES_ON")
    assert {tail for head, tail in focus if head == "云杉智造产业园"} == {"海图测绘", "测深仪", "声呐"}
    assert {tail for head, tail in focus if head != "云杉智造产业园"} == {"灯塔制造", "航标机器人产业"}


def test_industries_that_an_action_focuses_on_are_no_aspects() -> None:
    made = read(
        "# 三大行动\n\n青岛市印发《青岛市绿色灯塔发展行动方案（2027—2029年）》，部署三大行动。产业升级行动聚焦智能家电、海洋装备和人工智能；"
        "灯塔点亮行动聚焦码头、船舶两个方面；灯塔惠民行动面向看病、上学两个领域。\n"
    )
    parts = made.edges("PART_OF")
    assert [one for one, whole in parts if whole == "产业升级行动"] == []
    assert [one for one, whole in parts if whole == "灯塔点亮行动"] == ["码头", "船舶"]
    assert len([head for head, _ in made.edges("FOCUSES_ON") if head == "产业升级行动"]) == 3


@pytest.mark.parametrize("said", ["是经省级认定的专精特新企业", "是经认定的专精特新企业", "是一家经备案的专精特新企业"])
def test_a_firm_holds_what_it_was_found_to_be(said: str) -> None:
    assert page(f"青岛锐步传动科技有限公司专做齿轮箱，{said}。").edges("CERTIFIED_AS") == [
        ("青岛锐步传动科技有限公司", "专精特新企业")
    ]
