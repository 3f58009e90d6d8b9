# make run    start NETlogic (first time: sets everything up)
# make test   style, types and all tests
# make check  check the content, in words
# Works with the make of macOS (3.81) and Linux. For Windows see README.md.

# The first Python here that is new enough, or the one given: make run PYTHON=python3.12
FIT := import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11; do \
	$$p -c '$(FIT)' 2>/dev/null && { echo $$p; break; }; done)

VENV := .venv/bin/python
CAN_RUN := .venv/.can-run
CAN_TEST := .venv/.can-test
PIP := $(VENV) -m pip install --quiet --disable-pip-version-check

# Given to the launcher: make run ARGUMENTS="--port 8600 --no-browser"
ARGUMENTS ?=
# Browser tests start one server and one Chromium for each worker.
WORKERS ?= 2

.PHONY: run test style types unit browser chromium check bench picture clean

run: $(CAN_RUN)
	@$(VENV) deploy/run.py $(ARGUMENTS)

test: style types unit browser

style: $(CAN_TEST)
	$(VENV) -m ruff format --check .
	$(VENV) -m ruff check .

types: $(CAN_TEST)
	$(VENV) -m mypy --strict netlogic

unit: $(CAN_TEST)
	$(VENV) -m pytest -n $(WORKERS) --ignore=tests/browser

browser: chromium
	$(VENV) -m pytest -n $(WORKERS) tests/browser

chromium: $(CAN_TEST)
	@$(VENV) -m tests.browser.chromium

check: $(CAN_RUN)
	@$(VENV) -m netlogic check

bench: chromium
	$(VENV) -m benchmarks.logic
	$(VENV) -m benchmarks.key_to_paint
	$(VENV) -m benchmarks.knob_to_paint
	$(VENV) -m benchmarks.drag_to_paint
	$(VENV) -m benchmarks.step_to_paint
	$(VENV) -m benchmarks.load

picture: chromium
	$(VENV) -m docs.make_picture

clean:
	rm -rf .venv .mypy_cache .pytest_cache .ruff_cache .hypothesis

# The stamps say which requirements the environment holds; pip runs only when they are older.
$(CAN_RUN): requirements.txt | $(VENV)
	@echo "Installing what NETlogic needs (only when requirements.txt changed) ..."
	@$(PIP) -r requirements.txt
	@touch $@

$(CAN_TEST): requirements.txt requirements-dev.txt | $(VENV)
	@echo "Installing what the tests need (only when the requirements changed) ..."
	@$(PIP) -r requirements-dev.txt
	@touch $@ $(CAN_RUN)

$(VENV):
	@test -n "$(PYTHON)" || { \
		echo "NETlogic needs Python 3.11, 3.12 or 3.13, and none was found."; \
		echo "Install one, or name it: make run PYTHON=/path/to/python3.12"; exit 1; }
	@$(PYTHON) -c '$(FIT)' || { \
		echo "NETlogic needs Python 3.11, 3.12 or 3.13; $(PYTHON) is another."; exit 1; }
	@$(PYTHON) -m venv .venv || { rm -rf .venv; \
		echo "The environment could not be made. On Debian or Ubuntu: apt install python3-venv"; \
		exit 1; }
