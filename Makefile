# Everything that a developer does with this tree. `make run` and `make test` need git, make, Python 3.11-3.13 and pip, nothing else.

PYTHON ?= python3
BIN := .venv/bin
REPORT := target/run
ROOM ?= undo
SAMPLE ?= 200

.PHONY: help setup run test test-slow local-llm test-local-llm mutants check format lock bench site package clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-15s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: ## prepare .venv with everything that the lock names
	@PYTHON="$(PYTHON)" bash .ci/setup program

run: setup ## open the editor on Veilweaver and play; without a display, play 30 s on a virtual one and leave a report in target/run
	@bash .ci/run-editor $(REPORT)

test: ## run the whole test suite
	@PYTHON="$(PYTHON)" bash .ci/setup tests
	@bash .ci/site || echo "The page of benchmarks was not bundled; its tests are skipped."
	$(BIN)/python -m pytest -m "not slow" -n auto --maxprocesses 4 --dist loadfile --no-loadscope-reorder

test-slow: ## run what takes minutes: packaging, the whole determinism matrix
	@PYTHON="$(PYTHON)" bash .ci/setup tests
	$(BIN)/python -m pytest -m slow --timeout 1800

local-llm: setup ## fetch and build a small real language model (SmolLM2 135M by llama.cpp) into target/local-llm; takes minutes
	@bash .ci/local-llm

test-local-llm: local-llm ## play 200 plans through that model over HTTP, each held to its schema
	@PYTHON="$(PYTHON)" bash .ci/setup tests
	$(BIN)/python -m pytest -m slow --timeout 3600 --log-cli-level INFO tests/engine/llm/local

mutants: setup ## change ROOM of the program at SAMPLE places, and show which changes no test notices
	$$(cat .venv/uv) pip install --quiet --python $(BIN)/python --group pyproject.toml:mutation
	$(BIN)/python -m tests.mutation $(ROOM) --sample $(SAMPLE)

check: setup ## lint, format, types, import contracts, audit, architecture tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/basedpyright
	$(BIN)/lint-imports
	@mkdir -p target
	$(BIN)/astraweave audit . --ratchet .ci/audit-ratchet.toml --hold P0 --hold P1 --output target/audit.txt
	$(BIN)/python -m pytest tests/architecture

format: setup ## rewrite the code in the house format
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

lock: setup ## resolve the dependencies anew into requirements.lock
	$$(cat .venv/uv) pip compile --quiet --universal --generate-hashes --python-version 3.11 --group pyproject.toml:dev --group pyproject.toml:package \
	  --custom-compile-command "make lock" pyproject.toml --output-file requirements.lock

bench: setup ## run the benchmarks and append their rows to target/benchmark-data/history.jsonl
	$(BIN)/astraweave bench run

site: setup ## bundle the script of the page that `astraweave bench site` writes
	@bash .ci/site

package: site ## build the stand-alone program into dist/astraweave
	$(BIN)/pyinstaller --noconfirm --log-level WARN --distpath dist --workpath target/pyinstaller build.spec

clean: ## remove what the targets above made
	rm -rf .venv target dist build
