"""The values of huurtoeslag: limits for everyone, and one of the two forms of the own share by household type."""

from dataclasses import dataclass
from functools import cached_property

from calculator.engine.amounts import Array, cents
from calculator.engine.values import Aantal, Centen, Euro, Exact, Procent, Waarden, WrongValues, load

TYPES = ("een", "meer", "een_ouderen", "meer_ouderen")
SCHAAL = 10**12
"""The published a and b have twelve decimals; times this they're whole numbers."""


@dataclass(frozen=True, kw_only=True)
class Parabool:
    """One household type until 2025: basishuur = a x Y x Y + b x Y + opslag above the ijkpunt."""

    minimum_inkomensijkpunt: Euro
    minimum_normhuur: Centen
    a: Exact
    b: Exact

    def __post_init__(self) -> None:
        for number in (self.a, self.b):
            if number * SCHAAL % 1:
                raise WrongValues(f"{number} heeft meer dan twaalf cijfers achter de komma")


@dataclass(frozen=True, kw_only=True)
class RechteLijn:
    """One household type from 2026: a fixed basishuur and a straight taper above the ijkpunt."""

    minimum_inkomensijkpunt: Euro
    basishuur: Centen
    afbouw: Procent


@dataclass(frozen=True, kw_only=True)
class HuurtoeslagWaarden(Waarden):
    maximale_huur: Centen
    kwaliteitskortingsgrens: Centen
    aftoppingsgrens_laag: Centen
    aftoppingsgrens_hoog: Centen
    servicekosten_maximum: Centen
    leeftijdsgrens: Aantal
    vermogensgrens_alleen: Euro
    vermogensgrens_samen: Euro
    minimum_jaar: Euro
    deel_tot_kwaliteitskortingsgrens: Procent
    deel_tot_aftoppingsgrens: Procent
    deel_boven_aftoppingsgrens: Procent
    deel_boven_aftoppingsgrens_voor_iedereen: bool
    ouderen_apart: bool
    vrijstelling_kind: Euro | None = None
    """What a child under 23 who lives in may earn before it counts."""
    opslag: Centen | None = None
    parabool: dict[str, Parabool] | None = None
    rechte_lijn: dict[str, RechteLijn] | None = None

    def __post_init__(self) -> None:
        if (self.parabool is None) == (self.rechte_lijn is None):
            raise WrongValues("er hoort precies één vorm te staan: parabool of rechte_lijn")
        if (self.parabool is None) != (self.opslag is None):
            raise WrongValues("opslag hoort bij de parabool en alleen daarbij")
        if not {"een", "meer"} <= set(self.parabool or self.rechte_lijn or {}):
            raise WrongValues("een en meer personen horen er allebei te staan")

    def is_known_for(self, has_aow: bool) -> bool:
        """Until 2024 a home with someone of AOW age has values of its own, which one year lacks."""
        return not (self.ouderen_apart and has_aow) or set(TYPES) <= set(self.parabool or {})

    @cached_property
    def parabool_per_type(self) -> dict[str, Array]:
        """Each figure of the parabola as an array by household type: een, meer, een_ouderen, meer_ouderen."""
        assert self.parabool is not None
        types = [self.parabool[name] for name in TYPES if name in self.parabool]
        return {
            "ijkpunt": cents([one.minimum_inkomensijkpunt // 100 for one in types]),
            "normhuur": cents([one.minimum_normhuur for one in types]),
            "a": cents([int(one.a * SCHAAL) for one in types]),
            "b": cents([int(one.b * SCHAAL) for one in types]),
        }


IN_FORCE = load(HuurtoeslagWaarden, "huurtoeslag")
