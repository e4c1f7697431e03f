from bootcamp.plan import read, rights, sheets
from bootcamp.plan.models import Plan
from bootcamp.seats import cards


@cards.card("bootcamp/plan/_card.html", at=cards.RAIL)
def plan_card(user, seat):
    """The plan of this seat's school in a few lines, as far as the reader may see it; three queries."""
    plan = read.visible(user, seat.school_id)
    return {
        "seat": seat,
        "plan": plan,
        "sheet": sheets.of(plan) if plan else None,
        "may_write": rights.may_begin(user, seat.school_id),
    }


@cards.card("bootcamp/plan/_stays.html", at=cards.LEAVING)
def plan_stays(user, seat):
    """What becomes of the plan of a school that leaves; one query."""
    return {"plan": Plan.objects.filter(school=seat.school_id).first()}
