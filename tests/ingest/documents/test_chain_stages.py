"""Links by their place in a chain or their share of it, and systems of industries by their numbers."""

import pytest

from tests.ingest.documents.reading import Read, read


def news(body: str) -> Read:
    return read(f"# 海州产业观察\n\n{body}\n", "news.md")


@pytest.mark.parametrize(
    "said",
    [
        "海洋声呐产业链，上游的压电陶瓷、水密接头，中游的换能器，下游的渔群探测、航道测绘，都能找到本地企业。",
        "一条海洋声呐产业链上，上游是压电陶瓷、水密接头，中游有换能器，下游则是渔群探测和航道测绘。",
        "海洋声呐产业链上游压电陶瓷、水密接头，中游换能器，下游渔群探测、航道测绘均已落地。",
    ],
)
def test_what_lies_upstream_of_what(said: str) -> None:
    made = news(f"海州做强海洋声呐产业。{said}")
    ends = {"渔群探测", "航道测绘"}
    assert set(made.names("ChainLink")) == {"压电陶瓷", "水密接头", "换能器", *ends}
    assert set(made.edges("UPSTREAM_OF")) == {
        ("压电陶瓷", "换能器"),
        ("水密接头", "换能器"),
        *(("换能器", end) for end in ends),
    }
    assert {tail for _, tail in made.edges("PART_OF")} == {"海洋声呐"}


def test_firms_upstream_and_downstream_are_no_links() -> None:
    made = news("上游的青岛样甲陶瓷有限公司、下游的青岛样乙测绘有限公司都在园区。上游企业多，下游客户少。")
    assert made.names("ChainLink") == []


def test_links_whose_share_of_an_industry_is_told() -> None:
    made = news("虚拟现实产业实现营业收入90亿元，其中光波导镜片40亿元、手柄组装30亿元、内容与服务20亿元。")
    assert set(made.names("ChainLink")) == {"光波导镜片", "手柄组装", "内容与服务"}
    assert len(made.edges("PART_OF")) == 3


@pytest.mark.parametrize(
    "said",
    [
        "虚拟现实产业实现营业收入90亿元，其中出口40亿元、内销50亿元。",
        "虚拟现实产业实现营业收入90亿元，其中崂山区40亿元、即墨区50亿元。",
        "全市实现营业收入90亿元，其中光波导镜片40亿元、手柄组装30亿元。",
    ],
)
def test_shares_of_markets_and_places_are_no_links(said: str) -> None:
    assert news(said).names("ChainLink") == []


@pytest.mark.parametrize(
    "said",
    [
        "“3+1”海上产业体系，即做优渔业装备、海缆制造、船员培训服务3个优势产业，前瞻布局深海采矿1个未来产业。",
        "“3+1”海上产业体系里，渔业装备、海缆制造、船员培训服务为优势产业，深海采矿为未来产业。",
    ],
)
def test_a_system_and_its_members(said: str) -> None:
    made = news(f"这得益于{said}")
    assert made.names("IndustrySystem") == ["“3+1”海上产业体系"]
    assert set(made.edges("PART_OF")) == {
        (member, "“3+1”海上产业体系") for member in ("渔业装备", "海缆制造", "船员培训服务", "深海采矿")
    }
    tiers = {r["tier"] for r in made.rows("edges") if r["type"] == "PART_OF"}
    assert tiers == {"优势", "未来"}
    assert "未来产业" not in [r["text"] for r in made.rows("mentions")]


def test_rows_of_other_lengths_are_no_members() -> None:
    made = news("海州构建“3+1”海上产业体系，做优渔业装备、海缆制造2个优势产业。")
    assert made.edges("PART_OF") == []


def test_an_industry_of_our_system() -> None:
    made = news("船舶海工是我市“4+1”海上产业体系中的优势产业。")
    assert [tail for _, tail in made.edges("PART_OF")] == ["“4+1”海上产业体系"]
    assert made.edges("HAS_INDUSTRY") == [("cn-div:370200", "“4+1”海上产业体系")]


def test_an_industry_called_by_more_than_a_pack_does() -> None:
    made = news("崂山样本产业园主攻深海智能装备产业。深海智能装备产业链正在成形。")
    said = [r["text"] for r in made.rows("mentions") if r["label"] == "Industry"]
    assert said == ["深海智能装备产业", "深海智能装备"]
    assert len(made.names("Industry")) == 1


@pytest.mark.parametrize(
    "said",
    [
        "上游聚焦电解槽，中游做强储氢瓶，下游拓展燃料电池客车。",
        "形成上游电解槽、中游储氢瓶、下游燃料电池客车的完整链条。",
        "从上游的电解槽、中游的储氢瓶到下游的燃料电池客车，都有企业布局。",
        "向上游延伸至电解槽，向中游拓展到储氢瓶，向下游延伸到燃料电池客车。",
    ],
)
def test_stages_in_other_words(said: str) -> None:
    made = read(f"# 示例市氢能走访\n\n胶州市的氢能产业{said}\n", "page.md")
    assert made.edges("UPSTREAM_OF") == [("电解槽", "储氢瓶"), ("储氢瓶", "燃料电池客车")]


def test_stages_of_a_trade_joined_by_dashes_are_links_and_steps_are_not() -> None:
    made = read("# 示例市走访\n\n平度市橡胶轮胎产业形成“天然橡胶—炼胶—轮胎制造—轮胎回收”的完整产业链条。\n", "page.md")
    assert made.edges("UPSTREAM_OF") == [("天然橡胶", "炼胶"), ("炼胶", "轮胎制造"), ("轮胎制造", "轮胎回收")]
    assert {head for head, _ in made.edges("PART_OF")} == {"天然橡胶", "炼胶", "轮胎制造", "轮胎回收"}
    steps = read(
        "# 青岛市场景培育行动方案（2026—2028年）\n\n建立场景“需求征集—揭榜对接—验证推广”全链条机制。推动教育链—人才链—产业链—创新链融合。\n",
        "plan.md",
    )
    assert steps.names("ChainLink") == []
    assert "人才链" not in steps.names("LifecyclePhase")
