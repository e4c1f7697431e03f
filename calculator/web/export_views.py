"""Asking for the PDF, waiting for it and taking it along. Without script the waiting page loads itself anew."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe
from kombu.exceptions import OperationalError

from calculator.household.last_known import last_known
from calculator.web import exports, tasks
from calculator.web.exports import State, Ticket
from calculator.web.forms.answers import MENU, SHEET
from calculator.web.pages import answers_of, outcome_or_step
from portal import limits
from portal.public import public

WAITING = (State.QUEUED, State.BUSY)
LONGEST = 16_000
"""Characters; more than all answers together can be."""


@public
@require_http_methods(["GET", "HEAD", "POST"])
@limits.limited("calculator.pdf", "40/minute", methods=("POST",))
@last_known(True)
def ask(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return redirect("calculator:start")
    answers = answers_of(request)
    outcome = outcome_or_step(request, answers)
    if isinstance(outcome, HttpResponse):
        return outcome
    sheet = [(SHEET, MENU)] if answers.asks_menu_paper else []
    typed = urlencode([*answers.carried(), *sheet])
    now = timezone.now()
    if not exports.worker_is_there(now=now) or len(typed) > LONGEST:
        return away(request)
    if exports.is_full():
        return away(request, "full")
    ticket = Ticket.new()
    try:
        exports.put_down(ticket, typed, now=now)
        send(ticket)
    except (OperationalError, OSError):
        exports.forget(ticket)
        return away(request)
    return redirect("calculator:pdf", ticket=ticket.text)


def send(ticket: Ticket) -> None:
    # Without the short text of its arguments that Celery would add for whoever watches the queue.
    tasks.make_export.apply_async(kwargs={"ticket": ticket.text}, kwargsrepr="{}")


def away(request: HttpRequest, state: str = "away") -> HttpResponse:
    return render(request, "calculator/pdf.html", {"state": state}, status=503)


@public
@require_safe
def pdf(request: HttpRequest, ticket: str) -> HttpResponse:
    state = exports.state(Ticket(ticket), now=timezone.now())
    if state is State.FAILED:
        exports.forget(Ticket(ticket))
    response = render(request, "calculator/pdf.html", {"state": state.value, "ticket": ticket})
    if state in WAITING:
        # For browsers without script; what a script fetches isn't loaded anew.
        response["Refresh"] = "1"
    response["Cache-Control"] = "no-store"
    return response


@public
@require_http_methods(["GET", "HEAD", "POST"])
def download(request: HttpRequest, ticket: str) -> HttpResponse:
    """Given once, so only to who presses the button: a browser that looks ahead doesn't use it up."""
    content = exports.take(Ticket(ticket)) if request.method == "POST" else None
    if content is None:
        return redirect("calculator:pdf", ticket=ticket)
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = 'attachment; filename="werkuren.pdf"'
    response["Cache-Control"] = "no-store"
    return response
