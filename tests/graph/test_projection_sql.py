"""The projection's SQL keeps to what DuckDB and Spark both read, and answer alike."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
import sqlglot
from sqlglot import exp
from sqlglot.errors import SqlglotError

from graph.engines import Statement, parse_statement
from graph.facts import Facts
from graph.ledger import write_bundle
from graph.projection import Base, CountedBundle, ProjectionInputs, project
from graph.projection.run import _computing
from ingest.resolve import resolve
from schema.ontology import ontology
from tests.graph.test_projection import CITY, NORTH, UP, firm, pack

SQL = sorted((Path(__file__).resolve().parents[2] / "graph" / "projection").glob("*.sql"))

# Functions that both engines know under this name, with these arguments and this answer.
FUNCTIONS = {
    "array_agg", "array_distinct", "array_sort", "coalesce", "concat_ws", "count", "flatten", "max", "min", "min_by",
    "row_number", "split", "sum",
}  # fmt: skip
TYPES = {"BIGINT", "BOOLEAN", "DATE", "DECIMAL", "DOUBLE", "STRING"}
# What else a statement may be made of, as sqlglot names it.
PARTS = {
    "Alias", "And", "Boolean", "CTE", "Case", "Cast", "Column", "DPipe", "DataType", "DataTypeParam", "Distinct", "Div",
    "EQ", "Exists", "Filter", "From", "GT", "GTE", "Group", "Having", "Identifier", "If", "In", "Is", "Join", "LT", "LTE",
    "Literal", "Mul", "NEQ", "Not", "Null", "Or", "Order", "Ordered", "Paren", "Select", "Star", "Subquery", "Table",
    "TableAlias", "Union", "Where", "Window", "With",
}  # fmt: skip
# sqlglot's classes of the functions above, where the two dialects give them others.
FUNCTION_PARTS = {
    "ArgMin", "ArrayAgg", "ArrayDistinct", "ArraySort", "Coalesce", "ConcatWs", "Count", "Flatten", "Max", "Min",
    "RegexpSplit", "RowNumber", "Split", "Sum", "TryCast",
}  # fmt: skip
# Columns that orders go by without saying where nulls stand: facts and inputs always have them.
NEVER_NULL = {"company", "fact", "ordinal", "precedence", "seq", "source"}
KEYWORDS = {
    "all", "and", "as", "by", "case", "distinct", "else", "exists", "filter", "from", "in", "join", "not", "on", "or",
    "over", "select", "then", "values", "when", "where",
}  # fmt: skip


def faults(query: str) -> set[str]:
    """What of a query only one engine reads, or each answers in its own way."""
    bare = re.sub(r"'[^']*'", " ", query)
    named = {name.lower() for name in re.findall(r"(\w+)\s*\(", bare)} - KEYWORDS - {"cast", "decimal"}
    # Names of common table expressions stand before a bracket too.
    named -= {name.lower() for name in re.findall(r"(\w+)\s+AS\s*\(\s*SELECT", bare)}
    found = {f"function {name}" for name in named - FUNCTIONS}
    if "`" in bare:
        found.add("backtick")
    # Spark wants a length after it; STRING is known to both, and sqlglot calls both TEXT.
    if re.search(r"\bVARCHAR\b", bare, re.I):
        found.add("type VARCHAR")
    for dialect, text in (("duckdb", query), ("spark", query.replace('"', "`"))):
        try:
            tree = sqlglot.parse_one(text, read=dialect)
        except SqlglotError as error:
            found.add(f"{dialect} can't read it: {error}")
            continue
        found |= _faults_of(tree)
    return found


def _faults_of(tree: exp.Expr) -> set[str]:
    found = set()
    for node in tree.walk():
        kind = type(node).__name__
        if kind not in PARTS | FUNCTION_PARTS:
            found.add(f"part {kind}")
        if isinstance(node, exp.DataType) and (name := _type_name(node)) not in TYPES:
            found.add(f"type {name}")
        if isinstance(node, exp.Ordered) and not _says_where_nulls_stand(node):
            found.add("an order that does not say where nulls stand")
        if isinstance(node, exp.ArrayAgg):
            if isinstance(node.this, exp.Order):
                found.add("an order inside array_agg")
            # Of no rows Spark makes an empty list, DuckDB none.
            if isinstance(node.parent, exp.Filter) and node.find_ancestor(exp.Case) is None:
                found.add("a filtered array_agg without CASE WHEN count(…) > 0")
        if isinstance(node, exp.Split | exp.RegexpSplit):
            # DuckDB splits at a text, Spark at a pattern.
            at = node.expression
            if not (isinstance(at, exp.Literal) and re.fullmatch(r"[\w ,;:/>-]", at.this)):
                found.add("a split at what may be a pattern")
        # The precision of a quotient of decimals differs.
        if isinstance(node, exp.Div) and not all(_is_double(side) for side in (node.this, node.expression)):
            found.add("a division of other things than doubles")
    return found


def _type_name(kind: exp.DataType) -> str:
    name = kind.this.name if hasattr(kind.this, "name") else str(kind.this)
    return {"TEXT": "STRING"}.get(name, name)


def _says_where_nulls_stand(ordered: exp.Ordered) -> bool:
    by = ordered.this
    explicit = re.search(r"NULLS (FIRST|LAST)", ordered.sql("postgres")) is not None
    case = isinstance(by, exp.Case) and by.args.get("default") is not None
    return explicit or case or (isinstance(by, exp.Column) and by.name in NEVER_NULL)


def _is_double(side: exp.Expr) -> bool:
    if isinstance(side, exp.Paren):
        return _is_double(side.this)
    if isinstance(side, exp.Mul | exp.Div):
        return _is_double(side.this) and _is_double(side.expression)
    return isinstance(side, exp.Cast | exp.TryCast) and side.to.is_type("double")


class Recorder:
    """An engine that only writes down what it is asked to make."""

    errors: tuple[type[Exception], ...] = ()

    def __init__(self) -> None:
        self.made: list[Statement] = []

    def register(self, name: str, table: pa.Table) -> None:
        """Nothing to keep."""

    def register_parquet(self, name: str, files: Sequence[Path], schema: pa.Schema) -> None:
        """Nothing to keep."""

    def register_numbered(self, name: str, file: Path) -> None:
        """Nothing to keep."""

    def execute(self, *groups: Sequence[Statement]) -> None:
        """Write the statements down."""
        self.made += [statement for group in groups for statement in group]

    def fetch(self, query: str) -> pa.Table:
        """The projection asks for nothing on its way."""
        raise AssertionError(query)

    def outcome(self, names: Iterable[str]) -> Any:
        """The projection's tables are not made here."""
        raise AssertionError(names)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> list[Statement]:
    """Every statement of a projection in which full registers follow one another and each label has facts."""
    folder = tmp_path_factory.mktemp("facts")
    tables = pack()
    for label in ontology().labels:
        if f"nodes_{label}" not in tables:
            one = Facts()
            one.node(label, f"t:{label}/1", "某某", locator="pack:t/x#r=2", rule="pack")
            tables |= one.tables()
    facts = Facts()
    firm(facts, 1, NORTH, UP)
    bundle = write_bundle(folder, "a" * 32, facts.tables())
    day = dt.date(2026, 1, 1)
    counted = tuple(
        CountedBundle(bundle, "reg", seq, seq, "snapshot", "registration", day, day if seq == 1 else None)
        for seq in (1, 2)
    )
    inputs = ProjectionInputs(counted, (), tables, "p", CITY, resolve([bundle], tables, ()).table, (), "1")
    before = project(inputs, folder / "before")
    base = Base(before.tables, before.digests, changed=("a" * 32,), left=(("reg", 1),))
    whole, update = Recorder(), Recorder()
    for engine, since in ((whole, None), (update, base)):
        computing = _computing(engine, inputs, since)
        computing.nodes()
        computing.edges()
        computing.derived()
        computing.evidence()
    return [*whole.made, *(s for s in update.made if s not in whole.made)]


