"""The evaluation as participants fill it in."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from bootcamp.following import evaluation
from bootcamp.following.forms import EvaluationForm
from bootcamp.following.views.pages import progress_of
from portal.blocks import words
from portal.blocks.answering import NotPossible


@require_http_methods(["GET", "HEAD", "POST"])
def evaluate_session(request, seat_id, number):
    progress = progress_of(request.user, seat_id)
    station = progress.station(number)
    if station is None:
        raise Http404
    return _ask(request, progress, station.session, ended=station.session.ends_at, may=station.may_evaluate)


@require_http_methods(["GET", "HEAD", "POST"])
def evaluate(request, seat_id):
    progress = progress_of(request.user, seat_id)
    return _ask(request, progress, None, ended=evaluation.last_end(progress.sessions), may=progress.may_evaluate_all)


def _ask(request, progress, session, *, ended, may):
    # A guest evaluates the session of the group that held it.
    bootcamp = session.bootcamp if session else progress.seat.bootcamp
    opened = evaluation.round_of(bootcamp, session)
    may = may and not (opened and opened.release.is_closed(progress.now))
    asked = evaluation.asked(bootcamp, session)
    form = EvaluationForm(request.POST if request.method == "POST" and may else None, questions=asked)
    if form.is_valid():
        given = {"bootcamp": bootcamp, "session": session, "scores": form.scores, "texts": form.texts}
        try:
            evaluation.answer(progress.me, **given, now=progress.now)
        except NotPossible as reason:
            form.add_error(None, str(reason))
        else:
            messages.success(request, "Dank je wel. Je antwoorden zijn bewaard, zonder je naam.")
            return redirect(progress.seat)
    context = {
        "seat": progress.seat,
        "session": session,
        "form": form,
        "may": may,
        "is_participant": progress.me is not None,
        "was_filled_in": (session.pk if session else None) in progress.evaluated,
        "opens_at": ended if ended and ended > progress.now else None,
        "outcome_at": opened.release.closes_at if opened else evaluation.closing(bootcamp, session),
        "why": words.WHY,
    }
    return render(request, "bootcamp/following/evaluate.html", context)
