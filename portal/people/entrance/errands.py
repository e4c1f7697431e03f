"""What someone comes for when they sign up. A room says here what may be come for; the entrance needn't know the room.

errands.register(ErrandKind(name="bootcamp", find=..., board_of=..., ask=..., carry_out=..., let_go=..., standing=...))
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from portal.people.models import Board, School

if TYPE_CHECKING:
    from portal.people.entrance.models import SignUp


@dataclass(frozen=True)
class Errand:
    """One thing to come for, as it stands beside the form."""

    kind: str
    number: int
    title: str
    lines: tuple[str, ...]
    url: str
    sector: str

    @property
    def key(self) -> str:
        return f"{self.kind}-{self.number}"


@dataclass(frozen=True)
class ErrandKind:
    name: str
    find: Callable[[int, str], Errand | None]
    """By its number, with the code that someone has; None when it isn't open to them."""
    with_code: Callable[[str], tuple[Board, Errand] | None]
    """Which board gave this code, and for what."""
    ask: Callable[["SignUp", datetime], None]
    """The address is proved and HPP looks at it: keep a place meanwhile. Says nothing of the school."""
    carry_out: Callable[["SignUp", School, datetime], str]
    """They may come in: ask what they came for, and say in a sentence how that went."""
    let_go: Callable[["SignUp", datetime], None]
    """It comes to nothing, so what was kept is free again."""
    standing: Callable[["SignUp"], str]
    """How it stands while they wait."""


KINDS: dict[str, ErrandKind] = {}


def register(kind: ErrandKind) -> None:
    KINDS[kind.name] = kind


def _kind_and_number(key: str) -> tuple[ErrandKind | None, int]:
    name, _, number = key.partition("-")
    return KINDS.get(name), int(number) if number.isascii() and number.isdecimal() and len(number) < 10 else 0


def find(key: str, code: str = "") -> Errand | None:
    kind, number = _kind_and_number(key)
    return kind.find(number, code) if kind and number else None


def kind_of(key: str) -> ErrandKind | None:
    return _kind_and_number(key)[0]


def with_code(code: str) -> tuple[Board, Errand] | None:
    answers = (kind.with_code(code) for kind in KINDS.values()) if code else ()
    return next((answer for answer in answers if answer), None)
