"""The pages with which HPP keeps the figures that others are compared with; two people, as with values of the law."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from bootcamp.benchmarks import actions
from bootcamp.benchmarks.forms import BenchmarkForm
from bootcamp.benchmarks.models import Benchmark
from portal import pressed
from portal.listing import page_of
from portal.people.access import hpp_only

PER_PAGE = 50


@never_cache
@hpp_only
@require_safe
def benchmarks(request):
    page = page_of(request, Benchmark.objects.for_overview(), PER_PAGE)
    context = {"page": page, "today": timezone.localdate()}
    return render(request, "bootcamp/benchmarks/benchmarks.html", context)


@never_cache
@hpp_only
@require_http_methods(["GET", "HEAD", "POST"])
def propose(request):
    form = BenchmarkForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        benchmark = actions.propose(by=request.user, now=timezone.now(), **form.cleaned_data)
        messages.success(request, "Je voorstel staat klaar. Een collega van HPP geeft het vrij.")
        return redirect(benchmark)
    return render(request, "bootcamp/benchmarks/propose.html", {"form": form})


@hpp_only
@require_POST
def propose_known(request):
    count = actions.propose_known(by=request.user, now=timezone.now(), today=timezone.localdate())
    messages.success(
        request, f"{count} cijfers staan klaar om na te kijken." if count else "Ze stonden er allemaal al."
    )
    return redirect("bootcamp:benchmarks")


@never_cache
@hpp_only
@require_safe
def benchmark(request, benchmark_id):
    benchmark = get_object_or_404(Benchmark.objects.for_overview(), pk=benchmark_id)
    context = {
        "benchmark": benchmark,
        "today": timezone.localdate(),
        "is_expired": benchmark.is_expired(timezone.localdate()),
        "is_mine": benchmark.proposed_by == request.user,
        "replaces": Benchmark.objects.released().filter(name=benchmark.name).exclude(pk=benchmark.pk).first(),
    }
    return render(request, "bootcamp/benchmarks/benchmark.html", context)


@hpp_only
@require_POST
def release(request, benchmark_id):
    return pressed.act(
        request, Benchmark, benchmark_id, actions.release, "Dit cijfer is vrijgegeven. Iedereen ziet het vanaf nu."
    )


@hpp_only
@require_POST
def withdraw(request, benchmark_id):
    return pressed.act(
        request, Benchmark, benchmark_id, actions.withdraw, "Dit cijfer is ingetrokken. Alleen HPP ziet het nog."
    )
