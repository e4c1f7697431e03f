"""What each choice of a board's menu leaves in this household, and what the picked ones leave together.

Together is computed anew rather than added up: two bonuses may take more of an allowance than each by itself. What is
time has no amount.
"""

from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from django.utils.safestring import SafeString

from calculator.engine.amounts import cents
from calculator.engine.household import Commute, PensionKind
from calculator.household import ladder
from calculator.rules import pensioenpremie, reiskosten, reiskosten_cao_po
from calculator.web.offered import OfferedMenu, OfferedOption
from calculator.web.presentation.outcome import Outcome
from portal import pictures
from portal.text.money import euros, half_up, hours, month, signed

HUNDRED_PERCENT = 100_000
A_BEAD = 1_000
"""Cents a month."""
MOST_BEADS = 40
HOURS_A_DAY = 8


@dataclass(frozen=True)
class Pick:
    option: OfferedOption
    kept_year: int | None
    """Cents; None for what isn't money, or can't be said."""
    note: str
    is_picked: bool
    is_open: bool
    """Whether it's for this household at these hours."""

    @property
    def month(self) -> str:
        return "" if self.kept_year is None else signed(month(self.kept_year))

    @property
    def beads(self) -> SafeString | str:
        """A bead is ten euros a month."""
        if not self.kept_year or self.kept_year < 0:
            return ""
        amount = month(self.kept_year) / A_BEAD
        return pictures.part_beads(amount) if amount <= MOST_BEADS else ""


@dataclass(frozen=True)
class MenuOutcome:
    menu: OfferedMenu
    outcome: Outcome
    picks: list[Pick]
    hours_year: int
    """What the hours themselves leave more."""
    together_year: int
    """What the picked options leave together."""

    @property
    def picked(self) -> list[Pick]:
        return [pick for pick in self.picks if pick.is_picked]

    @property
    def in_money(self) -> list[Pick]:
        return [pick for pick in self.picks if pick.option.is_in_money]

    @property
    def in_time(self) -> list[Pick]:
        return [pick for pick in self.picks if not pick.option.is_in_money]

    @property
    def is_too_much(self) -> bool:
        return len(self.picked) > self.menu.most

    @cached_property
    def total_year(self) -> int:
        return self.hours_year + self.together_year

    @property
    def title(self) -> str:
        you = "Jullie houden" if self.outcome.together else "Je houdt"
        whole = half_up(month(self.total_year))
        if whole == 0:
            return f"{you} per maand evenveel over"
        return f"{you} {euros(abs(month(self.total_year)))} per maand {'meer' if whole > 0 else 'minder'} over"

    @property
    def question(self) -> str:
        now, wish = hours(self.outcome.hours_now), hours(self.outcome.hours_wish)
        step = f"Van {now} naar {wish} uur" if now != wish else f"Je houdt {now} uur"
        count = len(self.picked)
        number = {0: "nog zonder keuze", 1: "met één keuze"}.get(count, f"met {count} keuzes")
        return f"{step}, {number} uit het menu van {self.menu.whose}"

    @property
    def lead(self) -> list[str]:
        said = [f"{euros(month(self.hours_year))} komt van je uren."] if self.hours_year else []
        if self.picked:
            said.append(f"{euros(month(self.together_year))} komt van je keuzes.")
        return said

    @property
    def rows(self) -> list[tuple[str, str]]:
        more = self.outcome.extra_hours
        first = f"{hours(abs(more))} uur {'meer' if more > 0 else 'minder'} werken"
        rows = [(first, signed(month(self.hours_year)))] if more else []
        return [*rows, *((pick.option.title, pick.month) for pick in self.picked if pick.kept_year is not None)]

    @property
    def differs(self) -> str:
        """Said where the choices together leave another amount than one by one."""
        one_by_one = sum(pick.kept_year or 0 for pick in self.picked)
        if abs(one_by_one - self.together_year) < 12 * 50:
            return ""
        less = "minder" if self.together_year < one_by_one else "meer"
        return f"Samen leveren je keuzes {less} op dan los: een toeslag of de belasting verandert mee."

    @property
    def total(self) -> str:
        return signed(month(self.total_year))


def of(outcome: Outcome, menu: OfferedMenu, picked: Collection[str]) -> MenuOutcome:
    closed = [_closed(option, outcome) for option in menu.options]
    worths = [_worth(option, outcome) for option in menu.options]
    taken = [
        worth
        for option, worth, why_not in zip(menu.options, worths, closed, strict=True)
        if option.key in picked and not why_not
    ]
    all_taken = sum(worth.taxed for worth in taken)
    bonuses = cents(np.array([0, *(worth.taxed for worth in worths), all_taken]))
    rungs = ladder.kept_at_bonuses([outcome.request], [int(outcome.hours_wish * 100)], bonuses)
    kept = [int(amount) for amount in rungs.kept[0]]
    known = [bool(is_known) for is_known in rungs.is_known[0]]
    picks = [
        _pick(option, worth, kept[place] if known[place] else None, option.key in picked, why_not)
        for place, (option, worth, why_not) in enumerate(zip(menu.options, worths, closed, strict=True), 1)
    ]
    return MenuOutcome(
        menu,
        outcome,
        picks,
        int(rungs.disposable[0, 0]) - outcome.now.disposable_year,
        kept[-1] + sum(worth.untaxed for worth in taken),
    )


