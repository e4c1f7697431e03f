"""The teacher's pages. Nothing is stored: what was typed travels on in the pages themselves.

One address serves all steps and the outcome, since an address with answers in it would end up in logs. A page says
which step it showed (`stap`) and the button that was pressed says where to (`naar`).
"""

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from calculator.berekening import Faults
from calculator.forms import family
from calculator.forms.answers import BY_SLUG, STEPS, Answers, Step
from calculator.forms.faults import tell
from calculator.forms.quick import as_typed
from calculator.presentation import page
from calculator.presentation.outcome import Outcome, compute
from calculator.public import public
from calculator.years import shown_in
from portal import limits

OUTCOME = "uitkomst"


@public
@require_http_methods(["GET", "HEAD", "POST"])
@limits.limited("calculator.page", "600/minute", methods=("POST",))
def start(request: HttpRequest) -> HttpResponse:
    answers = answers_of(request)
    if request.method != "POST":
        return show_step(request, answers, STEPS[0])
    if "kijk" in request.POST:
        return render(request, "calculator/_so_far.html", so_far(answers))
    children = family.changed(request.POST, year=answers.year)
    if children is not None:
        return show_step(request, answers, BY_SLUG["kinderen"], form=children)
    return go(request, answers)


@public
@require_http_methods(["GET", "HEAD", "POST"])
@limits.limited("calculator.page", "600/minute", methods=("POST",))
def quick(request: HttpRequest) -> HttpResponse:
    """The three questions of the home page; the answer says what it took for granted."""
    if request.method != "POST":
        return redirect("calculator:start")
    return show_outcome(request, Answers(as_typed(request.POST), year=answers_of(request).year))


def answers_of(request: HttpRequest) -> Answers:
    data = request.POST if request.method == "POST" else QueryDict()
    return Answers(data, year=shown_in(timezone.localdate()))


def go(request: HttpRequest, answers: Answers) -> HttpResponse:
    """To the step or the outcome that was asked for; onward only when the step that was left is all right."""
    here = BY_SLUG.get(request.POST.get("stap", ""))
    target = BY_SLUG.get(request.POST.get("naar", ""))
    goes_on = target is None or here is None or STEPS.index(target) > STEPS.index(here)
    if here and goes_on and not answers.is_valid(here):
        return show_step(request, answers, here)
    return show_step(request, answers, target) if target else show_outcome(request, answers)


def show_step(request: HttpRequest, answers: Answers, step: Step, *, form=None) -> HttpResponse:
    place = STEPS.index(step)
    context = {
        "step": step,
        "number": place + 1,
        "steps": [(each, answers.is_answered(each) and each is not step) for each in STEPS],
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
    context = {**page.for_screen(outcome), "carried": carried, "is_behind": is_behind(answers)}
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
