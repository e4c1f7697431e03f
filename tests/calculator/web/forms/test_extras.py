"""What only some need: from when on, a bonus, a fixed amount once a year, leave from 57 on, travel by the agreement."""

import pytest

from calculator.answers.bereken import bereken
from calculator.web.forms.answers import STEPS
from tests.calculator.web.forms.typed import answers, elsewhere, gross, in_sector, no_partner, on_pay, rest, work


def document(*steps):
    typed = answers(*steps)
    assert typed.first_wrong is None, typed.form(typed.first_wrong).errors
    return typed.document()


def errors(*steps):
    typed = answers(*steps)
    assert typed.first_wrong is not None
    return {name: list(said) for name, said in typed.form(typed.first_wrong).errors.items()}


def test_a_start_in_the_year_is_said_as_the_engine_asks_it():
    assert document(work(start="8"))["start"] == {"from": "2026-08-01"}
    assert document(work(start="12"))["start"] == {"from": "2026-12-01"}


@pytest.mark.parametrize("chosen", ["year", ""])
def test_who_says_nothing_works_those_hours_all_year(chosen):
    assert "start" not in document(work(start=chosen))


def test_a_month_that_is_none_is_refused():
    assert errors(work(start="13")) == {"start": ["Kies een van de mogelijkheden."]}


def test_a_bonus_is_gross_a_year():
    (person,) = document(work(bonus="2.000"))["people"]

    assert person["extra_hours_bonus"] == {"gross_year": 2000}
    assert "extra_hours_bonus" not in document(work(bonus="0"))["people"][0]


@pytest.mark.parametrize(
    ("kind", "month", "pensionable"), [("december", 12, True), ("october", 10, False), ("allowance", 12, False)]
)
def test_a_fixed_amount_counts_in_proportion_to_the_hours(kind, month, pensionable):
    asked = document(gross("3.000", fixed=kind, fixed_amount="1.000"))
    (fixed,) = asked["people"][0]["wage"]["fixed_yearly"]

    assert (fixed["fulltime"], fixed["month"], fixed["pensionable"]) == (1000, month, pensionable)
    now, wish = bereken(asked)["results"]
    without = bereken(document(gross("3.000")))["results"]
    assert now["people"][0]["gross_year"] - without[0]["people"][0]["gross_year"] == pytest.approx(700)
    assert wish["people"][0]["gross_year"] - without[1]["people"][0]["gross_year"] == pytest.approx(800)
    premium = now["people"][0]["pension_premium_year"] - without[0]["people"][0]["pension_premium_year"]
    assert (premium > 0) is pensionable


def test_the_amount_is_asked_once_a_kind_was_chosen():
    assert errors(work(fixed="december")) == {
        "fixed_amount": ["Vul in hoeveel dat bij een volledige baan is, bruto per jaar."]
    }
    assert "fixed_yearly" not in document(work(fixed="none", fixed_amount="onzin"))["people"][0]["wage"]


def test_an_october_allowance_that_was_entered_is_not_left_out_any_more():
    top = work(step="12")

    def parts(*steps):
        return {part["part"] for part in bereken(document(*steps))["left_out"]}

    assert "toelage" in parts(top)
    assert "toelage" not in parts({**top, "work-fixed": "october", "work-fixed_amount": "1.000"})


@pytest.mark.parametrize("share", [40, 50])
def test_the_own_share_of_the_leave_goes_off_the_pay(share):
    asked = document(work(leave=str(share), birth_year="1965"))

    assert asked["people"][0]["wage"]["leave_57"] == {"own_share_percent": share}
    with_it, without = (
        bereken(one)["results"][0]["people"][0]["gross_year"] for one in (asked, document(work(birth_year="1965")))
    )
    assert with_it < without


def test_the_leave_asks_for_an_age():
    assert errors(work(leave="50")) == {"birth_year": ["Vul je geboortejaar in. Dit verlof is er vanaf 57 jaar."]}
    assert errors(work(leave="50", birth_year="1970")) == {
        "leave": ["Dit verlof is er vanaf 57 jaar. Ben je in 1970 geboren? Kies dan “Nee”."]
    }
    assert "leave_57" in document(work(leave="50", birth_year="1969"))["people"][0]["wage"]


@pytest.mark.parametrize("typed", [in_sector("kinderopvang", "6-15"), elsewhere("3.000"), on_pay("zorg")])
def test_that_leave_is_of_primary_education(typed):
    (person,) = document({**typed, "work-leave": "50", "work-birth_year": "1960"})["people"]

    assert "leave_57" not in person["wage"]


@pytest.mark.parametrize(
    ("typed", "paid", "reimbursement"),
    [
        (work(), "", "cao_po"),
        (gross("3.000"), "", "cao_po"),
        (work(), "0,12", 0.12),
        (work(), "0", 0),
        (in_sector("vo", "LC-8"), "", None),
        (elsewhere("3.000"), "", None),
        (on_pay("zorg"), "", None),
    ],
)
def test_travel_is_paid_as_the_agreement_of_primary_education_says_unless_someone_says_otherwise(
    typed, paid, reimbursement
):
    (person,) = document(typed, no_partner(), rest(km="20", km_cost="0,30", km_paid=paid))["people"]

    assert person["commute"]["reimbursement_per_km"] == reimbursement


def test_the_field_of_travel_says_what_stands_in_for_an_answer():
    said = answers(work(), rest()).form(STEPS[-1]).fields["km_paid"].help_text.replace("\xa0", " ")

    assert "In het basisonderwijs nemen we de cao: € 0,18 per km, vanaf 5 tot 25 km." in said


@pytest.mark.parametrize("sector", ["kinderopvang", "zorg"])
def test_kinderopvang_and_zorg_have_their_own_week_and_fund(sector):
    (person,) = document(on_pay(sector, "2.700"), no_partner(), rest(pension="abp"))["people"]

    assert person["wage"] == {
        "month": 2700, "hours": 28, "fulltime_hours": 36, "holiday_percent": 8, "year_end_percent": 8.33,
    }  # fmt: skip
    assert (person["pension"], person["paww"]) == ("pfzw", sector == "kinderopvang")


def test_their_full_week_bounds_the_hours_and_is_not_asked():
    assert errors(on_pay("zorg", now="38")) == {
        "hours_now": ["38 uur per week kan niet. Vul een getal in van 0 tot en met 36."]
    }
    assert document(on_pay("zorg", fulltime_hours="onzin"))["people"][0]["wage"]["fulltime_hours"] == 36


def test_a_share_of_a_full_week_is_asked_back_in_hours_of_that_week():
    assert errors(on_pay("zorg", now="50%")) == {
        "hours_now": ["Bedoel je 50 procent van een volle week? Dat is 18 uur. Vul dan 18 in."]
    }


@pytest.mark.parametrize(
    ("changes", "is_open"),
    [
        ({}, False),
        ({"start": "year", "fixed": "none", "leave": "none", "bonus": ""}, False),
        ({"start": "8"}, True),
        ({"bonus": "veel"}, True),
        ({"fixed": "december"}, True),
    ],
)
def test_the_fold_is_open_where_something_in_it_was_filled_in(changes, is_open):
    form = answers(work(**changes)).form(STEPS[0])
    form.is_valid()

    assert form.asks_more is is_open
