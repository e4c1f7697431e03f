"""What the calculation says when it's turned round: on pages of their own, so that the outcome stays quick."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from calculator.charts import together as chart
from calculator.charts.drawing import drawn
from calculator.household import ladder, parts, questions
from calculator.household.calculation import Calculation
from calculator.household.intake.faults import Faults
from calculator.household.years import SUPPORTED
from calculator.web.forms.base import number
from calculator.web.presentation.outcome import Outcome, Side
from calculator.web.presentation.tables import Row, part_names, row
from portal.text.money import euros, hours, month

DAY = 8


def offers(outcome: Outcome) -> dict[str, Any]:
    """Which of the questions make sense for this household."""
    return {"asks_together": partner_has_hours(outcome), "other_year": bool(other_years(outcome.year))}


def partner_has_hours(outcome: Outcome) -> bool:
    people = outcome.document["people"]
    return len(people) == 2 and "hours" in (people[1].get("wage") or {})


def both(outcome: Outcome) -> dict[str, Any]:
    """The picture of both partners' hours, and every day's step of it as a table."""
    together = questions.together(outcome.document)
    spend = (together.disposable_year / 1200).tolist()
    partner = float(outcome.document["people"][1]["wage"]["hours"])
    picture = chart.Both(spend, (float(outcome.hours_now), partner), (float(outcome.hours_wish), partner))
    own = range(0, picture.own + 1, DAY)
    return {
        "chart": drawn(chart.draw(picture)),
        "chart_narrow": drawn(chart.draw(picture, narrow=True, name="samen-smal")),
        "own_hours": list(own),
        "rows": [
            (theirs, [euros(month(int(together.disposable_year[theirs, mine]))) for mine in own])
            for theirs in range(0, picture.partner + 1, DAY)
        ],
        "partner_hours": hours(partner),
    }


def hours_for(outcome: Outcome, more_month: int) -> list[str]:
    """The hours for so many cents a month more, in sentences."""
    document = {**outcome.document, "hours": [number(outcome.hours_now)]}
    answer = questions.hours_for(document, more_year=12 * more_month)
    you = "houden jullie" if outcome.together else "houd je"
    if answer.hours is None:
        return [
            f"Met meer uren kom je niet aan {euros(more_month)} per maand erbij.",
            f"Het meeste is {euros(month(answer.most))} per maand meer, bij {hours(answer.most_at / 100)} uur per week."
            if answer.most > 0
            else "Bij meer uren blijft er niet meer over dan nu.",
        ]
    said = [
        f"Vanaf {hours(answer.hours / 100)} uur per week {you} {euros(more_month)} per maand meer over.",
        f"Dat is {hours((answer.hours - float(outcome.hours_now) * 100) / 100)} uur per week erbij.",
    ]
    if answer.drops_at is not None:
        said.append(
            f"Bij {hours(answer.drops_at / 100)} uur is het weer even minder, omdat er dan iets stopt of een trede "
            "lager wordt. Kijk daarvoor naar het plaatje."
        )
    return said


def bonus_for(outcome: Outcome, net_month: int) -> list[str]:
    """How high a bonus at the hours of the wish must be for so many cents a month net, in sentences."""
    wish = hours(outcome.hours_wish)
    answer = ladder.gross_for_net(outcome.request, int(outcome.hours_wish * 100), net_year=12 * net_month)
    you = "houden jullie" if outcome.together else "houd je"
    most = euros(answer.highest)
    if answer.least is None:
        said = [f"Ook met een bonus van {most} bruto per jaar {you} geen {euros(net_month)} per maand over."]
    else:
        said = [
            f"Vanaf een bonus van {euros(answer.least)} bruto per jaar {you} {euros(net_month)} per maand over.",
            f"Dat is bij {wish} uur per week, boven op wat die uren zelf opleveren.",
        ]
    if answer.has_a_dip and answer.safe is not None:
        said.append(
            "Iets hoger kan weer te weinig zijn, omdat een toeslag dan in een stap omlaag gaat. Zeker genoeg is het "
            f"vanaf {euros(answer.safe)}."
        )
    elif answer.has_a_dip:
        said.append(
            "Iets hoger kan weer te weinig zijn, omdat een toeslag dan in een stap omlaag gaat. We keken elke euro na, "
            f"tot {most}."
        )
    said.append("Of je zo’n bonus krijgt, spreek je af met je werkgever.")
    return said


def exact_ends(outcome: Outcome) -> list[str]:
    """From which quarter of an hour something stops, starts or changes hands."""
    return [jump.sentence for jump in questions.fine_jumps(outcome.document) if jump.kind != "band"]


@dataclass(frozen=True)
class Years:
    first: int
    second: int
    rows: list[Row]
    unknown: list[str]
    """Parts that aren't known yet in the second year."""
    total: Row
    sentence: str
    is_proposal: bool
    last_known: list[str]
    """Parts of the second year with the last known amounts."""


def other_years(year: int) -> list[int]:
    """The year that comes, and else the one before."""
    return [other for other in (year + 1, year - 1) if other in SUPPORTED]


def january(outcome: Outcome) -> Years | None:
    """The same household in two years; None when neither of the other years can be computed for it."""
    document = {**outcome.document, "hours": [number(outcome.hours_now)]}
    for other in other_years(outcome.year):
        years = (outcome.year, other) if other > outcome.year else (other, outcome.year)
        try:
            calculations = questions.two_years(document, years)
        except Faults:
            continue
        return _two_years(outcome, years, calculations)
    return None


def _two_years(outcome: Outcome, years: tuple[int, int], calculations: Sequence[Calculation]) -> Years:
    first, second = (Side(calculation.year, 0) for calculation in calculations)
    missing = {part.part for calculation in calculations for part in calculation.left_out}
    last_known = [part.name for part in calculations[1].carried]
    return _compared(outcome, years, first, second, missing, last_known)


def _compared(
    outcome: Outcome, years: tuple[int, int], first: Side, second: Side, missing: set[str], last_known: list[str]
) -> Years:
    names, lines = part_names(outcome), parts.lines()
    amounts = {
        key: (month(first.parts_year[key]), month(second.parts_year[key]))
        for key in names
        if first.parts_year[key] or second.parts_year[key]
    }
    unknown = [
        key
        for key in names
        if any((part.slot or part.is_own_home) and missing.intersection(part.steps) for part in lines[key])
    ]
    known = {key: both for key, both in amounts.items() if key not in unknown}
    total = row("samen", sum(now for now, _ in known.values()), sum(then for _, then in known.values()))
    change = sum(then - now for now, then in known.values())
    you = "houden jullie" if outcome.together else "houd je"
    if abs(change) < 50:
        sentence = f"In {years[1]} {you} evenveel over als in {years[0]}."
    else:
        direction = "meer" if change > 0 else "minder"
        sentence = f"In {years[1]} {you} {euros(abs(change))} per maand {direction} over dan in {years[0]}."
    return Years(
        *years,
        rows=[row(names[key], *both) for key, both in known.items()],
        unknown=[names[key] for key in unknown],
        total=total,
        sentence=sentence,
        is_proposal=years[1] > outcome.year,
        last_known=last_known,
    )
