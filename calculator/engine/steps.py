"""The steps of an answer, recorded by the rules themselves while they compute.

A rule calls `stap(...)` with arrays; nothing is recorded unless an explanation was asked for, so the fast path
pays a function call and no more. Sentences are filled in only for the hours that are shown.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from calculator.engine.amounts import Array
from calculator.engine.values import Waarden


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure in a sentence, with the way it's written; `kind`: centen, euro, procent, aantal."""

    value: Any
    kind: str

    def text(self, household: int, hour: int) -> str:
        value = self.value
        if isinstance(value, np.ndarray):
            value = at(value, household, hour)
        return FORMATS[self.kind](value)


def at(array: Any, household: int, hour: int) -> Any:
    """The element of an array that broadcasts to (households, hours)."""
    array = np.atleast_2d(array)
    return array[min(household, array.shape[0] - 1), min(hour, array.shape[1] - 1)]


def dutch(number: float, decimals: int) -> str:
    return f"{number:,.{decimals}f}".translate(str.maketrans(",.", ".,"))


def _cents(value: int) -> str:
    return ("−" if value < 0 else "") + "€\u00a0" + dutch(abs(int(value)) / 100, 2)


def _euro(value: int) -> str:
    return ("−" if value < 0 else "") + "€\u00a0" + dutch(abs(int(value)) / 100, 0)


def _percent(value: int) -> str:
    return dutch(int(value) / 1000, 3).rstrip("0").rstrip(",") + "\u00a0procent"


FORMATS = {
    "centen": _cents,
    "euro": _euro,
    "procent": _percent,
    "aantal": lambda value: str(value),
    "tekst": str,
}


def bedrag(value: Any) -> Figure:
    return Figure(value, "centen")


def euros(value: Any) -> Figure:
    """Cents, written without cents."""
    return Figure(value, "euro")


def procent(value: Any) -> Figure:
    return Figure(value, "procent")


def aantal(value: Any) -> Figure:
    return Figure(value, "aantal")


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

    def because(self, household: int, hour: int) -> str:
        """The sentence with its figures; of several, the first whose condition holds."""
        if isinstance(self.omdat, str):
            sentence = self.omdat
        else:
            sentence = next(text for when, text in self.omdat if at(when, household, hour))
        return sentence.format(**{name: figure.text(household, hour) for name, figure in self.figures.items()})


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
        **figures: Figure,
    ) -> None:
        """`omdat`: one sentence, or (condition, sentence) pairs ending in (True, sentence).
        `uses`: the names in `waarden` that this step leans on, for their certainty on the page."""
        if self.on:
            self.recorded.append(Step(rule, amount, wet, omdat, self.person, figures, waarden, uses))

    @classmethod
    def geen(cls) -> "Stappen":
        return cls(on=False)
