"""Income tax of box 1 over the year, for one adult or two partners together.

Income is cut down to whole euros, credits go up, tax goes down; the real assessment rounds tax and premiums apart
and can differ by a few euros. `due` is the tax that's left after credits, minus credit that is paid out.

Not modelled: box 2 and 3, personal deductions, losses of other years, a partner for part of the year.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from calculator.engine.amounts import Array, Mask, cents, hele_euros_omlaag
from calculator.engine.household import AowJaar, Groep, Leeftijdsgroep
from calculator.engine.steps import Stappen, euros
from calculator.rules import (
    algemene_heffingskorting,
    arbeidskorting,
    combinatiekorting,
    eigen_woning,
    jonggehandicaptenkorting,
    ouderenkorting,
    schijven,
    uitbetaling_heffingskorting,
)
from calculator.rules.eigen_woning import OwnHome

WET = "Wet IB 2001 art. 2.7 en 8.8"


@dataclass(frozen=True, slots=True, eq=False)
class TaxValues:
    """All values that the assessment of one year needs; looked up once for each year, so itself a key."""

    schijven: schijven.SchijvenWaarden
    algemeen: algemene_heffingskorting.AlgemeneHeffingskortingWaarden
    arbeid: arbeidskorting.ArbeidskortingWaarden
    combinatie: combinatiekorting.CombinatiekortingWaarden
    ouderen: ouderenkorting.OuderenkortingWaarden
    uitbetaling: uitbetaling_heffingskorting.UitbetalingWaarden
    jonggehandicapt: jonggehandicaptenkorting.JonggehandicaptenkortingWaarden | None
    woning: eigen_woning.EigenWoningWaarden | None

    @classmethod
    def in_year(cls, year: int) -> "TaxValues":
        return cls(
            schijven.IN_FORCE.in_year(year),
            algemene_heffingskorting.IN_FORCE.in_year(year),
            arbeidskorting.IN_FORCE.in_year(year),
            combinatiekorting.IN_FORCE.in_year(year),
            ouderenkorting.IN_FORCE.in_year(year),
            uitbetaling_heffingskorting.IN_FORCE.in_year(year),
            jonggehandicaptenkorting.IN_FORCE.found_in(year),
            eigen_woning.IN_FORCE.found_in(year),
        )


@dataclass(frozen=True, slots=True)
class Taxpayer:
    """One of the people as box 1 sees them; incomes are whole euros a year (in cents)."""

    groep: Groep
    born_before_1963: Mask | bool
    arbeidsinkomen: Array
    income: Array
    """All of box 1 but the home."""
    home: Array
    """This person's part of the balance of the home; below zero it lowers income."""
    home_costs: Array
    jonggehandicapt: bool = False
    deductions: Array | None = None
    """Of a business, that went off before `income`."""

    @property
    def column(self) -> Leeftijdsgroep:
        """Of the credits before they're shared out over the months of an AOW year."""
        return Leeftijdsgroep.ONDER_AOW if isinstance(self.groep, AowJaar) else self.groep


@dataclass(frozen=True, slots=True)
class WorkCredits:
    """The credits that follow from work alone: they don't change when the home is shared out otherwise."""

    arbeidskorting: Array
    combinatiekorting: Array
    has_combinatiekorting: Mask

    @property
    def total(self) -> Array:
        return self.arbeidskorting + self.combinatiekorting


@dataclass(frozen=True, slots=True)
class Assessment:
    """Whole euros a year (in cents)."""

    box1_income: Array
    before_credits: Array
    tariefsaanpassing: Array
    algemene_heffingskorting: Array
    arbeidskorting: Array
    combinatiekorting: Array
    has_combinatiekorting: Mask
    ouderenkorting: Array
    alleenstaande_ouderenkorting: Array
    jonggehandicaptenkorting: Array
    uitbetaalde_heffingskorting: Array
    due: Array


def whole_euros(income: Array) -> Array:
    return hele_euros_omlaag(income)


