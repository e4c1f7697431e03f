"""Stel: zo veel van de parttimers werken elk zo veel uur meer. What that gives this school, from its own numbers."""

from dataclasses import dataclass
from datetime import date

from bootcamp.benchmarks import shown
from bootcamp.benchmarks.shown import ShownBenchmark
from bootcamp.facts import assumptions, salaries, value_case
from bootcamp.facts.of_school import SchoolFacts
from bootcamp.facts.origins import Leaf, Whence, chosen
from bootcamp.facts.value_case import Input, Outcome
from bootcamp.plan.models import Plan
from bootcamp.seats.models import Bootcamp, Seat
from portal.people.models import School

SHARE, HOURS = 15, 4
MOST_HOURS = 16
SHARES = (10, 15, 25)
OF_SHARE = {15: "vuistregel", 25: "eerste_proef"}
MISSING = {
    "part_timers": "hoeveel collega’s in deeltijd werken",
    "vacancies": "hoeveel vacatures je hebt",
    "hired_hours": "hoeveel uur je per jaar inhuurt",
    "hired_rate": "wat een ingehuurd uur kost",
    "salary": "wat een volledige baan per jaar kost",
    "year_hours": "hoeveel uur een volledige baan per jaar is",
    "fte_per_group": "hoeveel fte een groep nodig heeft",
    "week": "hoeveel uur een volledige werkweek is",
}


@dataclass(frozen=True)
class WhatIfQuestion:
    """What was asked on the page; kept nowhere."""

    share: int = SHARE
    hours: int = HOURS


def sector_of(school: School) -> str:
    """Of its plan, or of the bootcamp that it takes part in; otherwise its own."""
    plan = Plan.objects.filter(school=school).values_list("sector", flat=True).first()
    if plan:
        return plan
    seats = Seat.objects.active().filter(school=school).order_by("-bootcamp__starts_on", "pk")
    return seats.values_list("bootcamp__sector", flat=True).first() or school.sector


def benchmarks(today: date) -> dict[str, ShownBenchmark]:
    return shown.by_name("minder_willen", *OF_SHARE.values(), today=today)


def inputs(
    facts: SchoolFacts, question: WhatIfQuestion, *, sector: str, year: int, known: dict[str, ShownBenchmark]
) -> dict[str, Input]:
    """What nobody knows is left out."""
    is_po = sector == Bootcamp.Sector.PO
    given: dict[str, Input | None] = {
        "share": _share(question.share, known),
        "hours": _exactly(question.hours, chosen("hours", f"Gekozen op deze pagina: {question.hours} uur meer.")),
        "part_timers": _part_timers(facts),
        "week": _own(facts, "week") or assumptions.week_of(facts.school).input,
        "fte_per_group": assumptions.FTE_PER_GROUP.input if is_po else None,
        "vacancies": _own(facts, "vacancies"),
        "hired_hours": _own(facts, "hired_hours"),
        "hired_rate": _own(facts, "hired_rate") or (assumptions.HIRED_RATE.input if is_po else None),
        "employer": _own(facts, "employer", by=100) or assumptions.EMPLOYER.input,
        "replaced_share": assumptions.REPLACED.input,
        "year_hours": _own(facts, "year_hours") or (assumptions.YEAR_HOURS.input if is_po else None),
        "salary": _salary(facts, year, is_po=is_po),
    }
    return {name: value for name, value in given.items() if value is not None}


def _exactly(value: float, *leaves: Leaf) -> Input:
    return Input(value, value, value, leaves)


def _share(share: int, known: dict[str, ShownBenchmark]) -> Input:
    leaves = [chosen("share", f"Gekozen op deze pagina: {share} procent van de parttimers.")]
    name = OF_SHARE.get(share, "")
    if name in known:
        figure = known[name]
        text = f"{figure.text} {figure.whence}"
        leaves.append(Leaf(Whence.BENCHMARK, name, text, figure.benchmark.source, short=figure.text.rstrip(".")))
    return _exactly(share / 100, *leaves)


def _own(facts: SchoolFacts, name: str, *, by: int = 1) -> Input | None:
    own = facts.own.get(name)
    return _exactly(own.value / by, own.leaf) if own else None


def _part_timers(facts: SchoolFacts) -> Input | None:
    """A range, unless the school says how many: DUO doesn't tell who works full time."""
    own, classes = _own(facts, "part_timers"), facts.people_in_classes
    if own or classes is None:
        return own
    fewest, most = classes.part_timers
    leaves = [leaf for fact in (*facts.classes, facts.staff) for leaf in fact.leaves]
    return Input(fewest, (fewest + most) / 2, most, tuple(leaves))


def _salary(facts: SchoolFacts, year: int, *, is_po: bool) -> Input | None:
    low, high = facts.own.get("salary_low"), facts.own.get("salary_high")
    if low and high:
        return Input(low.value, (low.value + high.value) / 2, high.value, (low.leaf, high.leaf))
    table = salaries.of_teachers(year) if is_po else None
    return Input(table.low, table.middle, table.high, (table.leaf,)) if table else None


@dataclass(frozen=True)
class WhatIf:
    question: WhatIfQuestion
    inputs: dict[str, Input]
    outcomes: dict[str, Outcome]

    def __getitem__(self, name: str) -> Outcome:
        return self.outcomes[name]

    def missing(self, *names: str) -> list[str]:
        """What to fill in for these outcomes, in words."""
        needs = dict.fromkeys(need for name in names for need in self.outcomes[name].missing)
        return [MISSING[need] for need in needs]


def work_out(
    facts: SchoolFacts, question: WhatIfQuestion, *, sector: str, year: int, known: dict[str, ShownBenchmark]
) -> WhatIf:
    given = inputs(facts, question, sector=sector, year=year, known=known)
    return WhatIf(question, given, value_case.work_out(given))
