"""Where the law of equal treatment asks for a reason. Facts with their sources, no legal advice; nothing here can be
switched off, on the page or on paper."""

from dataclasses import dataclass
from typing import Protocol


class Terms(Protocol):
    """Of an option, what matters for who gets it."""

    @property
    def min_hours(self) -> int | None: ...

    @property
    def for_expanding_only(self) -> bool: ...

    @property
    def pro_rata(self) -> bool: ...

    @property
    def permanent_staff_only(self) -> bool: ...

    @property
    def parents_only(self) -> bool: ...


@dataclass(frozen=True)
class FairnessWarning:
    key: str
    title: str
    text: str
    source: str


HOURS_THRESHOLD = FairnessWarning(
    "drempel",
    "Alleen vanaf een aantal uren",
    "Eén grens voor deeltijd en voltijd is nadelig voor wie in deeltijd werkt. Onderscheid naar arbeidsduur mag alleen "
    "met een goede reden. Is een grens nodig, maak hem dan naar rato van de baan.",
    "BW 7:648; Hof van Justitie EU, C-660/20 en C-184/22; CGB 2008-142; College voor de Rechten van de Mens 2023-12",
)
EXPANDING_ONLY = FairnessWarning(
    "alleen_uitbreiders",
    "Alleen wie meer gaat werken",
    "Wie al zo veel uren werkt, krijgt het niet. Dat kan onderscheid zijn naar arbeidsduur, en indirect naar geslacht. "
    "Jullie moeten voor jullie eigen situatie laten zien: een goed doel, geschikt, nodig en niet zwaarder dan nodig. "
    "Alleen een tekort aan mensen is niet genoeg.",
    "BW 7:648; College voor de Rechten van de Mens 2021; minister van SZW, 21-11-2023 (Eerste Kamer 35 335, L)",
)
NOT_PRO_RATA = FairnessWarning(
    "niet_naar_rato",
    "Niet naar rato",
    "Iedereen krijgt hetzelfde, of de grens is voor iedereen gelijk. Leg uit waarom dat past bij verschillende banen.",
    "BW 7:648; CGB 2008-142",
)
PERMANENT_ONLY = FairnessWarning(
    "alleen_vast",
    "Niet voor tijdelijk personeel",
    "Onderscheid tussen vast en tijdelijk mag ook alleen met een goede reden.",
    "BW 7:649",
)
PARENTS_ONLY = FairnessWarning(
    "alleen_ouders",
    "Alleen voor ouders",
    "Wie geen kinderen heeft, krijgt het niet. Ook dat is onderscheid dat om een goede reden vraagt.",
    "Algemene wet gelijke behandeling",
)
CHECK = "Dit zijn feiten met hun bron, geen juridisch advies. Laat een jurist meelezen."


def warnings(terms: Terms) -> list[FairnessWarning]:
    asked = (
        (terms.min_hours is not None, HOURS_THRESHOLD),
        (terms.for_expanding_only, EXPANDING_ONLY),
        (not terms.pro_rata, NOT_PRO_RATA),
        (terms.permanent_staff_only, PERMANENT_ONLY),
        (terms.parents_only, PARENTS_ONLY),
    )
    return [warning for holds, warning in asked if holds]
