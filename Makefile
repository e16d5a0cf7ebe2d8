# `make` alone prints the list. Only Python 3.11–3.13 with venv, and make, are needed.
SHELL := /bin/sh
PYTHON ?= $(shell for p in python3.11 python3.12 python3.13 python3; do $$p -c 'import sys, venv; sys.exit(not (3,11) <= sys.version_info[:2] <= (3,13))' 2>/dev/null && { echo $$p; break; }; done)
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --no-input
TESTS ?= tests
JOBS ?= 2

.DEFAULT_GOAL := help
.PHONY: help setup run test bench check format peers lock clean

help:            ## this list
	@grep -E '^[a-z]+: .*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /  make \1\t/' | expand -t 18

setup: $(VENV)/.run          ## .venv with the locked dependencies and the `motcua` command
run: $(VENV)/.run            ## everything on this machine: database, knowledge, sample province, http://127.0.0.1:8000
	@$(BIN)/motcua serve --with-worker --sample

test: $(VENV)/.dev check     ## every check and every test
	$(BIN)/python -m pytest -n $(JOBS) --dist loadgroup $(TESTS)

check: $(VENV)/.dev          ## linters, types, import directions, knowledge
	$(BIN)/ruff check . && $(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/motcua check

format: $(VENV)/.dev         ## rewrite the code in the one format
	$(BIN)/ruff check --fix . ; $(BIN)/ruff format .

bench: $(VENV)/.dev          ## the benchmark tables, each beside its peer or limit
	$(BIN)/python -m bench

peers:           ## install the peers that some tests meet: Kannel, Chromium, a Telegram test server
	./tests/peers/install.sh

lock: $(VENV)/.dev           ## renew requirements*.lock from pyproject.toml
	$(BIN)/python -m uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --group build pyproject.toml -o requirements.lock
	$(BIN)/python -m uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header -c requirements.lock --group build --group dev pyproject.toml -o requirements-dev.lock

clean:           ## remove the virtual environment and all local data
	rm -rf $(VENV) var .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis

$(VENV)/.venv:
	@test -n "$(PYTHON)" || { echo "motcua needs Python 3.11, 3.12 or 3.13 with the venv module (Debian/Ubuntu: apt install python3-venv)"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/.run: $(VENV)/.venv requirements.lock pyproject.toml
	$(PIP) install -q --require-hashes -r requirements.lock
	$(PIP) install -q --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.dev: $(VENV)/.run requirements-dev.lock
	$(PIP) install -q --require-hashes -r requirements-dev.lock
	@touch $@
