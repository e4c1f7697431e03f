"""Earlier versions: looking back, going back, and going on without what is done."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from bootcamp.plan import actions, rights, sheets, versions
from bootcamp.plan.models import Plan
from portal.listing import page_of
from portal.text.numbers import number_in

VERSIONS_PER_PAGE = 25


@require_http_methods(["GET", "HEAD", "POST"])
def new_round(request, school_id):
    """Go on without what is done, such as in a next school year."""
    plan = _plan_of_writer(request.user, school_id)
    sheet = sheets.of(plan)
    if request.method == "POST" and sheet.done:
        version = actions.new_round(plan=plan, by=request.user, now=timezone.now())
        messages.success(request, f"Wat klaar was, vind je bij de eerdere versies. Dit is nu versie {version.number}.")
        return redirect("bootcamp:plan_actions", school_id)
    return render(request, "bootcamp/plan/new_round.html", {"plan": plan, "sheet": sheet})


@require_safe
def plan_versions(request, school_id):
    plan = _plan_of_writer(request.user, school_id)
    rows = plan.versions.select_related("saved_by").defer("content").order_by("-number")
    page = page_of(request, rows, VERSIONS_PER_PAGE)
    return render(request, "bootcamp/plan/versions.html", {"plan": plan, "page": page})


@require_http_methods(["GET", "HEAD", "POST"])
def plan_version(request, school_id, number):
    """An earlier version beside the plan as it is now, or beside another version (`?met=`)."""
    plan = _plan_of_writer(request.user, school_id)
    version = get_object_or_404(plan.versions.select_related("saved_by"), number=number)
    if request.method == "POST":
        restored = actions.restore(version=version, by=request.user, now=timezone.now())
        messages.success(request, f"Versie {version.number} staat weer in je plan. Dat is nu versie {restored.number}.")
        return redirect(plan)
    beside = request.GET.get("met", "")
    other = plan.versions.filter(number=number_in(beside)).first()
    now = versions.content_of([*plan.answers.all(), *plan.actions.all()])
    context = {
        "plan": plan,
        "version": version,
        "other": other,
        "differences": versions.differences(version.content, other.content if other else now),
        "others": plan.versions.exclude(number=number).defer("content").order_by("-number")[:100],
    }
    return render(request, "bootcamp/plan/version.html", context)


def _plan_of_writer(user, school_id):
    schools = rights.schools_written_by(user).values("pk")
    return get_object_or_404(Plan.objects.for_reading().filter(school__in=schools), school=school_id)
