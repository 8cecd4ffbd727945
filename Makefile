# Everything a newcomer needs: `make run` and `make test`. Each sets up what it needs first.
PYTHON ?= python3
BIN := .venv/bin

.DEFAULT_GOAL := run
.PHONY: run setup tools test check format bench shots journeys faults lock notices schema translations package proofs windows-proof reproduce clean

run: setup  ## open the window; without a screen: fill the sample, export its PDF, say where
	@sh packaging/run.sh

setup:  ## .venv from the locked requirements, and Qt's system libraries
	@sh packaging/setup.sh $(PYTHON)

tools: setup  ## the system packages that only tests use
	@sh packaging/system_packages.sh test

test: tools check  ## linters, types, import contracts, every test, and the core's coverage
	@sh packaging/can_test.sh
	@mkdir -p build
	$(BIN)/pytest -n 2 -m "not slow" --cov --cov-report=term-missing:skip-covered

check: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: setup
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: tools  ## this project beside its peers, in one run
	$(BIN)/python -m pip --disable-pip-version-check --quiet install --require-hashes -r requirements/bench.txt
	@unset PYTHONDONTWRITEBYTECODE; missed=; for program in benchmarks/*.py; do echo "== $$program"; \
		$(BIN)/python $$program || missed="$$missed $$program"; done; \
		if [ -n "$$missed" ]; then echo "goals missed in:$$missed"; exit 1; fi

shots: tools  ## every picture of the window, in build/shots; those in resources/handbook/images are renewed
	@sh packaging/shots.sh

journeys: tools  ## a user's stories in the real window on a virtual screen
	$(BIN)/pytest tests/journeys -v

faults: tools  ## every fault program at full length (half an hour; mounts need root)
	-$(BIN)/python -m pip --disable-pip-version-check --quiet install --require-hashes -r requirements/faults.txt
	$(BIN)/python -m tests.faults.all

lock: setup  ## renew requirements/*.txt from pyproject.toml
	@sh packaging/lock.sh

notices: setup  ## renew THIRD_PARTY_NOTICES.md
	$(BIN)/python packaging/notices.py

schema: setup  ## renew resources/schema from the structs of a report
	$(BIN)/python packaging/schema.py

translations: setup  ## resources/translations: what the window says, for translating, and compiled
	$(BIN)/python packaging/translations.py

package: setup  ## the installable targets, into dist/
	@sh packaging/package.sh

proofs:  ## what lies in dist/, installed and proven: Debian 11, 12, 13, arm64 by qemu, Windows by wine (root)
	@sh packaging/proofs.sh

windows-proof:  ## the Windows setup alone, under wine in a chroot of Debian 13 (root)
	@sh packaging/proofs/windows.sh dist/*-setup.exe $$(sh packaging/proofs/first.sh windows-x86_64)

reproduce:  ## what lies in dist/, built once more on another system: every byte is compared (root)
	@sh packaging/proofs/reproduce.sh

clean:
	rm -rf build dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
