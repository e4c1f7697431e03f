"""Examples of single rules, as data in examples.toml."""

import dataclasses
import tomllib
from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from calculator.engine.amounts import Array, cents
from calculator.engine.household import Leeftijdsgroep, PensionKind, Share, StudentDebt, Wage, WageKind
from calculator.engine.steps import Stappen
from calculator.proofs.proof import Proof, differs
from calculator.rules import (
    algemene_heffingskorting,
    arbeidskorting,
    bijzondere_beloningen,
    combinatiekorting,
    eigen_woning,
    loonheffing,
    pensioenpremie,
    schijven,
    studieschuld,
)

Outcome = dict[str, Any]
STILL = Stappen.geen()
ONDER = Leeftijdsgroep.ONDER_AOW


def euro(amount: float) -> Array:
    return cents([[int(Decimal(str(amount)) * 100)]])


def of_loonheffing(year: int, month: float, credit: bool) -> Outcome:
    values = loonheffing.TableValues.in_year(year)
    heffing = loonheffing.loonheffing_maand(euro(month), groep=ONDER, credit=credit, values=values, stap=STILL)
    return {"loonheffing": heffing.loonheffing, "arbeidskorting": heffing.arbeidskorting}


def of_bijzonder_tarief(year: int, jaarloon: float, beloning: float = 0) -> Outcome:
    waarden = bijzondere_beloningen.IN_FORCE.in_year(year)
    percentage = bijzondere_beloningen.tarief(euro(jaarloon), groep=ONDER, credit=True, waarden=waarden, stap=STILL)
    netto = euro(beloning) - bijzondere_beloningen.heffing(euro(beloning), percentage)
    return {"percentage": percentage / 10, "netto": netto}


def of_algemene_heffingskorting(year: int, inkomen: float) -> Outcome:
    waarden = algemene_heffingskorting.IN_FORCE.in_year(year)
    korting = algemene_heffingskorting.algemene_heffingskorting(euro(inkomen), groep=ONDER, waarden=waarden, stap=STILL)
    return {"korting": korting}


def of_arbeidskorting(year: int, loon: float) -> Outcome:
    waarden = arbeidskorting.IN_FORCE.in_year(year)
    return {"korting": arbeidskorting.arbeidskorting(euro(loon), groep=ONDER, waarden=waarden, stap=STILL)}


def of_combinatiekorting(year: int, loon: float) -> Outcome:
    waarden = combinatiekorting.IN_FORCE.in_year(year)
    korting = combinatiekorting.combinatiekorting(
        euro(loon), has_right=np.array([[True]]), groep=ONDER, has_partner=False, waarden=waarden, stap=STILL
    )
    return {"korting": korting}


def of_eigenwoningforfait(year: int, woz: float) -> Outcome:
    return {"forfait": eigen_woning.eigenwoningforfait(euro(woz), eigen_woning.IN_FORCE.in_year(year))}


def of_hillen(year: int, woz: float, rente: float) -> Outcome:
    home = eigen_woning.own_home(euro(woz), euro(rente), waarden=eigen_woning.IN_FORCE.in_year(year), stap=STILL)
    brackets = schijven.IN_FORCE.in_year(year)
    second = brackets.onder_aow[0].tot
    tax = [schijven.belasting(cents(second) + extra, groep=ONDER, waarden=brackets) for extra in (0, home.balance)]
    return {"hillen": home.hillen, "saldo": home.balance, "belasting_tweede_schijf": tax[1] - tax[0]}


def of_tariefsaanpassing(year: int, inkomen: float, aftrek: float) -> Outcome:
    return {"extra": eigen_woning.tariefsaanpassing(euro(inkomen), euro(aftrek), eigen_woning.IN_FORCE.in_year(year))}


def of_pensioen_abp(year: int, voltijd_maand: float, factor: float) -> Outcome:
    return fund(pensioenpremie.IN_FORCE[PensionKind.ABP].in_year(year), voltijd_maand, factor)


def of_pensioen_pfzw_totaal(year: int, voltijd_maand: float, factor: float, totaal: float = 25.9) -> Outcome:
    of_both = round(1000 * totaal)
    whole = dataclasses.replace(pensioenpremie.IN_FORCE[PensionKind.PFZW].in_year(year), werknemerspremie=of_both)
    return fund(whole, voltijd_maand, factor)


def fund(waarden: pensioenpremie.PensioenWaarden, voltijd_maand: float, factor: float) -> Outcome:
    wage = Wage(
        kind=WageKind.CAO,
        base_month=euro(voltijd_maand)[None],
        share=Share(1, 1),
        months=(12,),
        shown_level=0,
        fulltime_month_january=euro(voltijd_maand),
        parttime_factor=Share(round(10_000 * factor), 10_000),
        holiday_percent=8_000,
        year_end_percent=8_330,
    )
    return {"jaar": pensioenpremie.fund_premium(wage, kind=PensionKind.ABP, waarden=waarden, stap=STILL).year}


def of_studieschuld(year: int, schuld: float, regeling: str, inkomen: float, alleen: bool) -> Outcome:
    debt = StudentDebt(scheme=regeling, amount=euro(schuld))
    waarden = studieschuld.IN_FORCE.in_year(year)
    year_amount = studieschuld.student_debt_year(debt, euro(inkomen), alone=alleen, waarden=waarden, stap=STILL)
    return {"maand": year_amount // 12}


OUTCOME: dict[str, Callable[..., Outcome]] = {
    "loonheffing": of_loonheffing,
    "bijzonder_tarief": of_bijzonder_tarief,
    "algemene_heffingskorting": of_algemene_heffingskorting,
    "arbeidskorting": of_arbeidskorting,
    "combinatiekorting": of_combinatiekorting,
    "eigenwoningforfait": of_eigenwoningforfait,
    "hillen": of_hillen,
    "tariefsaanpassing": of_tariefsaanpassing,
    "pensioen_abp": of_pensioen_abp,
    "pensioen_pfzw_totaal": of_pensioen_pfzw_totaal,
    "studieschuld": of_studieschuld,
}
CASES = tomllib.loads((Path(__file__).parent / "examples.toml").read_text(encoding="utf-8"))["case"]


def proofs() -> Iterator[Proof]:
    for case in CASES:
        given = ", ".join(f"{name} {value}" for name, value in case["input"].items())
        yield Proof(
            name=f"{case['rule']} {case['year']}: {given}",
            year=case["year"],
            source=case["source"],
            is_official=case.get("soort") == "official",
            misses=partial(_misses, case),
        )


def _misses(case: dict[str, Any]) -> Iterator[str]:
    outcome = OUTCOME[case["rule"]](case["year"], **case["input"])
    for name, expected in case["expected"].items():
        amount = outcome[name].item() / 100
        if abs(amount - expected) > case.get("marge", 0):
            yield differs(name, amount, expected)
