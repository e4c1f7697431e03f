"""Mail about new posts: a digest in the morning, or at once. Nobody gets the same mail twice.

Elsewhere in the portal the mark comes last: rather a mail twice than none. Here it comes first. A row per person and
day (or post) is claimed, that is committed, then the mail goes, then it is marked as sent. A worker that dies in
between leaves a claim of which nobody knows whether the mail went. Such a mail isn't sent again: it becomes "onzeker",
stands in the admin where HPP decides, and the next digest tells that the one before may be missing. What the mail
server certainly refused isn't in doubt: that is tried again, or given up when the address itself was refused.
"""

import smtplib
import time
from datetime import date, datetime, timedelta

from django.core.mail import get_connection
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from bootcamp.exchange.letters import Batch, news_of, who_chose
from bootcamp.exchange.models import DigestRound, Mail, Mailing, Post
from bootcamp.seats.models import Bootcamp
from portal.jobs import queue
from portal.post import mail

AT_A_TIME = 100
"""How many mails one job sends; a worker that is killed holds up no more than these."""
LONG_ENOUGH = 30
"""Seconds after which a job leaves the rest to the next one: far below the time limit of a task."""
DAYS_BACK = 3
"""A morning without a worker is made up for, but nobody waits for the digest of last week."""

State = Mailing.State


def make_digests(*, today: date, now: datetime) -> int:
    """Write down who gets a digest about the days before today; once for each bootcamp and day. Returns how many."""
    made = 0
    for back in range(DAYS_BACK - 1, -1, -1):
        day = today - timedelta(days=back)
        for bootcamp in _with_news(day):
            made += _make_round(bootcamp, day, now)
    return made


def _with_news(day):
    done = DigestRound.objects.filter(day=day).values("bootcamp")
    return Bootcamp.objects.filter(pk__in=news_of(day).values("thread__bootcamp")).exclude(pk__in=done).order_by("pk")


@transaction.atomic
def _make_round(bootcamp: Bootcamp, day: date, now: datetime) -> int:
    # Whoever comes second finds the round made; killed halfway, nothing of it is there and the next tick begins anew.
    _, is_ours = DigestRound.objects.get_or_create(bootcamp=bootcamp, day=day, defaults={"made_at": now})
    if not is_ours:
        return 0
    others = news_of(day).filter(thread__bootcamp=bootcamp).exclude(author=OuterRef("pk"))
    receivers = who_chose(Mail.DAILY, bootcamp).filter(Exists(others))
    return _write_down(receivers, now, bootcamp=bootcamp, day=day)


@transaction.atomic
def announce(post: Post, *, now: datetime) -> int:
    """Write down who hears of this post at once."""
    bootcamp = post.thread.bootcamp
    receivers = who_chose(Mail.AT_ONCE, bootcamp).exclude(pk=post.author_id)
    already = Mailing.objects.filter(post=post, user=OuterRef("pk"))
    return _write_down(receivers.exclude(Exists(already)), now, bootcamp=bootcamp, post=post)


def _write_down(receivers, now, **about) -> int:
    mailings = [Mailing(user_id=pk, **about) for pk in receivers.order_by("pk").values_list("pk", flat=True)]
    made = Mailing.objects.bulk_create(mailings, batch_size=500)
    for start in range(0, len(made), AT_A_TIME):
        chunk = made[start : start + AT_A_TIME]
        send_later(chunk[0].pk, chunk[-1].pk, now=now)
    return len(made)


def send_later(first: int, last: int, *, now: datetime) -> None:
    queue.enqueue("bootcamp.exchange.send_mailings", now=now, first=first, last=last)


def send_between(first: int, last: int, *, now: datetime) -> None:
    """Send what waits from the one row to the other. Only one job at a time does these rows (portal/jobs), so a
    claim that is found here is of a worker that died."""
    rows = Mailing.objects.filter(pk__range=(first, last))
    rows.filter(state=State.CLAIMED).update(state=State.UNSURE)
    waiting = list(rows.waiting().select_related("user", "bootcamp", "post__thread").order_by("pk"))
    if not waiting:
        return
    started, post_office, batch = time.monotonic(), get_connection(), Batch(waiting)
    # Before any claim: with a server that is away nothing is in doubt.
    post_office.open()
    try:
        for mailing in waiting:
            if time.monotonic() - started > LONG_ENOUGH:
                send_later(mailing.pk, last, now=timezone.now())
                break
            _send_one(mailing, batch, post_office)
    finally:
        post_office.close()


def _send_one(mailing: Mailing, batch: Batch, post_office) -> None:
    message = batch.message_of(mailing)
    if message is None:
        Mailing.objects.filter(pk=mailing.pk, state=State.WAITING).update(state=State.NOT_NEEDED)
        return
    free = Mailing.objects.filter(pk=mailing.pk, state=State.WAITING)
    if not free.update(state=State.CLAIMED, claimed_at=timezone.now()):
        return
    template, context, headers = message
    try:
        mail.send(template, to=mailing.user.email, context=context, headers=headers, connection=post_office)
    except smtplib.SMTPRecipientsRefused:
        _mark(mailing, state=State.REFUSED)
    except smtplib.SMTPResponseException:
        # The server said no in so many words: it has nothing, and the job tries again later.
        _mark(mailing, state=State.WAITING, claimed_at=None)
        raise
    except BaseException:
        _mark(mailing, state=State.UNSURE)
        raise
    else:
        _mark(mailing, state=State.SENT, sent_at=timezone.now())


def _mark(mailing: Mailing, **outcome) -> None:
    # Unsure too: a worker that was thought dead may still tell how it went.
    Mailing.objects.filter(pk=mailing.pk, state__in=[State.CLAIMED, State.UNSURE]).update(**outcome)


def send_again(mailings, *, now: datetime) -> int:
    """HPP found out that these didn't arrive, or takes the chance of a second mail."""
    again = list(mailings.filter(state__in=[State.UNSURE, State.REFUSED]).values_list("pk", flat=True))
    with transaction.atomic():
        Mailing.objects.filter(pk__in=again).update(state=State.WAITING, claimed_at=None)
        for pk in again:
            send_later(pk, pk, now=now)
    return len(again)
