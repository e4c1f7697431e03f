from django import template

from bootcamp.experts import overview, rights

register = template.Library()


@register.inclusion_tag("bootcamp/experts/_help_card.html", takes_context=True)
def help_card(context, enrolment):
    """For the rail of Mijn bootcamp: what this school asked of experts, and the way to ask. Two queries."""
    user = context["request"].user
    may_ask = enrolment.cancelled_at is None and rights.asking_seats(user).filter(pk=enrolment.pk).exists()
    return {"enrolment": enrolment, "requests": overview.of_seat(enrolment), "may_ask": may_ask}
