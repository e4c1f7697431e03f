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

from calculator.engine.amounts import Array, row_of
from calculator.engine.values import Waarden, Zekerheid, least_sure


class Figure(NamedTuple):
    """A figure in a sentence, with the way it's written; `kind` is a key of FORMATS."""

    value: Any
    kind: str

    def texts(self, household: int) -> list[str]:
        """One text for each hour, or a single text when it's the same for all."""
        return FORMATS[self.kind](row(self.value, household))


def row(array: Any, household: int) -> list[Any]:
    """One household's values: one for each hour, or a single one when it's the same for all."""
    if not isinstance(array, np.ndarray | np.generic):
        return [array]
    values: list[Any] = row_of(np.asarray(array), household).tolist()
    return values


NO_BREAK = "\u00a0"
EURO = f"€{NO_BREAK}"


def dutch(number: float, decimals: int) -> str:
    return _point_and_comma(f"{number:,.{decimals}f}")


def _point_and_comma(text: str) -> str:
    """A point between thousands, a comma before decimals."""
    return text.replace(",", ";").replace(".", ",").replace(";", ".")


def _in_euros(texts: list[str]) -> list[str]:
    """The sign of the euro and Dutch points; as one text, since a curve has thousands of figures."""
    text = EURO + _point_and_comma("\n".join(texts)).replace("\n", f"\n{EURO}")
    return text.replace(f"{EURO}-", f"−{EURO}").split("\n")


def _cents(values: list[int]) -> list[str]:
    return _in_euros([f"{value / 100:,.2f}" for value in values])


def _euro(values: list[int]) -> list[str]:
    """Half up, away from nothing, so that 0.50 isn't sometimes 0 and sometimes 1."""
    return _in_euros([f"{(value + 50) // 100 if value >= 0 else -((50 - value) // 100):,}" for value in values])


def _percent(values: list[int]) -> list[str]:
    return [f"{_shortest(value, 3)}{NO_BREAK}procent" for value in values]


def _hours(values: list[int]) -> list[str]:
    return [f"{_shortest(value, 2)}{NO_BREAK}uur" for value in values]


@functools.lru_cache(1024)
def _shortest(value: int, decimals: int) -> str:
    """Without zeros at the end; remembered, since percentages and hours come back at every hour."""
    return dutch(value / 10**decimals, decimals).rstrip("0").rstrip(",")


def _as_it_is(values: list[Any]) -> list[str]:
    return [str(value) for value in values]


FORMATS: dict[str, Callable[[list[Any]], list[str]]] = {
    "centen": _cents,
    "euro": _euro,
    "procent": _percent,
    "uren": _hours,
    "aantal": _as_it_is,
    "tekst": _as_it_is,
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
        """The sentence at one of the hours."""
        sentences = self.sentences(household)
        return sentences[hour if len(sentences) > 1 else 0]

    def sentences(self, household: int) -> list[str]:
        """The sentence with its figures at every hour, of several the first whose condition holds; a single
        sentence when it's the same at each."""
        texts = _Texts(self.figures, household)
        if isinstance(self.omdat, str):
            return _filled(self.omdat, texts)
        chosen = _chosen(self.omdat, household)
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


def _chosen(sentences: Sequence[tuple[Any, str]], household: int) -> list[str]:
    """Which of several sentences holds at each hour."""
    conditions = [(row(when, household), text) for when, text in sentences]
    hours = max(len(values) for values, _ in conditions)
    chosen = [""] * hours
    for values, text in reversed(conditions):  # so that the first that holds has the last word
        holds = values if len(values) == hours else values * hours
        chosen = [text if here else later for here, later in zip(holds, chosen, strict=True)]
    return chosen


@functools.cache
def _pieces(sentence: str) -> tuple[tuple[str, str | None], ...]:
    """A sentence as its texts, ready for filling in with %, each with the name of the figure behind it, if there's
    one."""
    return tuple((text.replace("%", "%%"), name) for text, name, _, _ in string.Formatter().parse(sentence))


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
    template, by_hour = "", []
    for text, name in _pieces(sentence):
        column = [] if name is None else texts[name]
        if len(column) > 1:
            by_hour.append(column)
            template += f"{text}%s"
        else:
            template += text + "".join(column).replace("%", "%%")
    return [template % row for row in zip(*by_hour, strict=True)] if by_hour else [template % ()]


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
