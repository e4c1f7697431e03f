from collections import Counter
from typing import ClassVar

from django import forms

from materials.models import Material, MaterialState
from portal.files.uploads import check_upload
from portal.goals import Goal
from portal.listing import SearchForm
from portal.meanwhile import CarefulForm

LONGEST_SEARCH = 100


class MaterialSearchForm(forms.Form):
    """A wrong value in the address narrows nothing; searching has no errors."""

    zoek = forms.CharField(label="Zoek in de materialen", required=False)
    doel = forms.TypedMultipleChoiceField(
        label="Doel",
        required=False,
        choices=[(goal.value, f"{goal.value}. {goal.label}") for goal in Goal],
        coerce=int,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "bead-input"}),
    )
    soort = forms.MultipleChoiceField(
        label="Soort",
        required=False,
        choices=Material.Kind.choices,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "bead-input"}),
    )

    def asked(self) -> dict:
        self.is_valid()
        words = self.data.get("zoek", "").replace("\x00", "")
        return {
            "words": " ".join(words[:LONGEST_SEARCH].split()),
            "goals": self.cleaned_data.get("doel", []),
            "kinds": self.cleaned_data.get("soort", []),
        }

    def chosen(self, outline: list[tuple[int, int, str]]) -> list[int]:
        """Which of these (pk, goal, kind) remain: any of the chosen goals, and any of the chosen kinds."""
        asked = self.asked()
        goals, kinds = asked["goals"] or Goal.values, asked["kinds"] or Material.Kind.values
        return [pk for pk, goal, kind in outline if goal in goals and kind in kinds]

    def facets(self, outline: list[tuple[int, int, str]]) -> list:
        """[(label, [(box, how many)])]: what each box would show by itself."""
        goals, kinds = Counter(goal for _, goal, _ in outline), Counter(kind for _, _, kind in outline)
        return [
            (self[name].label, [(box, counts[value]) for box, value in zip(self[name], values, strict=True)])
            for name, counts, values in (("doel", goals, Goal.values), ("soort", kinds, Material.Kind.values))
        ]


class MaterialForm(forms.ModelForm):
    """The admin names the fields; here they get the checks that look at more than one."""

    def clean(self):
        cleaned = super().clean()
        self._check_audience(cleaned)
        if not self._has_something_to_read(cleaned):
            self.add_error("body", "Schrijf een tekst of kies een bestand. Nu is er niets te lezen.")
        return cleaned

    def _check_audience(self, cleaned: dict) -> None:
        """What isn't of this audience is left out, so that nobody thinks that it counts."""
        access = cleaned.get("access")
        if access == Material.Access.SHELF and not cleaned.get("shelves"):
            self.add_error("shelves", "Kies minstens één plank. Anders ziet niemand dit stuk.")
        if access == Material.Access.SESSION and not cleaned.get("stage"):
            self.add_error("stage", "Kies vóór of na welke werksessie.")
        if access == Material.Access.BOARD and not cleaned.get("board"):
            self.add_error("board", "Kies een bestuur. Anders ziet niemand dit stuk.")
        if access != Material.Access.SESSION:
            cleaned["stage"] = ""
        if access != Material.Access.BOARD:
            cleaned["board"] = None

    def _has_something_to_read(self, cleaned: dict) -> bool:
        return bool(cleaned.get("body") or cleaned.get("file") or "file" in self.errors)


class WritingForm(CarefulForm, MaterialForm):
    """A text, and for whom it is from when. Its file has a page of its own, so that looking first loses nothing."""

    class Meta:
        model = Material
        fields = (
            *("title", "kind", "goal", "summary", "body", "access", "shelves", "stage", "board", "published_at"),
            *("source", "facts_on", "check_on"),
        )
        widgets: ClassVar = {
            "body": forms.Textarea(attrs={"rows": 18}),
            "shelves": forms.SelectMultiple(attrs={"size": 6}),
            "facts_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "check_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "published_at": forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        }
        help_texts: ClassVar = {
            "shelves": "Alleen bij: deelnemers van bootcamps die je kiest.",
            "stage": "Alleen bij: vóór of na een werksessie. Vóór werksessie 3 is: zodra werksessie 2 voorbij is.",
            "board": "Alleen bij: scholen van één bestuur.",
            "published_at": "Leeg: het is een concept, alleen HPP ziet het.",
        }

    def _has_something_to_read(self, cleaned: dict) -> bool:
        """A draft may be empty: its file comes next."""
        return bool(cleaned.get("body") or self.instance.file or not cleaned.get("published_at"))


class FileForm(CarefulForm, forms.ModelForm):
    class Meta:
        model = Material
        fields = ("file",)
        widgets: ClassVar = {"file": forms.FileInput}

    file = forms.FileField(
        label="Bestand",
        help_text="Hoogstens 25 MB. Een nieuw bestand komt in de plaats van het oude.",
        max_length=100,
        validators=[check_upload],
        error_messages={"required": "Kies een bestand.", "empty": "Dit bestand is leeg."},
    )


class DeskSearchForm(SearchForm):
    zoek = forms.CharField(label="Zoek", required=False)
    toon = forms.ChoiceField(label="Toon", required=False, choices=[("", "alles"), *MaterialState.choices])
