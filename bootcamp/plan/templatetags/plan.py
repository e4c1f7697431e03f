from django import template

from bootcamp.plan import rights, sheets
from bootcamp.plan.models import Plan

register = template.Library()


@register.inclusion_tag("bootcamp/plan/_card.html", takes_context=True)
def plan_card(context, enrolment):
    """The plan of this seat's school in a few lines, as far as the reader may see it; five queries at most."""
    user = context["request"].user
    plan = Plan.objects.visible_to(user).for_reading().filter(school=enrolment.school_id).first()
    return {
        "enrolment": enrolment,
        "plan": plan,
        "sheet": sheets.of(plan) if plan else None,
        "may_write": rights.schools_that_may_begin(user).filter(pk=enrolment.school_id).exists(),
    }


@register.inclusion_tag("bootcamp/plan/_stays.html")
def plan_stays(enrolment):
    """What becomes of the plan of a school that leaves; one query."""
    return {"plan": Plan.objects.filter(school=enrolment.school_id).first()}
