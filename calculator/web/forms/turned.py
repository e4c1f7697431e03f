"""The question turned round: how much someone wants to have left over more, by hours or by a bonus."""

from django import forms

from calculator.web.forms.fields import EurosField

NOTHING_TYPED = "Vul een bedrag in, bijvoorbeeld {example}."


class TurnedForm(forms.Form):
    """By hours."""

    use_required_attribute = False
    meer = EurosField(label="Hoeveel wil je per maand meer overhouden?", low=1, high=5_000, after="per maand")

    def clean_meer(self):
        if self.cleaned_data["meer"] is None:
            raise forms.ValidationError(NOTHING_TYPED.format(example=300))
        return self.cleaned_data["meer"]

    @property
    def more_month(self) -> int:
        """Cents."""
        return int(self.cleaned_data["meer"] * 100)


class BonusForm(forms.Form):
    """By a bonus at the hours of the wish."""

    use_required_attribute = False
    netto = EurosField(
        label="Hoeveel moet een bonus je netto per maand opleveren?",
        low=1,
        high=1_000,
        after="per maand",
        help_text="We zoeken hoe hoog de bonus dan bruto per jaar moet zijn.",
    )

    def clean_netto(self):
        if self.cleaned_data["netto"] is None:
            raise forms.ValidationError(NOTHING_TYPED.format(example=150))
        return self.cleaned_data["netto"]

    @property
    def net_month(self) -> int:
        """Cents."""
        return int(self.cleaned_data["netto"] * 100)
