"""What someone says about a file when uploading it; a pay table doesn't say these things itself."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from calculator.releases.kinds import CHILDCARE, PAY_TABLES, RULES


class What(str):
    """Which file it is: values, the table of childcare, or the pay table of an agreement, by the name of its rule."""

    VALUES: ClassVar["What"]
    CHILDCARE: ClassVar["What"]

    @classmethod
    def all(cls) -> "list[What]":
        return [cls.VALUES, cls.CHILDCARE, *map(cls, PAY_TABLES)]

    @property
    def is_pay_table(self) -> bool:
        return self in PAY_TABLES

    @property
    def is_table(self) -> bool:
        """A table without its own period, source and certainty."""
        return self != What.VALUES

    @property
    def called(self) -> str:
        if self == What.VALUES:
            return "Waarden van één of meer regels"
        if self == What.CHILDCARE:
            return f"{RULES[CHILDCARE].title}: de tabel met percentages"
        return RULES[self].title


What.VALUES, What.CHILDCARE = What("waarden"), What("kinderopvangtabel")


@dataclass(frozen=True)
class About:
    what: What
    bron: tuple[str, ...]
    vanaf: date | None = None
    tot_en_met: date | None = None
    zekerheid: str = "bevestigd"
    toelichting: str = ""
    marge: int = 0
