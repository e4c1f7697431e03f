"""The parts of the money: a row for everything that comes in or goes out of what a household has left to spend.

Whatever shows, tells, draws or checks a part goes by its row: the curve and its jumps, the answer and its schema,
tables, words, explanation, chart, certainty, what is left out, and what a release of values would do. So an allowance
is a rule with its values and text, a slot (see `slots`) and a row here.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from calculator.engine.steps import Stappen
from calculator.engine.values import InForce
from calculator.household import slots
from calculator.household.intake.request import PersonRequest, Request
from calculator.household.slots import Amount, Around
from calculator.rules import (
    huurtoeslag,
    huurtoeslag_uitleg,
    kinderbijslag,
    kinderopvangtoeslag,
    kindgebonden_budget,
    reiskosten,
    studieschuld,
    zorgtoeslag,
)
from calculator.rules.pay import NOTHING

Slot = Callable[[Around, Stappen], Amount | None]


@dataclass(frozen=True, kw_only=True)
class Part:
    """One row. `key` names it in the curve, the answer and the tables; texts are as they stand in a sentence."""

    key: str
    name: str
    article: str = "de"
    short: str = ""
    """Where there's little room; the name where it's empty."""
    beside_chart: str = ""
    """Its name in the chart; the name where it's empty."""
    place: int
    """In the chart from the bottom up, and in the tables from the top down."""
    look: str = ""
    """Of the pens in the chart; without one it isn't in the stack: it's a cost, or pays for one."""
    sign: int = 1
    """Minus one for what goes out."""
    slot: Slot | None = None
    """None for what people have left of their income: that's in the year itself."""
    person: int | None = None
    """Whose income, as it would be without an own home."""
    is_own_home: bool = False
    """What an own home changes in the tax of both; below zero where it costs more than it saves."""
    is_toeslag: bool = False
    """Depends on income, is asked for and paid by Toeslagen."""
    comes_by_itself: bool = False
    """To who gets another toeslag already."""
    is_expected: Callable[[Request], bool] = slots.never
    """Whether its row stands in the table even where it's nothing."""
    can_be: Callable[[Request], bool] = slots.never
    """Whether the household has what it's about, where its row stands only if there's an amount."""
    bands: tuple[str, ...] = ()
    """Names, in the answer, of the percentages of a table with bands."""
    comes_later: bool = False
    """Also says what it becomes once the income of this year counts."""
    line: tuple[str, str] = ("", "")
    """Key and name of the row in the tables that it shares with another part."""
    title: str = ""
    """Of its chapter in the explanation; without one it has none."""
    slug: str = ""
    """Of its chapter in "Zo rekenen wij"."""
    steps: tuple[str, ...] = ()
    """The steps that it leans on; a part with a slot has one, that's named as its rule is."""
    is_personal: bool = False
    """Its steps are about a person rather than the household."""
    starts: str = ""
    stops: str = ""
    """What happens where it begins or ends along the hours; empty where nobody would notice."""
    in_force: InForce[Any] | None = None
    by_month: bool = False
    """Whether its values may change within a year."""
    wet: str = ""
    why_not: Callable[[Request], str] | None = None
    """Why it's left out for this household, empty where it isn't; None for what never is."""
    why_not_of: Callable[[PersonRequest, Request], str] | None = None
    """The same of one person."""

    def plays_a_part(self, request: Request) -> bool:
        """Whether it may be more than nothing in this household."""
        return self.is_expected(request) or self.can_be(request)

    @property
    def in_short(self) -> str:
        return self.short or self.name

    @property
    def in_chart(self) -> str:
        return self.beside_chart or self.name

    @property
    def with_article(self) -> str:
        return f"{self.article} {self.name}"

    @property
    def nothing(self) -> Amount:
        """Where it plays no part."""
        return Amount(NOTHING, bands=(NOTHING,) * len(self.bands), later=NOTHING if self.comes_later else None)

    @property
    def line_key(self) -> str:
        return self.line[0] or self.key

    @property
    def line_name(self) -> str:
        return self.line[1] or self.name


