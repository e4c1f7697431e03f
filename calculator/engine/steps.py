"""The steps of an answer, recorded by the rules themselves while they compute.

A rule calls `stap(...)` with arrays; nothing is recorded unless an explanation was asked for, so the fast path
pays a function call and no more. Sentences are filled in only for the household that is shown, all its hours at
once; what is the same at every hour is written once.
"""

import functools
import string
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import numpy as np

from calculator.engine.amounts import Array
from calculator.engine.values import Waarden, Zekerheid, least_sure


class Figure(NamedTuple):
    """A figure in a sentence, with the way it's written; `kind` is a key of FORMATS."""

    value: Any
    kind: str

    def text(self, household: int, hour: int) -> str:
        value = self.value
        if isinstance(value, np.ndarray):
            value = at(value, household, hour)
        return FORMATS[self.kind](value)

    def texts(self, household: int) -> list[str]:
        """One text for each hour, or a single text when it's the same for all."""
        return list(map(FORMATS[self.kind], row(self.value, household)))


def at(array: Any, household: int, hour: int) -> Any:
    """The element of an array that broadcasts to (households, hours)."""
    array = np.atleast_2d(array)
    return array[min(household, array.shape[0] - 1), min(hour, array.shape[1] - 1)]


def row(array: Any, household: int) -> list[Any]:
    """One household's values: one for each hour, or a single one when it's the same for all."""
    if not isinstance(array, np.ndarray):
        return [array]
    array = np.atleast_2d(array)
    values: list[Any] = array[min(household, array.shape[0] - 1)].tolist()
    return values


def dutch(number: float, decimals: int) -> str:
    return f"{number:,.{decimals}f}".translate(COMMA_AND_POINT)


COMMA_AND_POINT = str.maketrans(",.", ".,")
NO_BREAK = "\u00a0"


def _cents(value: int) -> str:
    if value < 0:
        return "−" + _cents(-value)
    return f"€{NO_BREAK}{value // 100:,}".replace(",", ".") + f",{value % 100:02d}"


def _euro(value: int) -> str:
    """Half up, so that 0.50 isn't sometimes 0 and sometimes 1."""
    if value < 0:
        return "−" + _euro(-value)
    return f"€{NO_BREAK}{(value + 50) // 100:,}".replace(",", ".")


def _percent(value: int) -> str:
    return dutch(int(value) / 1000, 3).rstrip("0").rstrip(",") + f"{NO_BREAK}procent"


def _hours(value: int) -> str:
    return dutch(int(value) / 100, 2).rstrip("0").rstrip(",") + f"{NO_BREAK}uur"


FORMATS: dict[str, Callable[[Any], str]] = {
    "centen": _cents,
    "euro": _euro,
    "procent": _percent,
    "uren": _hours,
    "aantal": str,
    "tekst": str,
}


def bedrag(value: Any) -> Figure:
    return Figure(value, "centen")


def euros(value: Any) -> Figure:
    """Cents, written without cents."""
    return Figure(value, "euro")


def procent(value: Any) -> Figure:
    return Figure(value, "procent")


def uren(value: Any) -> Figure:
    """Hundredths of an hour."""
    return Figure(value, "uren")


def aantal(value: Any) -> Figure:
    return Figure(value, "aantal")


def tekst(value: Any) -> Figure:
    return Figure(value, "tekst")


@dataclass(frozen=True, slots=True)
class Step:
    rule: str
    amount: Any
    wet: str
    omdat: str | Sequence[tuple[Any, str]]
    person: int | None
    figures: dict[str, Figure]
    waarden: Waarden | None
    uses: tuple[str, ...]
    zekerheid_erbij: Zekerheid | None = None
    bron_erbij: tuple[str, ...] = ()

    def because(self, household: int, hour: int) -> str:
        """The sentence with its figures; of several, the first whose condition holds."""
        if isinstance(self.omdat, str):
            sentence = self.omdat
        else:
            sentence = next(text for when, text in self.omdat if at(when, household, hour))
        return sentence.format(**{name: figure.text(household, hour) for name, figure in self.figures.items()})

    def sentences(self, household: int) -> list[str]:
        """`because` for every hour at once; a single sentence when it's the same at each."""
        texts = _Texts(self.figures, household)
        if isinstance(self.omdat, str):
            return _filled(self.omdat, texts)
        conditions = [(row(when, household), text) for when, text in self.omdat]
        hours = max(len(values) for values, _ in conditions)
        chosen = [
            next(text for values, text in conditions if values[hour if len(values) > 1 else 0]) for hour in range(hours)
        ]
        filled = {text: _filled(text, texts) for text in set(chosen)}
        if len(filled) == 1:
            return filled[chosen[0]]
        return [filled[text][hour if len(filled[text]) > 1 else 0] for hour, text in enumerate(chosen)]

    def amounts(self, household: int) -> list[int]:
        return row(np.asarray(self.amount), household)

    @property
    def zekerheid(self) -> Zekerheid:
        """That of the least sure value this step leans on."""
        sure = [Zekerheid.BEVESTIGD] if self.zekerheid_erbij is None else [self.zekerheid_erbij]
        if self.waarden is not None:
            sure += [self.waarden.zekerheid_bij(name) for name in self.uses] or [self.waarden.zekerheid]
        return least_sure(sure)

    @property
    def bron(self) -> tuple[str, ...]:
        return self.bron_erbij + (self.waarden.bron if self.waarden is not None else ())


@functools.cache
def _pattern(sentence: str) -> tuple[str, tuple[str, ...]]:
    """The sentence with %s for each figure, and the names of the figures in that order."""
    pieces = [(text, name) for text, name, _, _ in string.Formatter().parse(sentence)]
    pattern = "".join(text.replace("%", "%%") + ("" if name is None else "%s") for text, name in pieces)
    return pattern, tuple(name for _, name in pieces if name is not None)


class _Texts(dict[str, list[str]]):
    """The texts of each figure, written when a sentence asks for it."""

    def __init__(self, figures: dict[str, Figure], household: int):
        super().__init__()
        self.figures, self.household = figures, household

    def __missing__(self, name: str) -> list[str]:
        self[name] = texts = self.figures[name].texts(self.household)
        return texts


def _filled(sentence: str, texts: _Texts) -> list[str]:
    """The sentence at every hour; a single one when its figures are the same at each."""
    pattern, names = _pattern(sentence)
    columns = [texts[name] for name in names]
    hours = max((len(column) for column in columns), default=1)
    stretched = [column if len(column) == hours else column * hours for column in columns]
    return [pattern % row for row in zip(*stretched, strict=True)] if columns else [sentence]


@dataclass
class Stappen:
    """Records steps; `Stappen.geen()` records nothing."""

    on: bool = True
    recorded: list[Step] = field(default_factory=list)
    person: int | None = None

    def __call__(
        self,
        rule: str,
        amount: Array,
        *,
        wet: str,
        omdat: str | Sequence[tuple[Any, str]],
        waarden: Waarden | None = None,
        uses: tuple[str, ...] = (),
        zekerheid: Zekerheid | None = None,
        bron: tuple[str, ...] = (),
        **figures: Figure,
    ) -> None:
        """`omdat`: one sentence, or (condition, sentence) pairs ending in (True, sentence).
        `uses`: the names in `waarden` that this step leans on, for their certainty on the page;
        `zekerheid` and `bron`: of anything beside them."""
        if self.on:
            step = Step(rule, amount, wet, omdat, self.person, figures, waarden, uses, zekerheid, bron)
            self.recorded.append(step)

    @classmethod
    def geen(cls) -> "Stappen":
        return cls(on=False)
