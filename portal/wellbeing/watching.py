"""Remember what is red, and tell the one who looks after the portal: once when it lasts an hour, once when it's over.

Whoever looks first holds the rows, so two workers that look at the same moment tell it once. What can't be told is as
if nobody looked: the next one tries again.
"""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import transaction

from portal.wellbeing import looking
from portal.wellbeing.looking import Row
from portal.wellbeing.models import Incident

LONG = timedelta(hours=1)
KEEP = timedelta(days=90)
Tell = Callable[[list[Row], list[Incident]], None]


def with_since(rows: list[Row]) -> list[Row]:
    """The same rows, with since when they are red."""
    began = dict(Incident.objects.filter(ended_at=None).values_list("sign", "began_at"))
    return [Row(row.sign, row.finding, began.get(row.sign.name) if row.is_red else None) for row in rows]


def watch(*, now: datetime, tell: Tell) -> None:
    rows = looking.look(now=now)
    with transaction.atomic():
        note(rows, now=now, tell=tell)
    Incident.objects.filter(ended_at__lt=now - KEEP).delete()


def note(rows: list[Row], *, now: datetime, tell: Tell) -> None:
    red = {row.sign.name: row for row in rows if row.is_red}
    incidents = {incident.sign: incident for incident in _held()}
    fresh = [Incident(sign=name, label=row.sign.label, began_at=now) for name, row in red.items()]
    Incident.objects.bulk_create([one for one in fresh if one.sign not in incidents], ignore_conflicts=True)
    long_red = [one for one in incidents.values() if one.sign in red and _must_be_told(one, now)]
    over = [one for one in incidents.values() if one.sign not in red]
    Incident.objects.filter(pk__in=[one.pk for one in long_red]).update(told_at=now)
    Incident.objects.filter(pk__in=[one.pk for one in over]).update(ended_at=now)
    better = [one for one in over if one.told_at]
    if long_red or better:
        tell([Row(red[one.sign].sign, red[one.sign].finding, one.began_at) for one in long_red], better)


def _held() -> list[Incident]:
    return list(Incident.objects.select_for_update().filter(ended_at=None).order_by("pk"))


def _must_be_told(incident: Incident, now: datetime) -> bool:
    return incident.told_at is None and incident.began_at <= now - LONG
