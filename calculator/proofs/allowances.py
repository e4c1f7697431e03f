"""Examples and tables of allowances, as data in allowances.toml."""

import tomllib
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from calculator.engine.amounts import Array
from calculator.proofs import whole_euros
from calculator.proofs.proof import Proof, differs
from calculator.proofs.whole_euros import euros
from calculator.rules import zorgtoeslag

CASES = tomllib.loads((Path(__file__).parent / "allowances.toml").read_text(encoding="utf-8"))
CENTS = 0.05
"""A year is granted in whole euros, so a month of it can be some cents off."""
Case = dict[str, Any]
Compared = Iterator[tuple[str, float, float]]
"""(what, ours, as published); euros."""


def proofs() -> Iterator[Proof]:
    for kind, cases in CASES.items():
        for number, case in enumerate(cases, 1):
            yield Proof(
                name=f"{kind.replace('_', ' ')} {case['jaar']}, voorbeeld {number}",
                year=case["jaar"],
                source=case["bron"],
                is_official=case.get("soort") == "official",
                misses=partial(_misses, COMPARED[kind], case),
                cells=len(case["maand"]) if isinstance(case.get("maand"), dict) else 1,
            )


def _misses(compared: Callable[[Case], Compared], case: Case) -> Iterator[str]:
    margin = CENTS if "eigen_deel" in case else 0
    for name, ours, published in compared(case):
        if abs(ours - published) > margin:
            yield differs(name, ours, published)


def _zorgtoeslag(case: Case) -> Compared:
    incomes = [int(income) for income in case["maand"]]
    months = euros(whole_euros.zorgtoeslag(incomes, case["jaar"], partner=case["partner"]).maand)
    for income, ours, published in zip(incomes, months, case["maand"].values(), strict=True):
        yield f"het bedrag bij een inkomen van {income}", ours, published


def _zorgtoeslag_grens(case: Case) -> Compared:
    waarden = zorgtoeslag.IN_FORCE.in_year(case["jaar"])
    for name, partner in (("alleen", False), ("samen", True)):
        limit, most = case[name]["grens"], case[name]["maximum"]
        highest, last, beyond = euros(
            whole_euros.zorgtoeslag([0, limit, limit + 1], case["jaar"], partner=partner).maand
        )
        yield f"{name}, het hoogste bedrag", highest, most
        yield f"{name}, het bedrag op de grens", last, 2
        yield f"{name}, het bedrag boven de grens", beyond, 0
        yield f"{name}, de inkomensgrens", euros(zorgtoeslag.inkomensgrens(waarden, has_partner=partner)), limit


def _huurtoeslag(case: Case) -> Compared:
    outcome = whole_euros.huurtoeslag(
        case["inkomen"],
        case["huur"],
        case["jaar"],
        people=case.get("personen", 1),
        partner=case.get("partner", False),
        young=case.get("jong", False),
        service=case.get("service", 0),
        aow=case.get("aow", False),
    )
    yield "het bedrag per maand", one(outcome.maand), case["maand"]


def _kindgebonden_budget(case: Case) -> Compared:
    births = whole_euros.aged(*case["leeftijden"], year=case["jaar"])
    outcome = whole_euros.kindgebonden_budget(case["inkomen"], births, case["jaar"], partner=case["partner"])
    yield "het bedrag per jaar", one(outcome.jaar), case["bedrag_jaar"]
    yield "het bedrag per maand", one(outcome.maand), case.get("maand", case["bedrag_jaar"] // 12)


def _kinderopvangtoeslag(case: Case) -> Compared:
    children = [whole_euros.child(*care) for care in case["opvang"]]
    outcome = whole_euros.kinderopvangtoeslag(case["inkomen"], children, case["jaar"])
    yield "het bedrag per maand", one(outcome.maand), case["maand"]


def _eigen_deel(case: Case) -> Compared:
    children = [whole_euros.child(*care) for care in case["opvang"]]
    granted = whole_euros.kinderopvangtoeslag(case["inkomen"], children, case["jaar"]).jaar
    left_to_pay = np.subtract(whole_euros.care(children, case["jaar"]).bill, granted)
    yield "wat ouders zelf betalen", one(left_to_pay) / 12, case["eigen_deel"]


def one(amount: Array) -> float:
    """Euros of the only household there is."""
    return float(amount.item()) / 100


COMPARED: dict[str, Callable[[Case], Compared]] = {
    "zorgtoeslag": _zorgtoeslag,
    "zorgtoeslag_grens": _zorgtoeslag_grens,
    "huurtoeslag": _huurtoeslag,
    "kindgebonden_budget": _kindgebonden_budget,
    "kinderopvangtoeslag": _kinderopvangtoeslag,
    "kinderopvangtoeslag_eigen_deel": _eigen_deel,
}
