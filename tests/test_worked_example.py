"""docs/worked-example.md tells the truth: each of its tables follows from the ones before it, and the program agrees."""

from __future__ import annotations

import csv
import re
import shlex
from collections import Counter, defaultdict
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest

from tests.api.workspaces import EXAMPLES, REGISTER, SCENARIOS, scenariograph

ROOT = Path(__file__).resolve().parents[1]
PAGE = (ROOT / "docs" / "worked-example.md").read_text(encoding="utf-8")
CITY, DISTRICT = "青岛市", "莱西市"
SIZES = {
    "万元": 10_000,
    "万元人民币": 10_000,
    "万人民币": 10_000,
    "(万元)": 10_000,
    "万美元": 10_000 * Decimal("7.1884"),
}
WHERE = {"高新区": "城阳区", "即墨市": "即墨区", "上海合作组织地方经贸合作示范区": "胶州市"}
Row = dict[str, str]


def page_table(first: str) -> list[Row]:
    """The rows of the page's table whose header begins with these words."""
    lines = PAGE.splitlines()
    start = next(n for n, line in enumerate(lines) if line.startswith(f"| {first} |"))
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[start:]]
    end = next(n for n, line in enumerate(lines[start:]) if not line.startswith("|"))
    return [dict(zip(cells[0], row, strict=True)) for row in cells[2:end]]


def records(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.reader(lines))


LINKS = page_table("link | stage")
REGISTERED = page_table("row | company")
CELLS = page_table("link | 城阳区")
PLACED = {row["district"]: int(row["companies on any link"]) for row in page_table("district")}
SCENARIO_ROWS = page_table("row | scenario")
WEIGHT = page_table("who")
GAPS = {
    CITY: page_table(
        "place | link | kind | state | rule | companies | branches | capital | largest share | HHI | upstream"
    ),
    DISTRICT: page_table(
        "place | link | kind | state | rule | companies | branches | capital | largest share | HHI | LQ"
    ),
}
FILLING = page_table("link | company")


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The workspace that the page's own commands make."""
    folder = tmp_path_factory.mktemp("chain") / "home"
    commands = [shlex.split(line)[3:] for line in re.findall(r"^scenariograph .*", PAGE, re.M)]
    assert [command[0] for command in commands] == [*["ingest"] * 3, "gaps", "gaps", "evidence"]
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(ROOT)
        for command in commands[:3]:
            scenariograph(folder, *command)
    return folder


@pytest.fixture(scope="module")
def answers(home: Path) -> dict[str, list[dict[str, Any]]]:
    city = scenariograph(home, "gaps", "--industry", "低空经济", "--json").items
    return {
        CITY: city,
        DISTRICT: scenariograph(home, "gaps", "--industry", "低空经济", "--zone", DISTRICT, "--json").items,
    }


# -- the page by itself -------------------------------------------------------------------


def test_each_registration_is_the_row_of_the_register_that_the_page_names() -> None:
    rows = records(REGISTER)
    for told in REGISTERED:
        name, _, _, _, capital, scope, address, _ = rows[int(told["row"]) - 1]
        assert told["company"] == name
        assert told["district"] in address or any(
            old in address and new == told["district"] for old, new in WHERE.items()
        )
        assert told["capital as written"] == (capital or "–")
        assert all(word in scope for word in told["words of its scope"].split("、"))
        if capital:
            number, unit = re.fullmatch(r"([\d,]+)(\D+)", capital).groups()  # type: ignore[union-attr]
            assert Decimal(told["CNY"].replace(",", "")) == Decimal(number.replace(",", "")) * SIZES[unit]


def test_cells_are_the_registrations_counted() -> None:
    counted = Counter((row["link"], row["district"]) for row in REGISTERED)
    districts = [column for column in CELLS[0] if column not in ("link", CITY)]
    assert {(row["link"], zone): int(row[zone]) for row in CELLS for zone in districts if row[zone] != "0"} == counted
    for row in CELLS:
        assert int(row[CITY]) == sum(int(row[zone]) for zone in districts)
    assert sum(PLACED.values()) - PLACED[CITY] == PLACED[CITY]


def capitals(link: str, zone: str) -> list[Decimal]:
    """Capital on a link, the largest first."""
    known = [
        Decimal(row["CNY"].replace(",", ""))
        for row in REGISTERED
        if row["link"] == link and zone in (CITY, row["district"]) and row["CNY"] != "–"
    ]
    return sorted(known, reverse=True)


