"""The engine beside a second reading of the same rules."""

from fractions import Fraction

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from calculator.answers.bereken import bereken
from calculator.engine.amounts import cents
from calculator.engine.household import Leeftijdsgroep
from calculator.engine.steps import Stappen
from calculator.rules import loonheffing
from calculator.rules.eigen_woning import own_home
from calculator.rules.inkomstenbelasting import Taxpayer, TaxValues, assess, with_home, work_credits
from calculator.rules.verdeling_eigen_woning import share_out
from tests.calculator import naive
from tests.calculator.documents import TEACHER, alone, with_wage

STILL = Stappen.geen()
ONDER = Leeftijdsgroep.ONDER_AOW
WAGES = st.integers(0, 160_000 * 100).map(lambda amount: Fraction(amount, 100))


@given(st.integers(0, 11_000 * 100), st.booleans())
def test_month_tax(wage, credit):
    values = loonheffing.TableValues.in_year(2026)

    withheld = loonheffing.loonheffing_maand(cents([wage]), groep=ONDER, credit=credit, values=values, stap=STILL)

    assert withheld.loonheffing[0] == 100 * naive.month_tax(Fraction(wage, 100), credit=credit)


@given(WAGES, st.integers(0, 50_000), st.booleans())
def test_income_tax_of_someone_alone(wage, other, has_child):
    person = {"wage": {"taxable_year": float(wage)}, "pension": "none", "other_income_year": other}
    children = [{"birth_date": "2018-01-01"}] if has_child else []

    result = bereken(alone(person, children=children))["results"][0]

    assert result["people"][0]["income_tax"]["due"] == naive.income_tax(wage, other, combination=has_child)


@given(st.integers(0, 40))
def test_gross_pay_and_premium_of_a_teacher(hours):
    factor = Fraction(hours, 40)
    salary, holiday, year_end = naive.gross_year(factor)
    october = naive.half_up(Fraction("302.50") * factor)

    person = bereken(alone(hours=[hours]))["results"][0]["people"][0]

    assert person["gross_year"] == float(salary + holiday + year_end + october)
    assert person["payroll"]["holiday_pay_gross"] == float(holiday)
    assert person["payroll"]["year_end_gross"] == float(year_end)
    assert person["pension_premium_year"] == float(naive.abp_year(factor))
    taxable = Fraction(str(person["taxable_wage_year"]))
    assert person["income_tax"]["due"] == naive.income_tax(taxable)


@given(st.integers(1, 9000), st.integers(1, 40), st.integers(0, 40))
def test_a_payslip_grows_in_proportion_to_the_hours(month, hours, asked):
    wage = {"month": month, "hours": hours, "fulltime_hours": 40}

    result = bereken(with_wage(wage, pension="none", hours=[asked]))["results"][0]

    assert result["people"][0]["payroll"]["gross_month"] == float(naive.half_up(Fraction(month * asked, hours)))


def test_what_four_more_hours_bring_a_teacher_in_lb_8():
    """Own arithmetic beside the sources: without the October allowance about 6,339 gross and 5,981 taxable."""
    before, after = (result["people"][0] for result in bereken(alone(hours=[28, 32]))["results"])

    october = after["payroll"]["allowance_gross"] - before["payroll"]["allowance_gross"]
    assert round(after["gross_year"] - before["gross_year"] - october) == 6339
    assert round(after["taxable_wage_year"] - before["taxable_wage_year"] - october) == 5981
    assert october == 30.25
    assert TEACHER["wage"]["step"] == 8


def couple(first, second):
    return [
        Taxpayer(ONDER, False, cents([[100 * wage]]), cents([[100 * wage]]), cents([[0]]), cents([[0]]))
        for wage in (first, second)
    ]


@given(
    st.integers(0, 130_000),
    st.integers(0, 130_000),
    st.integers(0, 1_500_000),
    st.integers(0, 40_000),
    st.booleans(),
)
def test_no_other_split_of_a_home_costs_a_couple_noticeably_less(first, second, woz, interest, young_child):
    values = TaxValues.in_year(2026)
    people = couple(first, second)
    home = own_home(cents([[100 * woz]]), cents([[100 * interest]]), waarden=values.woning, stap=STILL)
    credits = work_credits(people, young_child=young_child, oldest=0, values=values, stap=STILL)

    chosen = assess(share_out(people, credits, home, values=values, stap=STILL), credits, values=values, stap=STILL)

    balance = home.balance.item()
    tried = np.linspace(0, balance, 401).astype(np.int64)[None] // 100 * 100
    costs = home.costs * tried // (balance or 1) if balance else np.zeros_like(tried)
    other_costs = home.costs - costs if balance else costs
    every = assess(
        with_home(people, [tried, balance - tried], [costs, other_costs]), credits, values=values, stap=STILL
    )
    total = (chosen[0].due + chosen[1].due).item()
    assert total <= (every[0].due + every[1].due).min() + 600
