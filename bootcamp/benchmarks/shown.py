"""Released figures as others see them: with year, number and whose, grey once they are out of date."""

from dataclasses import dataclass
from datetime import date

from bootcamp.benchmarks.models import Benchmark


@dataclass(frozen=True)
class ShownBenchmark:
    benchmark: Benchmark
    is_expired: bool

    @property
    def text(self) -> str:
        return self.benchmark.text

    @property
    def whence(self) -> str:
        old = f" Dit cijfer is oud: het komt uit {self._year}." if self.is_expired else ""
        return f"{self.benchmark.whence}.{old}"

    @property
    def _year(self) -> str:
        return self.benchmark.fieldwork_year or str(self.benchmark.published_year or "een onbekend jaar")


def by_name(*names: str, today: date) -> dict[str, ShownBenchmark]:
    """In one query; a name that isn't released isn't in it."""
    released = Benchmark.objects.released().filter(name__in=names)
    return {benchmark.name: ShownBenchmark(benchmark, benchmark.is_expired(today)) for benchmark in released}
