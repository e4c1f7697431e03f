"""Sectors beside primary education of which there's a pay table: some in the code, others once HPP released them."""

from django import forms

from calculator.rules.cao import CAOS
from calculator.web.forms.base import NOT_A_CHOICE
from portal.widgets import LongSelect

SECTORS = {
    "vo": "Voortgezet onderwijs",
    "kinderopvang": "Kinderopvang",
    "vvt": "Verpleging, verzorging of thuiszorg",
}
SHORT = {"po": "cao PO", "vo": "cao VO", "kinderopvang": "cao Kinderopvang", "vvt": "cao VVT"}
STEP = {"kinderopvang": "nummer"}
"""What a step is called, where it isn't a trede."""
SCHOOLS = ("po", "vo")
WITHOUT_TABLE = "month"


def value_of(cao: str) -> str:
    """In the choice of a sector."""
    return f"cao-{cao}"


def offered(year: int) -> dict[str, str]:
    """By the name of their agreement."""
    return {cao: words for cao, words in SECTORS.items() if cao in CAOS and CAOS[cao].scales(year)}


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
        known = [(value_of(cao), words) for cao, words in offered(year).items()]
        self.choices = [*known, (WITHOUT_TABLE, "Een andere sector")]


class PlaceField(forms.ChoiceField):
    """Scale and step of one agreement in a single list; becomes (scale, step)."""

    def __init__(self, cao: str):
        self.cao = cao
        super().__init__(
            label=f"Je schaal en {STEP.get(cao, 'trede')}",
            widget=LongSelect,
            required=False,
            error_messages={"invalid_choice": "Kies uit de lijst."},
            help_text="Die staan op je loonstrook.",
        )
        self.widget.attrs["class"] = "input--long"

    def offer(self, year: int) -> None:
        step = STEP.get(self.cao, "trede")
        scales = CAOS[self.cao].scales(year) if self.cao in CAOS else {}
        self.choices = [
            ("", "Kies uit de lijst"),
            *(
                (f"Schaal {scale}", [(f"{scale}-{each}", f"Schaal {scale}, {step} {each}") for each in steps])
                for scale, steps in scales.items()
            ),
        ]

    def clean(self, value):
        scale, _, step = super().clean(value).rpartition("-")
        return (scale, int(step)) if scale else None
