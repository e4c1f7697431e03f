from django import template
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.html import format_html_join

from bootcamp.seats import cards as rooms
from bootcamp.seats.models import Application, Bootcamp
from portal.people import access

register = template.Library()


@register.inclusion_tag("bootcamp/seats/_seats.html")
def seats(bootcamp, *, on_board=False):
    """How many seats are left, in words and beads; the bootcamp comes from `with_seats_left`."""
    today = timezone.localdate()
    return {
        "bootcamp": bootcamp,
        "is_open": bootcamp.is_open_on(today),
        "by_hand": bootcamp.admits_by_hand,
        "on_board": on_board,
        "not_yet": today < bootcamp.enrolment_opens,
    }


@register.simple_tag
def next_open_bootcamp():
    """The first bootcamp that still has a seat, or else the first one open."""
    open_now = list(Bootcamp.objects.open_on(timezone.localdate()).for_overview())
    return next((bootcamp for bootcamp in open_now if bootcamp.seats_left > 0), open_now[0] if open_now else None)


@register.inclusion_tag("bootcamp/seats/_on_the_list.html")
def on_the_list(user):
    """Schools of the user that wait for a seat or have one held for them."""
    asked = Application.objects.open().managed_by(user) if not access.is_hpp(user) else Application.objects.none()
    return {"applications": asked.select_related("bootcamp", "school").order_by("-held_until", "asked_at", "pk")}


@register.simple_tag(takes_context=True)
def cards(context, at, seat):
    """What the rooms show beside the page of a seat (bootcamp/seats/cards.py)."""
    beside = rooms.beside(seat, user=context["request"].user, at=at)
    return format_html_join("", "{}", ((render_to_string(name, shown),) for name, shown in beside))
