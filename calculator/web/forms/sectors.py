"""Sectors beside primary education of which there's a pay table: some in the code, others once HPP released them."""

from typing import NamedTuple

from django import forms
from django.utils.safestring import SafeString

from calculator.engine.in_use import remembered, remembered_at_most
from calculator.rules.cao import CAOS, PO, Cao
from calculator.web.forms.base import NOT_A_CHOICE, own
from portal.widgets import LongSelect, long_options

WITHOUT_TABLE = "month"


class ByPay(NamedTuple):
    """A sector of which everyone types what the payslip says."""

    choice: str
    fulltime_hours: int
    fund: str
    paww: bool = False


BY_PAY = {
    "pay-kinderopvang": ByPay("Kinderopvang, met je brutoloon", 36, "pfzw", paww=True),
    "pay-zorg": ByPay("Zorg, met je brutoloon", 36, "pfzw"),
}
"""By their value in the choice of a sector."""


def value_of(cao: Cao) -> str:
    """In the choice of a sector."""
    return f"cao-{cao.key}"


def offered(year: int) -> list[Cao]:
    """Those beside primary education, which has a choice of its own."""
    return [cao for cao in CAOS.values() if cao is not PO and cao.scales(year)]


def sector_of(choice: str) -> Cao | None:
    """The agreement behind a choice; None for a sector without a table."""
    key = choice.removeprefix("cao-")
    return CAOS.get(key) if key != choice else None


class SectorField(forms.ChoiceField):
    def __init__(self) -> None:
        super().__init__(
            label="In welke sector werk je?",
            required=False,
            initial=WITHOUT_TABLE,
            error_messages=NOT_A_CHOICE,
            help_text="Van sommige sectoren kennen we de salaristabel. Dan hoef je je brutoloon niet te weten.",
        )
        self.widget.attrs["class"] = "input--long"

    def offer(self, year: int) -> None:
        known = [(value_of(cao), cao.sector) for cao in offered(year)]
        by_pay = [(value, sector.choice) for value, sector in BY_PAY.items()]
        self.choices = [*known, *by_pay, (WITHOUT_TABLE, "Een andere sector")]


class PlaceSelect(LongSelect):
    """Written once for each place that is chosen, for as long as the same values are in use."""

    def __init__(self, cao: Cao, year: int):
        self.cao, self.year = cao, year
        super().__init__()

    def written(self, chosen):
        is_there = any({place for place, _ in group} & chosen for _, group in places(self.cao, self.year)[1:])
        return _options(self.cao, self.year, frozenset(chosen if is_there else [""]))


@remembered_at_most(500)
def _options(cao: Cao, year: int, chosen: frozenset[str]) -> SafeString:
    return long_options(places(cao, year), chosen)


class PlaceField(forms.ChoiceField):
    """Scale and step of one agreement in a single list; becomes (scale, step)."""

    def __init__(self, cao: Cao, year: int):
        super().__init__(
            label=f"Je schaal en {cao.step}",
            widget=PlaceSelect(cao, year),
            required=False,
            error_messages={"invalid_choice": "Kies uit de lijst."},
            help_text="Die staan op je loonstrook.",
        )
        self.widget.attrs["class"] = "input--long"
        self.choices = places(cao, year)

    def clean(self, value):
        scale, _, step = super().clean(value).rpartition("-")
        return (scale, int(step)) if scale else None


@remembered
def _place_field(cao: Cao, year: int) -> PlaceField:
    return PlaceField(cao, year)


def place_field(cao: Cao, year: int) -> PlaceField:
    """For one form."""
    return own(_place_field(cao, year))


@remembered
def places(cao: Cao, year: int) -> list:
    """All scales with their steps; worked out once for as long as the same values are in use."""
    return [
        ("", "Kies uit de lijst"),
        *(
            (f"Schaal {scale}", [(f"{scale}-{step}", f"Schaal {scale}, {cao.step} {step}") for step in steps])
            for scale, steps in cao.scales(year).items()
        ),
    ]
