"""Who writes and reads menus: who leads from the board writes those of that board; HPP reads."""

from django.db.models import QuerySet

from bootcamp.facts import rights as facts_rights
from portal.people import access
from portal.people.models import Board, User


def boards_read_by(user: User) -> QuerySet[Board]:
    return facts_rights.boards_read_by(user)


def boards_written_by(user: User) -> QuerySet[Board]:
    return Board.objects.none() if access.is_hpp(user) else facts_rights.boards_read_by(user)


def reads_menus(user: User) -> bool:
    return access.leads_from_board(user) or access.is_hpp(user)


def has_a_board(user: User) -> bool:
    return access.leads_from_board(user) and user.board_id is not None
