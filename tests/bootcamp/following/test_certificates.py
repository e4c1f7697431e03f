"""A certificate of participation: who earns it, what is on it, and how its number is checked."""

import io
import subprocess
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pikepdf
import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from bootcamp.following import attending, certificates
from bootcamp.following.models import Certificate, CertificateRule, HandOver
from bootcamp.following.progress import Progress
from bootcamp.seats import actions
from bootcamp.seats.models import Attendance, Seat
from portal import retention
from portal.jobs import queue
from portal.jobs.models import Job
from portal.people.access import Role
from tests.factories import (
    make_attendance,
    make_bootcamp,
    make_certificate,
    make_school,
    make_seat,
    make_session,
    make_user,
)

pytestmark = pytest.mark.django_db
AMSTERDAM = ZoneInfo("Europe/Amsterdam")
START = datetime(2027, 3, 4, 15, tzinfo=AMSTERDAM)
DURING, OVER = START + timedelta(days=10), START + timedelta(days=60)
CHECK = reverse("bootcamp:check_certificate")
PRESENT, ABSENT, CAUGHT_UP = Attendance.State.PRESENT, Attendance.State.ABSENT, Attendance.State.CAUGHT_UP


@pytest.fixture
def director():
    school = make_school(name="De Vuurvlinder", city="Almere")
    return make_user(Role.DIRECTOR, schools=[school], first_name="Marit", last_name="de Boer")


@pytest.fixture
def seat(director):
    """In a bootcamp of three sessions, three weeks apart."""
    bootcamp = make_bootcamp(title="Groep Midden", starts_on=START.date(), sessions=0)
    for number in (1, 2, 3):
        start = START + timedelta(weeks=3 * (number - 1))
        make_session(bootcamp=bootcamp, number=number, starts_at=start, ends_at=start + timedelta(hours=2))
    return make_seat(director=director, bootcamp=bootcamp)


def note(seat, *states):
    for session, state in zip(seat.bootcamp.work_sessions.order_by("number"), states, strict=False):
        if state:
            make_attendance(seat=seat, session=session, state=state)


def standing(seat, *, at=OVER, user=None):
    loaded = Seat.objects.for_my_bootcamp().get(pk=seat.pk)
    return certificates.standing(Progress(loaded, user or seat.enrolled_by, at))


def loaded_seat(seat, at=OVER):
    return Progress(Seat.objects.for_my_bootcamp().get(pk=seat.pk), seat.enrolled_by, at)


@pytest.mark.parametrize(
    ("states", "followed", "is_earned"),
    [
        ((PRESENT, PRESENT, PRESENT), 3, True),
        ((PRESENT, ABSENT, PRESENT), 2, True),
        ((PRESENT, CAUGHT_UP, ABSENT), 2, True),
        ((PRESENT, ABSENT, ABSENT), 1, False),
        ((PRESENT, None, None), 1, False),
        ((), 0, False),
    ],
)
def test_all_sessions_but_one_are_needed_followed_or_caught_up(seat, states, followed, is_earned):
    note(seat, *states)

    stands = standing(seat)

    assert (stands.needed, stands.followed, stands.missing, stands.is_earned) == (
        2,
        followed,
        max(2 - followed, 0),
        is_earned,
    )


def test_it_comes_after_the_last_session(seat):
    note(seat, PRESENT, PRESENT)

    assert (standing(seat, at=DURING).missing, standing(seat, at=DURING).is_earned) == (0, False)
    assert standing(seat).is_earned


@pytest.mark.parametrize(("rule", "needed"), [(None, 2), (1, 1), (3, 3), (9, 3)])
def test_hpp_sets_how_many_sessions_are_needed(seat, rule, needed):
    if rule:
        CertificateRule.objects.create(bootcamp=seat.bootcamp, sessions_needed=rule)

    assert standing(seat).needed == needed


def test_a_session_that_did_not_take_place_does_not_count(seat):
    seat.bootcamp.work_sessions.filter(number=3).update(cancelled_at=DURING)
    note(seat, PRESENT, ABSENT, PRESENT)

    stands = standing(seat)

    assert (stands.needed, stands.followed, stands.is_earned) == (1, 1, True)


@pytest.mark.parametrize(("sessions", "needed"), [(1, 1), (2, 1), (6, 5)])
def test_the_rule_fits_short_bootcamps(sessions, needed):
    bootcamp = make_bootcamp(sessions=sessions)

    assert certificates.needed(bootcamp, list(bootcamp.work_sessions.all())) == needed


