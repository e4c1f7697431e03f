"""The mail to the one who looks after the portal: through the log of all mails, or past it without a worker."""

import logging
from datetime import datetime
from email.utils import parseaddr
from typing import Any

from django.conf import settings
from django.core.mail import get_connection

from portal.people import access
from portal.people.models import User
from portal.post import kinds, mail, writing
from portal.post.kinds import Kind
from portal.wellbeing.looking import Row
from portal.wellbeing.models import Incident

log = logging.getLogger(__name__)

NEWS = kinds.register(Kind("wellbeing.news", "hoe het met het portaal gaat", template="wellbeing"))


def _context(red: list[Row], better: list[Incident]) -> dict[str, Any]:
    return {"red": red, "better": better, "by": None}


def write(red: list[Row], better: list[Incident], *, now: datetime) -> None:
    """In the transaction that says it was told."""
    keeper = parseaddr(settings.KEEPER_EMAIL)[1]
    account = _account_for(keeper)
    if account is None:
        log.error("Nobody of HPP has an account, so nobody is told what is wrong.")
        return
    message = mail.rendered(NEWS.template, _context(red, better))
    address = "" if account.email.lower() == keeper.lower() else keeper
    writing.write(
        NEWS, to=account, address=address, once=now.isoformat(), subject=message.subject, text=message.text, now=now
    )


def _account_for(keeper: str) -> User | None:
    """Of the keeper; who has none gets it in the name of the administrator who was there first."""
    of_hpp = User.objects.filter(access.people_of_the_admin(), is_active=True).order_by("-is_superuser", "pk")
    return of_hpp.filter(email__iexact=keeper).first() or of_hpp.first()


def send_past_the_queue(red: list[Row], better: list[Incident]) -> None:
    """Straight to the mail server. Raises OSError when that can't be reached."""
    message = mail.rendered(NEWS.template, _context(red, better))
    mail.deliver(
        message,
        to=settings.KEEPER_EMAIL,
        reply_to=[settings.CONTACT_EMAIL],
        post_office=get_connection(),
    )
