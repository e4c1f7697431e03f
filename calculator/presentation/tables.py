"""The tables: what comes and goes in a month, the payslip, the year, and every number of hours."""

from dataclasses import dataclass

from calculator.presentation.certainty import of_part
from calculator.presentation.money import euros, half_up, hours, month, signed
from calculator.presentation.outcome import ALLOWANCES, Outcome

PART_NAMES = {
    "net": "jouw loon, na belasting",
    "net_partner": "loon partner, na belasting",
    "kinderbijslag": "kinderbijslag",
    "kindgebonden_budget": "kindgebonden budget",
    "huurtoeslag": "huurtoeslag",
    "zorgtoeslag": "zorgtoeslag",
    "childcare": "opvang, na toeslag",
    "commute_cost": "reiskosten",
    "student_debt": "studieschuld",
}


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


def parts(outcome: Outcome) -> list[Row]:
    """A twelfth of the year; what can't play a part in this household is left out."""
    now, wish = outcome.now.parts_year, outcome.wish.parts_year
    return [
        row(PART_NAMES[key], month(now[key]), month(wish[key]), key=key, zekerheid=of_part(outcome, key))
        for key in PART_NAMES
        if now[key] or wish[key] or _plays_a_part(outcome, key)
    ]


def _plays_a_part(outcome: Outcome, key: str) -> bool:
    asked = {
        "net": True,
        "net_partner": outcome.together,
        "kindgebonden_budget": outcome.has_children,
        "huurtoeslag": outcome.rents,
        "zorgtoeslag": True,
    }
    return asked.get(key, False)


def total(outcome: Outcome) -> Row:
    return row("te besteden", outcome.now.disposable_month, outcome.wish.disposable_month)


def payslip(outcome: Outcome) -> list[Row]:
    """An ordinary month, as on the payslip; the last row is what comes on the account."""
    now, wish = outcome.now, outcome.wish

    def line(name, key, sign=1):
        return row(name, sign * now.payroll(key), sign * wish.payroll(key))

    return [
        line("bruto per maand", "gross_month"),
        line("pensioenpremie", "pension_premium_month", -1),
        line("loonheffing", "loonheffing_month", -1),
        line("netto, gewone maand", "net_month"),
    ]


def year(outcome: Outcome) -> list[Row]:
    """Your net year, in what comes apart; the last row is the sum of those above it."""
    now, wish = outcome.now, outcome.wish

    def line(name, value):
        return row(name, value(now), value(wish))

    rows = [
        line("twaalf gewone maanden", lambda side: side.months_net_year),
        line("vakantiegeld", lambda side: side.payroll("holiday_pay_net")),
        line("eindejaarsuitkering", lambda side: side.payroll("year_end_net")),
        line("toelage in oktober", lambda side: side.payroll("allowance_net")),
        line("terug of bij na je aangifte", lambda side: side.settlement_year),
    ]
    shown = [each for each in rows if (each.now, each.wish) != (euros(0), euros(0))]
    return [*shown, line("netto per jaar", lambda side: side.year("net_year"))]


@dataclass(frozen=True)
class HourRow:
    hours: str
    disposable: str
    extra: str
    net: str
    allowances: str
    mark: str


def every_hour(outcome: Outcome) -> list[HourRow]:
    """The whole picture as a table, an hour a row, with your hours and your wish among them."""
    curve = outcome.curve
    rows, before = [], None
    for place, at in enumerate(curve.hours):
        disposable = int(curve.disposable_year[place])
        allowances = sum(int(curve.parts[name][place]) for name in ALLOWANCES if name in curve.parts)
        rows.append(
            HourRow(
                hours=hours(at / 100),
                disposable=euros(month(disposable)),
                extra="" if before is None else signed(month(disposable - before)),
                net=euros(int(curve.net_month[place])),
                allowances=euros(month(allowances)),
                mark=_mark(outcome, at),
            )
        )
        before = disposable
    return rows


def _mark(outcome: Outcome, at: int) -> str:
    if at == outcome.hours_now * 100:
        return "je bent hier"
    return "je wens" if at == outcome.hours_wish * 100 else ""
