"""Mijn uren: of who works at a school that others lead. Her calculation stays on her device; the server knows none."""

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from bootcamp.home import register
from bootcamp.home.register import Mine, Page
from bootcamp.seats.models import Seat
from portal.files import shelves
from portal.people import access
from portal.people.access import only


@only(access.is_colleague)
@require_safe
def hours(request):
    own = Mine(request.user, now=timezone.now())
    context = {
        "schools": sorted(own.schools.values(), key=lambda school: (school.name, school.pk)),
        "materials": _of_the_school(own),
        "pieces": register.pieces(own, Page.COLLEAGUE, in_rail=False),
    }
    return render(request, "bootcamp/home/my_hours.html", context)


def _of_the_school(own):
    """What lies ready in the bootcamps of her school, as far as she may read it; each once."""
    seats = Seat.objects.active().filter(school__in=own.school_ids)
    lying = shelves.lying_on(list(seats.values_list("bootcamp__shelf", flat=True)), own.user)
    return {material.url: material for on_shelf in lying.values() for material in on_shelf}.values()
