"""The whole plan, for who may read it; choosing one, and beginning it."""

from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from bootcamp.plan import actions, rights, sheets
from bootcamp.plan.forms.whole import CommentForm
from bootcamp.plan.models import Plan
from bootcamp.seats.models import Seat
from portal.listing import page_of
from portal.people.access import is_hpp
from portal.people.models import School

PLANS_PER_PAGE = 25


@require_safe
def plans(request):
    """Straight to the only plan; with more, or none, a page to choose from."""
    schools = rights.schools_with_a_plan_page(request.user)
    page = page_of(request, schools.select_related("plan").order_by("name", "city", "pk"), PLANS_PER_PAGE)
    if page.paginator.count == 1:
        return redirect("bootcamp:plan", page[0].pk)
    schools = [(school, getattr(school, "plan", None)) for school in page]
    return render(request, "bootcamp/plan/plans.html", {"page": page, "schools": schools})


@require_http_methods(["GET", "HEAD", "POST"])
def plan(request, school_id):
    """The whole plan, for who may read it; for who writes it and has none yet, its beginning."""
    plan = Plan.objects.visible_to(request.user).for_reading().filter(school=school_id).first()
    if plan is None:
        return _start(request, school_id)
    if request.method == "POST":
        return redirect(plan)  # someone else began it meanwhile
    return whole_plan(request, plan, rights.access(request.user, plan), CommentForm(plan=plan))


def _start(request, school_id):
    if is_hpp(request.user):
        school = get_object_or_404(School, pk__in=Seat.objects.values("school"), pk=school_id)
        return render(request, "bootcamp/plan/not_begun.html", {"school": school})
    school = get_object_or_404(rights.schools_that_may_begin(request.user), pk=school_id)
    bootcamp = rights.seat_of(school).bootcamp
    if request.method == "POST":
        now = timezone.now()
        today = timezone.localdate(now)
        actions.start(school=school, sector=bootcamp.sector, by=request.user, now=now, today=today)
        return redirect("bootcamp:plan_goal", school.pk, 1)
    return render(request, "bootcamp/plan/start.html", {"school": school, "bootcamp": bootcamp})


def whole_plan(request, plan, access, form):
    context = {
        "plan": plan,
        "sheet": sheets.of(plan),
        "access": access,
        "form": form,
        "comments": plan.comments.select_related("written_by").order_by("written_at", "pk"),
        "latest": plan.versions.select_related("saved_by").defer("content").order_by("-number").first(),
    }
    return render(request, "bootcamp/plan/plan.html", context)