CHILDCARE = ("childcare", "opvang, na toeslag")
OF_INCOME = (
    "minimumloon",
    "brutoloon_jaar",
    "toelage",
    "meerurenbonus",
    "pensioenpremie",
    "paww",
    "tweede_baan",
    "winst",
    "zvw_bijdrage",
    "uitkering",
    "belasting_box_1",
    "tariefsaanpassing",
    "algemene_heffingskorting",
    "arbeidskorting",
    "inkomensafhankelijke_combinatiekorting",
    "ouderenkorting",
    "alleenstaande_ouderenkorting",
    "jonggehandicaptenkorting",
    "uitbetaalde_heffingskorting",
)
NET = Part(
    key="net",
    name="jouw loon, na belasting",
    short="jouw loon",
    place=1,
    look="green",
    person=0,
    is_expected=slots.always,
    steps=OF_INCOME,
)
NET_PARTNER = Part(
    key="net_partner",
    name="loon partner, na belasting",
    short="loon partner",
    place=2,
    look="grey",
    person=1,
    is_expected=slots.has_partner,
    steps=OF_INCOME,
)
OWN_HOME = Part(
    key="own_home",
    name="eigen huis, in de belasting",
    article="het",
    short="eigen huis",
    beside_chart="eigen huis",
    place=5,
    look="lime",
    is_own_home=True,
    is_expected=slots.owns,
    steps=("eigenwoningforfait", "eigen_woning", "verdeling_eigen_woning", "tariefsaanpassing"),
)
ROWS: tuple[Part, ...] = (
    NET,
    NET_PARTNER,
    OWN_HOME,
    Part(
        key="zorgtoeslag",
        name="zorgtoeslag",
        place=40,
        look="plum",
        slot=slots.zorgtoeslag_of,
        is_toeslag=True,
        is_expected=slots.always,
        title="Zorgtoeslag",
        slug="zorgtoeslag",
        steps=("zorgtoeslag",),
        starts="begint {your} zorgtoeslag",
        stops="stopt {your} zorgtoeslag",
        in_force=zorgtoeslag.IN_FORCE,
        wet=zorgtoeslag.WET,
        why_not=slots.why_no_zorgtoeslag,
    ),
    Part(
        key="huurtoeslag",
        name="huurtoeslag",
        place=30,
        look="orange",
        slot=slots.huurtoeslag_of,
        is_toeslag=True,
        is_expected=slots.rents,
        title="Huurtoeslag",
        slug="huurtoeslag",
        steps=("huurtoeslag",),
        starts="begint {your} huurtoeslag",
        stops="stopt {your} huurtoeslag",
        in_force=huurtoeslag.IN_FORCE,
        wet=huurtoeslag_uitleg.WET,
        why_not=slots.why_no_huurtoeslag,
    ),
    Part(
        key="kindgebonden_budget",
        name="kindgebonden budget",
        article="het",
        beside_chart="kindgeb. budget",
        place=20,
        look="blue",
        slot=slots.kindgebonden_budget_of,
        is_toeslag=True,
        comes_by_itself=True,
        is_expected=slots.has_children,
        title="Kindgebonden budget",
        slug="kindgebonden-budget",
        steps=("kindgebonden_budget",),
        starts="begint {your} kindgebonden budget",
        stops="stopt {your} kindgebonden budget",
        in_force=kindgebonden_budget.IN_FORCE,
        wet=kindgebonden_budget.WET,
    ),
    Part(
        key="kinderopvangtoeslag",
        name="kinderopvangtoeslag",
        short="opvangtoeslag",
        place=50,
        slot=slots.kinderopvangtoeslag_of,
        is_toeslag=True,
        bands=("first_child_percent", "next_child_percent"),
        can_be=slots.has_care,
        line=CHILDCARE,
        title="Kinderopvangtoeslag",
        slug="kinderopvangtoeslag",
        steps=("kinderopvangtoeslag",),
        starts="begint {your} kinderopvangtoeslag",
        stops="stopt {your} kinderopvangtoeslag",
        in_force=kinderopvangtoeslag.IN_FORCE,
        wet=kinderopvangtoeslag.WET,
        why_not=slots.why_no_kinderopvangtoeslag,
    ),
    Part(
        key="kinderbijslag",
        name="kinderbijslag",
        place=10,
        look="sky",
        slot=slots.kinderbijslag_of,
        can_be=slots.has_children,
        title="Kinderbijslag",
        slug="kinderbijslag",
        steps=("kinderbijslag",),
        in_force=kinderbijslag.IN_FORCE,
        by_month=True,
        wet=kinderbijslag.WET,
        why_not=slots.why_no_kinderbijslag,
    ),
    Part(
        key="childcare_cost",
        name="kosten van de opvang",
        short="opvang",
        place=60,
        sign=-1,
        slot=slots.childcare_cost_of,
        line=CHILDCARE,
    ),
    Part(
        key="commute_cost",
        name="reiskosten",
        short="reizen",
        place=70,
        sign=-1,
        slot=slots.commute_cost_of,
        can_be=slots.travels,
        title="Reiskosten",
        slug="reiskosten",
        steps=("reiskosten",),
        is_personal=True,
        in_force=reiskosten.IN_FORCE,
        wet=reiskosten.WET,
        why_not_of=slots.why_no_commute_cost,
    ),
    Part(
        key="student_debt",
        name="studieschuld",
        place=80,
        sign=-1,
        slot=slots.student_debt_of,
        can_be=slots.has_student_debt,
        title="Studieschuld",
        slug="studieschuld",
        steps=("studieschuld",),
        is_personal=True,
        comes_later=True,
        starts="begin je je studieschuld terug te betalen",
        stops="hoef je niets van je studieschuld te betalen",
        in_force=studieschuld.IN_FORCE,
        wet=studieschuld.WET,
        why_not_of=slots.why_no_student_debt,
    ),
)
"""In the order of the law: what is computed, explained and answered first."""


def rows() -> tuple[Part, ...]:
    """Asked for each time, so that there's one list, whoever reads it."""
    return ROWS


def by_place() -> list[Part]:
    """In the order of the tables."""
    return sorted(rows(), key=lambda part: part.place)


def toeslagen() -> list[Part]:
    return [part for part in rows() if part.is_toeslag]


def with_slot() -> Iterator[tuple[Part, Slot]]:
    """All but income."""
    for part in rows():
        if part.slot is not None:
            yield part, part.slot


def lines() -> dict[str, list[Part]]:
    """The rows of the tables by their key: a part alone, or a cost with what pays for it."""
    by_line: dict[str, list[Part]] = {}
    for part in by_place():
        by_line.setdefault(part.line_key, []).append(part)
    return by_line


def steps_of(several: Sequence[Part]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(step for part in several for step in part.steps))
