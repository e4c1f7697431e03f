"""The board: its schools by alphabet, the year report, and what it doesn't see, each sentence proven."""

import io
from datetime import timedelta
from decimal import Decimal

import pikepdf
import pytest
from bs4 import BeautifulSoup
from django.apps import apps
from django.db import models
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from bootcamp.results import actions, board_sheets, months, reports, unseen, years
from bootcamp.results.models import Expansion, ResultMonth, ResultStart, StillAnswer
from portal.people.access import Role
from portal.people.models import User
from tests.bootcamp.plan.test_papers import shown
from tests.factories import (
    make_board,
    make_bootcamp,
    make_plan,
    make_school,
    make_seat,
    make_second_step,
    make_thread,
    make_user,
)
from tests.jobs import do_all_jobs

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
YEAR = years.year_of(TODAY)
# Every school year has begun with it, and what is for good stays after that.
FIRST = years.first_day(YEAR)


def count(school, month=FIRST, **values):
    director = school.people.first() or make_user(Role.DIRECTOR, schools=[school])
    values = {name: Decimal(value) if "hours" in name else value for name, value in values.items()}
    now = timezone.now()
    actions.count(school=school, month=month, values={"starts": month, **values}, part_timers=20, by=director, now=now)


@pytest.fixture
def board():
    board = make_board(name="Scholengroep De Linde")
    for name, more in (("De Boom", 3), ("Het Anker", 1), ("De Zon", 0)):
        school = make_school(board=board, name=name)
        count(school, approached=5, talks=4, kept=1, kept_hours=2, **hours(more))
    make_school(board=board, name="Zonder cijfers")
    return board


def hours(more):
    return {"permanent": more, "permanent_hours": 4 * more} if more else {}


@pytest.fixture
def leader(board):
    leader = make_user(Role.BOARD, board=board)
    make_second_step(leader)
    return leader


def page_of(client, leader, year=YEAR):
    client.force_login(leader)
    return client.get(reverse("bootcamp:board_results_of_year", args=[leader.board_id, year]))


def test_the_schools_stand_by_alphabet_and_add_up(client, leader):
    page = BeautifulSoup(page_of(client, leader).text, "html.parser")

    rows = [[cell.get_text(" ", strip=True) for cell in row.select("td")] for row in page.select("tbody tr")]
    names = [row.a.get_text() for row in page.select("tbody tr th")]
    assert names == ["De Boom", "De Zon", "Het Anker", "Zonder cijfers"]
    assert rows[0][:6] == ["5", "4", "3", "1", "0", "+\xa012"]
    assert rows[3] == ["niet ingevuld"]
    figures = [cell.get_text(" ", strip=True) for cell in page.select(".figures dd")]
    assert figures == ["3 van de 4", "15", "4", "+\xa016 uur"]


def test_page_workbook_and_year_report_say_the_same(client, leader, board):
    sheet = board_sheets.of(board, year=YEAR, today=TODAY)
    client.force_login(leader)

    file = client.get(reverse("bootcamp:board_excel", args=[board.pk, YEAR]))
    paper = reports.render(sheet, today=TODAY)

    rows = [[cell.value for cell in row] for row in load_workbook(io.BytesIO(file.content)).worksheets[0]]
    assert [row[0] for row in rows[1:]] == ["De Boom", "De Zon", "Het Anker", "Zonder cijfers"]
    assert sum(row[6] for row in rows[1:4]) == sheet.more == 4
    assert sum(row[9] for row in rows[1:4]) == 16
    read = " ".join(shown(paper).split())
    assert "3 van de 4" in read
    assert "+ 16 uur" in read.replace("\xa0", " ")
    with pikepdf.open(io.BytesIO(paper)) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert "pdfuaid" in pdf.Root.Metadata.read_bytes().decode()


def test_the_year_report_is_asked_for_made_and_fetched(client, leader, board):
    client.force_login(leader)
    here = reverse("bootcamp:board_paper", args=[board.pk, YEAR])

    client.post(here)
    do_all_jobs()
    page = client.get(here).text
    file = client.get(reverse("bootcamp:board_paper_file", args=[board.pk, YEAR]))

    assert "De PDF is klaar" in page
    assert file.content.startswith(b"%PDF")
    count(board.schools.get(name="De Zon"), months.later(FIRST, 1), approached=1, talks=0)
    assert "De PDF is klaar" not in client.get(here).text


