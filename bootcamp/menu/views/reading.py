"""Reading menus: those of a board, and one with all that follows from it."""

from django.conf import settings
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from bootcamp.menu import draft, fairness, grant, rights, sheets
from bootcamp.menu.forms import NetForm
from bootcamp.menu.models import BoardMenu
from calculator.charts import qr
from calculator.charts.drawing import drawn
from portal.people import access
from portal.people.access import only

readers_only = only(rights.reads_menus)


@readers_only
@require_safe
def home(request):
    """Straight to one's own board; HPP to what it knows of the grant."""
    if access.is_hpp(request.user):
        return redirect("menu:grant")
    return redirect("menu:board", get_object_or_404(rights.boards_read_by(request.user)).pk)


@never_cache
@readers_only
@require_safe
def board(request, board_id):
    board = get_object_or_404(rights.boards_read_by(request.user), pk=board_id)
    menus = BoardMenu.objects.visible_to(request.user).filter(board=board).for_board()
    context = {"board": board, "menus": menus, "writes": not access.is_hpp(request.user)}
    return render(request, "bootcamp/menu/board.html", context)


@never_cache
@readers_only
@require_safe
def menu(request, menu_id):
    menu = get_object_or_404(BoardMenu.objects.visible_to(request.user).whole(), pk=menu_id)
    form = NetForm(request.GET if "netto" in request.GET else None)
    sheet = sheets.of(menu, today=timezone.localdate(), net_month=form.net())
    address = f"{settings.SITE_URL}{reverse('calculator:menu', args=[menu.code])}"
    context = {
        "sheet": sheet,
        "form": form,
        "draft": draft.of(sheet),
        "grant": grant,
        "check": fairness.CHECK,
        "writes": not access.is_hpp(request.user),
        "address": address,
        "qr": drawn(qr.draw(address, f"QR-code naar het menu: {address}")) if menu.is_shared else "",
    }
    return render(request, "bootcamp/menu/menu.html", context)
