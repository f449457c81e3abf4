# The commands people use. `make` alone lists them.
PY      := .venv/bin/python
STAMP   := .venv/installed
export PYTHONUTF8 := 1

.DEFAULT_GOAL := help
.PHONY: help run ask test check fix bench growth kills mutants readme constraints

help:           ## list the commands
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 14

$(STAMP): pyproject.toml constraints.txt
	python3.11 -m venv .venv || python3 -m venv .venv
	$(PY) -m pip install --quiet --upgrade pip
	$(PY) -m pip install --quiet -c constraints.txt -e '.[dev]'
	touch $(STAMP)

run: $(STAMP)   ## install, build the knowledge base and serve page and API
	$(PY) -m bot serve

ask: $(STAMP)   ## ask one question: make ask Q="How long does the cash last?"
	@$(PY) -m bot ask "$(Q)"

test: $(STAMP) /usr/bin/chromium   ## install everything and run all tests, browser tests included
	$(PY) -m pytest -n 2 --dist loadfile

check: $(STAMP) /usr/bin/chromium  ## format, lint, types, tests, docs
	.venv/bin/ruff format --check .
	.venv/bin/ruff check .
	.venv/bin/mypy
	$(PY) -m pytest

fix: $(STAMP)   ## format and repair what ruff can
	.venv/bin/ruff format .
	.venv/bin/ruff check --fix .

bench: $(STAMP) ## measure speed and size as ratios in one run; writes README
	$(PY) -m evals.bench --write README.md

growth: $(STAMP) ## measure stores of 1,000 to 1,000,000 passages (an hour and more); writes README
	$(PY) -m evals.growth --write README.md

kills: $(STAMP) ## kill an ingest at 50 random moments and look whether anything is lost or half
	$(PY) -m evals.kills

mutants: $(STAMP) ## break true claims one way each and report what verification catches
	$(PY) -m evals.mutants

readme: $(STAMP) ## write the README's table of questions and answers
	$(PY) -m evals.showcase --write README.md

constraints:    ## write constraints.txt from what is installed
	$(PY) -m pip freeze --exclude-editable | sed 's/+cpu//' | grep -viE '^(pip|setuptools)==' \
	  | sed '1i # Exact versions that the tests ran with; names and versions only. `make constraints` writes it anew.' > constraints.txt

/usr/bin/chromium:
	apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium fonts-noto-cjk
