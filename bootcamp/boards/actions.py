"""What can happen: a board writes its frames, or says who helps. A change reaches every plan, and its directors."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from bootcamp.boards import letters, plans
from bootcamp.boards.models import BoardFrames, ProjectSupport
from portal.people import access
from portal.people.models import Board, User


@transaction.atomic
def write_frames(*, board: Board, text: str, valid_from: date, by: User, now: datetime) -> BoardFrames:
    # The lock comes first: two people of a board may write at the same moment.
    board = Board.objects.select_for_update().get(pk=board.pk)
    latest = board.frames.order_by("-number").first()
    if latest and (latest.text, latest.valid_from) == (text, valid_from):
        return latest
    frames = board.frames.create(
        number=latest.number + 1 if latest else 1, text=text, valid_from=valid_from, written_by=by, written_at=now
    )
    plans.renew(board, today=timezone.localdate(now))
    letters.changed(frames, to=directors_of(board), by=by, now=now)
    return frames


def directors_of(board: Board) -> QuerySet[User]:
    people = User.objects.filter(access.directors(), schools__board=board, is_active=True)
    return people.distinct().order_by("first_name", "last_name", "pk")


@transaction.atomic
def offer_support(*, board: Board, person: User, hours: int, how: str) -> None:
    Board.objects.select_for_update().get(pk=board.pk)
    ProjectSupport.objects.update_or_create(board=board, defaults={"person": person, "hours": hours, "how": how})


def withdraw_support(*, board: Board) -> None:
    ProjectSupport.objects.filter(board=board).delete()
