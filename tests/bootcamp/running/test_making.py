"""A bootcamp from a built-in set-up, or as one that was given before."""

from datetime import date, time, timedelta

import pytest
from django.utils import timezone

from bootcamp.running import series
from bootcamp.seats.models import Bootcamp, WorkSession
from portal.goals import Goal
from portal.people import sectors
from portal.people.access import Role
from tests.bootcamp.running.staff import SOON, a_seat, page, sign_in
from tests.factories import make_bootcamp, make_session, make_user

pytestmark = pytest.mark.django_db
Kind, Sector = Bootcamp.Kind, Bootcamp.Sector


@pytest.fixture
def staff(client):
    client.user = sign_in(client)
    return client


def answers(**fields):
    defaults = {
        "setup": Kind.SIX,
        "sector": Sector.PO,
        "title": "Voorjaar 2027, groep Midden",
        "first_day": SOON.isoformat(),
        "begins": "15:00",
        "ends": "17:00",
        "weeks": "4",
        "seats": "12",
        "place": "online",
    }
    return {**defaults, **fields}


def hours(session):
    begin, end = timezone.localtime(session.starts_at), timezone.localtime(session.ends_at)
    return begin.date(), f"{begin:%H.%M}-{end:%H.%M}"


def test_six_sessions_stand_ready_and_nobody_sees_them_yet(staff):
    response = staff.post(page("new"), answers())

    bootcamp = Bootcamp.objects.get()
    sessions = list(bootcamp.work_sessions.order_by("number"))
    assert response["Location"] == page("details", bootcamp)
    assert [hours(session) for session in sessions] == [
        (SOON + timedelta(weeks=4 * number), "15.00-17.00") for number in range(6)
    ]
    assert (bootcamp.kind, bootcamp.starts_on, bootcamp.is_published) == (Kind.SIX, SOON, False)
    assert bootcamp.enrolment_closes == SOON - timedelta(days=7)
    assert list(bootcamp.led_by.all()) == [staff.user]
    assert all(session.preparation_steps and session.agenda_items for session in sessions)


def test_a_day_and_its_return_morning_two_months_later(staff):
    staff.post(page("new"), answers(setup=Kind.DAY))

    day, back = Bootcamp.objects.get().work_sessions.order_by("number")
    assert hours(day) == (SOON, "09.30-16.00")
    assert hours(back) == (SOON + timedelta(weeks=9), "09.30-12.30")


@pytest.mark.parametrize("sector", Sector)
@pytest.mark.parametrize("kind", [Kind.SIX, Kind.DAY])
def test_each_sector_reads_its_own_words(kind, sector):
    texts = series.sittings(kind, sector, weeks=4, begins=time(15), ends=time(17))
    everything = series.description(kind, sector) + "".join(str(sitting.text) for sitting in texts)

    others = {words.leaders for other, words in sectors.WORDS.items() if other != sector}
    assert sectors.WORDS[sector].leaders in everything
    assert not any(leaders in everything for leaders in others)
    assert "{" not in everything
    assert {sitting.text.goal for sitting in texts} <= set(Goal)
    assert all(len(sitting.text.title) <= 80 and len(sitting.text.subtitle) <= 80 for sitting in texts)


def test_the_words_of_school_are_not_said_to_care_and_childcare():
    for sector in (Sector.CARE, Sector.CHILDCARE):
        texts = [series.description(kind, sector) for kind in (Kind.SIX, Kind.DAY)]
        for kind in (Kind.SIX, Kind.DAY):
            sittings = series.sittings(kind, sector, weeks=4, begins=time(15), ends=time(17))
            texts += [" ".join(map(str, vars(sitting.text).values())) for sitting in sittings]

        assert not any(word in text.lower() for text in texts for word in ("school", "leerkracht", "teamkamer"))


