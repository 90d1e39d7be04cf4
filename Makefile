# Two commands: `make demo` starts the bench with simulated hardware, `make test` runs the whole suite.
PYTHON := .venv/bin/python
PYTEST := $(PYTHON) -m pytest
# Two workers: the suite is made for two cores.
WORKERS ?= 2

.PHONY: demo demo-site test check bench bench-large soak venv lock sbom audit clean

demo:
	@sh packaging/setup.sh demo
	@$(PYTHON) -m packstation demo $(ARGS)

demo-site:
	@sh packaging/setup.sh test
	@$(PYTHON) -m packstation demo-site $(ARGS)

test:
	@sh packaging/setup.sh test
	$(PYTEST) -n $(WORKERS) --dist worksteal $(ARGS)

check: venv
	$(PYTHON) -m ruff format --check .
	$(PYTHON) -m ruff check .
	$(PYTHON) -m mypy
	$(PYTHON) -m mypy --platform win32 --cache-dir .mypy_cache/win32
	.venv/bin/lint-imports --no-logo
	@$(MAKE) --no-print-directory sbom

bench:
	@sh packaging/setup.sh test
	@mkdir -p build
	$(PYTHON) -m tests.benchmarks $(ARGS)

# Central with ten million journal rows (ARGS="--events 1000000" for fewer): some GB of disk under /tmp, some minutes.
bench-large:
	@sh packaging/setup.sh test
	@mkdir -p build
	$(PYTHON) -m tests.benchmarks.large $(ARGS)

soak:
	@sh packaging/setup.sh test
	$(PYTEST) -m slow --hypothesis-profile=soak $(ARGS)

venv:
	@sh packaging/setup.sh venv

# Pins what pyproject.toml asks for (ARGS=--upgrade: the newest of it), for every system and Python from 3.11 on, with the hash of every file.
COMPILE := UV_SYSTEM_CERTS=1 .venv/bin/uv pip compile $(ARGS) --quiet --universal --python-version 3.11 \
	--generate-hashes --no-emit-index-url --no-annotate --no-header
lock: venv
	$(COMPILE) pyproject.toml --output-file packaging/requirements.txt
	$(COMPILE) pyproject.toml --group dev --constraint packaging/requirements.txt \
		--output-file packaging/requirements-dev.txt

sbom: venv
	@mkdir -p build
	$(PYTHON) -W ignore::UserWarning -m cyclonedx_py requirements packaging/requirements.txt \
		--pyproject pyproject.toml --output-reproducible --validate --of JSON -o build/sbom.json

# Asks a public advisory service, so it is no part of .ci/run: it may be out of reach.
audit: venv
	$(PYTHON) packaging/audit.py packaging/requirements-dev.txt

clean:
	rm -rf .venv build dist .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
