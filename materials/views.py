from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from materials import richtext, uploads
from materials.forms import SearchForm
from materials.models import Material

PAGE_SIZE = 20


@login_not_required
def material_list(request):
    visible = Material.objects.visible_to(request.user, now=timezone.now())
    form = SearchForm(request.GET)
    wanted = form.wanted()
    page = Paginator(visible.found(**wanted).defer("body"), PAGE_SIZE).get_page(request.GET.get("bladzijde"))
    kept = request.GET.copy()
    kept.pop("bladzijde", None)
    context = {"form": form, "page": page, "wanted": wanted, "kept": kept.urlencode()}
    return render(request, "materials/material_list.html", context)


@login_not_required
def material(request, material_id):
    visible = Material.objects.visible_to(request.user, now=timezone.now())
    found = get_object_or_404(visible, pk=material_id)
    return render(request, "materials/material.html", {"material": found, "body": richtext.html(found.body)})


@login_not_required
def download(request, material_id):
    """The only way to a file: it asks the same question as the page."""
    visible = Material.objects.visible_to(request.user, now=timezone.now())
    found = get_object_or_404(visible.exclude(file=""), pk=material_id)
    try:
        opened = found.file.open("rb")
    except OSError as gone:
        raise Http404("Dit bestand is er niet meer.") from gone
    response = FileResponse(
        opened, as_attachment=True, filename=found.file_name, content_type=uploads.content_type(found.file_name)
    )
    response["Cache-Control"] = "private, no-store"
    return response