def test_a_copy_takes_sessions_leaders_and_mails_along_but_no_people_or_links(staff):
    leader = make_user(Role.HPP)
    source = make_bootcamp(starts_on=date(2026, 10, 8), seats_per_board=3, hold_hours=24, kind=Kind.OWN)
    source.led_by.add(leader)
    source.mail_rules.create(moment="erna", audience="aanwezig", subject="Dank", text="Dag")
    WorkSession.objects.filter(bootcamp=source, number=2).update(cancelled_at=timezone.now(), sequence=3)
    a_seat(source)

    staff.post(page("new"), answers(setup="kopie", source=source.pk, title="Kopie", seats="9"))

    copied = Bootcamp.objects.get(title="Kopie")
    first, second = copied.work_sessions.order_by("number")
    original = source.work_sessions.get(number=2)
    assert (copied.kind, copied.seats, copied.seats_per_board, copied.hold_hours) == (Kind.OWN, 9, 3, 24)
    assert (copied.starts_on, timezone.localdate(first.starts_at)) == (SOON, SOON)
    assert timezone.localdate(second.starts_at) - SOON == timedelta(weeks=3)
    assert timezone.localtime(second.starts_at).hour == 15
    assert (second.title, second.agenda, second.join_link) == (original.title, original.agenda, "")
    assert (second.cancelled_at, second.sequence) == (None, 0)
    assert second.uid != original.uid
    assert set(copied.led_by.all()) == {leader, staff.user}
    assert [rule.subject for rule in copied.mail_rules.all()] == ["Dank"]
    assert source.mail_rules.count() == 1
    assert not copied.school_seats.exists()
    assert copied.shelf != source.shelf


def test_a_copy_over_the_change_of_the_clock_keeps_the_hour(staff):
    source = make_bootcamp(starts_on=date(2026, 7, 1), sessions=0)
    make_session(bootcamp=source)

    staff.post(page("new"), answers(setup="kopie", source=source.pk, title="Kopie"))

    [session] = Bootcamp.objects.get(title="Kopie").work_sessions.all()
    assert hours(session) == (SOON, "15.00-17.00")


def test_copying_begins_with_what_the_other_says(staff):
    source = make_bootcamp(sector=Sector.CARE, seats=7, place="Zwolle")

    form = staff.get(page("new"), {"van": source.pk}).context["form"]
    strange = [staff.get(page("new"), {"van": van}).status_code for van in ("x", "-1", "9" * 40, "999")]

    assert (form["setup"].value(), form["source"].value()) == ("kopie", str(source.pk))
    assert (form["sector"].value(), form["seats"].value(), form["place"].value()) == (Sector.CARE, 7, "Zwolle")
    assert strange == [200] * 4


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({"setup": ""}, "setup"),
        ({"setup": "kopie"}, "source"),
        ({"setup": "kopie", "source": "999999"}, "source"),
        ({"title": " \u202e "}, "title"),
        ({"title": "x" * 101}, "title"),
        ({"first_day": "morgen"}, "first_day"),
        ({"first_day": "2026-02-29"}, "first_day"),
        ({"first_day": timezone.localdate().isoformat()}, "first_day"),
        ({"ends": "14:00"}, "ends"),
        ({"weeks": "0"}, "weeks"),
        ({"weeks": "1e3"}, "weeks"),
        ({"seats": "-1"}, "seats"),
        ({"seats": "99999999999999999999"}, "seats"),
        ({"sector": "overheid"}, "sector"),
    ],
)
def test_bad_input_is_said_at_its_field_and_nothing_is_lost(staff, fields, name):
    response = staff.post(page("new"), answers(**fields))

    assert list(response.context["form"].errors) == [name]
    assert not Bootcamp.objects.exists()
    assert 'value="12"' in response.text or name == "seats"


def test_a_bootcamp_that_starts_within_a_week_can_still_be_made(staff):
    tomorrow = timezone.localdate() + timedelta(days=1)

    staff.post(page("new"), answers(first_day=tomorrow.isoformat()))

    bootcamp = Bootcamp.objects.get()
    assert bootcamp.enrolment_opens == bootcamp.enrolment_closes == timezone.localdate()
