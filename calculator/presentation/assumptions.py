"""What the answer takes for granted: what you told us, what you didn't, and what nobody reckons with here."""

from dataclasses import dataclass
from datetime import date

from calculator.forms.answers import STEPS
from calculator.forms.children import CARE
from calculator.presentation.money import euros, hours
from calculator.presentation.outcome import Outcome

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


def _wage(person: dict) -> str:
    wage = person.get("wage")
    if wage is None:
        return "geen loon"
    if "scale" in wage:
        return f"cao PO, schaal {wage['scale']}, trede {wage['step']}"
    return f"{euros(round(100 * wage['month']))} bruto per maand bij {hours(wage['hours'])} uur"


def _partner(outcome: Outcome) -> str:
    if not outcome.together:
        return "geen" if outcome.answers.cleaned("partner") else "niet ingevuld, we rekenen zonder partner"
    wage = outcome.document["people"][1].get("wage")
    if wage and "taxable_year" in wage:
        return f"{euros(round(100 * wage['taxable_year']))} belastbaar per jaar"
    if wage and "scale" in wage:
        return f"{_wage(outcome.document['people'][1])}, {hours(wage['hours'])} uur"
    return _wage(outcome.document["people"][1])


def _children(outcome: Outcome) -> str:
    ages = sorted(_age(child["birth_date"], outcome.year) for child in outcome.document["children"])
    if not ages:
        return "geen" if outcome.answers.cleaned("kinderen") else "niet ingevuld, we rekenen zonder kinderen"
    if len(ages) == 1:
        return f"één, wordt {ages[0]} in {outcome.year}" if ages[0] > 0 else "één, geboren dit jaar"
    several = f"{', '.join(str(age) for age in ages[:-1])} en {ages[-1]}"
    return f"{NUMBERS[len(ages)]}, worden {several} in {outcome.year}"


def _age(birth_date: str, year: int) -> int:
    return year - date.fromisoformat(birth_date).year


def _care(outcome: Outcome):
    for child in outcome.document["children"]:
        if care := child.get("childcare"):
            rate = f"€ {care['hourly_rate']:.2f}".replace(".", ",")
            name = CARE[care["kind"]].replace("Buitenschoolse opvang (bso)", "bso").lower()
            yield f"{name}, {hours(care['hours_per_month'])} uur per maand, {rate} per uur"


def _home(outcome: Outcome) -> str:
    home = outcome.document["housing"]
    if home["kind"] == "rent":
        return f"kale huur {euros(round(100 * home['basic_rent']))} per maand"
    if home["kind"] == "own":
        return f"koophuis, WOZ {euros(round(100 * home['woz_value']))}"
    return "anders" if outcome.answers.cleaned("wonen") else "niet ingevuld, we rekenen zonder huurtoeslag of hypotheek"


def _assets(outcome: Outcome) -> str:
    rest = outcome.answers.cleaned("overig")
    if rest is None or rest.cleaned_data["assets"] is None:
        return "niet ingevuld, we rekenen onder de grens voor toeslagen"
    return euros(round(100 * outcome.document["assets"]))


def _rest(outcome: Outcome) -> list[Fact]:
    me = outcome.document["people"][0]
    known = []
    if debt := me.get("student_debt"):
        known.append(Fact("Studieschuld", euros(round(100 * debt["amount"])), "overig"))
    if commute := me.get("commute"):
        known.append(Fact("Reizen", f"{hours(commute['km_one_way'])} km enkele reis", "overig"))
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
    if outcome.has_childcare:
        found.append("extra opvang als je meer gaat werken")
    if "commute" not in me:
        found.append("reiskosten")
    if "student_debt" not in me:
        found.append("een studieschuld")
    return found
