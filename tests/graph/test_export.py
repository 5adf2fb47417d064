"""Every export holds what the graph holds, whatever its texts, and is all there or not there."""

from __future__ import annotations

import contextlib
import csv
import datetime as dt
import json
import os
import re
import subprocess
from collections import Counter
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace
from typing import Any, get_args

import duckdb
import networkx as nx
import pyarrow as pa
import pyarrow.csv as pa_csv
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from api.cli.export_command import Kind
from api.cli.export_command import export as export_command
from graph.cells import safe_text, safe_text_sql
from graph.errors import ExportError
from graph.export import FORMATS, Exported, State, export_graph, neo4j_import, task
from graph.facts import Facts
from graph.stores.contents import Contents, Part
from graph.stores.neo4j_schema import schema_statements
from tests.graph.projections import projected
from tests.graph.test_cypher_literals import Decoder
from tests.graph.test_projection import MIDDLE, NORTH, UP, firm

TEXTS = (
    "",
    '他说“好”，"it\'s" \'\' ""',
    "第一行;\n第二行;\r\n第三行\r尾",
    "a,b;c",
    "C:\\users\\u0027\\U0001F600\\\\u\\",
    "'}) MATCH (n) DETACH DELETE n;\n//",
    "甲\x1f乙\x00丙\x0b",
    "=cmd|' /C calc'!A0",
    "\t@tab",
    "-1",
    "🏭👩‍🔬",
    '<a href="x">&amp;</a>]]>\ufffe',
    "a\u2028b\u0085c",
    "长" * 20_000,
)
# An id may hold what a name holds.
ODD_ID = "name:Indicator:<“a\"b'&\x07>;\n"
Graph = dict[tuple[str, ...], dict[str, Any]]


def awkward() -> Facts:
    """A company for every text, which is its address, its alias and a word of its edge."""
    made = Facts()
    for number, text in enumerate(TEXTS, 1):
        local = f"cn-uscc:{number}"
        place = f"r={number}"
        properties = {"address": text, "registered_capital": -number, "registered_on": dt.date(2020, 2, 29)}
        made.node(
            "Company", local, f"企业{number}", locator=place, rule="r", aliases=[text, "乙"], properties=properties
        )
        words = {"words": [text, "尾"], "main": number % 2 == 0}
        made.edge("ENGAGES_IN", ("Company", local), ("ChainLink", UP), locator=place, rule="r", properties=words)
    firm(made, 99, NORTH, MIDDLE)
    made.node("Indicator", ODD_ID, "占比", locator="r=1", rule="r", properties={"value": Decimal("-0.000001")})
    made.edge("MEASURES", ("Indicator", ODD_ID), ("Company", "cn-uscc:1"), locator="r=1", rule="r")
    return made


