"""Jonggehandicaptenkorting: a fixed credit for who has a right to Wajong; not together with the ouderenkorting.

Payroll applies it with the other credits, as an employer does who knows of the right; the assessment has the same
amount.
"""

from dataclasses import dataclass

import numpy as np

from calculator.engine.steps import Stappen, euros
from calculator.engine.values import Euro, Waarden, load

WET = "Wet IB 2001 art. 8.16a"


@dataclass(frozen=True, kw_only=True)
class JonggehandicaptenkortingWaarden(Waarden):
    bedrag: Euro


IN_FORCE = load(JonggehandicaptenkortingWaarden, "jonggehandicaptenkorting")


def jonggehandicaptenkorting(*, has_right: bool, waarden: JonggehandicaptenkortingWaarden | None, stap: Stappen) -> int:
    """Wet IB 2001 art. 8.16a. Whole euros a year (in cents); nothing where the year's amount wasn't found."""
    if not has_right or waarden is None:
        return 0
    if stap.on:
        stap(
            "jonggehandicaptenkorting",
            np.asarray(waarden.bedrag),
            wet=WET,
            omdat="Je hebt recht op Wajong. Dan is er een vaste korting van {korting}.",
            waarden=waarden,
            uses=("bedrag",),
            korting=euros(waarden.bedrag),
        )
    return waarden.bedrag
