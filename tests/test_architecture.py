"""What keeps the rooms apart and the queries portable."""

from __future__ import annotations

import importlib
import pkgutil
import re
import subprocess
import sys
from pathlib import Path

import pytest

from graph.queries import NamedQuery, named_queries
from schema.ontology import ontology

ROOT = Path(__file__).resolve().parents[1]
ROOMS = ("schema", "graph", "ingest", "api")
MODULES = sorted(path for room in ROOMS for path in (ROOT / room).rglob("*.py"))


def _run(*args: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, *args], capture_output=True, text=True, cwd=ROOT)


# -- rooms and modules --------------------------------------------------------------


def test_rooms_import_in_one_direction() -> None:
    done = _run("-c", "from importlinter.cli import lint_imports_command as run; run()", "--no-cache")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "KEPT" in done.stdout


def test_no_module_is_over_four_hundred_lines() -> None:
    long = {str(p.relative_to(ROOT)): n for p in MODULES if (n := len(p.read_text("utf-8").splitlines())) > 400}
    assert long == {}


def test_every_module_has_a_room() -> None:
    names = {part for path in MODULES for part in (*path.relative_to(ROOT).parts[:-1], path.stem)}
    assert not names & {"utils", "util", "helpers", "helper", "common", "misc", "shared", "base_utils"}


def test_the_command_line_starts_without_heavy_packages() -> None:
    heavy = {"duckdb", "ladybug", "pyarrow", "jieba", "fastapi", "pydantic", "uvicorn", "openpyxl"}
    done = _run("-c", "import sys, api.cli, api.cli.app; api.cli.app._register(); print(*sys.modules)")
    assert done.returncode == 0, done.stderr
    assert not heavy & {name.partition(".")[0] for name in done.stdout.split()}


def _modules() -> list[str]:
    found = []
    for room in ROOMS:
        package = importlib.import_module(room)
        found += [name for _, name, _ in pkgutil.walk_packages(package.__path__, f"{room}.")]
    return [name for name in found if not name.endswith("__main__")]


@pytest.mark.parametrize("name", _modules())
def test_public_names_exist(name: str) -> None:
    module = importlib.import_module(name)
    exported = getattr(module, "__all__", [])
    assert [public for public in exported if not hasattr(module, public)] == []
    assert len(set(exported)) == len(exported)
    assert module.__doc__, "a module says what it is for"


# -- Cypher that both stores answer alike ---------------------------------------------

REPEATED = "a relationship taken twice"
BANNED = {
    "labels()": r"\blabels\s*\(",
    "type()": r"\btype\s*\(",
    "id()": r"(?<![\w.])id\s*\(",
    "elementId()": r"\belementId\s*\(",
    "substring()": r"\bsubstring\s*\(",
    "list index": r"\w\s*\[\s*(?:\d|\$|\.\.)",
    "list comprehension": r"\[\s*\w+\s+IN\b",
    "shortestPath": r"\b(?:all)?ShortestPaths?\b",
    "conversion": r"\bto(?:Integer|Float|String|Boolean)\s*\(",
    "split or ends": r"\b(?:split|startNode|endNode|head|last|tail|reduce)\s*\(",
    "subquery": r"\b(?:CALL|COLLECT|FOREACH)\s*[{(]",
    "exists without MATCH": r"\b(?:EXISTS|COUNT)\s*\{(?!\s*MATCH\b)",
    "map projection": r"\w\s*\{\s*\.",
    "time": r"\b(?:date\s*\(\s*\)|datetime|localdatetime|duration|timestamp)\s*\(?",
    "several labels": r"\(\s*\w*:\w+:\w+",
    "label in WHERE": r"WHERE\s+\w+:\w+",
    "sum without coalesce": r"(?<!coalesce\()\bsum\s*\(",
    "writing": r"\b(?:CREATE|MERGE|SET|DELETE|REMOVE|DROP)\b",
    "undirected path": r"\)\s*-\s*\[[^\]]*\*[^\]]*\]\s*-\s*\(",
    "order without limit": r"\bWITH\b(?:(?!\b(?:RETURN|LIMIT|MATCH|WITH)\b).)*\bORDER BY\b(?:(?!\b(?:LIMIT|RETURN|MATCH|WITH)\b).)*(?=\b(?:RETURN|MATCH|WITH)\b)",
    "several labels or types of a variable": r"\(\s*\w*\s*:\s*\w+\s*&",
}
PLANTED = {
    "labels()": "MATCH (n:Zone) RETURN labels(n) AS l",
    "type()": "MATCH ()-[r]->() RETURN type(r) AS t",
    "id()": "MATCH (n:Zone) RETURN id(n) AS i",
    "elementId()": "MATCH (n:Zone) RETURN elementId(n) AS i",
    "substring()": "MATCH (n:Zone) RETURN substring(n.name, 1, 2) AS s",
    "list index": "MATCH (n:Zone) RETURN n.aliases[1] AS s",
    "list comprehension": "MATCH (n:Zone) RETURN [x IN n.aliases WHERE x <> ''] AS s",
    "shortestPath": "MATCH p = shortestPath((a:Zone)-[*]-(b:Zone)) RETURN length(p) AS n",
    "conversion": "MATCH (n:Zone) RETURN toInteger(n.code) AS c",
    "split or ends": "MATCH (n:Zone) RETURN split(n.name, '') AS s",
    "subquery": "CALL { MATCH (n:Zone) RETURN n } RETURN n.id AS id",
    "exists without MATCH": "MATCH (n:Zone) WHERE EXISTS { (n)-[:PART_OF]->() } RETURN n.id AS id",
    "map projection": "MATCH (n:Zone) RETURN n {.id, .name} AS m",
    "time": "MATCH (n:Zone) WHERE n.valid_to < date() RETURN n.id AS id",
    "several labels": "MATCH (n:Zone:Park) RETURN n.id AS id",
    "label in WHERE": "MATCH (n) WHERE n:Zone RETURN n.id AS id",
    "sum without coalesce": "MATCH (n:Company) RETURN sum(n.registered_capital) AS s",
    "writing": "MATCH (n:Zone) SET n.name = 'x' RETURN n.id AS id",
    "undirected path": "MATCH (a:Zone)-[:PART_OF*1..2]-(b:Zone) RETURN b.id AS id",
    "order without limit": "MATCH (n:Zone) WITH n ORDER BY n.id RETURN n.id AS id",
    "several labels or types of a variable": "MATCH (n:Zone&Park) RETURN n.id AS id",
    REPEATED: "MATCH (a:Company)-[:LOCATED_IN]->(z:Zone)<-[:LOCATED_IN]-(b:Company) RETURN b.id AS id",
}


