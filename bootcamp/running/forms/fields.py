"""What more forms of HPP ask and check alike. What is wrong is said at its own field, and what was typed stays."""

from collections.abc import Iterable

from django import forms

from portal.text.plain import one_line
from portal.widgets import UnitInput

LONGEST = {"description": 5000, "outcome": 1000, "preparation": 3000, "agenda": 3000, "follow_up": 3000}


def limit(form: forms.ModelForm, names: Iterable[str] = LONGEST) -> None:
    """So long that nobody reaches it by writing, so short that no page drowns in it."""
    for name in names:
        if name in form.fields:
            field = form.fields[name]
            field.max_length = LONGEST[name]
            field.validators.append(forms.fields.validators.MaxLengthValidator(LONGEST[name]))


def title(text: str) -> str:
    """What is left of a name without marks that nobody sees."""
    shown = one_line(text)
    if not shown:
        raise forms.ValidationError("Vul een titel in.")
    return shown


def number(form: forms.Form, name: str, unit: str) -> None:
    form.fields[name].widget = UnitInput(unit, inputmode="numeric")
    form.fields[name].error_messages["invalid"] = "Vul een heel getal in."


def check_times(form: forms.Form, cleaned: dict) -> None:
    begins, ends = cleaned.get("begins"), cleaned.get("ends")
    if begins and ends and ends <= begins:
        form.add_error("ends", "De sessie eindigt voordat hij begint. Kies een latere tijd.")
