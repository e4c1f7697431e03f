"""Proposing a figure."""

from django import forms
from django.utils import timezone

from bootcamp.benchmarks.actions import default_end
from bootcamp.benchmarks.models import Benchmark

SECTORS = [("po", "Primair onderwijs"), ("kinderopvang", "Kinderopvang"), ("zorg", "Zorg"), ("anders", "Anders")]
FIRST_YEAR, LAST_YEAR = 2000, 2100


class BenchmarkForm(forms.ModelForm):
    sector = forms.ChoiceField(label="Sector", choices=SECTORS)
    source = forms.URLField(
        label="Bron",
        required=False,
        max_length=500,
        assume_scheme="https",
        widget=forms.TextInput(attrs={"inputmode": "url"}),
        error_messages={"invalid": "Vul een heel adres in, dat begint met https://."},
    )

    class Meta:
        model = Benchmark
        fields = [
            *(
                "name",
                "text",
                "value",
                "unit",
                "population",
                "sector",
                "level",
                "fieldwork_year",
                "published_year",
                "n",
            ),
            *("whose", "source", "seen", "certainty", "valid_until"),
        ]
        widgets = {
            "valid_until": forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
            "value": forms.TextInput(attrs={"inputmode": "decimal", "class": "input--short"}),
        }
        help_texts = {
            "name": "Kleine letters zonder spaties. Bestaat de naam al, dan komt dit cijfer ervoor in de plaats.",
            "text": "Eén zin, met het getal erin.",
            "fieldwork_year": "Wanneer het onderzocht is: 2019, of 2021-2022.",
            "n": "Hoeveel mensen. Leeg als je het niet weet.",
            "whose": "Wie het onderzocht, en bij welk bestuur als het er één is.",
        }
        error_messages = {
            "name": {
                "required": "Geef het cijfer een naam.",
                "invalid": "Gebruik kleine letters, cijfers en streepjes.",
            },
            "text": {"required": "Schrijf in één zin wat het cijfer zegt."},
            "value": {"required": "Vul het getal in.", "invalid": "Vul een getal in, zoals 15 of 0,71."},
            "unit": {"required": "Vul de eenheid in, zoals procent of fte."},
            "population": {"required": "Zeg over wie het gaat."},
            "whose": {"required": "Zeg van wie dit cijfer is."},
            "valid_until": {"required": "Kies een datum.", "invalid": "Vul een datum in, zoals 4-3-2027."},
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["valid_until"].initial = default_end(timezone.localdate())
        self.fields["value"].localize = True
        for name in ("level", "seen", "certainty"):
            self.fields[name].error_messages["required"] = "Kies er een."

    def clean_published_year(self):
        year = self.cleaned_data["published_year"]
        if year is not None and not FIRST_YEAR <= year <= LAST_YEAR:
            raise forms.ValidationError(f"Vul een jaar in van {FIRST_YEAR} tot {LAST_YEAR}.")
        return year

    def clean(self):
        cleaned = super().clean()
        if not cleaned.get("fieldwork_year") and not cleaned.get("published_year"):
            self.add_error("fieldwork_year", "Vul het jaar van het onderzoek in, of dat van de publicatie.")
        return cleaned
