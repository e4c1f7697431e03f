from collections.abc import Iterable
from datetime import date, timedelta

from bootcamp.checkin import links
from bootcamp.checkin.models import CheckIn
from bootcamp.home import register
from bootcamp.home.register import For, Mine, Rank, Todo

MINUTES = 5
ASKED_WITHIN = timedelta(days=45)


@register.todo(For.SCHOOL)
def monthly_question(mine: Mine) -> Iterable[Todo]:
    """The latest that is still open for each plan: who let one go by isn't asked for it again."""
    asked = CheckIn.objects.filter(
        user=mine.user, plan__school__in=mine.school_ids, asked_at__gt=mine.now - ASKED_WITHIN
    )
    latest = {check_in.plan_id: check_in for check_in in asked.select_related("plan").order_by("month")}
    for check_in in latest.values():
        if check_in.answered_at is None:
            yield Todo(
                what=f"Kijk vijf minuten terug op {check_in.called}",
                about="Wat is klaar, en wat schuift? Dat doe je één keer per maand.",
                url=links.path_of(check_in),
                act=f"Begin met {check_in.called}",
                # Before what is late: all of that is asked in it.
                rank=Rank.LATE,
                on=date.min,
                school_id=check_in.plan.school_id,
                minutes=MINUTES,
            )
