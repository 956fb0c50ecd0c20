# Two commands matter: `make run` and `make test`. Both set up what they need, once.

VENV := .venv
PY := $(VENV)/bin/python
PIP := $(PY) -m pip --disable-pip-version-check --quiet install --constraint constraints.txt --editable
FAILED := { echo "The packages could not be installed: see the lines above, then run the same command again."; exit 1; }

.PHONY: run test bench exam-day install develop lint pictures clean

run: export DEMO ?= 1
run: install
	@exec $(PY) manage.py run

test: develop
	@$(PY) -m pytest $(PYTEST)

# Some minutes. Options by BENCH: make bench BENCH="--rounds 3 --only sqlite"
bench: develop
	@$(PY) -m tests.benchmarks $(BENCH)

# A quarter of an hour. Options by EXAM: make exam-day EXAM="--minutes 20 --seed 2"
exam-day: develop
	@$(PY) -m tests.examday $(EXAM)

lint: develop
	@$(VENV)/bin/ruff check .
	@$(VENV)/bin/ruff format --check .
	@$(VENV)/bin/djlint --quiet --lint .
	@$(VENV)/bin/mypy
	@$(VENV)/bin/lint-imports
	@$(PY) manage.py makemigrations --check --dry-run

pictures: develop
	@$(PY) -m tests.browser.take_pictures

install: $(VENV)/.installed

develop: $(VENV)/.developing

# The first Python that is new enough, unless PYTHON names one; then the pinned packages that running needs.
$(VENV)/.installed: pyproject.toml constraints.txt
	@set -e; \
	for python in $(PYTHON) python3 python3.13 python3.12 python3.11; do \
	  if "$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then found="$$python"; break; fi; \
	done; \
	if [ -z "$$found" ]; then echo "Python 3.11 or newer is needed; $$(python3 --version 2>/dev/null || echo none) was found. Install one, or name it: make $(MAKECMDGOALS) PYTHON=/path/to/python3"; exit 1; fi; \
	free=$$(df -Pk . | awk 'NR==2 {print int($$4/1024)}'); \
	if [ "$$free" -lt 1200 ] && [ ! -d $(VENV) ]; then echo "The disk is full: the set-up needs 1200 MB here and finds $$free MB."; exit 1; fi; \
	echo "Setting up (once, a minute or two) with $$("$$found" --version) in $(VENV)"; \
	"$$found" -m venv $(VENV) || { echo "Python cannot make an environment: install its venv module (on Debian: python3-venv)."; exit 1; }; \
	$(PIP) . || $(FAILED)
	@touch $@

# What tests, linters and measurements need besides.
$(VENV)/.developing: $(VENV)/.installed
	@echo "Adding what the tests need (once)"; $(PIP) '.[dev]' || $(FAILED)
	@touch $@

clean:
	rm -rf $(VENV) var
