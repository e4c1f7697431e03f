"""The year report of a board as PDF, made by the worker and kept until something in it changes."""

from datetime import date, datetime

from django.template.loader import render_to_string
from django.utils import timezone

from bootcamp.results import board_sheets
from bootcamp.results.board_sheets import BoardResults
from bootcamp.results.models import BoardReport
from portal.papers import pdf, requests
from portal.papers.requests import PaperState
from portal.people.models import Board

KIND = "bootcamp.results.report"


def state(sheet: BoardResults) -> PaperState:
    return requests.state(KIND, _about(sheet), is_kept=_is_kept(sheet))


def ask(sheet: BoardResults, *, now: datetime) -> None:
    arguments = {"board_id": sheet.board.pk, "year": sheet.year}
    requests.ask(KIND, _about(sheet), is_kept=_is_kept(sheet), now=now, **arguments)


def _about(sheet: BoardResults) -> str:
    return f"board results {sheet.board.pk} {sheet.year}"


def _is_kept(sheet: BoardResults) -> bool:
    return BoardReport.objects.filter(board=sheet.board, year=sheet.year, made_of=sheet.mark).exists()


def make(board_id: int, *, year: int, now: datetime) -> None:
    """Safe to run twice: it makes what is known at that moment."""
    board = Board.objects.filter(pk=board_id).first()
    if board is None:
        return
    today = timezone.localdate(now)
    sheet = board_sheets.of(board, year=year, today=today)
    paper = {"made_of": sheet.mark, "made_at": now, "content": render(sheet, today=today)}
    BoardReport.objects.update_or_create(board=board, year=year, defaults=paper)


def render(sheet: BoardResults, *, today: date) -> bytes:
    return pdf.render(render_to_string("bootcamp/results/board_on_paper.html", {"sheet": sheet, "made_on": today}))
