"""The reference chains as data: links, supply edges, words."""

from __future__ import annotations

from collections import defaultdict

import pytest

from schema.pack_loader import load_packs
from schema.pack_model import LinkRow, Packs

CHAINS = 28
# Links that everybody who sells or uses something would stand on.
GENERIC_NAMES = {
    "应用",
    "渠道",
    "流通",
    "行业应用",
    "应用工厂",
    "供水应用",
    "运营应用",
    "融合应用",
    "品牌与零售",
    "品牌与消费",
    "平台与渠道",
    "渠道与场景服务",
    "流通与医疗机构",
    "医疗机构与渠道",
    "医疗与康养服务",
    "家电与消费电子",
    "工业与物联网",
}


@pytest.fixture(scope="module")
def packs() -> Packs:
    return load_packs("qingdao")


@pytest.fixture(scope="module")
def by_chain(packs: Packs) -> dict[str, list[LinkRow]]:
    made: dict[str, list[LinkRow]] = defaultdict(list)
    for row in packs.links.values():
        made[row.chain].append(row)
    return made


def test_every_chain_has_five_to_fifteen_links(by_chain: dict[str, list[LinkRow]]) -> None:
    assert len(by_chain) == CHAINS
    assert {chain: len(rows) for chain, rows in by_chain.items() if not 5 <= len(rows) <= 15} == {}


def test_orders_run_from_one_and_names_differ(by_chain: dict[str, list[LinkRow]]) -> None:
    for chain, rows in by_chain.items():
        assert [row.order for row in rows] == list(range(1, len(rows) + 1)), chain
        assert len({row.name for row in rows}) == len(rows), chain
        assert {"upstream", "midstream", "downstream"} <= {row.stage for row in rows}, chain


def test_links_say_what_counts(packs: Packs) -> None:
    for row in packs.links.values():
        assert row.counts_as and row.not_counted and row.products, row.id


def test_edges_stay_in_one_chain_and_reach_every_link(packs: Packs) -> None:
    touched = set()
    for edge in packs.link_edges:
        assert packs.links[edge.upstream].chain == packs.links[edge.downstream].chain, edge.locator
        touched |= {edge.upstream, edge.downstream}
    assert set(packs.links) - touched == set()
    pairs = [(edge.upstream, edge.downstream) for edge in packs.link_edges]
    assert len(pairs) == len(set(pairs))


def test_edges_have_no_cycle(packs: Packs) -> None:
    supplies: dict[str, set[str]] = defaultdict(set)
    for edge in packs.link_edges:
        supplies[edge.upstream].add(edge.downstream)
    left = set(packs.links)
    while left:
        ends = {row for row in left if not supplies[row] & left}
        assert ends, f"a cycle among {sorted(left)}"
        left -= ends


def test_generic_links_are_not_placeable(packs: Packs) -> None:
    for row in packs.links.values():
        if row.name in GENERIC_NAMES:
            assert not row.placeable, row.id
    assert {r.name for r in packs.links.values() if not r.placeable} <= GENERIC_NAMES


def test_words_of_links(packs: Packs) -> None:
    for row in packs.links.values():
        assert bool(row.include or row.weak) == row.placeable, row.id
        assert [word for word in row.include if len(word) < 2] == [], row.id
        assert set(row.include) & set(row.exclude) == set(), row.id
        assert set(row.include) & set(row.weak) == set(), row.id


def test_no_include_word_is_shut_out_by_its_own_link(packs: Packs) -> None:
    for row in packs.links.values():
        dead = [word for word in (*row.include, *row.weak) if any(no in word for no in row.exclude)]
        assert dead == [], row.id


def test_bare_goods_of_every_shop_place_nowhere(packs: Packs) -> None:
    goods = {"电子产品", "食品", "服装", "日用百货", "五金交电", "化工产品", "建筑材料", "机械设备"}
    for row in packs.links.values():
        assert goods & set(row.include) == set(), row.id
