"""Answering, without an account: one question on a page. What was chosen goes along in the page until the last one."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from bootcamp.survey import actions
from bootcamp.survey.forms import CardForm, StepForm, chosen, field_name
from bootcamp.survey.models import Survey
from portal import limits
from portal.reasons import NotPossible

COOKIE = "vragenlijst"
YEAR = 365 * 24 * 3600
# A whole school has one address.
OFTEN_ENOUGH = "1200/minute"


def _survey(code: str) -> Survey:
    return get_object_or_404(Survey.objects.select_related("release", "own_release", "school"), code=code)


def _answered_here(request: HttpRequest, survey: Survey) -> bool:
    """On this device, when everyone has the same link."""
    return survey.way == Survey.Way.LINK and survey.code in request.COOKIES.get(COOKIE, "").split(".")


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@limits.limited("bootcamp.survey", OFTEN_ENOUGH, methods=("POST",))
def survey_answer(request: HttpRequest, code: str) -> HttpResponse:
    survey, now = _survey(code), timezone.now()
    if reason := _why_not(request, survey):
        return render(request, "bootcamp/survey/not_now.html", {"survey": survey, "reason": reason})
    questions = actions.all_questions(survey)
    step = _number(request.POST.get("stap"), len(questions))
    if request.method != "POST" or step is None:
        return _start(request, survey, len(questions))
    card = ""
    if survey.way == Survey.Way.CARDS:
        card_form = CardForm(request.POST, survey=survey)
        if not card_form.is_valid():
            return _start(request, survey, len(questions), card_form)
        card = card_form.cleaned_data["card"]
    picked = chosen(request.POST, questions)
    going = request.POST.get("ga", "verder")
    if going == "vorige":
        return _step(request, survey, picked, max(0, step - 1), card)
    form = StepForm(questions[step], step, request.POST)
    if going == "verder" and not form.is_valid():
        return _step(request, survey, picked, step, card, form)
    if going == "overslaan":
        picked[step] = []
    if going != "begin":
        step += 1
    if step < len(questions):
        return _step(request, survey, picked, step, card)
    try:
        actions.answer(survey, picked, card=card, now=now)
    except NotPossible as reason:
        return _step(request, survey, picked, len(questions) - 1, card, failed=str(reason))
    response = redirect("bootcamp:survey_done", code)
    if survey.way == Survey.Way.LINK:
        codes = [kept for kept in request.COOKIES.get(COOKIE, "").split(".") if kept.isalnum()][-9:]
        response.set_cookie(
            COOKIE,
            ".".join([*codes, survey.code]),
            max_age=YEAR,
            secure=request.is_secure(),
            httponly=True,
            samesite="Lax",
        )
    return response


def _why_not(request: HttpRequest, survey: Survey) -> str:
    if not survey.is_open(timezone.now()):
        return "Deze vragenlijst is gesloten. Dank je wel als je meedeed."
    if _answered_here(request, survey):
        return "Op dit apparaat is deze vragenlijst al ingevuld. Dank je wel."
    if survey.paused_at and request.method != "POST":
        return actions.PAUSED
    return ""


def _number(text: str | None, most: int) -> int | None:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 3 and int(text) < most else None


def _start(request: HttpRequest, survey: Survey, count: int, card: CardForm | None = None) -> HttpResponse:
    if card is None and survey.way == Survey.Way.CARDS:
        card = CardForm(survey=survey)
    return render(request, "bootcamp/survey/start.html", {"survey": survey, "count": count, "card": card})


def _step(
    request: HttpRequest,
    survey: Survey,
    picked: dict[int, list[str]],
    step: int,
    card: str,
    form: StepForm | None = None,
    failed: str = "",
) -> HttpResponse:
    questions = actions.all_questions(survey)
    if form is None:
        value: Any = picked[step] if questions[step].several else (picked[step] or [None])[0]
        form = StepForm(questions[step], step, initial={field_name(step): value})
    before = [(field_name(number), value) for number in picked if number != step for value in picked[number]]
    context = {
        "survey": survey,
        "form": form,
        "before": before,
        "card": card,
        "step": step,
        "number": step + 1,
        "count": len(questions),
        "is_last": step + 1 == len(questions),
        "failed": failed,
    }
    return render(request, "bootcamp/survey/step.html", context)


@login_not_required
@never_cache
@require_safe
def survey_done(request: HttpRequest, code: str) -> HttpResponse:
    return render(request, "bootcamp/survey/done.html", {"survey": _survey(code)})
