"""What moved between two states: a register of January and its next version of June, followed by hand."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from api.http import make_app
from tests.api.http_client import TestClient
from tests.api.workspaces import scenariograph
from tests.registers import code, register, row

SHINAN, LAOSHAN = "cn-div:370202", "cn-div:370212"
# January: two drone makers in 市南区 and a battery maker in 崂山区. June: the first has another name and more capital,
# the second has moved to 崂山区, the third is gone, a fourth builds ships in 城阳区.
JANUARY = [row(1), row(2), row(3, scope="battery", district="崂山区")]
JUNE = [
    row(1, name="示例新名有限公司", capital="500万元"),
    row(2, district="崂山区"),
    row(4, scope="ship", district="城阳区"),
]


def _take(home: Path, folder: Path, rows: list[str], as_of: str, *more: str) -> None:
    file = folder / f"{as_of}.csv"
    file.write_text(register(rows), encoding="utf-8")
    options = ("--source", "reg", "--update", "snapshot", "--as-of", as_of, "--covers", "青岛市", "--complete")
    scenariograph(home, "ingest", file, *options, "--replace", *more)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Both versions, each published. Not to be written to."""
    folder = tmp_path_factory.mktemp("changes")
    _take(folder / "home", folder, JANUARY, "2026-01-31")
    _take(folder / "home", folder, JUNE, "2026-06-30")
    return folder / "home"


def _by_kind(answer: dict[str, Any]) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {}
    for item in answer["items"]:
        found.setdefault(item["kind"], []).append(item)
    return found


@pytest.fixture(scope="module")
def answer(home: Path) -> dict[str, Any]:
    """What moved since March, by what was known then."""
    return dict(scenariograph(home, "changes", "--since", "2026-03-01", "--json").json)


def test_nodes_that_are_new_ended_moved_and_renamed(answer: dict[str, Any]) -> None:
    found = _by_kind(answer)
    assert [i["id"] for i in found["new"]] == [f"cn-uscc:{code(4)}"]
    assert [(i["id"], i["after"]) for i in found["ended"]] == [(f"cn-uscc:{code(3)}", "2026-06-30")]
    assert [(i["before"], i["after"]) for i in found["renamed"]] == [("示例1号有限公司", "示例新名有限公司")]
    (moved,) = found["moved"]
    assert moved["id"] == f"cn-uscc:{code(2)}"
    assert ([z["id"] for z in moved["before"]], [z["id"] for z in moved["after"]]) == ([SHINAN], [LAOSHAN])
    assert "gone" not in found


def test_values_of_properties_that_changed(answer: dict[str, Any]) -> None:
    values = {(i["id"], i["property"]["id"]): (i["before"], i["after"]) for i in _by_kind(answer)["changed"]}
    first, second = f"cn-uscc:{code(1)}", f"cn-uscc:{code(2)}"
    # 1 million of yuan and 5; what a move says by its zones the address says in words. Of who has ended nothing else is.
    assert values == {
        (first, "registered_capital"): (1_000_000.0, 5_000_000.0),
        (first, "capital_cny"): (1_000_000.0, 5_000_000.0),
        (first, "capital_raw"): ("100万元", "500万元"),
        (second, "address"): ("青岛市市南区示例路2号", "青岛市崂山区示例路2号"),
    }
    capital = next(i for i in _by_kind(answer)["changed"] if i["property"]["id"] == "registered_capital")
    assert (capital["name"], capital["property"]["name"]) == ("示例新名有限公司", "注册资本")
    assert [e["locator"] for e in capital["evidence"]] == ["1#r=2", "2#r=2"]


def test_changes_read_as_lines(home: Path) -> None:
    out = scenariograph(home, "changes", "--since", "2026-03-01", "--kind", "changed").out
    assert "示例2号有限公司：住所" in out and "青岛市崂山区示例路2号" in out and "属性变化 4" in out


def test_links_that_became_stronger_or_weaker_name_who_came_and_left(answer: dict[str, Any]) -> None:
    found = _by_kind(answer)
    drones = {
        (kind, i["zone"]["id"]): (i["before"], i["after"], i["companies"]["came"], i["companies"]["left"])
        for kind in ("strengthened", "weakened")
        for i in found[kind]
        if i["link"]["name"] == "无人机整机"
    }
    second = {"id": f"cn-uscc:{code(2)}", "name": "示例2号有限公司"}
    # The city as a whole keeps its two; one of them changed sides between the districts.
    assert drones == {("weakened", SHINAN): (2, 1, [], [second]), ("strengthened", LAOSHAN): (0, 1, [second], [])}


def test_a_gap_that_became_another_says_by_whom(answer: dict[str, Any]) -> None:
    ships = [i for i in answer["items"] if i["kind"] == "gap_changed" and i["link"]["name"] == "船舶总装"]
    in_city = next(i for i in ships if i["zone"]["name"] == "青岛市")
    # Nobody of a complete register in January, one firm in June: missing becomes weak.
    assert (in_city["before"]["kind"], in_city["before"]["state"]) == ("missing", "looked_none")
    assert (in_city["after"]["kind"], in_city["after"]["companies"]) == ("weak", 1)
    assert [c["name"] for c in in_city["companies"]["came"]] == ["示例4号有限公司"]


