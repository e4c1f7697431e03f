"""A question that is kept answers as the queryset itself would, for other numbers and in other threads too."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.db.models import Count, Exists, F, OuterRef

from bootcamp.seats.models import Participation, Seat
from portal import kept
from portal.counting import Number
from portal.people.models import School
from tests.factories import make_board, make_director, make_school, make_seat

pytestmark = pytest.mark.django_db
IN_BOARD = "SELECT COUNT(*) FROM people_school other WHERE other.board_id = {this}"


def schools(board):
    there = Seat.objects.filter(school=OuterRef("pk"))
    rows = School.objects.filter(board=board).select_related("board").order_by("-name")
    return rows.annotate(beside=Number(IN_BOARD, of="board_id"), has_seat=Exists(there))


def a_participation():
    return make_seat().participations.get()


def shown(rows):
    return [(row.pk, row.name, row.board.name, row.beside, row.has_seat, row.closed_on) for row in rows]


def test_it_gives_what_the_queryset_gives_for_each_number():
    first, second = make_board(), make_board()
    for board, count in ((first, 2), (second, 3)):
        for _ in range(count):
            make_school(board=board)
    make_seat(director=make_director(board=first))
    question = kept.Question(schools)

    for board in (first, second, first):
        assert shown(question(board.pk)) == shown(schools(board))
    assert question(0) == question(-1) == question(10**30) == []


def test_the_sql_is_written_once(django_assert_num_queries):
    written = []
    question = kept.Question(lambda board: written.append(board) or schools(board))

    with django_assert_num_queries(3):
        for number in (1, 2, 3):
            question(number)

    assert len(written) == 1


def test_what_lies_with_the_rows_is_fetched_for_these_rows():
    first, second = a_participation(), a_participation()
    question = kept.Question(lambda seat: Seat.objects.filter(pk=seat).prefetch_related("participations__user"))

    for participation in (first, second):
        (seat,) = question(participation.seat_id)
        assert [row.user for row in seat.participations.all()] == [participation.user]


def test_values_counts_and_slices_too():
    board = make_board()
    for _ in range(3):
        make_school(board=board)
    names = kept.Question(lambda board: School.objects.filter(board=board).order_by("name").values_list("name")[:2])
    counts = kept.Question(lambda board: School.objects.filter(board=board).values("board").annotate(n=Count("pk")))

    assert names(board.pk) == list(School.objects.filter(board=board).order_by("name").values_list("name")[:2])
    assert counts(board.pk) == [{"board": board.pk, "n": 3}]


def test_more_numbers_stay_in_their_own_place():
    one = a_participation()
    question = kept.Question(lambda user, seat: Participation.objects.filter(seat=seat, user=user))

    assert question(one.user_id, one.seat_id) == [one]
    assert question(one.seat_id + 10_000, one.seat_id) == []


@pytest.mark.parametrize("value", ["1", 1.0, None, True, [1]])
def test_only_numbers_go_in(value):
    with pytest.raises(TypeError, match="Only numbers"):
        kept.Question(schools)(value)


def test_a_number_that_the_question_does_not_use_is_a_mistake():
    with pytest.raises(TypeError, match="doesn't use 1 of its 2"):
        kept.Question(lambda board, other: School.objects.filter(board=board))(1, 2)


def test_what_changed_since_is_seen():
    school = make_school()
    question = kept.Question(lambda board: School.objects.filter(board=board).annotate(of=F("board__name")))

    question(school.board_id)
    School.objects.filter(pk=school.pk).update(name="Anders")

    assert [row.name for row in question(school.board_id)] == ["Anders"]


@pytest.mark.django_db(transaction=True)
def test_each_thread_asks_over_its_own_connection():
    boards = [make_school().board for _ in range(4)]
    question = kept.Question(schools)

    def ask(board):
        try:
            return [row.board_id for row in question(board.pk)]
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(ask, boards)) == [[board.pk] for board in boards]
