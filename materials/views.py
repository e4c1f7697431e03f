import logging

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from materials import richtext, uploads
from materials.forms import SearchForm
from materials.models import Material

log = logging.getLogger(__name__)

PAGE_SIZE = 20
ON_TOP = 6


def _visible(request):
    return Material.objects.visible_to(request.user, now=timezone.now())


@login_not_required
@require_safe
def material_list(request):
    form = SearchForm(request.GET)
    wanted = form.wanted()
    found = _visible(request).with_words(wanted["words"])
    narrowed = found.narrowed(goals=wanted["goals"], kinds=wanted["kinds"]).in_order().defer("body")
    kept = request.GET.copy()
    kept.pop("bladzijde", None)
    boxes_on = len(wanted["goals"]) + len(wanted["kinds"])
    is_searching = bool(wanted["words"] or boxes_on)
    context = {
        "own": [] if is_searching else _visible(request).on_own_shelves(request.user).defer("body")[:ON_TOP],
        "is_searching": is_searching,
        "search": form["zoek"],
        "facets": form.facets({"doel": found.count_by("goal"), "soort": found.count_by("kind")}),
        "page": Paginator(narrowed, PAGE_SIZE).get_page(request.GET.get("bladzijde")),
        "words": wanted["words"],
        "boxes_on": boxes_on,
        "kept": kept.urlencode(),
        "now": timezone.now(),
    }
    return render(request, "materials/material_list.html", context)


@login_not_required
@require_safe
def material(request, material_id):
    found = get_object_or_404(_visible(request), pk=material_id)
    context = {
        "material": found,
        "body": richtext.html(found.body),
        "is_published": found.is_published_at(timezone.now()),
    }
    return render(request, "materials/material.html", context)


@login_not_required
@require_safe
def download(request, material_id):
    """The only way to a file: it asks the same question as the page."""
    found = get_object_or_404(_visible(request).exclude(file="").defer("body"), pk=material_id)
    try:
        opened = found.file.open("rb")
    except OSError as gone:
        log.error("The file of material %s is not on the disk.", found.pk)
        raise Http404("Dit bestand is er niet meer.") from gone
    response = FileResponse(
        opened, as_attachment=True, filename=found.file_name, content_type=uploads.content_type(found.file_name)
    )
    response["Cache-Control"] = "private, no-store"
    return response
