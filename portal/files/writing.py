"""Workbooks that the portal writes. No cell can start a formula, not even after it was saved as CSV."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from django.http import HttpResponse

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True)
class WrittenSheet:
    name: str
    headings: Sequence[str]
    rows: Iterable[Sequence[Any]]


def workbook(sheets: Iterable[WrittenSheet]) -> bytes:
    from openpyxl import Workbook  # slow to load, and seldom asked for
    from openpyxl.utils import get_column_letter

    book = Workbook(write_only=True)
    for written in sheets:
        sheet = book.create_sheet(written.name)
        for number, heading in enumerate(written.headings, 1):
            sheet.column_dimensions[get_column_letter(number)].width = max(14, len(heading) + 4)
        sheet.freeze_panes = "B2"
        sheet.append(list(written.headings))
        for row in written.rows:
            sheet.append([safe(cell) if isinstance(cell, str) else cell for cell in row])
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def as_workbook(sheets: Iterable[WrittenSheet], name: str) -> HttpResponse:
    response = HttpResponse(workbook(sheets), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="{name}.xlsx"'
    response["Cache-Control"] = "private, no-store"
    return response


def safe(text: str) -> str:
    """Text that no spreadsheet takes for a formula, also not after it was saved as CSV."""
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    text = ILLEGAL_CHARACTERS_RE.sub("", text)
    return f"'{text}" if text.lstrip()[:1] in ("=", "+", "-", "@") or text[:1] in ("\t", "\r") else text
