"""Filling the plan in, goal by goal, and keeping up how far each action is.

A post comes from the whole form, or from plan.js with what just changed; both get the same treatment. The script asks
for JSON and gets, per unit, the version that now holds, what is wrong, or the piece of page that shows a conflict.
"""

from uuid import uuid4

from django.contrib import messages
from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import formats, timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from bootcamp.plan import examples, rights, saving, sheets
from bootcamp.plan.builder import GoalPage, StatusPage, Units
from bootcamp.plan.forms import units
from bootcamp.plan.models import Plan, PlanAction
from portal.goals import Goal
from portal.people.models import schools_led_by


def _plan(user, school_id):
    plans = Plan.objects.filter(school__in=rights.schools_written_by(user).values("pk")).for_reading()
    return plans.filter(school=school_id).first()


def _to_its_beginning(user, school_id):
    return redirect("bootcamp:plan", get_object_or_404(rights.schools_that_may_begin(user), pk=school_id).pk)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def goal(request, school_id, number):
    if number not in Goal.values:
        raise Http404
    plan = _plan(request.user, school_id)
    if plan is None:
        return _to_its_beginning(request.user, school_id)
    if request.method != "POST":
        page = GoalPage(Units(plan), number)
        if "nog" in request.GET:
            page.add_empty_row()
        return _show_goal(request, plan, page)
    post, added = examples.picked(request.POST.dict(), Goal(number))
    posted = units.read_goal(post, number, stored=Units(plan).texts)
    outcome = _save(request, plan, posted)
    if _wants_json(request) and not outcome.conflicts:
        return _answer(posted, outcome)
    page = GoalPage(Units(_plan(request.user, school_id)), number, posted, outcome)
    if _wants_json(request):
        return _answer(posted, outcome, page)
    if page.troubled:
        return _show_goal(request, plan, page)
    return redirect(_where_to(post, school_id, number, added))


def _save(request, plan, posted):
    outcome = saving.save(plan.pk, posted.writes, by=request.user, tab=posted.tab, now=timezone.now())
    posted.refuse(outcome.refused)
    return outcome


def _where_to(post, school_id, number, added):
    here = reverse("bootcamp:plan_goal", args=[school_id, number])
    if added:
        return f"{here}#a-{added}-what"
    if "nog" in post:
        return f"{here}?nog=1#acties"
    if "verder" in post:
        return reverse("bootcamp:plan_goal", args=[school_id, number + 1]) if number < max(Goal) else here
    if "klaar" in post:
        return reverse("bootcamp:plan", args=[school_id])
    return f"{here}#acties" if "weg" in post else here


def _show_goal(request, plan, page):
    people = [person.first_name for person in rights.people_of(plan.school) if person != request.user]
    sheet = sheets.of(plan) if page.goal == Goal.FACTS else None
    seat = rights.seat_of(plan.school) if "hulp" in page.groups else None
    context = {
        **{"plan": plan, "page": page, "sheet": sheet, "people": people, "seat": seat, "tab": str(uuid4())},
        "reads_facts": plan.school_id in schools_led_by(request.user),
    }
    return render(request, "bootcamp/plan/goal.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def statuses(request, school_id):
    """The actions as a list with how far each is."""
    plan = _plan(request.user, school_id)
    if plan is None:
        return _to_its_beginning(request.user, school_id)
    page = StatusPage(Units(plan))
    if request.method == "POST":
        posted = units.read_statuses(request.POST.dict(), Units(plan).all_actions)
        outcome = _save(request, plan, posted)
        plan = _plan(request.user, school_id)
        page = StatusPage(Units(plan), posted, outcome)
        if _wants_json(request):
            return _answer(posted, outcome, page)
        if not page.troubled:
            messages.success(request, "Bewaard.")
            return redirect("bootcamp:plan_actions", school_id)
    context = {"plan": plan, "sheet": sheets.of(plan), "page": page, "tab": str(uuid4())}
    return render(request, "bootcamp/plan/actions.html", context)


def _wants_json(request):
    return request.headers.get("Accept") == "application/json"


def _answer(posted, outcome, page=None):
    """`page` has the forms that show conflicts, where there are any."""
    answer = {
        "saved": {unit: _as_saved(unit, row) for unit, row in outcome.saved.items()},
        "errors": posted.errors,
        "conflicts": {unit: page.forms[unit].render() for unit in outcome.conflicts},
        "time": formats.date_format(timezone.localtime(), "H.i"),
    }
    return JsonResponse(answer)


def _as_saved(unit, row):
    """The version that holds from now on, and what stands there by the name of its input."""
    if isinstance(row, PlanAction):
        return {"version": row.version, "values": {f"a-{unit}-{part}": text for part, text in row.parts.items()}}
    return {"version": row.version, "values": {unit: row.text}}
