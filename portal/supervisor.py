"""Runs the web server and the worker side by side, and takes both down again."""

import contextlib
import ctypes
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from portal.jobs.worker import REFUSES

PR_SET_PDEATHSIG = 1
PATIENCE = 12.0


class PortTaken(Exception):
    pass


def free_port(host: str, port: int) -> None:
    """Raises PortTaken when another program listens there already."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise PortTaken(str(error)) from error


def _die_with_parent() -> None:
    # Linux only: should the supervisor be killed outright, its children are told to stop as well.
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


class ChildProcess:
    def __init__(self, name: str, command: list[str], *, log: Path, environment: dict[str, str]):
        self.name, self.command, self.log, self.environment = name, command, log, environment
        self.process: subprocess.Popen[bytes] | None = None
        self.starts: list[float] = []
        self.log_began = 0

    def start(self) -> None:
        self.starts.append(time.monotonic())
        self.log.parent.mkdir(parents=True, exist_ok=True)
        with self.log.open("ab") as log:
            self.log_began = log.tell()
            # A session of its own, so that Ctrl-C reaches the supervisor alone and it stops them in order.
            self.process = subprocess.Popen(  # nosec B603 # noqa: S603 (our own fixed commands)
                self.command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                env={**os.environ, **self.environment},
                start_new_session=True,
                preexec_fn=_die_with_parent,
            )

    @property
    def has_ended(self) -> bool:
        return self.process is None or self.process.poll() is not None

    @property
    def refuses(self) -> bool:
        """Ended because something it needs is missing; starting it again would not help."""
        return self.has_ended and self.process is not None and self.process.returncode == REFUSES

    def last_lines(self, most: int) -> list[str]:
        """What it wrote last, since it was started this time."""
        with self.log.open("rb") as log:
            log.seek(self.log_began)
            return log.read().decode(errors="replace").strip().splitlines()[-most:]

    def last_words(self) -> str:
        return "".join(self.last_lines(1))

    def keeps_falling(self) -> bool:
        return len([moment for moment in self.starts if moment > time.monotonic() - 60]) > 5

    def signal(self, number: int) -> None:
        if not self.has_ended:
            self.process.send_signal(number)

    def clear(self) -> None:
        """End whatever is left of its process group."""
        if self.process is not None:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()


def _module(command: str) -> list[str]:
    return [sys.executable, "-m", *command.split()]


def web(host: str, port: int, *, log: Path) -> ChildProcess:
    return ChildProcess(
        "webserver",
        _module(f"gunicorn portal.wsgi --bind {host}:{port} --threads 8 --no-control-socket --log-level warning"),
        log=log,
        environment={"PORT": str(port)},
    )


def worker(*, log: Path, temporary: Path) -> ChildProcess:
    # kombu's file transport moves each message through the temp folder, so the worker gets a private one.
    temporary.mkdir(parents=True, exist_ok=True, mode=0o700)
    return ChildProcess(
        "worker",
        _module("celery --app portal --quiet worker --concurrency 2 --beat --loglevel warning --without-mingle"),
        log=log,
        environment={"TMPDIR": str(temporary), "C_FORCE_ROOT": "1"},
    )


def watch(children: list[ChildProcess], *, say: Callable[[str], None]) -> str:
    """Keep going until someone stops us. A child that falls over is started again, unless it keeps falling."""
    stopped: list[int] = []
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda number, frame: stopped.append(number))
    while not stopped:
        for child in children:
            if child.refuses:
                return child.last_words()
            if child.has_ended and child.keeps_falling():
                return f"De {child.name} stopt steeds. Kijk in {child.log}."
            if child.has_ended:
                child.clear()
                child.start()
                say(f"De {child.name} stopte onverwacht en is opnieuw gestart. Kijk in {child.log}.")
        time.sleep(0.2)
    return ""


def stop(children: list[ChildProcess]) -> None:
    """Ask kindly, wait for running work, then clear up."""
    for child in children:
        child.signal(signal.SIGTERM)
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and not all(child.has_ended for child in children):
        time.sleep(0.05)
    for child in children:
        child.clear()
