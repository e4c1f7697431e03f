"""A menu on its way to others: to teachers by a link, to the board on paper."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from bootcamp.menu import actions, papers, rights, sheets
from bootcamp.menu.models import BoardMenu, MenuPaper
from portal import limits
from portal.papers import requests
from portal.people import access
from portal.people.access import only
from portal.reasons import NotPossible

readers_only = only(rights.reads_menus)
writers_only = only(access.leads_from_board)


@writers_only
@require_POST
def share(request, menu_id):
    menu = get_object_or_404(BoardMenu.objects.written_by(request.user), pk=menu_id)
    now = timezone.now()
    try:
        actions.share(menu.pk, today=timezone.localdate(now), now=now)
    except NotPossible as reason:
        messages.error(request, str(reason))
    else:
        messages.success(request, "Leerkrachten met de link of de QR-code kunnen nu rekenen met dit menu.")
    return redirect(f"{menu.get_absolute_url()}#delen")


@writers_only
@require_POST
def take_back(request, menu_id):
    menu = get_object_or_404(BoardMenu.objects.written_by(request.user), pk=menu_id)
    actions.take_back(menu.pk)
    messages.success(request, "De link werkt niet meer. Alleen jullie en HPP zien dit menu.")
    return redirect(menu)


@readers_only
@require_http_methods(["GET", "HEAD", "POST"])
@limits.limited("bootcamp.menu.paper", "20/minute", methods=("POST",))
def paper(request, menu_id):
    """Asking for the PDF and waiting for it. Without script the page loads itself anew."""
    menu = get_object_or_404(BoardMenu.objects.visible_to(request.user).whole(), pk=menu_id)
    sheet = sheets.of(menu, today=timezone.localdate())
    here = reverse("menu:paper", args=[menu.pk])
    if request.method == "POST":
        try:
            papers.ask(sheet, now=timezone.now())
        except NotPossible as reason:
            messages.error(request, str(reason))
        return redirect(here)
    state = papers.state(sheet)
    context = {"menu": menu, "state": state.value, "here": here}
    return requests.waiting(render(request, "bootcamp/menu/paper.html", context), state)


@readers_only
@require_safe
def paper_file(request, menu_id):
    menu = get_object_or_404(BoardMenu.objects.visible_to(request.user), pk=menu_id)
    return requests.as_file(get_object_or_404(MenuPaper, menu=menu).content, "keuzemenu")
