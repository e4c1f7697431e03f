"""Values in force: legal amounts as dated data, each with its source and how sure it is.

A rule declares what it needs as a frozen dataclass that extends `Waarden`; `load` reads its TOML file and turns
every figure into an exact number, once. A missing or misspelt value fails on loading; a day without values
raises `NotInForce`. Another year's values are never used in their place.

    [[waarden]]
    vanaf = 2026-01-01
    tot_en_met = 2026-12-31
    bron = ["Regeling vaststelling standaardpremie 2026"]
    zekerheid = "bevestigd"
    toelichting = "..."                       # optional
    zekerheid_van = {drempel = "afgeleid"}    # optional, for single values
    standaardpremie = 2119

What was released beside the code (see `engine.in_use`) is laid over it, period by period.
"""

import dataclasses
import enum
import functools
import itertools
import tomllib
import types
import typing
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any, Generic, Self, TypeVar

from calculator.engine.in_use import current, remembered

PARAMETERS = Path(__file__).resolve().parent.parent / "parameters"


class Zekerheid(enum.StrEnum):
    """How sure a value is, from surest to least sure."""

    BEVESTIGD = "bevestigd"
    EEN_BRON = "één bron"
    AFGELEID = "afgeleid"
    VOORSTEL = "voorstel"
    LAATST_BEKEND = "laatst bekend"
    """Of another year, carried forward since it was asked for; no value of the code itself can be that."""
    ONTBREEKT = "ontbreekt"
    """Of a part that is left out for want of a value; no value itself can be that."""


SUREST_FIRST = list(Zekerheid)


def least_sure(several: Iterable[Zekerheid]) -> Zekerheid:
    return max(several, key=SUREST_FIRST.index)


# How a figure in the file becomes an exact number.
Euro = Annotated[int, "euro"]
"""Whole euros in the file; whole cents in the engine."""
Centen = Annotated[int, "centen"]
"""Euros with cents in the file; whole cents in the engine."""
Procent = Annotated[int, "procent"]
"""Percent with at most three decimals in the file; thousandths of a percent in the engine."""
Exact = Annotated[Decimal, "exact"]
Aantal = Annotated[int, "aantal"]

SCALES = {"euro": 100, "centen": 100, "procent": 1000, "aantal": 1}


class NotInForce(LookupError):
    """No values are known for this rule on this day; says which rule and which day."""

    def __init__(self, rule: str, day: date):
        self.rule, self.day = rule, day
        super().__init__(f"Voor {rule} zijn geen waarden bekend op {day:%d-%m-%Y}.")


class WrongValues(ValueError):
    """A parameter file doesn't hold what its rule needs."""


@dataclass(frozen=True, kw_only=True)
class Waarden:
    """What every set of values carries beside its figures."""

    vanaf: date
    tot_en_met: date
    bron: tuple[str, ...]
    zekerheid: Zekerheid
    toelichting: str = ""
    zekerheid_van: dict[str, Zekerheid] = dataclasses.field(default_factory=dict)

    def zekerheid_bij(self, name: str) -> Zekerheid:
        return self.zekerheid_van.get(name, self.zekerheid)

    def holds_on(self, day: date) -> bool:
        return self.vanaf <= day <= self.tot_en_met

    def meets(self, other: "Waarden") -> bool:
        """Whether both hold on some day."""
        return self.vanaf <= other.tot_en_met and other.vanaf <= self.tot_en_met

    def on_days(self, first: date, last: date) -> Self:
        """The same values, for a part of their days."""
        return dataclasses.replace(self, vanaf=first, tot_en_met=last)

    def over(self, below: Sequence[Self]) -> Sequence[Self]:
        """What holds where these values are laid over others that hold on some of the same days: just these."""
        return (self,)


META = {field.name for field in dataclasses.fields(Waarden)}
W = TypeVar("W", bound=Waarden)


@dataclass(frozen=True, eq=False)
class InForce(Generic[W]):
    """All values of one rule over time; `base` are those of the code."""

    rule: str
    base: tuple[W, ...]

    @property
    def periods(self) -> tuple[W, ...]:
        return _periods(self)

    def on(self, day: date) -> W:
        values = self.found_on(day)
        if values is None:
            raise NotInForce(self.rule, day)
        return values

    def found_on(self, day: date) -> W | None:
        """The same, or None where the day has no values."""
        return next((period for period in self.periods if period.holds_on(day)), None)

    def in_year(self, year: int) -> W:
        """For rules whose values hold a whole calendar year."""
        values = self.found_in(year)
        if values is None:
            raise NotInForce(self.rule, date(year, 1, 1))
        return values

    def found_in(self, year: int) -> W | None:
        """The same, or None where the year has no values and the part is left out."""
        values: W | None = _found_in(self, year)
        return values

    def years(self) -> frozenset[int]:
        """The calendar years of which each day has values."""
        years: frozenset[int] = _years(self)
        return years


@remembered
def _periods(rule: InForce[W]) -> tuple[W, ...]:
    periods = rule.base
    for layer in current().layers.get(rule.rule, ()):
        periods = laid_over(periods, typing.cast(tuple[W, ...], layer))
    return periods


