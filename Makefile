# Every verb of the project. `make` alone lists them; each one sets up first what it needs.
PYTHON_OF_PROJECT = .venv/bin/python
PYTEST = $(PYTHON_OF_PROJECT) -m pytest
FOR_PICTURES = fonts-inter poppler-utils

# What the checks pretend: a production machine. (Tests set their own environment: tests/settings.py.)
CHECK_ENVIRONMENT = DEBUG=0 ALLOWED_HOSTS=kawal.example DATABASE_URL=sqlite:///var/check.sqlite3 DEMO_PASSWORD= \
	EMAIL_URL=smtp+tls://kawal:secret@mail.example:587 \
	SECRET_KEY=checks-only-0123456789-abcdefghijklmnopqrstuvwxyz-ABCDEFGHIJKLM

.DEFAULT_GOAL := help
.PHONY: help setup demo test check fix soak bench screenshots messages lock \
	check-lint check-format check-types check-templates check-imports check-migrations check-deploy check-messages

help: ## list the verbs
	@sed -n 's/^\([a-z-]*\):.*## /  make \1\t/p' Makefile | expand -t 18

setup: ## install everything that running needs, into .venv and the system
	@bin/setup run

demo: setup ## load the demo and serve it on http://127.0.0.1:8000 (PORT=8001 for another port)
	@$(PYTHON_OF_PROJECT) bin/demo

test: ## the whole suite, checks included, on a throw-away PostgreSQL and a real browser
	@bin/setup test
	@$(MAKE) --no-print-directory check
	@TEST_DATABASE_URL=sqlite:///var/test.sqlite3 $(PYTEST) -n0 -q -m sqlite
	@$(PYTEST) -n2

check: ## everything that can be said without running the tests
	@bin/setup check
	@mkdir -p var
	@$(MAKE) --no-print-directory --jobs=2 --keep-going --output-sync=target \
		check-types check-lint check-format check-templates check-imports check-migrations check-deploy check-messages

check-lint:
	@$(PYTHON_OF_PROJECT) -m ruff check --quiet --output-format concise

check-format:
	@$(PYTHON_OF_PROJECT) -m ruff format --quiet --check || { echo "Formatting differs: make fix"; exit 1; }

check-types:
	@$(CHECK_ENVIRONMENT) $(PYTHON_OF_PROJECT) -m mypy --no-error-summary
	@$(CHECK_ENVIRONMENT) $(PYTHON_OF_PROJECT) -m mypy --no-error-summary bin/screenshots

check-templates:
	@$(PYTHON_OF_PROJECT) -m djlint --lint --quiet templates

check-imports:
	@.venv/bin/lint-imports --no-cache >var/imports.log || { cat var/imports.log; exit 1; }

check-migrations:
	@$(CHECK_ENVIRONMENT) $(PYTHON_OF_PROJECT) manage.py makemigrations --check --dry-run --verbosity 1

check-deploy:
	@$(CHECK_ENVIRONMENT) $(PYTHON_OF_PROJECT) manage.py check --deploy --fail-level WARNING >var/deploy.log 2>&1 \
		|| { cat var/deploy.log; exit 1; }

check-messages:
	@bin/messages --check

fix: ## put right what ruff can put right by itself
	@bin/setup check
	@$(PYTHON_OF_PROJECT) -m ruff check --fix --quiet; $(PYTHON_OF_PROJECT) -m ruff format --quiet

soak: ## the full counts: browser kills, fuzz, kill -9, races (an hour, not part of the suite)
	@bin/setup test
	@SOAK=1 $(PYTEST) -n0 -m soak

bench: ## the benchmarks, one at a time, on a throw-away PostgreSQL
	@bin/setup test
	@$(PYTEST) benchmarks -n0 -s -p no:randomly -o python_files='bench_*.py'

screenshots: ## the main screens of each role as pictures, into docs/screens
	@bin/setup test
	@dpkg -s $(FOR_PICTURES) >/dev/null 2>&1 || apt-get install -y --no-install-recommends $(FOR_PICTURES) >/dev/null 2>&1 \
		|| echo "Not all there: $(FOR_PICTURES). Letters look different then, or the pages of the PDF are left out."
	@$(PYTHON_OF_PROJECT) bin/screenshots

messages: ## bring locale/en up to date with the source; then translate what is empty
	@bin/setup check
	@bin/messages

lock: ## write both lock files anew from pyproject.toml (needs uv)
	@bin/lock
