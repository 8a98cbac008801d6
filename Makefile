# What people type. Every target may be interrupted and run again; what is there already is left alone.
SHELL := bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help demo test lint types messages help-pictures bench-accuracy bench-speed bench-search bench-kiosk bench-site bench-desk bench-linkage clean packages test-packages

# Debian packages, listed here and nowhere else. On another system install their like by hand and
# say so with an empty list: make demo DEBIAN_PACKAGES=
DEBIAN_PACKAGES := tesseract-ocr tesseract-ocr-chi-sim tesseract-ocr-chi-sim-vert \
                   tesseract-ocr-chi-tra tesseract-ocr-chi-tra-vert \
                   libpango-1.0-0 libpangoft2-1.0-0
# chromium drives the browser tests; the typefaces set the pages that tests/rendering prints.
DEBIAN_TEST_PACKAGES := chromium fonts-noto-cjk fonts-noto-cjk-extra fonts-arphic-uming fonts-arphic-ukai \
                        fonts-arphic-gbsn00lp fonts-arphic-gkai00mp fonts-arphic-bsmi00lp fonts-arphic-bkai00mp \
                        fonts-wqy-zenhei fonts-wqy-microhei fonts-lxgw-wenkai fonts-hanazono fonts-cwtex-ming \
                        fonts-cwtex-kai fonts-cwtex-fs fonts-cns11643-kai fonts-cns11643-sung

PORT  ?= 8000
SERVE ?= 1
DATA  ?= data
TESTS ?= tests
SCANS ?= $(if $(wildcard ../shared/rosters/truth.json),../shared/rosters,scans)
PEOPLE ?= 100000 2000000
PAGE  ?= scans/ruled-100-000.jpg

VENV := .venv
PY := $(VENV)/bin/python
BOHAI := $(VENV)/bin/bohai --data $(DATA)

help:
	@echo "make demo             read scans/ into $(DATA)/ and serve the site (PORT=8000; SERVE=0 stops before serving)"
	@echo "make test             every test (TESTS=tests/archive for a part)"
	@echo "make lint             ruff: rules and formatting"
	@echo "make types            mypy --strict"
	@echo "make messages         gather what the site says into its catalogue, for the English to be written beside it"
	@echo "make help-pictures    take the pictures of the desk's help anew"
	@echo "make bench-accuracy   read a folder with a truth.json, print the score and keep it in tests/benchmarks/README.md (SCANS=folder)"
	@echo "make bench-speed      one page beside RapidOCR as shipped, and the memory of a worker (PAGE=file)"
	@echo "make bench-kiosk      how soon a kiosk answers, and what it weighs"
	@echo "make bench-desk       how soon a doubt and the dashboard open at the desk of 100,000 people"
	@echo "make bench-site       the site of 100,000 people beside a bare Flask page, 32 connections; keeps the table in tests/benchmarks/README.md"
	@echo "make bench-linkage    people whom a second roster tells of again: how many are found, how fast; keeps the table in tests/benchmarks/README.md"
	@echo "make bench-search     every kind of question among PEOPLE=\"100000 2000000\", beside FTS5 and tantivy; keeps the tables in tests/benchmarks/README.md"
	@echo "make clean            remove what make built; the archive in $(DATA)/ stays"

demo: packages $(VENV)/.run
	@$(BOHAI) ingest scans
	@$(BOHAI) status
	@if [ "$(SERVE)" != 0 ]; then $(BOHAI) serve --port $(PORT); fi

# A file of tests stays in one process, and so do the pages that it reads once; the longest hold few tests, and must not come last.
test: test-packages $(VENV)/.test
	@$(PY) -m pytest --numprocesses auto --maxprocesses 4 --dist loadfile --no-loadscope-reorder $(TESTS)

lint: $(VENV)/.test
	@$(VENV)/bin/ruff check .
	@$(VENV)/bin/ruff format --check .

types: $(VENV)/.test
	@$(VENV)/bin/mypy

# No compiled catalogue is kept: the site reads what is written.
MESSAGES := webapp/translations
messages: $(VENV)/.test
	@template=$$(mktemp); trap 'rm -f "$$template"' EXIT; \
	$(VENV)/bin/pybabel -q extract --mapping-file $(MESSAGES)/babel.cfg --keywords phrase --keywords counted:1,1 \
	  --no-location --sort-output --no-wrap --omit-header --output "$$template" webapp; \
	$(VENV)/bin/pybabel -q update --input-file "$$template" --output-dir $(MESSAGES) --locale en \
	  --no-fuzzy-matching --ignore-obsolete --no-wrap --ignore-pot-creation-date

