"""Made once in a run of the tests and copied: a database that is migrated, one with the demo content in it, and the
static files as the portal serves them.

The processes of a run share them: who comes first makes them, the others wait for that. Who runs a few tests again and
again names a folder in KEPT_DATABASES: there the migrated ones stay until a model or a migration changes.
"""

import contextlib
import fcntl
import hashlib
import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection
from django.test import TransactionTestCase
from django.test.utils import setup_databases

from tests.running import ROOT, clean_environment
from tests.servers import MIGRATED, Postgres, folder_for_server

MIGRATE = """
import django
django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0, interactive=False)
call_command("createcachetable", verbosity=0)
"""
LOAD_DEMO = 'call_command("demo", verbosity=0)'
COLLECT = """
import django
django.setup()
from portal.static_files import collect_when_changed
collect_when_changed()
"""


def run_django(code, *, data_dir, **environment):
    own = {"EMBEDDED": "1", "DATA_DIR": str(data_dir), "DJANGO_SETTINGS_MODULE": "portal.settings"}
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=clean_environment() | own | environment, check=True)


@contextlib.contextmanager
def _alone(folder):
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def mark_of_the_tables():
    """Another one as soon as anything changes of which the migrated database is made."""
    mark = hashlib.sha256()
    for path in sorted(ROOT.glob("[a-z]*/**/*.py")):
        parts = path.relative_to(ROOT).parts
        if parts[0] in {"portal", "bootcamp", "materials", "calculator"} and (
            {"migrations", "models", "models.py", "apps.py", "settings.py"} & set(parts)
        ):
            mark.update(path.read_bytes())
    return mark.hexdigest()[:16]


class Databases:
    """What is asked for is made at the first time: in `folder`, of this run alone; what is migrated in `kept`."""

    def __init__(self, folder, kept=None):
        self.folder = Path(folder)
        self.kept = Path(kept or folder)

    def _once(self, folder, name, make):
        database = folder / name
        with _alone(folder):
            if not database.exists():
                half = folder / f"half-{name}"
                shutil.rmtree(half, ignore_errors=True)
                make(half)
                half.rename(database)
        return database

    @property
    def migrated(self):
        """The SQLite file of a portal that nobody used yet."""
        return self._once(self.kept, "migrated", self._migrate) / "db" / "portal.sqlite3"

    def _migrate(self, folder):
        run_django(MIGRATE, data_dir=folder)
        _settle(folder)

    @property
    def demo(self):
        """The data folder of a portal with the example content."""
        self.migrated  # noqa: B018 (the lock can't be taken twice)
        return self._once(self.folder, "demo", self._load_demo)

    def _load_demo(self, folder):
        shutil.copytree(self.kept / "migrated", folder)
        run_django(MIGRATE + LOAD_DEMO, data_dir=folder, DEMO="1")
        _settle(folder)

    @property
    def cluster(self):
        """What a PostgreSQL server keeps on disk, with a migrated database to copy."""
        return self._once(self.kept, "cluster", self._make_cluster) / "data"

    def _make_cluster(self, folder):
        with folder_for_server() as own:
            server = Postgres(own).create().start()
            url = server.url_of(MIGRATED)
            server.new_database(name=MIGRATED)
            run_django(MIGRATE, data_dir=folder, DATABASE_URL=url)
            server.stop("fast")
            shutil.copytree(own / "data", folder / "data")

    @property
    def static(self):
        """The folder of static files, collected and compressed."""
        return self._once(self.folder, "static", self._collect) / "static"

    def _collect(self, folder):
        run_django(COLLECT, data_dir=folder)

    def copy_static(self, data_dir):
        shutil.copytree(self.static, data_dir / "static", copy_function=os.link)

    def copy(self, path):
        """A migrated SQLite database for one test; its address."""
        path.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(self.migrated, path)
        return f"sqlite:///{path}"


def _settle(folder):
    """All in the one file, so that it can be copied."""
    with contextlib.closing(sqlite3.connect(folder / "db" / "portal.sqlite3")) as database:
        database.execute("PRAGMA journal_mode=DELETE")


@pytest.fixture(scope="session")
def databases(tmp_path_factory):
    own = tmp_path_factory.getbasetemp()
    folder = (own.parent if os.environ.get("PYTEST_XDIST_WORKER") else own) / "databases"
    folder.mkdir(exist_ok=True)
    if not os.environ.get("KEPT_DATABASES"):
        return Databases(folder)
    kept = Path(os.environ["KEPT_DATABASES"]) / mark_of_the_tables()
    kept.mkdir(parents=True, exist_ok=True)
    return Databases(folder, kept)


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment, django_db_blocker, databases):
    """The database of the tests themselves, in memory: a copy too, and after a test that wrote in it a copy again."""
    template = sqlite3.connect(databases.migrated)
    with django_db_blocker.unblock(), contextlib.closing(template):
        name = connection.creation._get_test_db_name()
        with contextlib.closing(sqlite3.connect(name, uri=True)) as memory:
            template.backup(memory)
            setup_databases(verbosity=0, interactive=False, keepdb=True)
        # Django would empty each table and then write what it writes after a migration; that takes a third of a second.
        TransactionTestCase._fixture_teardown = lambda case: _put_back(template)
        yield


def _put_back(template):
    connection.ensure_connection()
    template.backup(connection.connection)


def put_in_place_of_the_test_database(file):
    """Until the end of a test that runs without a transaction around it."""
    with contextlib.closing(sqlite3.connect(file)) as database:
        _put_back(database)
