from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.urls import path

from tests.bench.bare.models import Material, Row


@login_required
def page(request):
    """The session and the user are two of the five queries."""
    materials = Material.objects.order_by("title")[:10]
    rows = Row.objects.order_by("day")[:20]
    return render(request, "bare/page.html", {"materials": materials, "rows": rows, "number": Material.objects.count()})


urlpatterns = [path("", page, name="page")]
