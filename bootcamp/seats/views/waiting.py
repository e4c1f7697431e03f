"""Where a school stands on the list, and what it can do there."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from bootcamp.seats import actions, letters
from bootcamp.seats.actions.turns import position_in_line
from bootcamp.seats.models import Application, Bootcamp

State = Application.State


@require_http_methods(["GET", "HEAD", "POST"])
def application(request, application_id):
    mine = Application.objects.managed_by(request.user)
    application = get_object_or_404(mine.select_related("bootcamp", "school", "seat"), pk=application_id)
    reason = None
    if request.method == "POST":
        try:
            said = DOES[request.POST.get("doe", "")](application, request.user, timezone.now())
        except KeyError:
            reason = "Kies een van de knoppen hieronder."
        except actions.AlreadyEnrolled as already:
            return redirect(already.seat)
        except actions.NotPossible as not_possible:
            reason = str(not_possible)
        else:
            messages.success(request, said)
            return redirect(mine.select_related("seat").get(pk=application.pk))
        application = mine.select_related("bootcamp", "school", "seat").get(pk=application_id)
    if application.seat and not reason:
        return redirect(application.seat)
    return render(request, "bootcamp/seats/application.html", _context(application, reason))


def _context(application, reason):
    now = timezone.now()
    return {
        "application": application,
        "elsewhere": _with_seats_left(application, now) if application.state == State.WAITING else [],
        "bootcamp": application.bootcamp,
        "reason": reason,
        "others": letters.others_of(application) if application.is_open else [],
        "is_held": application.is_held_at(now),
        "position": position_in_line(application) if application.state == State.WAITING else None,
        "by_hand": application.bootcamp.admits_by_hand,
        "can_ask_again": not application.is_open and application.bootcamp.is_open_on(timezone.localdate(now)),
    }


def _with_seats_left(application, now):
    """Parallel bootcamps in which this school could take a seat at once."""
    here = application.bootcamp
    others = Bootcamp.objects.open_on(timezone.localdate(now)).with_seats_left()
    others = others.filter(sector=here.sector, kind=here.kind, by_invitation=False, admission=here.Admission.AT_ONCE)
    others = others.filter(seats_left__gt=0, waiting=0).exclude(pk=here.pk)
    return others.exclude(school_seats__in=application.school.seats.active()).order_by("starts_on", "pk")[:3]


def _accept(application, user, now):
    done = actions.accept(application_id=application.pk, now=now)
    if done.seat:
        return f"{application.school.name} doet mee aan {application.bootcamp.title}."
    return "Je zei ja. De plekken zijn van jullie zodra de andere school ook ja zegt."


def _decline(application, user, now):
    actions.decline(application_id=application.pk, now=now)
    return f"Je zei nee. {application.school.name} staat niet meer op de lijst voor {application.bootcamp.title}."


def _leave(application, user, now):
    actions.leave(application_id=application.pk, now=now)
    return f"{application.school.name} staat niet meer op de lijst voor {application.bootcamp.title}."


def _come_along(application, user, now):
    done = actions.come_along(application_id=application.pk, by=user, now=now)
    return f"{application.school.name} {'doet mee' if done.seat else 'wacht nu mee op een plek'}."


def _go_alone(application, user, now):
    done = actions.go_alone(application_id=application.pk, now=now)
    return f"{application.school.name} {'doet mee' if done.seat else 'staat nu alleen op de lijst'}."


DOES = {"ja": _accept, "nee": _decline, "weg": _leave, "samen": _come_along, "alleen": _go_alone}
