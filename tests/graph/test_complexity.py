"""Complexity as an answer: what is shown, what is left out and why, and what plays no part."""

from __future__ import annotations

import json
from typing import Any

import pytest

from graph.analysis.complexity import complexity
from schema.pack_model import Packs
from tests.graph.small_reference import reference

ZONES = {"a": "甲区", "b": "乙区", "c": "丙区"}
LINKS = ("x", "y", "z")
# The table of test_complexity_indexes: a is on x and y, b on y and z, c on z.
COUNTS = {("a", "x"): 4, ("a", "y"): 4, ("b", "y"): 4, ("b", "z"): 4, ("c", "z"): 4}


def numbers(answer: dict[str, Any]) -> list[dict[str, Any]]:
    """Items without the names of things."""
    return [{k: v for k, v in item.items() if k not in ("zone", "link")} for item in answer["items"]]


def test_cells_have_the_tables_numbers(qingdao: Packs) -> None:
    answer = complexity(reference(COUNTS, zones=ZONES, links=LINKS), qingdao.thresholds)
    assert answer["total"] == 9
    found = {(i["zone_id"], i["link_id"]): i for i in answer["items"]}
    assert found["a", "x"]["location_quotient"] == pytest.approx(2.5)
    assert (found["a", "z"]["companies"], found["a", "z"]["location_quotient"]) == (0, 0)
    assert found["a", "z"]["density"] == pytest.approx(1 / 3)
    assert found["a", "x"]["small"] is True
    assert found["a", "z"]["small"] is False
    said = "".join(answer["basis"]["warnings"])
    assert "只有 3 个区市" in said
    assert "5 个单元格企业少于 5 家" in said


def test_indexes_by_zone_link_and_pair(qingdao: Packs) -> None:
    made = reference(COUNTS, zones=ZONES, links=LINKS)
    zones = complexity(made, qingdao.thresholds, by="zone")["items"]
    assert [z["diversity"] for z in zones] == [2, 2, 1]
    assert zones[0]["economic_complexity_index"] > zones[1]["economic_complexity_index"]
    links = complexity(made, qingdao.thresholds, by="link")["items"]
    assert [(k["link_id"], k["ubiquity"]) for k in links] == [("x", 1), ("y", 2), ("z", 2)]
    pairs = complexity(made, qingdao.thresholds, by="pair")["items"]
    assert [(p["link_id"], p["other_id"], p["zones"], p["proximity"]) for p in pairs] == [
        ("x", "y", 1, 0.5),
        ("y", "z", 1, 0.5),
    ]


def test_another_name_changes_no_number(qingdao: Packs) -> None:
    one = complexity(reference(COUNTS, zones=ZONES, links=LINKS), qingdao.thresholds)
    two = complexity(reference(COUNTS, zones={"a": "新区", "b": "阿", "c": ""}, links=LINKS), qingdao.thresholds)
    assert numbers(one) == numbers(two)


def test_the_order_of_what_is_given_changes_nothing(qingdao: Packs) -> None:
    one = reference(COUNTS, zones=ZONES, links=LINKS)
    back = reference(dict(reversed(COUNTS.items())), zones=dict(reversed(ZONES.items())), links=tuple(reversed(LINKS)))
    for by in (None, "zone", "link", "pair"):
        assert complexity(one, qingdao.thresholds, by=by) == complexity(back, qingdao.thresholds, by=by)


def test_double_counts_leave_the_quotients(qingdao: Packs) -> None:
    one = complexity(reference(COUNTS, zones=ZONES, links=LINKS), qingdao.thresholds)["items"]
    two = complexity(
        reference({key: 2 * n for key, n in COUNTS.items()}, zones=ZONES, links=LINKS), qingdao.thresholds
    )["items"]
    for key in ("location_quotient", "density", "relatedness"):
        assert [i[key] for i in one] == [i[key] for i in two]


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        ({}, "没有企业落在任何区市"),
        ({("a", "x"): 3, ("a", "y"): 1}, "没有可比对象"),
        ({(z, k): 7 for z in ZONES for k in LINKS}, "完全相同"),
        ({("a", "x"): 5, ("b", "y"): 5}, "互不相连"),
        ({("a", "x"): 4, ("a", "y"): 1, ("b", "x"): 1, ("b", "y"): 4}, "互不相连"),
    ],
)
def test_bad_tables_are_said_in_words_and_give_no_nan(
    counts: dict[tuple[str, str], int], said: str, qingdao: Packs
) -> None:
    made = reference(counts, zones=ZONES, links=LINKS)
    for by in (None, "zone", "link", "pair"):
        answer = complexity(made, qingdao.thresholds, by=by)
        assert said in "".join(answer["basis"]["warnings"])
        json.dumps(answer, allow_nan=False)
    if 0 < len(counts) < 9:
        assert complexity(made, qingdao.thresholds, by="zone")["items"][0]["economic_complexity_index"] is None


def test_empty_rows_and_columns_are_named(qingdao: Packs) -> None:
    answer = complexity(reference({("a", "x"): 4, ("b", "x"): 9}, zones=ZONES, links=LINKS), qingdao.thresholds)
    assert answer["total"] == 2
    assert any("丙区没有计入任何企业" in w for w in answer["basis"]["warnings"])
    assert any("环节y、环节z环节在所有区域都没有企业" in w for w in answer["basis"]["warnings"])


def test_capital_that_is_not_known_counts_nothing_and_is_said(qingdao: Packs) -> None:
    made = reference(
        {("a", "x"): 1, ("a", "y"): 1, ("b", "x"): 1, ("b", "y"): 2},
        zones=ZONES,
        links=LINKS,
        capital={("a", "x"): 30.0, ("a", "y"): None, ("b", "x"): 10.0, ("b", "y"): 20.0},
    )
    answer = complexity(made, qingdao.thresholds, measure="capital")
    found = {(i["zone_id"], i["link_id"]): i["location_quotient"] for i in answer["items"]}
    # Rows 30 and 30, columns 40 and 20, total 60.
    assert found == {("a", "x"): 1.5, ("a", "y"): 0, ("b", "x"): 0.5, ("b", "y"): 2}
    assert any("1 个单元格的企业都没有可换算为人民币的注册资本" in w for w in answer["basis"]["warnings"])
