"""Who gets mail about new posts: a digest in the morning, or at once. Nobody gets the same mail twice."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from bootcamp.exchange.letters import AT_ONCE, DIGEST, news_of, who_chose
from bootcamp.exchange.models import Mail, Post
from bootcamp.seats.models import Bootcamp
from portal.people.models import User
from portal.post import writing
from portal.post.kinds import Kind
from portal.post.models import Letter
from portal.post.writing import Draft

DAYS_BACK = 3
"""A morning without a worker is made up for, but nobody waits for the digest of last week."""


def make(*, today: date, now: datetime) -> int:
    """Write down who gets a digest about the days before today; once for each bootcamp and day. Returns how many."""
    written = 0
    for back in range(DAYS_BACK - 1, -1, -1):
        day = today - timedelta(days=back)
        for bootcamp in _without_digests(day):
            written += _make_round(bootcamp, day, now)
    return written


def _without_digests(day: date) -> Iterator[Bootcamp]:
    """A round is written whole or not at all, so one mail of it tells that it is there."""
    for bootcamp in Bootcamp.objects.filter(pk__in=news_of(day).values("thread__bootcamp")).order_by("pk"):
        of_this_round = writing.key_of(DIGEST, _once(bootcamp, day))
        if not Letter.objects.filter(key__startswith=of_this_round).exists():
            yield bootcamp


def _once(bootcamp: Bootcamp, day: date) -> str:
    return f"{bootcamp.pk}:{day.isoformat()}"


def _make_round(bootcamp: Bootcamp, day: date, now: datetime) -> int:
    others = news_of(day).filter(thread__bootcamp=bootcamp).exclude(author=OuterRef("pk"))
    receivers = who_chose(Mail.DAILY, bootcamp).filter(Exists(others))
    details = {"bootcamp": bootcamp.pk, "day": day.isoformat()}
    subject = f"Nieuwe berichten in {bootcamp.title}"
    fields = {"once": _once(bootcamp, day), "owner": bootcamp, "details": details, "subject": subject}
    return _write_to(DIGEST, receivers, bootcamp, now, **fields)


def announce(post: Post, *, now: datetime) -> int:
    """Write down who hears of this post at once."""
    bootcamp = post.thread.bootcamp
    receivers = who_chose(Mail.AT_ONCE, bootcamp)
    if post.author:
        receivers = receivers.exclude(pk=post.author.pk)
    details = {"bootcamp": bootcamp.pk, "post": post.pk}
    subject = f"Nieuw bericht in {bootcamp.title}"
    fields = {"once": str(post.pk), "owner": post, "about": [bootcamp], "details": details, "subject": subject}
    return _write_to(AT_ONCE, receivers, bootcamp, now, **fields)


@transaction.atomic
def _write_to(kind: Kind, receivers: QuerySet[User], bootcamp: Bootcamp, now: datetime, **fields: Any) -> int:
    leader = bootcamp.led_by.filter(is_active=True).order_by("pk").first()
    people = receivers.only("pk").order_by("pk")
    return len(writing.write_all(kind, (Draft(to=user, reply_to=leader, **fields) for user in people), now=now))
