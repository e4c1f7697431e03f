.PHONY: run test lint format bench lock clean
python = .venv/bin/python

run: ## Start the portal with demo content: web server and worker
	@deploy/setup.sh run
	@exec env EMBEDDED=1 DEMO=1 $(python) manage.py start

test: ## Set up and run every test
	@deploy/setup.sh test
	@env -u PYTHONDONTWRITEBYTECODE PYTHONPYCACHEPREFIX=$(CURDIR)/var/compiled $(python) -m pytest -n auto

lint: ## Style, templates and types
	@deploy/setup.sh test
	@$(python) -m ruff check .
	@$(python) -m ruff format --check .
	@$(python) -m djlint --check --lint --quiet templates
	@EMBEDDED=1 $(python) -m mypy

format:
	@$(python) -m ruff check --fix .
	@$(python) -m ruff format .
	@$(python) -m djlint --reformat --quiet templates

bench: ## Measure what must be fast
	@deploy/setup.sh test
	@EMBEDDED=1 $(python) -m tests.bench

lock: ## Pin the dependencies with their hashes
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-annotate --no-header pyproject.toml -o requirements.txt
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-annotate --no-header --extra dev -c requirements.txt pyproject.toml -o requirements-dev.txt

clean: ## Remove the environment and all local data
	rm -rf .venv var
