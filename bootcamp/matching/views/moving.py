"""HR moves something by hand, and first sees what it costs others."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from bootcamp.matching import actions, choices, rights, sheet, words
from bootcamp.matching.forms import HandMoveForm
from bootcamp.matching.models import HoursWish
from bootcamp.matching.rows_of import place_id, wishes_in
from bootcamp.matching.views.rounds import leaders_from_board, round_for
from portal.people.models import signed_in
from portal.reasons import NotPossible


def _round(request, round_id):
    formation = round_for(request, round_id)
    if not rights.leads(signed_in(request), formation):
        raise Http404("Niet voor deze rol.")
    return formation


@never_cache
@leaders_from_board
@require_http_methods(["GET", "HEAD", "POST"])
def new(request, round_id):
    formation, user = _round(request, round_id), signed_in(request)
    named = rights.named_for(user)
    wishes = {str(wish.pk): wish for wish in wishes_in(formation, timezone.localdate()) if wish.want}
    places = formation.places.select_related("school").order_by("school__name", "pk")
    form = HandMoveForm(
        request.POST or None,
        initial={"wish": request.GET.get("wens"), "is_pin": "ja"},
        wishes=[(pk, f"{sheet.label(wish, named)}: {sheet.in_short(wish)}") for pk, wish in wishes.items()],
        needs=[(place_id(place.pk), f"{place}: {choices.in_words(place.halves)}", place.halves) for place in places],
    )
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            move = actions.ask_move(
                formation,
                wish=wishes[given["wish"]],
                need=given["need"],
                bits=given["halves"],
                is_pin=given["is_pin"] == "ja",
                by=user,
                now=timezone.now(),
            )
        except NotPossible as reason:
            form.add_error(None, str(reason))
        else:
            return redirect("matching:move", formation.pk, move.pk)
    return render(request, "bootcamp/matching/new_move.html", {"form": form, "formation": formation})


@never_cache
@leaders_from_board
@require_http_methods(["GET", "HEAD", "POST"])
def move(request, round_id, move_id):
    formation, user = _round(request, round_id), signed_in(request)
    row = get_object_or_404(formation.moves.select_related("wish__school", "round"), pk=move_id)
    if request.method == "POST":
        return _answer(request, formation, row)
    named = rights.named_for(user)
    context = {
        "formation": formation,
        "move": row,
        "who": sheet.label(row.wish, named),
        "when": choices.in_words(row.halves),
        "cost": _in_words(row.cost, named) if row.cost and row.state != row.State.REFUSED else None,
        "refused": words.fails(row.cost["fails"]) if row.cost and row.state == row.State.REFUSED else "",
    }
    return render(request, "bootcamp/matching/move.html", context)


def _answer(request, formation, row):
    what = request.POST.get("wat", "")
    if what == "forget":
        actions.forget_move(row)
        messages.success(request, "De wijziging is weg.")
        return redirect("matching:round", formation.pk)
    if what != "keep":
        raise Http404("Onbekende keuze.")
    try:
        actions.keep_move(row, now=timezone.now(), today=timezone.localdate())
    except NotPossible as reason:
        messages.error(request, str(reason))
        return redirect("matching:move", formation.pk, row.pk)
    messages.success(request, "De wijziging staat vast. De voorstellen zijn bijgewerkt.")
    return redirect("matching:round", formation.pk)


def _in_words(cost, named):
    """Names only of who chose that; anyone else is someone else."""
    numbers = {int(name[1:]) for kind in ("less", "more", "elsewhere") for name in cost[kind]}
    wishes = {f"w{wish.pk}": wish for wish in HoursWish.objects.filter(pk__in=numbers).select_related("school")}
    return {
        "filled": cost["filled"],
        "fewer": -cost["filled"],
        **{
            kind: [
                sheet.label(wishes[name], named) if name in wishes and wishes[name].pk in named else "iemand anders"
                for name in cost[kind]
            ]
            for kind in ("less", "more", "elsewhere")
        },
    }
