"""What the results page of a school says: numbers, sentences and drawings of its course."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from django.utils.safestring import SafeString

from bootcamp.results import courses, drawing, months
from bootcamp.results.counting import FIRST_TRIAL, RULE_OF_THUMB, Course, Gained, Lasting, MonthLine, lasting
from bootcamp.results.models import AFTER
from portal.people.models import School


@dataclass(frozen=True)
class ResultsSheet:
    school: School
    course: Course
    today: date

    @cached_property
    def now(self) -> Gained:
        return self.course.on(self.today)

    @property
    def is_empty(self) -> bool:
        return not self.course.filled

    @property
    def lines(self) -> list[MonthLine]:
        return self.course.lines

    @property
    def period(self) -> str:
        first, last = self.lines[0].month, self.lines[-1].month
        return months.words(first) if first == last else f"{months.words(first)} tot en met {months.words(last)}"

    @property
    def months_filled(self) -> int:
        return len(self.course.filled)

    @property
    def net_hours(self) -> str:
        return signed(self.now.net_hours)

    @property
    def net_fte(self) -> str:
        return signed(round(self.course.fte(self.now.net_hours), 2))

    @property
    def share(self) -> int | None:
        share = self.course.share_of(self.now.more)
        return None if share is None else round(share)

    @property
    def title(self) -> str:
        """The answer first."""
        share = self.course.share_of(self.now.more)
        if share is None or not self.now.more:
            return "Nog niemand werkt meer uren"
        if share >= FIRST_TRIAL:
            return f"Jullie zitten op de {FIRST_TRIAL} procent van de eerste proef, of erboven"
        if share >= RULE_OF_THUMB:
            return f"Jullie zitten op de vuistregel van {RULE_OF_THUMB} procent, of erboven"
        return f"Jullie zijn op weg naar de vuistregel van {RULE_OF_THUMB} procent"

    @property
    def lasting(self) -> list[Lasting]:
        return [lasting(self.course.filled, after) for after in AFTER]

    @property
    def beads(self) -> str:
        return drawing.part_timers(self.course.part_timers, self.now.for_good, self.now.for_now)

    @property
    def share_drawings(self) -> list[SafeString]:
        shares = [(line.month, line.share) for line in self.lines]
        return [drawing.share_over_time(shares, narrow=narrow) for narrow in (True, False)]

    @property
    def month_drawings(self) -> list[SafeString]:
        return [drawing.beads_by_month(self.lines, narrow=narrow) for narrow in (True, False)]

    @property
    def lasting_drawings(self) -> list[SafeString]:
        return [drawing.lasting_wires(self.lasting, narrow=narrow) for narrow in (True, False)]


def of(school: School, *, today: date) -> ResultsSheet:
    return ResultsSheet(school, courses.of(school), today)


def signed(amount: Decimal) -> str:
    """+ 12, − 4, 0: with a real minus and a comma."""
    text = number(abs(amount))
    return text if not amount else f"{'+' if amount > 0 else '−'}\xa0{text}"


def number(amount: Decimal | float) -> str:
    text = f"{amount:f}" if isinstance(amount, Decimal) else f"{amount:.1f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text).replace(".", ",")
