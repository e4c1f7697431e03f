"""Collective agreements: pay tables by date, and what an agreement pays beside salary.

A table holds amounts at full time by scale and step. In the childcare agreement a step is a salary number: all its
scales share one ladder, so a scale begins at a number of its own. A step stays the same the whole year.

Missing, so refused by name: scales and years of which a month has no table. Missing, so left out aloud: what a block
names under `weggelaten`, and the allowance at the top step where its amount wasn't found.

An amount below the statutory minimum wage is lifted to it (for 21 and older; the youth minimum isn't modelled).
"""

import functools
import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

import numpy as np

from calculator.engine.amounts import Array, column
from calculator.engine.household import PensionKind, Share, Wage, WageKind
from calculator.engine.in_use import remembered
from calculator.engine.values import (
    Aantal,
    Centen,
    InForce,
    NotInForce,
    Procent,
    Waarden,
    Zekerheid,
    least_sure,
    load,
)
from calculator.rules import minimumloon

DAY = timedelta(days=1)
NO_ALLOWANCE = (
    "De {toelage} op de hoogste trede hebben we niet gevonden. Die zit niet in dit bedrag. Krijg je hem, dan houd je "
    "iets meer over."
)


class NoSuchScale(LookupError):
    """A scale of which no table was found."""


class NoSuchStep(LookupError):
    """A step that the scale doesn't have at some date in the year."""


@dataclass(frozen=True, kw_only=True)
class TabelWaarden(Waarden):
    """Euros a month at full time; `marge`: how many euros a cell can be off."""

    marge: Aantal
    schalen: dict[str, tuple[Centen, ...]]
    eerste_trede: dict[str, Aantal] = field(default_factory=dict)
    bevestigde_treden: dict[str, tuple[int, ...]] = field(default_factory=dict)

    def treden(self, scale: str) -> range:
        first = self.eerste_trede.get(scale, 1)
        return range(first, first + len(self.schalen[scale]))

    def cell(self, scale: str, step: int) -> int:
        if scale not in self.schalen:
            raise NoSuchScale(scale)
        if step not in self.treden(scale):
            raise NoSuchStep(step)
        return self.schalen[scale][step - self.treden(scale).start]

    def zekerheid_van_cel(self, scale: str, step: int) -> Zekerheid:
        return Zekerheid.BEVESTIGD if step in self.bevestigde_treden.get(scale, ()) else self.zekerheid

    def van(self, scale: str) -> "TabelWaarden":
        """The table that a scale comes from."""
        return self

    @property
    def delen_of_zelf(self) -> "tuple[TabelWaarden, ...]":
        return (self,)

    def on_days(self, first: date, last: date) -> "TabelWaarden":
        return SamengesteldeTabel.of(self.delen_of_zelf, first, last)

    def over(self, below: "Sequence[TabelWaarden]") -> "Sequence[TabelWaarden]":
        """Scale by scale: a table of support staff leaves the teachers' scales as they are."""
        edges = {self.vanaf, self.tot_en_met + DAY}
        edges |= {day for table in below for day in (table.vanaf, table.tot_en_met + DAY) if self.holds_on(day)}
        return [self._between(*days, below) for days in itertools.pairwise(sorted(edges))]

    def _between(self, first: date, after: date, below: "Sequence[TabelWaarden]") -> "TabelWaarden":
        under = next((table for table in below if table.holds_on(first)), None)
        tables = (self,) if under is None else (self, *under.delen_of_zelf)
        return SamengesteldeTabel.of(tables, first, after - DAY)

    @functools.cached_property
    def lowest(self) -> int:
        return min(amount for amounts in self.schalen.values() for amount in amounts)


@dataclass(frozen=True, kw_only=True)
class SamengesteldeTabel(TabelWaarden):
    """What holds on some days: scales of one or more tables, each with its own source, certainty and margin."""

    delen: tuple[TabelWaarden, ...]

    @classmethod
    def of(cls, delen: "tuple[TabelWaarden, ...]", vanaf: date, tot_en_met: date) -> "SamengesteldeTabel":
        """Where several have a scale, that of the first holds."""
        schalen: dict[str, tuple[int, ...]] = {}
        for table in reversed(delen):
            schalen |= table.schalen
        return cls(
            vanaf=vanaf,
            tot_en_met=tot_en_met,
            bron=tuple(dict.fromkeys(bron for table in delen for bron in table.bron)),
            zekerheid=least_sure(table.zekerheid for table in delen),
            marge=max(table.marge for table in delen),
            schalen=schalen,
            delen=delen,
        )

    @property
    def delen_of_zelf(self) -> tuple[TabelWaarden, ...]:
        return self.delen

    def van(self, scale: str) -> TabelWaarden:
        return next(table for table in self.delen if scale in table.schalen)

    def treden(self, scale: str) -> range:
        return self.van(scale).treden(scale)

    def zekerheid_van_cel(self, scale: str, step: int) -> Zekerheid:
        return self.van(scale).zekerheid_van_cel(scale, step)


