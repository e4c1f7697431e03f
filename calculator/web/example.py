"""The worked example of the year: two households of a teacher, from 28 to 32 hours, computed with the values in use.

Always two, so that nobody takes one amount for a promise. A release of values makes other amounts of it by itself.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.http import QueryDict
from django.urls import reverse
from django.utils.text import capfirst

from calculator.charts.card import Example
from calculator.engine.in_use import remembered
from calculator.household.last_known import last_known
from calculator.household.years import shown_in
from calculator.rules.cao import PO
from calculator.web.forms.answers import Answers
from calculator.web.presentation import assumptions, tables, words
from calculator.web.presentation.outcome import Outcome, compute
from portal.pictures import rekenrek
from portal.text.money import euros, month
from portal.text.words import listed

NOW, WISH = 28, 32
USUAL_SCALE, USUAL_STEP = "LB", 8
REST = {"rest-assets": "12.000", "rest-pension": "abp", "rest-tax_credit": "yes"}
HOME = {"home-kind": "rent", "home-rent": "780"}
PARTNER = {
    "partner-kind": "partner",
    "partner-pay": "gross",
    "partner-month": "4.600",
    "partner-hours": "40",
    "partner-pension": "none",
}
ALONE = {"partner-kind": "none"}
CARE = {"care": "bso", "hours": "40", "rate": "9,80"}
AGES = (6, 8)
WHO_TOGETHER = "samen, partner werkt voltijd, twee kinderen van 6 en 8 op de bso, huurhuis"
WHO_ALONE = "alleenstaande ouder met twee kinderen van 6 en 8 en een huurhuis"


@dataclass(frozen=True)
class Worked:
    """Of one scale and year: a couple, and a parent alone."""

    scale: str
    step: int
    together: Outcome
    alone: Outcome

    @property
    def year(self) -> int:
        return self.together.year


def scales(year: int) -> dict[str, range]:
    with last_known(True):
        return PO.scales(year)


def of_today(today: date, scale: str = USUAL_SCALE) -> Worked:
    """Raises KeyError for a scale that has no table."""
    with last_known(True):
        return worked(shown_in(today), scale)


@remembered
def worked(year: int, scale: str) -> Worked:
    step = min(USUAL_STEP, PO.scales(year)[scale][-1])
    job = {
        "work-kind": "scale",
        "work-scale": scale,
        "work-step": str(step),
        "work-hours_now": str(NOW),
        "work-hours_wish": str(WISH),
    }
    together = {**job, **PARTNER, **_children(year, CARE), **HOME, **REST}
    alone = {**job, **ALONE, **_children(year, {}), **HOME, **REST}
    return Worked(scale, step, *(_outcome(typed, year) for typed in (together, alone)))


def _outcome(typed: dict[str, str], year: int) -> Outcome:
    answers = QueryDict(mutable=True)
    answers.update(typed)
    read = Answers(answers, year=year)
    if read.first_wrong is not None:
        raise ValueError(f"The example is wrong at {read.first_wrong.slug}.")
    return compute(read)


def _children(year: int, care: dict[str, str]) -> dict[str, str]:
    typed = {"children-TOTAL_FORMS": str(len(AGES)), "children-INITIAL_FORMS": "0"}
    for place, age in enumerate(AGES):
        typed[f"children-{place}-born"] = f"1-3-{year - age}"
        typed |= {f"children-{place}-{name}": value for name, value in care.items()}
    return typed


def gain(outcome: Outcome) -> str:
    """€ 223, or − € 12 where it costs."""
    return euros(month(outcome.difference_year))


def address(scale: str) -> str:
    """Of the first page, with what a school knows filled in."""
    return f"{settings.SITE_URL}{reverse('calculator:start')}?schaal={scale}&uren={NOW}"


def shown_address() -> str:
    return settings.SITE_URL.partition("://")[2]


def card(example: Worked, *, made_on: str) -> Example:
    together = example.together
    return Example(
        kicker=f"Leerkracht, schaal {example.scale}",
        title=f"Van {NOW} naar {WISH} uur: {_title(together)}",
        who=f"Wie? {capfirst(WHO_TOGETHER)}.",
        rows=list(_rows(together)),
        total=("verschil, gemiddeld per maand", tables.total(together).difference),
        other=f"En bij jou? {other(example)} Reken het zelf uit:",
        small=f"{rules(example)} Berekend op {made_on}. Uren-portaal, stichting Het Potentieel Pakken.",
        address=address(example.scale),
        shown_address=shown_address(),
        rekenrek=rekenrek(NOW, WISH, on_board=True, large=True),
    )


def _title(outcome: Outcome) -> str:
    said = words.title(outcome)
    return said[0].lower() + said[1:]


def other(example: Worked) -> str:
    said = words.title(example.alone)
    return f"Een {WHO_ALONE}: {said[0].lower()}{said[1:]}."


def rules(example: Worked) -> str:
    more = " Met de laatste bekende bedragen." if is_carried(example) else ""
    return f"Regels van {example.year}, schaal {example.scale} trede {example.step}.{more}"


def is_carried(example: Worked) -> bool:
    return any("laatste bekende bedragen" in note for note in example.together.notes)


def _rows(outcome: Outcome) -> Iterator[tuple[str, str]]:
    for row in tables.parts(outcome):
        if row.direction != "soft":
            yield row.name, row.difference


def taken_for_granted(outcome: Outcome) -> list[str]:
    return [f"{fact.name}: {fact.value}" for fact in assumptions.facts(outcome)]


def left_out(outcome: Outcome) -> str:
    return listed(assumptions.left_out(outcome))
