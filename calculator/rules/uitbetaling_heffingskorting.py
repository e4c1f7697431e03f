"""Credit that someone can't use because there's too little tax, paid out when the partner owes enough.

The law fills the credit up to a level, the toetsniveau, rather than paying out what was left unused: whoever
pays at least that much tax gets nothing. Until 2022 the level is a part of the algemene heffingskorting, the
arbeidskorting and the combinatiekorting; since 2023 it's the algemene heffingskorting, and only for who was born
before 1963. That part went down by a fifteenth a year, hence the unit of the values.

Not modelled: who is under 21 and kept by parents (until 2022), a partner for part of the year.
"""

from dataclasses import dataclass

import numpy as np

from calculator.engine.amounts import Array, Mask, cents
from calculator.engine.steps import Stappen, euros
from calculator.engine.values import Aantal, Waarden, load

WET = "Wet IB 2001 art. 8.9"
FIFTEEN = 15


@dataclass(frozen=True, kw_only=True)
class UitbetalingWaarden(Waarden):
    """How many fifteenths of each credit make up the toetsniveau."""

    algemeen: Aantal
    algemeen_geboren_voor_1963: Aantal
    overig: Aantal

    def share(self, born_before_1963: Mask | bool) -> Array:
        """Fifteenths of the algemene heffingskorting."""
        return np.where(born_before_1963, self.algemeen_geboren_voor_1963, self.algemeen)


IN_FORCE = load(UitbetalingWaarden, "uitbetaling_heffingskorting")


def uitbetaling(
    *,
    belasting: Array,
    algemeen: Array,
    arbeid_en_combinatie: Array,
    owed_by_partner: Array,
    born_before_1963: Mask | bool,
    waarden: UitbetalingWaarden,
    stap: Stappen,
) -> Array:
    """Art. 8.9. Whole euros a year (in cents). `belasting`: before credits; `owed_by_partner`: after credits."""
    share = waarden.share(born_before_1963)
    if not share.any() and not waarden.overig:
        return cents(0)
    fifteenths = share * algemeen + waarden.overig * arbeid_en_combinatie
    niveau = -(-fifteenths // (100 * FIFTEEN)) * 100
    paid = np.minimum(np.maximum(niveau - belasting, 0), np.maximum(owed_by_partner, 0))
    if stap.on and np.any(paid):
        stap(
            "uitbetaalde_heffingskorting",
            paid,
            wet=WET,
            omdat=[
                (paid == 0, "Er wordt geen heffingskorting uitbetaald."),
                (
                    True,
                    (
                        "Je belasting van {belasting} is te laag om je kortingen te gebruiken. De wet vult ze aan tot "
                        "{niveau}, want je partner betaalt genoeg belasting. Je krijgt {bedrag} uitbetaald."
                    ),
                ),
            ],
            waarden=waarden,
            belasting=euros(belasting),
            niveau=euros(niveau),
            bedrag=euros(paid),
        )
    return paid
