"""The plan as people read it, on the page and on paper: sentences and short lists made of the answers."""

import hashlib
import json
from dataclasses import asdict, dataclass, replace
from functools import cached_property

from django.utils import timezone
from django.utils.safestring import SafeString

from bootcamp.plan import questions, versions
from bootcamp.plan.forms.fields import month_in_words
from bootcamp.plan.models import Plan, PlanAction
from bootcamp.seats.models import Bootcamp
from portal import pictures
from portal.goals import Goal
from portal.people.sectors import goal_in_words
from portal.text.money import thousands

MOST_BEADS = 60
"""More than that nobody can oversee; then the share alone has to do."""
FEW_BEADS = 24
BENCHMARK = "De vuistregel van HPP is 15 procent. Eén bestuur haalde 25: 13 van de 52 parttimers (2021-2022)."
SECTOR = {"deeltijd": "ruim de helft", "baangrootte": "0,72 fte", "onder 20 uur": "1 op 7"}
"""Primary education in 2022: 128,000 teachers."""


@dataclass(frozen=True)
class PlanLine:
    """An action as it is read."""

    key: str
    what: str
    who: str
    due: str
    """In short: "mrt ’27"."""
    due_in_full: str
    month: str
    """As it is kept: "2027-03"; due.py says what that means today."""
    status: str

    @property
    def is_done(self) -> bool:
        return self.status == PlanAction.Status.DONE

    @property
    def is_busy(self) -> bool:
        return self.status == PlanAction.Status.BUSY

    @property
    def status_in_words(self) -> str:
        return PlanAction.Status(self.status).label


@dataclass(frozen=True)
class PlanColumn:
    number: int
    label: str
    lines: list[PlanLine]

    @property
    def beads(self) -> SafeString:
        """Its actions: done filled, busy in sun, the rest open."""
        done, busy = (sum(getattr(line, state) for line in self.lines) for state in ("is_done", "is_busy"))
        label = f"{done} van de {len(self.lines)} acties klaar, {busy} bezig"
        return pictures.beads(len(self.lines), done, wish=busy, r=7, label=label)


@dataclass(frozen=True)
class PlanFigure:
    name: str
    ours: str
    sector: str


@dataclass(frozen=True)
class Month:
    short: str
    name: str
    text: str


