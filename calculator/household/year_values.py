"""The values of pay and tax in force in one calendar year, looked up once.

What is None is left out aloud (see `left_out`).
"""

from dataclasses import dataclass

from calculator.engine.in_use import remembered
from calculator.rules import economische_zelfstandigheid, paww
from calculator.rules.inkomstenbelasting import TaxValues
from calculator.rules.payroll import PayrollValues


@dataclass(frozen=True, slots=True)
class YearValues:
    """Those of pay and tax; other parts look up their own (see `slots`)."""

    payroll: PayrollValues
    tax: TaxValues
    paww: paww.PawwWaarden | None
    zelfstandigheid: economische_zelfstandigheid.ZelfstandigheidWaarden | None


@remembered
def values_in(year: int) -> YearValues:
    """Raises NotInForce for a year without payroll or income tax."""
    return YearValues(
        payroll=PayrollValues.in_year(year),
        tax=TaxValues.in_year(year),
        paww=paww.IN_FORCE.found_in(year),
        zelfstandigheid=economische_zelfstandigheid.IN_FORCE.found_in(year),
    )
