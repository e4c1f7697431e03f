"""A menu as the board reads it, on the page and on paper: of each option what it costs and what it leaves, kind by
kind. Amounts are whole euros in words here; the sums are in grid and costs."""

import hashlib
from dataclasses import dataclass, field
from functools import cached_property

from django.utils.safestring import SafeString

from bootcamp.benchmarks import shown
from bootcamp.benchmarks.shown import ShownBenchmark
from bootcamp.facts import salaries
from bootcamp.facts.words import between
from bootcamp.facts.words import euros as round_euros
from bootcamp.menu import costs, grid, needs, pictures
from bootcamp.menu.costs import Costs, Range, Work
from bootcamp.menu.fairness import FairnessWarning
from bootcamp.menu.grid import GridCell
from bootcamp.menu.households import HOUSEHOLDS
from bootcamp.menu.models import BoardMenu, GrantFact, MenuOption, MenuReason
from bootcamp.menu.needs import NeedSheet
from bootcamp.menu.worth import Worth
from bootcamp.menu.worth import of as worth_of
from portal.text.dates import day_in_words
from portal.text.money import euros, half_up, month
from portal.text.words import listed

Kind = MenuOption.Kind
IN_TIME = {
    Kind.LATER_START: "rust in de ochtend, geen geld",
    Kind.OTHER_WORK: "ander werk, geen geld",
    Kind.TRIAL: "zekerheid, geen geld",
}
FOR_TIME = {
    Kind.DAYS_OFF: "wie rust of ruimte zoekt",
    Kind.LATER_START: "wie kinderen wegbrengt",
    Kind.OTHER_WORK: "wie ander werk zoekt",
    Kind.TRIAL: "wie twijfelt",
}
TAKE_UP = ("bereid_150", "bereid_400", "minder_willen")


@dataclass(frozen=True)
class KeptRow:
    """What one kind of household keeps of one option."""

    cell: GridCell
    worth: Worth
    applies: bool = True

    @property
    def name(self) -> str:
        return self.cell.household.name

    @property
    def year(self) -> int | None:
        return self.worth.kept(self.cell) if self.applies else None

    @property
    def month_words(self) -> str:
        if not self.applies:
            return "geldt niet"
        return "niet bekend" if self.year is None else euros(month(self.year))

    @property
    def year_words(self) -> str:
        return "niet bekend" if self.year is None else euros(self.year)

    @property
    def eaten(self) -> int:
        return self.worth.eaten(self.cell) if self.applies else 0

    @property
    def loses_allowances(self) -> bool:
        return half_up(self.eaten) > 0

    @property
    def falls(self) -> str:
        at = self.worth.falls(self.cell)
        return (
            ""
            if at is None or not self.applies
            else f"bij {euros(100 * at)} blijft er minder over dan bij iets minder bruto"
        )


@dataclass
class OptionSheet:
    number: int
    option: MenuOption
    worth: Worth
    costs: Costs
    rows: list[KeptRow]
    """In the order of the households; none for what isn't money."""

    @property
    def warnings(self) -> list[FairnessWarning]:
        return self.option.warnings

    @cached_property
    def known(self) -> list[int]:
        return [row.year for row in self.rows if row.year is not None]

    @property
    def low(self) -> int:
        return min(self.known)

    @property
    def high(self) -> int:
        return max(self.known)

    @property
    def has_amounts(self) -> bool:
        return bool(self.known)

    @property
    def kept(self) -> str:
        """What a colleague keeps, a month."""
        if self.option.kind == Kind.DAYS_OFF:
            return f"{_plain(float(self.option.amount) * costs.HOURS_A_DAY)} uur vrij per jaar, geen geld"
        if not self.has_amounts:
            return IN_TIME.get(Kind(self.option.kind), "niet bekend")
        return f"{between(euros(month(self.low)), euros(month(self.high)))} per maand"

    @property
    def mean(self) -> str:
        middle = grid.mean([row.year for row in self.rows]) if self.rows else None
        return "" if middle is None else f"{euros(month(middle))} per maand"

    @property
    def for_whom(self) -> str:
        if not self.has_amounts:
            return FOR_TIME.get(Kind(self.option.kind), "")
        if self.high - self.low < SAME:
            return "iedereen evenveel"
        if self.option.kind == Kind.CHILDCARE:
            return "ouders met opvang"
        best = [row for row in self.rows if row.year is not None and row.year > self.high - SAME]
        if len(best) == 1:
            return best[0].cell.household.for_whom
        return (
            "een deel van de huishoudens" if any(row.loses_allowances for row in best) else "wie geen toeslagen krijgt"
        )

    @property
    def eaters(self) -> list[tuple[str, str]]:
        """Where toeslagen take part of it, most first: how much, and which households that is."""
        households: dict[tuple[int, str], list[str]] = {}
        for row in self.rows:
            if row.loses_allowances:
                households.setdefault((-row.eaten, row.falls), []).append(row.name)
        return [
            (f"{euros(-less)} per jaar minder toeslag{'; ' if falls else ''}{falls}", "; ".join(names))
            for (less, falls), names in sorted(households.items())
        ]

    @property
    def what(self) -> str:
        return self.worth.words

    @property
    def a_year(self) -> str:
        return _range(self.costs.a_year)

    @property
    def per_fte(self) -> str:
        return _range(self.costs.per_fte)

    @property
    def with_wage(self) -> str:
        return _range(self.costs.per_fte_with_wage)

    @property
    def per_fte_label(self) -> str:
        kept = "fte die blijft" if self.option.is_for_keeping else "extra fte"
        return f"kost per {kept}, per jaar"

    @property
    def days(self) -> str:
        option = self.option
        start = f"vanaf {day_in_words(option.starts_on)}" if option.starts_on else ""
        end = f"tot en met {day_in_words(option.ends_on)}" if option.ends_on else ""
        return " ".join(filter(None, (start, end)))


