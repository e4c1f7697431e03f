"""Hours that change in the course of the year: what that does in this year and in the next, beside each other."""

from collections.abc import Iterator
from dataclasses import dataclass

from calculator.household.calculation import Calculation, calculate
from calculator.household.intake.document import read_document
from calculator.household.intake.faults import Faults
from calculator.household.years import SUPPORTED
from calculator.web.presentation.outcome import Outcome, Side
from calculator.web.presentation.tables import part_names
from portal.text.dates import MONTHS
from portal.text.money import euros, half_up, month, signed


@dataclass(frozen=True)
class ThisYearAndNext:
    """What the wish changes in each, part by part; whole years."""

    first: int
    second: int
    sentences: list[str]
    rows: list[tuple[str, str, str]]
    total: tuple[str, str]
    last_known: list[str]
    """Parts of the second year with the last known amounts."""


def since(outcome: Outcome) -> str:
    """The day from which the hours are those of the wish; empty where that's all year."""
    start = outcome.start_month
    return "" if start is None else f"1 {MONTHS[start - 1]} {outcome.year}"


def months_of(outcome: Outcome) -> int:
    """How many months of this year have the hours of the wish."""
    return 13 - (outcome.start_month or 1)


def counts(outcome: Outcome) -> str:
    months = months_of(outcome)
    return f"In {outcome.year} telt dit {'1 maand' if months == 1 else f'{months} maanden'} mee."


def in_a_whole_year(outcome: Outcome) -> str:
    """What the wish comes to a month, once all months have its hours."""
    if not outcome.extra_hours:
        return ""
    change = outcome.whole_year.difference_month
    you = "houden jullie" if outcome.together else "houd je"
    much = (
        "evenveel" if half_up(change) == 0 else f"{euros(abs(change))} per maand {'meer' if change > 0 else 'minder'}"
    )
    return f"Werk je die uren een heel jaar, dan {you} {much} over, met de regels van {outcome.year}."


def years(outcome: Outcome) -> ThisYearAndNext | None:
    """None where the hours are the same all year, or where nothing changes."""
    if outcome.start_month is None or not outcome.extra_hours:
        return None
    next_year = _next_year(outcome)
    if next_year is None:
        unknown = f"Van {outcome.year + 1} kennen we voor jouw situatie nog niet alle regels."
        return ThisYearAndNext(outcome.year, outcome.year + 1, [counts(outcome), unknown], [], ("", ""), [])
    now, wish = (Side(next_year.year, place) for place in (0, 1))
    this = {key: outcome.changed(lambda side, key=key: side.parts_year[key]) for key in part_names(outcome)}
    then = {key: wish.parts_year[key] - now.parts_year[key] for key in this}
    names = part_names(outcome)
    change = wish.disposable_year - now.disposable_year
    return ThisYearAndNext(
        outcome.year,
        outcome.year + 1,
        [counts(outcome), _whole_year(outcome, change), *_bonus(outcome)],
        [(names[key], signed(this[key]), signed(then[key])) for key in names if this[key] or then[key]],
        (signed(outcome.difference_year), signed(change)),
        [f"{part.name} ({part.from_year})" for part in next_year.carried],
    )


def _next_year(outcome: Outcome) -> Calculation | None:
    """At both numbers of hours, all year."""
    if outcome.year + 1 not in SUPPORTED:
        return None
    document = {**outcome.whole_year.document, "year": outcome.year + 1, "explain": False}
    try:
        return calculate(read_document(document))
    except Faults:
        return None


def _bonus(outcome: Outcome) -> Iterator[str]:
    if outcome.request.people[0].bonus_year:
        yield "De bonus telt in beide jaren helemaal mee."


def _whole_year(outcome: Outcome, change: int) -> str:
    you = "houden jullie" if outcome.together else "houd je"
    if abs(change) < 100:
        return f"In {outcome.year + 1}, een heel jaar, {you} evenveel over."
    direction = "meer" if change > 0 else "minder"
    return (
        f"In {outcome.year + 1}, een heel jaar, {you} {euros(abs(change))} {direction} over. Dat is "
        f"{euros(month(abs(change)))} per maand."
    )
