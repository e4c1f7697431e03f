"""The new rules read once more, with fractions and nothing of the engine: the same on random households."""

import os
import random
from datetime import date
from fractions import Fraction
from math import ceil, floor

import pytest

from calculator.answers.bereken import bereken
from calculator.household.intake.faults import Faults
from tests.calculator.extended import questions
from tests.calculator.naive_year import allowances
from tests.calculator.naive_year import household as naive
from tests.calculator.naive_year.values import exact, half_up, in_year, on

HOW_MANY = int(os.environ.get("HOUSEHOLDS", "30"))
HOURS = list(range(0, 41, 3))


def answers(question, year):
    pick = random.Random(f"{question.__name__} {year}")
    for _ in range(HOW_MANY):
        document = {**question(year, pick), "hours": HOURS}
        try:
            yield document, bereken(document)["results"]
        except Faults:
            continue


def days(hours, workday):
    return min(Fraction(5), Fraction(ceil(2 * Fraction(hours) / exact(workday)), 2))


def care_hours(care, hours, *, now, workday):
    given, follows = exact(care["hours_per_month"]), care.get("follows")
    if not follows:
        return given
    change = days(hours, workday) - days(now, workday)
    if "per_day" in follows:
        return max(Fraction(0), given + change * exact(follows["per_day"]))
    wish, target = follows["wish_hours"], exact(follows["hours_per_month"])
    steps = days(wish, workday) - days(now, workday)
    if steps:
        return max(Fraction(0), given + change * (target - given) / steps)
    if wish == now:
        return given
    return target if (hours >= wish if wish > now else hours <= wish) else given


@pytest.mark.parametrize("year", [2023, 2026, 2027])
def test_care_that_follows_hours(year):
    for document, results in answers(questions.following_care, year):
        now = document.get("care_now_hours", document["people"][0]["wage"]["hours"])
        workday = document["workday_hours"]
        for result in results:
            expected = []
            for child in document["children"]:
                several = child.get("childcare") or []
                several = several if isinstance(several, list) else [several]
                expected.append(sum(care_hours(care, result["hours"], now=now, workday=workday) for care in several))
            assert result["childcare"]["hours_per_month"] == pytest.approx([float(hours) for hours in expected])
            assert result["workdays"] == days(result["hours"], workday)
            own = result["childcare_cost_year"] - result["kinderopvangtoeslag"]["year"]
            assert result["childcare"]["own_cost_month"] == pytest.approx(own / 12, abs=0.0051)


def business_of(year, business, wage):
    """Deductions, mkb, taxable profit and Zvw in whole euros."""
    profit = floor(exact(business["profit_year"]))
    block, mkb_block, zvw_block = (
        in_year(name, year) for name in ("ondernemersaftrek", "mkb_winstvrijstelling", "zvw")
    )
    deductions = 0
    if business["hours_criterion"]:
        deductions = block["zelfstandigenaftrek"] + (block["startersaftrek"] if business["starter"] else 0)
    if not business["starter"]:
        deductions = min(deductions, max(profit, 0))
    left = profit - deductions
    mkb = ceil(left * mkb_block["mkb_winstvrijstelling"] / 100) if mkb_block else 0
    taxable = left - mkb
    zvw = 0
    if zvw_block:
        base = max(0, min(taxable, zvw_block["maximum"] - floor(wage)))
        zvw = floor(base * zvw_block["lage_bijdrage"] / 100)
    return deductions, mkb, taxable, zvw


@pytest.mark.parametrize("year", [2021, 2024, 2026, 2027])
def test_an_own_business(year):
    for document, results in answers(questions.own_business, year):
        for result in results:
            for person, given in zip(result["people"], document["people"], strict=True):
                if "business" not in given or given["birth_date"] < "1962":
                    continue
                wage = exact(person["taxable_wage_year"]) + exact(given.get("second_job", {}).get("taxable_year", 0))
                computed = [person["business"][key] for key in ("deductions", "mkb", "taxable_profit", "zvw_year")]
                assert computed == list(business_of(year, given["business"], wage)), given


