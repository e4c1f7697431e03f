"""Pictures of the rules: each asks the rule itself at many incomes, with the values of one year.

A picture is None where the year has no values for it.
"""

from collections.abc import Callable
from datetime import date
from functools import partial

import numpy as np

from calculator.charts.over_income import LOOKS, Line, OverIncome
from calculator.engine.amounts import Array
from calculator.engine.household import (
    Leeftijdsgroep,
    PensionKind,
    Person,
    SecondJob,
    Share,
    StudentDebt,
    Wage,
    WageKind,
)
from calculator.engine.steps import Stappen
from calculator.engine.values import NotInForce
from calculator.rules import (
    algemene_heffingskorting,
    arbeidskorting,
    bijzondere_beloningen,
    cao,
    combinatiekorting,
    eigen_woning,
    huurtoeslag,
    kinderopvangtabel,
    kindgebonden_budget,
    loonheffing,
    ouderenkorting,
    paww,
    pay,
    payroll,
    pensioenpremie,
    schijven,
    second_job,
    studieschuld,
    uitbetaling_heffingskorting,
    zorgtoeslag,
)
from calculator.rules.inkomstenbelasting import Taxpayer, TaxValues, assess, work_credits
from portal.text.money import euros

STIL = Stappen.geen()
MOST_LINES = len(LOOKS)
ONDER, AOW = Leeftijdsgroep.ONDER_AOW, Leeftijdsgroep.AOW
RENT = 750_00
DEBT = 30_000_00
TOP_OF_LB = ("LB", 12)
YEARLY = "inkomen per jaar"
WAGE = "belastbaar loon per jaar"

Picture = Callable[[int], OverIncome | None]
PICTURES: dict[str, Picture] = {}


def of(slug: str) -> Callable[[Picture], Picture]:
    """The picture of this chapter."""

    def keep(picture: Picture) -> Picture:
        PICTURES[slug] = picture
        return picture

    return keep


def pictures() -> dict[str, Picture]:
    """Those above, and of each agreement with a pay table."""
    return PICTURES | {agreement.slug: partial(of_agreement, agreement) for agreement in cao.CAOS.values()}


def picture(slug: str, year: int) -> OverIncome | None:
    """None for a chapter without a picture, and for a year without its values."""
    of_chapter = pictures().get(slug)
    try:
        return of_chapter(year) if of_chapter else None
    except (NotInForce, cao.NoSuchScale, cao.NoSuchStep):
        return None


def incomes(top: int, step: int = 100) -> Array:
    """Cents, from nothing to `top` euros."""
    return np.arange(0, top + 1, step, dtype=np.int64) * 100


def in_euros(amounts: Array) -> list[float]:
    return [float(amount) / 100 for amount in np.asarray(amounts).reshape(-1)]


def drawn(title: str, places: Array, lines: dict[str, Array], x_words: str = YEARLY) -> OverIncome:
    """Cents in, euros out."""
    return OverIncome(title, in_euros(places), in_lines(lines), x_words)


def in_lines(amounts: dict[str, Array]) -> tuple[Line, ...]:
    """Of cents by name."""
    return tuple(Line(name, in_euros(cents)) for name, cents in amounts.items())


# Loon.


def of_agreement(agreement: cao.Cao, year: int) -> OverIncome:
    """What each scale pays in December; the first scales that have as many steps as the first. Where all scales share
    one ladder, one line says it all."""
    table = agreement.tables.on(date(year, 12, 1))
    title = f"Loon per maand bij een volledige baan, december {year}"
    if agreement.has_one_ladder:
        ladder = {step: table.cell(scale, step) for scale in table.schalen for step in table.treden(scale)}
        steps = sorted(ladder)
        line = Line("", [ladder[step] / 100 for step in steps])
        return OverIncome(title, [float(step) for step in steps], (line,), "salarisnummer", in_euros=False)
    of_first = next(iter(map(table.treden, table.schalen)))
    same = [scale for scale in table.schalen if table.treden(scale) == of_first][:MOST_LINES]
    lines = tuple(Line(f"schaal {scale}", [table.cell(scale, step) / 100 for step in of_first]) for scale in same)
    return OverIncome(title, [float(step) for step in of_first], lines, "trede", in_euros=False)


