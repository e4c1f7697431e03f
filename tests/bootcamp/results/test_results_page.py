"""The page with what came of it, the spreadsheet, and the beads of the plan that move by it."""

import io
from decimal import Decimal

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from bootcamp.plan import papers, sheets
from bootcamp.plan.models import Plan
from bootcamp.results import actions, months
from portal.people.access import Role
from tests.bootcamp.plan.test_papers import shown
from tests.bootcamp.results.counted import last_month
from tests.factories import make_board, make_plan, make_school, make_seat, make_second_step, make_user

pytestmark = pytest.mark.django_db


def count(seat, ago=1, **values):
    month = last_month(ago)
    values = {name: Decimal(value) if "hours" in name else value for name, value in values.items()}
    actions.count(
        school=seat.school,
        month=month,
        values={"starts": month, **values},
        part_timers=20,
        by=seat.enrolled_by,
        now=timezone.now(),
    )


@pytest.fixture
def seat():
    seat = make_seat()
    make_plan(seat=seat, answers={"part_timers": "20", "more_hours": "4"})
    return seat


def results(client, seat, user=None):
    client.force_login(user or seat.enrolled_by)
    return client.get(reverse("bootcamp:results", args=[seat.school_id]))


def test_the_beads_of_the_plan_move_by_real_results_on_page_and_poster(client, seat):
    count(seat, 2, permanent=2, permanent_hours=8)
    count(seat, 1, temporary=1, temporary_hours=4, until=months.last_day(last_month(-5)))

    plan = Plan.objects.for_reading().get()
    sheet = sheets.of(plan)

    assert sheet.beads.count("board-bead-half-rim") == 1
    assert sheet.beads.count("board-bead-wish") == 1
    assert "3 werken nu meer" in sheet.beads
    assert "Nu werken er 3 meer, 1 van hen tijdelijk." in sheet.benchmark
    client.force_login(seat.enrolled_by)
    assert "Nu werken er 3 meer" in client.get(plan.get_absolute_url()).text
    assert "Nu werken er 3 meer" in " ".join(
        shown(papers.render(sheet, version=1, made_on=timezone.localdate())).split()
    )


def test_what_was_for_a_while_leaves_the_plan_when_it_ends(seat):
    count(seat, 1, temporary=1, temporary_hours=4, until=months.last_day(last_month(-1)))
    assert Plan.objects.get().more_for_now == 1

    actions.renew_plans(today=last_month(-2))

    assert Plan.objects.get().more_for_now == 0


def test_a_board_and_hpp_see_the_exact_numbers_and_another_board_sees_nothing(client, seat):
    count(seat, permanent=1, permanent_hours=4)
    board, other, hpp = (
        make_user(Role.BOARD, board=seat.school.board),
        make_user(Role.BOARD, board=make_board()),
        make_user(Role.HPP),
    )
    for user in (board, other, hpp):
        make_second_step(user)

    seen_by_board = results(client, seat, board)
    seen_by_hpp = results(client, seat, hpp)

    assert "+\xa04" in seen_by_board.text
    assert "+\xa04" in seen_by_hpp.text
    assert "Tel deze maand" not in seen_by_board.text
    assert results(client, seat, other).status_code == 404
    assert results(client, make_seat(), seat.enrolled_by).status_code == 404


def test_the_table_and_the_spreadsheet_say_the_same(client, seat):
    count(seat, 3, approached=6, talks=4, permanent=2, permanent_hours=9, kept=1, kept_hours=2)
    count(seat, 1, fewer=1, fewer_hours=4)

    page = BeautifulSoup(results(client, seat).text, "html.parser")
    file = client.get(reverse("bootcamp:results_excel", args=[seat.school_id]))

    rows = [[cell.get_text(strip=True) for cell in row.select("td")] for row in page.select("tbody tr")]
    assert rows == [
        ["6", "4", "2", "1", "0", "0", "+\xa09", "2"],
        ["niet ingevuld"],
        ["0", "0", "0", "0", "1", "0", "−\xa04", "2"],
    ]
    sheet = load_workbook(io.BytesIO(file.content)).worksheets[0]
    numbers = [[row[at].value for at in (1, 2, 3, 7, 9, 13)] for row in sheet.iter_rows(min_row=2)]
    assert numbers == [[6, 4, 2, 1, 0, 9], ["niet ingevuld", None, None, None, None, None], [0, 0, 0, 0, 1, 5]]


def test_no_cell_of_the_spreadsheet_starts_a_formula(client):
    school = make_school(name='=HYPERLINK("http://kwaad.example")')
    seat = make_seat(director=make_user(Role.DIRECTOR, schools=[school]))
    count(seat)
    client.force_login(seat.enrolled_by)

    file = client.get(reverse("bootcamp:results_excel", args=[school.pk]))

    cells = [cell.value for sheet in load_workbook(io.BytesIO(file.content)) for row in sheet for cell in row]
    assert any("HYPERLINK" in str(cell) for cell in cells)
    assert [cell for cell in cells if str(cell).startswith(("=", "+", "@"))] == []


def test_a_school_that_counted_nothing_is_not_zero(client, seat):
    page = results(client, seat).text

    assert "Nog geen maand geteld" in page
    assert "<dt>" not in page.split("<main")[1].split("</main>")[0]
