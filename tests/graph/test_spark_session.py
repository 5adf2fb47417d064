"""What is missing for Spark is said, and what to do; nothing of Spark starts here."""

from __future__ import annotations

import socket
import sys
from pathlib import Path

import pyarrow as pa
import pytest

from graph.engines.spark_session import spark_session
from graph.engines.spark_types import read_path, spark_nulls, spark_schema, written_path
from graph.errors import EngineError
from graph.facts import edge_schema, node_schema
from schema.ontology import ontology


def refusal(**environment: str) -> str:
    with pytest.raises(EngineError) as raised, spark_session(environment):
        pass
    return str(raised.value)


def test_no_address_names_both_variables() -> None:
    said = refusal(PATH="")
    assert "SPARK_REMOTE=sc://" in said
    assert "SPARK_MASTER=spark://" in said


def test_missing_pyspark_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyspark", None)
    assert "pip install 'scenariograph[spark]'" in refusal(SPARK_MASTER="local[2]")


@pytest.mark.parametrize("place", [{"PATH": "/nowhere"}, {"JAVA_HOME": "/nowhere"}])
def test_missing_java_is_needed_for_a_master_only(place: dict[str, str]) -> None:
    pytest.importorskip("pyspark")
    said = refusal(SPARK_MASTER="local[2]", **place)
    assert "Java 17" in said
    assert "JAVA_HOME" in said
    assert "SPARK_REMOTE" in said


@pytest.mark.parametrize("variable", ["SPARK_MASTER", "SPARK_REMOTE"])
def test_an_address_where_nobody_answers_is_named(variable: str) -> None:
    pytest.importorskip("pyspark")
    with socket.socket() as taken:  # bound and not listening: refused at once, and nobody else's
        taken.bind(("127.0.0.1", 0))
        scheme = "spark" if variable == "SPARK_MASTER" else "sc"
        address = f"{scheme}://127.0.0.1:{taken.getsockname()[1]}"
        said = refusal(**{variable: address})
    assert said.startswith(f"{address}: nobody answers")
    assert "start the cluster" in said


def test_an_address_that_is_none_is_named() -> None:
    pytest.importorskip("pyspark")
    assert refusal(SPARK_MASTER="spark://127.0.0.1:none").startswith("spark://127.0.0.1:none: nobody answers")


def test_every_column_of_facts_has_a_type_in_spark() -> None:
    for schema in (edge_schema(), *(node_schema(label) for label in ontology().labels)):
        assert spark_schema(schema).count("`") == 2 * len(schema)
        assert spark_nulls(schema).count("CAST(NULL AS ") == len(schema)


def test_types_are_written_as_ddl() -> None:
    schema = pa.schema([("a", pa.list_(pa.string())), ("b", pa.decimal128(19, 2)), ("c", pa.date32())])
    assert spark_schema(schema) == "`a` ARRAY<STRING>, `b` DECIMAL(19,2), `c` DATE"
    with pytest.raises(KeyError):
        spark_schema(pa.schema([("a", pa.float16())]))


def test_paths_are_not_encoded_and_are_no_patterns() -> None:
    path = Path("/共享 盘/a[1]*")
    assert written_path(path) == "file:///共享 盘/a[1]*"
    assert read_path(path) == "file:///共享 盘/a\\[1\\]\\*"
