"""HPP's own pages for materials: find, write, look first, choose a file, put away."""

import logging

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from materials import audience
from materials.forms import DeskSearchForm, FileForm, WritingForm
from materials.models import Material
from portal import meanwhile
from portal.files import protected
from portal.listing import kept, page_of
from portal.people.access import hpp_only
from portal.text import richtext

log = logging.getLogger(__name__)
PAGE_SIZE = 30
SEEN = "gezien"


@hpp_only
@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    form, now = DeskSearchForm(request.GET), timezone.now()
    asked = form.asked()
    rows = Material.objects.with_words(asked["zoek"]).in_state(asked["toon"], now=now).in_order().defer("body")
    page = page_of(request, rows, PAGE_SIZE)
    context = {
        "form": form,
        "page": page,
        "rows": [(material, material.state_at(now)) for material in page],
        "kept": kept(request),
        "today": timezone.localdate(now),
        "asked": any(asked.values()),
    }
    return render(request, "materials/desk/desk.html", context)


@never_cache
@hpp_only
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    return _written(request, Material())


@never_cache
@hpp_only
@require_http_methods(["GET", "HEAD", "POST"])
@meanwhile.one_at_a_time
def change(request: HttpRequest, material_id: int) -> HttpResponse:
    return _written(request, meanwhile.locked(request, Material.objects.all(), pk=material_id))


def _written(request: HttpRequest, material: Material) -> HttpResponse:
    """Nothing is kept before HPP read who will see it: what was read goes along, and has to be what is true now."""
    form = WritingForm(request.POST or None, instance=material)
    context = {"material": material, "form": form, "is_new": material.pk is None, "preview": None}
    if request.method == "POST" and form.is_valid():
        lines = audience.sentences(material, on=list(form.cleaned_data["shelves"]), now=timezone.now())
        if request.POST.get(SEEN) == " ".join(lines) and "bewaar" in request.POST:
            form.save()
            messages.success(request, f"Bewaard. {lines[0]}")
            return redirect("materials:change", material.pk)
        context |= {"preview": richtext.html(material.body), "lines": lines, "seen": " ".join(lines)}
    return render(request, "materials/desk/write.html", context)


@never_cache
@hpp_only
@require_http_methods(["GET", "HEAD", "POST"])
@meanwhile.one_at_a_time
def file(request: HttpRequest, material_id: int) -> HttpResponse:
    material = meanwhile.locked(request, Material.objects.all(), pk=material_id)
    form = FileForm(request.POST or None, request.FILES or None, instance=material)
    if request.method == "POST" and form.is_valid():
        same = _same_file(material, form.cleaned_data["file"])
        try:
            form.save()
        except OSError:
            log.exception("A file could not be kept.")
            form.add_error("file", "Het bestand kon niet worden bewaard, dus er is niets gewijzigd. Bel de beheerder.")
        else:
            messages.success(request, f"{material.file_name} is bewaard.")
            if same:
                messages.warning(request, f"Let op: hetzelfde bestand staat ook bij {same.title}.")
            return redirect("materials:change", material.pk)
    shown_name = Material.objects.values_list("file_name", flat=True).get(pk=material.pk)
    return render(request, "materials/desk/file.html", {"material": material, "form": form, "file_name": shown_name})


def _same_file(material: Material, file) -> Material | None:
    mark = protected.mark_of(file)
    return Material.objects.current().filter(file_mark=mark).exclude(pk=material.pk).order_by("pk").first()


@hpp_only
@require_POST
def put_away(request: HttpRequest, material_id: int) -> HttpResponse:
    material = get_object_or_404(Material, pk=material_id, archived_at=None)
    Material.objects.filter(pk=material.pk).update(archived_at=timezone.now())
    messages.success(request, f"{material.title} is gearchiveerd. Alleen HPP ziet het nog.")
    return redirect("materials:change", material.pk)


@hpp_only
@require_POST
def bring_back(request: HttpRequest, material_id: int) -> HttpResponse:
    """As a draft: who puts it back looks first at who will see it."""
    material = get_object_or_404(Material.objects.exclude(archived_at=None), pk=material_id)
    Material.objects.filter(pk=material.pk).update(archived_at=None, published_at=None)
    messages.success(request, f"{material.title} is terug, als concept. Kies wie het mag zien en vanaf wanneer.")
    return redirect("materials:change", material.pk)
