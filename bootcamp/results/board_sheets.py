"""The results of all schools of a board in one school year, exactly: a board knows the contracts. By alphabet, and
compared in ranges: one school began earlier than another, or is larger."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from bootcamp.results import courses, months, years
from bootcamp.results.counting import FIRST_TRIAL, NONE, RULE_OF_THUMB, Counted, Course
from bootcamp.results.sheets import signed
from portal.people.models import Board, School

FEWEST_TO_COMPARE = 5


@dataclass(frozen=True)
class SchoolYearLine:
    school: School
    course: Course
    first: date
    last: date

    @cached_property
    def filled(self) -> list[Counted]:
        return [counted for counted in self.course.filled if self.first <= counted.month <= self.last]

    @property
    def is_known(self) -> bool:
        return bool(self.filled)

    @property
    def approached(self) -> int:
        return sum(counted.approached for counted in self.filled)

    @property
    def talks(self) -> int:
        return sum(counted.talks for counted in self.filled)

    @property
    def more(self) -> int:
        return sum(counted.more for counted in self.filled)

    @property
    def kept(self) -> int:
        return sum(counted.kept for counted in self.filled)

    @property
    def fewer(self) -> int:
        return sum(counted.fewer for counted in self.filled)

    @property
    def net(self) -> Decimal:
        return sum((counted.net_hours for counted in self.filled), NONE)

    @property
    def net_hours(self) -> str:
        return signed(self.net)

    @property
    def now(self) -> int:
        """Who work more at the end, also of earlier years."""
        return self.course.on(self.last).more

    @property
    def share(self) -> float | None:
        return self.course.share_of(self.now) if self.is_known else None

    @property
    def last_month(self) -> str:
        return months.words(self.filled[-1].month) if self.filled else ""


@dataclass(frozen=True)
class BoardResults:
    board: Board
    year: int
    today: date
    lines: Sequence[SchoolYearLine]

    @property
    def year_words(self) -> str:
        return years.words(self.year)

    @property
    def until(self) -> date:
        return min(self.today, years.last_day(self.year))

    @property
    def known(self) -> list[SchoolYearLine]:
        return [line for line in self.lines if line.is_known]

    @property
    def part_timers(self) -> int:
        return sum(line.course.part_timers for line in self.known)

    def _total(self, name: str) -> int:
        return sum(getattr(line, name) for line in self.known)

    @property
    def approached(self) -> int:
        return self._total("approached")

    @property
    def talks(self) -> int:
        return self._total("talks")

    @property
    def more(self) -> int:
        return self._total("more")

    @property
    def kept(self) -> int:
        return self._total("kept")

    @property
    def fewer(self) -> int:
        return self._total("fewer")

    @property
    def now(self) -> int:
        return self._total("now")

    @property
    def net_hours(self) -> str:
        return signed(sum((line.net for line in self.known), NONE))

    @property
    def net_fte(self) -> str:
        fte = sum((line.course.fte(line.net) for line in self.known), NONE)
        return signed(round(fte, 2))

    @property
    def share(self) -> int | None:
        return round(100 * self.now / self.part_timers) if self.part_timers else None

    @property
    def comparison(self) -> str:
        """Half of the schools lie in the middle; nobody is named."""
        shares = sorted(share for line in self.known if (share := line.share) is not None)
        if len(shares) < FEWEST_TO_COMPARE:
            return ""
        low, high = (round(shares[at]) for at in (len(shares) // 4, -1 - len(shares) // 4))
        between = f"{low} procent" if low == high else f"tussen {low} en {high} procent"
        return (
            f"Bij de middelste helft van de scholen werkt {between} van de parttimers meer uren. De vuistregel is "
            f"{RULE_OF_THUMB} procent, de eerste proef haalde {FIRST_TRIAL}."
        )

    @property
    def mark(self) -> str:
        """Differs as soon as anything that is read differs."""
        rows = [
            (line.school.pk, str(line.school), line.course.part_timers, line.filled, line.now) for line in self.lines
        ]
        return hashlib.sha256(repr((self.board.name, self.year, self.until, rows)).encode()).hexdigest()

    @property
    def rows(self) -> list[list[str | int | Decimal | None]]:
        """As numbers, for a workbook."""
        return [
            [
                *(line.school.name, line.school.city, line.course.part_timers or None, len(line.filled)),
                *(line.approached, line.talks, line.more, line.kept, line.fewer, line.net, line.now),
            ]
            if line.is_known
            else [line.school.name, line.school.city, line.course.part_timers or None, "niet ingevuld"]
            for line in self.lines
        ]


HEADINGS = [
    *("school", "plaats", "parttimers bij het begin", "maanden ingevuld", "gevraagd", "Goede Gesprekken"),
    *("meer uren", "wilden minder en bleven", "minder uren", "netto uren per week", "nu meer uren"),
]


def of(board: Board, *, year: int, today: date) -> BoardResults:
    schools = list(School.objects.filter(board=board, closed_on=None).order_by("name", "city", "pk"))
    by_school = courses.of_schools(schools)
    first, last = years.first_day(year), min(today, years.last_day(year))
    return BoardResults(
        board, year, today, [SchoolYearLine(school, by_school[school.pk], first, last) for school in schools]
    )
