# The front door. `make serve` and `make test` set up everything that they need by themselves.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8000
export NO_MKDOCS_2_WARNING := 1
# A set-up that cannot work any more is made anew.
$(shell sh setup/venv.sh)

export PATH := $(CURDIR)/$(BIN):$(PATH)

.PHONY: help free-port serve pages site sbom wheel check test test-all coverage mutants mutants-core mutants-site fuzz lint browser-test spell messages said lock upgrade bench bench-words bench-scale clean

help:
	@echo "make serve      build the site and serve it at http://127.0.0.1:$(PORT)/, following every change"
	@echo "make check      lint, and what edits break first, in under a minute: run it at every save"
	@echo "make test       all tests, in a real browser too"
	@echo "make site       build the site into site/, with compressed copies for hosts that serve such"
	@echo "                with the profile of a host in its place: make site HOST=netlify (deploy/README.md)"
	@echo "                with the sites that may embed the checker: EMBED_IN=https://desk.example make site HOST=netlify"
	@echo "                without a policy that is in the middle of an edit: LEAVE_OUT=3cx make site"
	@echo "make sbom       the pages, and the bill of materials beside them: all packages with their hashes (CycloneDX)"
	@echo "make wheel      the checker with the compiled policies as one file in dist/, to install anywhere"
	@echo "make coverage   the branches that the tests take without a browser: 90 % of all, and all of checker/core"
	@echo "make mutants    break each rule in turn: the compiler, the cases or the proof must find it out"
	@echo "make mutants-core  break the engine's code in each place: the tests must find it out (half an hour)"
	@echo "make mutants-site  plant breakages in scripts, templates, profiles and styles: the quick tests must find them (half an hour)"
	@echo "make fuzz       a million hostile links, 100,000 hostile requests, 100,000 answer sets in each browser"
	@echo "make lint       ruff and mypy; words that do not belong in the project's texts; tsc, eslint and stylelint"
	@echo "make spell      words that no dictionary has, in the pages and catalogues, with file and line"
	@echo "make bench      the time to the first verdict, beside bounds; draws the chart (N=3: a quick look)"
	@echo "make bench-scale  how proofs grow with a policy; build time, memory and weights with 3, 9 and 30 (N=100: 300 too)"
	@echo "make lock       renew the locks after a change of what we ask for; make upgrade: with newer versions (HACKING.md)"
	@echo "make messages   update the catalogues in locales/ from the sources"
	@echo "make said       record anew what the checker says of some answers: read the diff"

# What a command needs is installed before it, once. Building the site needs nothing of the tests.
$(VENV)/.site-ready: requirements/site.txt pyproject.toml
	@echo "== Python packages into $(VENV) (400 MB; half a minute to three minutes)"
	@PYTHON="$(PYTHON)" sh setup/python.sh site
	@touch $@

$(VENV)/.ready: requirements/dev.txt pyproject.toml
	@echo "== Python packages into $(VENV), those for tests too (700 MB; one to four minutes)"
	@PYTHON="$(PYTHON)" sh setup/python.sh dev
	@touch $(VENV)/.site-ready $@

node_modules/.site-ready: package-lock.json | $(VENV)/.site-ready
	@echo "== Python for the browser and the suggesting field into node_modules"
	@sh setup/node.sh site
	@touch $@

node_modules/.ready: package-lock.json | $(VENV)/.ready
	@echo "== Python for the browser and the suggesting field into node_modules, and what tests take from npm"
	@sh setup/node.sh dev
	@touch node_modules/.site-ready $@

.cache/tools-ready: tests/install-tools.sh
	@echo "== Browsers and gettext for the tests"
	@sh tests/install-tools.sh
	@mkdir -p .cache && touch $@

# Checkers made by others: what cannot be installed is skipped by its test, and tried again the next time.
.cache/outside/.ready: tests/install-outside.sh tests/outside/package-lock.json tests/outside/requirements.txt $(VENV)/.ready
	@echo "== Checkers made by others, for markup, links and spelling"
	@sh tests/install-outside.sh .cache/outside && touch $@ || true

# Where there are no Debian packages, the tests of nginx and Apache are skipped, and say so.
.cache/hosts/.ready: tests/install-hosts.sh
	@echo "== nginx and Apache for the tests of hosts"
	@sh tests/install-hosts.sh .cache/hosts && touch $@ || true

free-port:
	@$(PYTHON) setup/port.py $(PORT)

serve: free-port $(VENV)/.site-ready node_modules/.site-ready
	$(BIN)/python -m mkdocs serve --dev-addr 127.0.0.1:$(PORT)

pages: $(VENV)/.site-ready node_modules/.site-ready
	$(BIN)/python -m mkdocs build --strict

site: pages sbom
	$(BIN)/python -m checker.site.compress site
	$(if $(HOST),$(BIN)/python -m checker.site.profile "$(HOST)" site "$(SITE_URL)")

