"""What readers say about a plan."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from bootcamp.plan import actions, rights
from bootcamp.plan.forms.whole import CommentForm
from bootcamp.plan.models import Plan, PlanComment
from bootcamp.plan.views.reading import whole_plan
from portal import limits


@require_http_methods(["GET", "HEAD", "POST"])
@limits.limited("bootcamp.plan.comment", "20/minute", methods=("POST",))
def comment(request, school_id):
    plan = get_object_or_404(Plan.objects.visible_to(request.user).for_reading(), school=school_id)
    if request.method != "POST":
        return redirect(plan)
    access = rights.access(request.user, plan)
    if not access.may_comment:
        raise PermissionDenied("De school laat je dit plan lezen. Reageren kan niet.")
    form = CommentForm(request.POST, plan=plan)
    if not form.is_valid():
        return whole_plan(request, plan, access, form)
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
