"""What a page asks again and again, looked up once.

    once.asked(("schools led by", user.pk), lambda: list(...))

Only while a page is read. Whatever may change something (a POST, a task, a command) looks it up each time.
"""

import contextlib
from collections.abc import Callable, Hashable, Iterator
from contextvars import ContextVar
from typing import Any, TypeVar

Answer = TypeVar("Answer")
_kept: ContextVar[dict[Hashable, Any] | None] = ContextVar("answers kept while a page is read", default=None)


@contextlib.contextmanager
def while_reading() -> Iterator[None]:
    token = _kept.set({})
    try:
        yield
    finally:
        _kept.reset(token)


def asked(key: Hashable, look_up: Callable[[], Answer]) -> Answer:
    kept = _kept.get()
    if kept is None:
        return look_up()
    if key not in kept:
        kept[key] = look_up()
    answer: Answer = kept[key]
    return answer
