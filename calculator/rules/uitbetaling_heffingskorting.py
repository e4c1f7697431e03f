"""Credit that someone can't use because there's too little tax, paid out when the partner owes enough.

Since 2023 only for who was born before 1963, and only the algemene heffingskorting.
"""

from dataclasses import dataclass

import numpy as np

from calculator.engine.amounts import Array, hele_euros_omhoog, procent_omhoog
from calculator.engine.steps import Stappen, euros
from calculator.engine.values import Procent, Waarden, load

WET = "Wet IB 2001 art. 8.9"


@dataclass(frozen=True, kw_only=True)
class UitbetalingWaarden(Waarden):
    algemeen: Procent
    algemeen_geboren_voor_1963: Procent
    overig: Procent


IN_FORCE = load(UitbetalingWaarden, "uitbetaling_heffingskorting")


def uitbetaling(
    *,
    unused: Array,
    algemeen: Array,
    owed_by_partner: Array,
    born_before_1963: bool,
    waarden: UitbetalingWaarden,
    stap: Stappen,
) -> Array:
    """Art. 8.9. `unused`: all credit beyond the tax; the algemene heffingskorting (`algemeen`) is used last."""
    share = waarden.algemeen_geboren_voor_1963 if born_before_1963 else waarden.algemeen
    if not share and not waarden.overig:
        return np.zeros_like(unused)
    of_algemeen = np.minimum(unused, algemeen)
    paid = procent_omhoog(of_algemeen, share) + procent_omhoog(unused - of_algemeen, waarden.overig)
    paid = np.minimum(hele_euros_omhoog(paid), np.maximum(owed_by_partner, 0))
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
                        "Je gebruikt {ongebruikt} aan korting niet, want je betaalt te weinig belasting. Je "
                        "partner betaalt wel genoeg. Daarom krijg je {bedrag} uitbetaald."
                    ),
                ),
            ],
            waarden=waarden,
            ongebruikt=euros(unused),
            bedrag=euros(paid),
        )
    return paid
