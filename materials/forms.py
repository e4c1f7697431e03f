from django import forms

from materials.models import Material


class SearchForm(forms.Form):
    """A wrong value in the address narrows nothing; searching has no errors."""

    zoek = forms.CharField(label="Zoek in de materialen", required=False, max_length=100)
    doel = forms.TypedMultipleChoiceField(
        label="Doel",
        required=False,
        choices=Material.Goal.choices,
        coerce=int,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "bead-input"}),
    )
    soort = forms.MultipleChoiceField(
        label="Soort",
        required=False,
        choices=Material.Kind.choices,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "bead-input"}),
    )

    @property
    def facets(self):
        return [self["doel"], self["soort"]]

    def wanted(self):
        self.is_valid()
        return {
            "words": self.cleaned_data.get("zoek", "").replace("\x00", ""),
            "goals": self.cleaned_data.get("doel", []),
            "kinds": self.cleaned_data.get("soort", []),
        }
