"""What the answer takes for granted: what you told us, what you didn't, and what nobody reckons with here."""

from dataclasses import dataclass

from calculator.web.forms.answers import STEPS
from calculator.web.forms.children import CARE, care_of
from calculator.web.forms.sectors import SHORT, STEP
from calculator.web.presentation.outcome import Outcome
from calculator.web.presentation.words import listed
from portal.text.money import euros, euros_and_cents, hours

NUMBERS = ["geen", "één", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf"]


@dataclass(frozen=True)
class Fact:
    name: str
    value: str
    step: str
    """Where it can be changed."""


def facts(outcome: Outcome) -> list[Fact]:
    known = [
        Fact("Je loon", _wage(outcome.document["people"][0]), "werk"),
        Fact("Je partner", _partner(outcome), "partner"),
        Fact("Kinderen", _children(outcome), "kinderen"),
    ]
    if outcome.has_childcare:
        known.append(Fact("Opvang", "; ".join(dict.fromkeys(_care(outcome))), "kinderen"))
    known += [Fact("Wonen", _home(outcome), "wonen"), Fact("Spaargeld", _assets(outcome), "overig")]
    return known + _rest(outcome)


PENSION = {"abp": "ABP", "pfzw": "PFZW", "none": "een ander fonds of geen, we rekenen zonder premie"}


def _wage(person: dict) -> str:
    wage = person.get("wage")
    if wage is None:
        return "geen loon"
    if "scale" in wage:
        return f"{SHORT[wage['cao']]}, schaal {wage['scale']}, {STEP.get(wage['cao'], 'trede')} {wage['step']}"
    found = f"{euros(round(100 * wage['month']))} bruto per maand bij {hours(wage['hours'])} uur"
    extras = [(wage["holiday_percent"], "vakantiegeld"), (wage.get("year_end_percent", 0), "eindejaarsuitkering")]
    added = [f"{hours(percent)} procent {name}" for percent, name in extras if percent]
    return f"{found}, met {listed(added)}" if added else found


def _partner(outcome: Outcome) -> str:
    if not outcome.together:
        return "geen" if outcome.answers.cleaned("partner") else "niet ingevuld, we rekenen zonder partner"
    person = outcome.document["people"][1]
    other = f", en {euros(outcome.other_income(1))} ander inkomen per jaar" if outcome.other_income(1) else ""
    return _partners_wage(person) + other


def _partners_wage(person: dict) -> str:
    wage = person.get("wage", {})
    if "taxable_year" in wage:
        return f"{euros(round(100 * wage['taxable_year']))} belastbaar per jaar"
    if "scale" in wage:
        return f"{_wage(person)}, {hours(wage['hours'])} uur"
    return _wage(person)


def _children(outcome: Outcome) -> str:
    years = sorted(child["birth_date"][:4] for child in outcome.document["children"])
    if not years:
        return "geen" if outcome.answers.cleaned("kinderen") else "niet ingevuld, we rekenen zonder kinderen"
    return f"{NUMBERS[len(years)]}, geboren in {listed(years)}"


def _care(outcome: Outcome):
    for child in outcome.document["children"]:
        for care in care_of(child):
            rate = euros_and_cents(round(100 * care["hourly_rate"]))
            name = CARE[care["kind"]].replace("Buitenschoolse opvang (bso)", "bso").lower()
            yield f"{name}, {hours(care['hours_per_month'])} uur per maand, {rate} per uur"


def _home(outcome: Outcome) -> str:
    home = outcome.document["housing"]
    if home["kind"] == "rent":
        service = home["service_costs"]
        extra = f", servicekosten {euros(round(100 * service))}" if service else ""
        return f"kale huur {euros(round(100 * home['basic_rent']))} per maand{extra}"
    if home["kind"] == "own":
        interest = euros(round(100 * home["mortgage_interest_year"]))
        return f"koophuis, WOZ {euros(round(100 * home['woz_value']))}, rente {interest} per jaar"
    return "anders" if outcome.answers.cleaned("wonen") else "niet ingevuld, we rekenen zonder huurtoeslag of hypotheek"


def _assets(outcome: Outcome) -> str:
    rest = outcome.answers.cleaned("overig")
    if rest is None or rest.cleaned_data["assets"] is None:
        return "niet ingevuld, we rekenen onder de grens voor toeslagen"
    return euros(round(100 * outcome.document["assets"]))


def _rest(outcome: Outcome) -> list[Fact]:
    me = outcome.document["people"][0]
    known = [Fact("Pensioenfonds", PENSION[me.get("pension", "abp")], "overig")]
    if outcome.other_income(0):
        known.append(Fact("Ander inkomen", f"{euros(outcome.other_income(0))} per jaar", "overig"))
    if outcome.second_wage:
        known.append(Fact("Andere baan", f"{euros(outcome.second_wage)} belastbaar per jaar", "overig"))
    if debt := me.get("student_debt"):
        known.append(Fact("Studieschuld", euros(round(100 * debt["amount"])), "overig"))
    if commute := me.get("commute"):
        cost = euros_and_cents(round(100 * commute["cost_per_km"]))
        known.append(Fact("Reizen", f"{hours(commute['km_one_way'])} km enkele reis, {cost} per km", "overig"))
    if not me.get("payroll_tax_credit", True):
        known.append(Fact("Loonheffingskorting", "niet bij deze werkgever", "overig"))
    return known


def not_answered(outcome: Outcome) -> list[str]:
    """The steps that were skipped, as they're named in a sentence."""
    names = {"partner": "je partner", "kinderen": "kinderen", "wonen": "hoe je woont", "overig": "spaargeld"}
    return [names[step.slug] for step in STEPS[1:] if not outcome.answers.is_answered(step)]


def left_out(outcome: Outcome) -> list[str]:
    """What isn't in the sum, though it may matter."""
    me = outcome.document["people"][0]
    found = ["het pensioen dat je later krijgt", "regelingen van je gemeente"]
    if outcome.has_childcare and outcome.extra_hours:
        found.append(f"{'extra' if outcome.extra_hours > 0 else 'minder'} opvang")
    if outcome.misses_a_wage:
        found.append("het loon van een andere baan")
    if "commute" not in me:
        found.append("reiskosten")
    if "student_debt" not in me:
        found.append("een studieschuld")
    return found
