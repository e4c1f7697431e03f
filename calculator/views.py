"""The teacher's pages. Nothing is stored: what was typed travels on in the pages themselves.

One address serves all steps and the outcome, since an address with answers in it would end up in logs. A page says
which step it showed (`stap`) and the button that was pressed says where to (`naar`).
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from calculator.berekening import Faults
from calculator.forms import family
from calculator.forms.answers import BY_SLUG, STEPS, Answers, Step
from calculator.forms.faults import tell
from calculator.forms.quick import as_typed
from calculator.forms.wanted import WantedForm
from calculator.presentation import more, page
from calculator.presentation.money import hours
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
    if target:
        return show_step(request, answers, target)
    show = {"samen": show_both, "andersom": show_turned, "januari": show_january}.get(request.POST.get("naar", ""))
    return (show or show_outcome)(request, answers)


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
    context = {
        **page.for_screen(outcome),
        **more.offers(outcome),
        "carried": carried,
        "is_behind": is_behind(answers),
    }
    return render(request, "calculator/outcome.html", context)


def show_both(request: HttpRequest, answers: Answers) -> HttpResponse:
    return show_more(request, answers, "samen", lambda outcome: more.both(outcome))


def show_turned(request: HttpRequest, answers: Answers) -> HttpResponse:
    form = WantedForm(request.POST if "meer" in request.POST else None)

    def found(outcome: Outcome) -> dict:
        asked = form.is_bound and form.is_valid()
        return {
            "form": form,
            "said": more.wanted(outcome, form.more_month) if asked else [],
            "ends": more.exact_ends(outcome),
        }

    return show_more(request, answers, "andersom", found)


def show_january(request: HttpRequest, answers: Answers) -> HttpResponse:
    return show_more(request, answers, "januari", lambda outcome: {"years": more.january(outcome)})


def show_more(request: HttpRequest, answers: Answers, name: str, found: Callable[[Outcome], dict]) -> HttpResponse:
    """A page beside the outcome; the answers come along, so that there's a way back."""
    outcome = outcome_or_step(request, answers)
    if isinstance(outcome, HttpResponse):
        return outcome
    if name == "samen" and not more.partner_has_hours(outcome):
        return show_outcome(request, answers)
    context = {
        **page.in_short(outcome),
        **found(outcome),
        "carried": list(answers.carried()),
        "is_behind": is_behind(answers),
        "together": outcome.together,
        "hours_now": hours(outcome.hours_now),
        "hours_wish": hours(outcome.hours_wish),
    }
    return render(request, f"calculator/more/{name}.html", context)


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
