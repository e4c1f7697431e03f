"""Uploading a file of values, and releasing it."""

import uuid
from pathlib import PurePath

from django import forms
from django.core.exceptions import ValidationError

from calculator.releases.actions import Upload
from calculator.releases.models import CERTAINTIES
from calculator.releases.reading import KINDS, What, kind_of

LARGEST = 1024 * 1024
STARTS_WITH = {"xlsx": b"PK\x03\x04"}
DAYS = ["%Y-%m-%d", "%d-%m-%Y"]


class Day(forms.DateField):
    def __init__(self, **kwargs):
        widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "class": "input--middle"})
        super().__init__(widget=widget, input_formats=DAYS, **kwargs)


class UploadForm(forms.Form):
    """Only the outside of the file is looked at here; a worker reads what is in it."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    title = forms.CharField(
        label="Waar gaat het over?", max_length=100, help_text="Bijvoorbeeld: toeslagen 2027, of OOP vanaf juli 2026."
    )
    what = forms.ChoiceField(
        label="Wat staat er in het bestand?",
        choices=[(what, what.called) for what in What.all()],
        initial=What.VALUES,
    )
    file = forms.FileField(label="Bestand", allow_empty_file=True, help_text="TOML, CSV of Excel (xlsx). Hooguit 1 MB.")
    source = forms.CharField(
        label="Bron",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Waar staan deze bedragen gepubliceerd? Elke bron op een eigen regel.",
    )
    starts_on = Day(label="Geldt vanaf (alleen bij een tabel)", required=False)
    ends_on = Day(label="Geldt tot en met (alleen bij een tabel)", required=False)
    certainty = forms.ChoiceField(
        label="Hoe zeker is de tabel?",
        choices=CERTAINTIES,
        initial="bevestigd",
        help_text="Alleen bij een tabel. In een bestand met waarden staat dit bij elke regel.",
    )
    remark = forms.CharField(
        label="Toelichting bij de tabel (hoeft niet)",
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Bezoekers zien dit bij hun uitkomst als de tabel niet vaststaat.",
    )

    MISSING = {
        "title": "Zeg in een paar woorden waar het over gaat.",
        "file": "Kies een bestand.",
        "source": "Zeg waar deze bedragen vandaan komen.",
    }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["key"].initial = uuid.uuid4
        for name, message in self.MISSING.items():
            self.fields[name].error_messages["required"] = message

    def clean_file(self):
        file = self.cleaned_data["file"]
        kind = kind_of(file.name)
        if kind not in KINDS:
            raise ValidationError(f"Dit soort bestand ({kind or 'zonder soort'}) kan niet. Wel: {', '.join(KINDS)}.")
        if file.size == 0:
            raise ValidationError("Dit bestand is leeg. Sla het opnieuw op en probeer het nog eens.")
        if file.size > LARGEST:
            raise ValidationError("Dit bestand is groter dan 1 MB. Haal weg wat er niet in hoort.")
        start = file.read(4)
        file.seek(0)
        if kind in STARTS_WITH and start != STARTS_WITH[kind]:
            raise ValidationError(f"Dit bestand heet {kind}, maar is het niet. Sla het opnieuw op als {kind}.")
        return file

    def clean_source(self):
        lines = [" ".join(line.split()) for line in self.cleaned_data["source"].splitlines()]
        return "\n".join(line for line in lines if line)

    def clean(self):
        cleaned = super().clean()
        what = What(cleaned.get("what") or What.VALUES)
        file = cleaned.get("file")
        if not what.is_table:
            cleaned["starts_on"] = cleaned["ends_on"] = None
            return cleaned
        if file and kind_of(file.name) == "toml":
            self.add_error(
                "file", "Een tabel is een CSV- of Excelbestand. Kies anders “Waarden van één of meer regels”."
            )
        for name in ("starts_on", "ends_on"):
            if cleaned.get(name) is None and name not in self.errors:
                self.add_error(name, "Vul een datum in. In een tabel zelf staat niet wanneer hij geldt.")
        first, last = cleaned.get("starts_on"), cleaned.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", "Deze dag ligt voor de eerste dag.")
        return cleaned

    def upload(self) -> Upload:
        given = self.cleaned_data
        return Upload(
            title=given["title"],
            what=What(given["what"]),
            file_name=PurePath(given["file"].name).name[-120:],
            content=given["file"].read(),
            source=given["source"],
            starts_on=given["starts_on"],
            ends_on=given["ends_on"],
            certainty=given["certainty"],
            remark=given["remark"],
        )


class ReleaseForm(forms.Form):
    uses_from = Day(label="In gebruik vanaf", help_text="Vanaf die dag rekent het portaal ermee. Vandaag is meteen.")
    has_looked = forms.BooleanField(required=False)

    def __init__(self, *args, warnings: int, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["uses_from"].initial = today
        self.fields["uses_from"].error_messages["required"] = "Kies een dag."
        if not warnings:
            del self.fields["has_looked"]
            return
        points = "het punt hierboven" if warnings == 1 else f"alle {warnings} punten hierboven"
        self.fields["has_looked"].label = f"Ik heb {points} naast de bron gelegd, en het klopt."
        self.fields["has_looked"].required = True
        self.fields["has_looked"].error_messages["required"] = "Kijk de punten na, en zet dan een vinkje."

    def clean_uses_from(self):
        day = self.cleaned_data["uses_from"]
        if day < self.today:
            raise ValidationError("Kies vandaag of een latere dag.")
        return day
