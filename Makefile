# Everything a person or a machine does with this checkout. The README has the same names in a table.
# Nothing here is quiet about what is missing: it stops and says so in a sentence.
.DEFAULT_GOAL := help
.PHONY: help run demo test check prove bench lock clean system node

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
INSTALLED := $(VENV)/installed-run
TESTABLE := $(VENV)/installed-test

DEMO_BIND = $(or $(BIND),127.0.0.1:8000)
SPEED ?= 60
NODE_VERSION := 20.19
PAGES_JS = find lobby kiosk display tests -name '*.js' -not -path '*/vendor/*'

help:
	@echo "make run     install, migrate, and serve the demo branch (BIND=host:port for another address)"
	@echo "make demo    the same on a fast clock, with a rehearsed day playing in front of it"
	@echo "make test    install what the tests need, and run all of them"
	@echo "make check   lint, types and JavaScript syntax: the quick half of make test"
	@echo "make prove   thousands of random histories, recounted against the invariants"
	@echo "make bench   benchmarks (JSON=1 for JSON on stdout, DATABASE=postgresql, ROUNDS=1, ONLY=issue,push)"
	@echo "make lock    write requirements/ anew from setup.cfg (UPGRADE=1 to take newer versions)"
	@echo "make clean   remove the virtual environment and caches, not the databases in var/"

run: $(INSTALLED)
	@mkdir -p var
	@$(BIN)/lobby migrate
	@exec $(BIN)/lobby serve $(if $(BIND),--bind $(BIND))

# Both run behind the shell, which waits: it can then end each by its own id, however and whenever this recipe ends.
demo: export LOBBY_SERVER__DATABASE := sqlite:///var/demo.db
demo: $(INSTALLED)
	@mkdir -p var && rm -f var/demo.db var/demo.db-wal var/demo.db-shm
	@! $(LISTENS) 2>/dev/null \
	  || { echo "Something serves on $(DEMO_BIND) already: stop it, or choose another address with 'make demo BIND=127.0.0.1:8001'." >&2; exit 1; }
	@$(BIN)/lobby migrate
	@$(BIN)/lobby serve --bind $(DEMO_BIND) --clock 2026-01-05T08:55+$(SPEED)x & server=$$!; player=; \
	trap 'kill $$player $$server 2>/dev/null; wait' EXIT; \
	trap 'exit 130' INT TERM HUP; \
	until $(LISTENS) 2>/dev/null; do \
	  kill -0 $$server 2>/dev/null || { echo "The server ended before it answered; its reason stands above." >&2; exit 1; }; \
	  sleep 0.2; \
	done; \
	$(BIN)/lobby rehearse --url http://$(DEMO_BIND) --speed $(SPEED) & player=$$!; \
	wait $$player || exit 1; \
	player=; \
	echo "The day is over. The server stays up on http://$(DEMO_BIND) until Ctrl-C."; \
	wait $$server

LISTENS = $(BIN)/python -c 'import socket, sys; host, port = sys.argv[1].rsplit(":", 1); \
  socket.create_connection((host, int(port)), timeout=2)' $(DEMO_BIND)

# One worker per processor, each with databases, servers and a browser of its own. Who is done takes from the others.
SIDE_BY_SIDE := -n logical --dist worksteal

