"""What a board writes down for its schools."""

from typing import Any

from django import forms
from django.utils import timezone

from bootcamp.boards.models import LONGEST
from portal.fields import NearDayField
from portal.meanwhile import CarefulForm
from portal.people import access
from portal.people.models import Board, User
from portal.text.plain import one_line
from portal.widgets import UnitInput

TOO_LONG = f"Gebruik hoogstens {LONGEST} tekens, ook met spaties. Dan past het op de poster van elke school."


class FramesForm(CarefulForm):
    text = forms.CharField(
        label="Wat mag op al onze scholen?",
        help_text=(
            "Bijvoorbeeld: Je mag tot 8 uur per week zelf toezeggen. Een uitbreiding mag meteen vast. "
            f"Hoogstens {LONGEST} tekens: het staat ook op de poster."
        ),
        max_length=LONGEST,
        widget=forms.Textarea({"rows": 4}),
        error_messages={"required": "Vul in wat op jullie scholen mag.", "max_length": TOO_LONG},
    )
    valid_from = NearDayField(label="Vanaf wanneer geldt dit?")

    def _marks(self) -> dict[str, str]:
        """The day begins as today, which nobody else changes."""
        return {name: mark for name, mark in super()._marks().items() if name != "valid_from"}

    def clean_text(self) -> str:
        return one_line(self.cleaned_data["text"])


class SupportForm(CarefulForm):
    person = forms.ModelChoiceField(
        queryset=User.objects.none(),
        label="Wie helpt de scholen?",
        help_text="Kies iemand van jullie bestuur met een account: de projectleider of HR.",
        empty_label="Kies iemand",
        error_messages={"required": "Kies wie helpt.", "invalid_choice": "Kies iemand uit de lijst."},
    )
    hours = forms.IntegerField(
        label="Hoeveel uur per week is er voor alle scholen samen?",
        min_value=1,
        max_value=80,
        widget=UnitInput("uur", inputmode="numeric"),
        error_messages={
            "required": "Vul een getal in, zoals 8.",
            "invalid": "Vul een heel getal in, zoals 8.",
            "min_value": "Vul een getal in van 1 tot en met 80.",
            "max_value": "Vul een getal in van 1 tot en met 80.",
        },
    )
    how = forms.CharField(
        label="Hoe vraagt een school om hulp?",
        help_text="Bijvoorbeeld: bel op dinsdag, of stuur een mail met je vraag.",
        max_length=LONGEST,
        widget=forms.Textarea({"rows": 3}),
        error_messages={
            "required": "Vul in hoe een school om hulp vraagt.",
            "max_length": TOO_LONG.split(",")[0] + ".",
        },
    )

    def __init__(self, *args: Any, board: Board, **kwargs: Any):
        super().__init__(*args, **kwargs)
        people = User.objects.filter(access.leaders_from_board(), board=board, is_active=True)
        field: Any = self.fields["person"]
        field.queryset = people.order_by("first_name", "last_name", "pk")
        field.label_from_instance = lambda person: person.full_name

    def clean_how(self) -> str:
        return one_line(self.cleaned_data["how"])


def first_values(text: str = "") -> dict[str, Any]:
    return {"text": text, "valid_from": timezone.localdate()}
