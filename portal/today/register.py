"""What waits for someone of HPP, over all bootcamps. Each room says in its waiting.py what it has; the page knows none.

    @register.source("mails", "Mails", icon="mail")
    def stuck_letters(user: User, now: datetime) -> list[Waiting]: ...

A source asks the database a fixed number of times, however much waits: `shortened` makes one line of what is too much.
"""

import enum
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

AT_MOST = 5
"""Lines of one source; more than that is one line about the rest."""
Row = TypeVar("Row")


class When(enum.IntEnum):
    TODAY = 0
    THIS_WEEK = 1
    LATER = 2

    @property
    def heading(self) -> str:
        return {When.TODAY: "Vandaag", When.THIS_WEEK: "Deze week", When.LATER: "Kan wachten"}[self]


@dataclass(frozen=True)
class Waiting:
    """One thing to do. `since` is when it began to wait; `is_mine` when it is of a bootcamp that this person leads."""

    what: str
    about: str
    url: str
    act: str
    when: When = When.TODAY
    since: datetime | None = None
    number: int = 1
    """Of how many things this line speaks."""
    is_mine: bool = False


Look = Callable[[Any, datetime], list[Waiting]]


@dataclass(frozen=True)
class WaitingSource:
    name: str
    label: str
    icon: str
    look: Look


SOURCES: dict[str, WaitingSource] = {}


def source(name: str, label: str, *, icon: str) -> Callable[[Look], Look]:
    def register(look: Look) -> Look:
        if name in SOURCES:
            raise LookupError(f"There is a source {name} already.")
        SOURCES[name] = WaitingSource(name, label, icon, look)
        return look

    return register


def shortened(
    rows: Any, line: Callable[[Row], Waiting], *, rest: Callable[[int], Waiting], at_most: int = AT_MOST
) -> list[Waiting]:
    """A line for each of the first rows of a queryset, and one for all the others. At most two queries."""
    first: Sequence[Row] = list(rows[: at_most + 1])
    if len(first) <= at_most:
        return [line(row) for row in first]
    return [*(line(row) for row in first[:at_most]), rest(rows.count() - at_most)]


@dataclass(frozen=True)
class Aside:
    """What a room shows beside the list: a template and its context."""

    template: str
    show: Callable[[Any, datetime], dict[str, Any]]


ASIDES: list[Aside] = []
Show = Callable[[Any, datetime], dict[str, Any]]


def aside(template: str) -> Callable[[Show], Show]:
    def register(show: Show) -> Show:
        ASIDES.append(Aside(template, show))
        return show

    return register


def beside(user: Any, *, now: datetime) -> Iterable[tuple[str, dict[str, Any]]]:
    return [(part.template, part.show(user, now)) for part in ASIDES]
