# make run    the program at http://localhost:8000 (make run PORT=9000 for another port)
# make test   every check: format, lint, types, import contracts, tests
# make bench  speed and size, on text that the project ships
# make lock   compile requirements/*.in anew

PORT ?= 8000
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: run test sure lint bench lock browser pictures

run: $(VENV)/.base
	@exec $(BIN)/python manage.py serve --port $(PORT)

test: sure

sure: $(VENV)/.dev browser lint
	$(BIN)/python -m pytest

lint: $(VENV)/.dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/djade --check $$(git ls-files 'templates/*.html')
	$(BIN)/mypy .
	$(BIN)/lint-imports
	$(BIN)/python manage.py makemigrations --check --dry-run

bench: $(VENV)/.base
	@var=$$(mktemp -d) && trap "rm -rf $$var" EXIT \
	  && NEWSREADER_VAR=$$var DATABASE_URL= $(BIN)/python manage.py bench

# Chromium is Debian's own; where it cannot be installed, the browser tests say so.
browser:
	@command -v chromium >/dev/null 2>&1 || { \
	  command -v apt-get >/dev/null 2>&1 && [ "$$(id -u)" = 0 ] \
	  && apt-get update -qq && apt-get install -y -qq chromium >/dev/null; } \
	  || echo "No Chromium here: the browser tests will be skipped."

# The pictures in the README, taken by the browser test that looks at every page.
pictures: $(VENV)/.dev browser
	README_PICTURES=docs/pictures $(BIN)/python -m pytest tests/browser/test_screenshots.py

lock: $(VENV)/.uv
	for name in uv base postgres dev; do \
	  $(BIN)/uv pip compile --quiet --generate-hashes --no-header --python-version 3.11 \
	    --no-emit-index-url --no-emit-find-links requirements/$$name.in -o requirements/$$name.txt; done

$(VENV)/.venv:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Newsreader needs Python 3.11 or later: try make PYTHON=python3.11"; exit 1; }
	@$(PYTHON) -m venv $(VENV) \
	  || { echo "Python's venv module is missing: on Debian, apt-get install python3-venv"; exit 1; }
	@touch $@

$(VENV)/.uv: requirements/uv.txt | $(VENV)/.venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/uv.txt
	@touch $@

# The tools that test are kept when they are there: `make run` after `make test` removes nothing.
$(VENV)/.base: requirements/base.txt $(VENV)/.uv
	@echo "Installing what the program needs ..."
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes -r requirements/base.txt
	@touch $@

$(VENV)/.dev: requirements/dev.txt $(VENV)/.base
	@echo "Installing what the tests need ..."
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes -r requirements/dev.txt
	@touch $@
