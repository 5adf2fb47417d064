"""What places bet on, and with what a trade is to be opened up."""

import pytest

from tests.ingest.documents.reading import read


@pytest.mark.parametrize(
    ("said", "tails"),
    [
        ("崂山区则把宝押在海洋药物和生物制品上", ["海洋药物和生物制品"]),
        ("崂山区将重心放在海洋药物和生物制品上", ["海洋药物和生物制品"]),
        ("崂山区把航标机器人、eVTOL作为灯塔产业链的突破口", ["航标机器人", "eVTOL"]),
        ("崂山区将航标机器人、灯塔传感器当作海上产业的切入点", ["航标机器人", "灯塔传感器"]),
        ("崂山区将目光投向市场，把重点放在服务上", []),
    ],
)
def test_what_is_bet_on_and_what_is_to_open_the_way(said: str, tails: list[str]) -> None:
    made = read(f"# 各区看点\n\n{said}。\n")
    assert len(made.edges("FOCUSES_ON")) == len(tails)


@pytest.mark.parametrize(
    ("said", "count"),
    [
        ("着力引进独角兽企业以及人工智能、低空经济领域链上企业", 2),
        ("面向重点城市开展链式招商，着力引进人工智能、低空经济领域链上企业", 2),
        ("大力招引人工智能产业链上下游企业", 1),
        ("去年已招引人工智能领域企业20家", 0),
        ("累计引进了低空经济领域企业", 0),
    ],
)
def test_trades_whose_firms_are_wanted_are_courted(said: str, count: int) -> None:
    made = read(
        "# 若干措施\n\n近日，青岛市印发《青岛市灯塔产业若干措施（2026—2028年）》。《若干措施》提出，" + said + "。\n"
    )
    wanted = [tail for _, tail in made.edges("COURTS") if "独角兽" not in tail]
    assert len(wanted) == count
    assert made.edges("FOCUSES_ON") == []
