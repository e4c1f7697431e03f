"""What an option is worth to one colleague and costs for one: how each kind meets the engine and the payroll."""

from dataclasses import dataclass

from bootcamp.facts.words import spare
from bootcamp.menu import costs
from bootcamp.menu.costs import NOTHING, Range, Work
from bootcamp.menu.grid import GridCell
from bootcamp.menu.models import MenuOption
from calculator.engine.household import PensionKind
from calculator.rules import pensioenpremie, reiskosten
from portal.text.money import euros, euros_and_cents

Kind = MenuOption.Kind
EXAMPLE_KM = 15
"""One way."""
HUNDRED_PERCENT = 100_000


@dataclass(frozen=True)
class Worth:
    words: str
    cost: Range
    """Euros a year, for one colleague."""
    gross: int | None = None
    """Whole euros a year that are taxed as wage."""
    untaxed: int = 0
    """Cents a year beside it."""

    @property
    def is_money(self) -> bool:
        return self.gross is not None

    def kept(self, cell: GridCell) -> int | None:
        """Cents a year."""
        kept = cell.kept(self.gross or 0)
        return None if kept is None else kept + self.untaxed

    def eaten(self, cell: GridCell) -> int:
        return cell.eaten(self.gross or 0)

    def falls(self, cell: GridCell) -> int | None:
        return cell.falls(self.gross or 0)


def of(option: MenuOption, year: int, work: Work) -> Worth:
    kind, amount = Kind(option.kind), float(option.amount)
    if kind == Kind.BONUS:
        return _wage(f"{euros(_cents(amount))} bruto per jaar", amount)
    if kind == Kind.NET_WISH:
        gross = option.gross or 0
        words = f"{euros(100 * gross)} bruto per jaar, met {euros(_cents(amount))} netto per maand als wens"
        return _wage(words, gross)
    if kind == Kind.FREE_SPACE:
        return _free(f"{euros(_cents(amount))} netto per jaar, via de vrije ruimte", amount)
    if kind == Kind.CHILDCARE and option.through_free_space:
        return _free(f"{euros(_cents(amount))} per jaar voor opvang, via de vrije ruimte", amount)
    if kind == Kind.CHILDCARE:
        return _wage(f"{euros(_cents(amount))} bruto per jaar voor opvang", amount)
    if kind == Kind.ALLOWANCE:
        return _allowance(amount, year)
    if kind == Kind.TRAVEL:
        return _travel(amount, year)
    if kind == Kind.DAYS_OFF:
        hours = spare(amount * costs.HOURS_A_DAY)
        days = spare(amount)
        return Worth(f"{days} betaalde vrije dagen per jaar, samen {hours} uur", costs.of_days_off(amount, work))
    said = f"Overname: {option.supervision}" if option.supervision else "Kost geen geld"
    return Worth(said, NOTHING)


def _cents(amount: float) -> int:
    return round(100 * amount)


def _wage(words: str, gross: float) -> Worth:
    return Worth(words, costs.of_bonus(gross), round(gross))


def _free(words: str, net: float) -> Worth:
    return Worth(words, costs.of_free_space(net), 0, _cents(net))


def _allowance(month: float, year: int) -> Worth:
    """Pension premium goes first."""
    gross = 12 * month
    taxed = round(gross * (1 - pension_share(year)))
    return Worth(f"{euros(_cents(month))} bruto per maand, telt mee voor pensioen", costs.of_allowance(gross), taxed)


def pension_share(year: int) -> float:
    """What the employee pays of a pensionable euro above the franchise: of that year, or of the last that is known."""
    known = [block for block in pensioenpremie.IN_FORCE[PensionKind.ABP].periods if block.vanaf.year <= year]
    return float(known[-1].werknemerspremie) / HUNDRED_PERCENT


def _travel(per_km: float, year: int) -> Worth:
    """A day more, by who lives at the distance of the example; above what is untaxed, it's wage."""
    untaxed = min(per_km, untaxed_per_km(year))
    km = 2 * EXAMPLE_KM * reiskosten.WEEKS / 1000
    taxed = round(km * (per_km - untaxed))
    cost = costs.of_bonus(taxed)
    paid = km * untaxed
    words = f"{euros_and_cents(_cents(per_km))} per kilometer op de extra dag; voorbeeld: {EXAMPLE_KM} km enkele reis"
    return Worth(words, Range(paid + cost.low, paid + cost.middle, paid + cost.high), taxed, _cents(paid))


def untaxed_per_km(year: int) -> float:
    known = [block for block in reiskosten.IN_FORCE.periods if block.vanaf.year <= year]
    return int(known[-1].onbelast_per_km) / 100