@dataclass(frozen=True)
class Worth:
    taxed: int = 0
    untaxed: int = 0
    note: str = ""
    is_known: bool = True


def _worth(option: OfferedOption, outcome: Outcome) -> Worth:
    if option.per_km:
        return _travel(option, outcome)
    return Worth(option.gross + _after_premium(option.pensionable, outcome), option.untaxed)


def _after_premium(gross: int, outcome: Outcome) -> int:
    """Pension premium goes first from what counts for it, wherever the wage has passed the franchise."""
    kind = outcome.request.people[0].pension
    if not gross or kind not in pensioenpremie.IN_FORCE:
        return gross
    values = pensioenpremie.IN_FORCE[PensionKind(kind)].found_in(outcome.year)
    return gross if values is None else gross - half_up(gross * values.werknemerspremie, HUNDRED_PERCENT)


def _travel(option: OfferedOption, outcome: Outcome) -> Worth:
    """What it pays beyond what the hours themselves were counted with already."""
    commute, extra = outcome.request.people[0].commute, float(outcome.extra_hours)
    if commute is None:
        return Worth(note="Vul je reisafstand in bij de laatste stap, dan rekenen we het uit.", is_known=False)
    untaxed_rate = _untaxed(outcome.year)
    km = 2 * commute.km_one_way / 100 * max(0.0, extra) / HOURS_A_DAY * reiskosten.WEEKS / 1000
    counted = _counted(commute, outcome.year, untaxed_rate)
    free = round(km * max(0.0, min(option.per_km, untaxed_rate) - counted))
    taxed = round(km * max(0.0, option.per_km - max(untaxed_rate, counted)))
    note = "" if free or taxed else "Deze vergoeding telt al mee bij je uren."
    return Worth(taxed, free, note)


def _untaxed(year: int) -> float:
    values = reiskosten.IN_FORCE.found_in(year)
    return 0 if values is None else values.onbelast_per_km


def _counted(commute: Commute, year: int, untaxed: float) -> float:
    """Cents a kilometre that the outcome counts on."""
    if commute.cao_po:
        values = reiskosten_cao_po.IN_FORCE.found_in(year)
        return untaxed if values is None else values.per_km
    return untaxed if commute.reimbursement_per_km is None else float(commute.reimbursement_per_km) / 100


def _pick(option: OfferedOption, worth: Worth, kept: int | None, is_picked: bool, why_not: str) -> Pick:
    amount = None
    if option.is_in_money and not why_not and worth.is_known and kept is not None:
        amount = kept + worth.untaxed
    note = why_not or _note(option, worth, amount)
    return Pick(option, amount, note, is_picked and not why_not, not why_not)


def _note(option: OfferedOption, worth: Worth, amount: int | None) -> str:
    if option.days_off:
        days, free = hours(option.days_off), hours(option.days_off * HOURS_A_DAY)
        return f"{days} dagen: {free} uur per jaar vrij. Je loon blijft gelijk."
    if worth.note:
        return worth.note
    if worth.taxed and amount is not None:
        return f"Je houdt {euros(amount - worth.untaxed)} van de {euros(worth.taxed)} over, na belasting en toeslagen."
    return "Hier gaat geen belasting af." if worth.untaxed else ""


def _closed(option: OfferedOption, outcome: Outcome) -> str:
    """Why it isn't for this household at these hours; empty where it is."""
    more = outcome.extra_hours
    if more < 0 or (more == 0 and option.keeping_from is None):
        return "Dit krijg je alleen als je meer uren gaat werken."
    if more == 0 and outcome.hours_now < (option.keeping_from or 0):
        return f"Dit krijg je als je meer uren gaat werken, of al {option.keeping_from} uur werkt."
    if outcome.hours_wish < option.min_hours:
        return f"Dit krijg je vanaf {option.min_hours} uur per week."
    if option.for_care and not outcome.has_childcare:
        return "Dit is voor wie opvang betaalt. Betaal je opvang? Vul die dan in bij kinderen en opvang."
    if option.for_parents and not outcome.request.children:
        return "Dit is voor wie kinderen heeft. Heb je kinderen? Vul ze dan in bij kinderen en opvang."
    return ""
