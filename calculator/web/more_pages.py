"""The pages beside the outcome. Each takes the answers along, so that there's a way back."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from calculator.household.intake.faults import Faults
from calculator.web.forms import scenarios
from calculator.web.forms.answers import Answers
from calculator.web.forms.faults import in_words, tell
from calculator.web.forms.turned import BonusForm, TurnedForm
from calculator.web.menu_pages import show_menu
from calculator.web.pages import is_behind, outcome_or_step, show_outcome, show_step
from calculator.web.presentation import compare, more, page, start, talk
from calculator.web.presentation.outcome import Outcome
from portal.text.money import hours


def show_both(request: HttpRequest, answers: Answers) -> HttpResponse:
    return show_more(request, answers, "samen", lambda outcome: more.both(outcome))


def show_turned(request: HttpRequest, answers: Answers) -> HttpResponse:
    form = TurnedForm(request.POST if "meer" in request.POST else None)
    bonus = BonusForm(request.POST if "netto" in request.POST else None)

    def context_of(outcome: Outcome) -> dict:
        return {
            "form": form,
            "bonus_form": bonus,
            "said": more.hours_for(outcome, form.more_month) if form.is_bound and form.is_valid() else [],
            "bonus_said": more.bonus_for(outcome, bonus.net_month) if bonus.is_bound and bonus.is_valid() else [],
            "ends": more.exact_ends(outcome),
        }

    return show_more(request, answers, "andersom", context_of)


def show_january(request: HttpRequest, answers: Answers) -> HttpResponse:
    return show_more(request, answers, "januari", lambda outcome: {"years": more.january(outcome)})


def show_comparison(request: HttpRequest, answers: Answers) -> HttpResponse:
    def context_of(outcome: Outcome) -> dict:
        form = scenarios.asked(request.POST, outcome.document)
        context = {"form": form, "comparison": None, "fault": ""}
        if form.is_valid():
            try:
                context["comparison"] = compare.compare(outcome, [scenario.changed() for scenario in form.forms])
            except Faults as faults:
                context["fault"] = in_words(faults.faults[0])
        return context

    return show_more(request, answers, "vergelijk", context_of)


def show_talk(request: HttpRequest, answers: Answers) -> HttpResponse:
    return show_more(request, answers, "gesprek", lambda outcome: {"talk": talk.questions(outcome)})


def show_more(request: HttpRequest, answers: Answers, name: str, context_of: Callable[[Outcome], dict]) -> HttpResponse:
    """A page beside the outcome; the answers come along, so that there's a way back."""
    outcome = outcome_or_step(request, answers)
    if isinstance(outcome, HttpResponse):
        return outcome
    if name == "samen" and not more.partner_has_hours(outcome):
        return show_outcome(request, answers)
    try:
        own = context_of(outcome.whole_year)
    except Faults as faults:
        return show_step(request, answers, tell(faults, answers))
    context = {
        **page.in_short(outcome),
        **own,
        "carried": list(answers.carried()),
        "is_behind": is_behind(answers),
        "since": start.since(outcome),
        "together": outcome.together,
        "hours_now": hours(outcome.hours_now),
        "hours_wish": hours(outcome.hours_wish),
    }
    return render(request, f"calculator/more/{name}.html", context)


MORE = {
    "keuzemenu": show_menu,
    "samen": show_both,
    "andersom": show_turned,
    "januari": show_january,
    "vergelijk": show_comparison,
    "gesprek": show_talk,
}
