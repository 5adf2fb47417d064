"""One row work and one projection in three places: worker processes and DuckDB, Spark here, Spark on a cluster."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from graph.engines.spark import SMALL_SETTING
from graph.ledger import Ledger
from graph.snapshot import current_folder, read_manifest
from ingest.registrations.extract import CHUNK_ROWS
from tests.graph.dump import assert_equal
from tests.registers import code, register, row
from tests.spark_cluster import Cluster, missing, quiet_environment

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(missing() is not None, reason=f"Spark can't run here: {missing()}"),
]
ROOT = Path(__file__).resolve().parents[1]
EXAMPLES = ROOT / "examples"
DISTRICTS = ("市南区", "市北区", "黄岛区", "崂山区", "即墨区")
SCOPES = ("drone", "battery", "ship", "none")
ENGINES = ("local", "cluster", "connect")


# Companies and edges of these tests are above 100,000 bytes, so Spark makes what depends on them. Nothing listens to others.
DEFAULTS = f"{SMALL_SETTING} 100000\nspark.connect.grpc.binding.address 127.0.0.1\nspark.ui.enabled false\n"


def run(home: Path, *arguments: str, **environment: str) -> None:
    """One command of the program, in a process of its own."""
    command = [sys.executable, "-c", "from api.cli import main; main()", "--home", str(home), *arguments]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, env=quiet_environment(**environment))
    assert done.returncode == 0, done.stderr


def first_register() -> str:
    """More than one batch of rows, among them a few of every kind that is set aside or repaired."""
    rows = [row(n, scope=SCOPES[n % 4], district=DISTRICTS[n % 5], capital=f"{n}万元") for n in range(CHUNK_ROWS + 40)]
    rows[100:103] = ["合计,,,,,", f",{code(101)},,,,", "示例错码有限公司,91379900MA0000000X,,,,"]
    rows[CHUNK_ROWS + 5] = row(7, scope="battery")
    rows[200] = f"示例集团有限公司,{code(200)},二〇二〇年,壹佰万元,动力电池制造,青岛市"
    rows[201] = f"示例集团有限公司市北分公司,{code(201)},2021-01-02,,船舶制造,青岛市市北区示例路1号"
    return register(rows)


def second_register() -> str:
    """A later full register: some left, some moved, some changed."""
    kept = [row(n, scope=SCOPES[n % 4], district=DISTRICTS[n % 5], capital=f"{n}万元") for n in range(0, 600, 2)]
    moved = [row(n, scope="ship", district="市南区", capital="无") for n in range(1, 60, 2)]
    return register([*kept, *moved])


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("files")
    for name, text in (("first", first_register()), ("second", second_register())):
        (folder / name).mkdir()
        (folder / name / "登记.csv").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with papers, lists, a small register and decisions, not yet built."""
    home = tmp_path_factory.mktemp("base") / "home"
    run(home, "ingest", str(EXAMPLES), "--no-build")
    with Ledger.open(home) as ledger, ledger.writing():
        ledger.decide("reject", f"cn-uscc:{code(4)}", who="某人")
        ledger.decide("same", f"cn-uscc:{code(6)}", f"cn-uscc:{code(10)}", who="某人")
    return home


def take_both(base: Path, home: Path, files: Path, *engine: str, **environment: str) -> None:
    """Take the two registers in and build."""
    shutil.copytree(base, home)
    given = ("--source", "登记", "--update", "snapshot", "--covers", "青岛市", *engine)
    run(home, "ingest", str(files / "first" / "登记.csv"), "--as-of", "2025-01-01", "--no-build", *given, **environment)
    second = files / "second" / "登记.csv"
    run(home, "ingest", str(second), "--as-of", "2026-01-01", "--replace", *given, **environment)


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory, base: Path, files: Path) -> Path:
    """What worker processes and DuckDB make."""
    home = tmp_path_factory.mktemp("here") / "home"
    take_both(base, home, files)
    return home


@pytest.fixture(scope="module", params=ENGINES)
def there(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, base: Path, files: Path
) -> Iterator[Path]:
    """What Spark makes of the same."""
    top = tmp_path_factory.mktemp(request.param)
    with ExitStack() as stack:
        if request.param == "cluster":
            settings = {"SPARK_MASTER": stack.enter_context(Cluster.start(top / "cluster")).address}
        elif request.param == "connect":
            settings = {"SPARK_REMOTE": "local[2]"}
        else:
            settings = {"SPARK_MASTER": "local[2]"}
        (top / "conf").mkdir()
        (top / "conf" / "spark-defaults.conf").write_text(DEFAULTS, encoding="utf-8")
        settings["SPARK_CONF_DIR"] = str(top / "conf")
        take_both(base, top / "工作区 [1]", files, "--engine", "spark", **settings)
    yield top / "工作区 [1]"


def published(home: Path) -> Path:
    folder = current_folder(home / "graph")
    assert folder is not None
    return folder


def rows_of(path: Path) -> list[dict[str, Any]]:
    """All rows of a table, in an order of their own: the engine's plays no part."""
    return sorted(pq.read_table(path).to_pylist(), key=lambda one: json.dumps(one, default=str, sort_keys=True))


def types_of(path: Path) -> list[tuple[str, str]]:
    """Columns and types; whether a writer noted that a column holds no null is no difference."""
    return [(field.name, str(field.type).replace(" not null", "")) for field in pq.read_schema(path)]


def test_bundles_are_equal(here: Path, there: Path) -> None:
    names = sorted(path.name for path in (here / "facts").iterdir())
    assert sorted(path.name for path in (there / "facts").iterdir()) == names
    for name in names:
        # The manifest holds a digest of each table's file: equal facts are equal bytes.
        manifest = json.loads((here / "facts" / name / "manifest.json").read_text(encoding="utf-8"))
        assert json.loads((there / "facts" / name / "manifest.json").read_text(encoding="utf-8")) == manifest


def test_projections_have_one_digest(here: Path, there: Path) -> None:
    one, other = published(here), published(there)
    digests = json.loads((one / "digests.json").read_text(encoding="utf-8"))
    assert json.loads((other / "digests.json").read_text(encoding="utf-8")) == digests
    assert {"covers", "complements", "related_to", "candidate_edge"} < digests.keys()
    for name in ("hash", "fingerprint", "nodes", "edges", "candidates"):
        assert read_manifest(other)[name] == read_manifest(one)[name]


def test_projections_are_equal_row_by_row(here: Path, there: Path) -> None:
    tables = sorted(path.name for path in (published(here) / "tables").iterdir())
    assert sorted(path.name for path in (published(there) / "tables").iterdir()) == tables
    for name in tables:
        one, other = (published(home) / "tables" / name for home in (here, there))
        assert types_of(other) == types_of(one), name
        assert_equal(rows_of(other), rows_of(one), name)


def test_nothing_of_the_work_is_left(there: Path) -> None:
    assert [path for path in there.rglob("*") if path.name in ("spill", "given", "made")] == []
    assert list(there.rglob(".unfinished-*")) == []


def test_the_data_shows_what_it_should(here: Path) -> None:
    """Ended companies, rows set aside, batches more than one: else equality would say little."""
    with Ledger.open(here) as ledger:
        versions = ledger.source("登记").versions
    assert versions[0].summary["read"] > CHUNK_ROWS
    assert set(versions[0].summary["reasons"]) >= {"total_row", "no_name", "code_check"}
    companies = rows_of(published(here) / "tables" / "node_Company.parquet")
    assert {one["valid_to"] is None for one in companies} == {True, False}