help-pictures: test-packages $(VENV)/.test
	@$(PY) -m tests.webapp.desk.help.pictures

bench-accuracy: packages $(VENV)/.test
	@$(PY) -m tests.benchmarks.accuracy $(SCANS) --keep tests/benchmarks/README.md

bench-speed: packages $(VENV)/.test
	@$(PY) -m tests.benchmarks.speed $(PAGE)

bench-kiosk: $(VENV)/.test
	@$(PY) -m tests.benchmarks.kiosk

bench-site: $(VENV)/.test
	@$(PY) -m tests.benchmarks.site --keep tests/benchmarks/README.md

bench-desk: $(VENV)/.test
	@$(PY) -m tests.benchmarks.desk
	@$(PY) -m tests.benchmarks.dashboard

bench-linkage: test-packages $(VENV)/.test
	@$(PY) -m tests.benchmarks.linkage --keep tests/benchmarks/README.md

bench-search: test-packages $(VENV)/.bench
	@$(PY) -m tests.benchmarks.finding --people $(PEOPLE) --keep tests/benchmarks/README.md

clean:
	rm -rf $(VENV) build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# Packages of the system ----------------------------------------------------------------------------

# $(call install,packages): asks dpkg first, so that a machine that has them needs neither network nor root.
# `dpkg --configure -a` finishes an installation that was cut off.
define install
missing=; \
for package in $(1); do \
  state=$$(dpkg-query -W -f='$${db:Status-Status}' $$package 2>/dev/null || true); \
  [ "$$state" = installed ] || missing="$$missing $$package"; \
done; \
if [ -n "$$missing" ]; then \
  if ! command -v apt-get >/dev/null; then \
    echo "make: this needs$$missing, and there is no apt-get here; install their like by hand, then add DEBIAN_PACKAGES= DEBIAN_TEST_PACKAGES= to the command" >&2; exit 1; \
  elif [ "$$(id -u)" = 0 ]; then root=; \
  elif command -v sudo >/dev/null; then root=sudo; \
  else \
    echo "make: this needs$$missing, and installing them needs root; run as root: apt-get install$$missing" >&2; exit 1; \
  fi; \
  echo "Installing Debian packages:$$missing"; \
  $$root env DEBIAN_FRONTEND=noninteractive bash -c ' \
    { dpkg --configure -a && apt-get -qq update && \
      apt-get -qq -y --no-install-recommends -o DPkg::Lock::Timeout=300 install "$$@"; } >/dev/null' install $$missing || \
  { echo "make: could not install$$missing; the lines above say why" >&2; exit 1; }; \
fi
endef

packages:
	@$(call install,$(DEBIAN_PACKAGES))

test-packages:
	@$(call install,$(DEBIAN_PACKAGES) $(DEBIAN_TEST_PACKAGES))

# The virtual environment ---------------------------------------------------------------------------
# A stamp is written last, so a step that was cut off is done again. pip takes its index from the
# machine's own settings.

PIP := $(PY) -m pip install -qq --disable-pip-version-check

$(VENV)/.made:
	@python=; for candidate in python3.11 python3 python3.12 python3.13; do \
	  if $$candidate -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then python=$$candidate; break; fi; \
	done; \
	[ -n "$$python" ] || { echo "make: needs Python 3.11 or newer; install python3.11" >&2; exit 1; }; \
	$$python -c 'import ensurepip, venv' 2>/dev/null || { $(call install,python3-venv); }; \
	rm -rf $(VENV); \
	$$python -m venv $(VENV); \
	touch $@

$(VENV)/.run: $(VENV)/.made pyproject.toml
	@echo "Installing Python packages into $(VENV)"
	@$(PIP) -e .
	@touch $@

$(VENV)/.test: $(VENV)/.made pyproject.toml
	@echo "Installing Python packages into $(VENV), those for tests included"
	@$(PIP) -e '.[test]'
	@touch $@ $(VENV)/.run

$(VENV)/.bench: $(VENV)/.test
	@echo "Installing Python packages into $(VENV), those for benchmarks included"
	@$(PIP) -e '.[test,bench]'
	@touch $@
