"""Making a menu: its settings, its options, why it may; and what HPP knows of the grant."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from bootcamp.menu import actions, rights
from bootcamp.menu.forms import GrantForm, MenuForm, OptionForm, ReasonForm
from bootcamp.menu.models import BoardMenu, GrantFact, MenuOption, MenuReason
from portal import meanwhile
from portal.people import access
from portal.people.access import hpp_only, only
from portal.reasons import NotPossible

writers_only = only(access.leads_from_board)


@never_cache
@writers_only
@require_http_methods(["GET", "HEAD", "POST"])
def new(request, board_id):
    board = get_object_or_404(rights.boards_written_by(request.user), pk=board_id)
    form = MenuForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            menu = actions.make(form.save(commit=False), board=board, now=timezone.now())
        except NotPossible as reason:
            form.add_error(None, str(reason))
        else:
            messages.success(request, "Het menu is er. Voeg nu een keuze toe.")
            return redirect("menu:kinds", menu.pk)
    return render(request, "bootcamp/menu/settings.html", {"board": board, "menu": None, "form": form})


@never_cache
@writers_only
@require_http_methods(["GET", "HEAD", "POST"])
@meanwhile.one_at_a_time
def settings(request, menu_id):
    menu = meanwhile.locked(request, BoardMenu.objects.written_by(request.user), pk=menu_id)
    form = MenuForm(request.POST or None, instance=menu)
    if request.method == "POST" and form.is_valid():
        actions.keep(form.save(commit=False), now=timezone.now())
        messages.success(request, "Bewaard.")
        return redirect(menu)
    return render(request, "bootcamp/menu/settings.html", {"board": menu.board, "menu": menu, "form": form})


@writers_only
@require_POST
def remove(request, menu_id):
    menu = get_object_or_404(BoardMenu.objects.written_by(request.user), pk=menu_id)
    menu.delete()
    messages.success(request, f"{menu.title} is weggegooid.")
    return redirect("menu:board", menu.board_id)


@never_cache
@writers_only
@require_safe
def kinds(request, menu_id):
    menu = get_object_or_404(BoardMenu.objects.written_by(request.user), pk=menu_id)
    kinds = [(kind.value, kind.label, EXPLAINED[kind]) for kind in MenuOption.Kind]
    return render(request, "bootcamp/menu/kinds.html", {"menu": menu, "kinds": kinds})


@never_cache
@writers_only
@require_http_methods(["GET", "HEAD", "POST"])
def new_option(request, menu_id, kind):
    menu = get_object_or_404(BoardMenu.objects.written_by(request.user), pk=menu_id)
    if kind not in MenuOption.Kind.values:
        raise Http404("Deze soort is er niet.")
    return _option_form(request, MenuOption(menu=menu, kind=kind))


@never_cache
@writers_only
@require_http_methods(["GET", "HEAD", "POST"])
@meanwhile.one_at_a_time
def option(request, menu_id, option_id):
    menu = meanwhile.locked(request, BoardMenu.objects.written_by(request.user), pk=menu_id)
    return _option_form(request, get_object_or_404(MenuOption, menu=menu, pk=option_id))


def _option_form(request, option):
    form = OptionForm(request.POST or None, instance=option)
    if request.method == "POST" and form.is_valid():
        now = timezone.now()
        try:
            actions.keep_option(form.save(commit=False), today=timezone.localdate(now), now=now)
        except NotPossible as reason:
            form.add_error(None, str(reason))
        else:
            messages.success(request, f"{option.title} staat in het menu.")
            return redirect(option.menu)
    return render(request, "bootcamp/menu/option.html", {"menu": option.menu, "option": option, "form": form})


@writers_only
@require_POST
def remove_option(request, menu_id, option_id):
    menu = get_object_or_404(BoardMenu.objects.written_by(request.user), pk=menu_id)
    option = get_object_or_404(MenuOption, menu=menu, pk=option_id)
    now = timezone.now()
    actions.remove_option(option, today=timezone.localdate(now), now=now)
    messages.success(request, f"{option.title} is uit het menu.")
    return redirect(menu)


@never_cache
@writers_only
@require_http_methods(["GET", "HEAD", "POST"])
@meanwhile.one_at_a_time
def reason(request, menu_id):
    menu = meanwhile.locked(request, BoardMenu.objects.written_by(request.user), pk=menu_id)
    form = ReasonForm(request.POST or None, instance=get_object_or_404(MenuReason, menu=menu))
    if request.method == "POST" and form.is_valid():
        now = timezone.now()
        actions.keep_reason(form.save(commit=False), today=timezone.localdate(now), now=now)
        messages.success(request, "De onderbouwing is bewaard, als concept.")
        return redirect(menu)
    return render(request, "bootcamp/menu/reason.html", {"menu": menu, "form": form})


@never_cache
@hpp_only
@require_http_methods(["GET", "HEAD", "POST"])
def grant_facts(request):
    present = {fact.key: fact for fact in GrantFact.objects.order_by("pk")}
    form = GrantForm(request.POST or None, present=present)
    if request.method == "POST" and form.is_valid():
        actions.keep_grant(form.facts(), now=timezone.now())
        messages.success(request, "Bewaard. Besturen zien dit bij hun menu.")
        return redirect("menu:grant")
    return render(request, "bootcamp/menu/grant.html", {"form": form})


Kind = MenuOption.Kind
EXPLAINED = {
    Kind.BONUS: "Eén brutobedrag per jaar. Wat iemand overhoudt, verschilt per huishouden.",
    Kind.NET_WISH: "Je zegt wat er netto bij moet komen. Je ziet welk brutobedrag daarvoor nodig is.",
    Kind.FREE_SPACE: "Iedereen houdt het hele bedrag over, zolang er ruimte is.",
    Kind.ALLOWANCE: "Elke maand een bedrag. Het telt mee voor het pensioen.",
    Kind.DAYS_OFF: "Tijd in plaats van geld. Iemand anders staat dan voor de groep.",
    Kind.CHILDCARE: "Een bedrag voor wie opvang betaalt.",
    Kind.TRAVEL: "Een bedrag per kilometer, op de extra dag.",
    Kind.LATER_START: "Een paar ochtenden later. Je zegt wie de groep opvangt.",
    Kind.OTHER_WORK: "Andere dagen, andere tijden of ander werk.",
    Kind.TRIAL: "De uitbreiding is eerst tijdelijk.",
}
