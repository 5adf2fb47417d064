"""What a new version of a pack would change, before it is taken in."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from schema.pack_diff import pack_diff
from schema.pack_loader import BUILT_IN, load_packs
from tests.api.workspaces import scenariograph
from tests.registers import register, row
from tests.schema.packs import TINY, write_pack


def test_rows_added_removed_and_changed(tmp_path: Path) -> None:
    before = load_packs("tiny", [write_pack(tmp_path / "old")])
    links = (
        TINY["links.csv"].replace("船板|船用钢", "船板").replace("boats/yard,boats,船舶总装", "boats/dock,boats,船坞")
    )
    after = load_packs(
        "tiny",
        [
            write_pack(
                tmp_path / "new",
                links__csv=links,
                link_edges__csv="upstream,downstream,basis,source,confidence\nboats/steel,boats/dock,city,plan,0.9\n",
                parks__csv=TINY["parks.csv"].replace("boats/yard", "boats/dock"),
                gap_rules__yaml=TINY["gap_rules.yaml"].replace("at_most: 0", "at_most: 1"),
                placement__yaml="generic_words: [船坞]\n",
            )
        ],
    )
    found = {
        (c.kind, c.change, c.id.rpartition("/")[2] if c.kind == "link" else ""): c for c in pack_diff(before, after)
    }
    assert set(found) == {
        ("link", "changed", "steel"),
        ("link", "added", "dock"),
        ("link", "removed", "yard"),
        ("edge", "added", ""),
        ("edge", "removed", ""),
        ("rule", "changed", ""),
        ("park", "changed", ""),
        ("words", "changed", ""),
    }
    assert found["link", "changed", "steel"].fields == {"include": (("船板", "船用钢"), ("船板",))}
    assert found["edge", "added", ""].name == "船用钢板 → 船坞"


def test_rows_that_moved_in_their_file_are_the_same(tmp_path: Path) -> None:
    head, *rows = TINY["links.csv"].splitlines(keepends=True)
    one = load_packs("tiny", [write_pack(tmp_path / "old")])
    other = load_packs("tiny", [write_pack(tmp_path / "new", links__csv="".join([head, *reversed(rows)]))])
    assert one.fingerprint != other.fingerprint
    assert pack_diff(one, other) == []


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """A copy of the city's pack, to be changed."""
    return Path(shutil.copytree(BUILT_IN / "qingdao", tmp_path / "next" / "qingdao"))


def _change(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert text.count(old) >= 1
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_placements_and_gaps_that_rest_on_what_changes(tmp_path: Path, pack: Path) -> None:
    home, file = tmp_path / "home", tmp_path / "reg.csv"
    file.write_text(register([row(1), row(2), row(3, scope="ship")]), encoding="utf-8")
    scenariograph(home, "ingest", file, "--covers", "青岛市", "--complete")
    graph = (home / "graph" / "current").read_text()
    _change(pack / "links.csv", "无人机整机", "无人机整机与系统")
    _change(pack / "gap_rules.yaml", "text: ", "text: 新版：")
    answer = scenariograph(home, "packs", "diff", pack, "--json").json
    link = next(i for i in answer["items"] if i["kind"] == "link")
    # Two of the three companies make drones.
    assert (link["change"], link["placements"], link["replaces_placements"]) == ("changed", 2, False)
    assert link["fields"]["name"] == {"before": "无人机整机", "after": "无人机整机与系统"}
    rule = next(i for i in answer["items"] if i["kind"] == "rule")
    found = scenariograph(home, "gaps", "--json").items
    assert rule["gaps"] == sum(gap["rule"]["id"] == rule["id"] for gap in found)
    assert answer["total"] == 2
    # Nothing was taken in.
    assert (home / "graph" / "current").read_text() == graph


def test_the_same_pack_changes_nothing(bare: Path, pack: Path) -> None:
    answer = scenariograph(bare, "packs", "diff", pack, "--json").json
    assert answer["items"] == []
    assert any("完全相同" in warning for warning in answer["basis"]["warnings"])


def test_shares_over_a_whole_are_said(bare: Path, pack: Path) -> None:
    file = pack / "crosswalk.csv"
    _change(file, "general-aviation,low-altitude,,", "general-aviation,low-altitude,70,")
    file.write_text(file.read_text(encoding="utf-8") + "general-aviation,smart-equipment,40,,inferred,0.5\n", "utf-8")
    answer = scenariograph(bare, "packs", "diff", pack, "--json").json
    assert {(i["kind"], i["change"]) for i in answer["items"]} == {("crosswalk", "added"), ("crosswalk", "changed")}
    assert any("通用航空" in w and "110%" in w for w in answer["basis"]["warnings"])


def test_a_pack_that_can_not_be_read_says_where(bare: Path, pack: Path, tmp_path: Path) -> None:
    _change(pack / "links.csv", "upstream", "up")
    assert "links.csv" in scenariograph(bare, "packs", "diff", pack, code=1).err
    assert "pack.yaml" in scenariograph(bare, "packs", "diff", tmp_path, code=2).err
