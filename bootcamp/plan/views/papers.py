"""The plan as PDF: asking for it, waiting for it and saving it."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_http_methods, require_safe

from bootcamp.plan import papers
from bootcamp.plan.models import Plan, PlanPaper
from portal import limits
from portal.papers import requests
from portal.reasons import NotPossible


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
