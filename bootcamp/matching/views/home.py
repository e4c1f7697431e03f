"""Where the round begins: her wish for a teacher, the rounds for who leads a school or a board."""

from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from bootcamp.matching import links, rights
from portal.listing import page_of
from portal.people import access
from portal.people.models import School, schools_led_by, signed_in

PER_PAGE = 25
at_work = access.only(rights.has_a_round_page)


@never_cache
@at_work
@require_safe
def home(request):
    user = signed_in(request)
    if not access.leads_schools(user):
        return redirect("matching:wish")
    schools = School.objects.filter(pk__in=schools_led_by(user)).order_by("name", "pk")[:PER_PAGE]
    rounds = rights.rounds_read_by(user).select_related("board").order_by("-began_at", "-pk")
    context = {
        "page": page_of(request, rounds, PER_PAGE),
        "may_begin": access.leads_from_board(user) and user.board_id is not None,
        "links": [(school, request.build_absolute_uri(_address(school))) for school in schools],
        "today": timezone.localdate(),
    }
    return render(request, "bootcamp/matching/home.html", context)


def _address(school):
    return reverse("matching:wish_by_link", args=[links.token_of(school)])


@never_cache
@at_work
@require_safe
def lending(request):
    return render(request, "bootcamp/matching/lending.html")
