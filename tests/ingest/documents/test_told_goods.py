"""Goods that a firm is told by: what it is good at, turns out, has on its line or sends out."""

import pytest

from tests.ingest.documents.reading import read

FIRM = "青岛灯塔电气股份有限公司"
OTHER = "青岛岸石船舶有限公司"


def offered(body: str) -> list[tuple[str, str]]:
    return read(f"# 企业见闻\n\n{body}\n").edges("OFFERS")


@pytest.mark.parametrize(
    "said",
    [
        f"{FIRM}最拿手的是航标变流器。",
        f"{FIRM}卖得最好的要数航标变流器。",
        f"{FIRM}的看家本领是造航标变流器。",
        f"航标变流器是{FIRM}的招牌。",
        f"{FIRM}靠一款航标变流器起家。",
        f"{FIRM}凭一套航标变流器胜出，合同价两百万元。",
        f"{FIRM}每年可下线航标变流器2000套。",
        f"{FIRM}做灯具做了十年，航标变流器在国内的市场份额接近三成。",
        f"{FIRM}的航标变流器在国内的市场占有率已居首位。",
        f"{FIRM}的航标变流器已装上{OTHER}的货船。",
        f"{FIRM}的车间里，一台台航标变流器正在打包。",
        f"走进{FIRM}，工人正在装配航标变流器。",
        f"{FIRM}带着航标变流器前来应标。",
        f"码头换上了导航雷达和航标变流器，均由{FIRM}提供。",
        f"码头装上了导航雷达和航标变流器。两样设备都出自{FIRM}。",
        f"{FIRM}交付了第100台航标变流器。",
    ],
)
def test_a_good_is_of_the_firm_told_by_it(said: str) -> None:
    assert (FIRM, "航标变流器") in offered(said)


def test_what_is_turned_out_by_the_tonne_is_a_good_whatever_it_is_called() -> None:
    assert offered(f"{FIRM}每年产出海藻酸钠8000吨。") == [(FIRM, "海藻酸钠")]
    assert offered(f"{FIRM}每年产出各类零部件80万件。") == []


def test_a_system_called_by_its_own_name_is_known_by_it() -> None:
    assert offered(f"这套名为“望潮”的调度系统，由{FIRM}开发。") == [(FIRM, "望潮")]


def test_kinds_of_matter_and_of_goods_of_three_characters_are_products() -> None:
    assert (FIRM, "洗碗机") in offered(f"{FIRM}的洗碗机卖到了海外。")
    assert (FIRM, "海带裂解酶") in offered(f"{FIRM}研制的海带裂解酶通过了验收。")


@pytest.mark.parametrize(
    "said",
    [
        f"{FIRM}的航标变流器项目明年投产，年产航标变流器2000套。",
        f"{FIRM}最缺的是航标变流器。",
        f"{FIRM}没有带着航标变流器前来参展。",
        f"航标变流器将由{FIRM}提供。",
        f"到场的有{FIRM}、做航标变流器的海岩碳材。",
    ],
)
def test_what_is_wanted_planned_or_anothers_is_not_the_firms(said: str) -> None:
    assert (FIRM, "航标变流器") not in offered(said)


@pytest.mark.parametrize(
    ("said", "goods"),
    [
        ("青岛样条密封有限公司只有90人，靠着舷窗密封条打进了几家船厂的供应商名录。", ["舷窗密封条"]),
        ("做船用空调起家的青岛样冷科技有限公司去年搬来。", ["船用空调"]),
        ("青岛样巡科技有限公司把水下巡检机器人开进了三座水库。", ["水下巡检机器人"]),
        ("青岛样膜材料有限公司扩产，产品可用于光伏胶膜。", []),
        ("青岛样船重工有限公司把焊接机器人搬进了总装车间。", []),
        ("青岛样船重工有限公司请来供应商三十家。", []),
    ],
)
def test_goods_by_which_a_firm_gets_somewhere(said: str, goods: list[str]) -> None:
    assert [good for _, good in read(f"# 样例新闻\n\n{said}\n", "page.md").edges("OFFERS")] == goods
