"""Old age pension that a year of work adds: an estimate in today's euros, before tax, a year from AOW age on.

Until the new scheme (PFZW from 2026, ABP from 2027) both funds worked the same way: each year adds a percentage of the
pensionable wage at full time above the franchise, times the part-time factor. What someone adds until AOW age takes
this year's rule for all of these years; the sentence says that rules and AOW age may change.

Not modelled: pension of earlier years, indexation, the lower percentage of ABP for the lowest wages, retiring earlier
or later, the partner's pension.
"""

from dataclasses import dataclass

import numpy as np

from calculator.engine.amounts import HUNDRED_PERCENT, Array, deel_half_omhoog
from calculator.engine.household import PensionKind, Person, Wage
from calculator.engine.steps import Stappen, aantal, bedrag, procent
from calculator.engine.values import Zekerheid
from calculator.rules.pensioenpremie import IN_FORCE, REGLEMENT, PensioenWaarden, grondslag


@dataclass(frozen=True, slots=True)
class BuildUp:
    """Cents of pension a year."""

    year: Array
    until_aow: Array


def waarden_in(kind: PensionKind, year: int) -> PensioenWaarden | None:
    """None where no percentage is known."""
    waarden = IN_FORCE[kind].found_in(year) if kind in IN_FORCE else None
    return waarden if waarden is not None and waarden.opbouw is not None else None


def build_up(person: Person, wage: Wage, *, year: int, stap: Stappen) -> BuildUp | None:
    waarden = waarden_in(person.pension, year)
    if waarden is None:
        return None
    assert waarden.opbouw is not None
    factor = wage.parttime_factor
    per_year = deel_half_omhoog(
        grondslag(wage, waarden) * waarden.opbouw, factor.part, np.asarray(factor.whole) * HUNDRED_PERCENT
    )
    until = deel_half_omhoog(per_year, person.months_to_aow, 12)
    if stap.on:
        stap(
            "pensioenopbouw",
            per_year,
            wet=REGLEMENT[person.pension],
            omdat="Een jaar werken bij deze uren geeft later naar schatting {jaar} pensioen per jaar, bruto, in euro’s "
            "van nu: {percentage} van je loon boven de franchise. Werk je zo door tot je AOW, nog {jaren} jaar, dan is "
            "dat {straks} per jaar. Je AOW-leeftijd en de regels van je fonds kunnen nog veranderen.",
            waarden=waarden,
            uses=("franchise", "opbouw"),
            zekerheid=Zekerheid.AFGELEID,
            jaar=bedrag(per_year),
            percentage=procent(waarden.opbouw),
            straks=bedrag(until),
            jaren=aantal(np.asarray(person.months_to_aow) // 12),
        )
    return BuildUp(per_year, until)
