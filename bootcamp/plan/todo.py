"""What a plan asks of who writes it: actions that are due or late, what others said of it, and beginning it."""

from collections.abc import Iterable
from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from bootcamp.home import register
from bootcamp.home.register import For, Mine, Rank, Todo
from bootcamp.plan import due, reactions, rights, sheets
from bootcamp.plan.models import Plan, schools_written_for
from bootcamp.plan.sheets import PlanColumn, PlanLine
from portal.text.words import listed

BEGIN_MINUTES = 10


@register.todo(For.SCHOOL)
def due_actions(mine: Mine) -> Iterable[Todo]:
    """Each action that is late or for this month, and the beginning of a plan that isn't there yet."""
    writes = schools_written_for(mine.user) & mine.school_ids
    plans = {plan.school_id: plan for plan in Plan.objects.filter(school__in=writes).for_reading()}
    for plan in plans.values():
        for column in sheets.of(plan).columns:
            for line in column.lines:
                if due.is_due(line, mine.today):
                    yield _action(mine, plan, column, line)
    for school_id in sorted(writes - plans.keys()):
        if rights.may_begin(mine.user, school_id):
            yield Todo(
                what="Begin jullie plan op één pagina",
                about="Begin met drie cijfers van je school. Een schatting mag.",
                url=reverse("bootcamp:plan", args=[school_id]),
                act="Begin met de cijfers",
                rank=Rank.DATED,
                school_id=school_id,
                minutes=BEGIN_MINUTES,
            )


def _action(mine: Mine, plan: Plan, column: PlanColumn, line: PlanLine) -> Todo:
    late = due.late_since(line, mine.today)
    where = f"{line.who}, doel" if line.who else "Doel"
    month = "" if late else " Voor deze maand."
    return Todo(
        what=line.what,
        about=f"{where} {column.number} van jullie plan ({line.status_in_words}).{month}",
        url=f"{reverse('bootcamp:plan_actions', args=[plan.school_id])}#doel-{column.number}",
        act="Zeg hoe ver jullie zijn",
        rank=Rank.LATE if late else Rank.DATED,
        school_id=plan.school_id,
        minutes=1,
        on=due.last_day(line),
        late=late,
        postpone=f"{reverse('bootcamp:plan_goal', args=[plan.school_id, column.number])}#a-{line.key}-due",
    )


@register.todo(For.SCHOOL)
def unread_reactions(mine: Mine) -> Iterable[Todo]:
    for plan, comments in reactions.unread_by(mine.user, mine.school_ids, now=mine.now):
        names = list(dict.fromkeys(comment.written_by.first_name for comment in comments))
        goal = f" bij doel {comments[0].goal}" if len(comments) == 1 and comments[0].goal else ""
        yield Todo(
            what=f"Lees wat {listed(names)} bij jullie plan {'schreef' if len(names) == 1 else 'schreven'}",
            about=f"{len(comments)} {'reactie' if len(comments) == 1 else 'reacties'}{goal}.",
            url=f"{plan.get_absolute_url()}#reactie-{comments[0].pk}",
            act="Lees en antwoord",
            rank=Rank.READING,
            school_id=plan.school_id,
            minutes=min(3 * len(comments), 15),
            on=timezone.localdate(comments[0].written_at) + timedelta(days=1),
        )
