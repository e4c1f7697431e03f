"""What there is to look at. Each app registers its own in signs.py; the page and the watch know none of them by name.

    @register.sign("jobs.queue", "Werk dat wacht", asks_database=True)
    def queue_moves(now: datetime) -> Finding: ...

A sign that asks the database does so in a fixed number of queries. Any other may look at whatever there is (a disk, a
server) and is left to itself when that takes too long.
"""

import enum
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime


class State(enum.IntEnum):
    GOOD = 0
    ATTENTION = 1
    RED = 2

    @property
    def word(self) -> str:
        return {State.GOOD: "goed", State.ATTENTION: "let op", State.RED: "rood"}[self]


@dataclass(frozen=True)
class Finding:
    state: State
    says: str
    do: str = ""
    """What to do about it, in one sentence."""
    details: tuple[str, ...] = ()
    url_name: str = ""
    """The page where it can be mended."""
    url_query: str = ""

    def __post_init__(self) -> None:
        if self.state is not State.GOOD and not self.do:
            raise ValueError("What isn't good says what to do.")


def good(says: str, *details: str) -> Finding:
    return Finding(State.GOOD, says, details=details)


def attention(says: str, do: str, *details: str, url_name: str = "", url_query: str = "") -> Finding:
    return Finding(State.ATTENTION, says, do, details, url_name, url_query)


def red(says: str, do: str, *details: str, url_name: str = "", url_query: str = "") -> Finding:
    return Finding(State.RED, says, do, details, url_name, url_query)


Look = Callable[[datetime], Finding]


@dataclass(frozen=True)
class Sign:
    name: str
    label: str
    look: Look
    asks_database: bool = False


SIGNS: dict[str, Sign] = {}


def sign(name: str, label: str, *, asks_database: bool = False) -> Callable[[Look], Look]:
    def register(look: Look) -> Look:
        if name in SIGNS:
            raise LookupError(f"There is a sign {name} already.")
        SIGNS[name] = Sign(name, label, look, asks_database)
        return look

    return register
