# The interface of the project. Every target works in a fresh clone, from nothing but Python 3.11 or newer.
#
#   make report   print the Hefei report                        make docs    build the documentation into docs/_build
#   make test     run the tests                                 make bench   measure, side by side with the peers
#   make check    lint, types, floors, completeness of docs     make clean   remove what the targets made
#   make fuzz     search for what the tests miss, ever anew   make mutants  see which changes of the code no test sees
#   make wheel-test   build wheel and sdist, and use the wheel without the sources, on lowest dependencies too
#   make test-spark   run the tests of whole tables on PySpark, which needs Java 17 or newer

# Any Python from 3.11 on will do; PYTHON=... picks one.
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
VENV ?= .venv
BIN := $(VENV)/bin
# Quiet, and with no question asked; a first line of pip's own news is no news of ours.
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-input

.PHONY: report test test-spark java check docs wheel-test bench fuzz mutants clean
.DEFAULT_GOAL := report

report: $(VENV)/.core
	@$(BIN)/cityinnov report hefei

test: $(VENV)/.test
	$(BIN)/python -m pytest -n auto

# One session serves all, so one process runs them. Who asks for them wants none skipped.
test-spark: java $(VENV)/.spark
	REQUIRE_SPARK=1 $(BIN)/python -m pytest -m spark tests/panel tests/test_pages.py

JAVA := $(if $(JAVA_HOME),$(JAVA_HOME)/bin/java,java)

java:
	@release=$$("$(JAVA)" -version 2>&1 | sed -n 's/.*version "\([0-9]*\).*/\1/p'); \
	test "$${release:-0}" -ge 17 || { \
		echo "PySpark needs Java 17 or newer; '$(JAVA)' is $${release:+too old: }$${release:-not there}."; \
		echo "To get it: apt-get install openjdk-17-jre-headless, brew install openjdk@17, or https://adoptium.net;"; \
		echo "JAVA_HOME=... names one that is not on the path."; exit 1; }

check: $(VENV)/.test $(VENV)/.check
	$(BIN)/ruff check src tests examples benchmarks tools
	$(BIN)/ruff format --check src tests examples benchmarks tools
	$(BIN)/mypy
	$(BIN)/mypy --strict examples/embed/src
	$(BIN)/lint-imports
	@$(BIN)/towncrier build --draft --version next >/dev/null
	$(BIN)/python -m pytest -q tests/test_documentation.py tests/test_pages.py tests/test_house.py

docs: $(VENV)/.test $(VENV)/.docs
	$(BIN)/sphinx-build -W --keep-going -b html docs docs/_build/html

# The package as it is handed out: built, and used from the wheel in environments of its own.
wheel-test: $(VENV)/.check
	$(BIN)/python tools/wheel_test.py

bench: $(VENV)/.test
	$(BIN)/python benchmarks/ratios.py
	$(BIN)/python -m pytest benchmarks --benchmark-only --benchmark-columns=median,iqr --benchmark-group-by=group
	$(BIN)/python benchmarks/bench_metrics.py
	$(BIN)/python benchmarks/bench_panel.py

# Property tests on other examples than `make test` has, and more of them: literals, case files, prose, enclosure.
ROUNDS ?= 5
FUZZED := tests/values tests/casefile tests/prose/test_laws.py tests/checks/test_fuzz.py

fuzz: $(VENV)/.test
	@for round in $$(seq $(ROUNDS)); do echo "round $$round of $(ROUNDS)"; \
		HYPOTHESIS_PROFILE=search $(BIN)/python -m pytest -q -n auto $(FUZZED) || exit 1; done

# MUTATED=cityinnov.metrics.growth asks about one module, MUTATED='cityinnov.values cityinnov.metrics' about all, for an
# hour or two; FLAGS=--again asks once more about what survived. CONTRIBUTING.md says how to read what it prints.
MUTATED ?= cityinnov.values.bounds

mutants: $(VENV)/.mutation
	$(BIN)/python tools/mutants.py $(MUTATED) $(FLAGS)

clean:
	rm -rf $(VENV) docs/_build build dist .pytest_cache .mypy_cache .ruff_cache .benchmarks mutants

# One stamp for each set of dependencies, made anew when what the project asks for changes.
$(VENV)/.made:
	@test -n "$(PYTHON)" || { echo "cityinnov needs Python 3.11 or newer; none was found (PYTHON=... names one)"; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(PIP) --upgrade 'pip>=25.1'
	@touch $@

$(VENV)/.core: $(VENV)/.made pyproject.toml
	@$(PIP) -e .
	@touch $@

$(VENV)/.test: $(VENV)/.made pyproject.toml
	@$(PIP) -e '.[all]' --group test
	@touch $@ $(VENV)/.core

$(VENV)/.spark: $(VENV)/.test pyproject.toml
	@$(PIP) --group spark
	@touch $@

$(VENV)/.check: $(VENV)/.test pyproject.toml
	@$(PIP) --group check
	@touch $@

$(VENV)/.mutation: $(VENV)/.test pyproject.toml
	@$(PIP) --group mutation
	@touch $@

$(VENV)/.docs: $(VENV)/.test pyproject.toml
	@$(PIP) --group docs
	@touch $@
