"""Logs say what broke and where, never what someone typed: the text of an error often repeats just that.

On a server each event is one line of JSON; on one machine by itself a line to read. Both carry the number of the
request that it's for (portal/trace.py).
"""

import copy
import json
import logging
import traceback
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.db import OperationalError
from django.http import HttpRequest
from kombu.exceptions import OperationalError as BrokerAway

from portal import trace

# What these say comes from a machine that is away or set up wrongly, and who mends it needs the words.
TELL_ALL = (ConnectionError, TimeoutError, OperationalError, BrokerAway, ImproperlyConfigured)
# Known by its name, because importing it takes a quarter of a second that one machine without Redis can spare.
REDIS_AWAY = {"redis.exceptions.ConnectionError", "redis.exceptions.TimeoutError"}


# What they say holds what a visitor or a message sent, written out: a host, an address, the arguments of a task.
REPEATS_WHAT_CAME = ("django.security", "celery.worker.consumer")
OF_GUNICORN = ("Error handling request", "Invalid request", "Error parsing the request")
OF_AN_EVENT = ("method", "path", "status", "ms", "kind")
"""What a line of ours may carry beside its words (`extra=`)."""


class PrivateFormatter(logging.Formatter):
    """A line to read."""

    def format(self, record):
        cause = trace.current()
        line = super().format(_private(record))
        # Behind the words themselves, before where it broke.
        first, *rest = line.split("\n", 1)
        return "\n".join([f"{first} [{cause.request}]" if cause.request else first, *rest])

    def formatException(self, exc_info):
        return "\nLed to:\n".join(f"{_where(error)}{in_short(error)}" for error in _chain(exc_info[1]))


class JsonFormatter(PrivateFormatter):
    """One line of JSON for each event."""

    def format(self, record):
        private, cause = _private(record), trace.current()
        event: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": private.getMessage(),
            "request": cause.request or None,
            "user": cause.who(),
        }
        if cause.job:
            event["job"] = cause.job
        event |= {name: getattr(record, name) for name in OF_AN_EVENT if hasattr(record, name)}
        if record.exc_info and record.exc_info[1] is not None:
            event["error"] = self.formatException(record.exc_info)
        return json.dumps(event, ensure_ascii=False)


def _private(record: logging.LogRecord) -> logging.LogRecord:
    private = copy.copy(record)
    private.args, private.exc_text = _without_texts(record), None
    if record.name.startswith(REPEATS_WHAT_CAME):
        private.msg, private.args = f"Refused ({_reason(record)})", ()
    if record.name == "gunicorn.error" and str(record.msg).startswith(OF_GUNICORN):
        private.msg, private.args = next(words for words in OF_GUNICORN if str(record.msg).startswith(words)), ()
    return private


def _reason(record: logging.LogRecord) -> str:
    if record.exc_info and record.exc_info[1] is not None:
        return in_short(record.exc_info[1])
    return record.name.rpartition(".")[2]


def in_short(error: BaseException) -> str:
    name = f"{type(error).__module__}.{type(error).__qualname__}".removeprefix("builtins.")
    if isinstance(error, TELL_ALL) or name in REDIS_AWAY:
        return f"{name}: {error}"
    if isinstance(error, OSError) and error.strerror:
        return f"{name}: {error.strerror}"  # without the name of the file
    return name


def _without_texts(record: logging.LogRecord):
    if isinstance(record.args, tuple):
        path = _path_in(record)
        args = (path if path and arg == record.request.path else arg for arg in record.args)
        return tuple(in_short(arg) if isinstance(arg, BaseException) else arg for arg in args)
    # Celery tells of a task that failed in one dictionary, with the error written out.
    if isinstance(record.args, dict) and "exc" in record.args and record.exc_info:
        return {**record.args, "exc": in_short(record.exc_info[1])}
    return record.args


def _path_in(record: logging.LogRecord) -> str:
    """Django names the whole path of a request that went wrong, with what is secret in it."""
    request = getattr(record, "request", None)
    return trace.path_of(request) if isinstance(request, HttpRequest) else ""


def _where(error: BaseException) -> str:
    return "".join(traceback.format_tb(error.__traceback__))


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    """The errors that led to this one, oldest first."""
    if error is None:
        return
    earlier = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    yield from _chain(earlier)
    yield error
