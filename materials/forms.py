from django import forms

from materials.models import Material
from portal.goals import Goal

LONGEST_SEARCH = 100


class SearchForm(forms.Form):
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

    def wanted(self) -> dict:
        self.is_valid()
        words = self.data.get("zoek", "").replace("\x00", "")
        return {
            "words": " ".join(words[:LONGEST_SEARCH].split()),
            "goals": self.cleaned_data.get("doel", []),
            "kinds": self.cleaned_data.get("soort", []),
        }

    def facets(self, counts: dict[str, dict]) -> list:
        """[(label, [(box, how many)])]: what each box would show, beside the words that are searched for."""
        values = {"doel": Goal.values, "soort": Material.Kind.values}
        return [
            (
                self[name].label,
                [(box, counts[name].get(value, 0)) for box, value in zip(self[name], found, strict=True)],
            )
            for name, found in values.items()
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
