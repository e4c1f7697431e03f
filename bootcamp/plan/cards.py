from bootcamp.plan import rights, sheets
from bootcamp.plan.models import Plan, PlanAction, PlanAnswer, schools_written_for
from bootcamp.seats import cards
from portal import kept

OF_SCHOOL = kept.Question(lambda school: Plan.objects.filter(school=school).select_related("school"))
ANSWERS = kept.Question(lambda plan: PlanAnswer.objects.filter(plan=plan))
ACTIONS = kept.Question(lambda plan: PlanAction.objects.filter(plan=plan))


def _plan(user, school_id):
    if school_id not in schools_written_for(user):
        return Plan.objects.visible_to(user).for_reading().filter(school=school_id).first()
    for plan in OF_SCHOOL(school_id):
        kept.lay_beside(plan, answers=ANSWERS(plan.pk), actions=ACTIONS(plan.pk))
        return plan
    return None


@cards.card("bootcamp/plan/_card.html", at=cards.RAIL)
def plan_card(user, seat):
    """The plan of this seat's school in a few lines, as far as the reader may see it; three queries."""
    plan = _plan(user, seat.school_id)
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
