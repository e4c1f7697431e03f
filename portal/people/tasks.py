from django.utils import timezone

from portal.jobs import queue
from portal.jobs.lanes import Lane
from portal.people import letters
from portal.people.models import User


@queue.handler("people.password_link", lane=Lane.MAIL, label="link om een wachtwoord te kiezen")
def write_password_link(*, user_id: int) -> None:
    """Asked for an address that may have no account: then there is nobody, and the job does nothing."""
    user = User.objects.filter(pk=user_id, is_active=True).first()
    if user:
        letters.link_for_password(user, now=timezone.now())
