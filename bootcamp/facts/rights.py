"""Who reads and fills in the facts of a school: who leads it reads, its own director fills in, HPP reads."""

from django.db.models import QuerySet

from portal.people import access
from portal.people.models import Board, School, User, schools_led_by


def schools_read_by(user: User) -> QuerySet[School]:
    return School.objects.all() if access.is_hpp(user) else School.objects.led_by(user)


def schools_filled_in_by(user: User) -> QuerySet[School]:
    return School.objects.led_by(user) if access.leads_own_school(user) else School.objects.none()


def fills_in(user: User, school: School) -> bool:
    return access.leads_own_school(user) and school.pk in schools_led_by(user)


def boards_read_by(user: User) -> QuerySet[Board]:
    if access.is_hpp(user):
        return Board.objects.all()
    if not access.leads_from_board(user) or user.board_id is None:
        return Board.objects.none()
    return Board.objects.filter(pk=user.board_id)


def has_a_facts_page(user: User) -> bool:
    return access.leads_schools(user)
