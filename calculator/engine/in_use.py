"""Which values are in use: those of the code, with what was released laid over them.

A set never changes. Another one comes in its place at once (`switch_to`), and what was looked up or worked out with
the former goes with it (`remembered`), so nobody sees half of a release. A sum keeps the set that it began with:

    with steady():
        ...                 # one set from beginning to end, whatever is released meanwhile
    with using(values):
        ...                 # a set of its own, such as one that is being looked over
"""

import contextlib
import functools
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextvars import ContextVar, Token
from typing import Any, TypeVar

F = TypeVar("F", bound=Callable[..., Any])
Layers = Mapping[str, Sequence[tuple[Any, ...]]]
"""Of each rule its released periods: tuples of `values.Waarden`, which know this module rather than it them."""


class ValueSet:
    """All values at one moment. `layers`: of each rule what was released, the latest last; `version` says which."""

    def __init__(self, layers: Layers | None = None, *, version: str = ""):
        self.layers: Layers = layers or {}
        self.version = version
        self.memory: dict[Callable[..., Any], Callable[..., Any]] = {}

    def __repr__(self) -> str:
        return f"ValueSet({self.version or 'base'})"


BASE = ValueSet()
_latest = BASE
_kept: ContextVar[ValueSet | None] = ContextVar("values kept by who is computing", default=None)


def current() -> ValueSet:
    """The set of whoever is computing; else the latest."""
    return _kept.get() or _latest


def latest() -> ValueSet:
    """The set that the next sum will use."""
    return _latest


def switch_to(values: ValueSet) -> None:
    """From now on, for all of this process; sums under way finish with what they have."""
    global _latest
    _latest = values


def keep(values: ValueSet | None = None) -> Token[ValueSet | None]:
    """Hold on to a set (the latest when none is given) until `let_go`; where no `with` fits."""
    return _kept.set(values or _kept.get() or _latest)


def let_go(token: Token[ValueSet | None]) -> None:
    _kept.reset(token)


@contextlib.contextmanager
def using(values: ValueSet) -> Iterator[None]:
    token = keep(values)
    try:
        yield
    finally:
        let_go(token)


@contextlib.contextmanager
def steady() -> Iterator[None]:
    """Keep the set that is in use now until the end."""
    token = keep()
    try:
        yield
    finally:
        let_go(token)


def remembered(function: F) -> F:
    """As functools.cache, for as long as the same values are in use."""
    return remembered_at_most(None)(function)


def remembered_at_most(number: int | None) -> Callable[[F], F]:
    """As functools.lru_cache, for as long as the same values are in use."""

    def remembering(function: F) -> F:
        @functools.wraps(function)
        def with_these_values(*arguments: Any) -> Any:
            memory = (_kept.get() or _latest).memory
            cached = memory.get(function)
            if cached is None:
                cached = memory.setdefault(function, functools.lru_cache(number)(function))
            return cached(*arguments)

        return with_these_values  # type: ignore[return-value]  # the same arguments and the same answer

    return remembering
