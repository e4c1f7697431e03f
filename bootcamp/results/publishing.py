"""Results for everyone beyond the school, its board and HPP: once a quarter, in whole blocks (portal/blocks).

Typed numbers may be corrected as long as someone likes. What is published never moves: a correction counts in the next
period, as the difference with what counted already.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Any

from django.db import transaction
from django.db.models import Min, Q
from django.utils import timezone

from bootcamp.results import months, opening, summing
from bootcamp.results.models import ResultMonth, ResultQuarter, ResultStart
from bootcamp.results.series import (
    ASKED,
    DEPTHS,
    FEWER,
    FOR_GOOD,
    FOR_NOW,
    HOURS_FEWER,
    HOURS_KEPT,
    HOURS_MORE,
    KEPT,
    LATER,
    LAYOUT,
    MONTHS_TO_FILL_IN,
    OUTCOME,
    SERIES,
    STILL,
    STOPPED,
    SUBJECTS,
    TALKED,
)
from portal.blocks.models import Release
from portal.blocks.publishing import TOO_EARLY, publish_counts
from portal.blocks.rule import Key
from portal.blocks.settling import AMOUNT, NO_ANSWER, Counts, SubjectKind
from portal.people.models import School
from portal.reasons import NotPossible


def quarter_of(day: date) -> date:
    return date(day.year, (day.month - 1) // 3 * 3 + 1, 1)


def closes_at(quarter: date) -> datetime:
    return timezone.make_aware(datetime.combine(months.later(quarter, 3 + MONTHS_TO_FILL_IN), time()))


def publish_due(*, now: datetime) -> list[date]:
    """Every quarter that closed and wasn't published yet, the oldest first."""
    first = ResultMonth.objects.aggregate(first=Min("month"))["first"]
    quarters = []
    quarter = quarter_of(first) if first else None
    while quarter and closes_at(quarter) <= now:
        if publish(quarter, now=now):
            quarters.append(quarter)
        quarter = months.later(quarter, 3)
    return quarters


@transaction.atomic
def publish(quarter: date, *, now: datetime) -> bool:
    """Twice changes nothing: False when it was published already."""
    if now < closes_at(quarter):
        raise NotPossible(TOO_EARLY)
    ResultQuarter.objects.get_or_create(first_day=quarter)
    row = ResultQuarter.objects.select_for_update().get(first_day=quarter)
    if row.release_id:
        return False
    release = Release(series=SERIES, layout=list(LAYOUT), depths=list(DEPTHS), closes_at=closes_at(quarter))
    release.subjects = SUBJECTS
    release.save()
    filled = _to_count(months.last_day(months.later(quarter, 2)))
    cells, counted = _cells(filled)
    counting = publish_counts(release, cells=cells, counted=counted, above=board_of, now=now)
    for school in filled:
        if school.key in counting:
            for number, tally in school.tallies.items():
                ResultMonth.objects.filter(pk=number).update(published=tally)
    row.release = release
    row.summary, row.lines = summing.summary_of(release, LAYOUT), opening.lines_of(quarter, release)
    row.save(update_fields=["release", "summary", "lines"])
    return True


def board_of(school: str) -> str:
    """A board knows all numbers of its schools, so a block holds without it too."""
    return school.split("/")[0]


class SchoolToCount:
    """A school with a month that counts nowhere yet, and all that changed of it since."""

    def __init__(self, school: School, part_timers: int, cohort: date | None):
        self.name, self.part_timers = f"{school.board_id}/{school.pk}", part_timers
        region = school.region.name if school.region else "zonder regio"
        self.key: Key = (school.get_sector_display(), region, season(cohort), str(school.board_id))
        self.tallies: dict[int, dict[str, int]] = {}
        self.counts: Counter[tuple[int, str]] = Counter()

    def add(self, row: ResultMonth) -> None:
        tally = tally_of(row)
        self.tallies[row.pk] = tally
        before = row.published or {}
        for name in tally.keys() | before.keys():
            number, _, option = name.partition(":")
            self.counts[int(number), option] += tally.get(name, 0) - before.get(name, 0)


def _to_count(until: date) -> list[SchoolToCount]:
    starts = dict(ResultStart.objects.values_list("school", "part_timers"))
    new = ResultMonth.objects.filter(month__lte=until, published__isnull=True).values("school")
    schools = School.objects.filter(pk__in=new).filter(pk__in=starts).select_related("region")
    rounds = schools.annotate(cohort=Min("seats__bootcamp__starts_on", filter=Q(seats__cancelled_at=None)))
    to_count = {school.pk: SchoolToCount(school, starts[school.pk], school.cohort) for school in rounds.order_by("pk")}
    rows = ResultMonth.objects.filter(month__lte=until, school__in=to_count).order_by("pk")
    for row in rows.prefetch_related("expansions__answers"):
        to_count[row.school_id].add(row)
    return list(to_count.values())


def _cells(filled: Iterable[SchoolToCount]) -> tuple[dict[Key, dict[str, int]], dict[Key, Counts]]:
    cells: dict[Key, dict[str, int]] = defaultdict(dict)
    counted: dict[Key, Counter[tuple[int, str]]] = defaultdict(Counter)
    for school in filled:
        cells[school.key][school.name] = school.part_timers
        for which, number in school.counts.items():
            counted[school.key][which] += number
        for number, subject in enumerate(SUBJECTS):
            if subject.kind == SubjectKind.CHOICE:
                said = sum(school.counts[number, option] for option in subject.options)
                counted[school.key][number, NO_ANSWER] += max(0, school.part_timers - said)
    return dict(cells), dict(counted)


def tally_of(row: ResultMonth) -> dict[str, int]:
    """A month as it counts: each colleague in one outcome. Who talked and changed counts as changed only."""
    groups = list(row.expansions.all())
    for_good = sum(group.people for group in groups if group.is_permanent)
    for_now = sum(group.people for group in groups if not group.is_permanent)
    came_of_it = for_good + for_now + row.kept + row.fewer
    talked = max(0, row.talks - came_of_it)
    outcome: dict[tuple[int, str], Any] = {
        (OUTCOME, FOR_GOOD): for_good,
        (OUTCOME, FOR_NOW): for_now,
        (OUTCOME, KEPT): row.kept,
        (OUTCOME, FEWER): row.fewer,
        (OUTCOME, TALKED): talked,
        (OUTCOME, ASKED): max(0, row.approached - came_of_it - talked),
        (HOURS_MORE, AMOUNT): sum(group.hours for group in groups),
        (HOURS_FEWER, AMOUNT): row.fewer_hours,
        (HOURS_KEPT, AMOUNT): row.kept_hours,
    }
    for group in groups:
        for answer in group.answers.all():
            if answer.people is not None:
                number = LATER[answer.after]
                outcome[number, STILL] = outcome.get((number, STILL), 0) + answer.people
                outcome[number, STOPPED] = outcome.get((number, STOPPED), 0) + group.people - answer.people
    return {f"{number}:{option}": round(count) for (number, option), count in outcome.items() if count}


def season(day: date | None) -> str:
    """The round of bootcamps in which a school began."""
    if day is None:
        return "zonder bootcamp"
    return f"{day.year} {'voorjaar' if day.month < 8 else 'najaar'}"
