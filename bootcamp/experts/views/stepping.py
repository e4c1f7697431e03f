"""One request, as each side sees it, and the steps in it."""

from django.contrib import messages
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from bootcamp.experts import actions, profiles, rights, steps
from bootcamp.experts.models import ExpertRequest
from bootcamp.seats.actions import NotPossible
from portal import limits


class _TooLate(Exception):
    """An expert comes for a request that was open to them; the text says what became of it."""


def _asked(request: HttpRequest, request_id: int) -> tuple[ExpertRequest, set[str]]:
    """The request, and how the user stands towards it. A stranger gets 404."""
    asked = get_object_or_404(ExpertRequest.objects.for_list(), pk=request_id)
    sides = rights.sides(request.user, asked)
    if sides:
        return asked, sides
    if ExpertRequest.objects.within_reach_of(request.user).filter(pk=asked.pk).exists():
        raise _TooLate(actions.why_not_open(asked))
    raise Http404("Deze vraag is niet van jou.")


@require_safe
def expert_request(request, request_id):
    try:
        asked, sides = _asked(request, request_id)
    except _TooLate as reason:
        return _back_to_work(request, reason)
    knows_names = bool(sides & {"school", "hpp"})
    first, others = steps.possible(sides, asked)
    context = {
        "asked": asked,
        "sides": sides,
        "first": first,
        "others": others,
        "profile": profiles.of(asked.expert) if asked.expert and knows_names else None,
        "contacts": rights.people_of(asked) if rights.may_reach(sides, asked) else [],
        "events": asked.events.select_related("by", "expert").order_by("at", "pk") if knows_names else [],
        "today": timezone.localdate(),
    }
    return render(request, "bootcamp/experts/request.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@limits.limited("bootcamp.expert_step", "60/hour", methods=("POST",))
def step(request, request_id, name):
    """Think it over (GET) and do it (POST). What can't be done any more says so, and leads to how it stands."""
    now_asked = steps.BY_NAME[name]
    try:
        asked, sides = _asked(request, request_id)
    except _TooLate as reason:
        return _back_to_work(request, reason)
    if not now_asked.sides & sides:
        return _not_for(request, asked, now_asked)
    posted = request.POST if request.method == "POST" else None
    form = now_asked.form(posted, asked=asked)
    if form.is_valid():
        # The action decides whether it can be done, so that pressing twice gives the same answer twice.
        try:
            now_asked.do(request_id=asked.pk, by=request.user, now=timezone.now(), **form.cleaned_data)
        except NotPossible as reason:
            return _refused(request, form, asked, now_asked, reason)
        messages.success(request, now_asked.done)
        return _after(request, asked)
    if posted is None and not now_asked.is_possible(asked):
        messages.info(request, actions.CHANGED)
        return redirect(asked)
    return render(request, "bootcamp/experts/step.html", {"asked": asked, "step": now_asked, "form": form})


def _not_for(request, asked: ExpertRequest, now_asked: steps.RequestStep):
    """Whoever picked the request up and presses the button again finds it theirs; for others the step isn't there."""
    if now_asked.name == "pick_up" and asked.expert_id == request.user.pk:
        return redirect(asked)
    raise Http404("Deze stap is niet voor jou.")


def _refused(request, form, asked: ExpertRequest, now_asked: steps.RequestStep, reason: NotPossible):
    """With something typed in it the form stays; without, the page of the request tells more."""
    if any(not field.is_hidden for field in form):
        form.add_error(None, str(reason))
        return render(request, "bootcamp/experts/step.html", {"asked": asked, "step": now_asked, "form": form})
    messages.error(request, str(reason))
    return _after(request, asked)


def _after(request, asked: ExpertRequest):
    """To the request, or to the list of work for who doesn't see it any more."""
    asked.refresh_from_db()
    return redirect(asked) if rights.sides(request.user, asked) else redirect("bootcamp:expert_work")


def _back_to_work(request, reason: Exception):
    messages.info(request, str(reason))
    return redirect("bootcamp:expert_work")
