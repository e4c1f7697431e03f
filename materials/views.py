from django.contrib.auth.decorators import login_not_required
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from materials.forms import MaterialSearchForm
from materials.models import Material
from portal.files import protected
from portal.listing import kept, page_of
from portal.people import access
from portal.text import richtext

PAGE_SIZE = 20
ON_TOP = 6


def _visible(request):
    return Material.objects.visible_to(request.user, now=timezone.now())


@login_not_required
@require_safe
def material_list(request):
    form = MaterialSearchForm(request.GET)
    asked = form.asked()
    is_searching = any(asked.values())
    outline = _visible(request).current().with_words(asked["words"]).outline()
    page = page_of(request, form.chosen(outline), PAGE_SIZE)
    own = [] if is_searching else _ready_for(request.user, outline)
    loaded = Material.objects.defer("body").in_bulk([*page, *own])
    context = {
        "own": [loaded[pk] for pk in own if pk in loaded],
        "is_searching": is_searching,
        "search": form["zoek"],
        "facets": form.facets(outline),
        "page": page,
        "materials": [loaded[pk] for pk in page if pk in loaded],
        "words": asked["words"],
        "boxes_on": len(asked["goals"]) + len(asked["kinds"]),
        "kept": kept(request),
        "now": timezone.now(),
    }
    return render(request, "materials/material_list.html", context)


def _ready_for(user, outline):
    """The first few that stand on the user's own shelves, in the order of the list."""
    ready = set(Material.objects.on_own_shelves(user, now=timezone.now()).values_list("pk", flat=True))
    return [pk for pk, _, _ in outline if pk in ready][:ON_TOP]


@login_not_required
@require_safe
def material(request, material_id):
    material = get_object_or_404(_visible(request), pk=material_id)
    context = {
        "material": material,
        "body": richtext.html(material.body),
        "may_change": access.is_hpp(request.user),
        "is_published": material.is_published_at(timezone.now()),
    }
    return render(request, "materials/material.html", context)


@login_not_required
@require_safe
def download(request, material_id):
    """The only way to a file: it asks the same question as the page."""
    material = get_object_or_404(_visible(request).exclude(file="").defer("body"), pk=material_id)
    return protected.download(material.file, material.file_name)