def test_another_year_has_its_own_numbers(client, leader):
    page = page_of(client, leader, YEAR - 1).text

    assert page.count("niet ingevuld") == 4
    assert page_of(client, leader, YEAR + 1).status_code == 404
    assert page_of(client, leader, 1900).status_code == 404


def test_schools_are_compared_in_a_range_and_from_five_on(board):
    def comparison():
        return board_sheets.of(board, year=YEAR, today=TODAY).comparison

    assert comparison() == ""
    for number in range(4):
        count(make_school(board=board, name=f"Erbij {number}"), **hours(number))

    assert "werkt tussen 0 en 15 procent" in comparison()
    assert "De Boom" not in comparison()


def test_the_page_costs_the_same_however_many_schools(client, leader, board, django_assert_max_num_queries):
    page_of(client, leader)
    with django_assert_max_num_queries(20) as few:
        page_of(client, leader)
    for number in range(8):
        count(make_school(board=board, name=f"Erbij {number}"), **hours(1))

    with django_assert_max_num_queries(len(few)):
        assert "Erbij 7" in page_of(client, leader).text


def test_another_board_sees_nothing_of_it(client, board):
    other = make_user(Role.BOARD, board=make_board())
    make_second_step(other)
    client.force_login(other)

    for name in ("board_results_of_year", "board_excel", "board_paper"):
        assert client.get(reverse(f"bootcamp:{name}", args=[board.pk, YEAR])).status_code == 404


# What a board sees and doesn't: each sentence has a proof, and a sentence without one fails.


def sees_results(client, leader):
    return "De Boom" in page_of(client, leader).text


def sees_attendance(client, leader):
    seat = make_seat(director=make_user(Role.DIRECTOR, schools=[leader.board.schools.first()]))
    client.force_login(leader)
    return seat.school.name in client.get(reverse("bootcamp:my_bootcamp"), follow=True).text


def a_plan(leader, **fields):
    school = leader.board.schools.first()
    return make_plan(seat=make_seat(director=make_user(Role.DIRECTOR, schools=[school])), **fields)


def opens(client, leader, address):
    client.force_login(leader)
    return client.get(address).status_code == 200


def sees_shared(client, leader):
    return opens(client, leader, a_plan(leader, for_board="lezen").get_absolute_url())


def sees_names(client, leader):
    """There is no place for one: no text in what is counted, and the only people are who filled it in."""
    fields = [field for model in (ResultMonth, Expansion, StillAnswer, ResultStart) for field in model._meta.fields]
    people = {field.name for field in fields if field.related_model is User}
    texts = [field.name for field in fields if isinstance(field, models.CharField | models.TextField)]
    return bool(texts) or people != {"entered_by"}


def sees_calculator(client, leader):
    """No table of the calculator knows a person, a school or a board, but who released values."""
    known = {
        field.related_model._meta.label
        for label in ("web", "batch")
        for model in apps.get_app_config(label).get_models()
        for field in model._meta.fields
        if field.related_model
    }
    return bool(known & {"people.User", "people.School", "people.Board"})


def sees_evaluation(client, leader):
    bootcamp = make_seat(bootcamp=make_bootcamp(starts_on=TODAY - timedelta(days=60))).bootcamp
    return opens(client, leader, reverse("bootcamp:staff_outcomes", args=[bootcamp.pk]))


def sees_plan(client, leader):
    return opens(client, leader, a_plan(leader).get_absolute_url())


def sees_talks(client, leader):
    return opens(client, leader, reverse("bootcamp:thread", args=[make_thread().pk]))


def sees_others(client, leader):
    other = make_school(name="Van een ander")
    count(other, **hours(2))
    return opens(client, leader, reverse("bootcamp:results", args=[other.pk]))


PROOFS = {
    **{"results": sees_results, "attendance": sees_attendance, "shared": sees_shared, "names": sees_names},
    **{"calculator": sees_calculator, "evaluation": sees_evaluation, "plan": sees_plan, "talks": sees_talks},
    "others": sees_others,
}


@pytest.mark.parametrize("sentence", [*unseen.SEEN, *unseen.UNSEEN])
def test_each_sentence_about_what_a_board_sees_is_true(client, leader, sentence):
    assert PROOFS[sentence](client, leader) is (sentence in unseen.SEEN)


def test_the_page_says_each_sentence(client, leader):
    client.force_login(leader)

    page = client.get(reverse("bootcamp:board_unseen")).text

    sentences = [*unseen.SEEN.values(), *unseen.UNSEEN.values()]
    assert len(sentences) == len(PROOFS)
    assert [sentence for sentence in sentences if sentence not in page] == []
