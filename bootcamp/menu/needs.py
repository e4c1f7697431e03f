"""How much gross a net wish takes, kind by kind; and how many of the examples one gross amount suffices for."""

from dataclasses import dataclass

from bootcamp.menu import grid
from bootcamp.menu.grid import GridCell
from calculator.household.ladder import GrossForNet
from portal.text.money import euros


@dataclass(frozen=True)
class Need:
    cell: GridCell
    gross: GrossForNet

    @property
    def name(self) -> str:
        return self.cell.household.name

    @property
    def is_reached(self) -> bool:
        return self.gross.least is not None

    @property
    def least(self) -> str:
        if self.gross.least is None:
            return f"niet bereikt tot {euros(self.gross.highest)}"
        return euros(self.gross.least)

    @property
    def safe(self) -> str:
        """Only where it matters: somewhat more gross can be too little again."""
        if not self.gross.has_a_dip:
            return ""
        if self.gross.safe is None:
            return f"daarboven soms weer te weinig, ook nog bij {euros(self.gross.highest)}"
        return f"zeker vanaf {euros(self.gross.safe)}: daarvoor is het soms weer te weinig"

    def suffices(self, gross: int) -> bool:
        """Whether so many euros leave the wish, whatever lies between."""
        return self.gross.safe is not None and 100 * gross >= self.gross.safe


@dataclass(frozen=True)
class NeedSheet:
    net_month: int
    rows: list[Need]

    @property
    def reached(self) -> list[int]:
        """Euros, lowest first; of the kinds that get there."""
        return sorted((row.gross.least or 0) // 100 for row in self.rows if row.is_reached)

    @property
    def most_do(self) -> int | None:
        """What is enough for most of them: the least with which nine of ten get there, or all who can."""
        reached = self.reached
        return reached[min(len(reached), len(self.rows) - 1) - 1] if reached else None

    def how_many(self, gross: int) -> int:
        return sum(row.suffices(gross) for row in self.rows)

    @property
    def in_short(self) -> str:
        reached = self.reached
        if not reached:
            return f"Voor € {self.net_month} netto per maand is tot € 12.000 bruto niet genoeg."
        low, high = euros(100 * reached[0]), euros(100 * reached[-1])
        most = self.most_do or 0
        return (
            f"Voor € {self.net_month} netto per maand is in onze voorbeelden {low} tot {high} bruto per jaar nodig. "
            f"Met {euros(100 * most)} halen {self.how_many(most)} van de {len(self.rows)} voorbeelden het."
        )


def of(year: int, job: tuple[int, int], step: int, net_month: int) -> NeedSheet:
    return NeedSheet(net_month, [Need(cell, cell.needed(net_month)) for cell in grid.cells(year, job, step)])