@pytest.fixture(scope="module")
def projection(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return projected(awkward(), tmp_path_factory.mktemp("awkward"), 1).folder


@pytest.fixture(scope="module")
def contents(projection: Path) -> Iterator[Contents]:
    with Contents(projection / "tables") as opened:
        yield opened


def rows_of(contents: Contents, part: Part) -> list[dict[str, Any]]:
    return [row for batch in contents.batches(part.select, 1000) for row in batch.to_pylist()]


def graph_of(contents: Contents, change: Callable[[Any], Any] = lambda value: value) -> Graph:
    """Properties by label and id, or by type, ends and id; what is null or changed to None is left out."""
    made: Graph = {}
    for part in contents.parts():
        for row in rows_of(contents, part):
            ends = (row.pop("head"), row.pop("tail")) if part.is_edge else ()
            held = {key: new for key, value in row.items() if (new := change(value)) is not None}
            made[(part.name, *map(change, (*ends, row["id"])))] = held
    return made


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def total(contents: Contents) -> int:
    return sum(part.rows for part in contents.parts())


def kinds(contents: Contents, name: str) -> dict[str, str]:
    return dict(next(part.columns for part in contents.parts() if part.name == name))


def test_the_projection_holds_the_texts(contents: Contents) -> None:
    graph = graph_of(contents)
    for number, text in enumerate(TEXTS, 1):
        company = graph["Company", f"cn-uscc:{number}"]
        assert (company["address"], sorted(company["aliases"])) == (text, sorted({text, "乙"}))
        assert company["registered_capital"] == -number
    assert "address" not in graph["Company", "cn-uscc:99"]


@pytest.mark.parametrize("format", FORMATS)
def test_files_and_their_rows_are_told_and_so_is_progress(
    format: str, projection: Path, contents: Contents, tmp_path: Path
) -> None:
    told: list[tuple[str, int, int]] = []
    made = export_graph(projection, format, tmp_path / "out", progress=lambda *args: told.append(args))
    assert sorted(one.file for one in made) == names(tmp_path / "out")
    assert sum(one.rows for one in made) == total(contents) == told[-1][1] == told[-1][2]
    assert [done for _, done, _ in told] == sorted(done for _, done, _ in told)
    assert names(tmp_path) == ["out"]


# -- csv ------------------------------------------------------------------------------


def cell_value(cell: str, kind: str) -> Any:
    """A cell as its type says; the empty one may be a null or an empty text."""
    if cell == "":
        return None
    read: dict[str, Callable[[str], Any]] = {
        "text": str,
        "texts": json.loads,
        "integer": int,
        "date": dt.date.fromisoformat,
        "flag": {"true": True, "false": False}.__getitem__,
    }
    return read.get(kind, float)(cell)


def test_csv_comes_back(projection: Path, contents: Contents, tmp_path: Path) -> None:
    export_graph(projection, "csv", tmp_path / "out", progress=lambda *_: None)
    found: Graph = {}
    for path in (tmp_path / "out").iterdir():
        types = kinds(contents, path.stem)
        with path.open(encoding="utf-8", newline="") as lines:
            reader = csv.DictReader(lines)
            assert list(reader.fieldnames or ())[:2] in (["id", "name"], ["head", "tail"])
            for row in reader:
                ends = (row.pop("head"), row.pop("tail")) if "head" in row else ()
                assert bool(row.pop("head_label", "") and row.pop("tail_label", "")) == bool(ends)
                held = {key: new for key, cell in row.items() if (new := cell_value(cell, types[key])) is not None}
                found[(path.stem, *ends, row["id"])] = held
    assert found == graph_of(contents, lambda value: safe_text(value) or None if isinstance(value, str) else value)
    assert [found["Company", f"cn-uscc:{number}"]["address"] for number in (8, 9, 10)] == [
        "'=cmd|' /C calc'!A0",
        "'\t@tab",
        "'-1",
    ]
    assert found["Company", "cn-uscc:7"]["address"] == "甲乙丙"
    assert found["Indicator", safe_text(ODD_ID)]["value"] == -1e-06


def test_csv_says_the_labels_of_both_ends(projection: Path, contents: Contents, tmp_path: Path) -> None:
    export_graph(projection, "csv", tmp_path / "out")
    with (tmp_path / "out" / "PART_OF.csv").open(encoding="utf-8", newline="") as lines:
        pairs = Counter((row["head_label"], row["tail_label"]) for row in csv.DictReader(lines))
    assert pairs == {(part.head, part.tail): part.rows for part in contents.edges() if part.name == "PART_OF"}
    assert len(pairs) == 2


@settings(deadline=None)  # a connection each, on a machine that may be busy
@given(st.text(st.sampled_from("=+-@\t\r\n\x00\x1f'a甲"), max_size=8) | st.text())
def test_python_and_duckdb_neutralise_alike(text: str) -> None:
    with duckdb.connect() as con:
        answered = con.execute(f"SELECT {safe_text_sql('x')} FROM (SELECT CAST(? AS VARCHAR) AS x)", [text]).fetchall()
    assert answered == [(safe_text(text),)]
    assert safe_text(text)[:1] not in tuple("=+-@\t\r\n")


# -- parquet --------------------------------------------------------------------------


def test_parquet_comes_back_with_types(projection: Path, contents: Contents, tmp_path: Path) -> None:
    export_graph(projection, "parquet", tmp_path / "out")
    arrow = {"text": pa.string(), "texts": pa.list_(pa.string()), "integer": pa.int64(), "date": pa.date32()}
    found: Graph = {}
    for path in (tmp_path / "out").iterdir():
        table = pq.read_table(path)
        for column, kind in kinds(contents, path.stem).items():
            want = pa.bool_() if kind == "flag" else arrow.get(kind, pa.float64())
            got = table.schema.field(column).type
            assert (got.value_type if pa.types.is_list(want) else got) == getattr(want, "value_type", want)
        for row in table.to_pylist():
            ends = (row.pop("head"), row.pop("tail")) if "head" in row else ()
            assert bool(row.pop("head_label", "") and row.pop("tail_label", "")) == bool(ends)
            held = {key: value for key, value in row.items() if value is not None}
            found[(path.stem, *ends, row["id"])] = held
    assert found == graph_of(contents)


# -- graphml --------------------------------------------------------------------------


def test_graphml_comes_back_as_a_multigraph(projection: Path, contents: Contents, tmp_path: Path) -> None:
    export_graph(projection, "graphml", tmp_path / "out")
    network = nx.read_graphml(tmp_path / "out" / "graph.graphml", force_multigraph=True)
    assert isinstance(network, nx.MultiDiGraph)
    nodes, edges = contents.counts()
    assert Counter(nx.get_node_attributes(network, "label").values()) == nodes
    assert Counter(nx.get_edge_attributes(network, "label").values()) == edges
    found: Graph = {}
    for id_, held in network.nodes(data=True):
        label = str(held.pop("label"))
        found[label, id_] = {"id": id_, **held}
    for head, tail, id_, held in network.edges(keys=True, data=True):
        label = str(held.pop("label"))
        found[label, head, tail, id_] = {"id": id_, **held}

    def as_graphml(value: Any) -> Any:
        if isinstance(value, str):
            return re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe]", "", value)
        if isinstance(value, list):
            return json.dumps([re.sub("\ufffe", "", one) for one in value], ensure_ascii=False)
        return value.isoformat() if isinstance(value, dt.date) else value

    assert found == graph_of(contents, as_graphml)
    assert found["Company", "cn-uscc:7"]["address"] == "甲乙丙"
    types = {key: type(value) for key, value in found["Company", "cn-uscc:2"].items()}
    assert (types["registered_capital"], types["evidences"], types["stated"]) == (float, int, bool)


