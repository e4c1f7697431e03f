from django import template
from django.utils import timezone
from django.utils.safestring import SafeString

from calculator.engine.in_use import remembered
from calculator.household.last_known import last_known
from calculator.household.years import shown_in
from calculator.rules.cao import PO
from portal.widgets import long_options

register = template.Library()
BEFOREHAND = "LB-8"


@register.simple_tag
def scales_and_steps():
    """The choices of the teachers' scales with their steps this year, for the three questions on the home page."""
    with last_known(True):
        return _options(shown_in(timezone.localdate()))


@remembered
def _options(year: int) -> SafeString:
    """Written once, for as long as the same values are in use."""
    scales = [
        (name, [(f"{name}-{step}", f"{name}, trede {step}") for step in range(1, steps[-1] + 1)])
        for name, steps in PO.scales(year).items()
    ]
    return long_options([*scales, ("bruto", "Ik vul mijn brutoloon in")], {BEFOREHAND})
