# The front door. `make serve` and `make test` set up everything that they need by themselves.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8000
export NO_MKDOCS_2_WARNING := 1
export PATH := $(CURDIR)/$(BIN):$(PATH)

.PHONY: help serve pages site test test-all coverage mutants mutants-core fuzz lint browser-test messages said bench bench-scale clean

help:
	@echo "make serve      build the site and serve it at http://127.0.0.1:$(PORT)/, following every change"
	@echo "make test       all tests, in a real browser too"
	@echo "make site       build the site into site/, with compressed copies for hosts that serve such"
	@echo "make coverage   the branches of checker/core that the tests take: all of them"
	@echo "make mutants    break each rule in turn: the compiler, the cases or the proof must find it out"
	@echo "make mutants-core  break the engine's code in each place: the tests must find it out (half an hour)"
	@echo "make fuzz       a million hostile links and 100,000 hostile requests; prints the slowest"
	@echo "make lint       ruff and mypy"
	@echo "make bench      the time to the first verdict, beside bounds; draws the chart (N=3: a quick look)"
	@echo "make bench-scale  build time, memory and weights with 3, 9 and 30 policies (N=100: 300 too)"
	@echo "make messages   update the catalogues in locales/ from the sources"
	@echo "make said       record anew what the checker says of some answers: read the diff"

$(VENV)/.ready: requirements/dev.txt pyproject.toml
	@echo "== Python packages into $(VENV)"
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed"; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { echo "Python's venv is needed (Debian: apt-get install python3-venv)"; exit 1; }
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements/dev.txt
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

node_modules/.ready: package-lock.json $(VENV)/.ready
	@echo "== Python for the browser and the suggesting field into node_modules"
	$(BIN)/npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@

.cache/tools-ready: tests/install-tools.sh
	@echo "== Browsers and gettext for the tests"
	@sh tests/install-tools.sh
	@mkdir -p .cache && touch $@

# Where there are no Debian packages, the tests of nginx and Apache are skipped, and say so.
.cache/hosts/.ready: tests/install-hosts.sh
	@echo "== nginx and Apache for the tests of hosts"
	@sh tests/install-hosts.sh .cache/hosts && touch $@ || true

serve: $(VENV)/.ready node_modules/.ready
	$(BIN)/python -m mkdocs serve --dev-addr 127.0.0.1:$(PORT)

pages: $(VENV)/.ready node_modules/.ready
	$(BIN)/python -m mkdocs build --strict

site: pages
	$(BIN)/python -m checker.build.compress site

test: $(VENV)/.ready node_modules/.ready .cache/tools-ready .cache/hosts/.ready
	@$(MAKE) --no-print-directory --jobs=2 lint pages
	$(BIN)/python -m pytest -n auto --dist worksteal -m "not slow"

test-all: lint site .cache/tools-ready .cache/hosts/.ready
	$(BIN)/python -m pytest -n auto --dist worksteal

# Counting slows the comparisons with other evaluators down; other tests take the same branches.
SLOW_TO_COUNT := removing_any or brute_force or agree_with_the_second or exact_too or flips or leads_where or order_of or cites_a
SLOW_TO_COUNT += or every_hour or each_worked_case or test_verify or test_mutants or test_authoring or test_same_bytes

coverage: $(VENV)/.ready
	$(BIN)/python -m pytest -n auto --dist worksteal -m "not browser and not slow" -k "not ($(SLOW_TO_COUNT))" --ignore=tests/browser \
		--cov=checker/core --cov-branch --cov-report=term-missing:skip-covered --cov-fail-under=100

mutants: $(VENV)/.ready
	PYTHONPATH=tests $(BIN)/python -m mutants.rules

mutants-core: $(VENV)/.ready
	PYTHONPATH=tests $(BIN)/python -m mutants.core

fuzz: $(VENV)/.ready
	PYTHONPATH=tests $(BIN)/python -m fuzz

browser-test: pages .cache/tools-ready .cache/hosts/.ready
	$(BIN)/python -m pytest -n auto --dist worksteal -m "browser and not slow"

lint: $(VENV)/.ready
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

messages: $(VENV)/.ready
	$(BIN)/pybabel -q extract -F locales/babel.cfg --sort-by-file --add-location=file --omit-header --no-wrap -o locales/messages.pot .
	$(BIN)/pybabel -q update -i locales/messages.pot -d locales --no-wrap --ignore-obsolete --no-fuzzy-matching --ignore-pot-creation-date

said: $(VENV)/.ready
	PYTHONPATH=tests $(BIN)/python tests/said.py

bench: site .cache/tools-ready
	PYTHONPATH=tests/browser:tests $(BIN)/python -m benchmarks

bench-scale: $(VENV)/.ready node_modules/.ready
	$(BIN)/python -m benchmarks.scale

clean:
	rm -rf site mutants .cache node_modules $(VENV)
