# passeurs: `make help` lists what can be made.
# DATABASE_URL (sqlite:///… or postgres://…) is obeyed by every target; without it, SQLite under var/.

SHELL := /bin/bash
PORT ?= 8000
PY := .venv/bin/python
export DJANGO_SETTINGS_MODULE := passeurs.config.settings
export PATH := $(CURDIR)/.venv/bin:$(PATH)
# Compiling every module again in each process took more processor than the tests of a small folder.
unexport PYTHONDONTWRITEBYTECODE
# The suite also passes on a New Year's Day and on a leap day: see `test-dates`.
OTHER_DATES := 2027-01-01 2028-02-29
DAY_OF_YEAR := $(shell date +%-j)

# The templates of pages; those of mails carry their styles in each tag and stay as they are.
PAGES := find passeurs -path '*/templates/*' -name '*.html' ! -name 'mail_*' ! -path '*/mail/*' ! -path '*/email/*' -print0

.DEFAULT_GOAL := help
.PHONY: help setup demo demo-setup serve test test-pg test-odd test-seed test-dates test-tenth journeys tour pictures validate lighthouse check format messages bench lock browser postgres

help: ## Show this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | awk -F'\t' '{printf "  make %-12s %s\n", $$1, $$2}'

.venv/.ready: requirements/dev.txt
	@tools/setup.sh
	@touch $@

setup: .venv/.ready ## Make .venv/ with everything the project needs

demo-setup: setup ## Prepare the demonstration: database, shipped catalogue, a seeded season
	@PASSEURS_DEMO=1 tools/demo_setup.sh

demo: demo-setup ## Run the demonstration at http://localhost:8000 (PORT=… for another port)
	@PASSEURS_DEMO=1 tools/serve.sh $(PORT)

serve: setup ## Serve the site with its worker on PORT (migrates first)
	@tools/serve.sh $(PORT)

check: setup ## Lint, types, floors, templates, migrations: the fast checks
	ruff check .
	ruff format --check .
	lint-imports
	mypy
	djlint --quiet --lint passeurs
	@$(PAGES) | xargs -0 djhtml --tabwidth 2 --check
	$(PY) manage.py makemigrations --check --dry-run
	$(PY) manage.py check

format: setup ## Lay out Python and the templates as `make check` wants them
	ruff format .
	@$(PAGES) | xargs -0 djhtml --tabwidth 2

messages: setup ## Gather what the code says into passeurs/locale; then write the words that are missing
	$(PY) tools/messages.py

test: setup browser postgres ## Everything: checks, the suite on SQLite and on PostgreSQL, browser journeys
	@$(MAKE) --no-print-directory check
	@env -u DATABASE_URL $(PY) -m pytest -n 2 --dist loadfile -m "not journey and not exhaustive"
	@$(MAKE) --no-print-directory test-tenth
	@$(MAKE) --no-print-directory test-pg
	@$(MAKE) --no-print-directory test-seed
	@$(MAKE) --no-print-directory journeys

test-pg: setup postgres ## The suite on PostgreSQL (DATABASE_URL, or a local server that tools/postgres.sh starts)
	@DATABASE_URL="$$(tools/postgres.sh url)" $(PY) -m pytest -n 2 --dist loadfile -m "not journey and not exhaustive"

test-odd: setup ## Every odd value in every field of every address, as each role: hours
	@env -u DATABASE_URL $(PY) -m pytest -n 2 -m exhaustive

test-seed: setup postgres ## The demonstration made on PostgreSQL, in a database of its own
	@tools/seed_postgres.sh

test-dates: setup ## The suite on SQLite at three dates: today, 1 January 2027, 29 February 2028
	@for day in "$$(date +%F)" $(OTHER_DATES); do \
	  echo "The suite on $$day"; \
	  env -u DATABASE_URL PASSEURS_TEST_DATE=$$day $(PY) -m pytest -n 2 --dist loadfile -m "not journey and not exhaustive" || exit 1; \
	done

# In twenty days every test meets both dates.
test-tenth: TENTH = $(shell echo $$(($(DAY_OF_YEAR) % 10)))
test-tenth: DAY = $(word $(shell echo $$(($(DAY_OF_YEAR) / 10 % 2 + 1))),$(OTHER_DATES))
test-tenth: setup ## A tenth of the suite, another each day, at one of the two other dates
	@echo "Tests whose number ends in $(TENTH), on $(DAY)"
	@env -u DATABASE_URL PASSEURS_TEST_DATE=$(DAY) PASSEURS_TEST_TENTH=$(TENTH) \
	  $(PY) -m pytest -n 2 --dist loadfile -m "not journey and not slow and not exhaustive"

journeys: setup browser ## Stories in a real browser, with axe on each page
	@env -u DATABASE_URL $(PY) -m pytest -m journey

tour: demo-setup browser ## Photograph every page as each role, light and dark, with axe: var/tour/index.html
	@PASSEURS_DEMO=1 $(PY) tools/tour.py

pictures: demo-setup browser ## Take the pictures of README.md and docs/tour.md again
	@PASSEURS_DEMO=1 $(PY) tools/pictures.py

validate: demo-setup ## Every public page through the W3C Nu checker (npm and Java)
	@PASSEURS_DEMO=1 $(PY) tools/validate.py

lighthouse: demo-setup browser ## Lighthouse on the pages that count (npm)
	@PASSEURS_DEMO=1 $(PY) tools/lighthouse.py

bench: demo-setup ## Print the ratios of docs/performance.md
	@PASSEURS_DEMO=1 $(PY) -m bench

browser:
	@tools/browser.sh

postgres:
	@tools/postgres.sh start

lock: ## Pin the newest versions into requirements/
	uv pip compile -q --universal --python-version 3.11 --no-annotate --no-header --all-extras pyproject.toml -o requirements/base.txt
	uv pip compile -q --universal --python-version 3.11 --no-annotate --no-header --all-extras --group dev pyproject.toml -c requirements/base.txt -o requirements/dev.txt
