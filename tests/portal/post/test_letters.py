"""What holds for every mail: written once, gone with what it is about, kept as long as its kind says, and what becomes
of it when the worker or the mail server goes down."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from bootcamp.exchange.letters import DIGEST
from bootcamp.running.letters import TO_GROUP
from portal import retention
from portal.jobs import queue
from portal.jobs.models import Job
from portal.people.letters import INVITATION, NOTICE
from portal.post import kinds, sending, writing
from portal.post.kinds import Kind, Priority
from portal.post.mail import Message
from portal.post.models import About, Letter
from portal.post.writing import Draft
from tests.factories import make_bootcamp, make_director, make_letter, make_seat, make_thread
from tests.jobs import do_all_jobs

pytestmark = pytest.mark.django_db
State = Letter.State


def test_a_secret_that_would_be_written_down_is_no_kind():
    with pytest.raises(ValueError, match=r"tests\.secret: a secret is made when the mail goes"):
        Kind("tests.secret", "geheim", is_secret=True)


def test_two_kinds_cannot_have_one_name():
    with pytest.raises(LookupError):
        kinds.register(Kind(TO_GROUP.name, "nog een"))


def test_every_kind_has_a_name_in_dutch_of_its_own():
    labels = [kind.label for kind in kinds.KINDS.values()]

    assert len(labels) > 35
    assert len(set(labels)) == len(labels)


def test_the_key_forbids_a_second_whoever_writes_it():
    letter = make_letter(once="eens")

    with pytest.raises(IntegrityError), transaction.atomic():
        Letter.objects.create(key=letter.key, kind=letter.kind, to=letter.to, subject="x", parcel=letter.parcel,
                              written_at=letter.written_at, ready_at=letter.ready_at)  # fmt: skip


def test_what_is_rolled_back_was_never_written():
    with transaction.atomic():
        make_letter()
        transaction.set_rollback(True)

    assert (Letter.objects.count(), Job.objects.count()) == (0, 0)


def test_its_own_mails_go_with_a_row_and_others_stay():
    bootcamp, other = make_bootcamp(), make_bootcamp()
    own = make_letter(owner=bootcamp)
    about_it = make_letter(owner=other, about=[bootcamp, bootcamp.work_sessions.get(number=1)])

    bootcamp.delete()

    assert list(Letter.objects.all()) == [about_it]
    assert [about.subject for about in About.objects.all()] == [other]
    assert not About.objects.filter(letter=own.pk).exists()


def test_a_mail_about_a_post_goes_with_the_post():
    post = make_thread().posts.get()
    make_letter(owner=post)

    post.delete()

    assert Letter.objects.count() == 0


def test_mails_are_found_by_all_that_they_are_about():
    seat = make_seat()
    bootcamp, session = seat.bootcamp, seat.bootcamp.work_sessions.get(number=1)
    letter = make_letter(owner=bootcamp, about=[seat, session])
    make_letter(owner=make_bootcamp())

    assert [list(Letter.objects.about(subject)) for subject in (bootcamp, seat, session)] == [[letter]] * 3


def test_each_priority_has_a_job_of_its_own():
    for kind in (NOTICE, TO_GROUP, DIGEST):
        make_letter(kind=kind)

    assert [kind.priority for kind in (INVITATION, NOTICE, TO_GROUP, DIGEST)] == [
        Priority.FIRST, Priority.FIRST, Priority.NORMAL, Priority.BULK,
    ]  # fmt: skip
    assert set(Job.objects.values_list("kind", flat=True)) == {"post.first", "post.normal", "post.bulk"}


def drafts(people, owner):
    return [Draft(to=person, once="x", subject="Dag", text="Dag", owner=owner) for person in people]


def queries_of(work):
    with CaptureQueriesContext(connection) as captured:
        work()
    return len(captured)


def test_writing_a_hundred_takes_as_many_queries_as_writing_one():
    bootcamp, people = make_bootcamp(), [make_director() for _ in range(100)]
    writing.write_all(TO_GROUP, drafts(people[:1], bootcamp), now=timezone.now())
    Letter.objects.all().delete()

    one = queries_of(lambda: writing.write_all(TO_GROUP, drafts(people[:1], bootcamp), now=timezone.now()))
    Letter.objects.all().delete()
    hundred = queries_of(lambda: writing.write_all(TO_GROUP, drafts(people, bootcamp), now=timezone.now()))

    assert Letter.objects.count() == About.objects.count() == 100
    # SQLite takes only so many values at a time.
    assert hundred <= one + 4
    assert Letter.objects.values("parcel").distinct().count() == 1


def test_more_than_a_parcel_can_hold_goes_in_more_parcels(monkeypatch):
    monkeypatch.setattr(writing, "AT_A_TIME", 2)
    people = [make_director() for _ in range(5)]

    written = writing.write_all(TO_GROUP, drafts(people, make_bootcamp()), now=timezone.now())
    do_all_jobs()

    assert len(written) == len(mail.outbox) == 5
    assert Job.objects.filter(kind="post.normal").count() == 3


def test_who_stands_twice_in_a_list_gets_the_first_mail_alone():
    person = make_director()
    first, second = (Draft(to=person, once="x", subject=subject, text="x") for subject in ("Eerst", "Dan"))

    writing.write_all(TO_GROUP, [first, second], now=timezone.now())

    assert [letter.subject for letter in Letter.objects.all()] == ["Eerst"]


# When things go down.


class Killed(BaseException):
    """As when the worker is killed: nothing after it runs."""


class Dying(EmailBackend):
    """The worker dies with the mail on its way."""

    def send_messages(self, messages):
        super().send_messages(messages)
        raise Killed


def kill_the_worker_while_it_sends(settings):
    settings.EMAIL_BACKEND = f"{__name__}.Dying"
    for job in Job.objects.filter(kind__startswith="post."):
        with pytest.raises(Killed):
            queue.run(str(job.key), now=timezone.now())
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    Job.objects.update(heartbeat_at=timezone.now() - timedelta(hours=1))


@pytest.fixture
def rather_none():
    kind = kinds.register(
        Kind("tests.once", "hooguit eens", at_most_once=True, make=lambda letters: lambda letter: Message("Dag", "Dag"))
    )
    yield kind
    del kinds.KINDS[kind.name]


def test_a_worker_that_dies_while_sending_sends_an_ordinary_mail_again(settings):
    letter = make_letter()

    kill_the_worker_while_it_sends(settings)
    do_all_jobs()

    letter.refresh_from_db()
    assert (letter.state, len(mail.outbox)) == (State.SENT, 2)


def test_a_worker_that_dies_while_sending_leaves_a_mail_of_at_most_once_in_doubt(settings, rather_none):
    letter = make_letter(kind=rather_none)

    kill_the_worker_while_it_sends(settings)
    do_all_jobs()

    letter.refresh_from_db()
    assert (letter.state, len(mail.outbox)) == (State.UNCERTAIN, 1)
    later = timezone.now() + timedelta(hours=1)
    assert list(Letter.objects.stuck(now=later)) == [letter]


def test_a_job_that_had_a_mail_in_its_hands_lets_go_when_hpp_sends_it_again():
    letter = make_letter()
    stale = [Letter.objects.select_related("to", "reply_to").get(pk=letter.pk)]

    writing.send_again(Letter.objects.all(), now=timezone.now())
    sending.Round(stale).send()
    before = len(mail.outbox)
    do_all_jobs()

    assert (before, len(mail.outbox)) == (0, 1)


def test_pauses_grow_and_are_told_until_it_is_given_up(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_USE_TLS = "127.0.0.1", 1, False
    letter, pauses = make_letter(), []
    while Job.objects.unfinished().exists():
        job = Job.objects.unfinished().get()
        queue.run(str(job.key), now=job.run_after)
        letter.refresh_from_db()
        if letter.next_try_at:
            pauses.append(letter.next_try_at - letter.tried_at)

    assert pauses == [*queue.PAUSES, queue.PAUSES[-1], queue.PAUSES[-1]]
    assert (letter.state, letter.attempts) == (State.FAILED, sending.MOST_ATTEMPTS)
    assert letter.reason == "de mailserver is niet te bereiken (ConnectionRefusedError)"


# How long it is kept.


@pytest.mark.parametrize(("kind", "months"), [(TO_GROUP, 24), (NOTICE, 6), (DIGEST, 2)])
def test_a_mail_goes_when_its_time_is_over_with_its_text(kind, months):
    today = timezone.localdate()
    young, old = make_letter(kind=kind), make_letter(kind=kind)
    limit = retention.months_before(today, months)
    Letter.objects.filter(pk=old.pk).update(written_at=timezone.now() - (today - limit) - timedelta(days=2))
    Letter.objects.filter(pk=young.pk).update(written_at=timezone.now() - (today - limit) + timedelta(days=2))

    retention.forget_expired(today=today)

    assert list(Letter.objects.all()) == [young]


def test_a_kind_that_is_no_longer_made_is_forgotten_after_two_years():
    letter = make_letter()
    Letter.objects.filter(pk=letter.pk).update(kind="vroeger.soort", written_at=timezone.now() - timedelta(days=800))

    retention.forget_expired(today=timezone.localdate())

    assert not Letter.objects.exists()