def work_credits(
    people: Sequence[Taxpayer],
    *,
    young_child: Mask | bool,
    oldest: Array | int,
    values: TaxValues,
    stap: Stappen,
    without: Sequence[int | None] = (),
) -> tuple[WorkCredits, ...]:
    """Arbeidskorting of each, and the combinatiekorting of whom it belongs to.

    `young_child`: whether there's a child for the combinatiekorting; `oldest`: which of the people is the oldest;
    `without`: of whom the combinatiekorting stays out.
    """
    rights = combinatiekorting.has_right([person.arbeidsinkomen for person in people], oldest=oldest)
    outcome = []
    for number, person in enumerate(people):
        stap.person = number
        arbeid = arbeidskorting.arbeidskorting(
            person.arbeidsinkomen, groep=person.column, waarden=values.arbeid, stap=stap
        )
        arbeid = values.schijven.korting_in_aow_jaar(arbeid, person.groep)
        right = rights[number] & young_child
        if young_child is False or number in without:
            combinatie = cents(0)
        else:
            combinatie = combinatiekorting.combinatiekorting(
                person.arbeidsinkomen,
                has_right=right,
                groep=person.column,
                has_partner=len(people) == 2,
                waarden=values.combinatie,
                stap=stap,
            )
            combinatie = values.schijven.korting_in_aow_jaar(combinatie, person.groep)
        outcome.append(WorkCredits(arbeid, combinatie, right))
    stap.person = None
    return tuple(outcome)


def assess(
    people: Sequence[Taxpayer], credits: Sequence[WorkCredits], *, values: TaxValues, stap: Stappen
) -> tuple[Assessment, ...]:
    """Wet IB 2001 art. 2.7-2.10 and 8.1-8.9: everyone's own tax, then what's paid out beside a partner."""
    own = []
    for number, (person, credit) in enumerate(zip(people, credits, strict=True)):
        stap.person = number
        own.append(_own_tax(person, credit, len(people) == 2, values, stap))
    assessments = []
    for number, person in enumerate(people):
        stap.person = number
        paid_out = cents(0)
        if len(people) == 2:
            paid_out = _paid_out(person, own[number], own[1 - number], values, stap)
        assessments.append(_finish(own[number], paid_out, stap))
    stap.person = None
    return tuple(assessments)


@dataclass(frozen=True, slots=True)
class _OwnTax:
    """Before anything is paid out; `left` is tax minus credits and may be below zero."""

    income: Array
    before: Array
    aanpassing: Array
    algemeen: Array
    credit: WorkCredits
    ouderen: Array
    alleenstaand: Array
    jonggehandicapt: int
    left: Array


def _own_tax(person: Taxpayer, credit: WorkCredits, has_partner: bool, values: TaxValues, stap: Stappen) -> _OwnTax:
    income = person.income + person.home
    belasting = schijven.belasting(income, groep=person.groep, waarden=values.schijven)
    if stap.on:
        stap(
            "belasting_box_1",
            belasting,
            wet=schijven.WET,
            omdat="Je inkomen in box 1 is {inkomen}. De belasting en premies daarover zijn {belasting}.",
            waarden=values.schijven,
            uses=("onder_aow",),
            inkomen=euros(income),
            belasting=euros(belasting),
        )
    aanpassing = _tariefsaanpassing(person, income, values, stap)
    algemeen = general_credit(income, person, values, stap)
    ouderen = ouderenkorting.ouderenkorting(income, groep=person.groep, waarden=values.ouderen, stap=stap)
    alleenstaand = cents(
        ouderenkorting.alleenstaande_ouderenkorting(
            groep=person.groep, has_partner=has_partner, waarden=values.ouderen, stap=stap
        )
    )
    jonggehandicapt = jonggehandicaptenkorting.jonggehandicaptenkorting(
        has_right=person.jonggehandicapt, waarden=values.jonggehandicapt, stap=stap
    )
    before = belasting + aanpassing
    left = before - algemeen - (credit.total + ouderen + alleenstaand + jonggehandicapt)
    return _OwnTax(income, before, aanpassing, algemeen, credit, ouderen, alleenstaand, jonggehandicapt, left)


