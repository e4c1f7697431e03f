"""Economic independence: net income from work of at least what someone alone gets as bijstand.

That is 70 % of the net minimum wage at full time. It's a measure of statistics, not a law that pays something; the
norm of 1 January stands for the year. What an own home changes in the tax isn't from work.

Not modelled: who is a student, work of less than a year, and who has income beside work: then what is left of work
alone can't be told.
"""

from dataclasses import dataclass

from calculator.engine.amounts import Array, deel_half_omhoog
from calculator.engine.steps import Stappen, bedrag
from calculator.engine.values import Centen, Waarden, load

WET = "Participatiewet art. 21; maatstaf van CBS en het ministerie van OCW"


@dataclass(frozen=True, kw_only=True)
class ZelfstandigheidWaarden(Waarden):
    norm_maand: Centen


IN_FORCE = load(ZelfstandigheidWaarden, "economische_zelfstandigheid")


@dataclass(frozen=True, slots=True)
class FromWork:
    """Cents a year, and the norm to lay it beside."""

    net_year: Array
    waarden: ZelfstandigheidWaarden

    @property
    def net_month(self) -> Array:
        return deel_half_omhoog(self.net_year, 1, 12)


def from_work(net_year: Array, home: Array, waarden: ZelfstandigheidWaarden, stap: Stappen) -> FromWork:
    """`net_year` with `home`, what an own home changes in it."""
    outcome = FromWork(net_year - home, waarden)
    if stap.on:
        net, norm = outcome.net_month, waarden.norm_maand
        stap(
            "economische_zelfstandigheid",
            net,
            wet=WET,
            omdat=[
                (net >= norm, "Je werk levert netto {net} per maand op. Dat is minstens de norm van {norm}."),
                (True, "Je werk levert netto {net} per maand op. Dat is minder dan de norm van {norm}."),
            ],
            waarden=waarden,
            uses=("norm_maand",),
            net=bedrag(net),
            norm=bedrag(norm),
        )
    return outcome