sbom: pages
	$(BIN)/python -m checker.site.sbom site

wheel: $(VENV)/.site-ready
	$(BIN)/python -m checker.library.package dist

# What edits of policies, pages, catalogues and code break first.
AT_EVERY_SAVE := agreement architecture authoring cases catalogues cli conditions pages prose review safety translated

check: $(VENV)/.ready node_modules/.ready
	@$(MAKE) --no-print-directory lint
	$(BIN)/python -m pytest -n auto --dist worksteal -m "not slow" $(AT_EVERY_SAVE:%=tests/test_%.py)

test: $(VENV)/.ready node_modules/.ready .cache/tools-ready .cache/hosts/.ready
	@$(MAKE) --no-print-directory --jobs=2 lint pages
	$(BIN)/python -m pytest -n auto --dist worksteal -m "not slow"

test-all: $(VENV)/.ready node_modules/.ready lint site .cache/tools-ready .cache/hosts/.ready .cache/outside/.ready
	$(BIN)/python -m pytest -n auto --dist worksteal --durations=30

# Of the rest, all but checker/runtime/inside can be seen here: that runs in the browser's Python.
coverage: $(VENV)/.ready
	$(BIN)/python -m pytest -n auto --dist worksteal -m "not browser and not slow and not uncounted" --ignore=tests/browser \
		--cov=checker --cov-branch --cov-report=
	$(BIN)/python -m coverage report --include="checker/core/*" --show-missing --skip-covered --fail-under=100
	$(BIN)/python -m coverage report --show-missing --skip-covered --fail-under=90

mutants: $(VENV)/.ready
	PYTHONPATH=tests:tests/support $(BIN)/python -m mutants.rules

mutants-core: $(VENV)/.ready
	PYTHONPATH=tests:tests/support $(BIN)/python -m mutants.core

mutants-site: $(VENV)/.ready node_modules/.ready pages .cache/tools-ready .cache/hosts/.ready
	PYTHONPATH=tests $(BIN)/python -m mutants.site

fuzz: $(VENV)/.ready node_modules/.ready pages .cache/tools-ready
	PYTHONPATH=tests:tests/support $(BIN)/python -m fuzz
	ANSWER_SETS=33400 $(BIN)/python -m pytest -n auto -m slow tests/browser/test_same_verdicts.py

browser-test: $(VENV)/.ready node_modules/.ready pages .cache/tools-ready .cache/hosts/.ready
	$(BIN)/python -m pytest -n auto --dist worksteal -m "browser and not slow"

spell: $(VENV)/.ready .cache/outside/.ready
	@PYTHONPATH=tests:tests/support $(BIN)/python -m outside.spelling

lint: $(VENV)/.ready
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	@PYTHONPATH=tests/support $(BIN)/python -m style
	@if [ -x node_modules/.bin/eslint ]; then $(BIN)/npm run --silent lint; \
	else echo "Scripts and styles are not checked: what checks them comes with make test"; fi

messages: $(VENV)/.ready
	$(BIN)/python -m checker.scaffold.messages

.cache/uv/.ready: requirements/upgrade.txt
	@$(PYTHON) -m venv --clear .cache/uv
	.cache/uv/bin/pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements/upgrade.txt
	@touch $@

# site before properdocs, which takes its versions.
lock: $(VENV)/.ready .cache/uv/.ready
	for name in site dev properdocs upgrade; do .cache/uv/bin/uv pip compile --quiet $(UPGRADE) --universal --python-version 3.11 \
		--generate-hashes --no-header --no-strip-extras requirements/$$name.in -o requirements/$$name.txt >/dev/null || exit 1; done
	.cache/uv/bin/uv pip compile --quiet $(UPGRADE) --universal --python-version 3.11 --generate-hashes --no-header \
		--no-strip-extras tests/outside/requirements.in -o tests/outside/requirements.txt >/dev/null
	for folder in . tests/outside; do $(BIN)/npm $(if $(UPGRADE),update,install) --prefix $$folder --package-lock-only \
		--ignore-scripts --no-audit --no-fund || exit 1; done

upgrade: UPGRADE := --upgrade
upgrade: lock
	@git --no-pager diff --stat -- requirements package-lock.json
	@echo "Now run make test-all. What may break, and which tests tell, is in HACKING.md, Upgrades."

said: $(VENV)/.ready
	PYTHONPATH=tests:tests/support $(BIN)/python tests/said.py

bench: $(VENV)/.ready node_modules/.ready site .cache/tools-ready
	PYTHONPATH=tests/browser:tests:tests/support $(BIN)/python -m benchmarks

bench-words: $(VENV)/.ready node_modules/.ready
	$(BIN)/python -m benchmarks.words

bench-scale: $(VENV)/.ready node_modules/.ready
	$(BIN)/python -m benchmarks.proof
	$(BIN)/python -m benchmarks.scale

clean:
	rm -rf site dist mutants .cache node_modules $(VENV)
