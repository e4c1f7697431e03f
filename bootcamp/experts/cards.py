from bootcamp.experts import overview, rights
from bootcamp.seats import cards


@cards.card("bootcamp/experts/_help_card.html", at=cards.HELP)
def help_card(user, seat):
    """What this school asked of experts, and the way to ask. One query."""
    may_ask = seat.cancelled_at is None and rights.may_ask_for(user, seat.pk)
    return {"seat": seat, "requests": overview.of_seat(seat), "may_ask": may_ask}
