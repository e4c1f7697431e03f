"""HPP's schools, boards and regions."""

from typing import Any

from django.contrib import messages
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from portal import meanwhile
from portal.listing import kept, page_of
from portal.people.access import hpp_only
from portal.people.desk.forms import BoardForm, BoardsForm, DomainForm, RegionForm, SchoolForm, SchoolsForm, domains
from portal.people.desk.rights import people_of
from portal.people.models import Board, KnownDomain, School, SchoolRegion, signed_in
from portal.people.sectors import Sector, words
from portal.text import search

PAGE_SIZE = 50
MOST_SCHOOLS = 300


@hpp_only
@require_safe
def schools(request: HttpRequest) -> HttpResponse:
    form = SchoolsForm(request.GET)
    asked = form.asked()
    rows = School.objects.all()
    if asked["welke"] == "mensen":
        rows = rows.filter(people__isnull=False).distinct()
    elif asked["welke"] == "eigen":
        rows = rows.filter(listed_in="")
    elif asked["welke"] == "dicht":
        rows = rows.exclude(closed_on=None)
    if asked["zoek"]:
        rows = search.forgiving(rows, asked["zoek"], field="words")

    def complete(few: QuerySet) -> QuerySet:
        return few.select_related("board").annotate(number_of_people=Count("people", distinct=True))

    page = page_of(request, rows.order_by("name", "city", "pk"), PAGE_SIZE, load=complete)
    return render(request, "portal/desk/schools.html", {"form": form, "page": page, "kept": kept(request)})


@hpp_only
@require_http_methods(["GET", "HEAD", "POST"])
@meanwhile.one_at_a_time
def school(request: HttpRequest, school_id: int) -> HttpResponse:
    shown = meanwhile.locked(request, School.objects.all(), pk=school_id)
    form = SchoolForm(request.POST or None, instance=shown)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, "Opgeslagen.")
        return redirect("desk:school", shown.pk)
    shown = School.objects.select_related("board", "region").get(pk=shown.pk)
    context = {
        "school": shown,
        "form": form,
        "people": list(people_of(signed_in(request)).filter(schools=shown).order_by("last_name", "pk")),
        "domain_form": DomainForm(),
        "domains": domains(shown),
    }
    return render(request, "portal/desk/school.html", context)


@hpp_only
@require_http_methods(["GET", "HEAD", "POST"])
def new_school(request: HttpRequest) -> HttpResponse:
    asked = ("name", "city", "sector", "board", "other_number")
    initial: dict[str, Any] = {name: request.GET[name][:120] for name in asked if name in request.GET}
    if initial.get("sector") in Sector.values:
        initial["full_week"] = words(initial["sector"]).full_week
    form = SchoolForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        created = form.save()
        messages.success(request, f"{created} staat erin.")
        return redirect("desk:school", created.pk)
    return render(request, "portal/desk/new_place.html", {"form": form, "title": "Nieuwe school of locatie"})


@hpp_only
@require_safe
def boards(request: HttpRequest) -> HttpResponse:
    form = BoardsForm(request.GET)
    rows = Board.objects.all()
    for word in search.plain_words(form.asked()["zoek"]).split():
        rows = rows.filter(Q(name__icontains=word) | Q(city__icontains=word) | Q(number=word))
    page = page_of(
        request,
        rows.order_by("name", "pk"),
        PAGE_SIZE,
        load=lambda few: few.annotate(number_of_schools=Count("schools")),
    )
    return render(request, "portal/desk/boards.html", {"form": form, "page": page, "kept": kept(request)})


@hpp_only
@require_http_methods(["GET", "HEAD", "POST"])
@meanwhile.one_at_a_time
def board(request: HttpRequest, board_id: int) -> HttpResponse:
    shown = meanwhile.locked(request, Board.objects.all(), pk=board_id)
    form = BoardForm(request.POST or None, instance=shown)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, "Opgeslagen.")
        return redirect("desk:board", shown.pk)
    shown = Board.objects.get(pk=shown.pk)
    context = {
        "board": shown,
        "form": form,
        "schools": list(shown.schools.order_by("name", "city", "pk")[:MOST_SCHOOLS]),
        "people": list(people_of(signed_in(request)).filter(board=shown).order_by("last_name", "pk")),
        "domain_form": DomainForm(),
        "domains": domains(shown),
    }
    return render(request, "portal/desk/board.html", context)


@hpp_only
@require_http_methods(["GET", "HEAD", "POST"])
def new_board(request: HttpRequest) -> HttpResponse:
    form = BoardForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        created = form.save()
        messages.success(request, f"{created} staat erin.")
        return redirect("desk:board", created.pk)
    return render(request, "portal/desk/new_place.html", {"form": form, "title": "Nieuw bestuur of nieuwe organisatie"})


@hpp_only
@require_POST
def school_domain(request: HttpRequest, school_id: int) -> HttpResponse:
    shown = get_object_or_404(School, pk=school_id)
    _domain(request, school=shown)
    return redirect("desk:school", shown.pk)


@hpp_only
@require_POST
def board_domain(request: HttpRequest, board_id: int) -> HttpResponse:
    shown = get_object_or_404(Board, pk=board_id)
    _domain(request, board=shown)
    return redirect("desk:board", shown.pk)


def _domain(request: HttpRequest, **of: Any) -> None:
    """Added, or taken away by its own button."""
    if taken := request.POST.get("weg"):
        KnownDomain.objects.filter(domain=taken[:120], **of).delete()
        messages.success(request, f"{taken[:120]} telt niet meer. Wie al binnen is, blijft binnen.")
        return
    form = DomainForm(request.POST)
    if form.is_valid():
        KnownDomain.objects.get_or_create(domain=form.cleaned_data["domain"], **of)
        messages.success(
            request, f"Wie een adres van {form.cleaned_data['domain']} heeft, komt voortaan meteen binnen."
        )
    else:
        messages.error(request, " ".join(str(fault) for faults in form.errors.values() for fault in faults))


@hpp_only
@require_safe
def regions(request: HttpRequest) -> HttpResponse:
    rows = SchoolRegion.objects.select_related("contact__user").annotate(number_of_schools=Count("schools"))
    page = page_of(request, rows.order_by("name", "pk"), PAGE_SIZE)
    return render(request, "portal/desk/regions.html", {"page": page, "kept": kept(request)})


@hpp_only
@require_http_methods(["GET", "HEAD", "POST"])
@meanwhile.one_at_a_time
def region(request: HttpRequest, region_id: int) -> HttpResponse:
    shown = meanwhile.locked(request, SchoolRegion.objects.all(), pk=region_id)
    form = RegionForm(request.POST or None, instance=shown)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, "Opgeslagen.")
        return redirect("desk:regions")
    return render(request, "portal/desk/region.html", {"region": shown, "form": form})
