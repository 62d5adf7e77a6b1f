# Two doors: `make run` and `make test`. Both need only Python 3.11, pip and make.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check -q

.PHONY: run test check lint wheel bench clean

run: $(VENV)/.run
	$(BIN)/tripos decide examples/ada.yaml --postings examples/postings
	$(BIN)/tripos plan examples/ben.yaml

test: $(VENV)/.test
	$(BIN)/python -m pytest -n 2 --cov --cov-report=term
	$(BIN)/python -m pytest -n 2 tests/web -m "not browser" --postgres

lint: $(VENV)/.test
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

check: $(VENV)/.run
	$(BIN)/tripos check

# What is published must hold its data files: build it, install it elsewhere, plan with it.
wheel: $(BIN)/python
	rm -rf build/wheel
	$(PIP) wheel --no-deps -w build/wheel .
	$(PYTHON) -m venv build/wheel/venv
	build/wheel/venv/bin/python -m pip --disable-pip-version-check -q install -c constraints.txt build/wheel/*.whl
	build/wheel/venv/bin/tripos check --examples examples
	build/wheel/venv/bin/tripos plan examples/nurse.yaml > build/wheel/plan.txt
	build/wheel/venv/bin/tripos decide examples/nurse.yaml --draws 500 --plan-seconds 1 \
		--html build/wheel/decision.html > build/wheel/decision.txt

bench: $(VENV)/.bench
	$(BIN)/python benchmarks/plan.py
	$(BIN)/python benchmarks/atlas.py
	$(BIN)/python benchmarks/decide.py
	$(BIN)/python benchmarks/postings.py

$(BIN)/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.run: $(BIN)/python pyproject.toml constraints.txt
	$(PIP) install -c constraints.txt -e .
	@touch $@

$(VENV)/.test: $(VENV)/.run
	$(PIP) install -c constraints.txt -e ".[test]"
	@touch $@

$(VENV)/.bench: $(VENV)/.test
	$(PIP) install -c constraints.txt -e ".[test,bench]"
	@touch $@

clean:
	rm -rf $(VENV) build .mypy_cache .ruff_cache .pytest_cache .hypothesis .coverage
