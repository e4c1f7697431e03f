"""A wish is kept, looked at and withdrawn."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction

from bootcamp.matching.models import HoursWish, WishLook
from portal.people.models import User


@transaction.atomic
def keep_wish(wish: HoursWish, *, now: datetime, today: date) -> HoursWish:
    """Saying what you want is saying yes to what we keep of it, again at each change."""
    wish.agreed_on, wish.changed_at = today, now
    wish.save()
    return wish


def withdraw(wish: HoursWish) -> None:
    """All that hangs on it goes along: proposals, reasons, who looked. What was agreed stays as a number."""
    wish.delete()


def looked(wishes: Iterable[int], *, by: User, today: date) -> None:
    """Someone saw whose wishes these are. She reads it herself; her own looks don't count."""
    others = HoursWish.objects.filter(pk__in=list(wishes)).exclude(user=by).values_list("pk", flat=True)
    looks = [WishLook(wish_id=pk, by=by, on=today) for pk in others]
    WishLook.objects.bulk_create(looks, ignore_conflicts=True)
