# One command is enough on a fresh machine: each target installs first what it needs.
SHELL := /bin/bash
.DEFAULT_GOAL := help
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/installed
# More than processors: the tests spend half of their time waiting for servers and programs.
WORKERS ?= 3
VILLARS_FORMATS ?= ../shared/formats
# What `make demo` passes on, for instance ARGS="--port 8000".
ARGS ?=

.PHONY: help install system demo run test prove check bench conformance lock catalogues telling learn clean

help: ## Show what can be done
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## (.*)/  make \1\t\2/' | expand -t 20

install: $(STAMP) ## Install the program and its tools in .venv (locked, hashes checked)

$(STAMP): requirements/dev.lock pyproject.toml hatch_build.py $(wildcard locales/*/LC_MESSAGES/villars.po)
	@tools/make_venv.sh $(VENV)
	@touch $(STAMP)

demo: $(STAMP) ## Show a living town in the browser: chat, e-mail, office, movable clock
	@$(BIN)/villars demo $(ARGS)

run: $(STAMP) ## Run the town of ./villars.toml: bot, e-mail, sender, timers
	@$(BIN)/villars run $(ARGS)

system: ## Install the system packages that the tests need (as root)
	@tools/system_packages.sh

test: $(STAMP) system ## Run the tests with short counts
	@echo "Short counts (make prove for the full ones)."
	@$(BIN)/python -m pytest tests -q -n $(WORKERS) --ignore=tests/conformance

prove: $(STAMP) system ## Run the tests with the full counts (kills, steps, seeds)
	@echo "Full counts."
	@VILLARS_PROVE=1 $(BIN)/python -m pytest tests -q -n $(WORKERS) --timeout=3600 --ignore=tests/conformance

conformance: $(STAMP) ## Check what the program writes against the official formats, where they are at hand
	@if [ -d "$(VILLARS_FORMATS)" ]; then \
	  VILLARS_FORMATS="$(VILLARS_FORMATS)" $(BIN)/python -m pytest tests/conformance -q -n $(WORKERS); \
	else echo "conformance: the official formats are not at $(VILLARS_FORMATS); nothing is compared."; fi

check: $(STAMP) ## Read the code: style, types, order of the slices, catalogues
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo
	@$(BIN)/python tools/check_catalogues.py

bench: $(STAMP) ## Measure speed and memory
	@for one in benchmarks/*.py; do echo "== $$one"; $(BIN)/python $$one || exit 1; done

catalogues: $(STAMP) ## Bring the texts of the code into locales/ and compile them
	@$(BIN)/python tools/catalogues.py

telling: $(STAMP) ## Write again the words that tell a language, after a lexicon changed
	@PYTHONPATH=. $(BIN)/python tools/telling_words.py

learn: $(STAMP) ## Learn the second reader of parents' messages again, after the corpus grew
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/learn.lock
	@PYTHONPATH=. $(BIN)/python tools/learn_orders.py
	@PYTHONPATH=. $(BIN)/python tools/learn_meant.py

lock: ## Choose the newest libraries again and write requirements/ with hashes
	@tools/lock.sh

clean: ## Remove what was built
	@rm -rf build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
