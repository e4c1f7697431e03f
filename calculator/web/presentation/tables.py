"""The tables: what comes and goes in a month, the payslip, the year, and every number of hours."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from calculator.household import parts as rows_of_parts
from calculator.household.parts import NET, NET_PARTNER
from calculator.web.presentation.certainty import of_line
from calculator.web.presentation.outcome import Outcome, Side
from portal.text.money import euros, half_up, hours, month, signed


@dataclass(frozen=True)
class Row:
    name: str
    now: str
    wish: str
    difference: str
    direction: str
    """plus, minus or soft: the class that goes with the sign."""
    key: str = ""
    zekerheid: str = ""
    """Only where something isn't certain."""


def row(name: str, now: int, wish: int, **more) -> Row:
    change = half_up(wish - now)
    direction = "plus" if change > 0 else "minus" if change < 0 else "soft"
    return Row(name, euros(now), euros(wish), signed(wish - now), direction, **more)


def part_names(outcome: Outcome) -> dict[str, str]:
    """What the rows of the tables are called in this household."""
    mine = "inkomen" if outcome.other_income(0) or outcome.second_wage or outcome.has_benefit(0) else "loon"
    partners = "inkomen" if outcome.together and outcome.partner_has_other_income else "loon"
    return {key: several[0].line_name for key, several in rows_of_parts.lines().items()} | {
        NET.key: NET.name.replace("loon", mine),
        NET_PARTNER.key: NET_PARTNER.name.replace("loon", partners),
    }


def parts(outcome: Outcome) -> list[Row]:
    """A twelfth of the year; what can't play a part in this household is left out."""
    now, wish, names = outcome.now.parts_year, outcome.wish.parts_year, part_names(outcome)
    return [
        row(names[key], month(now[key]), month(wish[key]), key=key, zekerheid=of_line(outcome, several))
        for key, several in rows_of_parts.lines().items()
        if now[key] or wish[key] or any(part.is_expected(outcome.request) for part in several)
    ]


def total(outcome: Outcome) -> Row:
    return row("te besteden", outcome.now.disposable_month, outcome.wish.disposable_month)


def payslip(outcome: Outcome) -> list[Row]:
    """An ordinary month, as on the payslip; the last row is what comes on the account."""

    def line(name: str, amount: Callable[[Side], int]) -> Row:
        return row(name, amount(outcome.now), amount(outcome.wish))

    pays_paww = outcome.request.people[0].paww
    return [
        line("bruto per maand", lambda side: side.gross_month),
        line("pensioenpremie", lambda side: -side.premium_month),
        *([line("PAWW-premie", lambda side: -side.paww_month)] if pays_paww else []),
        line("loonheffing", lambda side: -side.loonheffing_month),
        line("netto, gewone maand", lambda side: side.net_month),
    ]


def year(outcome: Outcome) -> list[Row]:
    """Your net year, in what comes apart; the last row is the sum of those above it."""

    def line(name, value):
        return row(name, value(outcome.now), value(outcome.wish))

    other = outcome.other_income(0)
    rows = [
        line("twaalf gewone maanden", lambda side: side.months_net_year),
        line("vakantiegeld", lambda side: side.payroll(lambda payroll: payroll.holiday_net)),
        line("eindejaarsuitkering", lambda side: side.payroll(lambda payroll: payroll.year_end_net)),
        line("toelage", lambda side: side.payroll(lambda payroll: payroll.allowance_net)),
        line("bonus voor extra uren", lambda side: side.payroll(lambda payroll: payroll.bonus_net)),
        line("ander inkomen, voor belasting", lambda side: other),
        line("uitkering, voor belasting", lambda side: side.benefit_year),
        *_settled(outcome, line),
    ]
    shown = [row for row in rows if (row.now, row.wish) != (euros(0), euros(0))]
    return [*shown, line("netto per jaar", lambda side: side.net_year)]


def _settled(outcome: Outcome, line: Callable[..., Row]) -> list[Row]:
    """What another job pays and what the tax return brings; in one where another employer applies the credit, since
    then we don't know what each of them is."""
    if outcome.credit_elsewhere and outcome.second_wage:
        return [line("andere baan, na aangifte", lambda side: side.second_net_year + side.settlement_year)]
    name = "terug of bij na je aangifte"
    if outcome.other_income(0) or outcome.has_benefit(0):
        name = f"belasting daarover, en {name}"
    return [
        line("andere baan, netto", lambda side: side.second_net_year),
        line(name, lambda side: side.settlement_year),
    ]


def small_print(outcome: Outcome) -> list[str]:
    """What has to be known to check the tables."""
    said = []
    if outcome.new_table_in:
        said.append(
            f"In {outcome.new_table_in} {outcome.year} gaat je salaristabel omhoog. De gewone maand is er een van "
            "daarna. In de maanden ervoor is je loon iets lager, en zo tellen we ze ook."
        )
    if outcome.start_month and outcome.extra_hours:
        said.append(
            "Deze tabellen zijn van een heel jaar met dezelfde uren. Wat je nieuwe uren in "
            f"{outcome.year} zelf veranderen, staat onder “Dit jaar en volgend jaar”."
        )
    said.append("Elk bedrag is afgerond op een hele euro. Daardoor kan een som een euro of twee schelen.")
    return said


@dataclass(frozen=True)
class HourRow:
    hours: str
    disposable: str
    extra: str
    """What a whole hour more brings; empty at parts of an hour."""
    net: str
    allowances: str
    mark: str

    @property
    def amounts(self) -> tuple[str, str, str, str]:
        """In the order of the columns."""
        return self.disposable, self.extra, self.net, self.allowances


def every_hour(outcome: Outcome) -> list[HourRow]:
    """The whole picture as a table, an hour a row, with your hours and your wish among them."""
    rows, before = [], None
    for at, disposable, net, allowances in sorted([*_of_curve(outcome), *_between(outcome)]):
        whole = at % 100 == 0
        rows.append(
            HourRow(
                hours=hours(at / 100),
                disposable=euros(month(disposable)),
                extra=signed(month(disposable - before)) if whole and before is not None else "",
                net=euros(net),
                allowances=euros(month(allowances)),
                mark=_mark(outcome, at),
            )
        )
        before = disposable if whole else before
    return rows


def _of_curve(outcome: Outcome) -> Iterator[tuple[int, int, int, int]]:
    """Hundredths of an hour, and cents: to spend a year, net of an ordinary month, allowances a year."""
    curve = outcome.curve
    toeslagen = [part.key for part in rows_of_parts.toeslagen() if part.key in curve.parts]
    for place, at in enumerate(curve.hours):
        allowances = sum(int(curve.parts[name][place]) for name in toeslagen)
        yield at, int(curve.disposable_year[place]), int(curve.net_month[place]), allowances


def _between(outcome: Outcome) -> Iterator[tuple[int, int, int, int]]:
    """Your hours, your wish and full time, where they aren't among the whole hours."""
    for at, side in outcome.sides.items():
        if at not in outcome.curve.hours:
            yield at, side.disposable_year, side.net_month, side.allowances_year


def _mark(outcome: Outcome, at: int) -> str:
    if at == outcome.hours_now * 100:
        return "je bent hier"
    return "je wens" if at == outcome.hours_wish * 100 else ""
