"""All values in force in one calendar year, looked up once. What is None is left out aloud (see `left_out`)."""

from dataclasses import dataclass

from calculator.engine.in_use import remembered
from calculator.rules import (
    commute,
    huurtoeslag,
    kinderopvangtoeslag,
    kindgebonden_budget,
    paww,
    study_debt,
    zorgtoeslag,
)
from calculator.rules.income_tax import TaxValues
from calculator.rules.payroll import PayrollValues


@dataclass(frozen=True, slots=True)
class YearValues:
    payroll: PayrollValues
    tax: TaxValues
    kindgebonden: kindgebonden_budget.KindgebondenBudgetWaarden
    zorg: zorgtoeslag.ZorgtoeslagWaarden | None
    huur: huurtoeslag.HuurtoeslagWaarden | None
    opvang: kinderopvangtoeslag.KinderopvangtoeslagWaarden | None
    reiskosten: commute.ReiskostenWaarden | None
    studieschuld: study_debt.StudieschuldWaarden | None
    paww: paww.PawwWaarden | None


@remembered
def values_in(year: int) -> YearValues:
    """Raises NotInForce for a year without payroll, income tax or kindgebonden budget."""
    return YearValues(
        payroll=PayrollValues.in_year(year),
        tax=TaxValues.in_year(year),
        kindgebonden=kindgebonden_budget.IN_FORCE.in_year(year),
        zorg=zorgtoeslag.IN_FORCE.found_in(year),
        huur=huurtoeslag.IN_FORCE.found_in(year),
        opvang=kinderopvangtoeslag.IN_FORCE.found_in(year),
        reiskosten=commute.IN_FORCE.found_in(year),
        studieschuld=study_debt.IN_FORCE.found_in(year),
        paww=paww.IN_FORCE.found_in(year),
    )
