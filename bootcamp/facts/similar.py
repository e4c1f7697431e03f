"""Schools to lay a school beside: of the same kind and about the same size, near enough, of another board."""

import statistics
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db.models import Q

from bootcamp.facts.models import Institution

ENOUGH, FEWEST = 10, 5
NEAR_JOB, NEARLY = 0.06, 1e-9
NEAR, WIDE = 1.5, 2.0


@dataclass(frozen=True)
class Reach:
    words: str
    field: str
    """In which the region stands; nothing for the whole country."""
    size: float


STEPS = (
    Reach("in dezelfde arbeidsmarktregio", "rpa", NEAR),
    Reach("in dezelfde provincie", "province", NEAR),
    Reach("in heel Nederland", "", NEAR),
    Reach("in heel Nederland, ook wat kleinere en grotere", "", WIDE),
)


@dataclass(frozen=True)
class Similar:
    """Nothing to compare with when `why` says so."""

    why: str = ""
    step: Reach | None = None
    schools: Sequence[Institution] = field(default_factory=list)
    hidden: int = 0
    """How many were left out since DUO hides their number."""

    @property
    def count(self) -> int:
        return len(self.schools)

    @property
    def teachers(self) -> int:
        return sum(school.teachers or 0 for school in self.schools)

    @property
    def median(self) -> float:
        return statistics.median(self._jobs)

    @property
    def spread(self) -> tuple[float, float]:
        """What four in five of them lie between."""
        tenths = statistics.quantiles(self._jobs, n=10, method="inclusive")
        return tenths[0], tenths[-1]

    @property
    def _jobs(self) -> list[float]:
        return [school.mean_job for school in self.schools if school.mean_job is not None]

    def by_year(self) -> dict[int, float]:
        """The median of those that have that year, while there are enough of them."""
        years: dict[str, list[float]] = {}
        for school in self.schools:
            for year, mean in school.mean_by_year.items():
                years.setdefault(year, []).append(mean)
        return {int(year): statistics.median(jobs) for year, jobs in sorted(years.items()) if len(jobs) >= FEWEST}

    def share(self, part: str) -> float | None:
        """Of all fte in them, how much is in this class: `small`, `middle` or `large`."""
        whole = [school for school in self.schools if None not in (school.small, school.middle, school.large)]
        total = sum(getattr(school, name) for school in whole for name in ("small", "middle", "large"))
        return sum(getattr(school, part) for school in whole) / total if total else None

    @property
    def in_words(self) -> str:
        assert self.step is not None
        return (
            f"Scholen van hetzelfde soort, van een ander bestuur, {self.step.words}, met {_size(self.step)} leerlingen "
            f"en een gemiddelde baan die hoogstens 0,06 fte scheelt."
        )


def _size(step: Reach) -> str:
    return "anderhalf keer zo veel of zo weinig" if step.size == NEAR else "twee keer zo veel of zo weinig"


def to(school: Institution) -> Similar:
    if school.mean_job is None:
        return Similar(why="DUO laat jullie gemiddelde baan niet zien, dus we weten niet welke scholen op je lijken.")
    if not school.pupils:
        return Similar(why="We weten niet hoeveel leerlingen je school heeft, dus ook niet welke scholen lijken.")
    others = Institution.objects.filter(type=school.type).exclude(board=school.board)
    reach = {"pupils__gte": school.pupils / WIDE, "pupils__lte": school.pupils * WIDE}
    around = others.filter(**reach)
    near = {
        "mean_job__gte": school.mean_job - NEAR_JOB - NEARLY,
        "mean_job__lte": school.mean_job + NEAR_JOB + NEARLY,
    }
    nearby = list(around.filter(Q(**near) | Q(has_hidden=True, mean_job=None)).order_by("brin4", "pk"))
    chosen, step = _first_with_enough(school, [other for other in nearby if other.mean_job is not None])
    hidden = sum(_fits(school, other, step) for other in nearby if other.mean_job is None)
    if len(chosen) < FEWEST:
        why = "Er zijn minder dan vijf scholen die genoeg op je school lijken. Dan zegt een vergelijking niets."
        return Similar(why=why, hidden=hidden)
    return Similar(step=step, schools=chosen, hidden=hidden)


def _first_with_enough(school: Institution, candidates: list[Institution]) -> tuple[list[Institution], Reach]:
    for step in STEPS:
        chosen = [other for other in candidates if _fits(school, other, step)]
        if len(chosen) >= ENOUGH:
            break
    return chosen, step


def _fits(school: Institution, other: Institution, step: Reach) -> bool:
    region = getattr(school, step.field) if step.field else ""
    if step.field and (not region or getattr(other, step.field) != region):
        return False
    assert school.pupils
    assert other.pupils
    return school.pupils / step.size <= other.pupils <= school.pupils * step.size
