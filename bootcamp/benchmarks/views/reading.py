"""The released figures with their sources, for everyone: what texts, plans and pages point at."""

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from bootcamp.benchmarks import shown
from portal.public import public


@public
@require_safe
def figures(request):
    return render(request, "bootcamp/benchmarks/figures.html", {"figures": shown.all_released(timezone.localdate())})
