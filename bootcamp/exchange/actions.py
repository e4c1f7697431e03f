"""What can happen in the exchange of a bootcamp."""

import logging
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.core.files import File
from django.db import transaction

from bootcamp.exchange import texts
from bootcamp.exchange.models import Helped, Membership, Post, Report, Thread
from bootcamp.seats.models import Bootcamp, Seat
from portal.files.protected import shown_name
from portal.jobs import queue
from portal.people.models import School, User
from portal.reasons import NotPossible

REMOVED = "Verwijderd gesprek"
NO_ROOM = (
    "Je bestand kon niet worden bewaard. Er is niets geplaatst en je tekst staat er nog. "
    "Plaats hem nu zonder bestand, of probeer het later opnieuw."
)

log = logging.getLogger(__name__)


@transaction.atomic
def start_thread(
    *,
    bootcamp: Bootcamp,
    kind: str,
    title: str,
    body: str,
    by: User,
    school: School | None,
    now: datetime,
    figure: str = "",
    seat: Seat | None = None,
    files: Iterable[File] = (),
    mentioned: Iterable[User] = (),
) -> Thread:
    thread = Thread.objects.create(
        bootcamp=bootcamp,
        kind=kind,
        title=title,
        figure=figure,
        seat=seat,
        started_at=now,
        last_post_at=now,
    )
    _write(thread, body, by=by, school=school, now=now, files=files, mentioned=mentioned, is_opening=True)
    return thread


@transaction.atomic
def reply(
    *,
    thread_id: int,
    body: str,
    by: User,
    school: School | None,
    now: datetime,
    files: Iterable[File] = (),
    mentioned: Iterable[User] = (),
) -> Post:
    # The lock comes first: HPP may be closing the thread at this moment.
    thread = Thread.objects.select_for_update(of=("self",)).get(pk=thread_id)
    if thread.locked_at or thread.hidden_at:
        raise NotPossible("Dit gesprek is gesloten. Je kunt niet meer antwoorden.")
    post = _write(thread, body, by=by, school=school, now=now, files=files, mentioned=mentioned)
    thread.last_post_at = max(now, thread.last_post_at)
    thread.save(update_fields=["last_post_at"])
    return post


def advise(*, seat: Seat, by: User, now: datetime, **message: Any) -> Post:
    """Advice to a plan that a school shows; the first one starts the thread, whoever is first."""
    thread, _ = Thread.objects.get_or_create(
        seat=seat,
        kind=Thread.Kind.PLAN,
        defaults={
            "bootcamp": seat.bootcamp,
            "title": f"Plan van {seat.school.name}",
            "started_at": now,
            "last_post_at": now,
        },
    )
    return reply(thread_id=thread.pk, by=by, now=now, **message)


def _write(
    thread: Thread,
    body: str,
    *,
    by: User,
    school: School | None,
    now: datetime,
    files: Iterable[File],
    mentioned: Iterable[User],
    is_opening: bool = False,
) -> Post:
    post = thread.posts.create(
        author=by,
        school=school,
        body=body,
        words=_words(thread, body, is_opening),
        posted_at=now,
        is_opening=is_opening,
    )
    _add(post, files, mentioned, by)
    queue.enqueue("bootcamp.exchange.announce", now=now, post_id=post.pk)
    return post


def _words(thread: Thread, body: str, is_opening: bool) -> str:
    parts = [thread.title, thread.figure] if is_opening else []
    return "\n".join(filter(None, [*parts, texts.plain(body)]))


def _add(post: Post, files: Iterable[File], mentioned: Iterable[User], by: User | None) -> None:
    kept = []
    try:
        for file in files:
            kept.append(post.attachments.create(file=file, name=shown_name(file.name or ""), size=file.size))
    except OSError as full:
        # The rows go with the transaction; the files of it that are there already wouldn't.
        for attachment in kept:
            attachment.file.delete(save=False)
        log.exception("A file could not be kept.")
        raise NotPossible(NO_ROOM) from full
    for person in mentioned:
        if person != by:
            post.mentions.get_or_create(user=person)


