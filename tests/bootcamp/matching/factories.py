"""Wishes, open places and rounds; what you don't name gets a sensible value."""

import itertools
from datetime import timedelta

from django.utils import timezone

from bootcamp.matching import actions
from bootcamp.matching.models import FormationRound, HoursWish, OpenPlace
from bootcamp.matching.solver import halves
from tests.factories import make_board

numbers = itertools.count(1)


def bits(*names):
    return halves.mask(names)


def make_wish(school, **fields):
    """Four hours more, on Thursday morning, at the own school."""
    today = timezone.localdate()
    defaults = {
        "name": f"Roos Meijer {next(numbers)}",
        "own": bits("mao", "mam", "dio", "dim"),
        "chosen": bits("doo"),
        "until": today + timedelta(days=200),
        "agreed_on": today,
        "changed_at": timezone.now(),
    }
    if teacher := fields.get("user"):
        defaults["name"] = teacher.full_name
    return HoursWish.objects.create(school=school, **{**defaults, **fields})


def make_round(board=None, *, others=(), joined=True, **fields):
    board = board or make_board()
    today, now = timezone.localdate(), timezone.now()
    days = {"wishes_until": today, "places_until": today, "talks_until": today + timedelta(days=60)}
    formation = FormationRound(**{"title": "Formatieronde 2027-2028", "board": board, **days, **fields})
    actions.begin(formation, others=others, by=fields.get("began_by"), now=now)
    if joined:
        for other in others:
            actions.join(formation, board_id=other.pk, now=now)
    return formation


def make_place(formation, school, **fields):
    """Thursday morning, in group 6."""
    defaults = {
        "halves": bits("doo"),
        "group": "6",
        "starts": timezone.localdate() + timedelta(days=240),
        "entered_at": timezone.now(),
    }
    return OpenPlace.objects.create(round=formation, school=school, **{**defaults, **fields})
