"""Names of papers and lists at build: linked, asked about, decided; evidence goes with the name."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from graph.facts import Facts
from graph.ledger import Bundle, Decision, write_bundle
from ingest.identity import Register
from ingest.resolve import Resolved, resolve
from schema.ids import name_id
from schema.pack_loader import load_packs

REGISTER = {
    "cn-uscc:1": "青岛蓝岬机器人股份有限公司",
    "cn-uscc:2": "青岛汐石半导体有限公司",
    "cn-uscc:3": "烟台汐石半导体有限公司",
}
PACKS = load_packs("qingdao")


def local(name: str) -> str:
    return name_id("Company", name, "city")


class Build:
    """Bundles of a register and of a paper, resolved."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.runs = 0

    def bundle(self, name: str, companies: dict[str, str], rule: str, aliases: Sequence[str] = ()) -> Bundle:
        facts = Facts()
        for place, (node_id, said) in enumerate(companies.items(), 1):
            facts.node("Company", node_id, said, locator=f"r={place}", rule=rule, aliases=list(aliases))
        return write_bundle(self.folder, name.ljust(32, "0"), facts.tables())

    def run(self, bundles: Sequence[Bundle], *decisions: Decision, kept: Sequence[Path] = ()) -> Resolved:
        self.runs += 1
        self.register = Register(bundles, PACKS, self.folder / f"run{self.runs}", kept)
        return resolve(bundles, {}, decisions, self.register)


@pytest.fixture
def build(tmp_path: Path) -> Build:
    return Build(tmp_path)


@pytest.fixture
def register(build: Build) -> Bundle:
    return build.bundle("a", REGISTER, "registrations.row")


def paper(build: Build, *names: str, bundle: str = "b") -> Bundle:
    return build.bundle(bundle, {local(name): name for name in names}, "company-ending")


def links(found: Resolved) -> dict[str, tuple[str, str]]:
    return {row["local_id"]: (row["id"], row["basis"]) for row in found.table.to_pylist()}


def asked(found: Resolved) -> dict[str, list[str]]:
    made: dict[str, list[str]] = {}
    for row in found.candidates.to_pylist():
        if row["place"]:
            made.setdefault(row["name"], []).append(row["id"])
    return made


def decision(number: int, kind: str, subject: str, object_: str = "") -> Decision:
    return Decision(number, kind, subject, object_, "", "某人", "2026-01-01", None)


def test_a_telling_short_name_is_linked_and_an_own_word_is_asked_about(build: Build, register: Bundle) -> None:
    found = build.run([register, paper(build, "蓝岬机器人", "汐石半导体", "蓝岬")])
    assert links(found) == {local("蓝岬机器人"): ("cn-uscc:1", "short_name")}
    assert set(asked(found)) == {"汐石半导体", "蓝岬"}
    assert set(asked(found)["汐石半导体"]) == {"cn-uscc:2", "cn-uscc:3"}
    shown = [row for row in found.candidates.to_pylist() if row["place"] == 0]
    assert [(row["name"], row["id"]) for row in shown] == [("蓝岬机器人", "cn-uscc:1")]


def test_a_decision_settles_a_name(build: Build, register: Bundle) -> None:
    bundles = [register, paper(build, "汐石半导体")]
    same = decision(1, "same", local("汐石半导体"), "cn-uscc:2")
    found = build.run(bundles, same)
    assert links(found) == {local("汐石半导体"): ("cn-uscc:2", "decision")}
    assert asked(found) == {}
    # The later of two words on one pair holds.
    different = decision(2, "different", local("汐石半导体"), "cn-uscc:2")
    assert asked(build.run(bundles, same, different)) == {"汐石半导体": ["cn-uscc:3"]}
    assert links(build.run(bundles, different, decision(3, *("same", local("汐石半导体"), "cn-uscc:2")))) == links(
        found
    )


def test_a_name_that_is_none_of_them_is_left_alone(build: Build, register: Bundle) -> None:
    bundles = [register, paper(build, "汐石半导体", "蓝岬机器人")]
    found = build.run(
        bundles, decision(1, "different", local("汐石半导体")), decision(2, "different", local("蓝岬机器人"))
    )
    assert (links(found), asked(found)) == ({}, {})