def test_what_a_colleague_attended_before_the_hand_over_counts_for_nobody_elses_paper(seat):
    note(seat, PRESENT, PRESENT, PRESENT)
    HandOver.objects.create(participation=seat.participations.get(), handed_at=START + timedelta(days=25))

    stands = standing(seat)

    assert (stands.followed, [missed.session.number for missed in stands.to_catch_up]) == (1, [1, 2])


def test_who_came_in_later_may_catch_up_what_was_before(seat):
    seat.participations.update(joined_at=START + timedelta(days=1))
    note(seat, None, PRESENT, ABSENT)

    stands = standing(seat)
    assert (stands.followed, [missed.session.number for missed in stands.to_catch_up]) == (1, [1, 3])

    first = seat.bootcamp.work_sessions.get(number=1)
    for _ in range(2):
        attending.catch_up(seat.participations.get(), first, by=seat.enrolled_by, now=OVER)
    assert standing(seat).followed == 2
    assert first.attendances.get().state == CAUGHT_UP


def test_the_page_says_what_is_missing_and_what_can_be_caught_up(client, director, seat):
    note(seat, PRESENT, ABSENT, ABSENT)
    with time_machine.travel(OVER, tick=False):
        client.force_login(director)
        page = " ".join(client.get(reverse("bootcamp:certificate", args=[seat.pk])).text.split())

    assert "Je volgde 1 van de 2 sessies die nodig zijn. Nog 1 dus." in page
    assert page.count("#inhalen") == 2
    assert "Maak mijn certificaat" not in page


def test_nobody_gets_one_without_earning_it(client, director, seat):
    note(seat, PRESENT, ABSENT, ABSENT)
    with time_machine.travel(OVER, tick=False):
        client.force_login(director)
        page = client.post(reverse("bootcamp:certificate", args=[seat.pk]), follow=True).text

    assert "Je hebt nog niet genoeg sessies gevolgd" in page
    assert not Certificate.objects.exists()


def test_who_only_looks_on_gets_none(seat):
    note(seat, PRESENT, PRESENT, PRESENT)
    colleague = make_user(Role.DIRECTOR, schools=[seat.school])
    loaded = Seat.objects.for_my_bootcamp().get(pk=seat.pk)

    with pytest.raises(actions.NotPossible):
        certificates.ask(Progress(loaded, colleague, OVER), now=OVER)


def test_from_asking_to_a_tagged_paper_of_one_page(client, director, seat):
    note(seat, PRESENT, ABSENT, PRESENT)
    page = reverse("bootcamp:certificate", args=[seat.pk])
    with time_machine.travel(OVER, tick=False):
        client.force_login(director)
        client.post(page)
        client.post(page)
        waiting = client.get(page)
        queue.run(str(Job.objects.get(kind=certificates.KIND).key), now=OVER)
        ready = client.get(page).text
        answer = client.get(reverse("bootcamp:certificate_file", args=[seat.pk]))

    certificate = Certificate.objects.get()
    assert (waiting["Refresh"], certificate.initials, certificate.sessions_followed) == ("1", "M. d. B.", 2)
    assert certificate.number in ready
    with pikepdf.open(io.BytesIO(answer.content)) as pdf:
        assert len(pdf.pages) == 1
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang) == "nl"
        assert str(pdf.docinfo.Title) == "Certificaat van deelname, Marit de Boer"
    read = subprocess.run(["pdftotext", "-", "-"], input=answer.content, capture_output=True, check=True)
    text = " ".join(read.stdout.decode().split())
    for words in ("Marit de Boer", "De Vuurvlinder", "Groep Midden", "2 van de 3", certificate.number, "niet gevolgd"):
        assert words in text
    # For a register of school leaders: the hours of the sessions that were followed, and what they were about.
    assert "4 uur" in text
    assert "directie en hr" in text.lower()
    assert answer["Cache-Control"] == "private, no-store"


def test_the_longest_names_and_many_sessions_still_fit_on_one_page():
    bootcamp = make_bootcamp(title="W" * 100, starts_on=START.date(), sessions=0)
    for number in range(1, 13):
        start = START + timedelta(weeks=number)
        make_session(
            bootcamp=bootcamp, number=number, title="W" * 60, starts_at=start, ends_at=start + timedelta(hours=1)
        )
    school = make_school(name="Q" * 120, city="W" * 80)
    director = make_user(Role.DIRECTOR, schools=[school], first_name="Anne-Wil " * 6, last_name="van den Äkker " * 5)
    certificate = make_certificate(seat=make_seat(director=director, bootcamp=bootcamp), content=None)

    certificates.make(certificate.pk)

    certificate.refresh_from_db()
    with pikepdf.open(io.BytesIO(bytes(certificate.content))) as pdf:
        assert len(pdf.pages) == 1


