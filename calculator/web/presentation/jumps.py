"""The jumps of a household's picture, numbered as they stand in the chart, with the small ones taken together."""

from collections.abc import Iterator
from dataclasses import dataclass

from calculator.household import parts
from calculator.household.jumps import Jump
from calculator.web.presentation.outcome import Outcome
from calculator.web.presentation.words import more_or_less
from portal.text.money import euros, half_up, hours, month
from portal.text.words import listed

VERBS = {"stops": ("stopt", "stoppen"), "starts": ("begint", "beginnen"), "moves": ("wisselt", "wisselen")}
NEAR = 4
"""Hours a week beyond your hours and your wish."""


@dataclass(frozen=True)
class Numbered:
    """Everything that happens at one number of hours."""

    number: int
    hours: float
    short: str
    sentences: tuple[str, ...]
    is_near: bool
    """Near your hours or your wish, or between them."""


@dataclass(frozen=True)
class Jumps:
    numbered: tuple[Numbered, ...]
    bands: tuple[float, ...]
    """Hours at which childcare goes down (or up) one band of its table."""
    band_sentence: str
    """The small ones together, and every other hour that leaves less to spend than the hour before it."""

    @property
    def near(self) -> list[Numbered]:
        return [jump for jump in self.numbered if jump.is_near]

    @property
    def far(self) -> list[Numbered]:
        return [jump for jump in self.numbered if not jump.is_near]


def jumps(outcome: Outcome) -> Jumps:
    all_jumps = outcome.curve.jumps
    large = [jump for jump in all_jumps if jump.kind != "band"]
    places = sorted({jump.hours for jump in large})
    numbered = []
    for number, place in enumerate(places, 1):
        here = [jump for jump in large if jump.hours == place]
        sentences = (*(_sentence(jump) for jump in here), *_falls(outcome, here[0]))
        numbered.append(Numbered(number, place / 100, short(here), sentences, _is_near(outcome, place / 100)))
    small = [jump for jump in all_jumps if jump.kind == "band"]
    tables = {jump.rule: [other for other in small if other.rule == jump.rule] for jump in small}
    said = [*(_bands(several) for several in tables.values()), _other_falls(outcome, places)]
    sentence = " ".join(words for words in said if words)
    return Jumps(tuple(numbered), tuple(jump.hours / 100 for jump in small), sentence)


def _is_near(outcome: Outcome, at: float) -> bool:
    first, last = sorted((outcome.hours_now, outcome.hours_wish))
    return first - NEAR <= at <= last + NEAR


def short(here: list[Jump]) -> str:
    """huurtoeslag en zorgtoeslag stoppen, combinatiekorting wisselt"""
    phrases = []
    for kind, (one, several) in VERBS.items():
        names = [jump.short for jump in here if jump.kind == kind]
        if names:
            phrases.append(f"{listed(names)} {one if len(names) == 1 else several}")
    return ", ".join(phrases)


def _sentence(jump: Jump) -> str:
    """The engine's sentence, with the amount when it's one that is felt."""
    amount = month(jump.amount_year)
    if jump.kind == "moves" or half_up(amount) == 0:
        return jump.sentence
    return f"{jump.sentence} Dat is {euros(abs(amount))} per maand {more_or_less(amount)}."


def _falls(outcome: Outcome, jump: Jump) -> Iterator[str]:
    """Where an hour more leaves less to spend, that is said."""
    lost = _lost(outcome, outcome.curve.at(jump.hours))
    if lost:
        you = "Jullie houden" if outcome.together else "Je houdt"
        yield f"{you} dan {euros(lost)} per maand minder over dan bij {hours(jump.before / 100)} uur."


def _lost(outcome: Outcome, place: int) -> int:
    """Cents a month that this place of the curve has less than the one before it; 0 when that rounds to nothing."""
    left = outcome.curve.disposable_year
    lost = month(int(left[place - 1] - left[place])) if place else 0
    return lost if half_up(lost) > 0 else 0


def _other_falls(outcome: Outcome, places: list[int]) -> str:
    falls = [
        hours(at / 100) for place, at in enumerate(outcome.curve.hours) if at not in places and _lost(outcome, place)
    ]
    if not falls:
        return ""
    you = "houden jullie" if outcome.together else "houd je"
    return f"Bij {listed(falls)} uur {you} minder over dan een uur eerder."


def _bands(small: list[Jump]) -> str:
    """Those of one part."""
    name = next(part.with_article for part in parts.rows() if part.key == small[0].rule)
    at = listed([hours(jump.hours / 100) for jump in small])
    amounts = sorted(month(abs(jump.amount_year)) for jump in small)
    directions = {more_or_less(jump.amount_year) for jump in small}
    what = {frozenset(["minder"]): "daalt", frozenset(["meer"]): "stijgt"}.get(frozenset(directions), "verandert")
    how_much = euros(amounts[0])
    if euros(amounts[-1]) != how_much:
        how_much = f"{how_much} tot {euros(amounts[-1])}"
    side = f" {directions.pop()}" if len(directions) == 1 else " meer of minder"
    if len(small) == 1:
        return f"Bij {at} uur {what} {name} een trede. Dat is {how_much} per maand{side}."
    return f"Bij {at} uur {what} {name} telkens een trede. Dat is elke keer {how_much} per maand{side}."
