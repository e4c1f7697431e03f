"""A crowd at the list: in each round every school does something at the same moment. What went wrong in the rounds."""

import random
from collections import Counter
from datetime import timedelta

from django.utils import timezone

from bootcamp.seats import actions
from bootcamp.seats.actions import turns
from bootcamp.seats.models import BootcampQuerySet
from tests.bootcamp.seats.town import SEATS, Look, Town, check
from tests.race import at_once, meet_after

ROUNDS = 25
SEED = 5


def do(town, number, dice, now):
    """What this school does now, given where it stands. Counts as an answer: what it did, or why it couldn't."""
    school, director, bootcamp = town.schools[number], town.directors[number], town.bootcamps[0]
    seat = bootcamp.school_seats.active().filter(school=school).first()
    asked = bootcamp.applications.open().filter(school=school).first()
    if seat:
        return actions.cancel(seat_id=seat.pk, now=now) if dice.random() < 0.5 else None
    if asked is None:
        other = town.schools[(number + 1) % len(town.schools)]
        together = [other] if dice.random() < 0.3 else []
        return actions.enrol(school=school, by=director, bootcamp_id=bootcamp.pk, now=now, together_with=together)
    if asked.state == "samen":
        return actions.come_along(application_id=asked.pk, by=director, now=now)
    action = dice.choice([actions.accept, actions.accept, actions.decline, actions.leave])
    return action(application_id=asked.pk, now=now)


def play(town, now):
    works = [
        lambda number=number: do(town, number, random.Random(f"{SEED} {now} {number}"), now)
        for number in range(len(town.schools))
    ]
    # The clock strikes in the middle of it: seats that nobody said yes to go on at the same moment.
    works.append(lambda: actions.pass_on_lapsed(now=now + timedelta(hours=47)))
    return at_once(*works)


def answer(outcome):
    if isinstance(outcome, actions.NotPossible):
        return "kan niet"
    return type(outcome).__name__ if isinstance(outcome, Exception) else "gedaan"


def race():
    town, now, heard, wrong = Town(), timezone.now(), Counter(), []
    for _ in range(ROUNDS):
        heard.update(map(answer, play(town, now)))
        look = Look(town)
        try:
            # Who was passed is checked where one thing happens at a time: here nobody can tell what came first.
            check(look, look, now)
        except AssertionError:
            wrong.append(look.given(town.bootcamps[0]))
            break
        now += timedelta(hours=2)
    return {"heard": heard, "wrong": wrong, "seats": len(Look(town).seats)}


def take_the_lock_out():
    BootcampQuerySet.select_for_update = lambda self, **kwargs: self
    # One more than there are seats sees all of them free.
    meet_after(turns.RoomLeft, "__init__", number=SEATS + 1)
