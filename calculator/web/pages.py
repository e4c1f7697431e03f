"""The pages that the calculator shows, given the answers: a step of the questions, or the outcome."""

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone

from calculator.household.intake.faults import Faults
from calculator.household.years import shown_in
from calculator.web import offered
from calculator.web.forms import short
from calculator.web.forms.answers import STEPS, Answers, Step
from calculator.web.forms.faults import tell
from calculator.web.forms.next_question import next_question
from calculator.web.presentation import more, page
from calculator.web.presentation.outcome import Outcome, compute


def answers_of(request: HttpRequest) -> Answers:
    data, year = request.POST if request.method == "POST" else QueryDict(), shown_in(timezone.localdate())
    return Answers(short.filled_in(data, year=year) if short.FROM_LINK in data else data, year=year)


def show_step(request: HttpRequest, answers: Answers, step: Step, *, form=None) -> HttpResponse:
    place = STEPS.index(step)
    context = {
        "step": step,
        "number": place + 1,
        "steps": [(other, answers.is_answered(other) and other is not step) for other in STEPS],
        "form": form or answers.form(step),
        "carried": list(answers.carried(beside=step)),
        "before": STEPS[place - 1] if place else None,
        "after": STEPS[place + 1] if place + 1 < len(STEPS) else None,
        "is_behind": is_behind(answers),
        **so_far(answers),
    }
    return render(request, f"calculator/steps/{step.slug}.html", context)


def show_outcome(request: HttpRequest, answers: Answers) -> HttpResponse:
    outcome = outcome_or_step(request, answers)
    if isinstance(outcome, HttpResponse):
        return outcome
    # The wish stands on the page itself, to be changed there.
    carried = [(name, value) for name, value in answers.carried() if name != "work-hours_wish"]
    context = {
        **page.for_screen(outcome),
        **more.offers(outcome),
        "carried": carried,
        "needless": " ".join(name for name in short.needless(answers) if name != "work-hours_wish"),
        "is_behind": is_behind(answers),
        "next_question": next_question(answers),
        "offered": offered.menu_of(answers.menu_code) if answers.menu_code else None,
        "not_asked": next((step for step in STEPS if not answers.is_answered(step)), None),
    }
    return render(request, "calculator/outcome.html", context)


def outcome_or_step(request: HttpRequest, answers: Answers) -> Outcome | HttpResponse:
    """The outcome, or the page of the first step with something wrong in it."""
    if answers.first_wrong is not None:
        return show_step(request, answers, answers.first_wrong)
    try:
        return compute(answers)
    except Faults as faults:
        return show_step(request, answers, tell(faults, answers))


def so_far(answers: Answers) -> dict:
    """The outcome with what was answered, when that is enough for one."""
    if answers.first_wrong is not None:
        return {"so_far": None}
    try:
        return {"so_far": page.in_short(compute(answers))}
    except Faults:
        return {"so_far": None}


def is_behind(answers: Answers) -> str:
    """What to say when the values of this calendar year aren't there yet."""
    today = timezone.localdate()
    if answers.year == today.year:
        return ""
    return f"De regels van {today.year} staan nog niet in het portaal. Je ziet de bedragen van {answers.year}."
