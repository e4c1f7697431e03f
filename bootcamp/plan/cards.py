from bootcamp.plan import rights, sheets
from bootcamp.plan.models import Plan
from bootcamp.seats import cards


@cards.card("bootcamp/plan/_card.html", at=cards.RAIL)
def plan_card(user, enrolment):
    """The plan of this seat in a few lines, as far as the reader may see it; five queries at most."""
    plan = Plan.objects.visible_to(user).for_reading().filter(enrolment=enrolment).first()
    return {
        "enrolment": enrolment,
        "plan": plan,
        "sheet": sheets.of(plan) if plan else None,
        "may_write": rights.seats_written_by(user).filter(pk=enrolment.pk).exists(),
    }
