"""The menu of a board as a teacher meets it in her own calculator. The rooms that know menus say so here:

    offered.register(lambda code: ...)

This room only sums with them. What the teacher answers and picks travels in her own pages, as all answers do.
"""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class OfferedOption:
    """Amounts in whole cents a year; what doesn't apply is nothing."""

    key: str
    title: str
    text: str
    gross: int = 0
    """Wage, paid once a year."""
    pensionable: int = 0
    """Wage of a monthly allowance, from which pension premium goes first."""
    untaxed: int = 0
    per_km: int = 0
    """Cents a kilometre on the extra days."""
    days_off: float = 0
    keeping_from: int | None = None
    """Also for who keeps the hours, from so many on; None: only for who works more."""
    min_hours: int = 0
    """From so many hours of the wish."""
    for_parents: bool = False
    for_care: bool = False
    """Only for who pays for childcare."""

    @property
    def is_in_money(self) -> bool:
        return bool(self.gross or self.pensionable or self.untaxed or self.per_km)


@dataclass(frozen=True)
class OfferedMenu:
    code: str
    whose: str
    """The name of the board."""
    title: str
    most: int
    options: tuple[OfferedOption, ...]


Source = Callable[[str], OfferedMenu | None]
_sources: list[Source] = []


def register(source: Source) -> None:
    _sources.append(source)


def menu_of(code: str) -> OfferedMenu | None:
    """Nothing for a code that no one knows, or whose menu isn't shared."""
    for source in _sources:
        menu = source(code)
        if menu is not None:
            return menu
    return None