@pytest.mark.parametrize("year", [2022, 2025, 2026])
def test_who_else_lives_in(year):
    exemption = in_year("huurtoeslag", year)["vrijstelling_kind"]
    for document, results in answers(questions.housemates, year):
        counted = [one for one in document["others"] if one["relation"] != "other" or one["lease"] != "with_us"]
        extra = 0
        for other in counted:
            is_young = other["relation"] == "child" and year - int(other["birth_date"][:4]) <= 23
            extra += max(0, other["income_year"] - exemption) if is_young else other["income_year"]
        people = len(document["people"])
        for result in results:
            expected = allowances.huurtoeslag(
                year, exact(result["toetsingsinkomen"]) + extra, people=people + len(counted), partner=people == 2,
                assets=exact(document["assets"]), rent=exact(document["housing"]["basic_rent"]), service=0,
                aow=any(one["birth_date"] < "1955" for one in document["people"]), young=False,
            )  # fmt: skip
            if any(other["wealth_above_limit"] for other in counted):
                expected = 0
            assert result["huurtoeslag"]["year"] == expected, document


@pytest.mark.parametrize("year", [2022, 2024, 2026])
def test_children_of_parents_who_live_apart(year):
    for document, results in answers(questions.apart, year):
        here, paid = [], Fraction(0)
        for child in document["children"]:
            lives, born = child.get("lives", {}), date.fromisoformat(child["birth_date"])
            if lives.get("kinderbijslag", "us") == "us":
                here.append(born)
                paid += allowances.kinderbijslag(year, [born]) * lives.get("kinderbijslag_percent", 100) / 100
        for result in results:
            expected = allowances.kindgebonden_budget(
                year, exact(result["toetsingsinkomen"]), here, partner=False, assets=exact(document["assets"])
            )
            assert result["kindgebonden_budget"]["year"] == expected, document
            assert result["kinderbijslag"]["year"] == pytest.approx(float(paid), abs=0.02 * len(here) + 0.001)


@pytest.mark.parametrize("year", [2021, 2023, 2025, 2026])
def test_the_first_bracket_of_the_year_of_aow_age(year):
    brackets, cohort = in_year("schijven", year), in_year("aow_leeftijd", year)
    for document, results in answers(questions.aow_year, year):
        for number, given in enumerate(document["people"]):
            born = given["birth_date"]
            if not str(cohort["geboren_vanaf"]) <= born <= str(cohort["geboren_tot_en_met"]):
                continue
            reached = 12 * int(born[:4]) + int(born[5:7]) + 12 * cohort["leeftijd_jaren"] + cohort["leeftijd_maanden"]
            before = int(reached - 12 * year - 1)
            young, old = brackets["onder_aow"][0]["tarief"], brackets["aow"][0]["tarief"]
            rate = old + Fraction(floor((young - old) * before / 12 * 100), 100)
            for result in results:
                tax = result["people"][number]["income_tax"]
                income = exact(tax["box1_income"])
                if 0 <= income <= brackets["aow"][0]["tot"] and not tax["tariefsaanpassing"]:
                    assert tax["before_credits"] == floor(income * rate / 100), document


def gross_of_months(year, wage, hours):
    months, *_ = naive.pay(year, wage, exact(hours))
    return months


@pytest.mark.parametrize("year", [2022, 2025, 2026])
def test_hours_that_change_in_the_course_of_the_year(year):
    """Pay month by month; care and the bill by the months before and after."""
    for document, results in answers(questions.from_a_month, year):
        wage, start = document["people"][0]["wage"], int(document["start"]["from"][5:7])
        for result in results:
            now, then = (gross_of_months(year, wage, hours) for hours in (wage["hours"], result["hours"]))
            salary = sum(now[: start - 1]) + sum(then[start - 1 :])
            expected = salary + half_up(salary * exact(wage["holiday_percent"]) / 100)
            assert result["people"][0]["gross_year"] == float(expected), document
            assert result["people"][0]["payroll"]["gross_month"] == float(then[-1])


