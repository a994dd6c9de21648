# make site   the environment, the catalog checked, ./site built
# make test   everything that the tests need, and all tests
# More: pdf, serve, check, check-site, lint, bless, icons, shots, lighthouse, bench, fuzz, mutants, lock, clean. README.md explains them.

PYTHON ?= python3
SIZES ?= 10 100 1000
ROUNDS ?= 3
RUNS ?= 3
BIN := .venv/bin
INSTALL := install --quiet --disable-pip-version-check --no-input --require-hashes
PIP := $(BIN)/python -m pip $(INSTALL)
export NO_MKDOCS_2_WARNING := 1

.PHONY: site pdf serve check check-site lint test bless icons shots lighthouse bench fuzz mutants lock clean .own .own-bench .own-lists
.DELETE_ON_ERROR:

site: .venv/site check
	$(BIN)/python -m mkdocs build
	@echo "The site is in ./site"

# From then on `make site` makes the PDF too.
pdf: .venv/pdf
	@sh tests/needs.sh pdf
	@$(MAKE) --no-print-directory site

serve: .venv/site
	$(BIN)/python -m mkdocs serve --livereload

check: .venv/site
	@$(BIN)/python hooks/cops.py check

# What a change of data/ and docs/ alone can break; `make test` runs these tests too.
check-site: .venv/test check
	@sh tests/needs.sh chromium
	@sh tests/needs.sh java
	$(BIN)/python -m pytest tests/content

lint: .venv/test
	$(BIN)/python -m ruff format --check .
	$(BIN)/python -m ruff check .
	$(BIN)/python -m mypy
	$(BIN)/zizmor --offline --no-progress --quiet --persona=pedantic .github

test: lint .venv-lists/lists .venv/ical.js
	@sh tests/needs.sh chromium
	@sh tests/needs.sh firefox
	@sh tests/needs.sh pdf
	@sh tests/needs.sh java
	@sh tests/needs.sh lists
	@sh tests/needs.sh calendars
	$(BIN)/python -m pytest --numprocesses auto --dist loadfile

bless: .venv/test
	$(BIN)/python -m pytest -q tests/unit/render/test_golden.py tests/unit/channels/test_list_managers.py tests/unit/catalog/test_problems.py \
		tests/unit/diagnostics/test_formatters.py tests/unit/catalog/test_json_schema.py \
		tests/unit/calendars/test_calendar_files.py --bless

icons: .venv/test
	@sh tests/needs.sh chromium
	PYTHONPATH=hooks:tests/support $(BIN)/python tests/icons.py

# All kinds of pages, or some: make shots KINDS="overview community-with-own-words"
shots: .venv/test
	@sh tests/needs.sh chromium
	PYTHONPATH=hooks:tests/support $(BIN)/python tests/shots.py $(KINDS)

# Likewise; and fewer visits to each: make lighthouse RUNS=1 KINDS="overview directory"
lighthouse: .venv/test
	@sh tests/needs.sh chromium
	PYTHONPATH=hooks:tests/support $(BIN)/python benchmarks/visits.py --runs $(RUNS) $(KINDS)

bench: .venv-bench/bench
	.venv-bench/bin/python benchmarks/build.py --rounds $(ROUNDS) $(if $(PEERS),--peers $(PEERS)) $(SIZES)
	PYTHONPATH=hooks:tests/support .venv-bench/bin/python benchmarks/waiting.py
	PYTHONPATH=hooks:tests/support .venv-bench/bin/python benchmarks/costs.py
	PYTHONPATH=hooks:tests/support .venv-bench/bin/python benchmarks/activity.py

FUZZ := -max_total_time=60 -timeout=5 -rss_limit_mb=1024 -max_len=30000
fuzz: .venv/fuzz
	PYTHONPATH=hooks:tests/support $(BIN)/python tests/fuzz.py $(FUZZ)

# All modules of tests/mutants.toml, or some: make mutants MODULES="copsite.catalog.rules.terms copsite.channels.mailto"
mutants: .venv/mutants
	PYTHONHASHSEED=0 $(BIN)/python -P tests/mutants.py $(MODULES)

# An environment works only where it was made, and with the Python that made it.
.own:
	@sh tests/needs.sh own .venv
.own-bench:
	@sh tests/needs.sh own .venv-bench
	@sh tests/needs.sh own .venv-peers
.own-lists:
	@sh tests/needs.sh own .venv-lists

# Each stamp is remade when its lock file changes.
.venv/bin/python: | .own
	@sh tests/needs.sh venv
	$(PYTHON) -m venv .venv

.venv/%: requirements-%.txt | .venv/bin/python
	$(PIP) -r $<
	@touch $@

.venv/pdf: requirements-pdf.txt .venv/site
.venv/test: requirements-test.txt .venv/site .venv/pdf
.venv/fuzz: requirements-fuzz.txt .venv/site
.venv/mutants: requirements-mutants.txt .venv/test

# What Thunderbird reads calendars with, for the tests.
.venv/ical.js: tests/calendars/ical_js.py .venv/test
	$(BIN)/python $< $@

# The benchmark is a guest: what it installs, here and by itself for the generators beside ours, the site never gets.
.venv-bench/bench: requirements-bench.txt | .own-bench
	@sh tests/needs.sh venv
	$(PYTHON) -m venv .venv-bench
	.venv-bench/bin/python -m pip $(INSTALL) -r $<
	@touch $@

# Mailman has an environment of its own: its packages must not decide which ones the site gets.
.venv-lists/lists: requirements-lists.txt | .own-lists
	@sh tests/needs.sh venv
	$(PYTHON) -m venv .venv-lists
	.venv-lists/bin/python -m pip $(INSTALL) --no-deps -r $<
	@touch $@

# Renews the lock files from pyproject.toml; needs the uv package installer on the PATH.
lock:
	uv pip compile pyproject.toml --universal --generate-hashes --no-header --upgrade -o requirements-site.txt
	uv pip compile pyproject.toml --universal --generate-hashes --no-header --upgrade -c requirements-site.txt --extra test -o requirements-test.txt
	uv pip compile pyproject.toml --universal --generate-hashes --no-header --upgrade -c requirements-site.txt --extra pdf -o requirements-pdf.txt
	uv pip compile pyproject.toml --universal --generate-hashes --no-header --upgrade -c requirements-site.txt --extra bench -o requirements-bench.txt
	uv pip compile pyproject.toml --universal --generate-hashes --no-header --upgrade -c requirements-site.txt --extra fuzz -o requirements-fuzz.txt
	uv pip compile pyproject.toml --universal --generate-hashes --no-header --upgrade -c requirements-test.txt --extra mutants -o requirements-mutants.txt
	uv pip compile --group peers --python-version 3.11 --universal --generate-hashes --no-header --upgrade -c requirements-site.txt -o requirements-peers.txt
	uv pip compile --group lists --python-version 3.11 --universal --generate-hashes --no-header --upgrade -o requirements-lists.txt

clean:
	rm -rf .cache .site.build-* .venv .venv-bench .venv-eleventy .venv-lighthouse .venv-lists .venv-peers shots site
