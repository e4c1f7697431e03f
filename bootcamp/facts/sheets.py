"""The facts as people read them, on the page and on paper: sentences and rows, and of each number its source."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from django.utils.safestring import SafeString

from bootcamp.benchmarks.shown import ShownBenchmark
from bootcamp.facts import of_school, similar, what_if, words
from bootcamp.facts.of_school import Fact, SchoolFacts
from bootcamp.facts.origins import Leaf
from bootcamp.facts.similar import Similar
from bootcamp.facts.value_case import Outcome
from bootcamp.facts.what_if import WhatIf, WhatIfQuestion
from portal import pictures
from portal.people.models import School
from portal.text.words import listed

JOBS = (
    ("small", "tot 0,5 fte", "minder dan 20 uur"),
    ("middle", "0,5 tot 0,8 fte", "20 tot 32 uur"),
    ("large", "meer dan 0,8 fte", "32 uur of meer"),
)
MOST_BEADS = 40


@dataclass(frozen=True)
class Source:
    """What one number comes from: a cell, an entry, an assumption; or a sum of other sources, by their numbers."""

    number: int
    title: str
    text: str
    parts: tuple[int, ...] = ()
    address: str = ""
    in_short: str = ""
    """For paper, where there is room for one line."""


@dataclass
class Sources:
    """Every number on the page leads to one of these; what several numbers come from stands here once."""

    all: list[Source] = field(default_factory=list)
    _leaves: dict[Leaf, int] = field(default_factory=dict)
    _sums: dict[tuple[str, str, tuple[int, ...]], int] = field(default_factory=dict)

    def mark(self, title: str, leaves: Iterable[Leaf] = (), text: str = "") -> int:
        parts = tuple(self._leaf(leaf) for leaf in leaves)
        if len(parts) == 1 and not text:
            return parts[0]
        key = title, text, parts
        if key not in self._sums:
            self._sums[key] = self._add(Source(len(self.all) + 1, title, text, parts, in_short=text))
        return self._sums[key]

    def _leaf(self, leaf: Leaf) -> int:
        if leaf not in self._leaves:
            title, text = leaf.title or leaf.short, leaf.text
            source = Source(len(self.all) + 1, title, text, (), leaf.address, leaf.short or text)
            self._leaves[leaf] = self._add(source)
        return self._leaves[leaf]

    def _add(self, source: Source) -> int:
        self.all.append(source)
        return source.number


@dataclass(frozen=True)
class ShownNumber:
    """As it stands on the page: in words, with the mark of its source. Without a number it says why."""

    words: str
    mark: int = 0
    note: str = ""
    is_known: bool = True


@dataclass(frozen=True)
class Week:
    name: str
    number: ShownNumber
    note: str
    picture: SafeString | None


@dataclass(frozen=True)
class JobRow:
    words: str
    hours: str
    number: ShownNumber
    share: str
    similar: str
    sector: str
    picture: SafeString | None


@dataclass(frozen=True)
class YearRow:
    year: int
    own: str
    similar: str
    sector: str


@dataclass(frozen=True)
class WhatIfRow:
    share: int
    people: ShownNumber
    fte: ShownNumber
    days: ShownNumber
    cost: ShownNumber
    is_chosen: bool


@dataclass(frozen=True)
class Missing:
    title: str
    text: str
    is_filled: bool = False


WHOLE = {"people": 0, "days": 1, "fte": 2, "groups": 2, "filled": 2, "replaced_hours": 0}
FORMULAS = {
    "people": "Gerekend: parttimers maal het deel dat meer gaat werken.",
    "fte": "Gerekend: parttimers maal het deel dat meer gaat werken, maal de uren, gedeeld door een volledige week.",
    "days": "Gerekend: de fte maal 5 dagen.",
    "groups": "Gerekend: de fte gedeeld door de fte die een groep nodig heeft.",
    "filled": "Gerekend: de fte, tot hoogstens het aantal vacatures.",
    "cost": "Gerekend: de fte maal het jaarloon, plus de werkgeverslasten.",
    "own_hour": "Gerekend: het jaarloon plus de werkgeverslasten, gedeeld door de uren van een jaar.",
    "replaced_hours": "Gerekend: de uren die erbij komen, voor zover ze in de plaats komen van inhuur.",
    "saved": "Gerekend: die uren maal het tarief van inhuur.",
    "net": "Gerekend: de loonkosten min de inhuur die je niet meer betaalt.",
}
UNITS = {
    "people": "collega’s",
    "fte": "fte",
    "days": "dagen",
    "groups": "groepen",
    "filled": "fte",
    "replaced_hours": "uur",
}
ALL_CORNERS = "De laagste en de hoogste uitkomst, als alles wat we niet zeker weten meezit of tegenzit."


@dataclass
class FactsSheet:
    facts: SchoolFacts
    similar: Similar
    what_if: WhatIf
    rows: list[WhatIf]
    """The same hours by fewer and by more people."""
    known: dict[str, ShownBenchmark]
    sources: Sources = field(default_factory=Sources)

    def __post_init__(self) -> None:
        # In the order of the page, so that the marks count up.
        self.outcome, self.own_weeks, self.job_rows = self._outcome(), self._weeks(), self._jobs()
        self.year_mark, self.what_if_rows = self._year_mark(), self._what_if_rows()
        self.money, self.plain_facts, self.missing = self._money(), self._plain_facts(), self._missing()
        self.fewer = self._fewer()

    @property
    def school(self) -> School:
        return self.facts.school

    @property
    def week(self) -> float:
        own = self.facts.own.get("week")
        return own.value if own else self.school.full_week

    # The board on top: what more hours would give.

    def number(self, outcome: Outcome) -> ShownNumber:
        if outcome.low is None or outcome.high is None or outcome.middle is None:
            return ShownNumber("weten we nog niet", is_known=False)
        low, middle, high = (self._amount(outcome.name, value) for value in (outcome.low, outcome.middle, outcome.high))
        text = words.between(low, high)
        unit = UNITS.get(outcome.name)
        text = f"{text} {unit}" if unit else text
        note = "" if low == high else f"in het midden {middle}"
        why = FORMULAS[outcome.name] if low == high else f"{FORMULAS[outcome.name]} {ALL_CORNERS}"
        return ShownNumber(text, self.sources.mark(text, outcome.leaves, why), note)

    def _amount(self, name: str, value: float) -> str:
        return words.spare(value, WHOLE[name]) if name in WHOLE else words.euros(value)

    def _outcome(self) -> dict[str, ShownNumber]:
        names = ("people", "days", "fte", "groups", "cost")
        return {name: self.number(self.what_if[name]) for name in names}

    @property
    def asked(self) -> str:
        question = self.what_if.question
        return f"Stel: {question.share} procent van de parttimers werkt elk {question.hours} uur meer"

    @property
    def title(self) -> str:
        days = self.outcome["days"]
        if not days.is_known:
            return "Wat meer uren opleveren, weten we zodra jij één getal invult"
        return f"Dan staat er elke week {days.words} extra iemand voor de groep"

    @property
    def to_fill_in(self) -> str:
        """What the board needs first; nothing when it has all."""
        missing = self.what_if.missing("days", "cost")
        return listed(missing) if missing else ""

    @cached_property
    def board_picture(self) -> SafeString | None:
        hours = self.what_if["fte"].middle
        if hours is None:
            return None
        return pictures.rekenrek(0, min(words.WEEK, round(hours * self.week)), on_board=True, large=True)

    # Where the school stands.

    def fact(self, fact: Fact, text: str, title: str = "", why: str = "") -> ShownNumber:
        if not fact.is_known:
            earlier = f" In {fact.earlier[0]} was het {words.spare(fact.earlier[1])}." if fact.earlier else ""
            return ShownNumber("weten we niet", note=f"{fact.why[:1].upper()}{fact.why[1:]}.{earlier}", is_known=False)
        duo = fact.duo
        note = f"DUO zegt {words.spare(duo.value)}" if duo and duo.value is not None else ""
        return ShownNumber(text, self.sources.mark(title or text, fact.leaves, why), note)

    def _weeks(self) -> list[Week]:
        mean = self.facts.mean_job
        value = mean.value or 0
        number = self.fact(
            mean, words.hours(value, self.week), why=f"{words.spare(value)} fte maal {words.spare(self.week)} uur."
        )
        about = f"{words.spare(value)} fte gemiddeld" if mean.is_known else number.note
        weeks = [Week(self.school.name, number, about, self._week(mean.value, self.school.name))]
        if self.similar.step:
            weeks.append(self._similar_week())
        sector = self.facts.sector.get(self.facts.year)
        if sector and sector.mean_job:
            text = (
                f"Alle instellingen van dit soort in het bestand van DUO, {sector.year}: "
                f"{words.plain(sector.teachers)} leerkrachten. Van {sector.hidden} instellingen is het getal verborgen."
            )
            shown = ShownNumber(words.hours(sector.mean_job, self.week), self.sources.mark("Heel de sector", (), text))
            note = f"{words.spare(sector.mean_job)} fte gemiddeld, n = {words.plain(sector.teachers)}, {sector.year}"
            weeks.append(Week("Heel de sector", shown, note, self._week(sector.mean_job, "heel de sector")))
        return weeks

    def _similar_week(self) -> Week:
        group = self.similar
        low, high = group.spread
        text = (
            f"{group.in_words} Vier van de vijf liggen tussen {words.hours(low, self.week)} en "
            f"{words.hours(high, self.week)}. Van {group.hidden} scholen is het getal verborgen; die tellen niet mee."
        )
        name = f"{group.count} vergelijkbare scholen"
        note = (
            f"{words.spare(group.median)} fte, het midden van {group.count} scholen, n = {words.plain(group.teachers)}"
        )
        number = ShownNumber(words.hours(group.median, self.week), self.sources.mark(name, (), text))
        return Week(name, number, note, self._week(group.median, name))

    def _week(self, mean: float | None, name: str) -> SafeString | None:
        return None if mean is None else pictures.rekenrek(min(words.WEEK, round(mean * self.week)))

    @property
    def stands(self) -> str:
        """One sentence: how its mean job lies beside the others."""
        mean = self.facts.mean_job.value
        if mean is None:
            return ""
        first = f"Een leerkracht werkt bij jullie gemiddeld {words.hours(mean, self.week)}."
        if self.similar.step is None:
            return f"{first} {self.similar.why}".strip()
        minutes = round((mean - self.similar.median) * self.week * 60)
        if abs(minutes) < 10:
            return f"{first} Dat is ongeveer even veel als op scholen die op jullie lijken."
        than = "meer" if minutes > 0 else "minder"
        return f"{first} Dat is {_time(abs(minutes))} {than} dan op scholen die op jullie lijken."

    def _jobs(self) -> list[JobRow]:
        classes = self.facts.classes
        whole = sum(fact.value or 0 for fact in classes) if all(fact.is_known for fact in classes) else 0
        return [self._job(fact, whole, *about) for fact, about in zip(classes, JOBS, strict=True)]

    def _job(self, fact: Fact, whole: float, name: str, label: str, hours: str) -> JobRow:
        number = self.fact(fact, words.fte(fact.value or 0), title=f"Banen {label}")
        sector = self.facts.sector.get(self.facts.year)
        total = sector.small + sector.middle + sector.large if sector else 0
        beads = fact.value is not None and fact.value <= MOST_BEADS
        other = self.similar.share(name) if self.similar.step else None
        return JobRow(
            words=label,
            hours=hours,
            number=number,
            share=words.percent(fact.value / whole) if whole and fact.value is not None else "",
            similar=words.percent(other) if other is not None else "",
            sector=words.percent(getattr(sector, name) / total) if total else "",
            picture=pictures.part_beads(fact.value or 0, label=number.words) if beads else None,
        )

    @property
    def class_people(self) -> str:
        """How many people that can be."""
        people = self.facts.people_in_classes
        if people is None:
            return ""
        shown = [words.between(str(low), str(high)) for low, high in (people.small, people.middle, people.large)]
        fewest, most = people.part_timers
        return (
            f"Het gaat om {shown[0]} mensen in een kleine baan, {shown[1]} in een middelgrote en {shown[2]} in een "
            f"grote. Dus werken er {words.between(str(fewest), str(most))} van de {people.total} collega’s in "
            f"deeltijd: wie precies voltijd werkt, vertelt DUO niet."
        )

    # Over the years.

    @cached_property
    def year_rows(self) -> list[YearRow]:
        own, others = self.facts.mean_by_year, self.similar.by_year() if self.similar.step else {}
        years = [year for year in self.facts.sector if year >= of_school.FIRST_YEAR]
        return [
            YearRow(
                year,
                self._hours(own[year].value if year in own else None),
                self._hours(others.get(year)),
                self._hours(self.facts.sector[year].mean_job),
            )
            for year in sorted(years)
        ]

    def _hours(self, mean: float | None) -> str:
        return "" if mean is None else words.plain(mean * self.week, 1)

    def _year_mark(self) -> int:
        means = self.facts.mean_by_year
        if len(means) < 2:
            return 0
        leaves = [leaf for fact in means.values() for leaf in fact.leaves]
        return self.sources.mark(
            "De gemiddelde baan per jaar", leaves, "Per jaar, maal de uren van een volledige week."
        )

    @property
    def change(self) -> str:
        means = self.facts.mean_by_year
        if len(means) < 2:
            return ""
        first, last = min(means), max(means)
        difference = ((means[last].value or 0) - (means[first].value or 0)) * self.week
        if abs(difference) < 0.25:
            return f"Sinds {first} bleef de baan ongeveer even groot"
        grew = "groter" if difference > 0 else "kleiner"
        return f"Sinds {first} werd de baan {words.spare(abs(difference), 1)} uur {grew}"

    @cached_property
    def chart(self) -> SafeString | None:
        return self._chart(narrow=False)

    @cached_property
    def narrow_chart(self) -> SafeString | None:
        return self._chart(narrow=True)

    def _chart(self, *, narrow: bool) -> SafeString | None:
        own = {year: fact.value for year, fact in self.facts.mean_by_year.items() if fact.value is not None}
        if len(own) < 2:
            return None
        lines = [pictures.YearLine("jouw school", {year: mean * self.week for year, mean in own.items()}, is_own=True)]
        if self.similar.step:
            others = {year: mean * self.week for year, mean in self.similar.by_year().items()}
            lines.append(pictures.YearLine("vergelijkbaar", others, dash="2 5"))
        sector = {year: one.mean_job * self.week for year, one in self.facts.sector.items() if one.mean_job}
        lines.append(pictures.YearLine("heel de sector", sector, dash="7 5"))
        return pictures.over_years([line for line in lines if len(line.values) > 1], narrow=narrow)

    # What if fewer or more people join.

    def _what_if_rows(self) -> list[WhatIfRow]:
        chosen = self.what_if.question.share
        return [
            WhatIfRow(
                share=row.question.share,
                people=self.number(row["people"]),
                fte=self.number(row["fte"]),
                days=self.number(row["days"]),
                cost=self.number(row["cost"]),
                is_chosen=row.question.share == chosen,
            )
            for row in self.rows
        ]

    def _money(self) -> dict[str, ShownNumber]:
        names = ("filled", "own_hour", "replaced_hours", "saved", "net")
        return {name: self.number(self.what_if[name]) for name in names}

    @property
    def money_to_fill_in(self) -> str:
        missing = self.what_if.missing("filled", "net")
        return listed(missing) if missing else ""

    @property
    def net_words(self) -> str:
        """What is left to pay; more hours cost money, mostly more than hired staff that goes."""
        net = self.what_if["net"]
        if net.low is None or net.high is None:
            return ""
        if net.low >= 0:
            return "Zo veel kost het je, na aftrek van inhuur die wegvalt."
        if net.high <= 0:
            return "Zo veel houd je over: inhuur die wegvalt, kost meer dan deze uren."
        return "Onder de nul houd je over, erboven kost het je geld. Dat hangt af van hoeveel inhuur echt wegvalt."

    def _fewer(self) -> str:
        """Never a gain without the other side."""
        fewer = self.known.get("minder_willen")
        said = f" {fewer.text} ({fewer.whence.rstrip('.')})." if fewer else ""
        fte = self.what_if["fte"]
        if fte.middle is None:
            return f"Andersom telt ook: wie minder gaat werken, haalt hier uren af.{said}".strip()
        lost = words.between(words.spare(fte.low or 0), words.spare(fte.high or 0))
        return f"Andersom telt ook. Werken er net zo veel collega’s elk minder uren, dan gaat er {lost} fte af.{said}"

    # What else is known, and what isn't.

    def _plain_facts(self) -> list[tuple[str, ShownNumber]]:
        facts = self.facts
        rows = [
            ("Medewerkers", facts.staff, words.spare(facts.staff.value or 0)),
            ("Leerkrachten", facts.teachers, f"{words.spare(facts.teachers.value or 0)} leerkrachten"),
            ("Alle banen samen", facts.fte, words.fte(facts.fte.value or 0)),
            ("In tijdelijke dienst", facts.temporary, words.fte(facts.temporary.value or 0)),
            ("Leerlingen op deze vestiging", facts.pupils, words.spare(facts.pupils.value or 0)),
            ("Ziekteverzuim", facts.sick_leave, f"{words.spare(facts.sick_leave.value or 0, 1)} procent"),
        ]
        return [(self._of_year(name, fact), self.fact(fact, text)) for name, fact, text in rows if fact.is_known]

    def _of_year(self, name: str, fact: Fact) -> str:
        """DUO's lists don't all reach the same year."""
        return name if fact.is_own or fact.year == self.facts.year else f"{name}, {fact.year}"

    def _missing(self) -> list[Missing]:
        facts = self.facts
        unknown = [
            ("De gemiddelde baan", facts.mean_job),
            ("Hoeveel leerkrachten er werken", facts.teachers),
            ("Wie tijdelijk werkt", facts.temporary),
            ("Ziekteverzuim", facts.sick_leave),
            ("Leerlingen", facts.pupils),
        ]
        missing = [Missing(title, _why(fact)) for title, fact in unknown if not fact.is_known]
        if any(not fact.is_known for fact in facts.classes):
            missing.append(Missing("Hoe groot alle banen zijn", _why(next(f for f in facts.classes if not f.is_known))))
        missing.append(
            Missing("Wie meer wil, en wie minder", "Dat staat in geen bestand. Vraag het je team, zonder namen.")
        )
        own = [
            Missing(f"{own.asked.label} {own.shown}", own.leaf.text.split(":")[0] + ".", is_filled=True)
            for own in facts.own.values()
        ]
        return missing + own

    @property
    def on_paper(self) -> list[Source]:
        """The sources of what stands on paper; the page has those of everything."""
        numbers = [self.outcome["fte"], self.outcome["cost"], self.money["net"], *(row.number for row in self.job_rows)]
        numbers += [week.number for week in self.own_weeks]
        marks = {number.mark for number in numbers} | {self.year_mark}
        shown = [source for source in self.sources.all if source.number in marks]
        parts = {part for source in shown for part in source.parts}
        return [source for source in self.sources.all if source.number in marks | parts]

    @property
    def two_kinds(self) -> str:
        """Of an institution with two kinds of education."""
        if not self.facts.others:
            return ""
        rows = [
            f"{one.type.lower()}: {one.staff if one.staff is not None else 'onbekend'}" for one in self.facts.others
        ]
        others = f"Op hetzelfde nummer staat bij DUO ook {listed(rows)} medewerkers."
        return f"{others} We tellen dat niet op: iemand kan in beide staan."

    @property
    def mark(self) -> str:
        """Differs as soon as anything that is read differs."""
        parts = [self.asked, self.stands, self.change, self.fewer, self.class_people, str(self.chart)]
        parts += [repr(part) for part in (self.outcome, self.own_weeks, self.job_rows, self.year_rows, self.money)]
        parts += [repr(self.what_if_rows), repr(self.missing)]
        parts += [repr(source) for source in self.sources.all]
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def _why(fact: Fact) -> str:
    why = f"{fact.why[:1].upper()}{fact.why[1:]}."
    if fact.why.startswith("verborgen"):
        why = f"DUO laat dit getal niet zien, wij dus ook niet: {fact.why}. Het is geen nul."
    earlier = f" In {fact.earlier[0]} was het {words.spare(fact.earlier[1])}." if fact.earlier else ""
    return why + earlier


def _time(minutes: int) -> str:
    if minutes < 60:
        return f"{round(minutes / 5) * 5} minuten"
    return f"{words.spare(minutes / 60, 1)} uur"


def of(school: School, question: WhatIfQuestion, *, today: date) -> FactsSheet:
    facts = of_school.of(school)
    sector, known = what_if.sector_of(school), what_if.benchmarks(today)
    group = similar.to(facts.institution) if facts.institution else Similar(why="")
    shares = sorted({*what_if.SHARES, question.share})
    all_rows = {
        share: what_if.work_out(
            facts, WhatIfQuestion(share, question.hours), sector=sector, year=today.year, known=known
        )
        for share in shares
    }
    return FactsSheet(facts, group, all_rows[question.share], list(all_rows.values()), known)
