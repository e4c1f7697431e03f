"""Form controls with something beside them. The box itself is plain text, so that what was typed is never lost."""

from django import forms


class UnitInput(forms.TextInput):
    """A short number with its unit: `UnitInput("uur")`, `UnitInput("dagen", inputmode="numeric")`."""

    def __init__(self, after="", *, before="", inputmode="decimal", css="input--short", attrs=None):
        self.before, self.after = before, after
        super().__init__({"inputmode": inputmode, "class": css, "autocomplete": "off", **(attrs or {})})


class EurosInput(UnitInput):
    def __init__(self, after="", *, attrs=None):
        super().__init__(after, before="€", css="input--middle", attrs=attrs)


class Choice(str):
    """The label of a radio card with a line of explanation: `("ja", Choice("Ja, we wonen samen", "Dan ..."))`."""

    text: str

    def __new__(cls, title, text=""):
        choice = super().__new__(cls, title)
        choice.text = text
        return choice
