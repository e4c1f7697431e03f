"""Released figures as others see them: with year, number and whose, grey once they are out of date."""

from dataclasses import dataclass
from datetime import date

from bootcamp.benchmarks.models import Benchmark
from portal import once
from portal.text.money import NO_BREAK, thousands


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
    def value(self) -> str:
        """0,72 or 15."""
        return f"{self.benchmark.value:f}".rstrip("0").rstrip(".").replace(".", ",")

    @property
    def amount(self) -> str:
        """15 procent"""
        return f"{self.value} {self.benchmark.unit}"

    @property
    def percent(self) -> str:
        """42 %, as a large figure."""
        return f"{self.value}{NO_BREAK}%" if self.benchmark.unit == "procent" else self.amount

    @property
    def beads(self) -> int:
        """Of fifty, for a percentage."""
        return round(float(self.benchmark.value) / 2)

    @property
    def year(self) -> str:
        return self._year

    @property
    def short(self) -> str:
        """Where there's room for a line: 25 procent van de parttimers op vier scholen (2021-2022, n = 52)."""
        n = f"n = {thousands(self.benchmark.n)}" if self.benchmark.n else "n onbekend"
        old = ", verouderd" if self.is_expired else ""
        return f"{self.amount}, {self.benchmark.population} ({self._year}, {n}{old})"

    @property
    def _year(self) -> str:
        return self.benchmark.fieldwork_year or str(self.benchmark.published_year or "een onbekend jaar")


def by_name(*names: str, today: date) -> dict[str, ShownBenchmark]:
    """In one query for a page; a name that isn't released isn't in it."""
    return once.asked(("benchmarks", names, today), lambda: _released(names, today))


def _released(names: tuple[str, ...], today: date) -> dict[str, ShownBenchmark]:
    released = Benchmark.objects.released().filter(name__in=names)
    by_name = {benchmark.name: ShownBenchmark(benchmark, benchmark.is_expired(today)) for benchmark in released}
    return {name: by_name[name] for name in names if name in by_name}


def all_released(today: date) -> list[ShownBenchmark]:
    released = Benchmark.objects.released().order_by("sector", "name", "pk")
    return [ShownBenchmark(benchmark, benchmark.is_expired(today)) for benchmark in released]
