"""The ontology file: what it promises, what it refuses, and the page made from it."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from schema.errors import OntologyError
from schema.ontology import PROPERTY_TYPES, ontology, parse_ontology
from schema.ontology_page import ends_in_words, page

ROOT = Path(__file__).resolve().parents[2]
TINY = """
version: 3
candidate_below: "0.250"
precedence: [decision, pack]
labels:
  Ship: {zh: 船, description: A ship., properties: {built: {type: date, zh: 建成, description: Day}}}
  Port: {zh: 港, description: A port., properties: {}}
relationships:
  CALLS_AT:
    zh: 停靠
    description: Calls at.
    ends: [[Ship, Port]]
    keys: [role]
    properties: {role: {type: text, zh: 角色, description: Role}}
  NEAR:
    zh: 近
    description: Is near. Derived.
    derived: true
    ends: [[Ship, "*"]]
    keys: []
    properties: {far: {type: number, unit: km, zh: 距离, description: a|b}}
"""


def test_tiny_ontology_is_read() -> None:
    onto = parse_ontology(TINY)
    assert (onto.version, onto.candidate_below) == (3, Decimal("0.250"))
    assert onto.allows("CALLS_AT", "Ship", "Port")
    assert not onto.allows("CALLS_AT", "Port", "Ship")
    assert not onto.allows("SAILS", "Ship", "Port")
    assert onto.relationships["NEAR"].ends == (("Ship", "Ship"), ("Ship", "Port"))
    # Derived edges have columns of their own: only stated ones share the fact tables'.
    assert [p.name for p in onto.edge_properties] == ["role"]


@pytest.mark.parametrize(
    ("old", "new", "word"),
    [
        ("type: date", "type: day", "Ship.built"),
        ("[[Ship, Port]]", "[[Ship, Harbour]]", "Ship → Harbour"),
        ("keys: [role]", "keys: [rank]", "rank"),
        ("far: {type: number", "role: {type: number", "NEAR.role"),
    ],
)
def test_what_is_wrong_is_named(old: str, new: str, word: str) -> None:
    assert old in TINY
    with pytest.raises(OntologyError, match=word.replace(".", r"\.")):
        parse_ontology(TINY.replace(old, new))


def test_names_follow_the_conventions() -> None:
    onto = ontology()
    for label in onto.labels.values():
        assert label.name.isidentifier()
        assert label.name[0].isupper()
        assert label.zh
        assert label.description.endswith(".")
    for relationship in onto.relationships.values():
        assert relationship.name == relationship.name.upper()
        assert relationship.zh
        assert relationship.ends
        assert len(set(relationship.ends)) == len(relationship.ends)
    for thing in (*onto.labels.values(), *onto.relationships.values()):
        for prop in thing.properties:
            assert prop.name == prop.name.lower()
            assert prop.name.isidentifier()
            assert prop.type in PROPERTY_TYPES
            assert prop.zh
            assert prop.description


def test_no_person_is_a_node() -> None:
    assert "Person" not in ontology().labels
    names = {p.name for label in ontology().labels.values() for p in label.properties}
    assert not names & {"legal_representative", "contact", "phone"}


def test_computed_ratios_stand_on_derived_edges_only() -> None:
    stated = [r for r in ontology().relationships.values() if not r.derived]
    assert not [p for thing in (*ontology().labels.values(), *stated) for p in thing.properties if p.type == "ratio"]


def test_precedence_begins_with_people_and_ends_with_packs() -> None:
    precedence = ontology().precedence
    assert precedence[0] == "decision"
    assert precedence[-1] == "pack"
    assert len(set(precedence)) == len(precedence)


def test_the_page_names_everything_of_a_tiny_ontology() -> None:
    onto = parse_ontology(TINY)
    text = page(onto)
    for word in ("Version 3", "0.250", "### Ship 船", "`built`", "### CALLS_AT 停靠", "Ship → Port", "`role`"):
        assert word in text
    assert ends_in_words(onto.relationships["NEAR"], onto.labels) == "Ship → any"
    assert "number (km)" in text
    assert "a\\|b" in text


def test_the_committed_page_is_the_generated_one() -> None:
    committed = (ROOT / "docs" / "ontology.md").read_text(encoding="utf-8")
    assert committed == page(ontology()), "run: python -m schema.ontology_page > docs/ontology.md"
