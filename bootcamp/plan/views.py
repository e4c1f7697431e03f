"""The pages about a plan as a whole. Filling it in is in filling.py."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_http_methods, require_safe

from bootcamp.plan import actions, nudges, papers, rights, saving, sheets, versions
from bootcamp.plan.forms import CommentForm, SharingForm, StartForm
from bootcamp.plan.models import Plan, PlanComment, PlanPaper
from bootcamp.seats.models import Enrolment
from portal import limits
from portal.people.access import is_hpp

PLANS_PER_PAGE = VERSIONS_PER_PAGE = 25


@require_safe
def plans(request):
    """Straight to the only plan; with more, or none, a page to choose from."""
    written = Q(pk__in=rights.seats_written_by(request.user).values("pk"))
    read = Q(pk__in=Plan.objects.visible_to(request.user).values("enrolment"))
    seats = Enrolment.objects.filter(written | read).select_related("school", "bootcamp", "plan")
    rows = Paginator(seats.order_by("-bootcamp__starts_on", "school__name", "pk"), PLANS_PER_PAGE)
    page = rows.get_page(request.GET.get("bladzijde"))
    if rows.count == 1:
        return redirect("bootcamp:plan", page[0].pk)
    seats = [(seat, getattr(seat, "plan", None)) for seat in page]
    return render(request, "bootcamp/plan/plans.html", {"page": page, "seats": seats})


@require_http_methods(["GET", "HEAD", "POST"])
def plan(request, enrolment_id):
    """The whole plan, for who may read it; for who writes it and has none yet, its beginning."""
    found = Plan.objects.visible_to(request.user).for_reading().filter(enrolment=enrolment_id).first()
    if found is None:
        return _start(request, enrolment_id)
    if request.method == "POST":
        return redirect(found)  # someone else began it meanwhile
    return _whole_plan(request, found, rights.access(request.user, found), CommentForm())


def _start(request, enrolment_id):
    seats = Enrolment.objects.select_related("school", "bootcamp")
    if is_hpp(request.user):
        seat = get_object_or_404(seats, pk=enrolment_id)
        return render(request, "bootcamp/plan/not_begun.html", {"enrolment": seat})
    seat = get_object_or_404(seats.filter(pk__in=rights.seats_written_by(request.user).values("pk")), pk=enrolment_id)
    earlier = Plan.objects.visible_to(request.user).filter(enrolment__school=seat.school_id)
    earlier = earlier.select_related("enrolment__bootcamp").order_by("-changed_at", "pk")
    form = StartForm(request.POST if request.method == "POST" else None, earlier=earlier)
    if form.is_valid():
        source, now = form.cleaned_data["source"], timezone.now()
        actions.start(enrolment=seat, by=request.user, now=now, today=timezone.localdate(now), source=source)
        return redirect("bootcamp:plan_goal", seat.pk, 1)
    return render(request, "bootcamp/plan/start.html", {"enrolment": seat, "form": form})


def _whole_plan(request, found, access, form):
    context = {
        "plan": found,
        "sheet": sheets.of(found),
        "access": access,
        "form": form,
        "comments": found.comments.select_related("written_by").order_by("written_at", "pk"),
        "latest": found.versions.select_related("saved_by").defer("content").order_by("-number").first(),
    }
    return render(request, "bootcamp/plan/plan.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@limits.limited("bootcamp.plan.comment", "20/minute", methods=("POST",))
def comment(request, enrolment_id):
    found = get_object_or_404(Plan.objects.visible_to(request.user).for_reading(), enrolment=enrolment_id)
    if request.method != "POST":
        return redirect(found)
    access = rights.access(request.user, found)
    if not access.may_comment:
        raise PermissionDenied("De school laat je dit plan lezen. Reageren kan niet.")
    form = CommentForm(request.POST)
    if not form.is_valid():
        return _whole_plan(request, found, access, form)
    written = actions.comment(plan=found, by=request.user, now=timezone.now(), **form.cleaned_data)
    messages.success(request, "Je reactie staat bij het plan.")
    return redirect(f"{found.get_absolute_url()}#reactie-{written.pk}")


@require_http_methods(["GET", "HEAD", "POST"])
def remove_comment(request, enrolment_id, comment_id):
    """For who wrote it, and for who manages the plan."""
    found = get_object_or_404(Plan.objects.visible_to(request.user), enrolment=enrolment_id)
    remark = get_object_or_404(PlanComment.objects.select_related("written_by"), pk=comment_id, plan=found)
    if remark.written_by_id != request.user.pk and not rights.access(request.user, found).may_manage:
        raise Http404
    if request.method == "POST":
        remark.delete()
        messages.success(request, "De reactie is weg.")
        return redirect(found)
    return render(request, "bootcamp/plan/remove_comment.html", {"plan": found, "comment": remark})


@require_http_methods(["GET", "HEAD", "POST"])
def sharing(request, enrolment_id):
    seats = rights.seats_managed_by(request.user)
    found = get_object_or_404(Plan.objects.for_reading().filter(enrolment__in=seats), enrolment=enrolment_id)
    form = SharingForm(request.POST or None, instance=found)
    if form.is_valid():
        if "nudge_weeks" in form.changed_data:
            form.instance.next_nudge_on = actions.next_nudge(form.instance, timezone.localdate())
        fields = [*form.fields, "next_nudge_on"]
        form.instance.save(update_fields=fields)
        messages.success(request, "Bewaard.")
        return redirect("bootcamp:plan_sharing", enrolment_id)
    context = {"plan": found, "form": form, "receivers": [(each.person, each.count) for each in nudges.shares(found)]}
    return render(request, "bootcamp/plan/sharing.html", context)


@require_safe
def plan_versions(request, enrolment_id):
    found = _plan_of_writer(request.user, enrolment_id)
    rows = found.versions.select_related("saved_by").defer("content").order_by("-number")
    page = Paginator(rows, VERSIONS_PER_PAGE).get_page(request.GET.get("bladzijde"))
    return render(request, "bootcamp/plan/versions.html", {"plan": found, "page": page})


@require_http_methods(["GET", "HEAD", "POST"])
def plan_version(request, enrolment_id, number):
    """An earlier version beside the plan as it is now, or beside another version (`?met=`)."""
    found = _plan_of_writer(request.user, enrolment_id)
    version = get_object_or_404(found.versions.select_related("saved_by"), number=number)
    if request.method == "POST":
        restored = actions.restore(version=version, by=request.user, now=timezone.now())
        messages.success(request, f"Versie {version.number} staat weer in je plan. Dat is nu versie {restored.number}.")
        return redirect(found)
    beside = request.GET.get("met", "")
    other = found.versions.filter(number=int(beside)).first() if beside.isascii() and beside.isdigit() else None
    now = saving.content_of([*found.answers.all(), *found.actions.all()])
    context = {
        "plan": found,
        "version": version,
        "other": other,
        "differences": versions.differences(version.content, other.content if other else now),
        "others": found.versions.exclude(number=number).defer("content").order_by("-number")[:100],
    }
    return render(request, "bootcamp/plan/version.html", context)


def _plan_of_writer(user, enrolment_id):
    seats = rights.seats_written_by(user)
    return get_object_or_404(Plan.objects.for_reading().filter(enrolment__in=seats), enrolment=enrolment_id)


@require_http_methods(["GET", "HEAD", "POST"])
@limits.limited("bootcamp.plan.paper", "20/minute", methods=("POST",))
def paper(request, enrolment_id):
    """Asking for the PDF and waiting for it. Without script the page loads itself anew."""
    found = get_object_or_404(Plan.objects.visible_to(request.user).for_reading(), enrolment=enrolment_id)
    if request.method == "POST":
        papers.ask(found, now=timezone.now())
        return redirect("bootcamp:plan_paper", enrolment_id)
    state = papers.state(found)
    response = render(request, "bootcamp/plan/paper.html", {"plan": found, "state": state.value})
    if state in (papers.State.QUEUED, papers.State.BUSY):
        response["Refresh"] = "1"
    response["Cache-Control"] = "no-store"
    return response


@require_safe
def paper_file(request, enrolment_id):
    found = get_object_or_404(Plan.objects.visible_to(request.user), enrolment=enrolment_id)
    made = get_object_or_404(PlanPaper, plan=found)
    response = HttpResponse(bytes(made.content), content_type="application/pdf")
    school = slugify(found.enrolment.school.name) or "school"
    response["Content-Disposition"] = f'attachment; filename="plan-{school}.pdf"'
    response["Cache-Control"] = "no-store"
    return response