@pytest.mark.parametrize("zone", GAPS)
def test_the_numbers_of_each_gap_follow_from_the_tables_before(zone: str) -> None:
    companies = Counter(row["link"] for row in REGISTERED if zone in (CITY, row["district"]))
    everywhere = Counter(row["link"] for row in REGISTERED)
    feeds = {row["link"]: row["feeds"].replace("–", "").split("、") for row in LINKS}
    for gap in GAPS[zone]:
        link = gap["link"]
        known = capitals(link, zone)
        whole = sum(known)
        branches = [
            row
            for row in REGISTERED
            if row["link"] == link and zone in (CITY, row["district"]) and "分公司" in row["company"]
        ]
        assert int(gap["companies"]) == companies[link]
        assert int(gap["branches"]) == len(branches)
        assert gap["capital"] == (f"{whole:,.0f}" if known else "–")
        assert gap["largest share"] == (f"{known[0] / whole:.4f}" if known else "–")
        assert gap["HHI"] == (f"{sum((one / whole) ** 2 for one in known):.4f}" if known else "–")
        assert int(gap["upstream"]) == sum(companies[other] for other, to in feeds.items() if link in to)
        assert int(gap["downstream"]) == sum(companies[other] for other in feeds[link])
        assert int(gap["feeds"]) == len([other for other in feeds[link] if other])
        assert int(gap["fed by"]) == sum(link in to for to in feeds.values())
        assert int(gap["scenarios"]) == sum(row["link"] == link for row in SCENARIO_ROWS)
        assert int(gap["policies"]) == len(WEIGHT)
        if zone != CITY and companies[link]:
            quotient = (companies[link] / PLACED[zone]) / (everywhere[link] / PLACED[CITY])
            assert gap["LQ"] == f"{quotient:.2f}"


@pytest.mark.parametrize("zone", GAPS)
def test_kinds_follow_from_the_numbers_and_order_from_the_written_parts(zone: str) -> None:
    for gap in GAPS[zone]:
        companies, branches, before, behind = (int(gap[c]) for c in ("companies", "branches", "upstream", "downstream"))
        share = 0 if gap["largest share"] == "–" else float(gap["largest share"])
        if not companies:
            expected = "broken-between-neighbours" if before and behind else "missing-no-company"
        elif companies == branches:
            expected = "hidden-only-branches"
        elif companies <= 2:
            expected = "weak-few-companies"
        else:
            expected = "weak-dominant-company" if share >= 0.6667 else "weak-inferred-only"
        assert (gap["rule"], gap["kind"]) == (expected, expected.partition("-")[0])
        assert gap["state"] == ("found" if companies else "not_looked" if gap["link"] == "运营应用" else "none_found")

    def parts(gap: Row) -> tuple[int, ...]:
        one, other = int(gap["upstream"]), int(gap["downstream"])
        return (-int(gap["scenarios"]), -int(gap["policies"]), -one - other, -int(gap["feeds"]), -int(gap["fed by"]))

    assert [gap["place"] for gap in GAPS[zone]] == [str(place) for place in range(1, len(LINKS) + 1)]
    assert [parts(gap) for gap in GAPS[zone]] == sorted(map(parts, GAPS[zone]))


def test_what_pulls_stands_where_the_page_says() -> None:
    rows = records(SCENARIOS)
    for told in SCENARIO_ROWS:
        assert rows[int(told["row"]) - 1][2] == told["scenario"]
        assert told["words"] in "".join(rows[int(told["row"]) - 1])
    for told in WEIGHT:
        if "pack:" not in told["where it is said"]:
            text = (EXAMPLES / told["where it is said"]).read_text(encoding="utf-8").replace("\n", "")
            assert told["words"] in text and told["who"] in text


# -- the page against the program ------------------------------------------------------------


def shown(value: float | None, form: str) -> str:
    return "–" if value is None else format(value, form)


