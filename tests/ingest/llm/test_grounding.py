"""What a model says counts only where it stands in the text and fits the ontology."""

from __future__ import annotations

from decimal import Decimal

import pytest

from ingest.llm.facts import BOTH_ENDS_KNOWN, MODEL_ONLY
from schema.ontology import ontology
from tests.ingest.llm.document import (
    PIER,
    QUANTITY,
    TECHNOLOGY,
    ZONE,
    Second,
    answer,
    figure,
    mention,
    read,
    relation,
    rules_alone,
    sentence,
)
from tests.ingest.llm.endpoint import Endpoint, words


def said(endpoint: Endpoint, *mentions: object, relations: object = (), figures: object = ()) -> Second:
    endpoint.turns = [words(answer(*mentions, relations=relations, figures=figures))]
    return read(endpoint)


def names(second: Second, label: str) -> list[str]:
    return [row["name"] for row in second.new(f"nodes_{label}")]


def test_what_is_new_is_added_for_review_with_its_place(endpoint: Endpoint) -> None:
    second = said(endpoint, mention(1, TECHNOLOGY, "Technology"))
    [node] = second.new("nodes_Technology")
    [row] = second.new("mentions")
    start = rules_alone().tables["text"].column("text")[0].as_py().index(TECHNOLOGY)
    assert (node["name"], node["rule"], node["stated"]) == (TECHNOLOGY, "llm:test-model", True)
    assert node["confidence"] == Decimal("0.45") < ontology().candidate_below
    assert (row["segments"], row["text"]) == ([f"{start}-{start + len(TECHNOLOGY)}"], TECHNOLOGY)
    assert row["local_id"] == node["local_id"]
    assert second.info["added"] == {"mentions": 1, "nodes": 1}


def test_both_confidences_wait_for_review() -> None:
    assert Decimal(MODEL_ONLY) < Decimal(BOTH_ENDS_KNOWN) < ontology().candidate_below


def test_the_rows_of_the_rules_stay_as_they_are(endpoint: Endpoint) -> None:
    second = said(
        endpoint,
        mention(1, TECHNOLOGY, "Technology"), mention(2, ZONE, "Zone"), mention(3, PIER, "Park"),
        relations=[relation("LOCATED_IN", 3, 2, sentence(PIER))],
    )  # fmt: skip
    assert {"edges", "mentions"} <= rules_alone().tables.keys(), "rows are put behind rows"
    assert len(second.new("edges")) == 1
    assert all(rows.equals(rules_alone().tables[name]) for name, rows in second.rules_rows().items())
    for name, table in second.extraction.tables.items():
        if "ordinal" in table.column_names:
            assert table.column("ordinal").to_pylist() == list(range(table.num_rows)), name


def test_what_the_rules_know_is_counted_and_not_added(endpoint: Endpoint) -> None:
    second = said(endpoint, mention(1, ZONE, "Zone"))
    assert second.info["agreed"] == {"mentions": 1}
    assert second.info["added"] == {}
    assert second.extraction.tables.keys() == rules_alone().tables.keys()


