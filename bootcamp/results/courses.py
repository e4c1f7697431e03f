"""From the rows of a school to its course: in a fixed number of queries, however many schools and months."""

from collections import defaultdict
from collections.abc import Iterable

from bootcamp.facts.models import OwnFigure
from bootcamp.plan.models import PlanAnswer
from bootcamp.results.counting import Counted, Course, Group, Still
from bootcamp.results.models import Expansion, ResultMonth, ResultStart
from portal.people.models import School
from portal.text.numbers import number_in


def of(school: School) -> Course:
    return of_schools([school])[school.pk]


def of_schools(schools: Iterable[School]) -> dict[int, Course]:
    schools = list(schools)
    numbers = [school.pk for school in schools]
    starts = dict(ResultStart.objects.filter(school__in=numbers).values_list("school", "part_timers"))
    filled: dict[int, list[Counted]] = defaultdict(list)
    rows = ResultMonth.objects.filter(school__in=numbers).order_by("month", "pk")
    for row in rows.prefetch_related("expansions__answers"):
        filled[row.school_id].append(counted(row))
    return {
        school.pk: Course(starts.get(school.pk, 0), school.full_week, tuple(filled[school.pk])) for school in schools
    }


def part_timers_known(school: School) -> int | None:
    """As the school filled in before, among its facts or in its plan; to begin with."""
    figure = OwnFigure.objects.filter(school=school, name="part_timers").first()
    if figure is not None:
        return int(figure.value)
    answer = PlanAnswer.objects.filter(plan__school=school, question="part_timers").first()
    return number_in(answer.text) or None if answer else None


def counted(row: ResultMonth) -> Counted:
    return Counted(
        month=row.month,
        approached=row.approached,
        talks=row.talks,
        kept=row.kept,
        kept_hours=row.kept_hours,
        fewer=row.fewer,
        fewer_hours=row.fewer_hours,
        elsewhere=row.elsewhere,
        groups=tuple(group(expansion) for expansion in row.expansions.all()),
    )


def group(expansion: Expansion) -> Group:
    return Group(
        people=expansion.people,
        hours=expansion.hours,
        starts_on=expansion.starts_on,
        until=expansion.until,
        is_permanent=expansion.is_permanent,
        answers=tuple(
            Still(answer.after, answer.people, answer.hours, answer.on)
            for answer in expansion.answers.all()
            if answer.people is not None
        ),
    )
