"""Links by the class that a register states."""

from __future__ import annotations

import pickle
from decimal import Decimal

import pytest

from ingest.industry_classes import ClassReader
from ingest.placement import Placer
from ingest.registrations import TableOptions, extract_registrations
from schema.pack_loader import load_packs

PACKS = load_packs("qingdao")
LINKS = list(PACKS.links.values())
READER = ClassReader(PACKS.classes, LINKS)
YARD = "qingdao:ChainLink/marine-equipment/shipbuilding"


def links_of(stated: str) -> list[str]:
    return [LINKS[number].id.partition("ChainLink/")[2] for number in READER.links_of(stated)[1]]


@pytest.mark.parametrize(
    ("stated", "links"),
    [
        ("3731", ["marine-equipment/shipbuilding"]),
        ("C3731", ["marine-equipment/shipbuilding"]),
        ("金属船舶制造", ["marine-equipment/shipbuilding"]),
        ("3731 金属船舶制造", ["marine-equipment/shipbuilding"]),
        ("0111", ["food-beverage/farm-produce"]),  # the link names 011
        ("C28化学纤维制造业", ["textile/fibres"]),
        ("3841", ["connected-vehicle/traction-battery", "hydrogen-storage/storage-batteries"]),
        ("37", []),  # too coarse: holds ships, trains and planes
        ("C", []),
        ("批发业", []),
        ("9999", []),
        ("37311", []),
        ("2011年", []),
    ],
)
def test_stated_class(stated: str, links: list[str]) -> None:
    assert links_of(stated) == links


def test_every_class_of_a_link_is_one_of_the_standard_and_the_standard_is_whole() -> None:
    assert len(PACKS.classes) == 1971  # 20 sections, 97 divisions, 474 groups, 1,380 classes
    assert {code for link in LINKS for code in link.classes} <= set(PACKS.classes)
    assert all(row.parent in PACKS.classes for row in PACKS.classes.values() if len(row.code) > 1)


def test_class_places_by_itself_and_lifts_what_the_words_say() -> None:
    placer = pickle.loads(pickle.dumps(Placer(PACKS)))
    (found,) = placer.place("日用品销售", "示例有限公司", "3731")
    assert (found.link_id, found.basis, found.main, found.confidence) == (YARD, "class", True, Decimal("0.75"))
    assert found.words == ("3731 金属船舶制造",)
    (said,) = placer.place("房屋租赁；日用品销售；船舶制造", "示例有限公司")
    (both,) = placer.place("房屋租赁；日用品销售；船舶制造", "示例有限公司", "3731")
    assert (said.main, both.main, both.basis) == (False, True, "scope")
    assert both.confidence - said.confidence == Decimal("0.05")


def test_a_register_with_a_column_of_classes() -> None:
    register = "企业名称,行业代码,经营范围,注册地址\n青岛示例有限公司,C3731,日用品销售,青岛市崂山区新利路11号\n"
    made = extract_registrations(register.encode(), TableOptions("register", "登记.csv"), PACKS)
    edges = made.tables["edges"].to_pylist()
    assert [(e["tail"], e["rule"], e["basis"], e["main"]) for e in edges if e["type"] == "ENGAGES_IN"] == [
        (YARD, "registrations.class", "class", True)
    ]
    assert [(e["tail_label"], e["tail"]) for e in edges if e["type"] == "LOCATED_IN"] == [
        ("Zone", "cn-div:370212"),
        ("Park", "qingdao:Park/international-innovation"),
    ]