SAME = 1200
"""Cents a year: a euro a month is no difference."""


@dataclass(frozen=True)
class Winner:
    """Of one kind of household, which options leave most."""

    household: str
    most: str
    """The option that leaves most a month."""
    most_month: str
    best: str
    """The option that leaves most of each euro that the board pays."""
    best_of_thousand: str


@dataclass
class MenuSheet:
    menu: BoardMenu
    options: list[OptionSheet]
    work: Work
    wage_year: int
    known: dict[str, ShownBenchmark]
    grant: dict[str, GrantFact]
    need: NeedSheet
    reason: MenuReason | None
    cells: tuple[GridCell, ...] = field(default=())

    @property
    def in_money(self) -> list[OptionSheet]:
        return [option for option in self.options if option.has_amounts]

    @cached_property
    def shows(self) -> OptionSheet | None:
        """The option with the widest range, of those for everyone: one amount isn't one price."""

        def width(option: OptionSheet) -> tuple[bool, int]:
            return all(row.applies for row in option.rows), option.high - option.low

        return max(self.in_money, key=width, default=None)

    @property
    def title(self) -> str:
        option = self.shows
        if option is None:
            return "Jullie menu heeft nog geen keuze in geld" if self.options else "Jullie menu is nog leeg"
        if option.high - option.low < SAME:
            return f"Iedereen houdt {euros(option.low)} per jaar over"
        return f"De één houdt {euros(option.low)} over, de ander {euros(option.high)}"

    @property
    def extremes(self) -> list[tuple[str, str, bool]]:
        """(household, what is kept a year, whether it's the least) of four kinds that differ."""
        option = self.shows
        if option is None:
            return []
        rows = sorted((row for row in option.rows if row.year is not None), key=lambda row: -(row.year or 0))
        distinct: list[KeptRow] = []
        for row in rows:
            if not distinct or (distinct[-1].year or 0) - (row.year or 0) >= SAME:
                distinct.append(row)
        picked = distinct if len(distinct) <= 4 else [*distinct[:3], distinct[-1]]
        return [(row.name, row.year_words, row is picked[-1] and len(picked) > 1) for row in picked]

    @property
    def warnings(self) -> list[tuple[FairnessWarning, str]]:
        """Each once, with the options that it is about."""
        about: dict[FairnessWarning, list[str]] = {}
        for option in self.options:
            for warning in option.warnings:
                about.setdefault(warning, []).append(f"keuze {option.number}")
        return [(warning, listed(names)) for warning, names in about.items()]

    @property
    def lacks(self) -> list[str]:
        """What must be there before teachers may see it."""
        missing = []
        if not self.options:
            missing.append("Er staat nog geen keuze in.")
        if self.warnings and not (self.reason and self.reason.says_why):
            missing.append("Schrijf eerst op wat jullie doel is en waarom dit nodig is (gelijke behandeling).")
        return missing

    @cached_property
    def winners(self) -> list[Winner]:
        money = [option for option in self.in_money if option.option.kind != Kind.TRAVEL]
        if len(money) < 2:
            return []
        return [_winner(place, money) for place in range(len(HOUSEHOLDS))]

    @property
    def pictures(self) -> list[SafeString]:
        """Wide and narrow, of what is kept a month."""
        rows = [
            (option.option.title, [(_euros(row.year), row.cell.household.weight) for row in option.rows])
            for option in self.in_money
        ]
        return [pictures.kept_range(rows, narrow=narrow) for narrow in (False, True)] if rows else []

    @property
    def table(self) -> list[tuple[str, int, list[tuple[str, str]]]]:
        """(household, weight, of each option: what is kept a month)."""
        return [
            (
                household.name,
                household.weight,
                [(option.option.title, option.rows[place].month_words) for option in self.in_money],
            )
            for place, household in enumerate(HOUSEHOLDS)
        ]

    @property
    def are_eaten(self) -> bool:
        return any(option.eaters for option in self.in_money)

    @property
    def engine(self) -> str:
        return grid.version(self.menu.year)

    @property
    def wage(self) -> str:
        return _range(self.work.full_time)

    @property
    def hours_gain(self) -> str:
        gains = [cell.hours_gain for cell in self.cells]
        return f"{euros(month(min(gains)))} tot {euros(month(max(gains)))} per maand"

    @property
    def grant_rows(self) -> list[tuple[str, str, str]]:
        """(what, what is known or that it isn't, source)."""
        return [
            (
                label,
                self.grant[key].text if key in self.grant else "",
                self.grant[key].source if key in self.grant else "",
            )
            for key, label in GrantFact.Key.choices
        ]

    @property
    def take_up(self) -> list[ShownBenchmark]:
        return [self.known[name] for name in TAKE_UP if name in self.known]

    @property
    def is_proposal(self) -> bool:
        return self.menu.year > self.wage_year

    @property
    def mark(self) -> str:
        """Changes when anything on the paper does."""
        said = [repr(one.option.__dict__ | {"_state": None, "menu": None}) for one in self.options]
        reason = {} if self.reason is None else self.reason.__dict__ | {"_state": None}
        menu = self.menu
        about = (
            menu.title,
            menu.board.name,
            menu.year,
            menu.job,
            menu.step,
            menu.employer_percent,
            menu.most,
            menu.code,
        )
        grant = [(fact.key, fact.text, fact.source) for fact in self.grant.values()]
        known = [(one.text, one.whence) for one in self.take_up]
        everything = repr((about, sorted(map(repr, said)), sorted(map(repr, reason.items())), grant, known))
        return hashlib.sha256(f"{grid.version(menu.year)}{everything}".encode()).hexdigest()


