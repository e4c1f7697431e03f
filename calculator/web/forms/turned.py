"""The question turned round: how much someone wants to have left over more."""

from django import forms

from calculator.web.forms.fields import EurosField


class TurnedForm(forms.Form):
    use_required_attribute = False
    meer = EurosField(label="Hoeveel wil je per maand meer overhouden?", low=1, high=5_000, after="per maand")

    def clean_meer(self):
        if self.cleaned_data["meer"] is None:
            raise forms.ValidationError("Vul een bedrag in, bijvoorbeeld 300.")
        return self.cleaned_data["meer"]

    @property
    def more_month(self) -> int:
        """Cents."""
        return int(self.cleaned_data["meer"] * 100)
