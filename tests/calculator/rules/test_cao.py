"""Pay tables of three agreements: which years they have, what they pay, and what they say when they have nothing."""

from datetime import date
from math import ceil

import numpy as np
import pytest

from calculator.answers.bereken import bereken
from calculator.engine.values import Zekerheid, parse
from calculator.household.intake.faults import Faults
from calculator.rules import minimumloon
from calculator.rules.cao import CAOS, Cao, CaoWaarden, TabelWaarden
from tests.calculator.documents import with_wage

ENTER_GROSS = 'Vul in plaats daarvan je brutoloon in: {"month", "hours", "fulltime_hours"}, zoals op je loonstrook.'

NO_TABLE = "geen salaristabel van het hele jaar."


def paid(cao, scale, step, hours, *, year, **changes):
    wage = {"cao": cao, "scale": scale, "step": step, "hours": hours}
    return bereken(with_wage(wage, pension="none", year=year, **changes))["results"][0]["people"][0]


def faults(cao, scale, step, hours=20, *, year, pension="none"):
    wage = {"cao": cao, "scale": scale, "step": step, "hours": hours}
    with pytest.raises(Faults) as wrong:
        bereken(with_wage(wage, pension=pension, year=year))
    return {fault.path: fault.message for fault in wrong.value.faults}


def test_each_agreement_has_the_years_of_which_every_month_was_found():
    years = {name: [year for year in range(2020, 2029) if cao.scales(year)] for name, cao in CAOS.items()}

    assert years == {
        "po": [2021, 2022, 2023, 2024, 2025, 2026],
        "vo": [2022, 2023, 2024, 2025, 2026],
        "kinderopvang": [2023, 2024, 2025, 2026],
    }


def test_scales_and_steps_are_those_that_last_the_whole_year():
    assert list(CAOS["po"].scales(2021)) == [f"OOP{number}" for number in range(1, 11)]
    assert CAOS["po"].scales(2021)["OOP8"] == range(1, 14)
    assert CAOS["po"].scales(2026) == dict.fromkeys(["LB", "LC", "LD", "LE"], range(1, 13))
    assert CAOS["vo"].scales(2024) == CAOS["po"].scales(2024)
    assert CAOS["kinderopvang"].scales(2023) == {"6": range(9, 22)}
    assert CAOS["kinderopvang"].scales(2025)["3"] == range(5, 15)
    assert CAOS["kinderopvang"].scales(2026)["3"] == range(8, 15)
    assert "1" not in CAOS["kinderopvang"].scales(2026)


@pytest.mark.parametrize(
    ("year", "salary", "extra", "published"),
    [
        (2025, 6 * 2519 + 6 * 2582, 1.135, 34_738),
        (2026, 8 * 2582 + 4 * 2621, 1.16, 36_121),
    ],
)
def test_childcare_pays_a_full_time_year_as_a_provider_published_it(year, salary, extra, published):
    person = paid("kinderopvang", "4", 9, 36, year=year)

    assert person["gross_year"] == pytest.approx(salary * extra, abs=0.01)
    assert person["gross_year"] == pytest.approx(published, abs=1.5)
    assert person["payroll"]["holiday_pay_gross"] == pytest.approx(salary * 0.08, abs=0.01)


TOTAL_REWARD = {
    # published monthly total reward, rounded up to ten euros, at steps 1, 10 and 12
    2022: {"LB": (3500, 4800, 5460), "LC": (3520, 5540, 6340), "LD": (3530, 6150, 7190)},
    2023: {"LB": (3850, 5280, 5990), "LC": (3870, 6090, 6960), "LD": (3880, 6770, 7890)},
}


@pytest.mark.parametrize("year", [2022, 2023])
@pytest.mark.parametrize("scale", ["LB", "LC", "LD"])
@pytest.mark.parametrize("place", [0, 1, 2])
def test_holiday_and_year_end_pay_and_the_binding_allowance_give_the_total_reward_of_the_ministry(year, scale, place):
    cao, step = CAOS["po"], (1, 10, 12)[place]
    terms, month = cao.terms.in_year(year), cao.tables.on(date(year, 7, 1)).cell(scale, step)
    percent = 100_000 + terms.vakantiegeld + terms.eindejaarsuitkering

    yearly = 12 * month * percent / 100_000 + cao.allowance(scale, step, year)

    assert ceil(yearly / 12 / 1000) * 10 == TOTAL_REWARD[year][scale][place]