@pytest.mark.parametrize("zone", GAPS)
def test_the_program_answers_the_pages_numbers(zone: str, answers: dict[str, list[dict[str, Any]]]) -> None:
    answered = []
    for gap in answers[zone]:
        counts, parts = gap["counts"], {part["part"]: part["value"] for part in gap["severity"]["parts"]}
        assert (parts["leaders"], parts["neighbours"]) == (0, counts["upstream"] + counts["downstream"])
        assert counts["attested"] == 0
        told = {
            "place": str(gap["severity"]["place"]),
            "link": gap["link"]["name"],
            "kind": gap["kind"],
            "state": gap["state"],
            "rule": gap["rule"]["id"],
            **{name: str(counts[name]) for name in ("companies", "branches", "upstream", "downstream")},
            "capital": shown(counts["capital"], ",.0f"),
            "largest share": shown(counts["largest_share"], ".4f"),
            "HHI": shown(counts["hhi"], ".4f"),
            **{name: str(parts[name]) for name in ("scenarios", "policies", "feeds")},
            "fed by": str(parts["fed_by"]),
        }
        answered.append(told if zone == CITY else told | {"LQ": shown(counts["location_quotient"], ".2f")})
    assert answered == GAPS[zone]


def test_every_link_rests_on_the_rows_of_the_page(home: Path) -> None:
    tables = home / "graph" / "*" / "tables"
    found = duckdb.sql(
        f"""SELECT DISTINCT k.name, e.locator FROM read_parquet('{tables}/evidence.parquet') e
            JOIN read_parquet('{tables}/edge.parquet') f ON f.id = e.fact
            JOIN read_parquet('{tables}/node_ChainLink.parquet') k ON k.id = f.tail
            WHERE f.type = 'ENGAGES_IN' AND f.tail LIKE '%/low-altitude/%'"""
    ).fetchall()
    assert set(found) == {(row["link"], f"r={row['row']}") for row in REGISTERED}
    opened = scenariograph(home, *shlex.split(re.findall(r"^scenariograph .*", PAGE, re.M)[-1])[3:], "--json").items
    both = [row["row"] for row in REGISTERED if (row["link"], row["district"]) == ("通航整机", DISTRICT)]
    assert {re.sub(r".*r=", "", item["locator"]) for item in opened} == set(both)


def test_the_divisors_of_the_location_quotient_are_counted_from_the_facts(home: Path) -> None:
    facts = home / "facts" / "*"
    names = {
        row[0]: row[1]
        for row in duckdb.sql(f"SELECT id, name FROM '{home}/graph/*/tables/node_Zone.parquet'").fetchall()
    }
    placed: dict[str, set[str]] = defaultdict(set)
    for company, zone in duckdb.sql(
        f"""SELECT p.head, p.tail FROM read_parquet('{facts}/edges.parquet') p
            JOIN read_parquet('{facts}/nodes_Company.parquet') c ON c.local_id = p.head AND NOT coalesce(c.ended, FALSE)
            WHERE p.type = 'LOCATED_IN' AND regexp_matches(p.tail, '^cn-div:3702\\d\\d$')
              AND p.confidence >= 0.5 AND p.head IN (
                SELECT head FROM read_parquet('{facts}/edges.parquet') WHERE type = 'ENGAGES_IN' AND confidence >= 0.5)"""
    ).fetchall():
        placed[names[zone]].add(company)
    assert {**{zone: len(found) for zone, found in placed.items()}, CITY: len(set().union(*placed.values()))} == PLACED


def test_what_pulls_and_who_could_fill_open_to_the_pages_rows_and_sentences(
    answers: dict[str, list[dict[str, Any]]],
) -> None:
    for zone in GAPS:
        pulled = [
            (gap["link"]["name"], scenario["name"], re.sub(r".*r=", "", scenario["evidence"][0]["locator"]))
            for gap in answers[zone]
            for scenario in gap["scenarios_that_pull"]
        ]
        assert sorted(pulled) == sorted((row["link"], row["scenario"], row["row"]) for row in SCENARIO_ROWS)
        for gap in answers[zone]:
            weight = {
                pull["name"]: pull["evidence"][0] for pull in (*gap["policies_that_pull"], *gap["parks_that_fit"])
            }
            assert set(weight) == {row["who"] for row in WEIGHT}
            for row in WEIGHT:
                said = weight[row["who"]]
                assert row["words"] in said["sentence"].replace("\n", "")
                assert row["where it is said"] in (said["document"]["id"], said["locator"])
    filling = [
        (
            gap["link"]["name"],
            fill["company"]["name"],
            fill["zone"]["name"],
            re.sub(r".*r=", "", fill["evidence"][0]["locator"]),
        )
        for gap in answers[DISTRICT]
        for fill in gap["who_could_fill"]
    ]
    assert filling == [tuple(row.values()) for row in FILLING]
    rows = {(row["link"], row["company"], row["district"], row["row"]) for row in REGISTERED}
    assert set(filling) <= rows
