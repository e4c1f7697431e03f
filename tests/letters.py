"""What stands on a mail, beside its row."""

from bootcamp.seats.models import Seat
from portal.post import kinds


def seat_of(letter):
    return Seat.objects.filter(mails_about_it__letter=letter).first()


def brings_a_calendar(letter):
    return [attachment.name for attachment in kinds.find(letter.kind).attach(letter)] == ["bootcamp.ics"]