@transaction.atomic
def edit(
    *,
    post_id: int,
    body: str,
    now: datetime,
    title: str = "",
    figure: str = "",
    mentioned: Iterable[User] = (),
    files: Iterable[File] = (),
) -> Post:
    """A new text under the same name; title and figure only of what opens a thread. No mail goes about it."""
    post = Post.objects.select_for_update(of=("self",)).select_related("thread", "author").get(pk=post_id)
    if not post.is_readable or post.thread.locked_at:
        raise NotPossible("Dit bericht kan niet meer veranderen.")
    if post.is_opening:
        post.thread.title, post.thread.figure = title, figure
        post.thread.save(update_fields=["title", "figure"])
    post.body, post.words, post.edited_at = body, _words(post.thread, body, post.is_opening), now
    post.save(update_fields=["body", "words", "edited_at"])
    post.mentions.exclude(user__in=mentioned).delete()
    _add(post, files, mentioned, post.author)
    return post


@transaction.atomic
def remove(*, post_id: int, now: datetime) -> bool:
    """What was written goes, with its files. Where others answered, a line stays. Returns whether the thread stays."""
    post = Post.objects.select_for_update(of=("self",)).select_related("thread").get(pk=post_id)
    thread = post.thread
    if post.is_opening and not thread.posts.exclude(pk=post.pk).exists():
        thread.delete()
        return False
    if post.removed_at is None:
        if post.is_opening:
            thread.title, thread.figure = REMOVED, ""
            thread.save(update_fields=["title", "figure"])
        post.attachments.all().delete()
        post.mentions.all().delete()
        post.helped.all().delete()
        post.body, post.words, post.removed_at = "", "", now
        post.save(update_fields=["body", "words", "removed_at"])
    return True


def set_helped(*, post: Post, by: User, helped: bool, now: datetime) -> None:
    """Counts once per person, however often the button is pressed."""
    if helped:
        Helped.objects.get_or_create(post=post, user=by, defaults={"marked_at": now})
    else:
        Helped.objects.filter(post=post, user=by).delete()


def report(*, post: Post, by: User, reason: str, now: datetime) -> Report:
    """Again, while HPP hasn't looked yet, only changes what was said."""
    open_report, _ = Report.objects.update_or_create(
        post=post, reported_by=by, settled_at=None, defaults={"reason": reason, "reported_at": now}
    )
    return open_report


def settle(*, post: Post, now: datetime) -> None:
    post.reports.filter(settled_at=None).update(settled_at=now)


@transaction.atomic
def hide(*, post_id: int, because: str, now: datetime) -> Post:
    """Hiding what opens a thread hides the thread. What was reported about it is settled by that."""
    post = Post.objects.select_for_update(of=("self",)).select_related("thread").get(pk=post_id)
    post.hidden_at, post.hidden_because = now, because
    post.save(update_fields=["hidden_at", "hidden_because"])
    _thread_follows(post)
    settle(post=post, now=now)
    return post


@transaction.atomic
def show(*, post_id: int) -> Post:
    post = Post.objects.select_for_update(of=("self",)).select_related("thread").get(pk=post_id)
    post.hidden_at, post.hidden_because = None, ""
    post.save(update_fields=["hidden_at", "hidden_because"])
    _thread_follows(post)
    return post


def _thread_follows(post: Post) -> None:
    if post.is_opening:
        post.thread.hidden_at = post.hidden_at
        post.thread.save(update_fields=["hidden_at"])


def set_locked(*, thread: Thread, locked: bool, now: datetime) -> None:
    thread.locked_at = now if locked else None
    thread.save(update_fields=["locked_at"])


def accept_rules(*, bootcamp: Bootcamp, by: User, now: datetime) -> None:
    membership, _ = Membership.objects.get_or_create(bootcamp=bootcamp, user=by)
    if membership.rules_accepted_at is None:
        membership.rules_accepted_at = now
        membership.save(update_fields=["rules_accepted_at"])


def choose_mail(*, bootcamp: Bootcamp, user: User, mail: str) -> None:
    Membership.objects.update_or_create(bootcamp=bootcamp, user=user, defaults={"mail": mail})