def general_credit(income: Array, person: Taxpayer, values: TaxValues, stap: Stappen) -> Array:
    """Algemene heffingskorting, also in the year of AOW age."""
    credit = algemene_heffingskorting.algemene_heffingskorting(
        income, groep=person.column, waarden=values.algemeen, stap=stap
    )
    return values.schijven.korting_in_aow_jaar(credit, person.groep)


def _tariefsaanpassing(person: Taxpayer, income: Array, values: TaxValues, stap: Stappen) -> Array:
    costs = person.home_costs if person.deductions is None else person.home_costs + person.deductions
    if values.woning is None or not np.any(costs):
        return cents(0)
    aanpassing = eigen_woning.tariefsaanpassing(income, costs, values.woning)
    if stap.on and np.any(aanpassing):
        stap(
            "tariefsaanpassing",
            aanpassing,
            wet="Wet IB 2001 art. 2.10 lid 2",
            omdat="Hypotheekrente in de hoogste schijf is minder aftrek waard. Daarom komt er {bedrag} belasting bij."
            if person.deductions is None
            else "Aftrek in de hoogste schijf is minder waard. Daarom komt er {bedrag} belasting bij.",
            waarden=values.woning,
            uses=("tariefsaanpassing",),
            bedrag=euros(aanpassing),
        )
    return aanpassing


def _paid_out(person: Taxpayer, own: _OwnTax, partner: _OwnTax, values: TaxValues, stap: Stappen) -> Array:
    return uitbetaling_heffingskorting.uitbetaling(
        belasting=own.before,
        algemeen=own.algemeen,
        arbeid_en_combinatie=own.credit.total,
        owed_by_partner=partner.left,
        born_before_1963=person.born_before_1963,
        waarden=values.uitbetaling,
        stap=stap,
    )


def _finish(own: _OwnTax, paid_out: Array, stap: Stappen) -> Assessment:
    due = np.maximum(own.left, 0) - paid_out
    if stap.on:
        credits = own.before - own.left
        stap(
            "inkomstenbelasting",
            due,
            wet=WET,
            omdat=[
                (own.left < 0, "Je kortingen van {kortingen} zijn hoger dan de belasting van {belasting}."),
                (
                    True,
                    ("Van de belasting van {belasting} gaan je kortingen van {kortingen} af. Er blijft {saldo} over."),
                ),
            ],
            belasting=euros(own.before),
            kortingen=euros(credits),
            saldo=euros(due),
        )
    return Assessment(
        box1_income=own.income,
        before_credits=own.before,
        tariefsaanpassing=own.aanpassing,
        algemene_heffingskorting=own.algemeen,
        arbeidskorting=own.credit.arbeidskorting,
        combinatiekorting=own.credit.combinatiekorting,
        has_combinatiekorting=own.credit.has_combinatiekorting,
        ouderenkorting=own.ouderen,
        alleenstaande_ouderenkorting=own.alleenstaand,
        jonggehandicaptenkorting=np.array([[own.jonggehandicapt]]),
        uitbetaalde_heffingskorting=paid_out,
        due=due,
    )


def with_home(people: Sequence[Taxpayer], parts: Sequence[Array], costs: Sequence[Array]) -> tuple[Taxpayer, ...]:
    """The same people, with each their part of the home."""
    return tuple(
        Taxpayer(p.groep, p.born_before_1963, p.arbeidsinkomen, p.income, part, cost, p.jonggehandicapt, p.deductions)
        for p, part, cost in zip(people, parts, costs, strict=True)
    )


def home_of_one(people: Sequence[Taxpayer], home: OwnHome) -> tuple[Taxpayer, ...]:
    return with_home(people, [home.balance], [home.costs])
