"""The evaluation as participants fill it in."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from bootcamp.following import evaluation
from bootcamp.following.forms import EvaluationForm
from bootcamp.following.views.pages import seat_of
from portal.blocks import words
from portal.blocks.answering import NotPossible


@require_http_methods(["GET", "HEAD", "POST"])
def evaluate_session(request, enrolment_id, number):
    seat = seat_of(request.user, enrolment_id)
    station = seat.station(number)
    if station is None:
        raise Http404
    return _ask(request, seat, station.session, ended=station.session.ends_at, may=station.may_evaluate)


@require_http_methods(["GET", "HEAD", "POST"])
def evaluate(request, enrolment_id):
    seat = seat_of(request.user, enrolment_id)
    return _ask(request, seat, None, ended=evaluation.last_end(seat.sessions), may=seat.may_evaluate_all)


def _ask(request, seat, session, *, ended, may):
    # A guest evaluates the session of the group that held it.
    bootcamp = session.bootcamp if session else seat.enrolment.bootcamp
    opened = evaluation.round_of(bootcamp, session)
    may = may and not (opened and opened.release.is_closed(seat.now))
    asked = evaluation.asked(bootcamp, session)
    form = EvaluationForm(request.POST if request.method == "POST" and may else None, questions=asked)
    if form.is_valid():
        given = {"bootcamp": bootcamp, "session": session, "scores": form.scores, "texts": form.texts}
        try:
            evaluation.answer(seat.me, **given, now=seat.now)
        except NotPossible as reason:
            form.add_error(None, str(reason))
        else:
            messages.success(request, "Dank je wel. Je antwoorden zijn bewaard, zonder je naam.")
            return redirect(seat.enrolment)
    context = {
        "enrolment": seat.enrolment,
        "session": session,
        "form": form,
        "may": may,
        "is_participant": seat.me is not None,
        "was_filled_in": (session.pk if session else None) in seat.evaluated,
        "opens_at": ended if ended and ended > seat.now else None,
        "outcome_at": opened.release.closes_at if opened else evaluation.closing(bootcamp, session),
        "why": words.WHY,
    }
    return render(request, "bootcamp/following/evaluate.html", context)
