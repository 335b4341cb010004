# Every word below sets itself up: it needs python3 (3.11 or newer) and make, nothing else.
#
#   make demo      the bundled ceasefire case, from article to report
#   make test      the tests, without the slow ones        (ARGS="-k case" is passed on to pytest)
#   make test-all  all tests
#   make confidentiality  what each side can observe of the others: all pairs, all leaks, and the report that pages show
#   make check     format, lint, spelling, dependencies, types, import contracts
#   make bench     the benchmarks, side by side with NegMAS, in an environment of their own
#   make test-negmas  the tests that need NegMAS, in the environment of the benchmarks
#   make docs      the documentation, to docs/_build/html
#   make pictures  take the pictures of all screens anew, for the documentation (needs Chromium)
#   make messages  bring the catalogs of translations up to date with the templates
#   make format    rewrite the code in the format that `make check` asks for
#   make clean     remove what these words have made
#
# What was set up lies in .venv (and .venv-bench) in this folder, and is set up again only when pyproject.toml or the
# place of the checkout changes; in between everything works offline. Installing also fetches the front-end libraries that
# the pages carry (hatch_build.py), with npm; where there is none, pip brings one. pip follows your own pip configuration.

PYTHON ?= python3
ARGS ?=

# Another PYTHONPATH or environment would mix its packages into ours.
unexport PYTHONPATH PYTHONHOME VIRTUAL_ENV

# Environments cannot be moved: the stamp's name holds a checksum of where the checkout is.
place := $(shell pwd | cksum | cut -d ' ' -f 1)
built := .venv/built-$(place)
built_bench := .venv-bench/built-$(place)
bin := .venv/bin
bench_python := .venv-bench/bin/python
# Built without isolation, so that a second set-up needs no network.
install = -m pip install --quiet --quiet --no-build-isolation --editable '.[read,serve,postgresql,pdf]'

.PHONY: help demo test test-all confidentiality check messages pictures format bench test-negmas docs clean
help:
	@sed -n 's/^#   make /  make /p' Makefile

demo: .venv/ready-core
	@$(bin)/python -m mediant demo $(ARGS)

test: .venv/ready-test
	@echo "==> tests, without the slow ones"
	@$(bin)/python -m pytest -n auto -m "not slow" $(ARGS)

test-all: .venv/ready-test
	@echo "==> all tests"
	@$(bin)/python -m pytest -n auto -m "not alone" $(ARGS)
	@echo "==> those that need the machine to themselves"
	@$(bin)/python -m pytest -n 0 -m alone $(ARGS) || [ $$? -eq 5 ]  # 5: ARGS names none of these

confidentiality: .venv/ready-test
	@echo "==> non-interference at three levels"
	@$(bin)/python tests/confidentiality.py

check: .venv/ready-check
	@echo "==> format"
	@$(bin)/ruff format --check .
	@echo "==> lint"
	@$(bin)/ruff check .
	@echo "==> spelling"
	@$(bin)/codespell
	@echo "==> dependencies"
	@$(bin)/deptry src
	@echo "==> types"
	@$(bin)/mypy
	@echo "==> import contracts"
	@$(bin)/lint-imports

messages: .venv/ready-core
	@$(bin)/python -m mediant.web.languages.update

pictures: .venv/ready-test
	@MEDIANT_PICTURES=1 $(bin)/python -m pytest tests/web/test_pictures.py -k picture $(ARGS)

format: .venv/ready-check
	@$(bin)/ruff format .
	@$(bin)/ruff check --fix .

docs: .venv/ready-docs
	@echo "==> documentation"
	@$(bin)/python -m sphinx -n -W --keep-going -b html docs docs/_build/html
	@echo "Open docs/_build/html/index.html"

bench: .venv-bench/ready
	@for script in bench_dealspace bench_beside_negmas bench_tournament; do \
	  echo "==> $$script"; $(bench_python) benchmarks/$$script.py $(ARGS) || exit 1; \
	done

test-negmas: .venv-bench/ready-test
	@echo "==> tests that need NegMAS"
	@$(bench_python) -m pytest -k negmas tests/bridges tests/model/formats tests/test_docs.py $(ARGS)

clean:
	rm -rf .venv .venv-bench build dist docs/_build
	rm -rf .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find src tests benchmarks docs -name __pycache__ -type d -prune -exec rm -rf {} + 2>/dev/null || true

# Setting up. A stamp is touched only after its step has succeeded.

define new_environment
	@$(PYTHON) -c 'import sys; sys.exit("mediant needs Python 3.11 or newer, and $(PYTHON) is " + sys.version.split()[0] + "; name another one, as in: make demo PYTHON=python3.12" if sys.version_info < (3, 11) else 0)'
	@echo "==> setting up $(@D) (once)"
	@$(PYTHON) -m venv --clear $(@D)
	@$(@D)/bin/python -m pip install --quiet --quiet --upgrade 'pip>=25.1' 'hatchling>=1.27'
	@touch $@
endef

$(built):
	$(new_environment)

$(built_bench):
	$(new_environment)

.venv/ready-core: $(built) pyproject.toml
	@echo "==> installing mediant"
	@$(bin)/python $(install)
	@touch $@

.venv/ready-test: .venv/ready-core
	@echo "==> installing the test tools"
	@$(bin)/python $(install) --group test --group browser
	@$(bin)/python hatch_build.py
	@touch $@

.venv/ready-check: .venv/ready-core
	@echo "==> installing the checkers"
	@$(bin)/python $(install) --group test --group check
	@touch $@

.venv/ready-docs: .venv/ready-core
	@echo "==> installing the documentation tools"
	@$(bin)/python $(install) --group docs
	@touch $@

.venv-bench/ready: $(built_bench) pyproject.toml
	@echo "==> installing mediant and NegMAS"
	@$(bench_python) -m pip install --quiet --quiet 'setuptools>=70.1'  # a dependency of NegMAS comes as source only
	@$(bench_python) $(install) --group bench
	@touch $@

.venv-bench/ready-test: .venv-bench/ready
	@echo "==> installing the test tools"
	@$(bench_python) $(install) --group test --group bench
	@touch $@