@of("brutoloon")
def gross(year: int) -> OverIncome | None:
    hours, wage = _teacher(year)
    gross_pay = pay.gross_pay(wage, stap=STIL)
    lines = {
        "met vakantiegeld, eindejaar en toelage": gross_pay.gross_year,
        "alleen het salaris": gross_pay.salary_year,
    }
    title = "Brutoloon per jaar (basisonderwijs, schaal LB, hoogste trede)"
    return OverIncome(title, hours, in_lines(lines), "uren per week", in_euros=False)


def _teacher(year: int) -> tuple[list[float], Wage]:
    po = cao.PO
    hours = np.arange(0, 100 * po.terms.in_year(year).voltijd_uren + 1, 100, dtype=np.int64)
    return [float(hour) / 100 for hour in hours], po.wage([TOP_OF_LB], hours[None, :], year=year, payroll_month=12)


# Pensioen.


@of("pensioen-abp")
def abp(year: int) -> OverIncome | None:
    return _premium(PensionKind.ABP, year)


@of("pensioen-pfzw")
def pfzw(year: int) -> OverIncome | None:
    return _premium(PensionKind.PFZW, year)


def _premium(kind: PensionKind, year: int) -> OverIncome:
    waarden = pensioenpremie.IN_FORCE[kind].in_year(year)
    wages = incomes(150_000)

    def month(part: int) -> Array:
        wage = _fulltime(wages // 12, Share(part, 10))
        return pensioenpremie.fund_premium(wage, kind=kind, waarden=waarden, stap=STIL).month

    lines = {"volledige baan": month(10), "vier vijfde baan": month(8), "halve baan": month(5)}
    title = "Wat jij per maand aan premie betaalt"
    return drawn(title, wages, lines, "loon per jaar bij een volledige baan")


def _fulltime(month: Array, share: Share) -> Wage:
    """Twelve equal months at this full-time pay; holiday pay is in it."""
    return Wage(
        kind=WageKind.FULLTIME_MONTH,
        base_month=month[None, None, :],
        share=share,
        months=(12,),
        shown_level=0,
        fulltime_month_january=month[None, :],
        parttime_factor=share,
    )


@of("paww")
def paww_premium(year: int) -> OverIncome | None:
    year = min(year, max(paww.IN_FORCE.years()))
    wages = incomes(100_000)
    pays = pay.gross_pay(_fulltime(wages // 12, Share(1, 1)), stap=STIL)
    premium = paww.paww(pays, (12,), waarden=paww.IN_FORCE.in_year(year), stap=STIL)
    return drawn(f"PAWW-premie per jaar, in {year}", wages, {"": premium.year}, "brutoloon per jaar")


# Loonheffing.


@of("loonheffing")
def month_tax(year: int) -> OverIncome | None:
    values, wages = loonheffing.TableValues.in_year(year), incomes(8_000, 10)

    def tax(groep: Leeftijdsgroep, credit: bool) -> Array:
        return loonheffing.loonheffing_maand(wages, groep=groep, credit=credit, values=values, stap=STIL).loonheffing

    lines = {
        "met loonheffingskorting": tax(ONDER, True),
        "zonder loonheffingskorting": tax(ONDER, False),
        "met korting en AOW": tax(AOW, True),
    }
    return drawn("Loonheffing per maand", wages, lines, "belastbaar loon per maand")


@of("bijzonder-tarief")
def special_rate(year: int) -> OverIncome | None:
    waarden, wages = bijzondere_beloningen.IN_FORCE.in_year(year), incomes(150_000)

    def rate(credit: bool) -> list[float]:
        tarief = bijzondere_beloningen.tarief(wages, groep=ONDER, credit=credit, waarden=waarden, stap=STIL)
        return [float(thousandths) / 1000 for thousandths in tarief]

    lines = (Line("met loonheffingskorting", rate(True)), Line("zonder loonheffingskorting", rate(False)))
    return OverIncome("Het bijzonder tarief", in_euros(wages), lines, WAGE, in_percent=True)


@of("loonstrook")
def payslip(year: int) -> OverIncome | None:
    hours, wage = _teacher(year)
    person = Person(groep=ONDER, born_before_1963=False, wage=wage, pension=PensionKind.ABP)
    gross_pay = pay.gross_pay(wage, stap=STIL)
    premium = pensioenpremie.premium(person, wage, year=year, stap=STIL)
    values = payroll.PayrollValues.in_year(year)
    slip = payroll.payroll(person, wage, gross_pay, premium, None, values=values, stap=STIL).payslip
    lines = (Line("bruto", in_euros(slip.gross)), Line("netto", in_euros(slip.net)))
    title = "Een gewone maand op de loonstrook (basisonderwijs, schaal LB, hoogste trede)"
    return OverIncome(title, hours, lines, "uren per week", in_euros=False)


@of("tweede-baan")
def second(year: int) -> OverIncome | None:
    values, wages = loonheffing.TableValues.in_year(year), incomes(4_000, 10)
    job = SecondJob(kind=WageKind.TAXABLE_MONTH, amount=wages)
    second_pay = second_job.second_pay(job, groep=ONDER, values=values, stap=STIL)
    lines = {"netto": second_pay.net_month, "loonheffing": second_pay.loonheffing_month}
    return drawn("Een tweede baan, per maand", wages, lines, "belastbaar loon per maand")


# Inkomstenbelasting.


@of("schijven")
def brackets(year: int) -> OverIncome | None:
    waarden, places = schijven.IN_FORCE.in_year(year), incomes(100_000)
    lines = {
        name: schijven.belasting(places, groep=groep, waarden=waarden)
        for name, groep in {"onder de AOW-leeftijd": ONDER, "met AOW-leeftijd": AOW}.items()
    }
    return drawn("Belasting per jaar, voor de kortingen", places, lines)


@of("algemene-heffingskorting")
def general_credit(year: int) -> OverIncome | None:
    waarden, places = algemene_heffingskorting.IN_FORCE.in_year(year), incomes(100_000)
    lines = {
        name: algemene_heffingskorting.algemene_heffingskorting(places, groep=groep, waarden=waarden, stap=STIL)
        for name, groep in {"onder de AOW-leeftijd": ONDER, "met AOW-leeftijd": AOW}.items()
    }
    return drawn("De algemene heffingskorting per jaar", places, lines)


@of("arbeidskorting")
def work_credit(year: int) -> OverIncome | None:
    waarden, places = arbeidskorting.IN_FORCE.in_year(year), incomes(150_000)
    lines = {
        name: arbeidskorting.arbeidskorting(places, groep=groep, waarden=waarden, stap=STIL)
        for name, groep in {"onder de AOW-leeftijd": ONDER, "met AOW-leeftijd": AOW}.items()
    }
    return drawn("De arbeidskorting per jaar", places, lines, WAGE)


@of("combinatiekorting")
def parent_credit(year: int) -> OverIncome | None:
    places = incomes(60_000)
    credit = combinatiekorting.combinatiekorting(
        places,
        has_right=np.ones_like(places, dtype=bool),
        groep=ONDER,
        has_partner=False,
        waarden=combinatiekorting.IN_FORCE.in_year(year),
        stap=STIL,
    )
    return drawn("De combinatiekorting per jaar", places, {"": credit}, WAGE)


@of("ouderenkorting")
def elderly_credit(year: int) -> OverIncome | None:
    waarden, places = ouderenkorting.IN_FORCE.in_year(year), incomes(80_000)
    credit = ouderenkorting.ouderenkorting(places, groep=AOW, waarden=waarden, stap=STIL)
    alone = ouderenkorting.alleenstaande_ouderenkorting(groep=AOW, has_partner=False, waarden=waarden, stap=STIL)
    return drawn("De ouderenkorting per jaar", places, {"met partner": credit, "zonder partner": credit + alone})


@of("eigen-huis")
def home(year: int) -> OverIncome | None:
    values = incomes(1_600_000, 2_500)
    forfait = eigen_woning.eigenwoningforfait(values, eigen_woning.IN_FORCE.in_year(year))
    return drawn("Het eigenwoningforfait per jaar", values, {"": forfait}, "WOZ-waarde")


@of("uitbetaling-korting")
def paid_out(year: int) -> OverIncome | None:
    values, places = TaxValues.in_year(year), incomes(20_000)
    tax = schijven.belasting(places, groep=ONDER, waarden=values.schijven)
    general = algemene_heffingskorting.algemene_heffingskorting(places, groep=ONDER, waarden=values.algemeen, stap=STIL)
    paid = uitbetaling_heffingskorting.uitbetaling(
        belasting=tax,
        algemeen=general,
        arbeid_en_combinatie=np.zeros_like(tax),
        owed_by_partner=np.full_like(tax, 10_000_00),
        born_before_1963=True,
        waarden=values.uitbetaling,
        stap=STIL,
    )
    return drawn("Wat je per jaar krijgt (geboren voor 1963, geen loon uit werk)", places, {"": paid})


@of("aanslag")
def assessment(year: int) -> OverIncome | None:
    values, places = TaxValues.in_year(year), incomes(100_000)
    person = Taxpayer(ONDER, False, places, places, np.zeros_like(places), np.zeros_like(places))
    credits = work_credits([person], young_child=False, oldest=0, values=values, stap=STIL)
    (aanslag,) = assess([person], credits, values=values, stap=STIL)
    lines = {"belasting na kortingen": aanslag.due, "belasting voor kortingen": aanslag.before_credits}
    return drawn("Belasting per jaar, zonder kinderen en zonder huis", places, lines, WAGE)


# Toeslagen en kinderen.


@of("zorgtoeslag")
def health(year: int) -> OverIncome | None:
    waarden, places = zorgtoeslag.IN_FORCE.in_year(year), incomes(60_000)
    lines = {
        name: zorgtoeslag.zorgtoeslag_maand(places, has_partner=partner, vermogen=0, waarden=waarden, stap=STIL)
        for name, partner in {"met partner": True, "zonder partner": False}.items()
    }
    return drawn("Zorgtoeslag per maand", places, lines)


@of("huurtoeslag")
def rent(year: int) -> OverIncome | None:
    waarden, places = huurtoeslag.IN_FORCE.in_year(year), incomes(60_000)

    def month(people: int) -> Array:
        return huurtoeslag.huurtoeslag_maand(
            places,
            people_in_home=people,
            has_partner=people > 1,
            all_under_age=False,
            basic_rent=RENT,
            service_costs=0,
            vermogen=0,
            waarden=waarden,
            stap=STIL,
        )

    lines = {"alleen": month(1), "met twee personen": month(2), "met drie of meer": month(3)}
    return drawn(f"Huurtoeslag per maand, bij een kale huur van {euros(RENT)}", places, lines)


@of("kindgebonden-budget")
def child_budget(year: int) -> OverIncome | None:
    waarden, places = kindgebonden_budget.IN_FORCE.in_year(year), incomes(140_000)

    def month(children: int, partner: bool) -> Array:
        stretch = (kindgebonden_budget.Stretch(12, children, 0, 0),)
        return kindgebonden_budget.kindgebonden_budget(
            places, children=stretch, has_partner=partner, vermogen=0, waarden=waarden, stap=STIL
        ).maand

    lines = {
        "1 kind, met partner": month(1, True),
        "2 kinderen, met partner": month(2, True),
        "1 kind, zonder partner": month(1, False),
        "2 kinderen, zonder partner": month(2, False),
    }
    return drawn("Kindgebonden budget per maand, kinderen jonger dan 12", places, lines)


@of("kinderopvangtoeslag")
def childcare(year: int) -> OverIncome | None:
    banden, places = kinderopvangtabel.IN_FORCE.in_year(year).banden, incomes(240_000)
    band = np.searchsorted(banden.vanaf, places, side="right") - 1
    lines = tuple(
        Line(name, [max(float(share), 0) / 1000 for share in column[band]])
        for name, column in {"eerste kind": banden.eerste_kind, "ander kind": banden.volgend_kind}.items()
    )
    title = "Het deel van de kosten dat je terugkrijgt"
    return OverIncome(title, in_euros(places), lines, YEARLY, in_percent=True)


# Kosten.


@of("studieschuld")
def debt(year: int) -> OverIncome | None:
    waarden, places = studieschuld.IN_FORCE.in_year(year), incomes(80_000)
    lines = {}
    for name, scheme in {"nieuwe regels (SF35)": "sf35", "oude regels (SF15)": "sf15"}.items():
        owed = StudentDebt(scheme=scheme, amount=DEBT)
        lines[name] = studieschuld.student_debt_year(owed, places, alone=True, waarden=waarden, stap=STIL) // 12
    return drawn(f"Wat je per maand betaalt bij een schuld van {euros(DEBT)}, zonder partner", places, lines)
