"""The scorer counts as the annotation rules say; figures worked out by hand."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from benchmarks.extraction import Annotated, Score, asked_of, score_document, score_folder, table

Line = dict[str, Any]


def entity(id: str, label: str, name: str) -> Line:
    return {"kind": "entity", "id": id, "label": label, "name": name}


def mention(entity: str, start: int, end: int, form: str = "name") -> Line:
    return {"kind": "mention", "entity": entity, "segments": [[start, end]], "text": "", "form": form}


def relation(type: str, head: str, tail: str, *, stated: bool = True) -> Line:
    return {"kind": "relation", "type": type, "head": head, "tail": tail, "stated": stated}


def indicator(value: float, subject: str | None, comparator: str = "eq") -> Line:
    return {
        "kind": "indicator",
        "value": value,
        "unit": "家",
        "comparator": comparator,
        "subject": subject,
        "indicator_kind": "actual",
    }


GOLD = [
    entity("P", "Park", "甲园"),
    entity("Z", "Zone", "乙区"),
    entity("C", "Company", "丙公司"),
    mention("P", 0, 2),
    mention("P", 10, 12, "alias"),
    mention("P", 30, 33, "nominal"),
    mention("Z", 4, 6),
    mention("C", 7, 10),
    relation("LOCATED_IN", "P", "Z"),
    relation("TENANT_OF", "C", "P"),
    relation("OPERATES", "C", "P", stated=False),
    indicator(20, "P", "gt"),
    indicator(5, "Z"),
]


def scored(found: list[Line], gold: list[Line] = GOLD) -> Score:
    score = Score()
    wanted = Annotated(gold)
    score_document(Annotated(found), wanted, asked_of([wanted]), score)
    return score


def tally(score: Score, kind: str, name: str) -> tuple[int, int, int]:
    found = score.tallies[kind, name]
    return found.right, found.made_up, found.missed


def test_the_annotation_itself_is_all_right() -> None:
    score = scored(GOLD)
    assert score.errors == []
    assert all(t.f1 == 1 for t in score.tallies.values())


def test_the_document_itself_is_the_same_thing_whatever_its_id() -> None:
    gold = [entity("P", "Policy", "甲计划"), mention("P", 0, 3), relation("REPORTS", "doc:p1", "P")]
    found = [entity("x", "Policy", "甲计划"), mention("x", 0, 3), relation("REPORTS", "name:Document:1", "x")]
    declared = [{"kind": "document", "id": "name:Document:1"}]
    assert tally(scored(declared + found, gold), "relation", "REPORTS") == (1, 0, 0)
    # Who reports is not forgiven: a policy that reports another is no document.
    other = [*found[:2], entity("y", "Policy", "乙计划"), relation("REPORTS", "y", "x")]
    assert tally(scored(declared + other, gold), "relation", "REPORTS") == (0, 1, 1)


def test_right_made_up_and_missed_are_told_apart() -> None:
    score = scored(
        [
            entity("x", "Park", "别名"),
            entity("y", "Zone", "乙区"),
            entity("w", "Zone", "丁区"),
            entity("t", "Technology", "不问"),
            mention("x", 0, 2),
            mention("x", 30, 33),  # nominal there: neither asked for nor punished
            mention("y", 4, 6),
            mention("w", 20, 22),
            mention("t", 40, 42),  # a label that the annotations do not hold
            relation("LOCATED_IN", "x", "y"),
            relation("LOCATED_IN", "x", "w"),
            relation("OPERATES", "x", "y", stated=False),
            indicator(20, "x", "gt"),
            indicator(5, "x"),
        ]
    )
    assert tally(score, "mention", "Park") == (1, 0, 1)
    assert tally(score, "mention", "Zone") == (1, 1, 0)
    assert tally(score, "mention", "Company") == (0, 0, 1)
    assert tally(score, "entity", "Park") == (1, 0, 0)
    assert tally(score, "entity", "Zone") == (1, 1, 0)
    assert tally(score, "relation", "LOCATED_IN") == (1, 1, 0)
    assert tally(score, "relation", "TENANT_OF") == (0, 0, 1)
    assert tally(score, "relation", "OPERATES") == (0, 0, 0)
    assert tally(score, "indicator", "value") == (1, 1, 1)
    zones = score.tallies["mention", "Zone"]
    assert (zones.precision, zones.recall, zones.f1) == (0.5, 1, pytest.approx(2 / 3))
    assert "| mention | all | 2 | 1 | 2 | 0.67 | 0.50 | 0.57 |" in table(score)


def test_a_span_one_character_off_is_wrong_and_names_join_entities() -> None:
    score = scored(
        [
            entity("x", "Park", "甲园"),
            mention("x", 0, 3),
            entity("C", "Company", "丙公司"),
            relation("TENANT_OF", "C", "x"),
        ]
    )
    assert tally(score, "mention", "Park") == (0, 1, 2)
    assert tally(score, "relation", "TENANT_OF") == (1, 0, 0)


def test_a_folder_is_read_and_checked(tmp_path: Path) -> None:
    text = "示例甲产业园位于市南区示例路1号。\n"
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    lines = [entity("p", "Park", "示例甲产业园"), {**mention("p", 0, 6), "text": "示例甲产业园"}]
    gold = tmp_path / "a.jsonl"
    gold.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    assert score_folder(tmp_path).tallies["mention", "Park"].recall == 1
    gold.write_text(json.dumps({**mention("p", 1, 6), "text": "示例甲产业园"}), encoding="utf-8")
    with pytest.raises(ValueError, match=r"a\.jsonl, line 1: the segments hold '例甲产业园'"):
        score_folder(tmp_path)
    (tmp_path / "a.txt").unlink()
    with pytest.raises(ValueError, match="0 documents of this name"):
        score_folder(tmp_path)


def test_a_magnitude_counts_the_same_in_the_unit_as_in_the_value() -> None:
    parts = {**indicator(2.6, "P"), "unit": "亿元"}, {**indicator(8.3, "P"), "unit": "万辆"}
    whole = {**indicator(260_000_000, "P"), "unit": "元"}, {**indicator(83_000, "P"), "unit": "辆"}
    park = [entity("P", "Park", "甲园"), mention("P", 0, 2)]
    tally = scored([*park, *whole], [*park, *parts]).tallies["indicator", "value"]
    assert (tally.right, tally.made_up, tally.missed) == (2, 0, 0)
    # 亿 with no unit behind it is a unit of its own.
    assert (
        scored([*park, {**indicator(1, "P"), "unit": "亿"}], [*park, indicator(1, "P")])
        .tallies["indicator", "value"]
        .missed
        == 1
    )
