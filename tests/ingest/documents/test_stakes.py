"""Stakes that change hands, who builds a platform and who runs it."""

import pytest

from tests.ingest.documents.reading import read


@pytest.mark.parametrize(
    "said",
    [
        "出资6000万元，取得青岛灯塔科技有限公司24%的股权",
        "收购青岛灯塔科技有限公司51%股权",
        "斥资2亿元受让青岛灯塔科技有限公司的8%股份",
    ],
)
def test_who_takes_a_stake_holds_it(said: str) -> None:
    made = read(f"# 资本联手\n\n浙江航标科技有限公司宣布{said}。\n")
    assert made.edges("INVESTS_IN") == [("浙江航标科技有限公司", "青岛灯塔科技有限公司")]


@pytest.mark.parametrize(
    "said", ["拟出资6000万元，取得青岛灯塔科技有限公司24%的股权", "取得青岛灯塔科技有限公司的订单"]
)
def test_what_is_planned_or_no_stake_is_not(said: str) -> None:
    assert read(f"# 资本联手\n\n浙江航标科技有限公司{said}。\n").edges("INVESTS_IN") == []


def test_who_builds_a_platform_and_who_runs_it() -> None:
    made = read(
        "# 平台上线\n\n由市大数据局搭建的“灯塔通”服务平台将于明年3月上线，日常运营交给青岛航标场景运营有限公司。\n"
    )
    assert [tail for _, tail in made.edges("ESTABLISHES")] == ["“灯塔通”服务平台"]
    assert made.edges("OPERATES") == [("青岛航标场景运营有限公司", "“灯塔通”服务平台")]


@pytest.mark.parametrize(
    ("told", "heads"),
    [
        ("园区与胶东理工大学共建“芯匠”中试平台。", ["胶东理工大学"]),
        ("今年，基地同胶东理工大学签订合作协议，由校方牵头建设“芯匠”中试平台。", ["胶东理工大学"]),
        ("园区与胶东理工大学签约，由胶东理工大学牵头共建“芯匠”中试平台。", ["胶东理工大学"]),
        ("园区与胶东理工大学、滨海职业学院分别签约：前者共建“芯匠”中试平台。", ["胶东理工大学"]),
        ("青岛样本传动有限公司与胶东理工大学共建“芯匠”中试平台。", ["胶东理工大学"]),
        ("胶东理工大学的学生参观了企业自己建设的“芯匠”中试平台。", []),
    ],
)
def test_an_institute_that_builds_a_platform_with_others(told: str, heads: list[str]) -> None:
    made = read(f"# 校地合作\n\n{told}\n", "page.md")
    assert [head for head, tail in made.edges("ESTABLISHES") if "芯匠" in tail] == heads
