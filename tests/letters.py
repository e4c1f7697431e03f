"""What stands on a mail, beside its row."""

from bootcamp.seats.models import Seat
from portal.post import kinds


def seat_of(letter):
    return Seat.objects.filter(mails_about_it__letter=letter).first()


def brings_a_calendar(letter):
    """Invitations, for every session that is to come."""
    attachments = kinds.find(letter.kind).attach(letter)
    return bool(attachments) and all(attachment.method == "REQUEST" for attachment in attachments)
