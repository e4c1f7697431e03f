import contextlib
from datetime import timedelta

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.utils import timezone

from bootcamp import actions, tasks
from bootcamp.models import Bootcamp, Enrolment
from portal import jobs
from portal.models import Job, Role
from tests.factories import make_board, make_bootcamp, make_enrolment, make_school, make_user

pytestmark = pytest.mark.django_db


def make_director(**school):
    return make_user(Role.DIRECTOR, schools=[make_school(**school)])


def enrol(bootcamp, director, *, now=None):
    school = director.schools.get()
    return actions.enrol(school=school, by=director, bootcamp_id=bootcamp.pk, now=now or timezone.now())


def test_a_school_gets_a_seat_and_its_director_a_mail():
    bootcamp, director = make_bootcamp(), make_director()

    enrolment = enrol(bootcamp, director)
    for job in Job.objects.all():
        jobs.run(str(job.key), now=timezone.now())

    enrolment.refresh_from_db()
    assert list(enrolment.participants.all()) == [director]
    assert [message.to for message in mail.outbox] == [[director.email]]
    assert enrolment.proof_sent_at is not None


def test_enrolling_twice_leads_to_the_same_seat():
    bootcamp, director = make_bootcamp(), make_director()
    first = enrol(bootcamp, director)

    with pytest.raises(actions.AlreadyEnrolled) as already:
        enrol(bootcamp, director)

    assert already.value.enrolment == first
    assert (Enrolment.objects.count(), Job.objects.count()) == (1, 1)


def test_the_last_seat_goes_once():
    bootcamp = make_bootcamp(seats=1)
    enrol(bootcamp, make_director())

    with pytest.raises(actions.NotPossible, match="is vol"):
        enrol(bootcamp, make_director())


def test_a_cancelled_seat_is_free_again():
    bootcamp, first = make_bootcamp(seats=1), make_director()
    actions.cancel(enrolment_id=enrol(bootcamp, first).pk, now=timezone.now())

    enrol(bootcamp, make_director())
    with pytest.raises(actions.NotPossible, match="is vol"):
        enrol(bootcamp, first)


def test_a_board_gets_no_more_than_its_seats():
    board = make_board()
    bootcamp = make_bootcamp(seats_per_board=1)
    enrol(bootcamp, make_director(board=board))

    with pytest.raises(actions.NotPossible, match="Je bestuur"):
        enrol(bootcamp, make_director(board=board))
    enrol(bootcamp, make_director())


@pytest.mark.parametrize(
    ("day", "is_possible"), [(-61, False), (-60, True), (-7, True), (-6, False), (0, False), (5, False)]
)
def test_enrolling_is_possible_in_the_window_only(day, is_possible):
    bootcamp, director = make_bootcamp(), make_director()
    moment = timezone.localtime().replace(hour=12) + timedelta(days=30 + day)

    with contextlib.nullcontext() if is_possible else pytest.raises(actions.NotPossible, match="kan niet meer"):
        enrol(bootcamp, director, now=moment)

    assert bootcamp.enrolments.exists() == is_possible


def test_a_bootcamp_that_is_not_published_is_closed():
    with pytest.raises(actions.NotPossible):
        enrol(make_bootcamp(is_published=False), make_director())


def test_cancelling_twice_is_cancelling_once():
    enrolment = make_enrolment()
    first = actions.cancel(enrolment_id=enrolment.pk, now=timezone.now()).cancelled_at

    second = actions.cancel(enrolment_id=enrolment.pk, now=timezone.now() + timedelta(hours=1)).cancelled_at

    assert first == second
    assert Job.objects.filter(kind="bootcamp.proof_of_cancellation").count() == 1


def test_cancelling_stops_at_the_start():
    enrolment = make_enrolment(bootcamp=make_bootcamp(starts_on=timezone.localdate()))

    with pytest.raises(actions.NotPossible, match="al begonnen"):
        actions.cancel(enrolment_id=enrolment.pk, now=timezone.now())


def test_a_seat_stands_when_the_mail_server_is_away_and_the_mail_goes_later(settings):
    bootcamp, director = make_bootcamp(), make_director()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_USE_TLS = "127.0.0.1", 1, False
    enrolment = enrol(bootcamp, director)
    job = Job.objects.get()
    jobs.run(str(job.key), now=timezone.now())
    job.refresh_from_db()
    waiting = (job.state, job.error)

    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    jobs.run(str(job.key), now=job.run_after)

    enrolment.refresh_from_db()
    job.refresh_from_db()
    assert waiting == (Job.State.QUEUED, "ConnectionRefusedError")
    assert (job.state, len(mail.outbox)) == (Job.State.DONE, 1)
    assert enrolment.proof_sent_at is not None


def test_the_proof_is_not_sent_twice():
    enrolment = make_enrolment()

    tasks.send_proof_of_enrolment(enrolment_id=enrolment.pk)
    tasks.send_proof_of_enrolment(enrolment_id=enrolment.pk)

    assert len(mail.outbox) == 1


def test_a_name_cannot_write_its_own_mail_headers():
    enrolment = make_enrolment(bootcamp=make_bootcamp(title="Groep\nBcc: iedereen@voorbeeld.test"))

    tasks.send_proof_of_enrolment(enrolment_id=enrolment.pk)

    assert mail.outbox[0].recipients() == [enrolment.participants.get().email]
    assert "\n" not in mail.outbox[0].subject


def test_the_database_refuses_a_second_active_seat():
    enrolment = make_enrolment()

    with pytest.raises(IntegrityError), transaction.atomic():
        Enrolment.objects.create(
            bootcamp=enrolment.bootcamp, school=enrolment.school, enrolled_at=timezone.now(), enrolled_by=None
        )


@pytest.mark.parametrize(
    "wrong",
    [
        {"seats": 0},
        {"enrolment_opens": timezone.localdate() + timedelta(days=25)},
        {"enrolment_closes": timezone.localdate() + timedelta(days=30)},
    ],
)
def test_the_database_refuses_a_bootcamp_that_cannot_be(wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        make_bootcamp(sessions=0, **wrong)

    assert not Bootcamp.objects.exists()
