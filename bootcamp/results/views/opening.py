"""What came of it for everyone: published numbers of whole blocks, on a page and as open data."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from bootcamp.results import opening, programme


@login_not_required
@require_safe
def numbers(request: HttpRequest) -> HttpResponse:
    return render(request, "bootcamp/results/numbers.html", {"sheet": programme.of_everyone()})


@login_not_required
@require_safe
def numbers_csv(request: HttpRequest) -> HttpResponse:
    response = HttpResponse(opening.as_csv(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="resultaten.csv"'
    return response


@login_not_required
@require_safe
def numbers_package(request: HttpRequest) -> HttpResponse:
    address = request.build_absolute_uri(reverse("bootcamp:numbers_csv"))
    return HttpResponse(opening.as_package(address=address), content_type="application/json; charset=utf-8")