@pytest.mark.parametrize("year", [2023, 2026])
def test_fixed_amounts_and_the_leave_from_57_on(year):
    for document, results in answers(questions.fixed_pay, year):
        person = document["people"][0]
        wage = person["wage"]
        (fixed,) = wage["fixed_yearly"]
        for result in results:
            part = min(exact(result["hours"]) / 40, exact(fixed["most_factor"]))
            salary = sum(gross_of_months(year, wage, result["hours"]))
            extra = half_up(exact(fixed["fulltime"]) * part)
            leave = half_up(salary * 130 * exact(wage["leave_57"]["own_share_percent"]) / 165_900)
            bonus = person["retention_bonus_year"] if result["hours"] >= wage["hours"] else 0
            expected = salary + half_up(salary * 8 / 100) + extra - leave + bonus
            assert result["people"][0]["gross_year"] == float(expected), document


@pytest.mark.parametrize("year", [2024, 2026])
def test_commute_as_the_agreement_of_primary_education_pays_it(year):
    block = in_year("reiskosten_cao_po", year)
    for document, results in answers(questions.commute, year):
        given = document["people"][0]["commute"]
        km, cost = exact(given["km_one_way"]), exact(given["cost_per_km"])
        for result in results:
            week = given["days_per_week"]
            a_week = Fraction(floor(exact(result["hours"]) * 100 / 8), 100) if week is None else exact(week)
            trips = 2 * a_week / 5 * block["dagen_per_jaar"]
            paid = half_up(max(0, min(km, block["hoogste_km"]) - block["drempel_km"]) * trips * block["per_km"])
            expected = max(0, half_up(km * trips * cost) - paid)
            if "commute" not in document["people"][-1] or len(document["people"]) == 1:
                assert result["commute_cost_year"] == float(expected), document


def test_the_last_known_amounts_stand_in_whole_for_next_year():
    """Zorgtoeslag, huurtoeslag and kinderbijslag of 2027 by the blocks of 2026; kinderbijslag by that of July."""
    for document, results in answers(questions.carried_forward, 2027):
        people, partner = document["people"], len(document["people"]) == 2
        births = [date.fromisoformat(child["birth_date"]) for child in document["children"]]
        july = on("kinderbijslag", date(2026, 7, 1))
        assets, housing = exact(document["assets"]), document["housing"]
        for result in results:
            income = exact(result["toetsingsinkomen"])
            assert result["zorgtoeslag"]["year"] == allowances.zorgtoeslag(2026, income, partner=partner, assets=assets)
            assert result["kinderbijslag"]["year"] == float(kinderbijslag_by(july, births)), document
            if housing["kind"] == "rent" and all(one["birth_date"] < "2000" for one in people):
                at_home = len(people) + sum(born <= date(2027, 1, 1) for born in births)
                expected = allowances.huurtoeslag(
                    2026, income, people=at_home, partner=partner, assets=assets, rent=exact(housing["basic_rent"]),
                    service=exact(housing["service_costs"]), aow=any(one["birth_date"] < "1960" for one in people),
                    young=False,
                )  # fmt: skip
                if not any("1959" < one["birth_date"] < "1962" for one in people):
                    assert result["huurtoeslag"]["year"] == expected, document


def kinderbijslag_by(block, births):
    total = Fraction(0)
    for month in (1, 4, 7, 10):
        for born in births:
            age = 2027 - born.year - ((month, 1) < (born.month, born.day))
            if born <= date(2027, month, 1) and age < 18:
                name = "tot_en_met_5" if age < 6 else "van_6_tot_en_met_11" if age < 12 else "van_12_tot_en_met_17"
                total += block[name]
    return total
