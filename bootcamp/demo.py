"""Invented bootcamps for trying the portal: one that's open, one that's full, one on its way, one in a single day,
one that ended months ago."""

from datetime import time, timedelta

from django.utils import timezone

from bootcamp.boards import demo as boards_demo
from bootcamp.checkin import demo as checkin_demo
from bootcamp.exchange import demo as exchange_demo
from bootcamp.experts import demo as experts_demo
from bootcamp.facts import demo as facts_demo
from bootcamp.following import demo as following_demo
from bootcamp.following import shelves
from bootcamp.matching import demo as matching_demo
from bootcamp.menu import demo as menu_demo
from bootcamp.plan import demo as plan_demo
from bootcamp.results import demo as results_demo
from bootcamp.running import clock, making
from bootcamp.running import demo as running_demo
from bootcamp.seats import letters as seats_letters
from bootcamp.seats.models import Bootcamp, Seat
from bootcamp.survey import demo as survey_demo
from portal.people import access, accounts
from portal.people.models import School, User
from portal.post import demo as post_demo
from portal.post.models import Letter

# From and until, as (month, day): no sessions then.
HOLIDAYS = [((12, 19), (12, 31)), ((1, 1), (1, 5)), ((7, 10), (8, 31))]
TUESDAY, THURSDAY, FRIDAY = 1, 3, 4


def load(*, now):
    """Dates count from today, so that there's always one to enrol in and one on its way."""
    today = timezone.localdate(now)
    upcoming = _six("groep Midden", today=today, start=_next(today + timedelta(days=45), THURSDAY), seats=12, weeks=3)
    # Out of the holidays backwards: this one has begun, whatever the season.
    began = _next(today - timedelta(days=50), TUESDAY, past_holidays=timedelta(weeks=-1))
    running = _six("groep Zuid", today=today, start=began, seats=10, weeks=4)
    _in_a_day("Bootcamp in een Dag", today=today, day=_next(today + timedelta(days=70), FRIDAY))
    _take_seats(upcoming, ["91AB", "91AC", "92AA", "92AB", "90AB", "90AC"], now - timedelta(days=4))
    full = _six("groep West", today=today, start=_next(today + timedelta(days=52), TUESDAY), seats=3, weeks=3)
    _take_seats(full, ["91AB", "92AA", "92AB"], now - timedelta(days=5))
    _wait_for_a_seat(full, ["90AC", "91AC"], now - timedelta(days=3))
    _take_seats(running, ["91AA", "90AB", "92AA"], now - timedelta(days=80))
    long_ago = _next(today - timedelta(days=430), TUESDAY, past_holidays=timedelta(weeks=-1))
    over = _six("groep Noord", today=today, start=long_ago, seats=8, weeks=3)
    _take_seats(over, ["92AC", "91AB", "92AB"], now - timedelta(days=460))
    plan_demo.load(now=now)
    facts_demo.load(now=now)
    matching_demo.load(now=now)
    menu_demo.load(now=now)
    results_demo.load(now=now)
    survey_demo.load(now=now)
    boards_demo.load(now=now)
    exchange_demo.load(now=now)
    running_demo.load(now=now)
    following_demo.load(now=now)
    experts_demo.load(now=now)
    checkin_demo.load(now=now)
    _mail(upcoming, now)


def _mail(upcoming, now):
    """What went by itself, and by hand: invitations to who has an account and no password, and one mail that failed."""
    leader = upcoming.led_by.order_by("pk").first()
    for user in User.objects.filter(access.directors(), last_login=None).order_by("pk")[:3]:
        accounts.invite(user, by=leader, now=now - timedelta(days=6))
    post_demo.all_went()
    post_demo.was_refused(Letter.objects.about(upcoming).filter(kind=seats_letters.ENROLLED.name).latest("pk"))


def _next(day, weekday, *, past_holidays=timedelta(weeks=1)):
    """The first such weekday on or after the day; in holidays the one after them, or before. Monday is 0."""
    chosen = day + timedelta(days=(weekday - day.weekday()) % 7)
    while any(first <= (chosen.month, chosen.day) <= last for first, last in HOLIDAYS):
        chosen += past_holidays
    return chosen


def _season(day):
    return f"Voorjaar {day.year}" if day.month < 7 else f"Najaar {day.year}"


def _six(group, *, today, start, seats, weeks):
    wish = making.Wish(f"{_season(start)}, {group}", Bootcamp.Sector.PO, start, seats, "online")
    bootcamp = making.from_series(
        Bootcamp.Kind.SIX, wish, weeks=weeks, begins=time(15), ends=time(17), now=_midnight(today)
    )
    day = start
    for session in bootcamp.work_sessions.order_by("number"):
        session.join_link = "https://vergaderen.example/bootcamp"
        _put_on(session, day)
        day = _next(day + timedelta(weeks=weeks), day.weekday())
    for session in bootcamp.work_sessions.all():
        shelves.make(session, before=True)
    return _publish(bootcamp, today=today)


def _in_a_day(title, *, today, day):
    wish = making.Wish(title, Bootcamp.Sector.PO, day, 9, "Utrecht")
    bootcamp = making.from_series(Bootcamp.Kind.DAY, wish, weeks=0, begins=time(), ends=time(), now=_midnight(today))
    back = bootcamp.work_sessions.get(number=2)
    _put_on(back, _next(timezone.localdate(back.starts_at), FRIDAY))
    return _publish(bootcamp, today=today)


def _midnight(day):
    return clock.at(day, time.min)


def _put_on(session, day):
    """The same hours, out of the holidays."""
    session.starts_at = clock.at(day, timezone.localtime(session.starts_at).time())
    session.ends_at = clock.at(day, timezone.localtime(session.ends_at).time())
    session.save(update_fields=["starts_at", "ends_at", "join_link"])


def _publish(bootcamp, *, today):
    """Enrolment has been open for a while, as if HPP made it earlier."""
    start = bootcamp.starts_on
    bootcamp.enrolment_opens = min(start, today) - timedelta(days=60)
    bootcamp.enrolment_closes = start - timedelta(days=7)
    bootcamp.seats_per_board, bootcamp.is_published = 3, True
    bootcamp.save()
    bootcamp.led_by.set(User.objects.filter(access.hpp_people(), is_superuser=False))
    return bootcamp


def _take_seats(bootcamp, brins, moment):
    for school in School.objects.filter(brin__in=brins).order_by("brin"):
        director = school.people.get(access.directors())
        seat = Seat.objects.create(bootcamp=bootcamp, school=school, enrolled_by=director, enrolled_at=moment)
        seat.participations.create(user=director)
        seats_letters.enrolled(seat, by=director, now=moment)


def _wait_for_a_seat(bootcamp, brins, moment):
    for school in School.objects.filter(brin__in=brins).order_by("brin"):
        director = school.people.get(access.directors())
        application = bootcamp.applications.create(school=school, asked_by=director, asked_at=moment)
        seats_letters.asked(application, now=moment)
        moment += timedelta(hours=3)
