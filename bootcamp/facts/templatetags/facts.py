"""The way to the facts of a school from a page of another room: `{% facts_address plan.school_id user as facts %}`."""

from django import template
from django.urls import reverse

from portal.people import access
from portal.people.models import User, schools_led_by

register = template.Library()


@register.simple_tag
def facts_address(school_id: int, user: User) -> str:
    """Nothing for who may not read them."""
    if access.is_hpp(user) or school_id in schools_led_by(user):
        return reverse("bootcamp:facts", args=[school_id])
    return ""
