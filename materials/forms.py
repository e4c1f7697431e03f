from collections import Counter

from django import forms

from materials.models import Material
from portal.goals import Goal

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
        if cleaned.get("access") == Material.Access.SHELF and not cleaned.get("shelves"):
            self.add_error("shelves", "Kies minstens één plank. Anders ziet niemand dit stuk.")
        if not cleaned.get("body") and not cleaned.get("file") and "file" not in self.errors:
            self.add_error("body", "Schrijf een tekst of kies een bestand. Nu is er niets te lezen.")
        return cleaned
