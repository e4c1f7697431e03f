"""A menu on one A4 for the board, made by the worker and kept until something in it changes."""

from datetime import date, datetime

from django.template.loader import render_to_string
from django.utils import timezone

from bootcamp.menu import draft, grant, sheets
from bootcamp.menu.fairness import CHECK
from bootcamp.menu.models import BoardMenu, MenuPaper
from bootcamp.menu.sheets import MenuSheet
from portal.papers import pdf, requests
from portal.papers.requests import PaperState
from portal.pictures import with_title

KIND = "bootcamp.menu.paper"
TIGHT, TIGHTER, TIGHTEST = "menu-paper--tight", "menu-paper--tighter", "menu-paper--tightest"
ROOM = (("", 400, True), (TIGHT, 400, True), (TIGHTER, 300, True), (TIGHTEST, 240, True), (TIGHTEST, 120, False))
"""Letter, how much of each written part, and whether there's a picture; from roomy to tight."""


def state(sheet: MenuSheet) -> PaperState:
    return requests.state(KIND, _about(sheet.menu), is_kept=_is_kept(sheet))


def ask(sheet: MenuSheet, *, now: datetime) -> None:
    requests.ask(KIND, _about(sheet.menu), is_kept=_is_kept(sheet), now=now, menu_id=sheet.menu.pk)


def _about(menu: BoardMenu) -> str:
    return f"menu {menu.pk}"


def _is_kept(sheet: MenuSheet) -> bool:
    return MenuPaper.objects.filter(menu=sheet.menu, made_of=sheet.mark).exists()


def make(menu_id: int, *, now: datetime) -> None:
    """Safe to run twice: it makes what is known at that moment."""
    menu = BoardMenu.objects.whole().filter(pk=menu_id).first()
    if menu is None:
        return
    today = timezone.localdate(now)
    sheet = sheets.of(menu, today=today)
    paper = {"made_of": sheet.mark, "made_at": now, "content": render(sheet, today=today)}
    MenuPaper.objects.update_or_create(menu=menu, defaults=paper)


def render(sheet: MenuSheet, *, today: date) -> bytes:
    context = {
        "sheet": sheet,
        "made_on": today,
        "picture": with_title(sheet.pictures[0]) if sheet.pictures else "",
        "draft": draft.of(sheet),
        "grant": grant,
        "check": CHECK,
    }
    versions = (
        render_to_string(
            "bootcamp/menu/on_paper.html", {**context, "tightness": letter, "most": most, "is_drawn": is_drawn}
        )
        for letter, most, is_drawn in ROOM
    )
    return pdf.render_to_fit(versions, pages=1)
