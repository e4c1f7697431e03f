"""Published results added up: sums of whole blocks, for everything together and for each value of each part of the key.

Worked out when a quarter is published and kept with it, so that a page adds a few numbers however large the sector is.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from bootcamp.results import months
from bootcamp.results.models import ResultQuarter
from bootcamp.results.series import (
    FEWER,
    FOR_GOOD,
    FOR_NOW,
    HOURS_FEWER,
    HOURS_KEPT,
    HOURS_MORE,
    KEPT,
    LATER,
    OUTCOME,
    STILL,
    SUBJECTS,
    TALKED,
)
from portal.blocks.figures import Shown, is_inside
from portal.blocks.models import Block, Release
from portal.blocks.settling import AMOUNT

ALL = ""
Sums = dict[str, dict]


def summary_of(release: Release, layout: Sequence[str]) -> Sums:
    blocks = list(release.blocks.prefetch_related("figures").order_by("pk"))
    cells = [*(cell for block in blocks for cell in block.cells), *release.waiting]
    sums = {ALL: _sum(blocks, cells, layout, {})}
    for place, name in enumerate(layout):
        for value in sorted({key[place] for key, _ in cells}):
            sums[f"{name}={value}"] = _sum(blocks, cells, layout, {name: value})
    return sums


def _sum(blocks: Sequence[Block], cells: Sequence, layout: Sequence[str], where: Mapping[str, str]) -> dict:
    inside = [block for block in blocks if block.is_inside(layout, where)]
    counting = {tuple(key) for block in inside for key, _ in block.cells}
    asked = [(key, schools) for key, schools in cells if is_inside([tuple(key)], layout, where)]
    numbers: dict[str, int] = {}
    for block in inside:
        for figure in block.figures.all():
            name = f"{figure.subject}:{figure.option}"
            numbers[name] = numbers.get(name, 0) + figure.stored
    return {
        "people": sum(block.people for block in inside),
        "blocks": len(inside),
        "schools": sum(schools for key, schools in asked if tuple(key) in counting),
        "left_out": sum(schools for key, schools in asked if tuple(key) not in counting),
        "numbers": numbers,
    }


@dataclass(frozen=True)
class PublishedSum:
    """Some quarters together, of one selection."""

    quarters: Sequence[tuple[date, dict]]

    def _total(self, name: str) -> int:
        return sum(sums[name] for _, sums in self.quarters)

    @cached_property
    def blocks(self) -> int:
        return self._total("blocks")

    @property
    def part_timers(self) -> int:
        """Each counts once in each quarter: on average."""
        return round(self._total("people") / len(self.quarters)) if self.quarters else 0

    @property
    def schools(self) -> int:
        return max((sums["schools"] for _, sums in self.quarters), default=0)

    @property
    def left_out(self) -> int:
        """At the latest moment."""
        return self.quarters[-1][1]["left_out"] if self.quarters else 0

    @property
    def until(self) -> date:
        return months.last_day(months.later(self.quarters[-1][0], 2))

    def shown(self, number: int) -> Shown:
        stored = {
            option: sum(sums["numbers"].get(f"{number}:{option}", 0) for _, sums in self.quarters)
            for option in SUBJECTS[number].stored
        }
        return Shown(SUBJECTS[number], self._total("people"), stored, self.blocks, self.left_out)

    def counts(self, *options: str) -> int:
        """How many people had one of these outcomes, of clamped numbers."""
        outcome = self.shown(OUTCOME).counts
        return sum(outcome[option] for option in options)

    @property
    def more(self) -> int:
        return self.counts(FOR_GOOD, FOR_NOW)

    @property
    def for_now(self) -> int:
        return self.counts(FOR_NOW)

    @property
    def kept(self) -> int:
        return self.counts(KEPT)

    @property
    def fewer(self) -> int:
        return self.counts(FEWER)

    @property
    def talks(self) -> int:
        """Derived: whoever changed had talked."""
        return self.more + self.kept + self.fewer + self.counts(TALKED)

    @property
    def share(self) -> int | None:
        """Of a hundred part-timers, how many went to work more."""
        return round(100 * self.more / self.part_timers) if self.part_timers else None

    def hours(self, number: int) -> int | None:
        return self.shown(number).hours()

    @property
    def net_hours(self) -> int | None:
        """Only where what was gained can be shown; fewer hours too small to show are taken as they are stored."""
        gained = self.hours(HOURS_MORE)
        return None if gained is None else gained - self.shown(HOURS_FEWER).counts[AMOUNT]

    @property
    def kept_hours(self) -> int | None:
        return self.hours(HOURS_KEPT)

    def lasting(self, after: int) -> tuple[int, int]:
        """(still, asked)"""
        counts = self.shown(LATER[after]).counts
        asked = sum(number for option, number in counts.items() if option in SUBJECTS[LATER[after]].options)
        return counts[STILL], asked


def published(*, name: str = "", value: str = "", year: int | None = None) -> PublishedSum:
    """What is published of everyone, or of one value of one part of the key; of one year or of all."""
    selection = f"{name}={value}" if name else ALL
    quarters = quarters_of(year)
    return PublishedSum([(row.first_day, row.summary[selection]) for row in quarters if selection in row.summary])


def quarters_of(year: int | None = None) -> list[ResultQuarter]:
    rows = ResultQuarter.objects.filter(release__isnull=False)
    rows = rows.filter(first_day__year=year) if year else rows
    return list(rows.defer("lines").order_by("first_day"))


def values_of(name: str, quarters: Iterable[ResultQuarter]) -> list[str]:
    """What this part of the key can be, as far as something of it is published."""
    start = f"{name}="
    return sorted(
        {
            key.removeprefix(start)
            for row in quarters
            for key, sums in row.summary.items()
            if key.startswith(start) and sums["blocks"]
        }
    )


def each_of(name: str, quarters: Sequence[ResultQuarter]) -> list[tuple[str, PublishedSum]]:
    """One sum for each value."""
    return [
        (value, PublishedSum([(row.first_day, row.summary[key]) for row in quarters if key in row.summary]))
        for value in values_of(name, quarters)
        for key in (f"{name}={value}",)
    ]
