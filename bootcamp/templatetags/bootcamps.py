from django import template
from django.utils import timezone

from bootcamp.models import Bootcamp

register = template.Library()


@register.inclusion_tag("bootcamp/_seats.html")
def seats(bootcamp, *, on_board=False):
    """How many seats are left, in words and beads; the bootcamp comes from `with_seats_left`."""
    today = timezone.localdate()
    return {
        "bootcamp": bootcamp,
        "is_open": bootcamp.is_open_on(today),
        "by_hand": bootcamp.admission == Bootcamp.Admission.BY_HAND,
        "on_board": on_board,
        "not_yet": today < bootcamp.enrolment_opens,
    }


@register.simple_tag
def next_open_bootcamp():
    """The first bootcamp that still has a seat, or else the first one open."""
    open_now = list(Bootcamp.objects.open_on(timezone.localdate()).for_overview())
    return next((bootcamp for bootcamp in open_now if bootcamp.seats_left > 0), open_now[0] if open_now else None)
