"""Cards beside the page of a seat. Each room says what it shows there; the page needn't know the rooms.

@cards.card("bootcamp/plan/_card.html", at=cards.RAIL)
def plan_card(user, seat): return {...}     # the context of the card
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from bootcamp.seats.models import Seat

Show = Callable[..., dict[str, Any]]
RAIL, HELP, LEAVING = "rail", "help", "leaving"
"""Above what stands ready for the school, where it finds help, and before it gives its seat back."""


@dataclass(frozen=True)
class Card:
    template: str
    at: str
    show: Show


CARDS: list[Card] = []


def card(template: str, *, at: str) -> Callable[[Show], Show]:
    """`show` is asked for each page of a seat, so let it take five queries at most."""

    def register(show: Show) -> Show:
        CARDS.append(Card(template, at, show))
        return show

    return register


def beside(seat: Seat, *, user: Any, at: str) -> list[tuple[str, dict[str, Any]]]:
    """(template, context) of each card in this spot."""
    return [(card.template, card.show(user, seat)) for card in CARDS if card.at == at]
