from datetime import datetime

from django.urls import reverse

from bootcamp.benchmarks.models import Benchmark
from portal.people.models import User
from portal.today import register
from portal.today.register import Waiting


@register.source("cijfers", "Cijfer", icon="lock")
def figures_to_release(user: User, now: datetime) -> list[Waiting]:
    """Those that someone else proposed: nobody releases what they proposed."""
    rows = Benchmark.objects.filter(state=Benchmark.State.PROPOSED).exclude(proposed_by=user)
    overview = reverse("bootcamp:benchmarks")
    return register.shortened(
        rows.select_related("proposed_by").order_by("proposed_at", "pk"),
        _line,
        rest=lambda number: Waiting(f"Nog {number} cijfers wachten op een tweede", "", overview, "Lees na"),
    )


def _line(benchmark: Benchmark) -> Waiting:
    who = benchmark.proposed_by.first_name if benchmark.proposed_by else "Een collega"
    return Waiting(
        what=f"{who} vraagt een tweede lezer voor een cijfer",
        about=benchmark.text,
        url=benchmark.get_absolute_url(),
        act="Lees na",
        since=benchmark.proposed_at,
    )
