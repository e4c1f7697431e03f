"""The steps of an answer, recorded by the rules themselves while they compute.

A rule calls `stap(...)` with arrays; nothing is recorded unless an explanation was asked for, so the fast path
pays a function call and no more. Sentences are filled in only for the household that is shown, all its hours at
once; what is the same at every hour is written once.
"""

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
        return [FORMATS[self.kind](value) for value in row(self.value, household)]


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
    euro, cent = divmod(abs(int(value)), 100)
    return ("−" if value < 0 else "") + f"€{NO_BREAK}{euro:,}".replace(",", ".") + f",{cent:02d}"


def _euro(value: int) -> str:
    """Half up, so that 0.50 isn't sometimes 0 and sometimes 1."""
    return ("−" if value < 0 else "") + f"€{NO_BREAK}{(abs(int(value)) + 50) // 100:,}".replace(",", ".")


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
        texts = {name: figure.texts(household) for name, figure in self.figures.items()}
        chosen = self._chosen(household)
        hours = max(len(chosen), *(len(values) for values in texts.values()), 1)
        fixed = {name: values[0] for name, values in texts.items() if len(values) == 1}
        moving = {name: values for name, values in texts.items() if len(values) > 1}
        return [
            chosen[min(hour, len(chosen) - 1)].format(
                **fixed, **{name: values[hour] for name, values in moving.items()}
            )
            for hour in range(hours)
        ]

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

    def _chosen(self, household: int) -> list[str]:
        if isinstance(self.omdat, str):
            return [self.omdat]
        conditions = [(row(when, household), text) for when, text in self.omdat]
        hours = max(len(values) for values, _ in conditions)
        return [
            next(text for values, text in conditions if values[min(hour, len(values) - 1)]) for hour in range(hours)
        ]


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