@dataclass(frozen=True, kw_only=True)
class ZelfdeTabelWaarden(Waarden):
    """A table that equals one of the primary education agreement."""

    tabel_po: date


@dataclass(frozen=True, kw_only=True)
class CaoWaarden(Waarden):
    """What goes with salary in one year. `weggelaten`: what isn't in the sum, each with why."""

    voltijd_uren: Aantal
    factor_cijfers: Aantal | None = None
    """How many decimals the part-time factor is rounded to; exact where it's left out."""
    fonds: str
    paww: bool = False
    vakantiegeld: Procent
    eindejaarsuitkering: Procent
    toelage: str = ""
    toelage_lagere_treden: Centen = 0
    toelage_hoogste_trede: Centen | None = None
    toelage_pensioengevend: bool = False
    eenmalig: Centen = 0
    geen_pensioenbeeld: str = ""
    """Why the wage that the pension premium was taken over isn't known; empty where it is."""
    weggelaten: dict[str, str] = field(default_factory=dict)

    @property
    def pension(self) -> PensionKind:
        return PensionKind(self.fonds)


@dataclass(frozen=True, slots=True)
class Level:
    """A stretch of months with the same pay; `minimum` only where the table has an amount below it."""

    table: TabelWaarden
    minimum: int
    months: tuple[int, ...]


