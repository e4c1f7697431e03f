"""Box 3: only the wealth that stays untaxed, so that an answer can say when it leaves box 3 out."""

from dataclasses import dataclass

from calculator.engine.values import Euro, Waarden, load

WET = "Wet IB 2001 art. 5.5"


@dataclass(frozen=True, kw_only=True)
class Box3Waarden(Waarden):
    heffingsvrij_vermogen: Euro


IN_FORCE = load(Box3Waarden, "box3")
