"""What an invented board agreed on for its schools, and who helps them."""

from datetime import timedelta

from django.utils import timezone

from bootcamp.boards import actions
from portal.people import access
from portal.people.models import Board, User

BOARD = "Stichting De Tolbrug"
TEXT = "Je mag tot 8 uur per week zelf toezeggen. Een uitbreiding mag meteen vast. Reiskosten ook voor een extra dag."


def load(*, now):
    board = Board.objects.get(name=BOARD)
    leader = User.objects.filter(access.leaders_from_board(), board=board).order_by("pk").last()
    day = timezone.localdate(now) - timedelta(days=60)
    actions.write_frames(board=board, text=TEXT, valid_from=day, by=leader, now=now - timedelta(days=60))
    actions.offer_support(board=board, person=leader, hours=8, how="Bel of mail. Op dinsdag kom ik langs op school.")
