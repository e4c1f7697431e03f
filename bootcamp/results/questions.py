"""What a school is asked now: which month to count, and of which expansions whether it is still so.

For whoever reminds a school, on its home or by mail: `open_questions(school, today=today)`.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

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
    return OpenQuestions(tuple(months_to_count(school, today=today)), tuple(still_questions(school, today=today)))


def months_to_count(school: School, *, today: date) -> list[date]:
    """Of the last three whole months those that nobody filled in, from when the school began."""
    filled = set(ResultMonth.objects.filter(school=school).values_list("month", flat=True))
    begun = _begun(school)
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


def still_questions(school: School, *, today: date) -> list[StillQuestion]:
    """One for a group: the latest that is due. What ended as agreed, or is over, isn't asked."""
    rows = Expansion.objects.filter(month__school=school).select_related("month").prefetch_related("answers")
    asked = [(row, due_after(row, today)) for row in rows.order_by("starts_on", "pk")]
    return [_question(school, row, after, today) for row, after in asked if after]


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


def _question(school: School, row: Expansion, after: int, today: date) -> StillQuestion:
    people, hours = courses.group(row).on(today)
    return StillQuestion(school.pk, row.pk, after, people, hours, row.month.month)
