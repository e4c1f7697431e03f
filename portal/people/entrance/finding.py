"""Finding a school as people type it. Only schools of the open list are found, so that it says nothing of who takes
part."""

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from portal.people import numbers
from portal.people.models import Board, School
from portal.text import search

MOST_SHOWN = 12


def schools(asked: str, *, of_boards: Iterable[int] = ()) -> list[School]:
    """The best first: a name that begins as what was typed. Of these boards also what isn't in the open list."""
    words = search.plain(search.plain_words(asked))
    if not words:
        return []
    public = School.objects.public()
    if of_boards:
        public = School.objects.filter(Q(closed_on=None) & (Q(board__in=of_boards) | ~Q(listed_in="")))
    if by_number := list(of_number(public, asked)[:MOST_SHOWN]):
        return by_number
    rows = search.forgiving(public, asked, field="words").select_related("board").order_by("name", "city", "pk")
    first = words.split()[0]
    few = list(rows[: 5 * MOST_SHOWN])
    return sorted(few, key=lambda school: not search.plain(school.name).startswith(first))[:MOST_SHOWN]


def of_number(rows: QuerySet[School], asked: str) -> QuerySet[School]:
    """All sites of an institution, or the one site that is meant."""
    site = numbers.site_of(asked.strip())
    if len(site) != 6 or not numbers.site(site[:4], site):
        return rows.none()
    whole = {site, numbers.as_people_write(site)}
    of_institution = (
        rows.filter(brin__startswith=site[:4]) if numbers.institution(asked) else rows.filter(brin__in=whole)
    )
    return of_institution.select_related("board").order_by("brin", "pk")


def of_board(board: Board) -> list[School]:
    """Who has the code of a board chooses among all of its schools."""
    return list(board.schools.filter(closed_on=None).select_related("board").order_by("name", "city", "pk"))
