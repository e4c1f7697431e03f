"""When values hold, and when there are none."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Any, NamedTuple

from calculator.engine.values import InForce, Waarden
from portal.text.dates import day_in_words
from portal.text.words import listed

DAY = timedelta(days=1)


class Gap(NamedTuple):
    """From the first up to and including the last day."""

    first: date
    last: date

    @property
    def is_whole_years(self) -> bool:
        return (self.first.month, self.first.day, self.last.month, self.last.day) == (1, 1, 12, 31)


def in_year(values: InForce[Any], year: int) -> list[Any]:
    """All periods with a day in this year, in order."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    return [period for period in values.periods if period.vanaf <= last and period.tot_en_met >= first]


def gaps(values: InForce[Any], years: Iterable[int]) -> list[Gap]:
    """The days of these years without values."""
    return list(_gaps(values.periods, date(min(years), 1, 1), date(max(years), 12, 31)))


def _gaps(periods: Iterable[Waarden], start: date, end: date) -> Iterator[Gap]:
    for period in periods:
        if period.vanaf > end:
            break
        if period.vanaf > start:
            yield Gap(start, period.vanaf - DAY)
        start = max(start, period.tot_en_met + DAY)
    if start <= end:
        yield Gap(start, end)


def missing_years(values: InForce[Any], years: Iterable[int]) -> list[int]:
    """The years without a single value."""
    return [year for year in years if not in_year(values, year)]


def in_words(gaps: list[Gap]) -> str:
    """ "2021 en 2027", "1 maart 2027 tot en met 31 december 2027"; empty without gaps."""
    words: list[str] = []
    for gap in gaps:
        if gap.is_whole_years:
            words += [str(year) for year in range(gap.first.year, gap.last.year + 1)]
        else:
            words.append(f"{day_in_words(gap.first)} tot en met {day_in_words(gap.last)}")
    return listed(words) if words else ""