def test_both_engines_read_every_statement(made: list[Statement]) -> None:
    assert {s.name for s in made} >= {"superseded", "all_Company", "all_edge", "covers", "related_to", "evidence"}
    assert {f"chosen_{label}" for label in ontology().labels} <= {s.name for s in made}
    assert {"touched_node", "touched_edge", "kept_edge", "new_evidence"} <= {s.name for s in made}
    found = {s.name: wrong for s in made if (wrong := faults(s.query))}
    assert found == {}


PLANTED = {
    "function list_sort": "SELECT list_sort(x) AS y FROM t",
    "function strftime": "SELECT strftime(d, 'x') AS y FROM t",
    "function now": "SELECT now() AS y FROM t",
    "part CurrentTimestamp": "SELECT CURRENT_TIMESTAMP AS y FROM t",
    "function any_value": "SELECT any_value(x) AS y FROM t",
    "backtick": "SELECT `x` FROM t",
    "part Bracket": "SELECT x[1] AS y FROM t",
    "part Qualify": "SELECT x FROM t QUALIFY row_number() OVER (PARTITION BY x ORDER BY source) = 1",
    "part Array": "SELECT [1, 2] AS y FROM t",
    "part ILike": "SELECT x FROM t WHERE x ILIKE 'a%'",
    "part TableSample": "SELECT x FROM t USING SAMPLE 10",
    "type INT": "SELECT CAST(x AS INT) AS y FROM t",
    "type VARCHAR": "SELECT CAST(x AS VARCHAR) AS y FROM t",
    "type FLOAT": "SELECT CAST(x AS FLOAT) AS y FROM t",
    "an order that does not say where nulls stand": "SELECT row_number() OVER (PARTITION BY x ORDER BY as_of) AS y FROM t",
    "an order inside array_agg": "SELECT array_agg(x ORDER BY source) AS y FROM t",
    "a filtered array_agg without CASE WHEN count(…) > 0": "SELECT array_agg(x) FILTER (WHERE x IS NOT NULL) AS y FROM t",
    "a split at what may be a pattern": "SELECT split(x, '.') AS y FROM t",
    "a division of other things than doubles": "SELECT x / CAST(y AS DOUBLE) AS z FROM t",
}


