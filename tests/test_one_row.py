"""docs/one-row.md tells the truth: row 5 of the example register, from the file to a gap and back."""

from __future__ import annotations

import re
import shlex
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest

from tests.api.workspaces import scenariograph

ROOT = Path(__file__).resolve().parents[1]
PAGE = (ROOT / "docs" / "one-row.md").read_text(encoding="utf-8")
COMPANY = "cn-uscc:91379900MAEX006009"
LINK = "qingdao:ChainLink/connected-vehicle/vehicles"
DISTRICT = "cn-div:370215"
CHAIN = "智能网联新能源汽车"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The workspace that the page's own commands make."""
    folder = tmp_path_factory.mktemp("row") / "home"
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(ROOT)
        commands = [shlex.split(line)[3:] for line in re.findall(r"^scenariograph .*", PAGE, re.M)]
        assert [command[0] for command in commands] == ["init", "ingest", "evidence", "gaps"]
        for command in commands[:2]:
            scenariograph(folder, *command)
    return folder


def rows(pattern: Path, where: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = duckdb.read_parquet(str(pattern)).filter(where).to_arrow_table().to_pylist()
    return found


def test_the_row_is_kept_as_it_stands_and_read_as_the_page_says(home: Path) -> None:
    facts = home / "facts" / "*"
    cells = rows(facts / "rows.parquet", "row = 5")[0]["cells"]
    assert len(cells) == 8 and "`100(万元)`" in PAGE and cells[4] == "100(万元)"
    company = rows(facts / "nodes_Company.parquet", f"local_id = '{COMPANY}'")[0]
    assert (company["locator"], company["rule"], company["stated"]) == ("r=5", "registrations.row", True)
    assert (company["capital_cny"], company["status_kind"]) == (Decimal(1_000_000), "active")
    assert "capital 1,000,000 CNY; 存续 is `active`" in PAGE


def test_its_place_and_its_link_have_the_words_and_confidence_of_the_page(home: Path) -> None:
    edges = {row["type"]: row for row in rows(home / "graph" / "*" / "tables" / "edge.parquet", f"head = '{COMPANY}'")}
    place, link = edges["LOCATED_IN"], edges["ENGAGES_IN"]
    assert (place["tail"], place["basis"], place["words"]) == (DISTRICT, "address", ["即墨区"])
    assert f"`LOCATED_IN` → `{DISTRICT}`, basis `address`, confidence {float(place['confidence'])}" in PAGE
    assert (link["tail"], link["role"], link["stated"]) == (LINK, "make", False)
    assert f"{'、'.join(link['words'][:1])}, {link['words'][1]} and {link['words'][2]} are made" in PAGE
    assert f"role `make`, inferred, confidence {float(link['confidence'])}" in PAGE
    assert f"`{link['id']}`" in PAGE


def test_coverage_counts_it_and_opens_to_its_row(home: Path) -> None:
    cell = rows(home / "graph" / "*" / "tables" / "covers.parquet", f"head = '{DISTRICT}' AND tail = '{LINK}'")[0]
    assert (cell["companies"], cell["capital"]) == (3, Decimal(31_000_000))
    # Two state a capital: 30 and 1 million of 31.
    assert cell["hhi"] == pytest.approx((30 / 31) ** 2 + (1 / 31) ** 2)
    said = (
        f"capital 31,000,000 CNY, HerfindahlIndex {cell['hhi']:.4f}, LocationQuotient {cell['location_quotient']:.2f}"
    )
    assert said in PAGE
    shown = scenariograph(home, "evidence", f"COVERS:{DISTRICT}>{LINK}").out
    assert "#r=5 " in shown and "青岛示例云岳汽车有限公司" in shown


def test_the_gap_beside_it_counts_it_among_its_neighbours(home: Path) -> None:
    gaps = scenariograph(home, "gaps", "--industry", CHAIN, "--json").json["items"]
    beside = next(gap for gap in gaps if gap["link"]["name"] == "电驱电控")
    assert (beside["kind"], beside["state"], beside["counts"]["downstream"]) == ("broken", "not_looked", 6)
    assert "one of the six companies next to 电驱电控, where the city has none: `broken`, state `not_looked`" in PAGE


def test_retracting_the_file_takes_it_back(home: Path) -> None:
    assert COMPANY in scenariograph(home, "search", "云岳汽车", "--json").out
    scenariograph(home, "retract", "示例-企业登记.csv")
    assert COMPANY not in scenariograph(home, "search", "云岳汽车", "--json").out
    assert rows(home / "facts" / "*" / "nodes_Company.parquet", f"local_id = '{COMPANY}'")
