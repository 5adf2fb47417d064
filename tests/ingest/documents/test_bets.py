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
