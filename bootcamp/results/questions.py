"""What a school is asked now: which month to count, and of which expansions whether it is still so. Of a group the
latest question that is due is asked; what ended as agreed, or is over, isn't.

For whoever reminds a school, on its home or by mail: `open_questions(school, today=today)`.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.db.models import Min
from django.urls import reverse

from bootcamp.results import courses, months
from bootcamp.results.models import AFTER, Expansion, ResultMonth
from bootcamp.seats.models import Seat
from portal.people.models import School

MOST_MONTHS_BACK = 24
RECENT = 3


@dataclass(frozen=True)
class StillQuestion:
    """Whether a group of colleagues still works more, so many months later."""

    school_id: int
    expansion_id: int
    after: int
    people: int
    hours: Decimal
    month: date

    @property
    def url(self) -> str:
        return reverse("bootcamp:results_still", args=[self.school_id, self.expansion_id, self.after])

    @property
    def words(self) -> str:
        who = "De collega die" if self.people == 1 else f"De {self.people} collega’s die"
        verb = "ging" if self.people == 1 else "gingen"
        return f"{who} in {months.words(self.month)} meer {verb} werken: is dat nog steeds zo?"


@dataclass(frozen=True)
class OpenQuestions:
    months: tuple[date, ...]
    """To count, the latest first; empty when the latest months are all filled in."""
    still: tuple[StillQuestion, ...]

    def __bool__(self) -> bool:
        return bool(self.months or self.still)


def open_questions(school: School, *, today: date) -> OpenQuestions:
    """Asks nothing of a school that never had a seat and never counted."""
    return of_schools([school], today=today)[school.pk]


def of_schools(schools: Iterable[School], *, today: date) -> dict[int, OpenQuestions]:
    """As many queries for many schools as for one."""
    schools = list(schools)
    numbers = [school.pk for school in schools]
    filled: dict[int, set[date]] = defaultdict(set)
    for number, month in ResultMonth.objects.filter(school__in=numbers).values_list("school", "month"):
        filled[number].add(month)
    active = Seat.objects.active().filter(school__in=numbers).values("school").order_by("school")
    begun = dict(active.annotate(first=Min("bootcamp__starts_on")).values_list("school", "first"))
    still: dict[int, list[StillQuestion]] = defaultdict(list)
    rows = Expansion.objects.filter(month__school__in=numbers).select_related("month").prefetch_related("answers")
    for row in rows.order_by("starts_on", "pk"):
        if after := due_after(row, today):
            still[row.month.school_id].append(_question(row, after, today))
    return {
        school.pk: OpenQuestions(
            tuple(_months_to_count(school, filled[school.pk], begun.get(school.pk), today)),
            tuple(still[school.pk]),
        )
        for school in schools
    }


def _months_to_count(school: School, filled: set[date], begun: date | None, today: date) -> list[date]:
    """Of the last three whole months those that nobody filled in, from when the school began."""
    if begun is None and not filled:
        return []
    first = min([*filled, *([months.first_day(begun)] if begun else [])])
    asked = [months.later(months.first_day(today), -back) for back in range(1, RECENT + 1)]
    return [month for month in asked if month not in filled and first <= month <= _last(school, today)]


def earliest_month(school: School, *, today: date) -> date:
    """The first month that can be filled in: the year before the school began, at most two years ago."""
    limit = months.later(months.first_day(today), -MOST_MONTHS_BACK)
    begun = _begun(school)
    return max(limit, months.later(months.first_day(begun), -12)) if begun else limit


def _begun(school: School) -> date | None:
    starts = Seat.objects.active().filter(school=school).values_list("bootcamp__starts_on", flat=True)
    return min(starts, default=None)


def latest_month(school: School, *, today: date) -> date:
    return months.first_day(_last(school, today))


def _last(school: School, today: date) -> date:
    return min(today, school.closed_on - timedelta(days=1)) if school.closed_on else today


def due_after(row: Expansion, today: date) -> int | None:
    """After how many months we ask now."""
    due = [after for after in AFTER if anniversary(row.starts_on, after) <= today]
    if not due:
        return None
    after = due[-1]
    group = courses.group(row)
    people, _ = group.on(today)
    given = {answer.after: answer for answer in row.answers.all()}
    answer = given.get(after)
    is_answered = answer is not None and (
        answer.people is not None or (answer.ask_again_on is not None and answer.ask_again_on > today)
    )
    return None if is_answered or not people else after


def anniversary(day: date, after: int) -> date:
    month = months.later(months.first_day(day), after)
    return min(month.replace(day=min(day.day, 28)), months.last_day(month))


def _question(row: Expansion, after: int, today: date) -> StillQuestion:
    people, hours = courses.group(row).on(today)
    return StillQuestion(row.month.school_id, row.pk, after, people, hours, row.month.month)
