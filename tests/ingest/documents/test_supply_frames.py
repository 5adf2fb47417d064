"""Who supplies whom without a verb of supplying; firms behind their kind; short forms that a listed name begins."""

from __future__ import annotations

import pytest

from tests.ingest.documents.reading import Read, read

SELLER, BUYER, OTHER = "青岛样酶生物科技有限公司", "烟台样糖食品有限公司", "济南样药制药有限公司"


def page(body: str) -> Read:
    return read(f"# 样例新闻一则\n\n{body}\n", "page.md")


@pytest.mark.parametrize(
    "body",
    [
        f"{SELLER}的客户名单里，既有{BUYER}，也有{OTHER}。",
        f"{SELLER}今年满产。公司的客户中，{BUYER}、{OTHER}排在前列。",
        f"{SELLER}的产品先后卖到了{BUYER}和{OTHER}。",
        f"{SELLER}既供{BUYER}，又供应{OTHER}。",
    ],
)
def test_customers_in_a_list_are_supplied(body: str) -> None:
    assert set(page(body).edges("SUPPLIES")) == {(SELLER, BUYER), (SELLER, OTHER)}


@pytest.mark.parametrize(
    "body",
    [
        f"{SELLER}拿下{BUYER}的酶制剂订单。",
        f"{SELLER}接到{BUYER}发来的200吨订单。",
        f"{BUYER}成了{SELLER}的头号买家。",
        f"{BUYER}选用了{SELLER}的检测设备。",
        f"{BUYER}每月从楼下的{SELLER}采购酶制剂3吨。",
        f"{SELLER}除了零售，还向烟台的食品厂家{BUYER}供货。",
        f"{SELLER}与位于莱山区的{BUYER}签下首单，每年为其供应酶制剂60吨。",
    ],
)
def test_one_supplies_the_other(body: str) -> None:
    assert page(body).edges("SUPPLIES") == [(SELLER, BUYER)]


@pytest.mark.parametrize(
    "body",
    [
        f"{SELLER}计划拿下{BUYER}的酶制剂订单。",
        f"{SELLER}的客户名单里还没有大厂，{BUYER}也没有下单。",
        f"{SELLER}收到{BUYER}的贺信。",
        f"{SELLER}选择了{BUYER}作为伙伴。",
    ],
)
def test_what_is_wanted_or_no_sale_gives_none(body: str) -> None:
    assert page(body).edges("SUPPLIES") == []


def test_a_firm_begins_behind_the_kind_it_is_of() -> None:
    made = page("公司向徐州的换电重卡厂家徐州样擎汽车有限公司供货，离青岛样湖研究院不远。")
    assert made.names("Company") == ["徐州样擎汽车有限公司"]
    assert made.names("Organization") == ["青岛样湖研究院"]


def test_a_listed_name_that_begins_a_firms_short_form_is_no_firm_of_its_own() -> None:
    text = "# 甲\n\n北汽样河新能源汽车有限公司去年投产。\n\n# 乙\n\n五分钟后货车抵达北汽样河的总装线。\n"
    made = read(text, "page.md")
    assert made.names("Company") == ["北汽样河新能源汽车有限公司"]
    assert [m["text"] for m in made.rows("mentions") if m["label"] == "Company"][1:] == ["北汽样河"]
    assert page("五分钟后货车抵达北汽的总装线。").names("Company") == ["北汽"]


def test_works_are_firms_called_by_their_place() -> None:
    made = page("山东样岛发电厂昨天并网，城市热电厂同步检修。")
    assert made.names("Company") == ["山东样岛发电厂"]


def test_what_is_counted_is_no_firm() -> None:
    made = page("青岛润样科技有限公司去年投产。项目采用了8000支润样膜组件。")
    assert [m["text"] for m in made.rows("mentions") if m["label"] == "Company"] == ["青岛润样科技有限公司"]
