"""Logs say what broke and where, never what someone typed: the text of an error often repeats just that."""

import copy
import logging
import traceback
from collections.abc import Iterator

from django.core.exceptions import ImproperlyConfigured
from django.db import OperationalError
from kombu.exceptions import OperationalError as BrokerAway

# What these say comes from a machine that is away or set up wrongly, and who mends it needs the words.
TELL_ALL = (ConnectionError, TimeoutError, OperationalError, BrokerAway, ImproperlyConfigured)
# Known by its name, because importing it takes a quarter of a second that one machine without Redis can spare.
REDIS_AWAY = {"redis.exceptions.ConnectionError", "redis.exceptions.TimeoutError"}


class PrivateFormatter(logging.Formatter):
    def format(self, record):
        private = copy.copy(record)
        private.args, private.exc_text = _without_texts(record), None
        return super().format(private)

    def formatException(self, exc_info):
        return "\nLed to:\n".join(f"{_where(error)}{in_short(error)}" for error in _chain(exc_info[1]))


def in_short(error: BaseException) -> str:
    name = f"{type(error).__module__}.{type(error).__qualname__}".removeprefix("builtins.")
    if isinstance(error, TELL_ALL) or name in REDIS_AWAY:
        return f"{name}: {error}"
    if isinstance(error, OSError) and error.strerror:
        return f"{name}: {error.strerror}"  # without the name of the file
    return name


def _without_texts(record: logging.LogRecord):
    if isinstance(record.args, tuple):
        return tuple(in_short(arg) if isinstance(arg, BaseException) else arg for arg in record.args)
    # Celery tells of a task that failed in one dictionary, with the error written out.
    if isinstance(record.args, dict) and "exc" in record.args and record.exc_info:
        return {**record.args, "exc": in_short(record.exc_info[1])}
    return record.args


def _where(error: BaseException) -> str:
    return "".join(traceback.format_tb(error.__traceback__))


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    """The errors that led to this one, oldest first."""
    if error is None:
        return
    earlier = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    yield from _chain(earlier)
    yield error
