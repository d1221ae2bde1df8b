# The two commands: make map, make test. Each sets up what it needs in .venv and can be run again at once.

PYTHON ?= python3
BIN := .venv/bin
WEB := $(wildcard web/*.json web/*.mjs web/src/* web/src/*/*)
# Two cores is what the smallest machine we care for has.
WORKERS ?= 2

.PHONY: map test check lint accuracy bench docs clean

map: .venv/.run
	$(BIN)/geomap map examples/articles -o outputs/map.html

test: .venv/.dev lint
	$(BIN)/python -m pytest -n $(WORKERS) --dist worksteal tests geomap

# The everyday part: everything but the slow tests and those that drive a browser.
check: .venv/.dev lint
	$(BIN)/python -m pytest -q -n $(WORKERS) --dist worksteal -m "not slow and not browser" tests geomap

lint: .venv/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

accuracy: .venv/.dev
	$(BIN)/python -m benchmarks.accuracy

bench: .venv/.bench
	$(BIN)/python -m benchmarks

docs: .venv/.dev
	$(BIN)/python -m docs.build

.venv/.run: pyproject.toml hatch_build.py gazetteer.csv $(WEB)
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet --editable .
	touch $@

.venv/.dev: .venv/.run
	$(BIN)/python -m pip install --quiet --editable ".[dev]"
	touch $@

.venv/.bench: .venv/.dev
	$(BIN)/python -m pip install --quiet --editable ".[dev,bench]"
	touch $@

clean:
	rm -rf .venv build dist geomap/maps/assets web/node_modules
