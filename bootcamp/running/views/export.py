"""The seats of a bootcamp as a spreadsheet. Nothing financial is in it, and no cell can start a formula."""

from io import BytesIO

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from bootcamp.running import state
from bootcamp.running.forms import SeatSearchForm
from bootcamp.seats.models import Bootcamp, WorkSession
from portal.files.writing import XLSX, safe
from portal.people.access import hpp_only

HEADINGS = ["school", "plaats", "BRIN", "bestuur", "deelnemers", "e-mailadressen", "aangemeld op", "afgemeld op"]
WORDS = {"x": "aanwezig", "-": "afwezig", ".": ""}
CHUNK = 500


@hpp_only
@require_safe
def excel(request, bootcamp_id):
    """What the filters show, all pages together."""
    bootcamp = get_object_or_404(Bootcamp.objects.with_sessions(), pk=bootcamp_id)
    sessions = bootcamp.held_sessions
    seats = SeatSearchForm(request.GET, bootcamp=bootcamp).chosen(now=timezone.now())
    ids = list(seats.values_list("pk", flat=True))
    response = HttpResponse(workbook(bootcamp, sessions, ids), content_type=XLSX)
    name = slugify(bootcamp.title) or "bootcamp"
    response["Content-Disposition"] = f'attachment; filename="{name}.xlsx"'
    return response


def workbook(bootcamp: Bootcamp, sessions: list[WorkSession], ids: list[int]) -> bytes:
    from openpyxl import Workbook  # slow to load, and seldom asked for
    from openpyxl.utils import get_column_letter

    book = Workbook(write_only=True)
    sheet = book.create_sheet("Scholen")
    headings = [*HEADINGS, *(f"sessie {session.number}" for session in sessions)]
    for number, heading in enumerate(headings, 1):
        sheet.column_dimensions[get_column_letter(number)].width = max(14, len(heading) + 4)
    sheet.freeze_panes = "B2"
    sheet.append(headings)
    for at in range(0, len(ids), CHUNK):
        seats = state.loaded(ids[at : at + CHUNK])
        marks = state.marks_of(seats, sessions)
        for seat in seats:
            people = [participation.user for participation in seat.participations.all()]
            sheet.append(
                [
                    *map(safe, (seat.school.name, seat.school.city, seat.school.number, seat.school.board.name)),
                    safe(", ".join(person.full_name for person in people)),
                    safe(", ".join(person.email for person in people)),
                    _moment(seat.enrolled_at),
                    _moment(seat.cancelled_at),
                    *(WORDS[mark] for mark in marks[seat.pk]),
                ]
            )
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def _moment(moment) -> str:
    return timezone.localtime(moment).strftime("%d-%m-%Y %H:%M") if moment else ""
