"""The link with which a school lets its teachers say what they want, without an account."""

from django.core import signing

from portal.people.models import School

SALT = "bootcamp.matching.school"
DAYS = 365


def token_of(school: School) -> str:
    return signing.dumps(school.pk, salt=SALT)


def school_of(token: str) -> School | None:
    """None for what we didn't sign, and for a link of over a year ago."""
    try:
        number = signing.loads(token, salt=SALT, max_age=DAYS * 24 * 3600)
    except signing.BadSignature:
        return None
    return School.objects.filter(pk=number, closed_on=None).select_related("board").first()
