"""The scripts for networkx and py2neo run as the documentation shows them, and agree."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from graph.stores.neo4j_settings import Neo4jSettings
from tests.api.workspaces import scenariograph

ROOT = Path(__file__).resolve().parents[2]


def script(settings: Neo4jSettings, *words: str) -> str:
    """Run an example in a process of its own; warnings are errors but for py2neo's open sockets."""
    environment = {**os.environ, "NEO4J_URI": settings.uri, "NEO4J_PASSWORD": settings.password or ""}
    command = [sys.executable, "-W", "error", "-W", "ignore::ResourceWarning", "-m", *words]
    done = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_both_scripts_and_both_stores_agree(
    made: Path, database: Neo4jSettings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = Path(shutil.copytree(made, tmp_path / "home"))
    monkeypatch.setenv("NEO4J_URI", database.uri)
    monkeypatch.setenv("NEO4J_PASSWORD", database.password or "")
    scenariograph(home, "build", "--store", "neo4j")
    embedded = script(database, "examples.chain_networkx", str(home), "低空经济")
    assert script(database, "examples.chain_networkx", str(home), "低空经济", "neo4j") == embedded
    counted = dict(re.findall(r"^  (.+?)：中介中心性 .*?，企业 (\d+)，", embedded, re.M))
    by_py2neo = dict(re.findall(r"^  (.+?)：(.+)$", script(database, "examples.chain_py2neo", "低空经济"), re.M))
    assert {link: len(names.split("、")) for link, names in by_py2neo.items()} == {
        link: int(n) for link, n in counted.items() if n != "0"
    }
    assert by_py2neo
