"""The jumps of a household's picture, numbered as they stand in the chart, with the small ones taken together."""

from dataclasses import dataclass

from calculator.presentation.money import euros, hours, month
from calculator.presentation.outcome import Outcome
from calculator.presentation.words import listed

SHORT = {
    ("zorgtoeslag", "stops"): "zorgtoeslag stopt",
    ("zorgtoeslag", "starts"): "zorgtoeslag begint",
    ("huurtoeslag", "stops"): "huurtoeslag stopt",
    ("huurtoeslag", "starts"): "huurtoeslag begint",
    ("kindgebonden_budget", "stops"): "kindgebonden budget stopt",
    ("kindgebonden_budget", "starts"): "kindgebonden budget begint",
    ("kinderopvangtoeslag", "stops"): "opvangtoeslag stopt",
    ("kinderopvangtoeslag", "starts"): "opvangtoeslag begint",
}


@dataclass(frozen=True)
class Numbered:
    """Everything that happens at one number of hours."""

    number: int
    hours: float
    short: str
    sentences: tuple[str, ...]


@dataclass(frozen=True)
class Jumps:
    numbered: tuple[Numbered, ...]
    bands: tuple[float, ...]
    """Hours at which childcare goes down (or up) one band of its table."""
    band_sentence: str


def jumps(outcome: Outcome) -> Jumps:
    found = outcome.curve.jumps
    large = [jump for jump in found if jump.kind != "band"]
    places = sorted({jump.hours for jump in large})
    numbered = []
    for number, place in enumerate(places, 1):
        here = [jump for jump in large if jump.hours == place]
        numbered.append(Numbered(number, place / 100, _short(here[0]), tuple(_sentence(jump) for jump in here)))
    small = [jump for jump in found if jump.kind == "band"]
    return Jumps(tuple(numbered), tuple(jump.hours / 100 for jump in small), _bands(small))


def _short(jump) -> str:
    if jump.kind == "moves":
        return "combinatiekorting wisselt"
    return SHORT[jump.rule, jump.kind]


def _sentence(jump) -> str:
    """The engine's sentence, with the amount when it's one that is felt."""
    amount = month(abs(jump.amount_year))
    if jump.kind == "moves" or amount < 100:
        return jump.sentence
    return f"{jump.sentence} Dat scheelt {euros(amount)} per maand."


def _bands(small) -> str:
    if not small:
        return ""
    at = listed([hours(jump.hours / 100) for jump in small])
    amounts = sorted(month(abs(jump.amount_year)) for jump in small)
    down = all(jump.amount_year < 0 for jump in small)
    what = "daalt" if down else "verandert"
    if len(small) == 1:
        return f"Bij {at} uur {what} de kinderopvangtoeslag een trede. Dat scheelt {euros(amounts[0])} per maand."
    return (
        f"Bij {at} uur {what} de kinderopvangtoeslag telkens een trede. Dat scheelt per keer "
        f"{euros(amounts[0])} tot {euros(amounts[-1])} per maand."
    )
