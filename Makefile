# make run    the dashboard at http://localhost:8501, from nothing
# make test   linters, types and every test
# make bench  measured speed and memory against their limits
# make lock   resolve requirements*.in into requirements*.txt
# make format put the code into shape
# make messages  bring the words to translate in locale/ up to date; NEW=fr begins a language

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

# What a person's shell happens to carry must not decide what is served or tested.
unexport PYTHONPATH PYTHONHOME WAGEWAYS_TABLES

.PHONY: run test lint bench lock format messages
.DELETE_ON_ERROR:

run: $(VENV)/.run-installed
	$(BIN)/python -m streamlit run app.py $(if $(PORT),--server.port $(PORT))

test: lint
	@browser=$$(scripts/chromium) && export WAGEWAYS_CHROMIUM="$$browser" && \
	$(BIN)/python -m pytest --numprocesses auto --maxprocesses 4 --dist worksteal $(wildcard tests/unit tests/data tests/app tests/browser)

lint: $(VENV)/.test-installed
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: $(VENV)/.test-installed
	@browser=$$(scripts/chromium) && export WAGEWAYS_CHROMIUM="$$browser" && \
	$(BIN)/python -m bench $(BENCH)

format: $(VENV)/.test-installed
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

# Words that are gone are dropped, and nothing is guessed: what is new stands empty until somebody translates it.
PYBABEL := $(BIN)/python -m babel.messages.frontend
messages: $(VENV)/.test-installed
	$(PYBABEL) --quiet extract --mapping-file babel.cfg --keywords "N_ ngettext:1,2 pgettext:1c,2" --sort-by-file \
	--add-location file --no-wrap --project Wageways --output-file locale/wageways.pot .
	$(PYBABEL) update --domain wageways --input-file locale/wageways.pot --output-dir locale --no-fuzzy-matching \
	--ignore-obsolete --ignore-pot-creation-date --no-wrap $(if $(NEW),--init-missing --locale $(NEW))
	rm locale/wageways.pot

# The second file starts from the first, so that both hold the same releases.
LOCK := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --no-emit-index-url --no-emit-find-links \
	--no-annotate --custom-compile-command "make lock"
lock: $(VENV)/.test-installed
	$(LOCK) requirements.in --output-file requirements.txt
	$(LOCK) requirements-dev.in --output-file requirements-dev.txt

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	{ echo "Python 3.11 or newer is needed, and $(PYTHON) is not. Try: make PYTHON=python3.12 $(MAKECMDGOALS)" >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV) || \
	{ rm -rf $(VENV); echo "Could not make $(VENV). On Debian and Ubuntu: apt-get install python3-venv" >&2; exit 1; }

# A stamp is written only after all is installed, so a broken installation is taken up again.
$(VENV)/.run-installed: requirements.txt | $(BIN)/python
	@echo "Installing what the dashboard needs (once) …"
	@$(PIP) install -r requirements.txt
	@touch $@

$(VENV)/.test-installed: requirements-dev.txt $(VENV)/.run-installed
	@echo "Installing what the tests need (once) …"
	@$(PIP) install -r requirements-dev.txt
	@touch $@
