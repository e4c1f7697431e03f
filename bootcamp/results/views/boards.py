"""The results of the schools of a board: on a page, in a workbook, as year report; and what a board doesn't see."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from bootcamp.facts.rights import boards_read_by
from bootcamp.results import board_sheets, reports, unseen, years
from bootcamp.results.board_sheets import HEADINGS, BoardResults
from bootcamp.results.models import BoardReport
from portal import limits
from portal.files.writing import WrittenSheet, as_workbook
from portal.papers import requests
from portal.people import access
from portal.people.access import only
from portal.people.models import Board, User, signed_in
from portal.reasons import NotPossible

above_only = only(access.is_above_schools)
MOST_YEARS_BACK = 10


def _board(user: User, board_id: int) -> Board:
    return get_object_or_404(boards_read_by(user), pk=board_id)


def _sheet(request: HttpRequest, board_id: int, year: int | None = None) -> BoardResults:
    today = timezone.localdate()
    this_year = years.year_of(today)
    if year is not None and not this_year - MOST_YEARS_BACK <= year <= this_year:
        raise Http404("Geen schooljaar om te zien.")
    return board_sheets.of(_board(signed_in(request), board_id), year=year or this_year, today=today)


@never_cache
@above_only
@require_safe
def board_results(request: HttpRequest, board_id: int, year: int | None = None) -> HttpResponse:
    sheet = _sheet(request, board_id, year)
    this_year = years.year_of(sheet.today)
    context = {
        "sheet": sheet,
        "years": [(number, years.words(number)) for number in range(this_year, this_year - 3, -1)],
    }
    return render(request, "bootcamp/results/board.html", context)


@above_only
@require_safe
def board_excel(request: HttpRequest, board_id: int, year: int) -> HttpResponse:
    sheet = _sheet(request, board_id, year)
    about = [
        ["bestuur", sheet.board.name],
        ["schooljaar", sheet.year_words],
        ["stand van", sheet.until.strftime("%d-%m-%Y")],
        ["netto fte", sheet.net_fte],
    ]
    pages = [
        WrittenSheet("Per school", HEADINGS, sheet.rows),
        WrittenSheet("Over deze cijfers", ["wat", "waarde"], about),
    ]
    return as_workbook(pages, f"resultaten-{slugify(sheet.board.name) or 'bestuur'}-{sheet.year_words}")


@above_only
@require_http_methods(["GET", "HEAD", "POST"])
@limits.limited("bootcamp.results.report", "20/minute", methods=("POST",))
def board_paper(request: HttpRequest, board_id: int, year: int) -> HttpResponse:
    """Asking for the PDF and waiting for it. Without script the page loads itself anew."""
    sheet = _sheet(request, board_id, year)
    if request.method == "POST":
        try:
            reports.ask(sheet, now=timezone.now())
        except NotPossible as reason:
            messages.error(request, str(reason))
        return redirect("bootcamp:board_paper", board_id, year)
    state = reports.state(sheet)
    context = {"sheet": sheet, "state": state.value, "here": request.path}
    return requests.waiting(render(request, "bootcamp/results/board_paper.html", context), state)


@above_only
@require_safe
def board_paper_file(request: HttpRequest, board_id: int, year: int) -> HttpResponse:
    board = _board(signed_in(request), board_id)
    report = get_object_or_404(BoardReport, board=board, year=year)
    return requests.as_file(report.content, f"jaarverslag-{slugify(board.name) or 'bestuur'}-{years.words(year)}")


@above_only
@require_safe
def board_unseen(request: HttpRequest) -> HttpResponse:
    context = {"seen": unseen.SEEN.values(), "unseen": unseen.UNSEEN.values()}
    return render(request, "bootcamp/results/unseen.html", context)