@remembered
def _found_in(rule: InForce[W], year: int) -> W | None:
    """Every rule asks this for every household."""
    return rule.found_on(date(year, 1, 1))


@remembered
def _years(rule: InForce[W]) -> frozenset[int]:
    if not rule.periods:
        return frozenset()
    years = range(rule.periods[0].vanaf.year, rule.periods[-1].tot_en_met.year + 1)
    return frozenset(year for year in years if _cover(rule.periods, date(year, 1, 1), date(year, 12, 31)))


def _cover(periods: Iterable[Waarden], day: date, last: date) -> bool:
    """Whether there are values on every day of these."""
    for period in periods:
        if period.holds_on(day):
            if period.tot_en_met >= last:
                return True
            day = period.tot_en_met + timedelta(days=1)
    return False


def laid_over(below: Sequence[W], above: Sequence[W]) -> tuple[W, ...]:
    """Both over time: on the days of which `above` has values, those hold."""
    periods = list(below)
    for period in above:
        touched = [earlier for earlier in periods if period.meets(earlier)]
        rest = [earlier for earlier in periods if not period.meets(earlier)]
        periods = sorted([*rest, *_outside(period, touched), *period.over(touched)], key=lambda values: values.vanaf)
    return tuple(periods)


def _outside(period: Waarden, touched: Sequence[W]) -> list[W]:
    """What remains of these before and after the period."""
    before, after = period.vanaf - timedelta(days=1), period.tot_en_met + timedelta(days=1)
    return [
        *(one.on_days(one.vanaf, before) for one in touched if one.vanaf < period.vanaf),
        *(one.on_days(after, one.tot_en_met) for one in touched if one.tot_en_met > period.tot_en_met),
    ]


@functools.cache
def load(cls: type[W], rule: str) -> InForce[W]:
    """Read `parameters/<rule>.toml`; the same file is read once."""
    with (PARAMETERS / f"{rule}.toml").open("rb") as file:
        document = tomllib.load(file, parse_float=Decimal)
    return parse(cls, rule, document)


def parse(cls: type[W], rule: str, document: dict[str, Any]) -> InForce[W]:
    """Turn a parsed document into values; raises WrongValues with every fault named."""
    periods = []
    for number, block in enumerate(document.get("waarden", []), 1):
        try:
            periods.append(_build(cls, block, f"{rule}, blok {number}"))
        except (TypeError, ValueError) as fault:
            raise WrongValues(f"{rule}.toml, blok {number}: {fault}") from fault
    if not periods:
        raise WrongValues(f"{rule}.toml: er staan geen waarden in.")
    periods.sort(key=lambda values: values.vanaf)
    for earlier, later in itertools.pairwise(periods):
        if later.vanaf <= earlier.tot_en_met:
            raise WrongValues(f"{rule}.toml: twee blokken gelden op {later.vanaf:%d-%m-%Y}.")
    return InForce(rule, tuple(periods))


def _build(cls: type, block: dict[str, Any], where: str) -> Any:
    known = hints(cls)
    unknown = set(block) - set(known)
    if unknown:
        raise WrongValues(f"onbekende waarde {', '.join(sorted(unknown))} ({where})")
    return cls(**{name: _exact(known[name], value, f"{where}, {name}") for name, value in block.items()})


@functools.cache
def hints(cls: type) -> dict[str, Any]:
    """Which kind each value is; a long table has hundreds of rows of one class."""
    return typing.get_type_hints(cls, include_extras=True)


def _exact(hint: Any, value: Any, where: str) -> Any:
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin in (typing.Union, types.UnionType):
        return _exact(next(kind for kind in arguments if kind is not type(None)), value, where)
    if origin is Annotated:
        return _number(arguments[1], value, where)
    if origin is tuple:
        values = [value] if isinstance(value, str) else value
        return tuple(_exact(arguments[0], item, where) for item in values)
    if origin is dict:
        return {key: _exact(arguments[1], item, f"{where}, {key}") for key, item in value.items()}
    if dataclasses.is_dataclass(hint):
        return _build(typing.cast(type, hint), value, where)
    if hint is Zekerheid:
        if value in (Zekerheid.ONTBREEKT, Zekerheid.LAATST_BEKEND):
            raise WrongValues(f"{where}: een waarde die ontbreekt of van een ander jaar is, hoort hier niet te staan")
        return Zekerheid(value)
    if not isinstance(value, hint):
        raise WrongValues(f"{where}: {value!r} is geen {hint.__name__}")
    return value


def _number(scale: str, value: Any, where: str) -> int | Decimal:
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise WrongValues(f"{where}: {value!r} is geen getal")
    if scale == "exact":
        return Decimal(value)
    scaled = Decimal(value) * SCALES[scale]
    if scaled != int(scaled) or (scale == "euro" and scaled % 100):
        raise WrongValues(f"{where}: {value} heeft te veel cijfers achter de komma")
    return int(scaled)
