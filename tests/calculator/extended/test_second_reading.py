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
from tests.calculator.naive_year.values import exact, in_year

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
                found = [person["business"][key] for key in ("deductions", "mkb", "taxable_profit", "zvw_year")]
                assert found == list(business_of(year, given["business"], wage)), given


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
