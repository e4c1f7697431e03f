"""What a payslip says in its own way is asked back with the hours worked out, never counted as something else."""

from decimal import Decimal

import pytest

from calculator.web.forms.answers import BY_SLUG
from calculator.web.forms.parsing import read_share
from tests.calculator.web.forms.typed import answers, elsewhere, gross, in_sector, partner, work

FACTOR = "Bedoel je werktijdfactor 0,7? Dat is 28 uur. Vul dan 28 in."


def errors(name, *typed):
    asked = answers(*typed, year=2026)
    return asked.form(BY_SLUG[name]).errors


@pytest.mark.parametrize(
    ("typed", "question"),
    [
        ("0,7", FACTOR),
        ("0.7", FACTOR),
        ("0,7000", FACTOR),
        ("wtf 0,7", FACTOR),
        ("0,7 fte", FACTOR),
        ("WTF: 0,7000", FACTOR),
        ("werktijdfactor 0,70", FACTOR),
        ("0,7 uur", FACTOR),
        ("70%", "Bedoel je 70 procent van een volle week? Dat is 28 uur. Vul dan 28 in."),
        ("70 procent", "Bedoel je 70 procent van een volle week? Dat is 28 uur. Vul dan 28 in."),
        ("3 dagen", "Bedoel je 3 dagen van 8 uur? Dat is 24 uur. Vul dan 24 in."),
        ("3,5 dag", "Bedoel je 3,5 dagen van 8 uur? Dat is 28 uur. Vul dan 28 in."),
        ("1 dag", "Bedoel je 1 dag van 8 uur? Dat is 8 uur. Vul dan 8 in."),
        ("1,0000", "Bedoel je werktijdfactor 1? Dat is 40 uur. Vul dan 40 in."),
        ("0,7234", "Bedoel je werktijdfactor 0,7234? Dat is 28,94 uur. Vul dan 28,94 in."),
    ],
)
@pytest.mark.parametrize("field", ["hours_now", "hours_wish"])
def test_a_part_of_a_week_is_asked_back(typed, question, field):
    named = {"hours_now": {"now": typed}, "hours_wish": {"wish": typed}}[field]

    assert errors("werk", work(**named))[field] == [question]


def test_the_full_week_is_that_of_the_employer():
    assert "Dat is 25,2 uur." in errors("werk", elsewhere("2.600", now="0,7", fulltime_hours="36"))["hours_now"][0]
    assert "Dat is 25,2 uur." in errors("werk", in_sector("kinderopvang", "6-10", now="70%"))["hours_now"][0]


def test_the_partner_is_asked_too():
    assert errors("partner", work(), partner(hours="0,8"))["hours"] == [
        "Bedoel je werktijdfactor 0,8? Dat is 32 uur. Vul dan 32 in."
    ]


HOURS = ["1", "0", "28", "28,5", "7", "28 uur", "2 of 3 dagen", "170%", "wtf 28", "9 dagen", "0,"]


@pytest.mark.parametrize("typed", HOURS)
def test_nothing_else_is_taken_for_a_part_of_a_week(typed):
    assert read_share(typed, Decimal(40)) is None


ASKED = (
    "Is €\u00a04.500 het loon van een volledige baan? Dan is het voor 4 uur €\u00a0450. Nu rekenen we met "
    "€\u00a045.000 voor een volledige baan. Klopt het toch? Ga dan gewoon verder."
)


def test_full_time_pay_beside_part_time_hours_is_asked_back_once():
    typed = gross("4.500", now="4")
    asked = answers(typed, year=2026)
    form = asked.form(BY_SLUG["werk"])

    assert form.errors == {"month": [ASKED]}
    again = form["sure"].value()
    assert errors("werk", {**typed, "work-sure": again}) == {}
    other = {**typed, "work-hours_now": "5", "work-sure": again}
    assert list(errors("werk", other)) == ["month"]


def test_so_is_that_of_the_partner():
    typed = partner(month="4.500", hours="4")
    form = answers(work(), typed, year=2026).form(BY_SLUG["partner"])

    assert form.errors == {"month": [ASKED]}
    assert errors("partner", work(), {**typed, "partner-sure": form["sure"].value()}) == {}


@pytest.mark.parametrize(("month", "now"), [("4.500", "40"), ("4.500", "18"), ("12.000", "40"), ("450", "4")])
def test_usual_pay_is_not_asked_back(month, now):
    assert errors("werk", gross(month, now=now)) == {}