def banned_in(text: str) -> set[str]:
    """What a Cypher text holds that the two stores answer differently, or one refuses."""
    bare = re.sub(r"//[^\n]*|'[^']*'|`[^`]*`", " ", text)
    found = {name for name, pattern in BANNED.items() if re.search(pattern, bare, re.I | re.S)}
    return found | ({REPEATED} if repeats_a_relationship(bare) else set())


def repeats_a_relationship(bare: str) -> bool:
    """Whether one MATCH could take a relationship twice: the embedded store walks it again, Neo4j does not.

    Two relationships of one type in a pattern, or one without direction beside another, need
    a condition that keeps their far ends apart (`a.id <> b.id`).
    """
    for clause in re.split(r"\b(?:OPTIONAL\s+)?MATCH\b", bare, flags=re.I)[1:]:
        pattern, _, rest = (
            re.split(r"(\bWHERE\b)", clause, maxsplit=1, flags=re.I) if "WHERE" in clause else (clause, "", "")
        )
        pattern = re.split(r"\b(?:RETURN|WITH|UNWIND|UNION)\b", pattern, flags=re.I)[0]
        types = [set(kinds.split("|")) for kinds in re.findall(r"\[\s*\w*\s*:?\s*([\w|]*)[^\]]*\]", pattern)]
        undirected = re.search(r"\)\s*-\s*\[[^\]]*\]\s*-\s*\(", pattern) is not None
        shared = any(one & other or "" in one | other for n, one in enumerate(types) for other in types[n + 1 :])
        if (shared or (undirected and len(types) > 1)) and not re.search(r"\w+\.id\s*<>\s*\w+\.id", rest):
            return True
    return False


def columns_of(text: str) -> tuple[str, ...]:
    """The aliases of the last RETURN."""
    returned = re.split(r"\bRETURN\b", text)[-1]
    returned = re.split(r"\bORDER BY\b|\bLIMIT\b", returned)[0]
    return tuple(re.findall(r"\bAS\s+(\w+)", returned))


@pytest.mark.parametrize("query", named_queries(), ids=lambda q: q.name)
def test_queries_are_portable_and_say_what_they_return(query: NamedQuery) -> None:
    assert banned_in(query.text) == set()
    assert columns_of(query.text) == query.columns
    assert set(re.findall(r"\$(\w+)", query.text)) == set(query.parameters)
    assert "ORDER BY" in query.text, "an answer without order differs from store to store"
    assert query.answers.endswith(".")


@pytest.mark.parametrize("query", named_queries(), ids=lambda q: q.name)
def test_queries_name_what_the_ontology_has(query: NamedQuery) -> None:
    bare = re.sub(r"'[^']*'", " ", query.text)
    types = set(re.findall(r"\[\w*:(\w+)", bare))
    labels = set(re.findall(r"\(\w*:(\w+)", bare))
    assert types <= ontology().relationships.keys()
    assert labels <= ontology().labels.keys()


def test_every_ban_has_its_planted_fault() -> None:
    assert PLANTED.keys() == {*BANNED, REPEATED}


@pytest.mark.parametrize("name", PLANTED)
def test_a_planted_fault_is_found(name: str) -> None:
    assert name in banned_in(PLANTED[name])


def test_two_ends_kept_apart_may_share_a_type() -> None:
    apart = "MATCH (a:Company)-[:LOCATED_IN]->(z:Zone)<-[:LOCATED_IN]-(b:Company) WHERE a.id <> b.id RETURN b.id AS id"
    assert banned_in(apart) == set()


def test_a_clean_query_is_left_alone() -> None:
    clean = (
        "MATCH (n:Zone {id: $id}) // labels(n)\nWHERE n.id IN $ids AND EXISTS { MATCH (n)-[:PART_OF]->(:Zone) }\n"
        "OPTIONAL MATCH (n)-[e:PART_OF*1..3]->(m:Zone)\n"
        "RETURN n.id AS id, 'type(r)' AS text, coalesce(sum(m.x), 0) AS s"
    )
    assert banned_in(clean) == set()
    assert columns_of(clean) == ("id", "text", "s")
