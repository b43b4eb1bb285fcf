# Hadaf: `make run` and `make test` set up on first use.
.DEFAULT_GOAL := help
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

help: ## list the targets
	@awk -F':.*## ' '/^[a-z-]+:.*## /{printf "  make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

# uv where it is present or can be installed (29 s), plain pip otherwise (70 s); both check every hash
$(STAMP): requirements.lock pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@if command -v uv >/dev/null 2>&1; then uv pip sync --quiet --python $(BIN)/python --require-hashes requirements.lock; \
	elif $(BIN)/python -m pip install --quiet --target $(VENV)/uv-tool uv 2>/dev/null; then $(VENV)/uv-tool/bin/uv pip sync --quiet --python $(BIN)/python --require-hashes requirements.lock; \
	else $(BIN)/python -m pip install --quiet --require-hashes -r requirements.lock; fi
	@if $(BIN)/python -m pip --version >/dev/null 2>&1; then $(BIN)/python -m pip install --quiet --no-deps --no-build-isolation -e .; \
	else $$(command -v uv || echo $(VENV)/uv-tool/bin/uv) pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation -e .; fi
	@touch $@

.PHONY: help setup run test check lint format lock dictionary clean
setup: $(STAMP) ## make the environment and install the hadaf command into it

run: setup ## ingest the bundled newsroom and print targets against achievements
	$(BIN)/hadaf demo

check: setup ## format, lint, types and import contracts
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

test: check ## everything in `check`, then all tests
	$(BIN)/python -m pytest -n 2 --dist worksteal

format: setup ## format the code and fix what the linter can fix
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

lock: ## write requirements.lock anew (needs uv): hashes, no URLs
	uv pip compile pyproject.toml --group dev --universal --python-version 3.11 --generate-hashes \
	  --no-emit-index-url --no-emit-find-links --no-header --no-annotate --quiet -o requirements.lock

dictionary: setup ## write docs/dictionary.md anew from the comments in sql/
	$(BIN)/python -m warehouse.export.dictionary > docs/dictionary.md

clean: ## remove the environment and the demo's data
	rm -rf $(VENV) data/demo .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
