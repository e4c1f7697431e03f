"""The page behind the link in the monthly mail, and the choice to go without that mail."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from bootcamp.checkin import actions, asking, links
from bootcamp.checkin.forms import SEEN, MonthAnswersForm
from bootcamp.checkin.links import Link
from bootcamp.checkin.tips import TIPS
from bootcamp.plan import due, reactions
from bootcamp.plan.models import Plan, schools_written_for
from portal import limits
from portal.reasons import NotPossible


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@limits.limited("bootcamp.month", "60/hour", methods=("POST",))
def month(request, token):
    """Looking changes nothing: programmes that check mail open every link."""
    link, check_in = links.read(token)
    if link is Link.WRONG:
        raise Http404("Deze link klopt niet.")
    if link is Link.OLD:
        return render(request, "bootcamp/checkin/old.html", status=410)
    today = timezone.localdate()
    if check_in.answered_at:
        return render(request, "bootcamp/checkin/answered.html", {"check_in": check_in, "tip": TIPS[today.month]})
    plan = Plan.objects.for_reading().get(pk=check_in.plan_id)
    form = _form(request, plan, today)
    if request.method == "POST" and _answered(request, check_in, form):
        return redirect(request.path)
    unread = reactions.unread_by(check_in.user, {plan.school_id}, now=timezone.now())
    context = {
        "check_in": check_in,
        "plan": plan,
        "form": form,
        "rows": [(line, field, version, due.late_since(line, today)) for line, field, version in form.rows],
        "comments": [comment for _, comments in unread for comment in comments],
    }
    return render(request, "bootcamp/checkin/month.html", context)


def _form(request, plan, today) -> MonthAnswersForm:
    by_key = {str(action.key): action for action in plan.actions.all()}
    posted = request.POST if request.method == "POST" and "niets" not in request.POST else None
    shown = {key for key in by_key if SEEN + key in posted} if posted else set()
    return MonthAnswersForm(posted, lines=asking.lines_of(plan, today, shown=shown), actions=by_key)


def _answered(request, check_in, form) -> bool:
    nothing = "niets" in request.POST
    if not nothing and not form.is_valid():
        return False
    said, seen = ({}, {}) if nothing else (form.said, form.seen)
    try:
        actions.answer(check_in.pk, said=said, seen=seen, now=timezone.now())
    except actions.ChangedMeanwhile as reason:
        form.say_who_changed(reason.keys)
        return False
    except NotPossible as reason:
        messages.info(request, str(reason))
    return True


@require_POST
def choice(request, school_id):
    """The monthly mail about the plan of this school, off or on again, for who asks."""
    schools = schools_written_for(request.user) & {school_id}
    plan = get_object_or_404(Plan, school__in=schools)
    if request.POST.get("maandmail") == "aan":
        actions.turn_on(user=request.user, plan=plan)
        messages.success(request, "Je krijgt de maandmail weer.")
    else:
        actions.turn_off(user=request.user, plan=plan, now=timezone.now())
        messages.success(request, "Je krijgt geen maandmail meer.")
    return redirect("school:one", school_id)
