"""The kinds of mail. The app that owns a kind registers it in its letters.py; the rest follows from the row.

    SWAPPED = kinds.register(
        Kind("seats.swapped", "geruilde sessie", template="bootcamp/swapped", attach=calendar_of)
    )
    writing.write(SWAPPED, to=user, once=f"{swap.pk}", owner=bootcamp, about=[session], context={...}, now=now)

Most texts are written down when the mail is caused. A kind with `make` is made when it goes: with what is true then,
or not at all.
"""

import enum
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from portal.post.mail import MailedFile, Message

if TYPE_CHECKING:
    from portal.post.models import Letter

MessageOf = Callable[["Letter"], Message | None]
Maker = Callable[[list["Letter"]], MessageOf]


class Priority(enum.StrEnum):
    """Each has a kind of job of its own (`post.first`), so that one never stands in line behind another."""

    FIRST = "first"
    """Someone waits for it at the screen: a link to choose a password."""
    NORMAL = "normal"
    BULK = "bulk"
    """To thousands at a time."""


@dataclass(frozen=True)
class Keeping:
    """How long mails are kept, and why; one row in docs/privacy.md."""

    name: str
    months: int
    why: str


TWO_YEARS = Keeping(
    "Mails", 24, "Zo kunnen we nagaan welke mail is verstuurd. Daarna gaat de mail weg, met de tekst en de ontvanger."
)


@dataclass(frozen=True)
class Kind:
    name: str
    label: str
    """In Dutch, as HPP finds it on the log page."""
    template: str = ""
    priority: Priority = Priority.NORMAL
    at_most_once: bool = False
    """Rather none than twice: what may have gone is never sent again by itself. Without it: rather twice than none."""
    is_secret: bool = False
    """Something in it is for the receiver alone: made when it goes, never kept or shown."""
    keeps_text: bool = True
    """Whether the text of a mail that is made when it goes stays in the log afterwards."""
    keeping: Keeping = TWO_YEARS
    make: Maker | None = None
    """For a whole parcel: reads what its mails need at once, and returns the message of each, or None for what no
    longer has to go."""
    attach: Callable[["Letter"], tuple[MailedFile, ...]] | None = None

    def __post_init__(self) -> None:
        if self.is_secret and self.make is None:
            raise ValueError(f"{self.name}: a secret is made when the mail goes.")

    @property
    def shows_text(self) -> bool:
        return not self.is_secret and (self.make is None or self.keeps_text)


KINDS: dict[str, Kind] = {}


def register(kind: Kind) -> Kind:
    if kind.name in KINDS:
        raise LookupError(f"There is a kind of mail {kind.name} already.")
    KINDS[kind.name] = kind
    return kind


def find(name: str) -> Kind | None:
    """None for a kind of mail that is no longer made; its rows stay until their time is over."""
    return KINDS.get(name)


def keepings() -> set[Keeping]:
    return {kind.keeping for kind in KINDS.values()} | {TWO_YEARS}
