"""The pages about a plan as a whole. Filling it in is in filling.py."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_http_methods, require_safe

from bootcamp.plan import actions, papers, rights, saving, sheets, versions
from bootcamp.plan.forms import CommentForm, SharingForm
from bootcamp.plan.models import Plan, PlanComment, PlanPaper
from bootcamp.plan.shares import shares
from bootcamp.seats.models import Seat
from portal import limits
from portal.listing import page_of
from portal.papers import requests
from portal.people.access import is_hpp
from portal.people.models import School
from portal.reasons import NotPossible
from portal.text.numbers import number_in

PLANS_PER_PAGE = VERSIONS_PER_PAGE = 25


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
    return _whole_plan(request, plan, rights.access(request.user, plan), CommentForm())


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


def _whole_plan(request, plan, access, form):
    context = {
        "plan": plan,
        "sheet": sheets.of(plan),
        "access": access,
        "form": form,
        "comments": plan.comments.select_related("written_by").order_by("written_at", "pk"),
        "latest": plan.versions.select_related("saved_by").defer("content").order_by("-number").first(),
    }
    return render(request, "bootcamp/plan/plan.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@limits.limited("bootcamp.plan.comment", "20/minute", methods=("POST",))
def comment(request, school_id):
    plan = get_object_or_404(Plan.objects.visible_to(request.user).for_reading(), school=school_id)
    if request.method != "POST":
        return redirect(plan)
    access = rights.access(request.user, plan)
    if not access.may_comment:
        raise PermissionDenied("De school laat je dit plan lezen. Reageren kan niet.")
    form = CommentForm(request.POST)
    if not form.is_valid():
        return _whole_plan(request, plan, access, form)
    written = actions.comment(plan=plan, by=request.user, now=timezone.now(), **form.cleaned_data)
    messages.success(request, "Je reactie staat bij het plan.")
    return redirect(f"{plan.get_absolute_url()}#reactie-{written.pk}")


@require_http_methods(["GET", "HEAD", "POST"])
def remove_comment(request, school_id, comment_id):
    """For who wrote it, and for who manages the plan."""
    plan = get_object_or_404(Plan.objects.visible_to(request.user), school=school_id)
    remark = get_object_or_404(PlanComment.objects.select_related("written_by"), pk=comment_id, plan=plan)
    if remark.written_by_id != request.user.pk and not rights.access(request.user, plan).may_manage:
        raise Http404
    if request.method == "POST":
        remark.delete()
        messages.success(request, "De reactie is weg.")
        return redirect(plan)
    return render(request, "bootcamp/plan/remove_comment.html", {"plan": plan, "comment": remark})


@require_http_methods(["GET", "HEAD", "POST"])
def sharing(request, school_id):
    schools = rights.schools_managed_by(request.user).values("pk")
    plan = get_object_or_404(Plan.objects.for_reading().filter(school__in=schools), school=school_id)
    form = SharingForm(request.POST or None, instance=plan)
    if form.is_valid():
        if "nudge_weeks" in form.changed_data:
            form.instance.next_nudge_on = actions.next_nudge(form.instance, timezone.localdate())
        form.instance.save(update_fields=["for_colleagues", "for_board", "nudge_weeks", "next_nudge_on"])
        form.instance.shared_with.set(form.cleaned_data.get("shared_with", []))
        messages.success(request, "Bewaard.")
        return redirect("bootcamp:plan_sharing", school_id)
    context = {"plan": plan, "form": form, "receivers": [(share.person, share.count) for share in shares(plan)]}
    return render(request, "bootcamp/plan/sharing.html", context)


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
    now = saving.content_of([*plan.answers.all(), *plan.actions.all()])
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


@require_http_methods(["GET", "HEAD", "POST"])
@limits.limited("bootcamp.plan.paper", "20/minute", methods=("POST",))
def paper(request, school_id):
    """Asking for the PDF and waiting for it. Without script the page loads itself anew."""
    plan = get_object_or_404(Plan.objects.visible_to(request.user).for_reading(), school=school_id)
    if request.method == "POST":
        try:
            papers.ask(plan, now=timezone.now())
        except NotPossible as reason:
            messages.error(request, str(reason))
        return redirect("bootcamp:plan_paper", school_id)
    state = papers.state(plan)
    page = render(request, "bootcamp/plan/paper.html", {"plan": plan, "state": state.value})
    return requests.waiting(page, state)


@require_safe
def paper_file(request, school_id):
    plan = get_object_or_404(Plan.objects.visible_to(request.user), school=school_id)
    kept = get_object_or_404(PlanPaper, plan=plan)
    return requests.as_file(kept.content, f"plan-{slugify(plan.school.name) or 'school'}")
