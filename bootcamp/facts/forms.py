"""What is typed in this room: what if, own numbers, files of DUO, and what goes into the plan."""

import re
import uuid
from decimal import Decimal, InvalidOperation

from django import forms
from django.core.exceptions import ValidationError

from bootcamp.facts.own_figures import ASKED, FigureQuestion
from bootcamp.facts.what_if import HOURS, MOST_HOURS, SHARE, WhatIfQuestion
from portal.meanwhile import CarefulForm
from portal.text.money import thousands
from portal.widgets import UnitInput

LARGEST_FILE = 80 * 1024 * 1024
MOST_FILES = 20
THOUSANDS = re.compile(r"\d{1,3}(\.\d{3})+(,\d+)?")


class WhatIfForm(forms.Form):
    """By GET, from number fields or from the sliders beside them."""

    deel = forms.IntegerField(
        label="Van de parttimers gaat",
        min_value=1,
        max_value=100,
        initial=SHARE,
        widget=UnitInput("procent", inputmode="numeric"),
        error_messages={
            "required": "Vul een getal in van 1 tot en met 100.",
            "invalid": "Vul een heel getal in, zoals 15.",
            "min_value": "Vul een getal in van 1 tot en met 100.",
            "max_value": "Vul een getal in van 1 tot en met 100.",
        },
    )
    uren = forms.IntegerField(
        label="meer werken, elk",
        min_value=1,
        max_value=MOST_HOURS,
        initial=HOURS,
        widget=UnitInput("uur", inputmode="numeric"),
        error_messages={
            "required": f"Vul een getal in van 1 tot en met {MOST_HOURS}.",
            "invalid": "Vul een heel getal in, zoals 4.",
            "min_value": f"Vul een getal in van 1 tot en met {MOST_HOURS}.",
            "max_value": f"Vul een getal in van 1 tot en met {MOST_HOURS}.",
        },
    )

    def question(self) -> WhatIfQuestion:
        """As far as it makes sense; the rest is as it begins."""
        if not self.is_bound:
            return WhatIfQuestion()
        self.is_valid()
        cleaned = self.cleaned_data
        return WhatIfQuestion(cleaned.get("deel") or SHARE, cleaned.get("uren") or HOURS)


class DutchNumberField(forms.CharField):
    """12,5 and 84.000 and 0.69; empty is nothing rather than 0."""

    def __init__(self, asked: FigureQuestion, **options):
        self.asked = asked
        css = "input--short" if asked.most < 10_000 else "input--middle"
        widget = UnitInput(asked.unit, inputmode="decimal" if asked.digits else "numeric", css=css)
        super().__init__(
            label=asked.label, help_text=asked.help, required=False, max_length=30, widget=widget, **options
        )
        self.error_messages["max_length"] = "Dit getal is te lang."

    def clean(self, value):
        text = "".join((super().clean(value) or "").replace("€", "").split())
        if not text:
            return None
        bare = text.replace(".", "") if THOUSANDS.fullmatch(text) else text
        try:
            number = Decimal(bare.replace(",", "."))
        except InvalidOperation:
            number = Decimal("NaN")
        if not number.is_finite() or not re.fullmatch(r"\d+([.,]\d+)?", bare):
            raise ValidationError("Vul een getal in, zoals 4 of 12,5.")
        if number != round(number, self.asked.digits):
            raise ValidationError(
                f"Vul hoogstens {self.asked.digits} cijfers achter de komma in."
                if self.asked.digits
                else "Vul een heel getal in, zonder komma."
            )
        if not self.asked.least <= number <= self.asked.most:
            raise ValidationError(
                f"Vul een getal in van {_shown(self.asked.least)} tot en met {_shown(self.asked.most)}."
            )
        return number

    def prepare_value(self, value):
        return _shown(value) if isinstance(value, Decimal) else value


def _shown(number: Decimal) -> str:
    whole, _, rest = f"{number:f}".partition(".")
    rest = rest.rstrip("0")
    return f"{thousands(int(whole))},{rest}" if rest else thousands(int(whole))


class OwnFiguresForm(CarefulForm):
    def __init__(self, *args, present: dict[str, Decimal], is_po: bool, **kwargs):
        super().__init__(*args, initial=present, **kwargs)
        for asked in ASKED:
            self.fields[asked.name] = DutchNumberField(asked)

    def _marks(self):
        return super()._marks()

    def values(self) -> dict[str, Decimal | None]:
        return {asked.name: self.cleaned_data.get(asked.name) for asked in ASKED}

    def clean(self):
        cleaned = super().clean()
        low, high = cleaned.get("salary_low"), cleaned.get("salary_high")
        if (low is None) != (high is None) and not {"salary_low", "salary_high"} & set(self.errors):
            self.add_error("salary_high" if high is None else "salary_low", "Vul de laagste en de hoogste allebei in.")
        elif low is not None and high is not None and high < low:
            self.add_error("salary_high", "Dit is lager dan de laagste trede.")
        return cleaned


class ManyFilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    widget = ManyFilesInput

    def clean(self, value, initial=None):
        files = value if isinstance(value, list | tuple) else [value] if value else []
        if not files:
            raise ValidationError("Kies een of meer bestanden.")
        if len(files) > MOST_FILES:
            raise ValidationError(f"Kies hoogstens {MOST_FILES} bestanden tegelijk.")
        return [self._checked(file) for file in files]

    def _checked(self, file):
        if file.size == 0:
            raise ValidationError(f"{file.name} is leeg. Haal het opnieuw op bij DUO.")
        if file.size > LARGEST_FILE:
            raise ValidationError(f"{file.name} is groter dan {LARGEST_FILE // 1024 // 1024} MB.")
        return file


class DeliveryForm(forms.Form):
    """Only the outside of the files is looked at here; a worker reads what is in them."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    files = ManyFilesField(
        label="Bestanden van DUO",
        help_text="Csv en Excel (xlsx), zoals DUO ze aanbiedt. Je mag er meer tegelijk kiezen.",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["key"].initial = uuid.uuid4
        self.fields["key"].error_messages["required"] = "Laad deze pagina opnieuw."
        self.fields["files"].error_messages["required"] = "Kies een of meer bestanden."
