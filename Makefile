# Two commands do all the set-up: `make run` and `make test`.
# The system's Python first where it will do: it is built with profile-guided optimisation, which
# pyenv leaves out, and is up to a quarter faster.
PYTHON ?= $(shell /usr/bin/python3 -c 'import sys, ensurepip; sys.exit(sys.version_info < (3, 11))' \
	2>/dev/null && echo /usr/bin/python3 || echo python3)
VENV := .venv
BIN := $(VENV)/bin
# The tests start hundreds of processes, each of which would compile the same modules anew.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: run test bench docs lint check lock vendor clean

# The environment is rebuilt when the lock file changes, and only then.
$(VENV)/runtime: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Triplebill needs Python 3.11 or newer; call make PYTHON=python3.11 with the path of one."; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "Making the environment in $(VENV) from the lock file; once, about a minute."
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/development: requirements-dev.lock $(VENV)/runtime
	@echo "Adding what the tests need."
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@

run: $(VENV)/runtime ## Add the sample reviews, publish them, serve them on 127.0.0.1:8000
	@$(BIN)/triplebill demo

test: $(VENV)/development ## Run all tests
	@.ci/browser
	@.ci/clients
	@$(BIN)/pytest --numprocesses auto --dist loadfile --no-loadscope-reorder

# Peers to measure; where there are no wheels of them, their rows say so.
$(VENV)/bench: requirements-bench.lock $(VENV)/development
	@echo "Adding the peers that the benchmark measures."
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --require-hashes --only-binary :all: -r requirements-bench.lock && touch $@

bench: $(VENV)/development ## Print the ratios of the benchmark as a table
	@$(MAKE) --no-print-directory $(VENV)/bench || echo "Some peers can not be installed here."
	@.ci/peers || echo "shacl-engine can not be installed here."
	@$(BIN)/python -m bench

docs: $(VENV)/development ## Build the documentation as a site, in build/docs
	@$(BIN)/mkdocs build --strict --quiet --config-file .ci/mkdocs.yml
	@echo "build/docs/index.html"

lint: $(VENV)/development ## Style, types, imports, declared dependencies
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/deptry .

check: lint test

lock: $(VENV)/development ## Write the lock files anew from pyproject.toml
	@$(BIN)/python -m pip install -qq uv
	@$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-header --python-version 3.11 \
		.ci/build.in pyproject.toml -o requirements.lock
	@$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-header --python-version 3.11 \
		--group dev -c requirements.lock .ci/build.in pyproject.toml -o requirements-dev.lock
	@$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-header --python-version 3.11 \
		--group bench -c requirements-dev.lock -o requirements-bench.lock

vendor: ## Bundle anew what the query page takes from npm; needs Node.js
	@cd server/vendor && npm ci --ignore-scripts --no-audit --no-fund --silent && npm run --silent build

clean:
	rm -rf $(VENV) .triplebill build dist
