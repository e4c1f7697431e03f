from django import template
from django.utils import timezone

from calculator.household.last_known import last_known
from calculator.household.years import shown_in
from calculator.rules.cao import PO

register = template.Library()


@register.simple_tag
def scales_and_steps():
    """(scale, its steps) of the teachers' scales this year, for the three questions on the home page."""
    with last_known(True):
        scales = PO.scales(shown_in(timezone.localdate()))
    return [(name, range(1, steps[-1] + 1)) for name, steps in scales.items()]
