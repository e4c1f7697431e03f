"""The frames of a board in the plans of its schools. A plan doesn't know boards, so they are written on it."""

from datetime import date

from django.utils import timezone

from bootcamp.boards.models import BoardFrames
from bootcamp.plan import beginnings
from bootcamp.plan.models import Plan
from portal.people.models import Board


def renew(board: Board, *, today: date) -> None:
    frames = BoardFrames.objects.filter(board=board).in_force_on(today).first()
    if frames is not None:
        plans = Plan.objects.filter(school__board=board)
        plans.update(board_frames=frames.text, board_frames_from=frames.valid_from)


def renew_all(*, today: date) -> None:
    """What was written for later comes into force by itself, and a school may have gone to another board. Nightly."""
    with_frames = Board.objects.filter(frames__isnull=False).distinct()
    for board in with_frames.order_by("pk").iterator():
        renew(board, today=today)
    Plan.objects.exclude(school__board__in=with_frames).update(board_frames="", board_frames_from=None)


@beginnings.register
def of_new_plan(plan: Plan) -> None:
    renew(plan.school.board, today=timezone.localdate(plan.created_at))
