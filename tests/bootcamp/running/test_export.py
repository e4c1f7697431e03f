"""The spreadsheet, read back as a spreadsheet program reads it."""

from io import BytesIO

import pytest
from django.utils import timezone
from openpyxl import load_workbook

from bootcamp.running.views import export
from bootcamp.seats.models import Attendance
from tests.bootcamp.running.staff import a_seat, page, sign_in
from tests.factories import make_board, make_bootcamp

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff(client):
    sign_in(client)
    return client


def table(response):
    sheet = load_workbook(BytesIO(response.content)).active
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def test_a_row_for_each_school(staff):
    bootcamp = make_bootcamp(title="Najaar 2027, groep Zuid!")
    seat = a_seat(
        bootcamp,
        "De Vuurvlinder",
        board=make_board(name="Kleurrijk"),
        first_name="Marit",
        last_name="de Boer",
        email="marit@voorbeeld.test",
    )
    first = bootcamp.work_sessions.get(number=1)
    fields = {"participation": seat.participations.get(), "noted_at": timezone.now()}
    Attendance.objects.create(session=first, state=Attendance.State.PRESENT, **fields)

    response = staff.get(page("excel", bootcamp))

    headings, row = table(response)
    assert response["Content-Type"] == export.XLSX
    assert response["Content-Disposition"] == 'attachment; filename="najaar-2027-groep-zuid.xlsx"'
    assert headings == [*export.HEADINGS, "sessie 1", "sessie 2"]
    enrolled = timezone.localtime(seat.enrolled_at).strftime("%d-%m-%Y %H:%M")
    assert row == [
        *("De Vuurvlinder", "Almere", seat.school.brin, "Kleurrijk", "Marit de Boer", "marit@voorbeeld.test"),
        *(enrolled, None, "aanwezig", None),
    ]


def test_only_what_the_filters_show(staff):
    bootcamp = make_bootcamp()
    a_seat(bootcamp, "De Regenbui")
    a_seat(bootcamp, "De Tolbrug")

    rows = table(staff.get(page("excel", bootcamp), {"zoek": "tolbrug"}))

    assert [row[0] for row in rows[1:]] == ["De Tolbrug"]


@pytest.mark.parametrize(
    ("name", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+31 6", "'+31 6"),
        ("-2", "'-2"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("  =1", "'  =1"),
        ("\t=1", "'\t=1"),
        ("'t Hart-van den Äkker 😀", "'t Hart-van den Äkker 😀"),
        ("bel\x07", "bel"),
    ],
)
def test_no_cell_starts_a_formula(staff, name, cell):
    bootcamp = make_bootcamp()
    a_seat(bootcamp, name)

    rows = load_workbook(BytesIO(staff.get(page("excel", bootcamp)).content)).active

    assert rows["A2"].value == cell
    assert rows["A2"].data_type == "s"


def test_nothing_financial_is_in_it(staff):
    rows = table(staff.get(page("excel", make_bootcamp(sessions=0))))

    assert rows == [
        ["school", "plaats", "BRIN", "bestuur", "deelnemers", "e-mailadressen", "aangemeld op", "afgemeld op"]
    ]


@pytest.mark.parametrize("how_many", [1, 3])
def test_the_export_takes_no_more_queries_for_more_schools(staff, how_many, django_assert_num_queries):
    bootcamp = make_bootcamp()
    for number in range(how_many):
        a_seat(bootcamp, f"School {number}")

    with django_assert_num_queries(11):
        rows = table(staff.get(page("excel", bootcamp)))

    assert len(rows) == 1 + how_many
