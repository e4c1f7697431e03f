from bootcamp.seats import cards
from portal.people import access
from portal.people.models import schools_led_by


@cards.card("bootcamp/facts/_card.html", at=cards.RAIL)
def facts_card(user, seat):
    """The way to the facts of this seat's school, for who may read them; no query of its own."""
    return {"seat": seat, "reads": access.is_hpp(user) or seat.school_id in schools_led_by(user)}
