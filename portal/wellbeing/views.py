"""The page "Hoe gaat het", and what HPP does about a job that failed."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from portal.jobs import alive, queue
from portal.jobs.models import Job
from portal.people.access import hpp_only
from portal.wellbeing import failures, looking, watching
from portal.wellbeing.register import State


@hpp_only
@require_safe
def overview(request):
    now = timezone.now()
    rows = watching.with_since(looking.look(now=now))
    context = {
        "rows": rows,
        "wrong": [row for row in rows if row.finding.state is not State.GOOD],
        "red": [row for row in rows if row.is_red],
        "failures": failures.latest(),
        "no_worker": not alive.is_any(now=now),
        "now": now,
    }
    return render(request, "portal/wellbeing/overview.html", context)


@hpp_only
@require_POST
def try_again(request, job_key):
    if queue.try_again(get_object_or_404(Job, pk=job_key), now=timezone.now()):
        messages.success(request, "De taak wordt opnieuw geprobeerd.")
    else:
        messages.info(request, "Deze taak is niet meer mislukt. Er is niets veranderd.")
    return redirect("wellbeing:overview")


@hpp_only
@require_POST
def let_go(request, job_key):
    if queue.let_go(get_object_or_404(Job, pk=job_key)):
        messages.success(request, "De taak is weg. Hij wordt niet meer geprobeerd.")
    else:
        messages.info(request, "Deze taak is niet meer mislukt. Er is niets veranderd.")
    return redirect("wellbeing:overview")
