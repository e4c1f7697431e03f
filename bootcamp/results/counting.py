"""What months of results add up to. Pure: from what was typed to what is said of it on a day."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property

from bootcamp.results import months

NONE = Decimal(0)
RULE_OF_THUMB, FIRST_TRIAL = 15, 25
"""Of a hundred part-timers: what HPP reckons with, and what one board reached (13 of 52, 2021-2022)."""


@dataclass(frozen=True)
class Still:
    """So many of a group worked more, and how much, when that was asked again."""

    after: int
    people: int
    hours: Decimal
    on: date


@dataclass(frozen=True)
class Group:
    """Colleagues who went to work more hours together."""

    people: int
    hours: Decimal
    starts_on: date
    until: date | None = None
    is_permanent: bool = True
    answers: tuple[Still, ...] = ()

    def has_ended(self, day: date) -> bool:
        return self.until is not None and day > self.until

    def on(self, day: date) -> tuple[int, Decimal]:
        """How many of them work how many hours more."""
        if day < self.starts_on or self.has_ended(day):
            return 0, NONE
        latest = max((still for still in self.answers if still.on <= day), key=lambda still: still.on, default=None)
        return (latest.people, latest.hours) if latest else (self.people, self.hours)

    def ended(self, day: date) -> int:
        """How many of them stopped because it was for a while."""
        if self.until is None or not self.has_ended(day):
            return 0
        return self.on(self.until)[0]


@dataclass(frozen=True)
class Counted:
    """One month as it was filled in."""

    month: date
    approached: int = 0
    talks: int = 0
    kept: int = 0
    kept_hours: Decimal = NONE
    fewer: int = 0
    fewer_hours: Decimal = NONE
    elsewhere: int = 0
    groups: tuple[Group, ...] = ()

    @property
    def more(self) -> int:
        return sum(group.people for group in self.groups)

    @property
    def more_hours(self) -> Decimal:
        return sum((group.hours for group in self.groups), NONE)

    @property
    def for_good(self) -> int:
        return sum(group.people for group in self.groups if group.is_permanent)

    @property
    def for_now(self) -> int:
        return self.more - self.for_good

    @property
    def net_hours(self) -> Decimal:
        return self.more_hours - self.fewer_hours


@dataclass(frozen=True)
class Gained:
    """How it stands on a day, all months up to it together. Net is what counts."""

    day: date
    for_good: int = 0
    for_now: int = 0
    ended: int = 0
    approached: int = 0
    talks: int = 0
    kept: int = 0
    fewer: int = 0
    more_hours: Decimal = NONE
    kept_hours: Decimal = NONE
    fewer_hours: Decimal = NONE

    @property
    def more(self) -> int:
        return self.for_good + self.for_now

    @property
    def net_hours(self) -> Decimal:
        return self.more_hours - self.fewer_hours


def gained(filled: Iterable[Counted], day: date) -> Gained:
    past = [counted for counted in filled if counted.month <= day]
    groups = [(group, *group.on(day)) for counted in past for group in counted.groups]
    return Gained(
        day=day,
        for_good=sum(people for group, people, _ in groups if group.is_permanent),
        for_now=sum(people for group, people, _ in groups if not group.is_permanent),
        ended=sum(group.ended(day) for group, _, _ in groups),
        approached=sum(counted.approached for counted in past),
        talks=sum(counted.talks for counted in past),
        kept=sum(counted.kept for counted in past),
        fewer=sum(counted.fewer for counted in past),
        more_hours=sum((hours for _, _, hours in groups), NONE),
        kept_hours=sum((counted.kept_hours for counted in past), NONE),
        fewer_hours=sum((counted.fewer_hours for counted in past), NONE),
    )


@dataclass(frozen=True)
class Lasting:
    """Of the groups that were asked again after so many months: how many people still work more."""

    after: int
    asked: int
    still: int

    @property
    def in_words(self) -> str:
        return f"{self.still} van de {self.asked}" if self.asked else "nog niet gevraagd"


def lasting(filled: Iterable[Counted], after: int) -> Lasting:
    pairs = [
        (group.people, still.people)
        for counted in filled
        for group in counted.groups
        for still in group.answers
        if still.after == after
    ]
    return Lasting(after, sum(asked for asked, _ in pairs), sum(still for _, still in pairs))


@dataclass(frozen=True)
class MonthLine:
    """A month as the table and the charts show it; a month that nobody filled in isn't zero but unknown."""

    month: date
    counted: Counted | None
    ended: int
    """How many temporary expansions ended in it."""
    now: Gained
    share: float | None

    @property
    def short(self) -> str:
        return months.short(self.month)

    @property
    def words(self) -> str:
        return months.words(self.month)


@dataclass(frozen=True)
class Course:
    """All months of one school, from the first that was filled in up to the last."""

    part_timers: int
    full_week: int
    filled: Sequence[Counted] = field(default_factory=list)

    def share_of(self, people: int) -> float | None:
        """Of a hundred part-timers at the start."""
        return 100 * people / self.part_timers if self.part_timers else None

    def on(self, day: date) -> Gained:
        return gained(self.filled, day)

    def fte(self, hours: Decimal) -> Decimal:
        return hours / self.full_week

    @cached_property
    def lines(self) -> list[MonthLine]:
        if not self.filled:
            return []
        by_month = {counted.month: counted for counted in self.filled}
        all_months = months.between(min(by_month), max(by_month))
        before = months.later(all_months[0], -1)
        return [
            self._line(month, by_month.get(month), months.last_day(earlier))
            for earlier, month in zip([before, *all_months], all_months, strict=False)
        ]

    def _line(self, month: date, counted: Counted | None, day_before: date) -> MonthLine:
        now = self.on(months.last_day(month))
        ended = now.ended - self.on(day_before).ended
        return MonthLine(month, counted, ended, now, self.share_of(now.more) if counted else None)
