"""On Mijn school, in the year after a bootcamp: that the monthly mail comes, and a button to end or to begin it."""

from typing import Any

from bootcamp.checkin import periods
from bootcamp.checkin.models import NoCheckIn
from bootcamp.home import register
from bootcamp.home.register import Mine, Page
from bootcamp.plan import rights
from bootcamp.plan.models import Plan, schools_written_for
from bootcamp.plan.shares import watchers


@register.piece("bootcamp/checkin/_choice.html", on=Page.SCHOOL, in_rail=True)
def monthly_mail(mine: Mine) -> dict[str, Any] | None:
    """For who would get it; of one school, since it stands on the page of one."""
    schools = schools_written_for(mine.user) & mine.school_ids
    plan = Plan.objects.filter(school__in=schools).for_reading().first() if len(schools) == 1 else None
    if plan is None or periods.last_seat(plan, now=mine.now) is None:
        return None
    if mine.user not in watchers(plan, list(rights.people_of(plan.school))):
        return None
    return {"plan": plan, "is_off": NoCheckIn.objects.filter(plan=plan, user=mine.user).exists()}
