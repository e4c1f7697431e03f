from django import template
from django.template import Context

from portal.people import second_step

register = template.Library()


@register.simple_tag(takes_context=True)
def must_set_up_second_step(context: Context) -> bool:
    return second_step.still_to_do(context["request"]) is second_step.Step.SET_UP


# In this order: each of them also calls itself by the names below.
BROWSERS = {"Edg": "Edge", "OPR": "Opera", "Firefox": "Firefox", "Chrome": "Chrome", "Safari": "Safari"}
SYSTEMS = {
    **{"iPhone": "een iPhone", "iPad": "een iPad", "Android": "Android", "Windows": "Windows"},
    **{"Mac OS": "een Mac", "CrOS": "een Chromebook", "Linux": "Linux"},
}


@register.filter
def browser(user_agent: str) -> str:
    """What someone would call it: "Firefox op Windows"."""
    name = next((words for mark, words in BROWSERS.items() if mark in user_agent), "Een andere browser")
    system = next((words for mark, words in SYSTEMS.items() if mark in user_agent), "")
    return f"{name} op {system}" if system else name
