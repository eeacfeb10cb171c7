# `make run` serves the sample archive; `make test` runs every check that needs no network.
PYTHON ?= python3
ARCHIVE ?= data
PORT ?= 8000
SAMPLE := This is a sample: one real agenda item, and the minutes of Larkmere, an invented borough. Quote it nowhere.
BIN := .venv/bin
READY := .venv/ready

.PHONY: setup run test check format messages fuzz bench corpus clean

setup: $(READY)

# torch first and by itself: whatever else asks for it then takes the build that is here.
$(READY): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Minutebook needs Python 3.11 or later; this is " + sys.version.split()[0] + ". Try: make PYTHON=python3.11")'
	$(PYTHON) -m venv --clear .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt torch
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev]'
	@touch $(READY)

run: setup
	$(BIN)/minutebook index corpus --archive $(ARCHIVE)
	MINUTEBOOK_NOTICE="$${MINUTEBOOK_NOTICE-$(SAMPLE)}" $(BIN)/minutebook serve --archive $(ARCHIVE) --port $(PORT)

test: setup
	$(BIN)/python -m pytest --numprocesses auto --dist worksteal

check: setup
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

format: setup
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

messages: setup
	$(BIN)/python -m tests.messages

fuzz: setup
	$(BIN)/python -m tests.fuzz.asking $(ARCHIVE) --minutes 4

bench: setup
	$(BIN)/pip install -q -c constraints.txt -e '.[dev,bench]'
	test -d bench-archive || $(BIN)/python -m tests.benchmarks make bench-archive/10k --passages 10000 --texts corpus
	$(BIN)/python -m tests.benchmarks keyword bench-archive/10k
	$(BIN)/python -m tests.benchmarks serving bench-archive/10k

corpus: setup
	$(BIN)/python -m tests.borough

clean:
	rm -rf .venv data build *.egg-info
