"""The teacher's pages. Nothing is stored: what was typed travels on in the pages themselves.

One address serves all steps and the outcome, since an address with answers in it would end up in logs. A page says
which step it showed (`stap`) and the button that was pressed says where to (`naar`).
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from calculator.household.last_known import last_known
from calculator.web.forms import child_rows
from calculator.web.forms.answers import BY_SLUG, STEPS, Answers
from calculator.web.forms.next_question import answered
from calculator.web.forms.quick import as_typed, in_address
from calculator.web.forms.work import WorkForm
from calculator.web.more_pages import MORE
from calculator.web.pages import answers_of, show_outcome, show_step, so_far
from portal import limits
from portal.public import public


@public
@require_http_methods(["GET", "HEAD", "POST"])
@limits.limited("calculator.page", "600/minute", methods=("POST",))
@last_known(True)
def start(request: HttpRequest) -> HttpResponse:
    answers = answers_of(request)
    if request.method != "POST":
        return show_step(request, answers, STEPS[0], form=WorkForm(year=answers.year, initial=in_address(request.GET)))
    if "kijk" in request.POST:
        return render(request, "calculator/_so_far.html", so_far(answers))
    if "vraag" in request.POST:
        return answer_the_board(request, answers)
    children = child_rows.changed(request.POST, year=answers.year)
    if children is not None:
        return show_step(request, answers, BY_SLUG["kinderen"], form=children)
    return go(request, answers)


@public
@require_http_methods(["GET", "HEAD", "POST"])
@limits.limited("calculator.page", "600/minute", methods=("POST",))
@last_known(True)
def quick(request: HttpRequest) -> HttpResponse:
    """The three questions of the home page; the answer says what it took for granted."""
    if request.method != "POST":
        return redirect("calculator:start")
    return show_outcome(request, Answers(as_typed(request.POST), year=answers_of(request).year))


def answer_the_board(request: HttpRequest, answers: Answers) -> HttpResponse:
    """The question under the answer: on to the sharper answer, or to the step that has more to ask."""
    answers, step, form = answered(request.POST, request.POST["vraag"], year=answers.year)
    return show_step(request, answers, step, form=form) if step else show_outcome(request, answers)


def go(request: HttpRequest, answers: Answers) -> HttpResponse:
    """To the step or the outcome that was asked for; onward only when the step that was left is all right."""
    here = BY_SLUG.get(request.POST.get("stap", ""))
    target = BY_SLUG.get(request.POST.get("naar", ""))
    goes_on = target is None or here is None or STEPS.index(target) > STEPS.index(here)
    if here and goes_on and not answers.is_valid(here):
        return show_step(request, answers, here)
    if target:
        return show_step(request, answers, target)
    if here and answers.menu_code:
        return MORE["keuzemenu"](request, answers)
    return MORE.get(request.POST.get("naar", ""), show_outcome)(request, answers)
