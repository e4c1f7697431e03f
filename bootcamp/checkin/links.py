"""The link in the mail: signed, for one question and one person, and good for a month. Whoever has it needs no account,
and can do nothing but answer that question."""

from datetime import timedelta
from enum import Enum

from django.conf import settings
from django.core import signing
from django.urls import reverse

from bootcamp.checkin.models import CheckIn
from bootcamp.plan.models import schools_written_for

SALT = "bootcamp.checkin"
WORKS_FOR = timedelta(days=30)


class Link(Enum):
    OPEN = "open"
    OLD = "old"
    WRONG = "wrong"


def path_of(check_in: CheckIn) -> str:
    return reverse("school:month", args=[signing.dumps(check_in.pk, salt=SALT)])


def address_of(check_in: CheckIn) -> str:
    return settings.SITE_URL + path_of(check_in)


def read(token: str) -> tuple[Link, CheckIn | None]:
    """Whether the link is one of ours and still good, and its question, as long as the person writes this plan."""
    try:
        pk = signing.loads(token, salt=SALT, max_age=WORKS_FOR)
    except signing.SignatureExpired:
        return Link.OLD, None
    except signing.BadSignature:
        return Link.WRONG, None
    check_in = CheckIn.objects.select_related("plan__school", "user").filter(pk=pk, user__is_active=True).first()
    if check_in is None or check_in.plan.school_id not in schools_written_for(check_in.user):
        return Link.WRONG, None
    return Link.OPEN, check_in