# -- cypher ---------------------------------------------------------------------------


@pytest.mark.parametrize("most", [1, 500])
def test_cypher_statements_hold_the_graph(
    most: int, projection: Path, contents: Contents, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("graph.export.cypher_script.MOST_ROWS", most)
    export_graph(projection, "cypher", tmp_path / "out")
    script = (tmp_path / "out" / "graph.cypher").read_text(encoding="utf-8")
    statements = [
        part.removeprefix("// For an empty database: cypher-shell -f graph.cypher\n") for part in script.split(";\n")
    ]
    assert statements.pop() == ""
    constraints = [text for text in statements if text.startswith("CREATE CONSTRAINT ")]
    assert all(re.search(r" IF NOT EXISTS FOR \(n:\w+\) REQUIRE n\.id IS UNIQUE$", text) for text in constraints)
    assert statements[: len(constraints)] == constraints != []
    found: Graph = {}
    for text in statements[len(constraints) :]:
        assert text.startswith("UNWIND [")
        decoder = Decoder(text.removeprefix("UNWIND "))
        batch = decoder.value()
        assert 0 < len(batch) <= most
        if node := re.fullmatch(r" AS r CREATE \(n:(\w+)\) SET n = r", decoder.rest.replace("\n", "")):
            found |= {(node[1], row["id"]): row for row in batch}
            continue
        edge = re.fullmatch(
            r" AS r MATCH \(a:(\w+) \{id: r\.head\}\) MATCH \(b:(\w+) \{id: r\.tail\}\)"
            r" CREATE \(a\)-\[e:(\w+)\]->\(b\) SET e = r\.p",
            decoder.rest.replace("\n", ""),
        )
        assert edge, decoder.rest
        assert all((edge[1], row["head"]) in found and (edge[2], row["tail"]) in found for row in batch)
        found |= {(edge[3], row["head"], row["tail"], row["p"]["id"]): row["p"] for row in batch}
    assert found == graph_of(contents)


def test_a_statement_of_long_texts_has_fewer_rows(
    projection: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("graph.export.cypher_script.MOST_CHARACTERS", 2_000)
    export_graph(projection, "cypher", tmp_path / "out")
    statements = (tmp_path / "out" / "graph.cypher").read_text(encoding="utf-8").split(";\n")
    long = [text for text in statements if len(text) > 2_200]
    assert len(long) == 2, "the company with the long text and its edge, each alone"
    assert all(len(Decoder(text.removeprefix("UNWIND ")).value()) == 1 for text in long)


# -- neo4j-import ---------------------------------------------------------------------


def imported(folder: Path, stem: str) -> list[dict[str, Any]]:
    """Rows of a data file under its header; quoted empty cells are texts, bare ones null."""
    header = (folder / f"{stem}-header.csv").read_text(encoding="utf-8").strip().split(",")
    table = pa_csv.read_csv(
        folder / f"{stem}.csv",
        read_options=pa_csv.ReadOptions(column_names=header, block_size=1 << 24),
        parse_options=pa_csv.ParseOptions(newlines_in_values=True),
        convert_options=pa_csv.ConvertOptions(
            column_types=dict.fromkeys(header, pa.string()), strings_can_be_null=True, quoted_strings_can_be_null=False
        ),
    )
    return list(table.to_pylist())


def import_value(cell: str, kind: str) -> Any:
    if kind == "string[]":
        return cell.split("\x1f")
    read: dict[str, Callable[[str], Any]] = {
        "long": int,
        "double": float,
        "date": dt.date.fromisoformat,
        "boolean": {"true": True, "false": False}.__getitem__,
    }
    return read.get(kind, str)(cell)


def test_import_files_come_back(projection: Path, contents: Contents, tmp_path: Path) -> None:
    export_graph(projection, "neo4j-import", tmp_path / "out")
    found: Graph = {}
    for part in contents.parts():
        stem = f"{'edges' if part.is_edge else 'nodes'}-{part.key}"
        for row in imported(tmp_path / "out", stem):
            ends = (row.pop(f":START_ID({part.head})"), row.pop(f":END_ID({part.tail})")) if part.is_edge else ()
            held = {}
            for column, cell in row.items():
                field, _, kind = column.partition(":")
                if cell is not None:
                    held[field] = import_value(cell, "string" if kind == f"ID({part.name})" else kind)
            found[(part.name, *ends, held["id"])] = held
    assert found == graph_of(contents, separated)
    assert found["Company", "cn-uscc:1"]["address"] == ""


def separated(value: Any) -> Any:
    """A list without the character that stands between its elements."""
    return [one.replace("\x1f", "") for one in value] if isinstance(value, list) else value


@pytest.fixture
def asked(tmp_path: Path) -> Path:
    """A stand-in for neo4j-admin that writes down where and how it was called."""
    if os.name == "nt":
        pytest.skip("import.sh is for a POSIX shell")
    path = tmp_path / "neo4j admin"
    path.write_text(f"#!/bin/sh\n{{ pwd; printf '%s\\n' \"$@\"; }} > '{tmp_path}/asked'\n")
    path.chmod(0o755)
    return path


def run_script(folder: Path, admin: Path, **more: str) -> tuple[str, list[str]]:
    environment = {"PATH": os.environ["PATH"], "NEO4J_ADMIN": str(admin), **more}
    subprocess.run([folder / "import.sh", "--verbose"], env=environment, cwd="/", check=True)
    place, *words = (admin.parent / "asked").read_text(encoding="utf-8").splitlines()
    return place, words


def test_the_script_names_every_file_and_no_place(
    projection: Path, contents: Contents, tmp_path: Path, asked: Path
) -> None:
    folder = tmp_path / "out put"
    state: State = {"id": "scenariograph", "version": 3, "target": None, "name": '图谱 "3"'}
    export_graph(projection, "neo4j-import", folder, state=state)
    place, words = run_script(folder, asked)
    assert Path(place) == folder.resolve()
    assert words[:4] == ["database", "import", "full", "neo4j"]
    assert {"--overwrite-destination=true", "--multiline-fields=true", "--array-delimiter=U+001F"} < set(words)
    assert words[-1] == "--verbose" and not any(word.startswith("--read-buffer-size") for word in words)
    named: Counter[tuple[str, str]] = Counter()
    files = {"import.sh", "schema.cypher"}
    for word in words:
        if found := re.fullmatch(r"--(nodes|relationships)=(\w+)=\./([\w-]+\.csv),\./([\w-]+\.csv)", word):
            named[found[1], found[2]] += 1
            files |= {found[3], found[4]}
    assert named == Counter(
        [("relationships" if part.is_edge else "nodes", part.name) for part in contents.parts()]
        + [("nodes", "Projection")]
    )
    assert files == set(names(folder))
    assert str(tmp_path) not in (folder / "import.sh").read_text(encoding="utf-8")
    assert run_script(folder, asked, NEO4J_DATABASE="other")[1][3] == "other"
    assert (folder / "nodes-Projection-header.csv").read_text("utf-8") == "id:ID(Projection),version:long,name:string\n"
    assert (folder / "nodes-Projection.csv").read_text("utf-8") == '"scenariograph",3,"图谱 ""3"""\n'
    assert (folder / "schema.cypher").read_text("utf-8").split(";\n") == [*schema_statements(), ""]


def test_a_text_longer_than_the_tools_buffer_raises_it(
    projection: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(neo4j_import, "DEFAULT_BUFFER", 2 * 60_000)
    export_graph(projection, "neo4j-import", tmp_path / "out")
    assert " --read-buffer-size=1m " in (tmp_path / "out" / "import.sh").read_text("utf-8").replace("\\\n", "")


# -- all or nothing -------------------------------------------------------------------


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("raised", [KeyboardInterrupt, duckdb.InterruptException])
def test_an_interrupted_export_leaves_nothing(
    format: str, raised: type[BaseException], projection: Path, tmp_path: Path
) -> None:
    def stop(*_: object) -> None:
        raise raised

    with pytest.raises(KeyboardInterrupt):
        export_graph(projection, format, tmp_path / "out", progress=stop)
    assert names(tmp_path) == []


@pytest.mark.parametrize("format", FORMATS)
def test_a_full_disk_names_the_file(
    format: str, projection: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(path: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(task, "fsync_file", full)
    with pytest.raises(ExportError, match=r"out/[\w.-]+: can't be written: No space left on device"):
        export_graph(projection, format, tmp_path / "out")
    assert names(tmp_path) == []


def test_an_engines_error_names_the_file_by_the_users_name(
    projection: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(self: Contents, statement: str, values: list[Any] | None = None) -> None:
        assert values
        raise duckdb.IOException(f'Could not write file "{values[0]}": No space left on device')

    monkeypatch.setattr(Contents, "execute", fail)
    with pytest.raises(ExportError) as caught:
        export_graph(projection, "csv", tmp_path / "out")
    assert f"{tmp_path}/out/" in str(caught.value) and "unfinished" not in str(caught.value)


def test_what_is_there_is_not_overwritten(projection: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    full, file, empty, link = (tmp_path / part for part in ("full", "file", "empty", "link"))
    full.mkdir()
    (full / "mine").write_text("mine")
    file.write_text("mine")
    empty.mkdir()
    for target, why in ((full, "the folder is not empty"), (file, "is a file"), (tmp_path / "a" / "b", "no folder")):
        with pytest.raises(ExportError, match=why):
            export_graph(projection, "csv", target)
    with pytest.raises(ExportError, match=r"format xml: .* csv, parquet, graphml, cypher, neo4j-import"):
        export_graph(projection, "xml", tmp_path / "out")
    with pytest.raises(ExportError, match="no projection"):
        export_graph(tmp_path, "csv", tmp_path / "out")
    with monkeypatch.context() as patched:
        patched.chdir(empty)
        with pytest.raises(ExportError, match="a new folder in it"):
            export_graph(projection, "csv", Path())
    assert names(tmp_path) == ["empty", "file", "full"]
    link.symlink_to(empty)
    export_graph(projection, "csv", link)
    assert link.is_symlink() and (empty / "Company.csv").exists()


def test_a_folder_filled_meanwhile_stays(projection: Path, tmp_path: Path) -> None:
    def fill(*_: object) -> None:
        (tmp_path / "out").mkdir(exist_ok=True)
        (tmp_path / "out" / "mine").write_text("mine")

    with pytest.raises(ExportError, match="out: can't be written"):
        export_graph(projection, "graphml", tmp_path / "out", progress=fill)
    assert [path.name for path in tmp_path.rglob("*")] == ["out", "mine"]


# -- the command ----------------------------------------------------------------------


def test_the_command_offers_every_format() -> None:
    assert get_args(Kind) == FORMATS


@pytest.mark.parametrize("json_", [True, False])
def test_the_command_says_what_it_wrote(
    json_: bool, projection: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    manifest = json.loads((projection / "manifest.json").read_text(encoding="utf-8"))
    workspace = SimpleNamespace(folder=projection, manifest=manifest, ledger=SimpleNamespace(identity="here"))
    opened = contextlib.nullcontext(workspace)
    context: Any = SimpleNamespace(obj=SimpleNamespace(workspace=lambda: opened))
    assert export_command(context, tmp_path / "out", "parquet", json_) == 0
    printed = capsys.readouterr()
    assert f"已写入 {tmp_path / 'out'}" in printed.err
    if not json_:
        assert re.search(r"^Company.parquet +15$", printed.out, re.M)
        return
    answer = json.loads(printed.out)
    files = [Exported(**one) for one in answer.pop("files")]
    assert answer == {"format": "parquet", "folder": str(tmp_path / "out")}
    assert Exported("Company.parquet", 15) in files
