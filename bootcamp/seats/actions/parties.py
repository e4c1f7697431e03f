"""Schools that come together or not at all, and what becomes of the others when one of them steps out."""

from datetime import datetime

from bootcamp.seats import letters
from bootcamp.seats.actions.turns import hand_out
from bootcamp.seats.models import Application

State = Application.State


def others_with(application: Application) -> list[Application]:
    together = application.bootcamp.applications.open().filter(party=application.party).exclude(pk=application.pk)
    return list(together.select_related("bootcamp", "school", "asked_by").order_by("pk"))


def step_out(application: Application, state: Application.State, *, now: datetime) -> None:
    """Off the list; a seat that was held goes to the next in line, and who came along waits on alone."""
    others = others_with(application)
    application.end(state, now=now)
    let_go(others, now=now)
    hand_out(application.bootcamp, now=now)


def let_go(others: list[Application], *, now: datetime) -> None:
    """Who waited goes on alone, with the same turn; who was only asked along is off the list."""
    for other in others:
        if other.state == State.ASKED_ALONG:
            other.end(State.LEFT, now=now)
        else:
            other.go_on_alone()
            letters.alone_again(other, now=now)
