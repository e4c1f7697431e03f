from django.utils import timezone

from bootcamp.menu.models import MenuPaper
from tests.access import EDITORS, a_file, only, pressed_by
from tests.factories import make_menu, make_option

WRITERS = ("hr", "bestuur")
READERS = (*WRITERS, *EDITORS)


def board(cast):
    return {"board_id": cast.board.pk}


def a_menu(cast):
    menu = make_menu(board=cast.board)
    make_option(menu)
    return {"menu_id": menu.pk}


def a_kind(cast):
    return {**a_menu(cast), "kind": "dagen"}


def an_option(cast):
    option = make_option(make_menu(board=cast.board))
    return {"menu_id": option.menu_id, "option_id": option.pk}


def a_paper(cast):
    menu = make_menu(board=cast.board)
    MenuPaper.objects.create(menu=menu, made_of="x", made_at=timezone.now(), content=b"%PDF-1.7")
    return {"menu_id": menu.pk}


def button(arguments):
    """Who leads from any board may try; only for their own it does something."""
    row = only(*WRITERS, "hr_elders", "bestuur_elders", status=405, arguments=arguments)
    return pressed_by(*WRITERS, row=row)


ROWS = {
    "menu:home": only("hr", "hr_elders", "bestuur", "bestuur_elders", *EDITORS, status=302),
    "menu:grant": only(*EDITORS),
    "menu:board": only(*READERS, arguments=board),
    "menu:new": only(*WRITERS, arguments=board),
    "menu:menu": only(*READERS, arguments=a_menu),
    "menu:settings": only(*WRITERS, arguments=a_menu),
    "menu:removal": button(a_menu),
    "menu:kinds": only(*WRITERS, arguments=a_menu),
    "menu:option_new": only(*WRITERS, arguments=a_kind),
    "menu:option": only(*WRITERS, arguments=an_option),
    "menu:option_removal": button(an_option),
    "menu:reason": only(*WRITERS, arguments=a_menu),
    "menu:sharing": button(a_menu),
    "menu:taking_back": button(a_menu),
    "menu:paper": only(*READERS, arguments=a_menu),
    "menu:paper_file": a_file(only(*READERS, arguments=a_paper)),
}
