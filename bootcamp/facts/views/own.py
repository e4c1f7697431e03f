"""What a director does with the facts: fill in what only the school knows, and take numbers over into the plan."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from bootcamp.facts import of_school, own_figures, rights, to_plan, what_if
from bootcamp.facts.forms import OwnFiguresForm
from bootcamp.facts.models import OwnFigure
from bootcamp.plan.models import Plan
from bootcamp.plan.rights import schools_written_by
from bootcamp.seats.models import Bootcamp
from portal import meanwhile
from portal.people.access import leads_schools, only
from portal.text.numbers import number_in

directors_only = only(leads_schools)


@never_cache
@directors_only
@require_http_methods(["GET", "HEAD", "POST"])
@meanwhile.one_at_a_time
def own(request, school_id):
    school = meanwhile.locked(request, rights.schools_filled_in_by(request.user), pk=school_id)
    present = {figure.name: figure.value for figure in OwnFigure.objects.filter(school=school)}
    is_po = what_if.sector_of(school) == Bootcamp.Sector.PO
    form = OwnFiguresForm(request.POST or None, present=present, is_po=is_po)
    if request.method == "POST" and form.is_valid():
        own_figures.keep(school=school, values=form.values(), by=request.user, now=timezone.now())
        messages.success(request, "Bewaard. De feiten hieronder rekenen met jullie eigen getallen.")
        return redirect("bootcamp:facts", school_id)
    return render(request, "bootcamp/facts/own.html", {"school": school, "form": form})


@never_cache
@directors_only
@require_http_methods(["GET", "HEAD", "POST"])
def into_plan(request, school_id):
    school = get_object_or_404(rights.schools_filled_in_by(request.user), pk=school_id)
    plan = Plan.objects.filter(school=school, school__in=schools_written_by(request.user).values("pk")).first()
    if plan is None:
        if request.method == "POST":
            raise Http404("Er is geen plan.")
        return render(request, "bootcamp/facts/into_plan.html", {"school": school, "plan": None, "offers": []})
    offers = to_plan.offers(of_school.of(school), plan)
    if request.method == "POST":
        return _take_over(request, plan, offers)
    return render(request, "bootcamp/facts/into_plan.html", {"school": school, "plan": plan, "offers": offers})


def _take_over(request, plan, offers):
    chosen = [offer for offer in offers if offer.question in request.POST.getlist("over")]
    if not chosen:
        messages.error(request, "Je koos geen getal. Er is niets veranderd in het plan.")
        return redirect("bootcamp:facts_into_plan", plan.school_id)
    seen = {
        offer.question: (
            number_in(request.POST.get(f"versie-{offer.question}", "")),
            request.POST.get(f"stond-{offer.question}", "")[:200],
        )
        for offer in chosen
    }
    saved = to_plan.take_over(plan, chosen, seen, by=request.user, now=timezone.now())
    if saved.conflicts:
        messages.error(
            request,
            "Iemand wijzigde het plan terwijl jij keek. Die getallen zijn niet overgenomen. Kijk en kies opnieuw.",
        )
        return redirect("bootcamp:facts_into_plan", plan.school_id)
    messages.success(request, "De getallen staan in jullie plan, bij De feiten op tafel.")
    return redirect("bootcamp:plan_goal", plan.school_id, 1)
