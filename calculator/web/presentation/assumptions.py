"""What the answer takes for granted: what you told us, what you didn't, and what nobody reckons with here."""

from collections.abc import Iterator
from dataclasses import dataclass

from calculator.engine.household import Commute, HousingKind, PensionKind, WageKind
from calculator.household.intake.request import PersonRequest
from calculator.rules.cao import CAOS
from calculator.rules.uitkeringen import WETTEN
from calculator.web.forms.answers import STEPS
from calculator.web.forms.children import CARE
from calculator.web.presentation import start
from calculator.web.presentation.outcome import Outcome
from portal.text.money import euros, euros_and_cents, hours
from portal.text.words import listed

NUMBERS = ["geen", "één", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf"]


@dataclass(frozen=True)
class Fact:
    name: str
    value: str
    step: str
    """Where it can be changed."""


def facts(outcome: Outcome) -> list[Fact]:
    known = [
        Fact("Je loon", _wage(outcome.request.people[0]), "werk"),
        *_extras(outcome),
        Fact("Je partner", _partner(outcome), "partner"),
        Fact("Kinderen", _children(outcome), "kinderen"),
    ]
    if outcome.has_childcare:
        known.append(Fact("Opvang", "; ".join(dict.fromkeys(_care(outcome))), "kinderen"))
    known += [Fact("Wonen", _home(outcome), "wonen"), Fact("Spaargeld", _assets(outcome), "overig")]
    return known + _rest(outcome)


def _extras(outcome: Outcome) -> Iterator[Fact]:
    """Only what someone filled in."""
    me, since = outcome.request.people[0], start.since(outcome)
    if since:
        yield Fact("Begin", f"nieuwe uren vanaf {since}", "werk")
    if me.bonus_year:
        yield Fact(
            "Bonus", f"{euros(me.bonus_year)} bruto per jaar, boven {hours(outcome.hours_now)} uur per week", "werk"
        )
    if me.wage is None:
        return
    for fixed in me.wage.fixed_yearly:
        yield Fact("Vast bedrag per jaar", f"{fixed.name}, {euros(fixed.fulltime)} bij een volledige baan", "werk")
    if me.wage.leave_57_percent:
        yield Fact("Verlof vanaf 57 jaar", f"je betaalt {me.wage.leave_57_percent} procent zelf", "werk")


PENSION = {
    PensionKind.ABP: "ABP",
    PensionKind.PFZW: "PFZW",
    PensionKind.NONE: "een ander fonds of geen, we rekenen zonder premie",
}


def for_whom(outcome: Outcome) -> str:
    """Whom the answer is for as long as not everything was asked: it stands on the board itself."""
    names = {"partner": "partner", "kinderen": "kinderen", "wonen": "huurhuis of eigen huis", "overig": "spaargeld"}
    without = [name for slug, name in names.items() if outcome.answers.cleaned(slug) is None]
    if not without:
        return ""
    return f"Dit is het antwoord voor iemand zonder {listed(without)}."


def _wage(person: PersonRequest) -> str:
    wage = person.wage
    if wage is None:
        return "geen loon"
    if wage.cao:
        cao = CAOS[wage.cao]
        return f"{cao.short}, schaal {wage.scale}, {cao.step} {wage.step}"
    gross = f"{euros(wage.amount)} bruto per maand bij {hours((wage.hours or 0) / 100)} uur"
    extras = [(wage.holiday_percent, "vakantiegeld"), (wage.year_end_percent, "eindejaarsuitkering")]
    added = [f"{hours(percent / 1000)} procent {name}" for percent, name in extras if percent]
    return f"{gross}, met {listed(added)}" if added else gross


def _partner(outcome: Outcome) -> str:
    if not outcome.together:
        return "geen" if outcome.answers.cleaned("partner") else "niet ingevuld, we rekenen zonder partner"
    other = f", en {euros(outcome.other_income(1))} ander inkomen per jaar" if outcome.other_income(1) else ""
    return (
        _partners_wage(outcome.request.people[1]) + other + "".join(f", en een {name}" for name in _benefit(outcome, 1))
    )


def _benefit(outcome: Outcome, person: int) -> Iterator[str]:
    benefit = outcome.request.people[person].benefit
    if benefit is not None:
        before = "" if benefit.old_wage_month is None else f" (loon ervoor {euros(int(benefit.old_wage_month))})"
        yield f"{WETTEN[benefit.law].name} van {euros(int(benefit.month))} per maand{before}"


def _partners_wage(person: PersonRequest) -> str:
    wage = person.wage
    if person.business is not None:
        return f"eigen bedrijf, {euros(person.business.profit_year)} winst per jaar"
    if wage is not None and wage.kind is WageKind.TAXABLE_YEAR:
        return f"{euros(wage.amount)} belastbaar per jaar"
    if wage is not None and wage.cao:
        return f"{_wage(person)}, {hours((wage.hours or 0) / 100)} uur"
    return _wage(person)


def _children(outcome: Outcome) -> str:
    years = sorted(str(child.birth_date.year) for child in outcome.request.children)
    if not years:
        return "geen" if outcome.answers.cleaned("kinderen") else "niet ingevuld, we rekenen zonder kinderen"
    elsewhere = sum(not child.lives.kinderbijslag_here for child in outcome.request.children)
    apart = f"; bij {NUMBERS[elsewhere]} gaat de kinderbijslag naar de andere ouder" if elsewhere else ""
    return f"{NUMBERS[len(years)]}, geboren in {listed(years)}{apart}"


def _care(outcome: Outcome) -> Iterator[str]:
    for child in outcome.request.children:
        for care in child.childcare:
            name = CARE[care.kind].replace("Buitenschoolse opvang (bso)", "bso").lower()
            rate = euros_and_cents(care.hourly_rate)
            at_wish = ""
            if care.follows is not None:
                at_wish = f" (bij je wens {hours(care.follows.hours_per_month)} uur)"
            yield f"{name}, {hours(care.hours_per_month)} uur per maand{at_wish}, {rate} per uur"


def _home(outcome: Outcome) -> str:
    home = outcome.request.housing
    if home.kind is HousingKind.RENT:
        extra = f", servicekosten {euros(home.service_costs)}" if home.service_costs else ""
        return f"kale huur {euros(home.basic_rent)} per maand{extra}{_housemate(outcome)}"
    if home.kind is HousingKind.OWN:
        interest = euros(home.mortgage_interest_year)
        return f"koophuis, WOZ {euros(home.woz_value)}, rente {interest} per jaar"
    return "anders" if outcome.answers.cleaned("wonen") else "niet ingevuld, we rekenen zonder huurtoeslag of hypotheek"


MATES = {"child": "een kind van 18 jaar of ouder", "parent": "je vader of moeder", "other": "een medebewoner"}


def _housemate(outcome: Outcome) -> str:
    return "".join(
        f"; met {MATES[other.relation]} in huis, inkomen {euros(other.income_year)} per jaar"
        for other in outcome.request.others
    )


def _assets(outcome: Outcome) -> str:
    rest = outcome.answers.cleaned("overig")
    if rest is None or rest.cleaned_data["assets"] is None:
        return "niet ingevuld, we rekenen onder de grens voor toeslagen"
    return euros(outcome.request.assets)


def _rest(outcome: Outcome) -> list[Fact]:
    me = outcome.request.people[0]
    known = [Fact("Pensioenfonds", PENSION[me.pension], "overig")]
    if outcome.other_income(0):
        known.append(Fact("Ander inkomen", f"{euros(outcome.other_income(0))} per jaar", "overig"))
    known += [Fact("Uitkering", name, "overig") for name in _benefit(outcome, 0)]
    if outcome.second_wage:
        known.append(Fact("Andere baan", f"{euros(outcome.second_wage)} belastbaar per jaar", "overig"))
    if me.student_debt is not None:
        known.append(Fact("Studieschuld", euros(me.student_debt.amount), "overig"))
    if me.commute is not None:
        cost = euros_and_cents(me.commute.cost_per_km // 100)
        distance = hours(me.commute.km_one_way / 100)
        known.append(Fact("Reizen", f"{distance} km enkele reis, {cost} per km, {_reimbursed(me.commute)}", "overig"))
    if outcome.credit_elsewhere:
        known.append(Fact("Loonheffingskorting", "niet bij deze werkgever", "overig"))
    return known


def _reimbursed(commute: Commute) -> str:
    if commute.cao_po:
        return "vergoed volgens de cao"
    if commute.reimbursement_per_km is None:
        return "vergoed wat onbelast mag"
    return f"vergoed {euros_and_cents(int(commute.reimbursement_per_km) // 100)}"


def not_answered(outcome: Outcome) -> list[str]:
    """The steps that were skipped, as they're named in a sentence."""
    names = {"partner": "je partner", "kinderen": "kinderen", "wonen": "hoe je woont", "overig": "spaargeld"}
    return [names[step.slug] for step in STEPS[1:] if not outcome.answers.is_answered(step)]


def left_out(outcome: Outcome) -> list[str]:
    """What isn't in the sum, though it may matter."""
    me = outcome.request.people[0]
    not_in = ["het pensioen dat je later krijgt", "regelingen van je gemeente"]
    if outcome.has_childcare and outcome.extra_hours and not outcome.request.care_follows:
        not_in.append(f"{'extra' if outcome.extra_hours > 0 else 'minder'} opvang")
    if outcome.misses_a_wage:
        not_in.append("het loon van een andere baan")
    if me.commute is None:
        not_in.append("reiskosten")
    if me.student_debt is None:
        not_in.append("een studieschuld")
    return not_in