# All four run even when an early one fails, so that one run tells everything; pytest comes last and its summary with it.
test: system node $(TESTABLE)
	@failed=; \
	$(BIN)/ruff check || failed="$$failed ruff"; \
	$(BIN)/mypy || failed="$$failed mypy"; \
	node --test --test-reporter=spec tests/js/*.test.js || failed="$$failed node"; \
	$(BIN)/python -m pytest $(SIDE_BY_SIDE) || failed="$$failed pytest"; \
	if [ -n "$$failed" ]; then echo "make test: failed:$$failed" >&2; exit 1; fi

check: node $(TESTABLE)
	@$(BIN)/ruff check
	@$(BIN)/mypy
	@$(PAGES_JS) | while read -r file; do \
	  node --input-type=module --check - < "$$file" || { echo "$$file: the lines above are about this file" >&2; exit 1; }; \
	done

# Histories of deeds at random, each recounted from its journal alone (HISTORIES=3000 DEEDS=400).
HISTORIES ?= 3000
DEEDS ?= 400
prove: $(TESTABLE)
	@$(BIN)/python -m tests.domain.prove $(HISTORIES) $(DEEDS)

bench: $(TESTABLE)
	@$(BIN)/python -m tests.benchmarks

# Chromium, fonts and Redis come from the system, never from pip.
system:
	@missing=; \
	command -v chromium >/dev/null || missing="$$missing chromium"; \
	fc-list :lang=zh-cn 2>/dev/null | grep -q . || missing="$$missing fonts-noto-cjk"; \
	command -v redis-server >/dev/null || missing="$$missing redis-server"; \
	[ -n "$$missing" ] || exit 0; \
	if grep -qs '^ID=debian' /etc/os-release && [ "$$(id -u)" = 0 ]; then \
	  echo "Installing what the tests need:$$missing"; \
	  export DEBIAN_FRONTEND=noninteractive; \
	  apt-get update -qq </dev/null && apt-get install -y -qq --no-install-recommends $$missing </dev/null; \
	else \
	  echo "The tests need what is not installed here:$$missing (Debian's names). On Debian: sudo apt-get install$$missing" >&2; \
	  exit 1; \
	fi

node:
	@node -e 'const [a, b] = "$(NODE_VERSION)".split("."), [c, d] = process.versions.node.split("."); process.exit(+c > +a || (c === a && +d >= +b) ? 0 : 1)' 2>/dev/null \
	  || { echo "The tests of the pages' JavaScript need Node $(NODE_VERSION) or newer as 'node'; here it is $$(node --version 2>/dev/null || echo missing)." >&2; exit 1; }

# Stamp files: the second time costs nothing. Every download is checked against a hash; the package itself is linked.
$(INSTALLED): requirements/run.txt setup.cfg pyproject.toml | $(BIN)/pip
	@echo "Installing into $(VENV)" >&2
	@$(PIP) install --require-hashes -r requirements/run.txt >&2
	@$(PIP) install --no-deps --no-build-isolation -e . >&2
	@touch $@

$(TESTABLE): requirements/test.txt $(INSTALLED)
	@echo "Installing the tests' tools into $(VENV)" >&2
	@$(PIP) install --require-hashes -r requirements/test.txt >&2
	@touch $@

# PYTHON=... chooses the interpreter; otherwise the first of these that is new enough.
$(BIN)/pip:
	@for python in $(or $(PYTHON),python3 python3.13 python3.12 python3.11); do \
	  "$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || continue; \
	  "$$python" -c 'import ensurepip, venv' 2>/dev/null \
	    || { echo "$$python cannot make virtual environments. On Debian: sudo apt-get install python3-venv" >&2; exit 1; }; \
	  exec "$$python" -m venv --clear $(VENV); \
	done; \
	echo "Lobby needs Python 3.11 or newer; $(or $(PYTHON),python3) is $$($(or $(PYTHON),python3) --version 2>/dev/null || echo missing). Name another with 'make PYTHON=/path/to/python3.12 ...'." >&2; \
	exit 1

COMPILE = $(BIN)/uv pip compile setup.cfg --universal --python-version 3.11 --generate-hashes --quiet \
  --custom-compile-command "make lock" $(if $(UPGRADE),--upgrade)

# The other locks are bound to the versions of the first, so that what is tested is what runs.
lock: $(INSTALLED)
	@$(PIP) install --require-hashes -r requirements/lock.txt
	@$(COMPILE) --extra build -o requirements/run.txt
	@$(COMPILE) --extra build --extra postgresql -c requirements/run.txt -o requirements/postgresql.txt
	@$(COMPILE) --extra build --extra postgresql --extra test -c requirements/postgresql.txt -o requirements/test.txt
	@$(COMPILE) --extra build --extra lock -c requirements/run.txt -o requirements/lock.txt

clean:
	rm -rf $(VENV) build lobby.egg-info .hypothesis .mypy_cache .pytest_cache .ruff_cache
	find lobby kiosk display migrations tests -name __pycache__ -type d -prune -exec rm -rf {} +
