"""The pages with which HPP brings DUO's files in; nobody else sees them."""

from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from bootcamp.facts import deliveries as actions
from bootcamp.facts.forms import LARGEST_FILE, DeliveryForm
from bootcamp.facts.models import DeliveredFile, Delivery
from portal import pressed
from portal.listing import page_of
from portal.middleware import largest_request
from portal.people.access import hpp_only
from portal.reasons import NotPossible

PER_PAGE = 25


@never_cache
@hpp_only
@require_safe
def deliveries(request):
    page = page_of(request, Delivery.objects.for_overview(), PER_PAGE)
    context = {"page": page, "in_use": DeliveredFile.objects.in_use()}
    return render(request, "bootcamp/facts/deliveries.html", context)


@largest_request(LARGEST_FILE + 1024 * 1024)
@never_cache
@hpp_only
@require_http_methods(["GET", "HEAD", "POST"])
def upload(request):
    form = DeliveryForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            delivery = actions.upload(given["files"], by=request.user, key=given["key"], now=timezone.now())
        except NotPossible as reason:
            form.add_error("files", str(reason))
        else:
            return redirect(delivery)
    return render(request, "bootcamp/facts/upload.html", {"form": form})


@never_cache
@hpp_only
@require_safe
def delivery(request, delivery_id):
    delivery = get_object_or_404(Delivery.objects.for_overview(), pk=delivery_id)
    page = render(request, "bootcamp/facts/delivery.html", {"delivery": delivery, "report": delivery.report or {}})
    if delivery.is_busy:
        page["Refresh"] = "2"
    return page


@hpp_only
@require_POST
def apply(request, delivery_id):
    return pressed.act(request, Delivery, delivery_id, actions.apply, "De cijfers komen nu in gebruik.")


@hpp_only
@require_POST
def discard(request, delivery_id):
    return pressed.act(
        request, Delivery, delivery_id, actions.discard, "De levering is weggegooid. Er is niets veranderd."
    )


@hpp_only
@require_POST
def undo(request, delivery_id):
    return pressed.act(
        request,
        Delivery,
        delivery_id,
        actions.undo,
        "De levering wordt teruggedraaid. Wat er eerder stond, geldt weer.",
    )
