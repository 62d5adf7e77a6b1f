# Two doors: `make run` and `make test`. Both need only Python 3.11, pip and make.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check -q

# What writes and locks rows, and so could differ between databases.
RECORD := $(addprefix tests/web/,record jobs api accounts data plan gym)

.PHONY: run test coverage hostile check lint wheel bench screenshots clean

# Opens the application in the browser; HOME_OF=DIR keeps its record elsewhere.
run: $(VENV)/.run
	$(BIN)/tripos $(if $(HOME_OF),--home $(HOME_OF)) up

# Everything on SQLite; then the journeys in a browser, one after the other, and beside them what
# touches the record once more, on a PostgreSQL of its own.
test: $(VENV)/.test
	$(BIN)/python -m pytest -n 2 -m "not browser"
	@mkdir -p build
	$(BIN)/python -m pytest $(RECORD) --postgres > build/postgres.log 2>&1 & postgres=$$!; \
	$(BIN)/python -m pytest tests/web/browser; browser=$$?; \
	wait $$postgres; failed=$$?; tail -n 3 build/postgres.log; \
	if [ $$failed -ne 0 ]; then cat build/postgres.log; exit 1; fi; exit $$browser

# How much of the code the tests run, line by line.
coverage: $(VENV)/.test
	$(BIN)/python -m pytest -n 2 -m "not browser" --cov --cov-report=term

# All hostile submissions at every level of confinement, and all labs on twenty seeds: minutes.
hostile: $(VENV)/.test
	$(BIN)/python -m pytest tests/labs -m slow
	$(BIN)/tripos check labs

lint: $(VENV)/.test
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	TRIPOS_HOME=build/lint $(BIN)/mypy
	$(BIN)/lint-imports

check: $(VENV)/.run
	$(BIN)/tripos check --seeds 12

# What is published must hold its data files: build it, install it elsewhere, plan with it.
wheel: $(BIN)/python
	rm -rf build/wheel build/lib
	$(PIP) wheel --no-deps -w build/wheel .
	$(PYTHON) -m venv build/wheel/venv
	build/wheel/venv/bin/python -m pip --disable-pip-version-check -q install -c constraints.txt build/wheel/*.whl
	build/wheel/venv/bin/tripos check --seeds 3 --examples examples
	build/wheel/venv/bin/tripos --home build/wheel/home me set examples/nurse.yaml
	$(PYTHON) -m tests.first_page build/wheel/venv/bin/tripos build/wheel/home
	build/wheel/venv/bin/tripos plan examples/nurse.yaml > build/wheel/plan.txt
	build/wheel/venv/bin/tripos decide examples/nurse.yaml --draws 500 --plan-seconds 1 \
		--html build/wheel/decision.html > build/wheel/decision.txt

# Pictures of every page in both themes and at phone width, into build/screenshots.
screenshots: $(VENV)/.test
	$(BIN)/python -m tests.web.browser.screenshots build/screenshots

bench: $(VENV)/.bench
	$(BIN)/python benchmarks/plan.py
	$(BIN)/python benchmarks/atlas.py
	$(BIN)/python benchmarks/decide.py
	$(BIN)/python benchmarks/postings.py
	$(BIN)/python benchmarks/web.py
	$(BIN)/python benchmarks/judge.py

$(BIN)/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.run: $(BIN)/python pyproject.toml constraints.txt
	$(PIP) install -c constraints.txt -e '.[labs]'
	@touch $@

$(VENV)/.test: $(VENV)/.run
	$(PIP) install -c constraints.txt -e ".[labs,torch,test]"
	@touch $@

$(VENV)/.bench: $(VENV)/.test
	$(PIP) install -c constraints.txt -e ".[labs,torch,test,bench]"
	@touch $@

clean:
	rm -rf $(VENV) build .mypy_cache .ruff_cache .pytest_cache .hypothesis .coverage