def test_every_change_opens_to_evidence_and_to_the_source_that_did_it(answer: dict[str, Any]) -> None:
    assert answer["items"]
    for item in answer["items"]:
        assert item["evidence"], item
        assert [(b["source"], b["what"], b["versions_before"], b["versions_after"]) for b in item["by"]] == [
            ("reg", "changed", [1], [1, 2])
        ]
    (new,) = _by_kind(answer)["new"]
    # The fourth company stands in the fourth line of the second version.
    assert [e["locator"] for e in new["evidence"]] == ["2#r=4"]


def test_counts_speak_for_all_and_the_list_is_cut(home: Path, answer: dict[str, Any]) -> None:
    cut = scenariograph(home, "changes", "--since", "2026-03-01", "--limit", "1", "--json").json
    assert cut["counts"] == answer["counts"]
    assert cut["total"] == sum(answer["counts"].values()) == len(answer["items"])
    assert len(cut["items"]) == len([n for n in answer["counts"].values() if n])
    assert any("每类" in warning for warning in cut["basis"]["warnings"])


def test_backwards_the_opposite_moved(home: Path, answer: dict[str, Any]) -> None:
    back = scenariograph(home, "changes", "--since", "2026-07-01", "--until", "2026-03-01", "--json").json
    there, here = answer["counts"], back["counts"]
    assert (here["gap_opened"], here["strengthened"], here["moved"]) == (
        there["gap_closed"],
        there["weakened"],
        there["moved"],
    )
    assert (here["gone"], here["new"]) == (there["new"], there["gone"])


def test_a_version_that_has_left_the_disk_is_computed_again_just_as_it_was(home: Path, tmp_path: Path) -> None:
    own = Path(shutil.copytree(home, tmp_path / "home"))
    first = scenariograph(own, "changes", "--since", "1", "--until", "1", "--json").json["basis"]["since"]["hash"]
    scenariograph(own, "retract", "reg")
    scenariograph(own, "restore", "reg")
    assert not (own / "graph" / "000001").exists()
    again = scenariograph(own, "changes", "--since", "1", "--json").json
    assert again["basis"]["since"]["hash"] == first
    assert again["basis"]["warnings"] == []
    # Version 3 is the graph without the register: of it, too, only the inputs are kept.
    (own / "graph" / "000003").rename(tmp_path / "away")
    empty = scenariograph(own, "changes", "--since", "3", "--kind", "new", "--json").json
    assert empty["counts"] == {"new": 4}
    assert {(b["source"], b["what"]) for i in empty["items"] for b in i["by"]} == {("reg", "added")}
    assert scenariograph(own, "verify").code == 0


def test_rebuilt_projections_can_be_deleted(home: Path, tmp_path: Path) -> None:
    own = Path(shutil.copytree(home, tmp_path / "home"))
    before = scenariograph(own, "changes", "--since", "2026-03-01", "--json").json["items"]
    assert scenariograph(own, "verify").code == 0
    shutil.rmtree(own / "past")
    assert scenariograph(own, "changes", "--since", "2026-03-01", "--json").json["items"] == before


def test_gaps_and_coverage_as_of_a_day(home: Path) -> None:
    then = scenariograph(home, "coverage", "--as-of", "2026-03-01", "--zone", "市南区", "--json").json
    assert {r["link"]: r["companies"] for r in then["items"]}["无人机整机"] == 2
    assert (then["basis"]["as_of"], then["basis"]["newest"]) == ("2026-03-01", "2026-01-31")
    now = scenariograph(home, "coverage", "--zone", "市南区", "--json").json
    assert {r["link"]: r["companies"] for r in now["items"]}["无人机整机"] == 1
    ships = [
        gap["kind"]
        for day in ("2026-03-01", "2026-07-01")
        for gap in scenariograph(home, "gaps", "--as-of", day, "--industry", "海洋装备", "--json").items
        if gap["link"]["name"] == "船舶总装"
    ]
    assert ships == ["missing", "weak"]


@pytest.mark.parametrize(
    ("since", "offered"),
    [("2019-01-01", "2026-01-31"), ("99", "1（"), ("去年", "versions: 1 to 2"), ("2026-02-30", "2026-06-30")],
)
def test_an_unknown_day_or_version_offers_what_there_is(home: Path, since: str, offered: str) -> None:
    run = scenariograph(home, "changes", "--since", since, code=2)
    assert since in run.err and offered in run.err


def test_an_unknown_kind_offers_what_there_is(home: Path) -> None:
    assert "gap_opened" in scenariograph(home, "changes", "--since", "1", "--kind", "grown", code=2).err


@pytest.fixture(scope="module")
def client(home: Path) -> Iterator[TestClient]:
    """A client of the service."""
    with TestClient(make_app(home)) as opened:
        yield opened


def test_the_service_gives_the_same(client: TestClient, answer: dict[str, Any]) -> None:
    assert client.get("/v1/changes", params={"since": "2026-03-01"}).json()["items"] == answer["items"]
    gaps = client.get("/v1/gaps", params={"as_of": "2026-03-01", "industry": "海洋装备"}).json()
    assert gaps["basis"]["as_of"] == "2026-03-01"
    assert client.get("/v1/changes", params={"since": "2019-01-01"}).status_code == 404
    assert client.get("/v1/changes").status_code == 422
