# The two commands: `make run` starts the review of seeds/, `make test` runs the tests.
# Both set up what they need in .venv first.

PYTHON ?= python3
FOLDER ?= seeds
VENV := .venv
BIN := $(VENV)/bin
# Tests of the terminal wait: two cores have room for one job more.
JOBS ?= 3

FILES ?=

.PHONY: run test torture coverage mutants lint types check format bench tasks replays picture man wheel clean

$(VENV)/.run: pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "triage needs Python 3.11 or newer: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 2; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e .
	$(BIN)/python -m compileall -q triage
	@touch $@

$(VENV)/.dev: $(VENV)/.run
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[dev]'
	@touch $@

run: $(VENV)/.run  ## set up and review FOLDER (default: seeds)
	@$(BIN)/triage $(FOLDER)

test: $(VENV)/.dev  ## set up and run all tests
	$(BIN)/python -m pytest -n $(JOBS) --dist worksteal

torture: $(VENV)/.dev  ## run every harness in full, print its figures and write docs/torture.md
	$(BIN)/python -m pytest -n $(JOBS) --dist worksteal -m slow
	$(BIN)/python -m tests.anchoring
	$(BIN)/python -m tests.torture --write docs/torture.md

coverage: $(VENV)/.dev  ## count the branches of what reads, joins, anchors and saves that tests take
	$(BIN)/python -m coverage run -m pytest -p no:xdist tests/core tests/store tests/session tests/torture tests/anchoring
	$(BIN)/python -m coverage report

mutants: $(VENV)/.dev  ## change the same files, or FILES, in each small place, and count what no test notices
	$(BIN)/python -m tests.mutants --jobs $(JOBS) $(FILES)

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

format: $(VENV)/.dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

types: $(VENV)/.dev
	$(BIN)/mypy

check: lint types test  ## lint, types, tests

bench: $(VENV)/.dev  ## measure start and keys against a bare Textual program
	$(BIN)/python -m tests.bench

tasks: $(VENV)/.dev  ## play what is done all day in a terminal, count the keys and write docs/tasks.md
	$(BIN)/python -m tests.tasks docs/tasks.md

replays: $(VENV)/.dev  ## play tests/replays with every key map and write down anew what came of it
	$(BIN)/python -m tests.replays

picture: $(VENV)/.dev  ## draw docs/review.svg and every screen in docs/screens anew with the program itself
	$(BIN)/python -m tests.picture docs/review.svg
	$(BIN)/python -m tests.screens

man: $(VENV)/.run  ## write the manual pages in docs/man anew
	@mkdir -p docs/man/man1 docs/man/man5
	$(BIN)/triage man triage > docs/man/man1/triage.1
	$(BIN)/triage man triage-keys > docs/man/man5/triage-keys.5
	$(BIN)/triage man triage-sidecar > docs/man/man5/triage-sidecar.5

wheel: $(VENV)/.dev
	$(BIN)/python -m hatchling build --target wheel --directory dist

clean:
	rm -rf $(VENV) dist build .mypy_cache .pytest_cache .ruff_cache .hypothesis .mutants .coverage