def test_making_it_twice_leaves_the_first(director, seat):
    certificate = make_certificate(seat=seat, director=director)

    certificates.make(certificate.pk)

    certificate.refresh_from_db()
    assert bytes(certificate.content) == b"%PDF-1.7 van ons"


def test_someone_elses_certificate_does_not_exist(client, seat):
    make_certificate(seat=seat, user=seat.enrolled_by)
    colleague = make_user(Role.DIRECTOR, schools=[seat.school])
    client.force_login(colleague)

    assert client.get(reverse("bootcamp:certificate_file", args=[seat.pk])).status_code == 404


@pytest.mark.parametrize(
    ("name", "initials"),
    [
        ("Marit de Boer", "M. d. B."),
        ("Anne-Wil 't Hart", "A. W. H."),
        ("Äkker", "Ä."),
        ("Bob (123) X", "B. X."),
        ("", ""),
    ],
)
def test_initials_are_those_of_each_word(name, initials):
    assert certificates.initials(name) == initials


def test_numbers_are_readable_and_each_is_another():
    numbers = {make_certificate().number for _ in range(5)}

    assert len(numbers) == 5
    assert all(len(number) == 14 and not set(number) & set("IO01") for number in numbers)


@pytest.mark.parametrize("typed", ["{}", " {} ", "lower", "bare"])
def test_anyone_can_check_a_number_however_it_is_typed(typed, seat):
    number = make_certificate(seat=seat).number
    typed = {"lower": number.lower(), "bare": number.replace("-", "")}.get(typed, typed).format(number)

    page = " ".join(Client().get(CHECK, {"nummer": typed}).text.split())

    assert "Dit certificaat bestaat" in page
    assert "S. d. V., namens De Vuurvlinder" in page
    assert "Groep Midden" in page


def test_the_check_names_nobody_in_full(director, seat):
    certificate = make_certificate(seat=seat, director=director)

    page = Client().get(CHECK, {"nummer": certificate.number}).text

    assert not any(part in page for part in ("Marit", "de Boer", director.email))


@pytest.mark.parametrize("typed", ["AAAA-AAAA-AAAA", "x", "\x00" * 12, "%' OR 1=1 --", "é" * 12, "A" * 40])
def test_an_unknown_number_is_said_to_be_unknown(typed):
    page = Client().get(CHECK, {"nummer": typed}).text

    assert "Dit certificaat bestaat" not in page
    assert "Dit nummer kennen we niet" in page or "error-summary" in page


def test_who_tries_numbers_waits():
    client = Client()

    statuses = [client.get(CHECK, {"nummer": "AAAA-AAAA-AAAA"}).status_code for _ in range(21)]

    assert statuses == [200] * 20 + [429]


def test_after_two_years_the_number_still_counts_without_a_person(director, seat):
    certificate = make_certificate(seat=seat, director=director)
    director.last_login = START + timedelta(days=790)
    director.save()

    retention.forget_expired(today=START.date() + timedelta(days=800))

    certificate.refresh_from_db()
    assert (certificate.user, certificate.initials, certificate.content) == (None, "", None)
    page = " ".join(Client().get(CHECK, {"nummer": certificate.number}).text.split())
    assert "Iemand namens De Vuurvlinder. Wie dat was bewaren we niet meer." in page


def test_a_certificate_goes_with_the_account(director, seat):
    make_certificate(seat=seat, director=director)
    seat.participations.all().delete()

    director.delete()

    assert not Certificate.objects.exists()


def test_a_failed_paper_can_be_asked_again(director, seat):
    note(seat, PRESENT, PRESENT, PRESENT)
    certificates.ask(loaded_seat(seat), now=timezone.now())
    Job.objects.update(state=Job.State.FAILED)

    certificates.ask(loaded_seat(seat), now=timezone.now())

    assert sorted(Job.objects.values_list("state", flat=True)) == ["failed", "queued"]
    assert certificates.state(Certificate.objects.get()) == certificates.PaperState.QUEUED