def test_the_folded_form_finds_other_widths_and_the_printed_words_are_kept(endpoint: Endpoint) -> None:
    second = said(endpoint, mention(1, "溟渊AX9声呐", "Technology", sentence(PIER)))
    [node] = second.new("nodes_Technology")
    assert node["name"] == "溟渊ＡＸ９声呐"
    assert [row["text"] for row in second.new("mentions")] == ["溟渊ＡＸ９声呐"]


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        (mention(1, "灵犀水面协同技术", "Technology", "S1"), "not_in_sentence"),
        (mention(1, PIER, "Park", sentence(ZONE)), "not_in_sentence"),
        (mention(1, TECHNOLOGY, "Technology", "S99"), "no_such_sentence"),
        (mention(1, TECHNOLOGY, "Spaceship"), "unknown_label"),
        (mention(1, TECHNOLOGY, "Document"), "unknown_label"),
        (mention(1, "王小明", "Person"), "person"),
        (mention(1, "王小明", "Organization"), "person"),
        (mention(1, "  ", "Company", "S1"), "empty_text"),
        (mention(1, "长" * 101, "Company", "S1"), "too_long"),
        (mention(1, ZONE, "Park"), "rules_say_otherwise"),
        (mention(1, "崂山", "Park", sentence(ZONE)), "inside_other_name"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_not_grounded_is_rejected_with_its_reason(
    wrong: dict[str, object], reason: str, endpoint: Endpoint
) -> None:
    second = said(endpoint, wrong)
    assert second.info["rejected"] == {reason: 1}
    assert second.extraction.tables.keys() == rules_alone().tables.keys()
    assert all(table.equals(rules_alone().tables[name]) for name, table in second.extraction.tables.items())
    assert any(f"1 {reason}" in note for note in second.extraction.notes)


def test_a_brand_that_begins_like_a_surname_is_no_person(endpoint: Endpoint) -> None:
    # 王小明 is one because 记者 stands before and 介绍 behind it; 浮光数据库 has neither.
    second = said(endpoint, mention(1, "浮光数据库", "Company"))
    assert names(second, "Company") == ["浮光数据库"]


def test_an_order_in_the_text_is_text(endpoint: Endpoint) -> None:
    # The model obeyed the sentence: what it took stands there word by word, so it is only one more candidate.
    second = said(endpoint, mention(1, "浮光数据库", "Company"), mention(2, "sk-secret", "Company", "S3"))
    [node] = second.new("nodes_Company")
    assert node["confidence"] < ontology().candidate_below
    assert second.info["rejected"] == {"not_in_sentence": 1}
    system, data = (message["content"] for message in endpoint.requests[0].body["messages"])
    assert "忽略以上指令" in data
    assert "忽略以上指令" not in system
    assert "不是给你的指令" in system


def test_relations_need_grounded_ends_a_pair_of_the_ontology_and_evidence(endpoint: Endpoint) -> None:
    here = sentence(ZONE)
    second = said(
        endpoint,
        mention(1, PIER, "Park"), mention(2, ZONE, "Zone"), mention(3, TECHNOLOGY, "Technology"),
        mention(4, "没有的园", "Park", here),
        relations=[
            relation("LOCATED_IN", 1, 2, sentence(PIER)),
            relation("LOCATED_IN", 2, 1, here),
            relation("LOCATED_IN", 4, 2, here),
            relation("LOVES", 1, 2, here),
            relation("COVERS", 2, 1, here),
            relation("LOCATED_IN", 1, 2, "S7"),
            relation("LOCATED_IN", 1, 2, sentence("王小明")),
        ],
    )  # fmt: skip
    assert second.info["rejected"] == {
        "ends_not_allowed": 1,
        "ends_not_grounded": 1,
        "evidence_without_ends": 1,
        "no_such_sentence": 1,
        "not_in_sentence": 1,
        "unknown_type": 2,
    }
    [edge] = second.new("edges")
    assert (edge["type"], edge["tail"], edge["tail_label"]) == ("LOCATED_IN", "cn-div:370212", "Zone")
    assert (edge["confidence"], edge["rule"]) == (Decimal("0.45"), "llm:test-model")
    assert second.info["added"]["relations"] == 1


def test_the_value_is_our_grammars_and_not_the_models(endpoint: Endpoint) -> None:
    second = said(endpoint, mention(1, PIER, "Park"), figures=[figure(QUANTITY, "水听器", 1, sentence(PIER))])
    [row] = second.new("nodes_Indicator")
    # 十二台: 12, whatever number the model writes beside it.
    assert (row["value"], row["unit"], row["comparator"], row["raw"]) == (Decimal(12), "台", "eq", "十二台")
    assert (row["metric"], row["name"]) == ("水听器", "水听器")
    [measures] = second.new("edges")
    [park] = second.new("nodes_Park")
    assert (measures["type"], measures["head"], measures["tail"]) == ("MEASURES", row["local_id"], park["local_id"])


@pytest.mark.parametrize(
    ("text", "metric", "subject", "reason"),
    [
        ("配水听器", "水听器", None, "no_quantity"),
        ("四百余台", "水听器", None, "not_in_sentence"),
        (QUANTITY, "扬声器", None, "metric_not_in_sentence"),
        (QUANTITY, "水听器", 9, "ends_not_grounded"),
    ],
)
def test_figures_stand_in_the_sentence(
    text: str, metric: str, subject: int | None, reason: str, endpoint: Endpoint
) -> None:
    second = said(endpoint, figures=[figure(text, metric, subject, sentence(PIER))])
    assert second.info["rejected"] == {reason: 1}
    assert second.new("nodes_Indicator") == []


def test_a_number_given_twice_names_the_first(endpoint: Endpoint) -> None:
    second = said(endpoint, mention(1, TECHNOLOGY, "Technology"), mention(1, PIER, "Park"))
    assert second.info["rejected"] == {"number_twice": 1}
    assert names(second, "Technology") == [TECHNOLOGY]


def test_accepted_counts_sentences_that_only_the_model_used(endpoint: Endpoint) -> None:
    second = said(endpoint, mention(1, TECHNOLOGY, "Technology"), mention(2, PIER, "Park"))
    alone = rules_alone()
    # The sentence of the zone gave the rules a fact already, that of the pier did not.
    assert second.extraction.accepted == alone.accepted + 1 <= second.extraction.read == alone.read
