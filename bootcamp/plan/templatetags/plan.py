from django import template

from bootcamp.plan import rights, sheets
from bootcamp.plan.models import Plan

register = template.Library()


@register.inclusion_tag("bootcamp/plan/_card.html", takes_context=True)
def plan_card(context, enrolment):
    """The plan of this seat in a few lines, as far as the reader may see it; five queries at most."""
    user = context["request"].user
    plan = Plan.objects.visible_to(user).for_reading().filter(enrolment=enrolment).first()
    return {
        "enrolment": enrolment,
        "plan": plan,
        "sheet": sheets.of(plan) if plan else None,
        "may_write": rights.seats_written_by(user).filter(pk=enrolment.pk).exists(),
    }
