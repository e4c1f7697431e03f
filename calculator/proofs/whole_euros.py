"""The rules called with whole euros, so that a proof reads like the example that it comes from."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import numpy as np
import numpy.typing as npt

from calculator.engine.amounts import Array
from calculator.engine.steps import Stappen
from calculator.rules import huurtoeslag as huur
from calculator.rules import kinderopvangtoeslag as opvang
from calculator.rules import kindgebonden_budget as kgb
from calculator.rules import zorgtoeslag as zorg
from calculator.rules.awir import Bedragen
from calculator.rules.kinderopvang import Care, Child, Childcare, care_costs
from calculator.rules.kinderopvangtoeslag import Kinderopvangtoeslag


def cents(euro: npt.ArrayLike) -> Array:
    return np.round(np.asarray(euro, dtype=float) * 100).astype(np.int64)


def euros(amount: npt.ArrayLike) -> Any:
    """Plain numbers in euros, whatever the shape."""
    return (np.asarray(amount) / 100).tolist()


def zorgtoeslag(
    income: npt.ArrayLike,
    year: int = 2026,
    *,
    partner: npt.ArrayLike = False,
    wealth: npt.ArrayLike = 0,
    stap: Stappen | None = None,
) -> Bedragen:
    return zorg.zorgtoeslag(
        cents(income),
        has_partner=partner,
        vermogen=cents(wealth),
        waarden=zorg.IN_FORCE.in_year(year),
        stap=stap or Stappen.geen(),
    )


def huurtoeslag(
    income: npt.ArrayLike,
    rent: npt.ArrayLike,
    year: int = 2026,
    *,
    people: npt.ArrayLike = 1,
    partner: npt.ArrayLike = False,
    young: npt.ArrayLike = False,
    service: npt.ArrayLike = 0,
    wealth: npt.ArrayLike = 0,
    aow: npt.ArrayLike = False,
    stap: Stappen | None = None,
) -> Bedragen:
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


def kindgebonden_budget(
    income: npt.ArrayLike,
    births: Iterable[date],
    year: int = 2026,
    *,
    partner: npt.ArrayLike = False,
    wealth: npt.ArrayLike = 0,
    stap: Stappen | None = None,
) -> Bedragen:
    return kgb.kindgebonden_budget(
        cents(income),
        children=kgb.child_months(births, year),
        has_partner=partner,
        vermogen=cents(wealth),
        waarden=kgb.IN_FORCE.in_year(year),
        stap=stap or Stappen.geen(),
    )


def aged(*ages: int, year: int = 2026) -> list[date]:
    """Birth dates of children who have the same age all through the year."""
    return [date(year - age - 1, 12, 31) for age in ages]


def child(kind: str, hours: Decimal | float, price: float, *, born: date = date(2021, 5, 5)) -> Child:
    return Child(born, (Childcare(kind, hours, round(price * 100)),))


def care(children: Sequence[Child], year: int = 2026, **worked: Any) -> Care:
    return care_costs(children, year, waarden=opvang.IN_FORCE.in_year(year), **worked)


def kinderopvangtoeslag(
    income: npt.ArrayLike,
    children: Sequence[Child],
    year: int = 2026,
    *,
    both_work: npt.ArrayLike = True,
    stap: Stappen | None = None,
) -> Kinderopvangtoeslag:
    return opvang.kinderopvangtoeslag(
        cents(income),
        care=care(children, year),
        both_work=both_work,
        waarden=opvang.IN_FORCE.in_year(year),
        stap=stap or Stappen.geen(),
    )
