"""What the programme brought about, as everyone may see it: on the page, in the PDF and in the workbook the same."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from bootcamp.results import drawing, summing
from bootcamp.results.models import AFTER, ResultQuarter
from bootcamp.results.series import COHORT, HOURS_MORE, OUTCOME, REGION, SECTOR
from bootcamp.results.summing import PublishedSum
from portal import pictures
from portal.text.dates import day_in_words

FULL_WEEK = 40
PARTS = ((SECTOR, "Per sector"), (REGION, "Per regio"), (COHORT, "Per bootcampronde"))


@dataclass(frozen=True)
class ProgrammeLine:
    name: str
    sums: PublishedSum

    @property
    def proof(self) -> str:
        """Each number says of how many it is."""
        schools = "1 school" if self.sums.schools == 1 else f"{self.sums.schools} scholen"
        return f"ongeveer {self.sums.more} van {self.sums.part_timers}, {schools}"


@dataclass(frozen=True)
class ProgrammePart:
    title: str
    lines: list[ProgrammeLine]
    as_of: str

    @property
    def drawings(self) -> list:
        bars = [(line.name, line.sums.share, line.proof) for line in self.lines]
        return [drawing.share_bars(bars, narrow=narrow) for narrow in (True, False)]


@dataclass(frozen=True)
class ProgrammeSheet:
    quarters: Sequence[ResultQuarter]

    @cached_property
    def all(self) -> PublishedSum:
        return PublishedSum([(row.first_day, row.summary[summing.ALL]) for row in self.quarters])

    @property
    def is_empty(self) -> bool:
        return not self.all.blocks

    @property
    def as_of(self) -> str:
        return day_in_words(self.all.until)

    @property
    def share(self) -> int:
        return self.all.share or 0

    @property
    def hundred(self) -> str:
        shown = min(100, self.share)
        label = f"Van elke 100 parttimers gingen er ongeveer {shown} meer werken"
        return pictures.beads(100, shown, per_row=10, r=8, on_board=True, label=label)

    @property
    def margin(self) -> int:
        """Nine in ten times the number of people who work more is no further off than this."""
        return self.all.shown(OUTCOME).margin

    @property
    def net_fte(self) -> str:
        hours = self.all.net_hours
        return "" if hours is None else f"{hours / FULL_WEEK:.1f}".replace(".", ",")

    @property
    def hours_margin(self) -> int:
        return self.all.shown(HOURS_MORE).margin

    @property
    def lasting(self) -> list[tuple[int, int, int, int | None]]:
        """(after how many months, still, asked, percent); a percentage from ten people on."""
        rows = [(after, *self.all.lasting(after)) for after in AFTER]
        return [
            (after, still, asked, round(100 * still / asked) if asked >= 10 else None) for after, still, asked in rows
        ]

    @cached_property
    def parts(self) -> list[ProgrammePart]:
        asked = [(title, summing.each_of(name, self.quarters)) for name, title in PARTS]
        by_year = [(str(year), self._of_year(year)) for year in sorted({row.first_day.year for row in self.quarters})]
        return [
            ProgrammePart(title, [ProgrammeLine(value, sums) for value, sums in rows if sums.blocks], self.as_of)
            for title, rows in [*asked, ("Per jaar", by_year)]
        ]

    def _of_year(self, year: int) -> PublishedSum:
        rows = [row for row in self.quarters if row.first_day.year == year]
        return PublishedSum([(row.first_day, row.summary[summing.ALL]) for row in rows])


def of_everyone() -> ProgrammeSheet:
    return ProgrammeSheet(summing.quarters_of())
