"""How long we know who proposed and released a figure; the figure stays."""

from bootcamp.benchmarks.models import Benchmark
from portal import retention

retention.keep(
    Benchmark,
    months=24,
    why="Zo kunnen we nagaan wie een cijfer voorstelde en vrijgaf. Het cijfer zelf blijft, zonder naam.",
    expired=Benchmark.objects.that_name_someone_from_before,
    forget=lambda rows: rows.update(proposed_by=None, released_by=None),
)
