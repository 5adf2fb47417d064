"""The page the project starts from and 100,000 registrations: every answer equal on both stores, row by row."""

from __future__ import annotations

import lzma
import re
import shutil
from collections.abc import Iterator
from contextlib import closing
from itertools import islice
from pathlib import Path
from typing import Any

import pytest

from graph.analysis.coverage import coverage
from graph.analysis.cross_zone import cross_zone_links
from graph.analysis.gaps import gaps
from graph.analysis.reference import Reference
from graph.analysis.related import related
from graph.analysis.show import show
from graph.ledger import Ledger
from graph.publish import to_server
from graph.queries import ask, named_queries
from graph.stores.neo4j import Neo4jStore
from graph.stores.neo4j_settings import Neo4jSettings
from graph.workspace import Workspace
from ingest.jobs import IngestOptions, ingest
from schema.pack_loader import load_packs
from tests.graph.dump import assert_equal
from tests.neo4j_servers import wipe

pytestmark = [pytest.mark.realdata, pytest.mark.slow]
REGISTRATIONS = 100_000
ASKED = 3


@pytest.fixture(scope="module")
def home(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("large")
    shutil.copy(next((shared / "seeds").glob("*.txt")), folder / "page.txt")
    source = shared / "data" / "registrations" / "national_1m.csv.xz"
    qingdao = shared / "data" / "registrations" / "qingdao_dev.csv.gz"
    shutil.copy(qingdao, folder / "qingdao.csv.gz")
    with (
        lzma.open(source, "rt", encoding="utf-8") as lines,
        (folder / "national.csv").open("w", encoding="utf-8") as out,
    ):
        out.writelines(islice(lines, REGISTRATIONS + 1))
    packs = load_packs("qingdao")
    with Ledger.open(folder / "home") as ledger:
        ingest(ledger, packs, [folder / "page.txt", folder / "national.csv"], IngestOptions(build=False))
        ingest(ledger, packs, [folder / "qingdao.csv.gz"], IngestOptions(covers=("青岛市",)))
    return folder / "home"


@pytest.fixture(scope="module")
def both(home: Path, server: Neo4jSettings) -> Iterator[tuple[Workspace, Workspace]]:
    """The workspace opened on either store."""
    wipe(server)
    with Ledger.open(home) as ledger, closing(Neo4jStore(server, ledger.identity)) as store:
        to_server(ledger.graph, store)
        with Workspace.open(home) as embedded:
            store.expect(embedded.manifest["hash"])
            yield embedded, Workspace(ledger, embedded.folder, store)
    wipe(server)


def parameters(workspace: Workspace, name: str) -> list[dict[str, Any]]:
    """Several parameters of a query: what has most around it, what has least, and what is not there."""
    query = next(q for q in named_queries() if q.name == name)
    if query.parameters == ():
        return [{}]
    if query.parameters == ("ids",):
        rows = workspace.store.query("MATCH (c:Company) RETURN c.id AS id ORDER BY id LIMIT 500")
        ids = [row["id"] for row in rows]
        return [{"ids": ids}, {"ids": ids[:1]}, {"ids": ["none"]}, {"ids": []}]
    if query.parameters == ("word",):
        return [{"word": "链主"}, {"word": ""}]
    if query.parameters == ("link",):
        text = "MATCH (c:Company)-[:ENGAGES_IN]->(l:ChainLink) RETURN l.id AS id, count(*) AS n ORDER BY n DESC, id"
        rows = workspace.store.query(text)
        return [{"link": row["id"]} for row in (*rows[:ASKED], rows[-1])] + [{"link": "none"}]
    # The label of what is asked about stands in the query itself.
    label = re.findall(r":(\w+) \{id: \$id\}", query.text)[0]
    rows = workspace.store.query(f"MATCH (n:{label}) RETURN n.id AS id ORDER BY id LIMIT {ASKED}")
    return [{"id": row["id"]} for row in rows] + [{"id": "none"}]


def test_counts_are_equal(both: tuple[Workspace, Workspace]) -> None:
    embedded, server = both
    assert server.store.counts() == embedded.store.counts()
    assert embedded.store.counts()[0]["Company"] > REGISTRATIONS


@pytest.mark.parametrize("name", [query.name for query in named_queries()])
def test_every_named_query_is_equal_row_by_row(name: str, both: tuple[Workspace, Workspace]) -> None:
    embedded, server = both
    for given in parameters(embedded, name):
        assert_equal(ask(server.store, name, given), ask(embedded.store, name, given), f"{name} {str(given)[:80]}")


def test_gaps_coverage_and_links_are_equal(both: tuple[Workspace, Workspace]) -> None:
    rules = load_packs("qingdao").gap_rules
    embedded, server = (Reference(workspace) for workspace in both)
    for zone in (None, "崂山区", "黄岛区"):
        wanted = gaps(embedded, rules, zone=zone)
        assert_equal(gaps(server, rules, zone=zone), wanted)
        assert wanted["items"]
    assert_equal(coverage(server), coverage(embedded))
    assert_equal(cross_zone_links(server, limit=1000), cross_zone_links(embedded, limit=1000))


def test_related_and_show_are_equal(both: tuple[Workspace, Workspace]) -> None:
    embedded, server = both
    packs = load_packs("qingdao")
    assert_equal(related(server, packs, "机器人训练场"), related(embedded, packs, "机器人训练场"))
    policy = embedded.store.query("MATCH (p:Policy) RETURN p.id AS id ORDER BY id")[0]["id"]
    company = embedded.store.query("MATCH (c:Company)<-[:BRANCH_OF]-(:Company) RETURN c.id AS id ORDER BY id")[0]["id"]
    for node in ("10+1", "4+4+2", "青岛市", "崂山区", policy, company):
        assert_equal(show(server, node, candidates=True), show(embedded, node, candidates=True), node)
