"""The released figures with their sources, for everyone: what texts, plans and pages point at."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from bootcamp.benchmarks import shown


@login_not_required
@require_safe
def figures(request):
    return render(request, "bootcamp/benchmarks/figures.html", {"figures": shown.all_released(timezone.localdate())})
