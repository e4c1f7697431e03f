"""A school says what is open."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from bootcamp.matching import rights
from bootcamp.matching.forms import PlaceForm
from bootcamp.matching.models import FormationRound, OpenPlace
from bootcamp.matching.views.rounds import round_for
from portal import meanwhile
from portal.people import access
from portal.people.models import signed_in

OPEN = (FormationRound.State.OPEN, FormationRound.State.CLOSED, FormationRound.State.TALKS)


def _round(request, round_id):
    formation = round_for(request, round_id)
    if formation.state not in OPEN:
        raise Http404("Deze ronde is voorbij.")
    return formation


@never_cache
@access.leaders_only
@require_http_methods(["GET", "HEAD", "POST"])
@meanwhile.one_at_a_time
def new(request, round_id):
    formation = _round(request, round_id)
    return _page(request, formation, OpenPlace(round=formation))


@never_cache
@access.leaders_only
@require_http_methods(["GET", "HEAD", "POST"])
@meanwhile.one_at_a_time
def edit(request, round_id, place_id):
    formation = _round(request, round_id)
    place = meanwhile.locked(request, rights.places_of(signed_in(request), formation), pk=place_id)
    return _page(request, formation, place)


def _page(request, formation, place):
    schools = rights.schools_in(signed_in(request), formation).order_by("name", "pk")
    if not schools:
        raise Http404("Geen school in deze ronde.")
    form = PlaceForm(request.POST or None, instance=place, schools=schools)
    if request.method == "POST" and form.is_valid():
        place = form.save(commit=False)
        place.entered_by, place.entered_at = request.user, timezone.now()
        place.save()
        messages.success(request, "De open plek is bewaard.")
        return redirect("matching:round", formation.pk)
    return render(request, "bootcamp/matching/place.html", {"form": form, "formation": formation, "place": place})


@never_cache
@access.leaders_only
@require_http_methods(["GET", "HEAD", "POST"])
def remove(request, round_id, place_id):
    formation = _round(request, round_id)
    place = get_object_or_404(rights.places_of(signed_in(request), formation), pk=place_id)
    if request.method == "POST":
        place.delete()
        messages.success(request, "De open plek is weg, met de voorstellen ervoor.")
        return redirect("matching:round", formation.pk)
    return render(request, "bootcamp/matching/remove_place.html", {"place": place, "formation": formation})
