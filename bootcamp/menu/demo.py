"""A menu of an invented board, to try: as its board sees it, and as a teacher opens it."""

from datetime import date
from decimal import Decimal

from django.utils import timezone

from bootcamp.menu import actions, grid
from bootcamp.menu.models import BoardMenu, MenuOption
from portal.people.models import Board

BOARD, CODE = "Stichting De Tolbrug", "tolbrug-voorbeeld"
Kind, Purpose = MenuOption.Kind, MenuOption.Purpose


def load(*, now):
    today = timezone.localdate(now)
    board = Board.objects.get(name=BOARD)
    year = grid.years(today)[0]
    menu = BoardMenu(title=f"Schooljaar {today.year + 1}-{today.year + 2}", year=year, most=2, code=CODE)
    actions.make(menu, board=board, now=now)
    for place, fields in enumerate(_options(today.year + 1), 1):
        MenuOption.objects.create(menu=menu, place=place, **fields)
    reason = menu.reason
    reason.aim = "Op 2 van onze 3 scholen staat nu een groep zonder vaste leerkracht."
    reason.why_this = "We boden eerst alleen vrije roosters aan. Daarmee gingen 3 collega’s meer werken."
    reason.tried = "Vrije roosters en gesprekken over uren."
    reason.evaluated_on = date(today.year + 2, 5, 1)
    reason.signed_by = "voorzitter van het college van bestuur"
    actions.keep_reason(reason, today=today, now=now)
    actions.share(menu.pk, today=today, now=now)


def _options(year):
    return [
        {
            "kind": Kind.BONUS,
            "title": "Geld",
            "text": "Voor wie een vierde of vijfde dag gaat werken.",
            "amount": Decimal(1000),
            "also_already": False,
        },
        {
            "kind": Kind.DAYS_OFF,
            "title": "Vrije dagen",
            "text": "Ook buiten de schoolvakantie.",
            "amount": Decimal(5),
            "purpose": Purpose.BOTH,
            "already": 2,
        },
        {
            "kind": Kind.CHILDCARE,
            "title": "Hulp bij opvang",
            "text": "Alleen voor wie opvang betaalt.",
            "amount": Decimal(1500),
            "parents_only": True,
            "takers": 2,
        },
        {
            "kind": Kind.LATER_START,
            "title": "Later beginnen",
            "text": "Twee dagen per week om 9.15 uur.",
            "supervision": "een onderwijsassistent",
            "takers": 2,
        },
        {"kind": Kind.TRAVEL, "title": "Reiskosten", "text": "De extra dag wordt vergoed.", "amount": Decimal("0.23")},
        {
            "kind": Kind.TRIAL,
            "title": "Eerst een jaar proberen",
            "text": "Daarna kies je: blijven of terug.",
            "is_temporary": True,
            "starts_on": date(year, 8, 1),
            "ends_on": date(year + 1, 7, 31),
        },
    ]
