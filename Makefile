.PHONY: run test faults lint secrets sbom format bench load lock clean
python = .venv/bin/python

run: ## Start the portal with demo content: web server and worker
	@deploy/setup.sh run
	@exec env EMBEDDED=1 DEMO=1 $(python) manage.py start

test: ## Set up and run every test
	@deploy/setup.sh test
	@env -u PYTHONDONTWRITEBYTECODE PYTHONPYCACHEPREFIX=$(CURDIR)/var/compiled $(python) -m pytest -n auto

faults: ## Break each part on purpose, and print a table of what came of it (some three minutes)
	@deploy/setup.sh test
	@env -u PYTHONDONTWRITEBYTECODE PYTHONPYCACHEPREFIX=$(CURDIR)/var/compiled $(python) -m pytest --faults -m fault -q -n auto \
		--durations-min=1000 $$(grep -rl --include='test_*.py' 'mark\.fault(' tests)

lint: ## Style, templates and types
	@deploy/setup.sh test
	@$(python) -m ruff check .
	@$(python) -m ruff format --check .
	@$(python) -m djlint --check --lint --quiet templates
	@EMBEDDED=1 $(python) -m mypy
	@$(python) -m bandit --quiet --recursive --configfile pyproject.toml portal bootcamp materials calculator manage.py
	@$(MAKE) --silent secrets

secrets: ## Look for keys and passwords in what is in git
	@# Names of passwords are left to ruff (S105). Let through: the letters of our codes, and the example in docs/beheer.md.
	@git ls-files -z | grep -zvE '^requirements|^static/fonts/' | xargs -0 $(python) -m detect_secrets.pre_commit_hook \
		--disable-plugin KeywordDetector --exclude-secrets '^(abcdefghjkmnpqrstuvwxyz23456789|ABCDEFGHJKMNPQRSTUVWXYZ23456789|wachtwoord)$$'

sbom: ## Bill of materials (CycloneDX) of what runs on a server, from the lock: var/sbom.json
	@deploy/setup.sh test
	@mkdir -p var
	@$(python) -W ignore -m cyclonedx_py requirements requirements.txt --pyproject pyproject.toml --of JSON --output-reproducible -o var/sbom.json
	@echo "var/sbom.json"

format:
	@$(python) -m ruff check --fix .
	@$(python) -m ruff format .
	@$(python) -m djlint --reformat --quiet templates

bench: ## Measure what must be fast; BENCH="pages web" does only those (tests/bench)
	@deploy/setup.sh test
	@$(python) -m tests.bench $(BENCH)

load: ## How many requests it takes, how long people wait, and its memory; MINUTES=1 is a quick look
	@deploy/setup.sh test
	@$(python) -m tests.load --minutes $(or $(MINUTES),10)

lock: ## Pin the dependencies with their hashes
	uv pip compile -q --universal --no-strip-extras --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-annotate --no-header pyproject.toml -o requirements.txt
	uv pip compile -q --universal --no-strip-extras --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-annotate --no-header --extra dev -c requirements.txt pyproject.toml -o requirements-dev.txt

clean: ## Remove the environment and all local data
	rm -rf .venv var