def test_secondary_education_follows_primary_three_months_later_in_2024():
    before, after = (paid(cao, "LB", 12, 40, year=2024) for cao in ("vo", "po"))

    assert before["gross_year"] == pytest.approx(12 * 5030 * 1.1633 + 1591.09, abs=0.01)
    assert after["gross_year"] == pytest.approx((9 * 5030 + 3 * 5277) * 1.1633 + 1591.09, abs=0.01)


@pytest.mark.parametrize(
    ("cao", "year", "step", "allowance"),
    [
        ("po", 2022, 11, 500),
        ("po", 2022, 12, 2091.09),
        ("po", 2023, 11, 350),
        ("po", 2023, 12, 1941.09),
        ("po", 2024, 11, 0),
        ("po", 2024, 12, 1591.09),
        ("po", 2025, 11, 0),
        ("po", 2026, 11, 302.50),
        ("po", 2026, 12, 0),
        ("vo", 2022, 12, 1591.09),
        ("vo", 2023, 1, 350),
        ("vo", 2026, 1, 302.50),
    ],
)
def test_what_is_paid_apart_by_year_and_step(cao, year, step, allowance):
    assert paid(cao, "LB", step, 40, year=year)["payroll"]["allowance_gross"] == allowance
    assert paid(cao, "LB", step, 20, year=year)["payroll"]["allowance_gross"] == pytest.approx(allowance / 2, abs=0.006)


def test_support_staff_of_2021_has_the_year_end_pay_of_that_year():
    person = paid("po", "OOP4", 6, 20, year=2021)

    assert person["payroll"]["gross_month"] == 1088
    assert person["gross_year"] == pytest.approx(12 * 1088 * 1.145, abs=0.01)


def test_the_part_time_factor_has_four_digits_in_education_and_is_exact_in_childcare():
    assert paid("po", "LB", 1, 13.33, year=2026)["payroll"]["gross_month"] == round(3666 * 0.3333, 2)
    assert paid("kinderopvang", "6", 10, 13.33, year=2026)["payroll"]["gross_month"] == round(2681 * 13.33 / 36, 2)


@pytest.mark.parametrize(
    ("cao", "scale", "step", "year", "path", "message"),
    [
        ("po", "LB", 8, 2027, "wage.cao", f"Van de cao primair onderwijs hebben we voor 2027 {NO_TABLE}"),
        ("vo", "LB", 8, 2021, "wage.cao", f"Van de cao voortgezet onderwijs hebben we voor 2021 {NO_TABLE}"),
        ("kinderopvang", "6", 10, 2022, "wage.cao", f"Van de cao kinderopvang hebben we voor 2022 {NO_TABLE}"),
        ("po", "LB", 8, 2021, "wage.scale", "Van deze schaal kennen we in 2021 geen tabel."),
        ("po", "OOP4", 8, 2022, "wage.scale", "Van deze schaal kennen we in 2022 geen tabel. Kies uit LB, LC, LD, LE."),
        ("kinderopvang", "5", 10, 2024, "wage.scale", "Van deze schaal kennen we in 2024 geen tabel. Kies uit 6."),
        ("kinderopvang", "3", 7, 2026, "wage.step", "7 kan niet. Vul een trede in van 8 tot en met 14."),
        ("kinderopvang", "6", 9, 2024, "wage.step", "9 kan niet. Vul een trede in van 10 tot en met 23."),
    ],
)  # fmt: skip
def test_what_no_table_has_is_refused_by_name_with_what_can_be_typed_instead(cao, scale, step, year, path, message):
    by_path = faults(cao, scale, step, year=year)

    assert list(by_path) == [f"people[0].{path}"]
    assert by_path[f"people[0].{path}"].startswith(message)
    assert ENTER_GROSS in by_path[f"people[0].{path}"]


