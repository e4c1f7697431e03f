"""Who else may see the plan and what of it, and how often its people get a mail about due actions.

What other schools will see is shown first, exactly as they get it; only who saw that can share it.
"""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from bootcamp.plan import actions, rights, sheets, showing
from bootcamp.plan.forms.whole import SharingForm
from bootcamp.plan.models import Plan
from bootcamp.plan.shares import shares
from portal import meanwhile


@require_http_methods(["GET", "HEAD", "POST"])
@meanwhile.one_at_a_time
def sharing(request, school_id):
    schools = rights.schools_managed_by(request.user).values("pk")
    plan = meanwhile.locked(request, Plan.objects.for_reading().filter(school__in=schools), school=school_id)
    form = SharingForm(request.POST or None, instance=plan)
    if not form.is_valid():
        return _page(request, plan, form)
    if form.shows_more:
        seen_by_others = showing.shown(sheets.of(plan), form.cleaned_data["shown_parts"])
        if request.POST.get("gezien") != seen_by_others.mark:
            return _page(request, plan, form, seen_by_others)
    _save(form)
    messages.success(request, "Bewaard.")
    return redirect("bootcamp:plan_sharing", school_id)


def _save(form):
    if "nudge_weeks" in form.changed_data:
        form.instance.next_nudge_on = actions.next_nudge(form.instance, timezone.localdate())
    form.instance.save(update_fields=["for_colleagues", "for_board", "shown_parts", "nudge_weeks", "next_nudge_on"])
    form.instance.shared_with.set(form.cleaned_data.get("shared_with", []))


def _page(request, plan, form, seen_by_others=None):
    receivers = [(share.person, share.count) for share in shares(plan, today=timezone.localdate())]
    context = {"plan": plan, "form": form, "receivers": receivers, "seen_by_others": seen_by_others}
    return render(request, "bootcamp/plan/sharing.html", context)
