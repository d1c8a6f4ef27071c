# 民生答卷. Two words are enough: `make run` opens the dashboard, `make test` proves it.
PY ?= python3
V := .venv
UV := VIRTUAL_ENV=$(CURDIR)/$(V) $(V)/bin/uv
PYTHON := $(V)/bin/python
PIP := $(PYTHON) -m pip install -q --disable-pip-version-check
export UV_PYTHON_DOWNLOADS := never
export UV_SYSTEM_CERTS := 1
export STREAMLIT_SERVER_PORT ?= 8501
# no display, no browser to open
export STREAMLIT_SERVER_HEADLESS ?= $(if $(DISPLAY)$(WAYLAND_DISPLAY),false,true)

.PHONY: setup run test lint format bench bench-large lock clean help
.DEFAULT_GOAL := help

help: ## what each word does
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 10

setup: $(V)/.ok ## make .venv with the pinned packages and the `minsheng` command

$(V)/.packages: requirements.lock
	$(PY) -m venv $(V) || { echo "Python 3.11 or newer with venv is needed: apt-get install python3-venv"; exit 1; }
	$(PIP) uv || echo "uv is not to be had; pip does it, slower"
	$(UV) pip install -q --compile-bytecode -r requirements.lock || $(PIP) -r requirements.lock
	touch $@

$(V)/.ok: $(V)/.packages pyproject.toml
	$(UV) pip install -q --no-deps -e . || $(PIP) --no-deps -e .
	touch $@

run: setup ## open the dashboard (STREAMLIT_SERVER_PORT, STREAMLIT_SERVER_HEADLESS and MINSHENG_DB are honoured)
	$(V)/bin/streamlit run app.py

test: setup ## every test; the browser tests need Debian's chromium, fetched when it may be
	sh .ci/test $(PYTHON)

lint: setup ## style, types, and which module may import which
	$(V)/bin/ruff check .
	$(V)/bin/ruff format --check .
	$(V)/bin/lint-imports
	$(V)/bin/mypy

format: setup ## let ruff lay out the code
	$(V)/bin/ruff check --fix-only -q .
	$(V)/bin/ruff format .

bench: setup ## how long the questions of the screens take
	$(PYTHON) tests/bench.py

bench-large: setup ## the questions of 查数 on 15 million facts (builds 500 MB in MINSHENG_LARGE, some minutes)
	$(PYTHON) tests/bench_lookup.py

lock: $(V)/.packages ## write requirements.lock anew from pyproject.toml
	$(UV) pip compile -q --all-extras --no-annotate --no-header pyproject.toml -o requirements.lock

clean: ## take away what can be made again
	rm -rf $(V) build *.egg-info .pytest_cache .ruff_cache .mypy_cache .hypothesis .import_linter_cache
