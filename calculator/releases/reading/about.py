"""What someone says about a file when uploading it; a pay table doesn't say these things itself."""

import enum
from dataclasses import dataclass
from datetime import date

from calculator.releases.kinds import CHILDCARE, PAY_TABLES, RULES


class What(enum.StrEnum):
    VALUES = "waarden"
    CHILDCARE = "kinderopvangtabel"
    PAY_PO = "cao_po_tabellen"
    PAY_VO = "cao_vo_tabellen"
    PAY_CHILDCARE = "cao_kinderopvang_tabellen"
    PAY_VVT = "cao_vvt_tabellen"

    @property
    def is_pay_table(self) -> bool:
        return self.value in PAY_TABLES

    @property
    def is_table(self) -> bool:
        """A table without its own period, source and certainty."""
        return self is not What.VALUES

    @property
    def called(self) -> str:
        if self is What.VALUES:
            return "Waarden van één of meer regels"
        if self is What.CHILDCARE:
            return f"{RULES[CHILDCARE].title}: de tabel met percentages"
        return RULES[self.value].title


@dataclass(frozen=True)
class About:
    what: What
    bron: tuple[str, ...]
    vanaf: date | None = None
    tot_en_met: date | None = None
    zekerheid: str = "bevestigd"
    toelichting: str = ""
    marge: int = 0
