"""What stands on a mail, beside its row."""

from bootcamp.seats.models import Seat
from portal.post import kinds


def seat_of(letter):
    return Seat.objects.filter(mails_about_it__letter=letter).first()


def brings_a_calendar(letter):
    """For every session that it is about: an invitation, or its withdrawal."""
    attachments = kinds.find(letter.kind).attach(letter)
    return bool(attachments) and all(attachment.method in {"REQUEST", "CANCEL"} for attachment in attachments)
