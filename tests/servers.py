"""Throw-away PostgreSQL and Redis servers on free ports, one of each per test process."""

import contextlib
import itertools
import os
import shutil
import subprocess
import tempfile
import time
from pathlib import Path

import pytest

from tests.running import LONG, free_port

SYSTEM_USER = "postgres"
MIGRATED = "gemigreerd"
numbers = itertools.count(1)


def _postgres_programs():
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    on_path = shutil.which("initdb")
    return folders[0] if folders else Path(on_path).parent


def _as_postgres(command):
    """PostgreSQL refuses to run as root, so as root it runs as the system's own user for it."""
    return ["runuser", "-u", SYSTEM_USER, "--", *command] if os.geteuid() == 0 else command


class Postgres:
    def __init__(self, folder):
        self.folder, self.port, self.process = Path(folder), free_port(), None
        self.programs = _postgres_programs()

    @property
    def url(self):
        return self.url_of("postgres")

    def url_of(self, name):
        return f"postgres://portaal@127.0.0.1:{self.port}/{name}"

    def new_database(self, *options, name=""):
        """The address of an empty database."""
        name = name or f"test{next(numbers)}"
        command = [self.programs / "createdb", "-h", "127.0.0.1", "-p", self.port, "-U", "portaal", *options, name]
        subprocess.run([str(word) for word in command], check=True, capture_output=True)
        return self.url_of(name)

    def migrated_database(self):
        """The address of one that nobody used yet, on a server that was made as a copy."""
        return self.new_database("-T", MIGRATED)

    def copy(self, data):
        """Take over the databases of a server that was stopped (tests/databases.py), in place of `create`."""
        shutil.copytree(data, self.folder / "data")
        if os.geteuid() == 0:
            for path in (self.folder, *self.folder.rglob("*")):
                shutil.chown(path, SYSTEM_USER)
        return self

    def create(self):
        if os.geteuid() == 0:
            shutil.chown(self.folder, SYSTEM_USER)
        command = [
            self.programs / "initdb",
            "-D",
            self.folder / "data",
            "-U",
            "portaal",
            "-A",
            "trust",
            "-E",
            "UTF8",
        ]
        subprocess.run(
            _as_postgres([str(word) for word in [*command, "-E", "UTF8", "--no-sync"]]),
            check=True,
            capture_output=True,
            cwd=self.folder,
        )
        return self

    def start(self):
        command = [self.programs / "postgres", "-D", self.folder / "data", "-p", self.port, "-k", self.folder]
        options = ["-c", "listen_addresses=127.0.0.1", "-c", "fsync=off", "-c", "max_connections=200"]
        with (self.folder.parent / f"{self.folder.name}.log").open("ab") as log:
            self.process = subprocess.Popen(
                _as_postgres([str(word) for word in [*command, *options]]), cwd=self.folder, stdout=log, stderr=log
            )
        ready = [str(self.programs / "pg_isready"), "-q", "-h", "127.0.0.1", "-p", str(self.port)]
        _wait_until(lambda: subprocess.run(ready, check=False).returncode == 0, self.process, "PostgreSQL")
        return self

    def stop(self, how="immediate"):
        control = [str(self.programs / "pg_ctl"), "-D", str(self.folder / "data"), "-m", how, "stop"]
        subprocess.run(_as_postgres(control), check=False, capture_output=True, cwd=self.folder)
        self.process.wait(LONG)


class Redis:
    def __init__(self, folder):
        self.folder, self.port, self.process = Path(folder), free_port(), None

    def url(self, number=0):
        return f"redis://127.0.0.1:{self.port}/{number}"

    def start(self):
        command = ["redis-server", "--port", str(self.port), "--bind", "127.0.0.1", "--dir", str(self.folder)]
        self.process = subprocess.Popen(
            [*command, "--appendonly", "yes", "--save", ""], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        ping = ["redis-cli", "-p", str(self.port), "ping"]
        _wait_until(
            lambda: b"PONG" in subprocess.run(ping, check=False, capture_output=True).stdout, self.process, "Redis"
        )
        return self

    def stop(self):
        self.process.terminate()
        self.process.wait(LONG)


def _wait_until(ready, process, name):
    deadline = time.monotonic() + LONG
    while time.monotonic() < deadline and process.poll() is None:
        if ready():
            return
        time.sleep(0.1)
    raise RuntimeError(f"{name} kwam niet op.")


@contextlib.contextmanager
def folder_for_server():
    # Not pytest's own folder: the system user of PostgreSQL can't look inside that one.
    with tempfile.TemporaryDirectory(prefix="portaal-test-", ignore_cleanup_errors=True) as folder:
        own = Path(folder) / "server"
        own.mkdir()
        os.chmod(folder, 0o755)
        yield own


@pytest.fixture(scope="session")
def postgres(databases):
    with folder_for_server() as folder:
        server = Postgres(folder).copy(databases.cluster).start()
        yield server
        server.stop()


@pytest.fixture(scope="session")
def redis_server():
    with folder_for_server() as folder:
        server = Redis(folder).start()
        yield server
        server.stop()
