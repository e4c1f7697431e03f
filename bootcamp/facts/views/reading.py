"""Reading the facts: of a school, with what if; of a board; on paper."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.text import slugify
from django.views.decorators.http import require_http_methods, require_safe

from bootcamp.facts import board_sheets, papers, rights, sheets
from bootcamp.facts.forms import WhatIfForm
from bootcamp.facts.models import FactsPaper
from portal import limits
from portal.listing import page_of
from portal.papers import requests
from portal.people import access
from portal.people.access import only
from portal.reasons import NotPossible

SCHOOLS_PER_PAGE = 25
readers_only = only(lambda user: access.leads_schools(user) or access.is_hpp(user))


@readers_only
@require_safe
def facts_list(request):
    """Straight to the only school; with more, a page to choose from."""
    schools = rights.schools_read_by(request.user).select_related("board").order_by("name", "city", "pk")
    page = page_of(request, schools, SCHOOLS_PER_PAGE)
    if page.paginator.count == 1:
        return redirect("bootcamp:facts", page[0].pk)
    board = rights.boards_read_by(request.user).first() if access.leads_from_board(request.user) else None
    return render(request, "bootcamp/facts/facts_list.html", {"page": page, "board": board})


def _sheet(request, school_id):
    school = get_object_or_404(rights.schools_read_by(request.user).select_related("board", "plan"), pk=school_id)
    form = WhatIfForm(request.GET if {"deel", "uren"} & set(request.GET) else None)
    return form, sheets.of(school, form.question(), today=timezone.localdate())


@readers_only
@require_safe
def facts(request, school_id):
    form, sheet = _sheet(request, school_id)
    question = sheet.what_if.question
    context = {
        "sheet": sheet,
        "form": form,
        "asked": urlencode({"deel": question.share, "uren": question.hours}),
        "fills_in": rights.fills_in(request.user, sheet.school),
    }
    return render(request, "bootcamp/facts/facts.html", context)


@readers_only
@require_safe
def board_facts(request, board_id):
    board = get_object_or_404(rights.boards_read_by(request.user), pk=board_id)
    return render(request, "bootcamp/facts/board.html", {"sheet": board_sheets.of(board)})


@readers_only
@require_http_methods(["GET", "HEAD", "POST"])
@limits.limited("bootcamp.facts.paper", "20/minute", methods=("POST",))
def paper(request, school_id):
    """Asking for the PDF and waiting for it. Without script the page loads itself anew."""
    _, sheet = _sheet(request, school_id)
    question = sheet.what_if.question
    asked = urlencode({"deel": question.share, "uren": question.hours})
    here = f"{reverse('bootcamp:facts_paper', args=[school_id])}?{asked}"
    if request.method == "POST":
        try:
            papers.ask(sheet, now=timezone.now())
        except NotPossible as reason:
            messages.error(request, str(reason))
        return redirect(here)
    state = papers.state(sheet)
    context = {"sheet": sheet, "state": state.value, "here": here, "asked": asked}
    return requests.waiting(render(request, "bootcamp/facts/paper.html", context), state)


@readers_only
@require_safe
def paper_file(request, school_id):
    school = get_object_or_404(rights.schools_read_by(request.user), pk=school_id)
    kept = get_object_or_404(FactsPaper, school=school)
    return requests.as_file(kept.content, f"feiten-{slugify(school.name) or 'school'}")
