"""Files of values as HPP uploads them, and releases in every state."""

import io
import uuid
from datetime import date

from django.utils import timezone
from openpyxl import Workbook

from calculator.releases import actions
from calculator.releases.actions import Upload
from calculator.releases.models import Release
from calculator.releases.reading import What
from portal.people.access import Role
from tests.factories import make_user

PREMIUM = 2500
"""The standaardpremie of 2026 in `ZORG`, some hundreds of euros above the real one."""


def zorg(year=2026, *, premium=PREMIUM, **changes):
    """A whole file with one rule; `changes` are other values in TOML, None leaves one out."""
    values = {
        "vanaf": f"{year}-01-01",
        "tot_en_met": f"{year}-12-31",
        "bron": '["Regeling vaststelling standaardpremie"]',
        "zekerheid": '"bevestigd"',
        "standaardpremie": premium,
        "drempelinkomen": 29736,
        "normpremie_alleen": 1.912,
        "normpremie_samen": 4.289,
        "afbouw": 13.73,
        "vermogensgrens_alleen": 146011,
        "vermogensgrens_samen": 184633,
        "minimum_jaar": 24,
        **changes,
    }
    lines = [f"{name} = {value}" for name, value in values.items() if value is not None]
    return "\n".join(["[[zorgtoeslag]]", *lines, ""]).encode()


SUPPORT = b"trede;OOP4;OOP5\n1;2500;2600\n2;2600,50;2700\n3;;2800\n"


def excel(*rows, sheets=()):
    """A workbook with these rows on its first sheet; a cell can be (value, number format)."""
    book = Workbook()
    _fill(book.active, rows)
    for more in sheets:
        _fill(book.create_sheet(), more)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _fill(sheet, rows):
    for number, row in enumerate(rows, 1):
        for column, value in enumerate(row, 1):
            cell = sheet.cell(number, column)
            if isinstance(value, tuple):
                cell.value, cell.number_format = value
            else:
                cell.value = value


def make_release(content=None, *, by=None, name="waarden.toml", what=What.VALUES, checked=False, **fields):
    """As it is after uploading; `checked` has a worker look it over at once."""
    given = {"title": "Zorgtoeslag 2026", "source": "Staatscourant 2025, 12345", **fields}
    upload = Upload(what=what, file_name=name, content=zorg() if content is None else content, **given)
    by = by or make_user(Role.HPP)
    release = actions.upload(upload, by=by, key=uuid.uuid4(), now=timezone.now())
    if checked:
        actions.check(release.pk, now=timezone.now())
    return Release.objects.get(pk=release.pk)


def make_released(content=None, *, uses_from=None, releaser=None, **fields):
    """Released by someone else than who uploaded it."""
    release = make_release(content, checked=True, **fields)
    today = timezone.localdate()
    return actions.release(
        release.pk,
        by=releaser or make_user(Role.HPP),
        uses_from=uses_from or today,
        has_looked=True,
        now=timezone.now(),
        today=min(today, uses_from or today),
    )


def support_staff(first=date(2026, 1, 1), last=date(2026, 12, 31), **fields):
    """A pay table of support staff, to be uploaded."""
    return {
        "content": SUPPORT,
        "name": "oop.csv",
        "what": What("cao_po_tabellen"),
        "starts_on": first,
        "ends_on": last,
        **fields,
    }
