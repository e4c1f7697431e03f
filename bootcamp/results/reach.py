"""What the programme reached and brought about, exactly, for HPP alone: from sums per school and year."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db.models import Count, F, Max, Q, QuerySet, Sum

from bootcamp.plan.models import Plan
from bootcamp.results.models import AFTER, YearSummary
from bootcamp.results.sheets import signed
from bootcamp.seats.models import Seat
from portal.people.models import Board, School

PER = {
    "regio": ("Per regio", F("school__region__name")),
    "sector": ("Per sector", F("school__sector")),
    "ronde": ("Per bootcampronde", F("cohort")),
    "bestuur": ("Per bestuur", F("school__board__name")),
    "jaar": ("Per jaar", F("year")),
}
NUMBERS = ("months", "approached", "talks", "more", "kept", "fewer", "net_hours", "net_fte")
LATER = [name for after in AFTER for name in (f"asked_{after}", f"still_{after}")]


@dataclass(frozen=True)
class ReachLine:
    """One value of what was asked for, or everything together."""

    name: str
    sums: dict[str, Any]

    @property
    def schools(self) -> int:
        return self.sums["schools"]

    @property
    def part_timers(self) -> int:
        return self.sums["part_timers"] or 0

    @property
    def now(self) -> int:
        return self.sums["now"] or 0

    @property
    def share(self) -> int | None:
        return round(100 * self.now / self.part_timers) if self.part_timers else None

    @property
    def net_hours(self) -> str:
        return signed(self.sums["net_hours"] or Decimal(0))

    @property
    def net_fte(self) -> str:
        return signed(round(self.sums["net_fte"] or Decimal(0), 1))

    @property
    def lasting(self) -> list[tuple[int, int, int]]:
        """(after how many months, still, asked)"""
        return [(after, self.sums[f"still_{after}"] or 0, self.sums[f"asked_{after}"] or 0) for after in AFTER]

    @property
    def approached(self) -> int:
        return self.sums["approached"] or 0

    @property
    def talks(self) -> int:
        return self.sums["talks"] or 0

    @property
    def more(self) -> int:
        return self.sums["more"] or 0

    @property
    def kept(self) -> int:
        return self.sums["kept"] or 0

    @property
    def fewer(self) -> int:
        return self.sums["fewer"] or 0


@dataclass(frozen=True)
class ProgrammeReach:
    boards: int
    all_boards: int
    schools: int
    all_schools: int
    plans: int

    @property
    def share(self) -> int | None:
        """Of a hundred schools in the lists of DUO."""
        return round(100 * self.schools / self.all_schools) if self.all_schools else None


def reach() -> ProgrammeReach:
    active = Seat.objects.active()
    listed = School.objects.public()
    return ProgrammeReach(
        boards=active.aggregate(count=Count("school__board", distinct=True))["count"],
        all_boards=Board.objects.filter(schools__in=listed.values("pk")).distinct().count(),
        schools=active.aggregate(count=Count("school", distinct=True))["count"],
        all_schools=listed.count(),
        plans=Plan.objects.count(),
    )


def rows(where: dict[str, Any]) -> QuerySet[YearSummary]:
    """`where` by the names of PER; what is empty isn't asked."""
    columns = {"regio": "school__region", "sector": "school__sector", "ronde": "cohort", "bestuur": "school__board"}
    columns["jaar"] = "year"
    return YearSummary.objects.filter(**{columns[name]: value for name, value in where.items() if value})


def lines(where: dict[str, Any], per: str = "") -> list[ReachLine]:
    """Sums for each value of `per`; without it one of everything. What stands at the end counts once for each school:
    of several years in the last."""
    chosen = rows(where)
    one_of_each_school = bool(where.get("jaar")) or per == "jaar"
    at_end = None if one_of_each_school else Q(is_last=True)
    totals = {
        **{name: Sum(name) for name in (*NUMBERS, *LATER)},
        **{name: Sum(name, filter=at_end) for name in ("part_timers", "now")},
        "schools": Count("school", distinct=True),
    }
    if not per:
        return [ReachLine("Alles bij elkaar", chosen.aggregate(**totals))]
    by_value = chosen.annotate(per=PER[per][1]).values("per").annotate(**totals).order_by("per")
    return [ReachLine(_name(per, row["per"]), dict(row)) for row in by_value]


def _name(per: str, value: Any) -> str:
    if per == "sector":
        return str(dict(School._meta.get_field("sector").flatchoices).get(value, value))
    return str(value) if value not in (None, "") else "zonder regio"


def counted_at() -> datetime | None:
    return YearSummary.objects.aggregate(at=Max("counted_at"))["at"]