def of(menu: BoardMenu, *, today, net_month: int = 150) -> MenuSheet:
    """`menu` from BoardMenu.objects.whole(). In two queries, however many options there are."""
    wages = salaries.of_teachers(menu.year)
    assert wages is not None
    share = costs.employer_share(None if menu.employer_percent is None else float(menu.employer_percent))
    work = Work(Range(wages.low, wages.middle, wages.high), share, *menu.hours)
    cells = grid.cells(menu.year, menu.hours, menu.step)
    options = [_option(number, option, work, cells) for number, option in enumerate(menu.in_order, 1)]
    return MenuSheet(
        menu,
        options,
        work,
        wages.year,
        shown.by_name(*TAKE_UP, today=today),
        {fact.key: fact for fact in GrantFact.objects.order_by("pk")},
        needs.of(menu.year, menu.hours, menu.step, net_month),
        getattr(menu, "reason", None),
        cells,
    )


def _option(number: int, option: MenuOption, work: Work, cells: tuple[GridCell, ...]) -> OptionSheet:
    worth = worth_of(option, option.menu.year, work)
    rows = [KeptRow(cell, worth, _applies(option, cell)) for cell in cells] if worth.is_money else []
    taken = Costs(worth.cost, option.takers, option.already, work, option.is_for_keeping)
    return OptionSheet(number, option, worth, taken, rows)


def _applies(option: MenuOption, cell: GridCell) -> bool:
    if option.kind == Kind.CHILDCARE:
        return cell.household.has_care
    return not option.parents_only or bool(cell.household.children)


def _winner(place: int, money: list[OptionSheet]) -> Winner:
    kept = [(option.rows[place].year or 0, option) for option in money]
    most = max(kept, key=lambda one: one[0])
    per_euro = [
        (one / (100 * option.costs.a_taker.middle), option) for one, option in kept if option.costs.a_taker.middle
    ]
    best = max(per_euro, key=lambda one: one[0])
    return Winner(
        HOUSEHOLDS[place].name,
        most[1].option.title,
        euros(month(most[0])),
        best[1].option.title,
        euros(round(best[0] * 100_000)),
    )


def _range(cost: Range) -> str:
    return between(round_euros(cost.low), round_euros(cost.high))


def _euros(cents: int | None) -> float | None:
    return None if cents is None else cents / 1200


def _plain(number: float) -> str:
    return f"{number:.1f}".rstrip("0").rstrip(".").replace(".", ",")
