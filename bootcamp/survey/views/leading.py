"""The survey of a school: opening it, what stands in the staff room, and what came of it."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.safestring import SafeString
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from bootcamp.survey import actions, outcomes, rights
from bootcamp.survey.forms import CardsForm, LaterForm, OpenForm
from bootcamp.survey.models import Survey
from calculator.charts import qr
from portal.blocks import words
from portal.files.writing import WrittenSheet, as_workbook
from portal.listing import page_of
from portal.people.access import only
from portal.people.models import School, signed_in
from portal.reasons import NotPossible

SCHOOLS_PER_PAGE = 25
askers_only = only(rights.asks_a_school)


def _school(request: HttpRequest, school_id: int) -> School:
    return get_object_or_404(rights.schools_asked_by(signed_in(request)).select_related("board"), pk=school_id)


def _surveys(school: School) -> list[Survey]:
    return list(Survey.objects.filter(school=school).latest_first())


@askers_only
@require_safe
def survey_list(request: HttpRequest) -> HttpResponse:
    """Straight to the only school; with more, a page to choose from."""
    schools = rights.schools_asked_by(signed_in(request)).order_by("name", "city", "pk")
    page = page_of(request, schools, SCHOOLS_PER_PAGE)
    if page.paginator.count == 1:
        return redirect("bootcamp:survey", page[0].pk)
    return render(request, "bootcamp/survey/list.html", {"page": page})


@never_cache
@askers_only
@require_safe
def survey(request: HttpRequest, school_id: int) -> HttpResponse:
    school, now = _school(request, school_id), timezone.now()
    surveys = _surveys(school)
    running = next((one for one in surveys if one.is_open(now)), None)
    return render(request, "bootcamp/survey/survey.html", _context(school, surveys, running))


def _context(school: School, surveys: list[Survey], running: Survey | None, **forms: Any) -> dict[str, Any]:
    closed = [one for one in surveys if one != running]
    context: dict[str, Any] = {"school": school, "running": running, "latest": closed[0] if closed else None}
    context["outcome"] = outcomes.of_survey(closed[0], closed[1] if len(closed) > 1 else None) if closed else None
    context["why"], context["too_few"] = words.WHY, words.TOO_FEW
    if running:
        # Drawn from letters and numbers that we chose.
        context["qr"] = SafeString(qr.draw(running.address, "QR-code van de vragenlijst"))  # nosec B703 # drawn by us
        context["later"] = forms.get("later") or LaterForm(survey=running)
        context["cards"] = forms.get("cards") or CardsForm()
        context["turnout"] = words.turnout(running.release.at_least)
    return context


@never_cache
@askers_only
@require_http_methods(["GET", "HEAD", "POST"])
def open_survey(request: HttpRequest, school_id: int) -> HttpResponse:
    school, now = _school(request, school_id), timezone.now()
    form = OpenForm(request.POST or None, now=now)
    if request.method == "POST" and form.is_valid():
        try:
            actions.open_survey(
                school,
                way=form.cleaned_data["way"],
                closes_at=form.cleaned_data["closes_on"],
                own_questions=form.cleaned_data["own"],
                by=signed_in(request),
                now=now,
            )
        except NotPossible as reason:
            form.add_error(None, str(reason))
        else:
            messages.success(request, "De vragenlijst staat open.")
            return redirect("bootcamp:survey", school_id)
    context = {"school": school, "form": form, "questions": actions.asked.QUESTIONS}
    return render(request, "bootcamp/survey/open.html", context)


def _running(request: HttpRequest, school_id: int) -> Survey:
    school, now = _school(request, school_id), timezone.now()
    running = [one.pk for one in _surveys(school) if one.is_open(now)]
    return get_object_or_404(Survey.objects.latest_first(), pk__in=running)


@askers_only
@require_POST
def pause(request: HttpRequest, school_id: int) -> HttpResponse:
    running = _running(request, school_id)
    if running.paused_at:
        actions.go_on(running)
        messages.success(request, "De vragenlijst gaat verder.")
    else:
        actions.pause(running, now=timezone.now())
        messages.success(request, "De vragenlijst staat stil. Wie bezig is, kan later verder.")
    return redirect("bootcamp:survey", school_id)


@never_cache
@askers_only
@require_POST
def postpone(request: HttpRequest, school_id: int) -> HttpResponse:
    running = _running(request, school_id)
    form = LaterForm(request.POST, survey=running)
    if not form.is_valid():
        context = _context(running.school, _surveys(running.school), running, later=form)
        return render(request, "bootcamp/survey/survey.html", context)
    actions.postpone(running, form.cleaned_data["closes_on"], now=timezone.now())
    messages.success(request, "De vragenlijst sluit later.")
    return redirect("bootcamp:survey", school_id)


@never_cache
@askers_only
@require_POST
def cards(request: HttpRequest, school_id: int) -> HttpResponse:
    """The codes stand on this one page: to be printed now, since we don't keep them."""
    running = _running(request, school_id)
    form = CardsForm(request.POST)
    if form.is_valid():
        try:
            codes = actions.make_cards(running, form.cleaned_data["count"], now=timezone.now())
        except NotPossible as reason:
            form.add_error("count", str(reason))
        else:
            shown = ["-".join((code[:4], code[4:8], code[8:])) for code in codes]
            return render(request, "bootcamp/survey/cards.html", {"survey": running, "codes": shown})
    context = _context(running.school, _surveys(running.school), running, cards=form)
    return render(request, "bootcamp/survey/survey.html", context)


@askers_only
@require_safe
def excel(request: HttpRequest, school_id: int) -> HttpResponse:
    """The same as on the page, no number more."""
    school, now = _school(request, school_id), timezone.now()
    closed = [one for one in _surveys(school) if not one.is_open(now)]
    outcome = outcomes.of_survey(closed[0], closed[1] if len(closed) > 1 else None) if closed else None
    rows = [
        [question.text, line.option, line.about, line.changed]
        for question in (outcome.questions if outcome else [])
        for line in question.lines
    ]
    about = [
        ["school", school.name],
        ["mensen die antwoordden", outcome.people if outcome else "nog te weinig"],
        ["elk aantal kan ernaast zitten", outcome.margin if outcome else ""],
        ["waarom", words.WHY],
    ]
    headings = ["vraag", "antwoord", "ongeveer hoeveel", "naast de vorige keer"]
    sheets = [
        WrittenSheet("Uitkomst", headings, rows),
        WrittenSheet("Over deze cijfers", ["wat", "waarde"], about),
    ]
    return as_workbook(sheets, "vragenlijst")


@login_not_required
@require_safe
def who_sees_what(request: HttpRequest) -> HttpResponse:
    return render(request, "bootcamp/survey/who_sees_what.html", {"why": words.WHY})
