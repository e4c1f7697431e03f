"""Changing dates: who is affected is shown first, then it happens and is told, all or nothing."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from bootcamp.running import changes, rules
from bootcamp.seats import actions, calendars
from bootcamp.seats.models import Application, Bootcamp, Swap, WorkSession
from portal.people.access import Role
from portal.post.models import Letter
from tests.bootcamp.running.staff import sign_in
from tests.factories import make_bootcamp, make_school, make_seat, make_session, make_user
from tests.letters import brings_a_calendar, seat_of

pytestmark = pytest.mark.django_db
AMSTERDAM = ZoneInfo("Europe/Amsterdam")
SOON = timezone.localdate() + timedelta(days=40)


@pytest.fixture
def staff(client):
    sign_in(client)
    return client


def a_seat(bootcamp, name="De Vuurvlinder", **person):
    director = make_user(Role.DIRECTOR, schools=[make_school(name=name)], **person)
    return make_seat(director=director, bootcamp=bootcamp)


def page(name, bootcamp, **more):
    return reverse(f"bootcamp:staff_{name}", kwargs={"bootcamp_id": bootcamp.pk, **more})


def shift(bootcamp, days, **fields):
    return {"days": days, "with_window": "on", "gezien": changes.version_of(bootcamp), **fields}


def mail(**fields):
    defaults = {"subject": "Nieuwe data", "text": "Hallo {voornaam} van {school}, kijk op {link}", "tell": "on"}
    return {f"mail-{name}": value for name, value in {**defaults, **fields}.items()}


def dates(bootcamp):
    starts = bootcamp.work_sessions.order_by("number").values_list("starts_at", flat=True)
    return [timezone.localtime(start).strftime("%d-%m-%Y %H:%M") for start in starts]


def session_answers(session, **fields):
    begin, end = timezone.localtime(session.starts_at), timezone.localtime(session.ends_at)
    answers = {
        "title": session.title,
        "subtitle": session.subtitle,
        "goal": session.goal,
        "day": begin.date().isoformat(),
        "begins": f"{begin:%H:%M}",
        "ends": f"{end:%H:%M}",
        "place": session.place,
        "join_link": session.join_link,
        "outcome": session.outcome,
        "preparation": session.preparation,
        "agenda": session.agenda,
        "follow_up": session.follow_up,
        "gezien": changes.version_of(session.bootcamp),
    }
    return {**answers, **fields}


# Shifting all dates.


def test_shifting_shows_what_changes_and_who_hears_before_anything_happens(staff):
    bootcamp = make_bootcamp(starts_on=SOON)
    a_seat(bootcamp, "De Regenbui", first_name="Samira", last_name="Haddou")
    before = dates(bootcamp)

    shown = staff.post(page("shift", bootcamp), shift(bootcamp, 7)).text

    assert "Dit raakt 1 mens van 1 school" in shown
    assert "Samira Haddou" in shown
    assert "De Regenbui" in shown
    assert "Zo krijgt Samira Haddou hem" in shown
    assert "Hallo Samira," in shown
    assert dates(bootcamp) == before
    assert not Letter.objects.exists()


def test_confirming_moves_every_date_and_mails_each_person(staff):
    bootcamp = make_bootcamp(starts_on=SOON)
    seat = a_seat(bootcamp, "De Regenbui", first_name="Samira")
    closes = bootcamp.enrolment_closes

    answer = staff.post(page("shift", bootcamp), shift(bootcamp, 7, stap="bevestig", **mail()), follow=True).text

    bootcamp.refresh_from_db()
    first, second = bootcamp.work_sessions.order_by("number")
    assert bootcamp.starts_on == timezone.localdate(first.starts_at) == SOON + timedelta(days=7)
    assert timezone.localdate(second.starts_at) == SOON + timedelta(days=28)
    assert bootcamp.enrolment_closes == closes + timedelta(days=7)
    assert (first.sequence, second.sequence) == (1, 1)
    [letter] = Letter.objects.all()
    assert (letter.to, seat_of(letter), letter.subject) == (seat.enrolled_by, seat, "Nieuwe data")
    assert letter.text.startswith("Hallo Samira van De Regenbui, kijk op http")
    assert brings_a_calendar(letter)
    assert "1 mail gaat de deur uit" in answer


@pytest.mark.parametrize(
    ("day", "days"),
    [(date(2027, 3, 25), 7), (date(2027, 10, 28), 7), (date(2028, 2, 28), 1), (date(2027, 4, 1), -7)],
    ids=["clock goes forward", "clock goes back", "leap day", "back over the change"],
)
def test_three_in_the_afternoon_stays_three_in_the_afternoon(day, days):
    bootcamp = make_bootcamp(sessions=0, starts_on=day)
    start = datetime(day.year, day.month, day.day, 15, tzinfo=AMSTERDAM)
    session = make_session(bootcamp=bootcamp, starts_at=start, ends_at=start + timedelta(hours=2))

    moved = changes.shifted(session, days)

    local = timezone.localtime(moved.starts_at)
    assert (local.date(), local.hour, local.minute) == (day + timedelta(days=days), 15, 0)
    assert timezone.localtime(moved.ends_at).hour == 17


def test_what_has_been_stays_where_it_was(staff):
    today = timezone.localdate()
    bootcamp = make_bootcamp(starts_on=today - timedelta(days=10))
    first, second = dates(bootcamp)

    staff.post(page("shift", bootcamp), shift(bootcamp, 7, stap="bevestig", **mail()))

    bootcamp.refresh_from_db()
    assert dates(bootcamp)[0] == first
    assert dates(bootcamp)[1] != second
    assert bootcamp.starts_on == today - timedelta(days=10)


@pytest.mark.parametrize(
    ("answers", "message"),
    [
        ({"days": "0"}, "Met 0 dagen verandert er niets."),
        ({"days": "een week"}, "Vul een heel getal in, zoals 7 of -7."),
        ({"days": ""}, "Vul een aantal dagen in."),
        ({"days": "-60"}, "die dag is geweest."),
        ({"days": "99999999999999999999"}, "744"),
        ({"days": "-35", "with_window": ""}, "na de nieuwe start"),
    ],
)
def test_what_cannot_be_is_said_at_its_field_and_stays(staff, answers, message):
    bootcamp = make_bootcamp(starts_on=SOON)

    shown = staff.post(page("shift", bootcamp), shift(bootcamp, 7) | answers).text

    assert message in shown
    assert f'value="{answers["days"]}"' in shown or not answers["days"]
    assert dates(bootcamp)[0].startswith(SOON.strftime("%d-%m-%Y"))


@pytest.mark.fault("sent twice")
def test_pressing_twice_moves_once(staff, seen):
    bootcamp = make_bootcamp(starts_on=SOON)
    a_seat(bootcamp)
    answers = shift(bootcamp, 7, stap="bevestig", **mail())

    staff.post(page("shift", bootcamp), answers)
    again = staff.post(page("shift", bootcamp), answers).text

    assert dates(bootcamp)[0].startswith((SOON + timedelta(days=7)).strftime("%d-%m-%Y"))
    assert Letter.objects.count() == 1
    assert "Iemand anders wijzigde deze bootcamp" in again
    seen(f"data twee keer verzet: {Letter.objects.count()} mail, nu op {dates(bootcamp)[0]}")


def test_what_a_colleague_changed_meanwhile_is_not_overwritten(staff):
    bootcamp = make_bootcamp(starts_on=SOON)
    session = bootcamp.work_sessions.get(number=1)
    answers = session_answers(session, title="Mijn titel")
    WorkSession.objects.filter(pk=session.pk).update(outcome="Van een collega.")

    shown = staff.post(page("session", bootcamp, session_id=session.pk), answers).text

    session.refresh_from_db()
    assert "Iemand anders wijzigde deze bootcamp" in shown
    assert 'value="Mijn titel"' in shown
    assert (session.title, session.outcome) == ("Sessie over stap 1", "Van een collega.")


def test_going_back_from_the_preview_loses_nothing(staff):
    bootcamp = make_bootcamp(starts_on=SOON)
    a_seat(bootcamp)

    shown = staff.post(page("shift", bootcamp), shift(bootcamp, 21, stap="terug", **mail())).text

    assert "Bekijk de nieuwe data" in shown
    assert 'value="21"' in shown


def test_the_change_can_be_made_without_a_mail(staff):
    bootcamp = make_bootcamp(starts_on=SOON)
    a_seat(bootcamp)

    staff.post(page("shift", bootcamp), shift(bootcamp, 7, stap="bevestig", **mail(tell="", subject="", text="")))

    assert dates(bootcamp)[0].startswith((SOON + timedelta(days=7)).strftime("%d-%m-%Y"))
    assert not Letter.objects.exists()


def test_a_mail_with_an_unknown_field_is_refused_and_nothing_happens(staff):
    bootcamp = make_bootcamp(starts_on=SOON)
    a_seat(bootcamp)

    shown = staff.post(
        page("shift", bootcamp), shift(bootcamp, 7, stap="bevestig", **mail(text="Dag {achternaam}"))
    ).text

    assert "{achternaam} kennen we niet." in shown
    assert "Dag {achternaam}" in shown
    assert dates(bootcamp)[0].startswith(SOON.strftime("%d-%m-%Y"))


def test_who_waits_for_a_seat_hears_of_other_dates(staff):
    bootcamp = make_bootcamp(starts_on=SOON)
    asked_by = make_user(Role.DIRECTOR, first_name="Daan")
    Application.objects.create(
        bootcamp=bootcamp, school=make_school(), asked_by=asked_by, asked_at=timezone.now(), state="wacht"
    )
    Bootcamp.objects.filter(pk=bootcamp.pk).update(admission=Bootcamp.Admission.BY_HAND)

    staff.post(page("shift", bootcamp), shift(bootcamp, 7, stap="bevestig", **mail()))

    assert [letter.to for letter in Letter.objects.filter(kind="running.change")] == [asked_by]


@pytest.mark.fault("list crowd")
def test_a_seat_that_is_held_is_never_held_past_a_start_that_came_closer(staff, seen):
    bootcamp = make_bootcamp(starts_on=SOON, hold_hours=2000)
    held = Application.objects.create(
        bootcamp=bootcamp,
        school=make_school(),
        asked_at=timezone.now(),
        state=Application.State.OFFERED,
        held_until=bootcamp.start,
    )

    staff.post(page("shift", bootcamp), shift(bootcamp, -20, stap="bevestig", **mail()))

    bootcamp.refresh_from_db()
    held.refresh_from_db()
    assert bootcamp.starts_on == SOON - timedelta(days=20)
    assert held.held_until == bootcamp.start
    seen(f"start naar {bootcamp.starts_on}, plek vastgehouden tot {held.held_until:%Y-%m-%d}")


# One session.


def test_moving_a_session_tells_who_attends_it_guests_too(staff):
    bootcamp, other = make_bootcamp(starts_on=SOON), make_bootcamp(starts_on=SOON)
    session = bootcamp.work_sessions.get(number=1)
    stays = a_seat(bootcamp)
    leaves = a_seat(bootcamp)
    guest = a_seat(other)
    now = timezone.now()
    away = other.work_sessions.get(number=1)
    Swap.objects.create(seat=leaves, session=session, instead=away, swapped_at=now)
    Swap.objects.create(seat=guest, session=away, instead=session, swapped_at=now)
    answers = session_answers(session, begins="10:00", ends="12:00", stap="bevestig", **mail())

    staff.post(page("session", bootcamp, session_id=session.pk), answers)

    session.refresh_from_db()
    assert timezone.localtime(session.starts_at).hour == 10
    assert session.sequence == 1
    assert {letter.to for letter in Letter.objects.all()} == {stays.enrolled_by, guest.enrolled_by}


@pytest.mark.fault("list crowd")
def test_a_session_that_moves_over_the_change_of_the_clock_keeps_its_uid_and_rises_in_calendars(staff, seen):
    """From the Thursday before the clock changes to the one after it."""
    bootcamp = make_bootcamp(sessions=0, starts_on=date(2027, 3, 4), title="Groep Midden")
    for number, day in enumerate((date(2027, 3, 4), date(2027, 3, 25)), 1):
        start = datetime(day.year, day.month, day.day, 15, tzinfo=AMSTERDAM)
        make_session(bootcamp=bootcamp, number=number, starts_at=start, ends_at=start + timedelta(hours=2))
    seat = a_seat(bootcamp)
    before = events_of(seat)
    session = bootcamp.work_sessions.get(number=2)
    answers = session_answers(session, day="2027-04-01", stap="bevestig", **mail())

    staff.post(page("session", bootcamp, session_id=session.pk), answers)

    after = events_of(seat)
    first = str(bootcamp.work_sessions.get(number=1).uid)
    assert after[first] == before[first]
    assert before[str(session.uid)] == (0, datetime(2027, 3, 25, 15, tzinfo=AMSTERDAM))
    assert after[str(session.uid)] == (1, datetime(2027, 4, 1, 15, tzinfo=AMSTERDAM))
    assert after[str(session.uid)][1].utcoffset() == timedelta(hours=2)
    seen(f"agenda: zelfde uid, versie {after[str(session.uid)][0]}, {after[str(session.uid)][1]:%-d %b %H:%M}")


def test_other_texts_are_saved_at_once_without_a_mail(staff):
    bootcamp = make_bootcamp(starts_on=SOON)
    a_seat(bootcamp)
    session = bootcamp.work_sessions.get(number=1)
    answers = session_answers(session, preparation="Neem je rooster mee", outcome="Je weet meer.")

    staff.post(page("session", bootcamp, session_id=session.pk), answers)

    session.refresh_from_db()
    assert (session.preparation, session.outcome) == ("Neem je rooster mee", "Je weet meer.")
    assert session.sequence == 1  # the outcome stands in calendars
    assert not Letter.objects.exists()


@pytest.mark.parametrize(
    ("answers", "message"),
    [
        ({"title": "   "}, "Dit veld is verplicht"),
        ({"day": "31-04-2027"}, "Vul een datum in, zoals 4-3-2027."),
        ({"day": "0001-01-01"}, "hooguit 5 jaar"),
        ({"day": "9999-12-31"}, "hooguit 5 jaar"),
        ({"day": "2020-01-01"}, "hooguit 5 jaar"),
        ({"begins": "25:00"}, "Vul een tijd in, zoals 15:00."),
        ({"begins": "17:00", "ends": "15:00"}, "De sessie eindigt voordat hij begint."),
        ({"join_link": "javascript:alert(1)"}, "Dit is geen adres op internet."),
        ({"preparation": "x" * 3001}, "3000 tekens"),
        ({"goal": "9"}, "goal"),
    ],
)
def test_bad_input_for_a_session_is_said_at_its_field_and_kept(staff, answers, message):
    bootcamp = make_bootcamp(starts_on=SOON)
    session = bootcamp.work_sessions.get(number=1)

    response = staff.post(page("session", bootcamp, session_id=session.pk), session_answers(session, **answers))

    name = next(iter(answers)) if len(answers) == 1 else "ends"
    assert response.status_code == 200
    assert name in response.context["form"].errors
    assert message in response.text
    assert dates(bootcamp)[0].startswith(SOON.strftime("%d-%m-%Y"))


def test_the_first_session_cannot_move_into_the_time_of_seat(staff):
    bootcamp = make_bootcamp(starts_on=SOON)
    session = bootcamp.work_sessions.get(number=1)
    answers = session_answers(session, day=bootcamp.enrolment_closes.isoformat())

    response = staff.post(page("session", bootcamp, session_id=session.pk), answers)

    assert "Aanmelden kan tot en met" in response.context["form"].errors["day"][0]


def test_cancelling_a_session_reaches_calendars_and_people(staff):
    bootcamp = make_bootcamp(starts_on=SOON)
    seat = a_seat(bootcamp, first_name="Samira")
    session = bootcamp.work_sessions.get(number=2)
    url = page("cancel_session", bootcamp, session_id=session.pk)

    shown = staff.get(url).text
    staff.post(url, {"gezien": changes.version_of(bootcamp), "stap": "bevestig", **mail()})

    session.refresh_from_db()
    assert "gaat niet door" in shown
    assert "Hallo Samira," in shown
    assert session.cancelled_at is not None
    assert Letter.objects.get().to == seat.enrolled_by
    events = {event["uid"]: event for event in calendar_of(seat).walk("VEVENT")}
    cancelled = events[str(session.uid)]
    assert (cancelled["status"], cancelled["sequence"]) == ("CANCELLED", 1)


def test_a_cancelled_session_can_go_on_after_all(staff):
    bootcamp = make_bootcamp(starts_on=SOON)
    session = bootcamp.work_sessions.get(number=2)
    WorkSession.objects.filter(pk=session.pk).update(cancelled_at=timezone.now(), sequence=1)
    url = page("cancel_session", bootcamp, session_id=session.pk)

    staff.post(url, {"gezien": changes.version_of(bootcamp), "stap": "bevestig", **mail()})

    session.refresh_from_db()
    assert (session.cancelled_at, session.sequence) == (None, 2)


def test_a_reminder_that_waits_for_the_mail_server_does_not_go_with_the_old_time(staff):
    today = timezone.localdate()
    bootcamp = make_bootcamp(starts_on=today + timedelta(days=6), enrolment_closes=today)
    seat = a_seat(bootcamp)
    type(seat).objects.filter(pk=seat.pk).update(enrolled_at=timezone.now() - timedelta(days=30))
    rules.write_due(now=timezone.now())
    session = bootcamp.work_sessions.get(number=1)
    answers = session_answers(session, begins="10:00", ends="12:00", stap="bevestig", **mail())

    staff.post(page("session", bootcamp, session_id=session.pk), answers)
    rules.write_due(now=timezone.now())

    [reminder] = Letter.objects.filter(kind="running.automatic")
    assert "Van 10.00 tot 12.00 uur" in reminder.text


def test_adding_a_session_tells_everyone(staff):
    bootcamp = make_bootcamp(starts_on=SOON)
    seat = a_seat(bootcamp)
    model = bootcamp.work_sessions.get(number=2)
    answers = session_answers(model, title="Extra", day=(SOON + timedelta(days=60)).isoformat())

    shown = staff.post(page("add_session", bootcamp), answers).text
    staff.post(page("add_session", bootcamp), answers | {"stap": "bevestig", **mail()})

    assert "nieuw, op" in shown
    assert bootcamp.work_sessions.get(number=3).title == "Extra"
    assert [letter.to for letter in Letter.objects.all()] == [seat.enrolled_by]


def test_a_session_goes_away_only_where_nobody_takes_part(staff):
    empty, busy = make_bootcamp(starts_on=SOON), make_bootcamp(starts_on=SOON)
    a_seat(busy)
    for bootcamp in (empty, busy):
        first = bootcamp.work_sessions.get(number=1)
        staff.post(page("delete_session", bootcamp, session_id=first.pk))

    empty.refresh_from_db()
    assert [session.number for session in empty.work_sessions.all()] == [2]
    assert empty.starts_on == SOON + timedelta(weeks=3)
    assert busy.work_sessions.count() == 2


# The bootcamp itself.


def details(bootcamp, **fields):
    answers = {
        "title": bootcamp.title,
        "sector": bootcamp.sector,
        "description": bootcamp.description,
        "place": bootcamp.place,
        "seats": bootcamp.seats,
        "seats_per_board": "",
        "admission": bootcamp.admission,
        "hold_hours": bootcamp.hold_hours,
        "enrolment_opens": bootcamp.enrolment_opens.isoformat(),
        "enrolment_closes": bootcamp.enrolment_closes.isoformat(),
        "is_published": "on",
        "gezien": changes.version_of(bootcamp),
    }
    return {**answers, **fields}


def test_another_place_is_told_and_rises_in_calendars(staff):
    bootcamp = make_bootcamp(starts_on=SOON)
    seat = a_seat(bootcamp)

    shown = staff.post(page("details", bootcamp), details(bootcamp, place="Utrecht")).text
    unchanged = Bootcamp.objects.get(pk=bootcamp.pk).place
    staff.post(page("details", bootcamp), details(bootcamp, place="Utrecht", stap="bevestig", **mail()))

    bootcamp.refresh_from_db()
    assert "Kijk het na" in shown
    assert (unchanged, bootcamp.place) == ("online", "Utrecht")
    assert {session.sequence for session in bootcamp.work_sessions.all()} == {1}
    assert Letter.objects.get().to == seat.enrolled_by


def test_other_details_are_saved_at_once(staff):
    bootcamp, leader = make_bootcamp(starts_on=SOON), make_user(Role.HPP)
    a_seat(bootcamp)

    staff.post(page("details", bootcamp), details(bootcamp, seats=20, seats_per_board=3, led_by=[leader.pk]))

    bootcamp.refresh_from_db()
    assert (bootcamp.seats, bootcamp.seats_per_board, [*bootcamp.led_by.all()]) == (20, 3, [leader])
    assert {session.sequence for session in bootcamp.work_sessions.all()} == {0}
    assert not Letter.objects.exists()


def test_more_seats_go_to_who_waits(staff):
    bootcamp = make_bootcamp(starts_on=SOON, seats=1)
    a_seat(bootcamp)
    waiting = Application.objects.create(
        bootcamp=bootcamp, school=make_school(), asked_by=make_user(Role.DIRECTOR), asked_at=timezone.now()
    )

    staff.post(page("details", bootcamp), details(bootcamp, seats=2))

    waiting.refresh_from_db()
    assert waiting.state == Application.State.OFFERED


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("seats", "0", "Geef minstens één plek."),
        ("seats", "1", "Er doen al 2 scholen mee. Geef minstens 2 plekken."),
        ("seats", "1.234,56", "Vul een heel getal in."),
        ("hold_hours", "0", "Geef scholen minstens één uur om ja te zeggen."),
        ("enrolment_closes", "2027-02-30", "Vul een datum in"),
        ("description", "x" * 5001, "5000 tekens"),
        ("title", "\u202e  ", "Vul een titel in."),
        ("led_by", "999999", "led_by"),
    ],
)
def test_bad_input_for_a_bootcamp_is_said_at_its_field(staff, name, value, message):
    bootcamp = make_bootcamp(starts_on=SOON)
    a_seat(bootcamp)
    a_seat(bootcamp)

    response = staff.post(page("details", bootcamp), details(bootcamp, **{name: value}))

    assert response.status_code == 200
    assert name in response.context["form"].errors
    assert message in response.text


def test_a_guest_for_one_session_has_a_seat_too(staff):
    """A school that swapped into a session of this bootcamp sits there as well."""
    bootcamp, elsewhere = make_bootcamp(starts_on=SOON, seats=3), make_bootcamp(starts_on=SOON, seats=3)
    a_seat(bootcamp)
    guest = a_seat(elsewhere)
    here, there = (parallel.work_sessions.get(number=1) for parallel in (bootcamp, elsewhere))
    by = guest.participants.first()
    actions.swap(seat_id=guest.pk, session_id=there.pk, instead_id=here.pk, by=by, now=timezone.now())

    refused = staff.post(page("details", bootcamp), details(bootcamp, seats=1))
    staff.post(page("details", bootcamp), details(bootcamp, seats=2))

    bootcamp.refresh_from_db()
    assert refused.context["form"].errors["seats"] == [
        "Er zijn al 2 plekken vergeven of vastgehouden. Geef er minstens 2."
    ]
    assert bootcamp.seats == 2


def test_enrolment_closes_before_the_start_and_after_it_opens(staff):
    bootcamp = make_bootcamp(starts_on=SOON)

    late = staff.post(page("details", bootcamp), details(bootcamp, enrolment_closes=SOON.isoformat()))
    before = (bootcamp.enrolment_opens - timedelta(days=1)).isoformat()
    early = staff.post(page("details", bootcamp), details(bootcamp, enrolment_closes=before))

    assert [len(refused.context["form"].errors["enrolment_closes"]) for refused in (late, early)] == [1, 1]
    assert not late.context["form"].non_field_errors()


def test_a_bootcamp_without_sessions_does_not_get_on_the_site(staff):
    bootcamp = make_bootcamp(starts_on=SOON, sessions=0, is_published=False)

    response = staff.post(page("details", bootcamp), details(bootcamp))

    assert response.context["form"].errors["is_published"] == ["Zet eerst minstens één werksessie klaar."]


def calendar_of(seat):
    seat = type(seat).objects.for_my_bootcamp().get(pk=seat.pk)
    return Calendar.from_ical(calendars.calendar(seat.bootcamp, seat.sessions(), now=timezone.now()))


def events_of(seat):
    """{uid: (sequence, start)} of the calendar file of this seat."""
    events = calendar_of(seat).walk("VEVENT")
    return {str(event["uid"]): (event["sequence"], event["dtstart"].dt) for event in events}
