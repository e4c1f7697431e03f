"""For schools: who can help, asking for it, and what they asked."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from bootcamp.experts import actions, profiles, rights
from bootcamp.experts.choices import Skill
from bootcamp.experts.forms import AskForm, DirectoryForm
from bootcamp.experts.models import ExpertProfile, ExpertRequest
from bootcamp.experts.views.lists import page_of
from bootcamp.seats.actions import NotPossible
from portal import limits
from portal.people import access
from portal.text.numbers import number_in


@require_safe
def directory(request):
    """Experts who chose to be found. Shown to schools that take part, and to HPP."""
    may_ask = rights.asking_seats(request.user).exists()
    is_hpp = access.is_hpp(request.user)
    if not may_ask and not is_hpp:
        raise Http404("Deze lijst is voor scholen die meedoen.")
    form = DirectoryForm(request.GET)
    filters = form.filters()
    experts = profiles.filtered(ExpertProfile.objects.in_directory(), filters).for_list()
    context = {
        **page_of(request, experts.order_by("-has_room", "user__last_name", "user__first_name", "pk")),
        "form": form,
        "is_searching": any(filters.values()),
        "may_ask": may_ask,
        "is_hpp": is_hpp,
    }
    return render(request, "bootcamp/experts/directory.html", context)


@require_safe
def requests(request):
    """All that the schools of this user asked."""
    seats = rights.seats_of(request.user)
    if not seats.exists():
        raise Http404("Deze vragen zijn voor scholen die meedoen.")
    asked = ExpertRequest.objects.filter(seat__in=seats.values("pk")).for_list().latest_first()
    return render(request, "bootcamp/experts/requests.html", page_of(request, asked))


@require_http_methods(["GET", "HEAD", "POST"])
@limits.limited("bootcamp.expert_ask", "20/hour", methods=("POST",))
def ask(request):
    seats = rights.asking_seats(request.user).order_by("-bootcamp__starts_on", "school__name", "pk")
    if not seats.exists():
        raise Http404("Vragen kan wie meedoet aan een bootcamp.")
    posted = request.POST if request.method == "POST" else None
    form = AskForm(posted, seats=seats, by=request.user, initial=_suggested(request, seats))
    if form.is_valid():
        try:
            asked = actions.ask(by=request.user, now=timezone.now(), **form.cleaned_data)
        except NotPossible as reason:
            form.add_error(None, str(reason))
        else:
            messages.success(request, "Je vraag staat uit. Je krijgt een mail zodra er iemand is.")
            return redirect(asked)
    return render(request, "bootcamp/experts/ask.html", {"form": form})


def _suggested(request, seats) -> dict:
    """From the link that led here; what makes no sense there is left out."""
    suggested = {}
    mine = {str(pk): pk for pk in seats.values_list("pk", flat=True)}
    if len(mine) == 1:
        suggested["seat"] = next(iter(mine.values()))
    elif request.GET.get("plek") in mine:
        suggested["seat"] = mine[request.GET["plek"]]
    if request.GET.get("wat") in Skill.values:
        suggested["skill"] = request.GET["wat"]
    expert = request.GET.get("expert", "")
    if number_in(expert):
        suggested["preferred"] = number_in(expert)
    return suggested
