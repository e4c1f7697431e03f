"""Where a school stands on the list, and what it can do there."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from bootcamp.seats import actions, letters
from bootcamp.seats.actions.turns import place_in_line
from bootcamp.seats.models import Application

State = Application.State


@require_http_methods(["GET", "HEAD", "POST"])
def application(request, application_id):
    mine = Application.objects.managed_by(request.user)
    found = get_object_or_404(mine.select_related("bootcamp", "school", "seat"), pk=application_id)
    reason = None
    if request.method == "POST":
        try:
            said = DOES[request.POST.get("doe", "")](found, request.user, timezone.now())
        except KeyError:
            reason = "Kies een van de knoppen hieronder."
        except actions.AlreadyEnrolled as already:
            return redirect(already.seat)
        except actions.NotPossible as not_possible:
            reason = str(not_possible)
        else:
            messages.success(request, said)
            return redirect(mine.select_related("seat").get(pk=found.pk))
        found = mine.select_related("bootcamp", "school", "seat").get(pk=application_id)
    if found.seat and not reason:
        return redirect(found.seat)
    return render(request, "bootcamp/seats/application.html", _context(found, reason))


def _context(found, reason):
    now = timezone.now()
    return {
        "application": found,
        "bootcamp": found.bootcamp,
        "reason": reason,
        "others": letters.others_of(found) if found.is_open else [],
        "is_held": found.is_held_at(now),
        "place": place_in_line(found) if found.state == State.WAITING else None,
        "by_hand": found.bootcamp.admission == found.bootcamp.Admission.BY_HAND,
        "can_ask_again": not found.is_open and found.bootcamp.is_open_on(timezone.localdate(now)),
    }


def _accept(found, user, now):
    done = actions.accept(application_id=found.pk, now=now)
    if done.seat:
        return f"{found.school.name} doet mee aan {found.bootcamp.title}."
    return "Je zei ja. De plekken zijn van jullie zodra de andere school ook ja zegt."


def _decline(found, user, now):
    actions.decline(application_id=found.pk, now=now)
    return f"Je zei nee. {found.school.name} staat niet meer op de lijst voor {found.bootcamp.title}."


def _leave(found, user, now):
    actions.leave(application_id=found.pk, now=now)
    return f"{found.school.name} staat niet meer op de lijst voor {found.bootcamp.title}."


def _come_along(found, user, now):
    done = actions.come_along(application_id=found.pk, by=user, now=now)
    return f"{found.school.name} {'doet mee' if done.seat else 'wacht nu mee op een plek'}."


def _go_alone(found, user, now):
    done = actions.go_alone(application_id=found.pk, now=now)
    return f"{found.school.name} {'doet mee' if done.seat else 'staat nu alleen op de lijst'}."


DOES = {"ja": _accept, "nee": _decline, "weg": _leave, "samen": _come_along, "alleen": _go_alone}