def test_a_link_that_a_decision_forbids_is_not_made_by_way_of_a_third(build: Build, register: Bundle) -> None:
    bundles = [register, paper(build, "蓝岬机器人")]
    forbidden = decision(1, "different", local("蓝岬"), "cn-uscc:1")
    joined = decision(2, "same", local("蓝岬"), local("蓝岬机器人"))
    found = links(build.run(bundles, joined, forbidden))
    assert "cn-uscc:1" not in {target for target, _ in found.values()}


def test_a_later_code_takes_the_name_along(build: Build, register: Bundle) -> None:
    full = "青岛澜舟渔业股份有限公司"
    bundles = [register, paper(build, full, "澜舟渔业")]
    before = links(build.run(bundles))
    # Only a paper knows the firm: the short name is the full one's.
    assert set(before) | {t for t, _ in before.values()} == {local(full), local("澜舟渔业")}
    later = build.bundle("c", {"cn-uscc:9": full}, "registrations.row")
    after = links(build.run([*bundles, later]))
    assert {target for target, _ in after.values()} == {"cn-uscc:9"}
    assert set(after) == {local(full), local("澜舟渔业")}


def test_former_names_in_the_register_count(build: Build) -> None:
    register = build.bundle(
        "a", {"cn-uscc:1": "青岛蓝岬机器人股份有限公司"}, "registrations.row", ["青岛远岫机械有限公司"]
    )
    found = build.run([register, paper(build, "青岛远岫机械有限公司")])
    assert links(found) == {local("青岛远岫机械有限公司"): ("cn-uscc:1", "full_name")}


def test_no_index_is_made_without_names_and_one_of_the_same_register_is_used_again(
    build: Build, register: Bundle
) -> None:
    build.run([register])
    assert build.register.index is None
    build.run([register, paper(build, "蓝岬机器人")])
    first = build.register.index
    assert first is not None
    found = build.run([register, paper(build, "汐石半导体", bundle="d")], kept=[first])
    assert build.register.index == first
    assert set(asked(found)) == {"汐石半导体"}
    build.run(
        [build.bundle("e", {"cn-uscc:7": "甲有限公司"}, "registrations.row"), paper(build, "甲", bundle="f")],
        kept=[first],
    )
    assert build.register.index != first


def test_the_order_of_bundles_plays_no_part(build: Build, register: Bundle) -> None:
    news = paper(build, "蓝岬机器人", "汐石半导体", "青岛澜舟渔业股份有限公司", "澜舟渔业")
    first, second = build.run([register, news]), build.run([news, register])
    assert first.table.equals(second.table)
    assert first.candidates.equals(second.candidates)


def test_a_name_that_a_paper_defines_counts_in_another_unless_it_is_an_own_word_alone(
    build: Build, register: Bundle
) -> None:
    firm = "青岛汐石半导体有限公司"
    defining = build.bundle("b", {local(firm): firm}, "company-alias", ["汐石芯片", "汐石"])
    found = build.run([register, defining, paper(build, "汐石芯片", "汐石", bundle="c")])
    assert links(found)[local("汐石芯片")] == ("cn-uscc:2", "defined_alias")
    assert local("汐石") not in links(found)
    assert asked(found)["汐石"][0] == "cn-uscc:2"


def test_a_name_that_two_papers_define_differently_is_asked_about(build: Build, register: Bundle) -> None:
    one = build.bundle("b", {local("青岛汐石半导体有限公司"): "青岛汐石半导体有限公司"}, "company-alias", ["汐石芯片"])
    two = build.bundle("c", {local("烟台汐石半导体有限公司"): "烟台汐石半导体有限公司"}, "company-alias", ["汐石芯片"])
    found = build.run([register, one, two, paper(build, "汐石芯片", bundle="d")])
    assert local("汐石芯片") not in links(found)
    assert set(asked(found)["汐石芯片"][:2]) == {"cn-uscc:2", "cn-uscc:3"}


def test_the_packs_know_short_and_former_names(build: Build) -> None:
    register = build.bundle("a", {"cn-uscc:5": "海信视像科技股份有限公司"}, "registrations.row")
    found = build.run([register, paper(build, "海信电器", "青岛海信电器股份有限公司")])
    assert links(found) == {
        local("海信电器"): ("cn-uscc:5", "curated_alias"),
        local("青岛海信电器股份有限公司"): ("cn-uscc:5", "curated_alias"),
    }
