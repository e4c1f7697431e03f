"""The portal as people run it: `manage.py start` in a folder of its own, with web server and worker."""

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


OURS = {
    "PYTHONDONTWRITEBYTECODE",
    "EMBEDDED",
    "DEMO",
    "DATABASE_URL",
    "CELERY_BROKER_URL",
    "CACHE_URL",
    "SECRET_KEY",
    "MFA_REQUIRED",
    "DEBUG",
}


LONG = 300
"""Seconds that a test waits at most for a process that is alive. Only a fault takes that long, on any machine."""
COMPILED = ROOT / "var" / "compiled"


def clean_environment():
    """This process's environment without what the tests themselves set."""
    environment = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("PYTEST", "COV_", "DJANGO_")) and name not in OURS
    }
    # Compiling takes longer than all else in a process that starts, so they keep it for each other.
    return {**environment, "PYTHONPYCACHEPREFIX": str(COMPILED)}


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class RunningPortal:
    """One portal with its own data folder; `stop()` takes it down, `output` is what it printed."""

    def __init__(self, data_dir, *, demo=True, **environment):
        self.data_dir, self.port = Path(data_dir), free_port()
        self.url = f"http://localhost:{self.port}"
        self.environment = clean_environment() | {
            "EMBEDDED": "1",
            "DEMO": "1" if demo else "0",
            "DATA_DIR": str(data_dir),
            "PORT": str(self.port),
            "PYTHONUNBUFFERED": "1",
            **environment,
        }
        self.printed = self.data_dir / "printed.txt"
        self.process = None

    @property
    def output(self):
        return self.printed.read_text() if self.printed.exists() else ""

    def start(self, *, wait=True):
        self.data_dir.mkdir(parents=True, exist_ok=True)
        with self.printed.open("wb") as file:
            self.process = subprocess.Popen(
                [sys.executable, "manage.py", "start"], cwd=ROOT, env=self.environment, stdout=file, stderr=file
            )
        if wait:
            # The portal itself gives up when nothing moves; a slow machine is no reason to.
            self.wait_for(lambda: "Uren-portaal draait op" in self.output, "de start", seconds=900)
        return self

    def kill(self):
        """Take it down at once, for when nobody looks any more."""
        if self.process and self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        while alive := self.processes():
            for pid in alive:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
            time.sleep(0.05)

    def stop(self, number=signal.SIGINT):
        if self.process and self.process.poll() is None:
            self.process.send_signal(number)
        return self.process.wait(LONG) if self.process else None

    def wait_for(self, condition, what, *, seconds=LONG):
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            result = condition()
            if result:
                return result
            if self.process.poll() is not None:
                break
            time.sleep(0.1)
        raise AssertionError(f"Wachten op {what} duurde te lang of het portaal stopte:\n{self.output}\n{self.logs()}")

    def logs(self):
        return "\n".join(file.read_text(errors="replace") for file in sorted(self.data_dir.glob("log/*.log")))

    def manage(self, *arguments):
        """Run a management command beside the running portal; returns what it printed."""
        done = subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=ROOT,
            env=self.environment,
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def get(self, path="/"):
        with urllib.request.urlopen(self.url + path, timeout=LONG) as response:
            return response.read().decode()

    def processes(self):
        """Ids of all live processes that carry this portal's data folder in their environment."""
        mark = f"DATA_DIR={self.data_dir}".encode()
        numbers = []
        for folder in Path("/proc").iterdir():
            if not folder.name.isdigit():
                continue
            try:
                words = (folder / "environ").read_bytes().split(b"\0")
                state = (folder / "stat").read_text().rpartition(")")[2].split()[0]
            except OSError:
                continue
            if mark in words and state != "Z":
                numbers.append(int(folder.name))
        return numbers

    def worker_processes(self):
        def is_worker(pid):
            try:
                return b"celery" in (Path("/proc") / str(pid) / "cmdline").read_bytes()
            except OSError:
                return False

        return [pid for pid in self.processes() if is_worker(pid)]


class Server(RunningPortal):
    """As on a server: gunicorn and a worker, each started by itself, without what makes one machine easy."""

    def start(self, *, wait=True):
        self.environment.pop("EMBEDDED")
        self.environment.pop("DEMO")
        (self.data_dir / "log").mkdir(parents=True)
        web = f"gunicorn portal.wsgi --bind 127.0.0.1:{self.port} --threads 4 --no-control-socket"
        web += " --logger-class portal.web_log.Logger"
        worker = f"celery --app portal --quiet worker --concurrency 1 --beat --schedule {self.data_dir / 'beat'}"
        self.process, self.worker = self._run("web", web), self._run("worker", worker)
        self.wait_for(self._is_up, "de webserver")
        return self

    def _run(self, name, command):
        with (self.data_dir / "log" / f"{name}.log").open("wb") as log:
            return subprocess.Popen(
                [sys.executable, "-m", *command.split()], cwd=ROOT, env=self.environment, stdout=log, stderr=log
            )

    def kill(self):
        super().kill()
        self.worker.wait()

    def _is_up(self):
        try:
            return self.get("/gezond/") == "goed"
        except OSError:
            return False


@pytest.fixture
def server(tmp_path, postgres, redis_server, databases):
    """`server(**environment)` on PostgreSQL and Redis. Without https, since it's asked on this machine only."""
    started = []

    def start(**environment):
        running = Server(
            tmp_path / "server",
            SECRET_KEY="een-lange-willekeurige-sleutel-voor-deze-test-0123456789-abcdefghij",
            DATABASE_URL=postgres.migrated_database(),
            CELERY_BROKER_URL=redis_server.url(0),
            CACHE_URL=redis_server.url(1),
            ALLOWED_HOSTS="localhost",
            SITE_URL="http://localhost",
            DEFAULT_FROM_EMAIL="portaal@localhost",
            EMAIL_HOST="127.0.0.1",
            SECURE_SSL_REDIRECT="0",
            C_FORCE_ROOT="1",
            **environment,
        )
        started.append(running)
        databases.copy_static(running.data_dir)
        return running.start()

    yield start
    for running in started:
        running.kill()


@pytest.fixture(scope="session")
def portal(tmp_path_factory, databases):
    """A portal with the demo content, shared by the tests of one test process."""
    folder = tmp_path_factory.mktemp("portaal")
    shutil.copytree(databases.demo, folder, dirs_exist_ok=True)
    databases.copy_static(folder)
    running = RunningPortal(folder).start()
    yield running
    running.kill()


@pytest.fixture
def own_portal(tmp_path, databases):
    """A portal for one test that stops or breaks it; call it with environment variables. Its database was migrated and
    its static files were collected before, unless the test is about that (`first_start`)."""
    started = []

    def start(*, wait=True, demo=False, first_start=False, **environment):
        running = RunningPortal(tmp_path / f"portaal{len(started)}", demo=demo, **environment)
        if not first_start:
            databases.copy_static(running.data_dir)
            if "DATABASE_URL" not in environment:
                databases.copy(running.data_dir / "db" / "portal.sqlite3")
        started.append(running)
        return running.start(wait=wait)

    yield start
    for running in started:
        running.kill()
