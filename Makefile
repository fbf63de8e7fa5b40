# `make help` lists what there is. Everything lives in .venv and var/; nothing is installed outside.

PYTHON ?= python3
ENV := .venv
BIN := $(ENV)/bin
UV_VERSION := 0.13.9
export UV_PYTHON_DOWNLOADS := never
export UV_NO_PROGRESS := 1
UV := $(BIN)/uv pip install --quiet --python $(BIN)/python

.DEFAULT_GOAL := help
.PHONY: help run test lint fix bench docs demo messages lock clean

help: ## list these commands
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /  make \1\t/' | expand -t 18

run: $(ENV)/run.stamp ## build what is missing, load the example office, serve on 127.0.0.1:8000
	@$(BIN)/bagalau serve

test: $(ENV)/dev.stamp ## lint, then the whole suite on SQLite and on PostgreSQL
	@PYTHON=$(BIN)/python sh tests/run.sh

lint: $(ENV)/dev.stamp ## ruff, mypy, import contracts, templates
	@sh tests/lint.sh $(BIN)

fix: $(ENV)/dev.stamp ## format code and templates, mend what can be mended by machine
	@$(BIN)/ruff check --fix --quiet . ; $(BIN)/ruff format --quiet .
	@$(BIN)/djlint --reformat --quiet bagalau || true

bench: $(ENV)/dev.stamp ## print the table of speed ratios, each measured against a floor in the same run
	@$(BIN)/python -m bench

docs: $(ENV)/dev.stamp ## write the reference pages that are made from the code
	@$(BIN)/bagalau docs

demo: $(ENV)/run.stamp ## add a synthetic portfolio: make demo SCALE=1000
	@$(BIN)/bagalau demo --scale $(or $(SCALE),200)

messages: $(ENV)/dev.stamp ## collect the texts to translate into locale/
	@$(BIN)/python -m bagalau.web.messages

lock: $(ENV)/dev.stamp ## resolve the dependencies anew into the lock files
	@env -u UV_INDEX_URL -u UV_DEFAULT_INDEX -u UV_EXTRA_INDEX_URL -u UV_FIND_LINKS sh -c '\
	for extra in "build:requirements.lock" "build --extra dev:requirements-dev.lock"; do \
	  $(BIN)/uv pip compile --quiet --universal --generate-hashes --no-header --python-version 3.11 \
	    --extra $${extra%%:*} pyproject.toml -o $${extra##*:}; done'

clean: ## remove the environment and the caches (var/ with its data stays)
	@rm -rf $(ENV) .mypy_cache .ruff_cache .pytest_cache *.egg-info .import_linter_cache

$(BIN)/python:
	@command -v $(PYTHON) >/dev/null 2>&1 || { \
	  echo "Bagalau needs Python 3.11 or later. Install it, or say where it is: make run PYTHON=/path/to/python3" >&2; exit 2; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "Bagalau needs Python 3.11 or later, but $(PYTHON) is $$($(PYTHON) -V 2>&1). Say where a newer one is: make run PYTHON=/path/to/python3" >&2; exit 2; }
	@if [ ! -w . ]; then echo "The folder $(CURDIR) cannot be written to. Make it writable, or copy the project to a folder of yours." >&2; exit 2; fi
	@$(PYTHON) -m venv $(ENV) || { \
	  echo "Python's venv module is missing. Install it (on Debian: python3-venv) and run make again." >&2; exit 2; }
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check uv==$(UV_VERSION)

$(ENV)/run.stamp: $(BIN)/python requirements.lock pyproject.toml
	@[ -e $(ENV)/dev.stamp ] || $(UV) --require-hashes -r requirements.lock
	@$(UV) --no-deps --no-build-isolation -e .
	@touch $@

$(ENV)/dev.stamp: $(BIN)/python requirements-dev.lock pyproject.toml
	@$(UV) --require-hashes -r requirements-dev.lock
	@$(UV) --no-deps --no-build-isolation -e .
	@touch $@
