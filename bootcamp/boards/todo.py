"""What a board can do for all its schools: write its frames down, and look at them again after a year."""

from collections.abc import Iterable
from datetime import timedelta

from django.urls import reverse

from bootcamp.boards.models import BoardFrames
from bootcamp.home import register
from bootcamp.home.register import For, Mine, Rank, Todo

A_YEAR = timedelta(days=365)


@register.todo(For.BOARD)
def frames(mine: Mine) -> Iterable[Todo]:
    if mine.user.board_id is None or not mine.school_ids:
        return
    latest = BoardFrames.objects.filter(board=mine.user.board_id).order_by("-number").first()
    url = reverse("bootcamp:frames_write", args=[mine.user.board_id])
    if latest is None:
        yield Todo(
            what="Schrijf op wat mag op al jullie scholen",
            about="Het staat dan in elk plan. Directeuren hoeven het niet meer te vragen.",
            url=url,
            act="Schrijf jullie kaders",
            rank=Rank.DATED,
            school_id=min(mine.school_ids),
            minutes=10,
        )
    elif latest.valid_from + A_YEAR <= mine.today:
        yield Todo(
            what="Kijk jullie kaders na",
            about="Ze zijn een jaar oud. Kloppen ze nog?",
            url=url,
            act="Kijk ze na",
            rank=Rank.READING,
            school_id=min(mine.school_ids),
            minutes=5,
        )
