"""Economic independence: net income from work of at least what someone alone gets as bijstand.

That is 70 % of the net minimum wage at full time. It's a measure of statistics, not a law that pays something; the
norm of 1 January stands for the year.

Not modelled: who is a student, and work of less than a year.
"""

from dataclasses import dataclass

from calculator.engine.values import Centen, Waarden, load

WET = "Participatiewet art. 21; maatstaf van CBS en het ministerie van OCW"


@dataclass(frozen=True, kw_only=True)
class ZelfstandigheidWaarden(Waarden):
    norm_maand: Centen


IN_FORCE = load(ZelfstandigheidWaarden, "economische_zelfstandigheid")
