"""Filling the plan in, goal by goal, and keeping up how far each action is.

A post comes from the whole form, or from plan.js with what just changed; both get the same treatment. The script asks
for JSON and gets, per unit, the version that now holds, what is wrong, or the piece of page that shows a conflict.
"""

from uuid import uuid4

from django.contrib import messages
from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import formats, timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from bootcamp.plan import questions, rights, saving, sheets, typed
from bootcamp.plan.builder import GoalPage, StatusList, Units
from bootcamp.plan.models import Plan, PlanAction
from portal.goals import Goal


def _plan(user, school_id):
    plans = Plan.objects.filter(school__in=rights.schools_written_by(user).values("pk")).for_reading()
    return plans.filter(school=school_id).first()


def _school_or_404(user, school_id):
    return get_object_or_404(rights.schools_that_may_begin(user), pk=school_id)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def goal(request, school_id, number):
    if number not in Goal.values:
        raise Http404
    plan = _plan(request.user, school_id)
    if plan is None:
        return redirect("bootcamp:plan", _school_or_404(request.user, school_id).pk)
    if request.method != "POST":
        page = GoalPage(Units(plan), number)
        if "nog" in request.GET:
            page.add_empty_row()
        return _show_goal(request, plan, page)
    posted, added = _with_examples(request.POST, number)
    read = typed.read(posted, goal=number, stored=Units(plan).texts)
    outcome = saving.save(plan.pk, read.writes, by=request.user, tab=read.tab, now=timezone.now())
    if _wants_json(request) and not outcome.conflicts:
        return JsonResponse(_answer(request, read, outcome))
    page = GoalPage(Units(_plan(request.user, school_id)), number, typed=read, outcome=outcome)
    if _wants_json(request):
        return JsonResponse(_answer(request, read, outcome, page.pieces))
    if page.faults or page.conflicts:
        return _show_goal(request, plan, page)
    return redirect(_where_to(posted, school_id, number, added))


def _with_examples(post, number):
    """What was posted, with the example that was picked in its place; and the key of the action it became."""
    posted, added = post.dict(), ""
    pick, place = posted.pop("voorbeeld", ""), posted.pop("vul", "")
    examples = _by_number(questions.ACTION_EXAMPLES[Goal(number)])
    if pick in examples:
        added = next((key for key in typed.action_keys(posted) if _is_blank(posted, key)), str(uuid4()))
        posted |= {f"a-{added}-v": "0", f"a-{added}-what": examples[pick]}
    if place == "jaarkring" and number == Goal.SECURE:
        posted |= {key: words for key, words in questions.YEAR_EXAMPLES if not posted.get(key, "").strip()}
    key, _, which = place.partition(":")
    question = questions.BY_KEY.get(key)
    words = _by_number(question.examples) if question else {}
    if which in words:
        posted[key] = f"{posted.get(key, '').strip()} {words[which]}".strip()
    return posted, added


def _by_number(examples):
    return {str(number): words for number, words in enumerate(examples)}


def _is_blank(posted, key):
    return not any(posted.get(f"a-{key}-{part}", "").strip() for part in ("what", "who", "due"))


def _where_to(posted, school_id, number, added):
    here = reverse("bootcamp:plan_goal", args=[school_id, number])
    if added:
        return f"{here}#a-{added}-what"
    if "nog" in posted:
        return f"{here}?nog=1#acties"
    if "verder" in posted:
        return reverse("bootcamp:plan_goal", args=[school_id, number + 1]) if number < max(Goal) else here
    if "klaar" in posted:
        return reverse("bootcamp:plan", args=[school_id])
    return f"{here}#acties" if "weg" in posted else here


def _show_goal(request, plan, page):
    people = [person.first_name for person in rights.people_of(plan.school) if person != request.user]
    sheet = sheets.of(plan) if page.goal == Goal.FACTS else None
    seat = rights.seat_of(plan.school) if "hulp" in page.groups else None
    context = {"plan": plan, "page": page, "sheet": sheet, "people": people, "seat": seat, "tab": str(uuid4())}
    return render(request, "bootcamp/plan/goal.html", context)


def _wants_json(request):
    return request.headers.get("Accept") == "application/json"


def _answer(request, read, outcome, pieces=None):
    """`pieces` gives, for a unit that conflicts, the template that shows it and its context."""
    conflicts = {}
    for unit in outcome.conflicts:
        template, context = pieces(unit)
        conflicts[unit] = render_to_string(template, {**context, "user": request.user}, request)
    return {
        "saved": {unit: _as_saved(unit, row) for unit, row in outcome.saved.items()},
        "errors": {**read.errors, **{f"a-{key}-what": reason for key, reason in outcome.refused.items()}},
        "conflicts": conflicts,
        "time": formats.date_format(timezone.localtime(), "H.i"),
    }


def _as_saved(unit, row):
    """The version that holds from now on, and what stands there by the name of its input."""
    if isinstance(row, PlanAction):
        parts = ("what", "who", "due", "status")
        return {"version": row.version, "values": {f"a-{unit}-{part}": getattr(row, part) for part in parts}}
    return {"version": row.version, "values": {unit: row.text}}


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def statuses(request, school_id):
    """The actions as a list with how far each is."""
    plan = _plan(request.user, school_id)
    if plan is None:
        return redirect("bootcamp:plan", _school_or_404(request.user, school_id).pk)
    outcome = saving.Saved()
    if request.method == "POST":
        goals = {key: action.goal for key, action in Units(plan).all_actions.items()}
        read = typed.read_statuses(request.POST.dict(), goals)
        outcome = saving.save(plan.pk, read.writes, by=request.user, tab=read.tab, now=timezone.now())
        plan = _plan(request.user, school_id)
        if _wants_json(request):
            return JsonResponse(_answer(request, read, outcome, StatusList(Units(plan), outcome).pieces))
        if not read.errors and not outcome.conflicts:
            messages.success(request, "Bewaard.")
            return redirect("bootcamp:plan_actions", school_id)
    rows = StatusList(Units(plan), outcome)
    context = {"plan": plan, "sheet": sheets.of(plan), "list": rows, "tab": str(uuid4())}
    return render(request, "bootcamp/plan/actions.html", context)
