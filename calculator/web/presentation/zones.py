"""Your zone in words: what an hour more brings from your hours on, in the few stretches where it is much the same."""

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from calculator.charts.zone import Zone
from calculator.web.presentation.outcome import Outcome
from portal.text.money import euros, half_up, month

MOST_STRETCHES = 3
WORTH_A_STRETCH = 50
"""Euros that the hours together must come nearer to the middle of their stretch before there's a stretch more."""


@dataclass(frozen=True)
class Stretch:
    """Hours one after another that all bring something, all cost something or all do nothing."""

    first: int
    """The number of the hour: hour 34 is the one from 33 to 34."""
    last: int
    low: int
    high: int
    """Whole euros a month."""

    @property
    def sign(self) -> int:
        return _sign(self.low)


def zone(outcome: Outcome) -> str:
    """Empty where there's no hour more."""
    stretches = _stretches(outcome)
    return sentence(stretches[:MOST_STRETCHES], goes_on=len(stretches) <= MOST_STRETCHES)


def shaded(outcome: Outcome) -> Zone | None:
    """For the pictures: the stretch that most of the hours between yours and your wish are in."""
    stretches = _stretches(outcome)
    if not stretches:
        return None
    begin, end = sorted((outcome.hours_now, outcome.hours_wish))
    yours = max(stretches, key=lambda stretch: min(stretch.last, end) - max(stretch.first - 1, begin))
    return Zone(yours.first - 1, yours.last, sentence([yours], goes_on=False))


def where(outcome: Outcome) -> str:
    """Which hours of the sentence are in shade; with what they bring, when the sentence stops before them."""
    zone, spoken_of = shaded(outcome), _stretches(outcome)[:MOST_STRETCHES]
    if zone is None:
        return ""
    if zone.last > spoken_of[-1].last:
        return f"Gekleurd in het plaatje: {zone.words[0].lower()}{zone.words[1:]}"
    return f"Gekleurd in het plaatje: van {zone.first} tot {zone.last} uur."


def _stretches(outcome: Outcome) -> list[Stretch]:
    """Asked five times for a page, so kept with the outcome as what it makes itself."""
    kept = vars(outcome)
    if "stretches" not in kept:
        start = int(min(outcome.hours_now, outcome.hours_wish))
        kept["stretches"] = cut(start, hourly(outcome)[start:])
    stretches: list[Stretch] = kept["stretches"]
    return stretches


def hourly(outcome: Outcome) -> list[int]:
    """Whole euros a month of each hour more, as in the table of all hours."""
    years = zip(outcome.curve.hours, outcome.curve.disposable_year, strict=True)
    whole = [int(cents) for at, cents in years if at % 100 == 0]
    return [half_up(month(after - before)) for before, after in itertools.pairwise(whole)]


def cut(start: int, gains: Sequence[int]) -> list[Stretch]:
    """The stretches of which the amounts lie nearest together, each further one at a price."""
    best, begins = [0], [0]
    for end in range(1, len(gains) + 1):
        options = [
            (best[begin] + _apart(gains[begin:end]) + WORTH_A_STRETCH, begin)
            for begin in range(end)
            if len({_sign(gain) for gain in gains[begin:end]}) == 1
        ]
        price, begin = min(options)
        best.append(price)
        begins.append(begin)
    stretches, end = [], len(gains)
    while end:
        among = gains[begins[end] : end]
        stretches.append(Stretch(start + begins[end] + 1, start + end, min(among), max(among)))
        end = begins[end]
    return stretches[::-1]


def _apart(amounts: Sequence[int]) -> int:
    """How far all of them are from the middle one."""
    middle = sorted(amounts)[len(amounts) // 2]
    return sum(abs(amount - middle) for amount in amounts)


def sentence(stretches: Sequence[Stretch], *, goes_on: bool) -> str:
    """`goes_on` says that the last stretch reaches to full time. A stretch begins where the one before it ended: from
    28 to 30 hours, from 30 to 32."""
    if not stretches:
        return ""
    last = stretches[-1] if goes_on and len(stretches) > 1 else None
    said = "; ".join(_phrases(stretches, last))
    return f"{said[0].upper()}{said[1:]}."


def _phrases(stretches: Sequence[Stretch], last: Stretch | None) -> Iterator[str]:
    before = None
    for place, stretch in enumerate(stretches):
        amounts = _amounts(stretch) + (" per maand" if place == 0 and stretch.sign else "")
        where = _where(stretch, last)
        goes_on_alike = before is not None and before.sign == stretch.sign == 1
        if goes_on_alike and stretch.first != stretch.last and before.first != before.last:
            yield f"{where} {amounts}"
        else:
            yield f"{where} {_verb(stretch, amounts)}"
        before = stretch


def _where(stretch: Stretch, last: Stretch | None) -> str:
    begin = stretch.first - 1
    if stretch.first == stretch.last:
        return f"het uur van {begin} naar {stretch.last}"
    return f"vanaf {begin} uur" if stretch is last else f"van {begin} tot {stretch.last} uur"


def _verb(stretch: Stretch, amounts: str) -> str:
    every = "" if stretch.first == stretch.last else " elk uur"
    if stretch.sign < 0:
        return f"kost{every} {amounts}"
    return f"levert{every} {amounts} op"


def _amounts(stretch: Stretch) -> str:
    low, high = sorted((abs(stretch.low), abs(stretch.high)))
    if not high:
        return "niets"
    return euros(100 * low) if low == high else f"{euros(100 * low)} tot {euros(100 * high)}"


def _sign(amount: int) -> int:
    return (amount > 0) - (amount < 0)
