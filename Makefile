# Two commands for a user: `make run` and `make test`. They need Python 3.11 or later, make and a package index.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# Two processes; tests of one file stay in one, as they share what they made. (Groups of marks have no effect: pytest-xdist 3.8
# writes them where pytest 9 does not look.)
PYTEST := $(BIN)/python -m pytest -n 2 --dist loadfile

.PHONY: run test test-all lint bench bench-neo4j bench-spark neo4j requirements clean

run: $(VENV)/.installed
	$(BIN)/scenariograph --home workspace-demo demo

test: $(VENV)/.tested
	$(PYTEST)

# What `make test` runs, then what is marked slow: in one process, as two Spark servers want one port.
test-all: test
	$(BIN)/python -m pytest -m slow

lint: $(VENV)/.tested
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(VENV)/.tested
	$(BIN)/python -m benchmarks.run
	$(BIN)/python -m benchmarks.documents
	$(BIN)/python -m benchmarks.identity
	$(BIN)/python -m benchmarks.registrations

bench-neo4j: $(VENV)/.tested
	$(BIN)/python -m benchmarks.neo4j_store

bench-spark: $(VENV)/.tested
	$(BIN)/python -m benchmarks.spark

# A Neo4j server from Maven jars, for a person: prints its address, ends with Ctrl-C.
neo4j: $(VENV)/.tested
	$(BIN)/python -m tests.neo4j_server

$(VENV)/bin/python:
	@command -v $(PYTHON) >/dev/null || { echo "No $(PYTHON) here. Install Python 3.11 or later, or name one: make run PYTHON=/path/to/python3.11"; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "$$($(PYTHON) --version) is too old: Scenariograph needs Python 3.11 or later. Name another: make run PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || { echo "This Python has no venv module. On Debian and Ubuntu: apt-get install python3-venv"; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: requirements.txt pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --no-index -e .
	@touch $@

$(VENV)/.tested: requirements-test.txt $(VENV)/.installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-test.txt
	@touch $@

# Pins for every platform, with hashes, without the address of an index.
requirements:
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-header pyproject.toml -o requirements.txt
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-header --extra test -c requirements.txt pyproject.toml -o requirements-test.txt

clean:
	rm -rf $(VENV) workspace-demo workspace-demo-*