@pytest.mark.parametrize("what", PLANTED)
def test_a_planted_fault_is_found(what: str) -> None:
    assert what in faults(PLANTED[what])


@pytest.mark.parametrize("query", ["SELECT * EXCLUDE (a) FROM t", "SELECT x FROM t WHERE", "FROM t SELECT x, {'a': 1}"])
def test_what_one_engine_alone_reads_is_found(query: str) -> None:
    assert faults(query)


def test_a_clean_query_is_left_alone() -> None:
    clean = (
        'WITH one AS (SELECT "order", source, seq FROM t WHERE x IN (SELECT fact FROM reject))\n'
        "SELECT coalesce(\"order\", 'now(x)') AS y, CAST(count(*) AS BIGINT) AS n,\n"
        "       row_number() OVER (PARTITION BY y ORDER BY as_of DESC NULLS LAST, seq) AS place,\n"
        "       CAST(a AS DOUBLE) / (CAST(b AS DOUBLE) * CAST(b AS DOUBLE)) AS share, split(x, ' ') AS parts FROM one"
    )
    assert faults(clean) == set()


@pytest.mark.parametrize("path", SQL, ids=lambda p: p.stem)
def test_sql_says_what_it_makes_from_what(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert re.match(r"-- \S.*:", text), "the first line names what is made"
    assert re.search(r"^-- from:", text, re.M), "the header says from what"


def test_a_statement_that_makes_nothing_is_refused() -> None:
    assert parse_statement("CREATE VIEW a AS\nSELECT 1") == Statement("a", "SELECT 1", is_view=True)
    with pytest.raises(ValueError, match="not CREATE TABLE"):
        parse_statement("SELECT 1")
