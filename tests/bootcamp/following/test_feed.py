"""The secret calendar address: what is in it, who may have it, and how long it works."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from bootcamp.following import feeds
from bootcamp.following.models import CalendarFeed
from bootcamp.seats.models import Swap
from portal.people.access import Role
from tests.factories import (
    PASSWORD,
    make_board,
    make_bootcamp,
    make_hr,
    make_school,
    make_seat,
    make_session,
    make_user,
)

pytestmark = pytest.mark.django_db
AMSTERDAM = ZoneInfo("Europe/Amsterdam")
NOW = datetime(2027, 3, 2, 9, 30, tzinfo=AMSTERDAM)
MINE = reverse("bootcamp:my_calendar")


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as travelling:
        yield travelling


@pytest.fixture
def director():
    return make_user(Role.DIRECTOR, schools=[make_school()])


def feed_of(user):
    return reverse("bootcamp:calendar_feed", args=[feeds.renew(user, now=timezone.now()).token])


def events(address, **headers):
    response = Client().get(address, headers=headers)
    assert response.status_code == 200
    return {str(event["uid"]): event for event in Calendar.from_ical(response.content).walk("VEVENT")}


def seat_with(director, *starts):
    bootcamp = make_bootcamp(starts_on=starts[0].date(), sessions=0, title="Groep Midden")
    for number, start in enumerate(starts, 1):
        make_session(bootcamp=bootcamp, number=number, starts_at=start, ends_at=start + timedelta(hours=2))
    return make_seat(director=director, bootcamp=bootcamp)


def test_it_holds_the_sessions_of_all_ones_seats_and_of_nobody_else(director):
    first, second = (make_seat(director=director) for _ in range(2))
    make_seat()
    make_seat(director=director, cancelled_at=NOW)

    in_feed = events(feed_of(director))

    expected = {str(session.uid) for seat in (first, second) for session in seat.bootcamp.work_sessions.all()}
    assert set(in_feed) == expected
    assert len(expected) == 4


@pytest.mark.parametrize("how_many", [1, 3])
def test_it_needs_no_more_queries_for_more_seats(director, how_many, django_assert_num_queries):
    for _ in range(how_many):
        make_seat(director=director, bootcamp=make_bootcamp(sessions=how_many))
    address = feed_of(director)

    with django_assert_num_queries(4):
        assert len(events(address)) == how_many**2


def test_two_schools_in_one_bootcamp_come_to_one_session_once():
    board = make_board()
    hr = make_hr(board)
    bootcamp = make_bootcamp(sessions=1)
    for _ in range(2):
        director = make_user(Role.DIRECTOR, schools=[make_school(board=board)])
        make_seat(director=director, bootcamp=bootcamp, colleagues=[hr])

    assert Client().get(feed_of(hr)).content.count(b"BEGIN:VEVENT") == 1


def test_a_board_gets_only_what_its_people_take_part_in():
    board = make_board()
    user = make_user(Role.BOARD, board=board)
    make_seat(director=make_user(Role.DIRECTOR, schools=[make_school(board=board)]))

    assert events(feed_of(user)) == {}


def test_a_director_who_leads_the_school_gets_them_without_taking_part(director):
    colleague = make_user(Role.DIRECTOR, schools=director.schools.all())
    make_seat(director=director)

    assert len(events(feed_of(colleague))) == 2


def test_a_change_reaches_calendars_under_the_same_name_with_a_higher_number(director):
    seat = seat_with(director, NOW + timedelta(days=2))
    session, address = seat.bootcamp.work_sessions.get(), feed_of(director)
    before = events(address)[str(session.uid)]
    session.starts_at, session.ends_at = session.starts_at + timedelta(days=7), session.ends_at + timedelta(days=7)
    session.sequence += 1
    session.save()

    after = events(address)

    assert list(after) == [str(session.uid)]
    changed = after[str(session.uid)]
    assert (before["sequence"], changed["sequence"]) == (0, 1)
    assert changed["dtstart"].dt - before["dtstart"].dt == timedelta(days=7)


def test_a_cancelled_session_stays_and_says_so(director):
    seat = seat_with(director, NOW + timedelta(days=2), NOW + timedelta(days=9))
    off, on = seat.bootcamp.work_sessions.order_by("number")
    off.cancelled_at, off.sequence = NOW, 4
    off.save()

    in_feed = events(feed_of(director))

    assert {uid: (str(event["status"]), event["sequence"]) for uid, event in in_feed.items()} == {
        str(off.uid): ("CANCELLED", 4),
        str(on.uid): ("CONFIRMED", 0),
    }


def test_a_swapped_session_has_the_name_of_the_one_it_is_followed_with(director):
    seat = seat_with(director, NOW + timedelta(days=2), NOW + timedelta(days=9))
    home, stays = seat.bootcamp.work_sessions.order_by("number")
    other = make_bootcamp(title="Groep Noord", place="Groningen", sessions=1)
    instead = other.work_sessions.get()
    Swap.objects.create(seat=seat, session=home, instead=instead, swapped_at=NOW)

    in_feed = events(feed_of(director))

    assert set(in_feed) == {str(instead.uid), str(stays.uid)}
    event = in_feed[str(instead.uid)]
    assert str(event["summary"]).startswith("Groep Noord: ")
    assert str(event["location"]).startswith("Groningen, meedoen via ")


@pytest.mark.parametrize(
    ("day", "utc_hour"),
    [((2027, 3, 25), 14), ((2027, 3, 30), 13), ((2027, 10, 28), 13), ((2027, 11, 2), 14)],
)
def test_three_o_clock_stays_three_o_clock_when_the_clock_changes(director, day, utc_hour):
    seat_with(director, datetime(*day, 15, tzinfo=AMSTERDAM))

    (event,) = events(feed_of(director)).values()

    start = event["dtstart"].dt
    assert (start.hour, start.tzinfo.key) == (15, "Europe/Amsterdam")
    assert start.astimezone(ZoneInfo("UTC")).hour == utc_hour


@pytest.mark.fault("clock change")
def test_a_session_through_the_night_of_the_clock_change_lasts_as_long_as_it_does(director, seen):
    start = datetime(2027, 3, 28, 1, 30, tzinfo=AMSTERDAM)
    bootcamp = make_bootcamp(starts_on=start.date(), sessions=0)
    ends = (start.astimezone(ZoneInfo("UTC")) + timedelta(hours=2)).astimezone(AMSTERDAM)
    make_session(bootcamp=bootcamp, starts_at=start, ends_at=ends)
    make_seat(director=director, bootcamp=bootcamp)

    (event,) = events(feed_of(director)).values()

    assert (event["dtstart"].dt.hour, event["dtend"].dt.hour) == (1, 4)
    seen(f"nacht van 28 maart: twee uur van {event['dtstart'].dt:%H:%M} tot {event['dtend'].dt:%H:%M}")


def test_it_is_kept_for_an_hour_and_says_when_nothing_changed(director, clock):
    seat = seat_with(director, NOW + timedelta(days=2))
    address = feed_of(director)
    first = Client().get(address)
    clock.move_to(NOW + timedelta(minutes=20))
    again = Client().get(address, headers={"if-none-match": first["ETag"]})
    seat.bootcamp.work_sessions.update(sequence=1)
    changed = Client().get(address, headers={"if-none-match": first["ETag"]})

    assert first["Cache-Control"] == "private, no-store"
    assert (again.status_code, again.content) == (304, b"")
    assert changed.status_code == 200


def test_no_index_and_no_other_page_learns_the_address(director):
    response = Client().get(feed_of(director))

    assert response["X-Robots-Tag"] == "noindex, nofollow, noarchive"
    assert response["Referrer-Policy"] == "no-referrer"
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert "Set-Cookie" not in response


def test_an_address_that_was_stopped_or_renewed_is_like_one_that_never_was(director):
    old = feed_of(director)
    new = feed_of(director)
    Client().get(new)
    answers = [Client().get(old)]
    feeds.revoke(director)
    answers += [Client().get(new), Client().get(reverse("bootcamp:calendar_feed", args=["x" * 43]))]

    assert [answer.status_code for answer in answers] == [404, 404, 404]
    assert len({answer.text for answer in answers}) == 1


@pytest.mark.parametrize("token", ["%00", "%F0%9F%99%82", "..%2F..%2Fetc", "x" * 5000, "'%20OR%201=1--"])
def test_what_can_not_be_an_address_is_unknown_too(token):
    assert Client().get(f"/bootcamps/agenda/{token}.ics").status_code == 404


def test_someone_who_left_has_no_feed_any_more(director):
    address = feed_of(director)
    director.is_active = False
    director.save()

    assert Client().get(address).status_code == 404


def test_tokens_are_long_and_each_is_another(director):
    tokens = {feeds.renew(director, now=NOW).token for _ in range(20)}

    assert len(tokens) == 20
    assert min(map(len, tokens)) == 43
    assert CalendarFeed.objects.count() == 1


def test_who_asks_too_often_waits(director):
    address = feed_of(director)
    client = Client()

    statuses = [client.get(address).status_code for _ in range(122)]

    assert statuses.count(200) == 120
    assert statuses[-1] == 429


def test_the_page_makes_renews_and_stops_the_address(client, director):
    client.force_login(director)
    empty = client.get(MINE).text
    client.post(MINE)
    token = CalendarFeed.objects.get().token
    page = client.get(MINE)
    client.post(MINE)
    renewed = CalendarFeed.objects.get().token
    client.post(MINE, {"stop": "1"})

    assert "Maak mijn adres" in empty
    assert page.text.count(token) == 2
    assert "webcal://" in page.text
    assert page["Cache-Control"] == "private, no-store"
    assert renewed != token
    assert not CalendarFeed.objects.exists()


def test_looking_at_the_page_makes_nothing(client, director):
    client.force_login(director)
    client.get(MINE)

    assert not CalendarFeed.objects.exists()


def test_a_file_of_one_session_holds_that_session(client, director):
    seat = seat_with(director, NOW + timedelta(days=2), NOW + timedelta(days=9))
    client.force_login(director)

    response = client.get(reverse("bootcamp:session_calendar_file", args=[seat.pk, 2]))

    (event,) = Calendar.from_ical(response.content).walk("VEVENT")
    assert str(event["uid"]) == str(seat.bootcamp.work_sessions.get(number=2).uid)
    assert response["Content-Disposition"] == 'attachment; filename="werksessie-2.ics"'
    assert client.get(reverse("bootcamp:session_calendar_file", args=[seat.pk, 9])).status_code == 404


def test_a_new_password_makes_a_new_address_and_says_so(client):
    cache.clear()
    director, other = make_seat().enrolled_by, make_seat().enrolled_by
    before = feeds.renew(director, now=timezone.now()).token
    client.force_login(director)
    new = "negen telramen in de gang"
    fields = {"oldpassword": PASSWORD, "password1": new, "password2": new}

    client.post(reverse("account_change_password"), fields)
    page = client.get(reverse("my_account")).text
    client.force_login(other)
    client.post(reverse("account_change_password"), fields)

    after = CalendarFeed.objects.get()
    assert after.user == director
    assert after.token != before
    assert "Je agenda-adres is ook nieuw." in page
    assert Client().get(reverse("bootcamp:calendar_feed", args=[before])).status_code == 404
    assert Client().get(reverse("bootcamp:calendar_feed", args=[after.token])).status_code == 200
