"""The PDF of an answer, made by the worker without anything being kept.

What was typed is encrypted under a fresh key and lies in a private folder for a quarter of an hour at most. The key
follows from the ticket, and the ticket stands only in the task's message and in the address the visitor got. So
whoever copies the folder can read nothing, and whoever copies Redis (cache and queue) has nothing to read. The
finished file is encrypted in the same way; it's given once and then gone.

A job that gets lost isn't done again: the visitor's own page still has the answers and asks anew.
"""

import base64
import enum
import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from cryptography.fernet import Fernet
from django.conf import settings
from django.core.cache import cache
from django.core.cache.backends.db import DatabaseCache
from django.db import connection

LIFETIME = timedelta(minutes=15)
PATIENCE = timedelta(minutes=4)
"""After this a job that isn't ready never will be."""
WORKER_SILENT = timedelta(seconds=60)
SEEN = "calculator.web.exports.worker"
TYPED = ".typed"
MOST_WAITING = 100
"""What two processes make within a minute or so; who comes next hears that it is busy."""


class State(enum.StrEnum):
    QUEUED = "queued"
    BUSY = "busy"
    READY = "ready"
    FAILED = "failed"
    GONE = "gone"
    """Given already, past its time, or never asked for."""


@dataclass(frozen=True)
class Ticket:
    """What the visitor holds: names the place of a job and opens what lies there."""

    text: str

    @classmethod
    def new(cls) -> "Ticket":
        return cls(secrets.token_urlsafe(32))

    @property
    def place(self) -> str:
        return hashlib.sha256(b"place:" + self.text.encode()).hexdigest()[:40]

    @property
    def cipher(self) -> Fernet:
        return Fernet(base64.urlsafe_b64encode(hashlib.sha256(b"key:" + self.text.encode()).digest()))

    @property
    def file(self) -> Path:
        return folder() / self.place


def folder() -> Path:
    path = settings.DATA_DIR / "exports"
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    return path


def put_down(ticket: Ticket, typed: str, *, now: datetime) -> None:
    """Encrypt what was typed and leave it for the worker."""
    _write(ticket.file.with_suffix(TYPED), ticket.cipher.encrypt(typed.encode()))
    mark(ticket, State.QUEUED, now=now)


def is_full() -> bool:
    return len(list(folder().glob(f"*{TYPED}"))) >= MOST_WAITING


def pick_up(ticket: Ticket) -> str | None:
    """What was typed, which is gone from the folder from then on; None when it's too late."""
    sealed = _take(ticket.file.with_suffix(TYPED))
    return None if sealed is None else ticket.cipher.decrypt(sealed).decode()


def finish(ticket: Ticket, content: bytes, *, now: datetime) -> None:
    _write(ticket.file, ticket.cipher.encrypt(content))
    mark(ticket, State.READY, now=now)


def take(ticket: Ticket) -> bytes | None:
    """The file, once: whoever comes second gets None."""
    sealed = _take(ticket.file)
    if sealed is None:
        return None
    forget(ticket)
    return ticket.cipher.decrypt(sealed)


def _write(file: Path, sealed: bytes) -> None:
    """Whole or not at all, under a name that nobody can guess."""
    half = file.with_suffix(".half")
    try:
        half.touch(mode=0o600)
        half.write_bytes(sealed)
        half.replace(file)
    except OSError:
        half.unlink(missing_ok=True)
        raise


def _take(file: Path) -> bytes | None:
    """What is in it, for one of all who ask at the same moment."""
    taken = file.with_suffix(f"{file.suffix}.taken")
    try:
        file.rename(taken)
    except FileNotFoundError:
        return None
    sealed = taken.read_bytes()
    taken.unlink()
    return sealed


def mark(ticket: Ticket, state: State, *, now: datetime) -> None:
    cache.set(_state(ticket), (state.value, now), LIFETIME.total_seconds())


def state(ticket: Ticket, *, now: datetime) -> State:
    marked = cache.get(_state(ticket))
    if marked is None:
        return State.GONE
    current, since = State(marked[0]), marked[1]
    if current in (State.QUEUED, State.BUSY) and now - since > PATIENCE:
        return State.FAILED
    return current


def forget(ticket: Ticket) -> None:
    cache.delete(_state(ticket))
    for file in (ticket.file, ticket.file.with_suffix(TYPED)):
        file.unlink(missing_ok=True)


def sweep(*, now: datetime) -> int:
    """Remove every file that is past its time, whole or half; returns how many."""
    _empty_cache_table(now)
    gone = 0
    for file in folder().iterdir():
        if _age(file, now) > LIFETIME.total_seconds():
            file.unlink(missing_ok=True)
            gone += 1
    return gone


def _age(file: Path, now: datetime) -> float:
    try:
        return now.timestamp() - file.stat().st_mtime
    except FileNotFoundError:
        return 0


def _empty_cache_table(now: datetime) -> None:
    """A cache in the database keeps what expired until somebody asks for it; we don't wait for that."""
    if isinstance(cache._connections[cache._alias], DatabaseCache):
        table = connection.ops.quote_name(settings.CACHES["default"]["LOCATION"])
        with connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM {table} WHERE expires < %s", [now])  # nosec B608 # noqa: S608 (our own table)


def sign_of_life(*, now: datetime) -> None:
    """The worker says that it's there."""
    cache.set(SEEN, now, 2 * WORKER_SILENT.total_seconds())


def worker_is_there(*, now: datetime) -> bool:
    seen = cache.get(SEEN)
    return seen is not None and now - seen < WORKER_SILENT


def _state(ticket: Ticket) -> str:
    return f"calculator.web.exports.{ticket.place}.state"