@dataclass(frozen=True)
class PlanSheet:
    """`answers` and `actions` as in a version (versions.content_of); what comes of them is below."""

    school: str
    answers: dict[str, str]
    actions: list[dict]
    begun_in: str
    """Season and year in which the plan began."""
    compares: bool
    """Whether the figures of primary education say something about this school."""
    sector: str = Bootcamp.Sector.PO
    hidden: tuple[str, ...] = ()
    """Which parts its school keeps to itself, where others read it (showing.py)."""
    more_for_good: int = 0
    more_for_now: int = 0
    """Part-timers who work more by now, as the school counted."""

    def answer(self, key: str) -> str:
        return self.answers.get(key, "")

    @property
    def until(self) -> str:
        return month_in_words(self.answer("by_month"))

    @property
    def period(self) -> str:
        return f"{self.begun_in} tot {self.until}" if self.until else self.begun_in

    @property
    def ambition(self) -> str:
        """One sentence, or nothing when there is no number yet."""
        count = self.answer("more_hours")
        if not count:
            return ""
        who = f"{count} van onze {self.answer('part_timers')} parttimers" if self.share is not None else ""
        who = who or f"{count} {'parttimer' if count == '1' else 'parttimers'}"
        verb = "werkt" if count == "1" else "werken"
        return f"{who} {verb} in {self.until} meer uren" if self.until else f"{who} {verb} straks meer uren"

    @property
    def share(self) -> int | None:
        """Of a hundred part-timers, how many will work more hours."""
        count, total = self.answer("more_hours"), self.answer("part_timers")
        return round(100 * int(count) / int(total)) if count and total and int(total) else None

    @property
    def benchmark(self) -> str:
        own = f"Dat is {self.share} procent. " if self.share is not None else ""
        return own + self.gained + (BENCHMARK if self.compares else "")

    @property
    def gained(self) -> str:
        """How far the ambition is, in words and with room for what comes after."""
        more = self.more_for_good + self.more_for_now
        if not more:
            return ""
        if more == 1:
            return "Nu werkt er 1 meer, tijdelijk. " if self.more_for_now else "Nu werkt er 1 meer. "
        for_now = f", {self.more_for_now} van hen tijdelijk" if self.more_for_now else ""
        return f"Nu werken er {more} meer{for_now}. "

    @property
    def beads(self) -> str:
        """All part-timers as beads, those who will work more in sun; nothing when there are too many to oversee."""
        return self._beads or ""

    @property
    def beads_on_paper(self) -> str:
        return pictures.with_title(self._beads) if self._beads else ""

    @property
    def beads_on_page(self) -> str:
        """As they stand on a light page: those who will work more first, the others open."""
        return self._draw(on_board=False) or ""

    @cached_property
    def _beads(self) -> SafeString | None:
        return self._draw(on_board=True)

    def _draw(self, *, on_board: bool) -> SafeString | None:
        count, total = int(self.answer("more_hours") or 0), int(self.answer("part_timers") or 0)
        more = self.more_for_good + self.more_for_now
        if not count or not max(count, more) <= total <= MOST_BEADS:
            return None
        label = f"{total} parttimers, van wie {count} meer uren gaan werken"
        return pictures.beads(
            total,
            self.more_for_good,
            halves=self.more_for_now,
            wish=max(0, count - more),
            per_row=12 if total <= FEW_BEADS else 20,
            group=4,
            on_board=on_board,
            label=f"{label}; {more} werken nu meer" if more else label,
        )

    @property
    def figures(self) -> list[PlanFigure]:
        """Those that were filled in."""
        team = f" van {self.answer('team')}" if self.answer("team") else ""
        hiring = self.answer("hiring")
        figures = [
            ("werkt deeltijd", self._of("part_timers", after=team), SECTOR["deeltijd"]),
            ("baangrootte", self._of("job_size", after=" fte"), SECTOR["baangrootte"]),
            ("onder 20 uur", self._of("small_jobs", after=team), SECTOR["onder 20 uur"]),
            ("vacatures", self._of("vacancies", after=" fte"), ""),
            ("inhuur per jaar", f"€ {thousands(int(hiring))}" if hiring else "", ""),
        ]
        return [PlanFigure(name, ours, sector if self.compares else "") for name, ours, sector in figures if ours]

    def _of(self, key: str, *, after: str) -> str:
        return f"{self.answer(key)}{after}" if self.answer(key) else ""

    @property
    def shows_figures(self) -> bool:
        return bool(self.figures) or not self.hidden

    @property
    def shows_barriers(self) -> bool:
        return bool(self.barriers or self.frames) or not self.hidden

    @property
    def barriers(self) -> list[str]:
        known = [words for key, words in questions.BARRIERS.items() if self.answer(key)]
        return known + [self.answer(key) for key in questions.OWN_BARRIERS if self.answer(key)]

    @property
    def frames(self) -> str:
        return self.answer("frames")

    @property
    def help(self) -> str:
        return self.answer("help")

    @property
    def responsible(self) -> str:
        return self.answer("responsible")

    @property
    def together(self) -> str:
        return self.answer("together")

    @property
    def year(self) -> list[Month]:
        return [Month(short, name, self.answer(key)) for key, short, name in questions.YEAR]

    @property
    def has_year(self) -> bool:
        return any(month.text for month in self.year)

    @cached_property
    def columns(self) -> list[PlanColumn]:
        lines = [(action["goal"], _line(action)) for action in self.actions]
        return [
            PlanColumn(goal.value, goal_in_words(goal, self.sector), [line for at, line in lines if at == goal])
            for goal in Goal
        ]

    @property
    def lines(self) -> list[PlanLine]:
        return [line for column in self.columns for line in column.lines]

    @property
    def done(self) -> int:
        return sum(line.is_done for line in self.lines)

    @property
    def busy(self) -> int:
        return sum(line.is_busy for line in self.lines)

    @property
    def progress(self) -> str:
        """The actions as beads: done filled, busy in sun, the rest open."""
        count = len(self.lines)
        label = f"{self.done} van de {count} acties klaar, {self.busy} bezig"
        return pictures.beads(count, self.done, wish=self.busy, r=7, label=label)

    @property
    def is_empty(self) -> bool:
        return not self.answers and not self.actions

    @property
    def mark(self) -> str:
        """Differs as soon as anything that is read differs."""
        return hashlib.sha256(json.dumps(asdict(self), sort_keys=True).encode()).hexdigest()


def _line(action: dict) -> PlanLine:
    short = month_in_words(action["due"], short=True)
    full = month_in_words(action["due"])
    return PlanLine(action["key"], action["what"], action["who"], short, full, action["due"], action["status"])


def of(plan: Plan) -> PlanSheet:
    """The plan as it is now; from `for_reading()` it needs no query more."""
    sheet = from_content(plan, versions.content_of([*plan.answers.all(), *plan.actions.all()]))
    return replace(sheet, more_for_good=plan.more_for_good, more_for_now=plan.more_for_now)


def from_content(plan: Plan, content: dict) -> PlanSheet:
    """The plan as it was in a version."""
    began = timezone.localdate(plan.created_at)
    return PlanSheet(
        school=plan.school.name,
        answers=content["answers"],
        actions=content["actions"],
        begun_in=f"{'voorjaar' if began.month < 8 else 'najaar'} {began.year}",
        compares=plan.sector == Bootcamp.Sector.PO,
        sector=plan.sector,
    )