@pytest.mark.parametrize(
    ("year", "scale", "why"),
    [
        (2021, "OOP4", "De loonsverhoging van 2021 is pas eind 2021 afgesproken"),
        (2022, "LB", "De nieuwe schalen zijn pas in april 2022 afgesproken"),
    ],
)
@pytest.mark.parametrize("pension", ["abp", "pfzw"])
def test_a_premium_over_a_wage_that_isnt_known_is_asked_for(year, scale, why, pension):
    by_path = faults("po", scale, 5, year=year, pension=pension)

    assert list(by_path) == ["people[0].pension"]
    assert by_path["people[0].pension"].startswith(why)
    assert '{"employee_premium_year": bedrag}' in by_path["people[0].pension"]


def test_with_the_premium_typed_the_old_year_is_answered():
    wage = {"cao": "po", "scale": "LB", "step": 5, "hours": 20}
    document = with_wage(wage, pension={"employee_premium_year": 1200}, year=2022)

    person = bereken(document)["results"][0]["people"][0]

    assert person["pension_premium_year"] == 1200
    assert person["payroll"]["gross_month"] == 1676


def test_childcare_workers_are_with_pfzw_and_teachers_with_abp_unless_they_say_otherwise():
    def premium(cao, scale, step, **person):
        wage = {"cao": cao, "scale": scale, "step": step, "hours": 36}
        document = {"year": 2026, "people": [{"birth_date": "1988-04-12", "wage": wage, **person}]}
        return bereken(document)["results"][0]["people"][0]["pension_premium_year"]

    assert premium("kinderopvang", "6", 10) == premium("kinderopvang", "6", 10, pension="pfzw") > 0
    assert premium("vo", "LB", 1) == premium("vo", "LB", 1, pension="abp") > 0


# --- the minimum wage under a table

BLOCK = {"bron": ["proef"], "zekerheid": "bevestigd"}


def cao_with(amounts, year):
    days = {"vanaf": date(year, 1, 1), "tot_en_met": date(year, 12, 31)}
    tables = parse(TabelWaarden, "proef", {"waarden": [{**BLOCK, **days, "marge": 0, "schalen": {"1": amounts}}]})
    terms = {"voltijd_uren": 40, "fonds": "abp", "vakantiegeld": 8, "eindejaarsuitkering": 0}
    values = parse(CaoWaarden, "proef", {"waarden": [{**BLOCK, **days, **terms}]})
    return Cao(
        key="proef", wet="Cao proef", sector="Proef", short="cao proef", slug="cao-proef", tables=tables, terms=values
    )


def test_an_amount_below_the_minimum_wage_is_lifted_in_each_half_of_the_year():
    cao = cao_with([2000, 2380, 2600], 2024)

    wage = cao.wage([("1", 1), ("1", 2), ("1", 3)], np.array([[4000]] * 3), year=2024, payroll_month=12)

    lowest = [minimumloon.per_maand(date(2024, month, 1), 40) for month in (1, 7)]
    assert lowest == [231_783, 238_944]
    assert wage.months == (6, 6)
    assert wage.base_month[:, :, 0].tolist() == [[231_783, 238_000, 260_000], [238_944, 238_944, 260_000]]
    assert wage.lifted_from[:, :, 0].tolist() == [[200_000, 238_000, 260_000]] * 2


def test_nothing_is_lifted_where_the_table_is_high_enough_and_the_year_stays_in_one_piece():
    wage = cao_with([2390], 2024).wage([("1", 1)], np.array([[4000]]), year=2024, payroll_month=12)

    assert wage.months == (12,)
    assert wage.lifted_from is None


def test_no_amount_in_our_own_tables_is_below_the_minimum_wage():
    lifted = [
        (name, year, level.months)
        for name, cao in CAOS.items()
        for year in range(2021, 2027)
        if cao.scales(year)
        for level in cao.levels(year)
        if level.minimum
    ]

    assert lifted == []


def test_a_cell_says_how_sure_it_is():
    table = CAOS["kinderopvang"].tables.on(date(2025, 7, 1))

    assert table.zekerheid_van_cel("7", 15) is Zekerheid.BEVESTIGD
    assert table.zekerheid_van_cel("7", 24) is Zekerheid.AFGELEID
    assert CAOS["vo"].tables.on(date(2025, 1, 1)).zekerheid_van_cel("LB", 2) is Zekerheid.EEN_BRON
    assert CAOS["vo"].tables.on(date(2024, 12, 31)).zekerheid_van_cel("LB", 2) is Zekerheid.AFGELEID
