"""AOW age: who has reached it before the year, who reaches it in the year, who hasn't.

In the year in which someone reaches it, payroll changes columns from that month and the assessment shares out
premiums and credits over the months (Wfsv art. 12; Regeling Wfsv art. 2.6 and 2.6a): see `schijven`.

Not modelled: the health insurance contribution on the AOW pension, and a contract that ends at AOW age.
"""

from dataclasses import dataclass
from datetime import date

from calculator.engine.household import Leeftijdsgroep
from calculator.engine.in_use import remembered_at_most
from calculator.engine.values import Aantal, Waarden, load
from calculator.rules.maanden import maandnummer

WET = "Algemene Ouderdomswet art. 7a"
BORN_BEFORE_1946 = date(1946, 1, 1)


@dataclass(frozen=True, kw_only=True)
class AowLeeftijdWaarden(Waarden):
    leeftijd_jaren: Aantal
    leeftijd_maanden: Aantal
    geboren_vanaf: date
    geboren_tot_en_met: date


IN_FORCE = load(AowLeeftijdWaarden, "aow_leeftijd")


@remembered_at_most(20_000)
def leeftijdsgroep(birth_date: date, year: int) -> Leeftijdsgroep:
    """AOW art. 7a; at the end of the year."""
    waarden = IN_FORCE.in_year(year)
    if birth_date > waarden.geboren_tot_en_met:
        return Leeftijdsgroep.ONDER_AOW
    if birth_date < BORN_BEFORE_1946:
        return Leeftijdsgroep.AOW_VOOR_1946
    return Leeftijdsgroep.AOW


@remembered_at_most(20_000)
def maanden_tot_aow(birth_date: date, year: int) -> int:
    """Whole months from 1 January of the year to AOW age; 0 for who has reached it.

    Of who is born later than the last cohort that is known, the AOW age isn't fixed yet. That of the last one stands
    in, since this serves only an estimate that says so.
    """
    periods = IN_FORCE.periods
    waarden = next((period for period in periods if birth_date <= period.geboren_tot_en_met), periods[-1])
    at = maandnummer(birth_date) + 12 * waarden.leeftijd_jaren + waarden.leeftijd_maanden
    return max(at - 12 * year, 0)


@remembered_at_most(20_000)
def maand_van_aow(birth_date: date, year: int) -> int | None:
    """The month of the year (1 to 12) in which someone reaches AOW age; None for who has it on 1 January, or later
    than in this year."""
    waarden = IN_FORCE.in_year(year)
    if not waarden.geboren_vanaf <= birth_date <= waarden.geboren_tot_en_met:
        return None
    months = maandnummer(birth_date) + 12 * waarden.leeftijd_jaren + waarden.leeftijd_maanden - 12 * year
    return None if months == 0 and birth_date.day == 1 else months + 1
