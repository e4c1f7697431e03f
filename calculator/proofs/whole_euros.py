"""The rules called with whole euros, so that a proof reads like the example that it comes from."""

from datetime import date

import numpy as np

from calculator.engine.steps import Stappen
from calculator.rules import huurtoeslag as huur
from calculator.rules import kinderopvangtoeslag as opvang
from calculator.rules import kindgebonden_budget as kgb
from calculator.rules import zorgtoeslag as zorg
from calculator.rules.kinderopvang import Child, Childcare, care_costs


def cents(euro):
    return np.round(np.asarray(euro, dtype=float) * 100).astype(np.int64)


def euros(amount):
    """Plain numbers in euros, whatever the shape."""
    return (np.asarray(amount) / 100).tolist()


def zorgtoeslag(income, year=2026, *, partner=False, wealth=0, stap=None):
    return zorg.zorgtoeslag(
        cents(income),
        has_partner=partner,
        vermogen=cents(wealth),
        waarden=zorg.IN_FORCE.in_year(year),
        stap=stap or Stappen.geen(),
    )


def huurtoeslag(
    income,
    rent,
    year=2026,
    *,
    people=1,
    partner=False,
    young=False,
    service=0,
    wealth=0,
    aow=False,
    stap=None,
):
    return huur.huurtoeslag(
        cents(income),
        people_in_home=people,
        has_partner=partner,
        all_under_age=young,
        basic_rent=cents(rent),
        service_costs=cents(service),
        vermogen=cents(wealth),
        waarden=huur.IN_FORCE.in_year(year),
        stap=stap or Stappen.geen(),
        has_aow=aow,
    )


def kindgebonden_budget(income, births, year=2026, *, partner=False, wealth=0, stap=None):
    return kgb.kindgebonden_budget(
        cents(income),
        children=kgb.child_months(births, year),
        has_partner=partner,
        vermogen=cents(wealth),
        waarden=kgb.IN_FORCE.in_year(year),
        stap=stap or Stappen.geen(),
    )


def aged(*ages, year=2026):
    """Birth dates of children who have the same age all through the year."""
    return [date(year - age - 1, 12, 31) for age in ages]


def child(kind, hours, price, *, born=date(2021, 5, 5)):
    return Child(born, (Childcare(kind, hours, round(price * 100)),))


def care(children, year=2026, **worked):
    return care_costs(children, year, waarden=opvang.IN_FORCE.in_year(year), **worked)


def kinderopvangtoeslag(income, children, year=2026, *, both_work=True, stap=None):
    return opvang.kinderopvangtoeslag(
        cents(income),
        care=care(children, year),
        both_work=both_work,
        waarden=opvang.IN_FORCE.in_year(year),
        stap=stap or Stappen.geen(),
    )
