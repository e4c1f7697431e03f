from bootcamp.experts import overview, rights
from bootcamp.seats import cards


@cards.card("bootcamp/experts/_help_card.html", at=cards.HELP)
def help_card(user, enrolment):
    """What this school asked of experts, and the way to ask. Two queries."""
    may_ask = enrolment.cancelled_at is None and rights.asking_seats(user).filter(pk=enrolment.pk).exists()
    return {"enrolment": enrolment, "requests": overview.of_seat(enrolment), "may_ask": may_ask}