@dataclass(frozen=True, eq=False, kw_only=True)
class Cao:
    """One agreement: all that is said of it, and its values. Full-time hours and the fund are among its terms."""

    key: str
    """In a document, and in the questions."""
    wet: str
    """How a step of the answer names it."""
    sector: str
    """As a choice of where someone works."""
    short: str
    step: str = "trede"
    """What its steps are called."""
    has_one_ladder: bool = False
    """Whether all scales share their steps, so that a scale is a stretch of one series."""
    slug: str
    """Of its chapter in "Zo rekenen wij"."""
    in_school: bool = False
    """Whether there's a director to talk to."""
    tables: InForce[TabelWaarden]
    terms: InForce[CaoWaarden]

    @property
    def called(self) -> str:
        """Within a sentence."""
        return f"{self.wet[0].lower()}{self.wet[1:]}"

    def fulltime_hours(self, year: int) -> int:
        return self.terms.in_year(year).voltijd_uren

    @remembered
    def scales(self, year: int) -> dict[str, range]:
        """The scales of which every month of the year has a table, with the steps that all of these have."""
        try:
            self.terms.in_year(year)
            tables = [self.tables.on(date(year, month, 1)) for month in range(1, 13)]
        except NotInForce:
            return {}
        common = [scale for scale in tables[0].schalen if all(scale in table.schalen for table in tables)]
        steps = {scale: [table.treden(scale) for table in tables] for scale in common}
        shared = {
            scale: range(max(treden.start for treden in monthly), min(treden.stop for treden in monthly))
            for scale, monthly in steps.items()
        }
        return {scale: treden for scale, treden in shared.items() if treden}

    @remembered
    def levels(self, year: int) -> tuple[Level, ...]:
        """The stretches of the year; raises NotInForce."""
        levels: list[Level] = []
        for month in range(1, 13):
            table = self.tables.on(date(year, month, 1))
            floor = minimumloon.per_maand(date(year, month, 1), self.terms.in_year(year).voltijd_uren)
            minimum = floor if floor is not None and floor > table.lowest else 0
            if levels and levels[-1].table is table and levels[-1].minimum == minimum:
                levels[-1] = replace(levels[-1], months=(*levels[-1].months, month))
            else:
                levels.append(Level(table, minimum, (month,)))
        return tuple(levels)

    @remembered
    def cells(self, scale: str, step: int, year: int) -> tuple[int, ...]:
        """Cents a month at full time in each level of the year, as the table has them."""
        return tuple(level.table.cell(scale, step) for level in self.levels(year))

    def is_top_step(self, scale: str, step: int, year: int) -> bool:
        return step == self.levels(year)[-1].table.treden(scale)[-1]

    @remembered
    def allowance(self, scale: str, step: int, year: int) -> int:
        """Cents a year at full time; nothing at the top step where the amount wasn't found."""
        terms = self.terms.in_year(year)
        if self.is_top_step(scale, step, year):
            return terms.toelage_hoogste_trede or 0
        return terms.toelage_lagere_treden

    def left_out(self, scale: str, step: int, year: int) -> Iterator[tuple[str, str]]:
        """What this wage lacks: (part, why)."""
        terms = self.terms.in_year(year)
        yield from terms.weggelaten.items()
        if terms.toelage and terms.toelage_hoogste_trede is None and self.is_top_step(scale, step, year):
            yield "toelage", NO_ALLOWANCE.format(toelage=terms.toelage)

    def share(self, hours: Array, year: int) -> Share:
        """The part-time factor; `hours` are hundredths of an hour."""
        terms = self.terms.in_year(year)
        if terms.factor_cijfers is None:
            return Share(hours, 100 * terms.voltijd_uren)
        whole, digits = 100 * terms.voltijd_uren, 10**terms.factor_cijfers
        return Share((2 * hours * digits + whole) // (2 * whole), digits)

    def wage(self, steps: Sequence[tuple[str, int]], hours: Array, *, year: int, payroll_month: int) -> Wage:
        """A year at one step; raises NoSuchScale, NoSuchStep or NotInForce.

        `steps`: scale and step of each household; `hours`: (households, hours). What is said about the certainty of
        the table is about the first.
        """
        terms, levels, share = self.terms.in_year(year), self.levels(year), self.share(hours, year)
        every_step = set(steps)
        in_table = {step: self.cells(*step, year) for step in every_step}
        cells = np.array([in_table[step] for step in steps], dtype=np.int64).T[:, :, None]
        minimum = np.array([level.minimum for level in levels], dtype=np.int64)[:, None, None]
        month = np.maximum(cells, minimum)
        apart = {step: self.allowance(*step, year) for step in every_step}
        allowance = column([apart[step] for step in steps])
        return Wage(
            kind=WageKind.CAO,
            base_month=month,
            lifted_from=cells if (month > cells).any() else None,
            share=share,
            months=tuple(len(level.months) for level in levels),
            shown_level=next(number for number, level in enumerate(levels) if payroll_month in level.months),
            fulltime_month_january=month[0],
            parttime_factor=share,
            holiday_percent=terms.vakantiegeld,
            year_end_percent=terms.eindejaarsuitkering,
            fulltime_allowance=allowance + terms.eenmalig,
            fulltime_allowance_pensionable=allowance if terms.toelage_pensioengevend else 0,
            hours=hours,
            wet=self.wet,
            table_zekerheid=least_sure(level.table.zekerheid_van_cel(*steps[0]) for level in levels),
            table_bron=levels[-1].table.van(steps[0][0]).bron,
            terms=terms,
        )


def _as_in_po(rule: str) -> InForce[TabelWaarden]:
    """Tables that were said to equal those of primary education, at dates of their own."""

    def table(period: ZelfdeTabelWaarden) -> TabelWaarden:
        same = PO_TABLES.on(period.tabel_po)
        return replace(
            same,
            vanaf=period.vanaf,
            tot_en_met=period.tot_en_met,
            bron=(*period.bron, *same.bron),
            zekerheid=least_sure([period.zekerheid, same.zekerheid]),
        )

    periods = load(ZelfdeTabelWaarden, rule).periods
    return InForce(rule, tuple(table(period) for period in periods))


class Agreements(Mapping[str, Cao]):
    """Those that have a pay table; of some, the tables come with a release only."""

    def __init__(self, known: Mapping[str, Cao]):
        self.known = known

    def __getitem__(self, name: str) -> Cao:
        return _with_a_table(self)[name]

    def __iter__(self) -> Iterator[str]:
        return iter(_with_a_table(self))

    def __len__(self) -> int:
        return len(_with_a_table(self))

    __hash__ = object.__hash__
    """Mappings have none; there's only one of these."""


@remembered
def _with_a_table(agreements: Agreements) -> dict[str, Cao]:
    return {name: cao for name, cao in agreements.known.items() if cao.tables.periods}


PO_TABLES = load(TabelWaarden, "cao_po_tabellen")
PO = Cao(
    key="po",
    wet="Cao primair onderwijs",
    sector="Basisonderwijs",
    short="cao PO",
    slug="cao-primair-onderwijs",
    in_school=True,
    tables=PO_TABLES,
    terms=load(CaoWaarden, "cao_po"),
)
RECORDS = (
    PO,
    Cao(
        key="vo",
        wet="Cao voortgezet onderwijs",
        sector="Voortgezet onderwijs",
        short="cao VO",
        slug="cao-voortgezet-onderwijs",
        in_school=True,
        tables=_as_in_po("cao_vo_tabellen"),
        terms=load(CaoWaarden, "cao_vo"),
    ),
    Cao(
        key="kinderopvang",
        wet="Cao kinderopvang",
        sector="Kinderopvang",
        short="cao Kinderopvang",
        step="nummer",
        has_one_ladder=True,
        slug="cao-kinderopvang",
        tables=load(TabelWaarden, "cao_kinderopvang_tabellen"),
        terms=load(CaoWaarden, "cao_kinderopvang"),
    ),
    Cao(
        key="vvt",
        wet="Cao verpleeg-, verzorgingshuizen en thuiszorg",
        sector="Verpleging, verzorging of thuiszorg",
        short="cao VVT",
        slug="cao-vvt",
        tables=InForce("cao_vvt_tabellen", ()),
        terms=InForce("cao_vvt", ()),
    ),
)
"""A sector is a record here, its values in two files of `parameters`, and its text."""
KNOWN = {cao.key: cao for cao in RECORDS}
CAOS = Agreements(KNOWN)
