"""A board's menu in the teacher's own calculator: the page that the link or QR code opens, and her outcome with it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from calculator.household.intake.faults import Faults
from calculator.web import offered
from calculator.web.forms.answers import Answers
from calculator.web.forms.faults import tell
from calculator.web.pages import is_behind, outcome_or_step, show_outcome, show_step
from calculator.web.presentation import assumptions, menu
from portal import limits
from portal.public import public


@public
@require_safe
@limits.limited("calculator.menu", "600/minute")
def start(request: HttpRequest, code: str) -> HttpResponse:
    """What is in it; nothing is asked yet."""
    offer = offered.menu_of(code)
    if offer is None:
        raise Http404("Dit menu is er niet.")
    return render(request, "calculator/offered/start.html", {"menu": offer})


def show_menu(request: HttpRequest, answers: Answers) -> HttpResponse:
    """The usual outcome for a code that no longer opens anything."""
    outcome = outcome_or_step(request, answers)
    if isinstance(outcome, HttpResponse):
        return outcome
    offer = offered.menu_of(answers.menu_code)
    if offer is None:
        return show_outcome(request, answers)
    try:
        chosen = menu.of(outcome, offer, answers.picked)
    except Faults as faults:
        return show_step(request, answers, tell(faults, answers))
    context = {
        "chosen": chosen,
        "carried": [(name, value) for name, value in answers.carried() if name != "keuze"],
        "picked": answers.picked,
        "rekenrek": (float(outcome.hours_now), float(outcome.hours_wish)),
        "for_whom": assumptions.for_whom(outcome),
        "year": outcome.year,
        "is_behind": is_behind(answers),
    }
    return render(request, "calculator/offered/menu.html", context)
