"""What the forms of all steps share."""

import copy
from typing import Any, TypeVar

from django import forms

from calculator.rules.cao import CAOS

F = TypeVar("F", bound=forms.Field)
NOT_A_CHOICE = {"required": "Kies een van de mogelijkheden.", "invalid_choice": "Kies een van de mogelijkheden."}


def optional_choice(label: str, choices: list[tuple[str, str]], *, help_text: str = "") -> forms.ChoiceField:
    """Who says nothing chooses the first."""
    return forms.ChoiceField(
        label=label,
        required=False,
        initial=choices[0][0],
        choices=choices,
        error_messages=NOT_A_CHOICE,
        help_text=help_text,
    )


class Fields(dict[str, forms.Field]):
    """Of a class of forms. A form has copies of its own, but their choices are shared: a form replaces those of a field
    and never changes them, and copying every one of them took longer than a live answer itself."""

    def __deepcopy__(self, memo: dict[int, Any]) -> dict[str, forms.Field]:
        return {name: own(field) for name, field in self.items()}


def own(field: F) -> F:
    """A copy with the same choices."""
    choices = getattr(field, "_choices", None)
    return copy.deepcopy(field, {id(choices): choices})


class StepForm(forms.Form):
    """A step in which an answer can make other fields needless; what stands there is kept, but not looked at.

    `only_when` names, for a field with choices, the fields that go with each choice.
    """

    only_when: dict[str, dict[str, tuple[str, ...]]] = {}
    use_required_attribute = False

    def __init__(self, *args, year: int, **kwargs):
        self.year = year
        self.base_fields = Fields(self.base_fields)
        super().__init__(*args, **kwargs)

    def clean(self):
        for name in self.needless():
            self.errors.pop(name, None)
            self.cleaned_data[name] = None
        return self.cleaned_data

    def needless(self) -> set[str]:
        return {
            field
            for chooser, choices in self.only_when.items()
            for field in set().union(*choices.values()) - set(choices.get(self.chosen(chooser), ()))
        }

    def chosen(self, chooser: str) -> str:
        return self.cleaned_data.get(chooser) or ""

    def demand(self, name: str, message: str) -> None:
        """Say that a field is missing, unless it already has something else wrong with it."""
        if self.cleaned_data.get(name) in (None, "") and name not in self.errors and name not in self.needless():
            self.add_error(name, message)


def fulltime_hours(wage: dict, year: int) -> float:
    """What full time is for a wage as the engine's contract writes it: as given, or as the agreement says."""
    if "cao" in wage:
        return CAOS[wage["cao"]].fulltime_hours(year)
    return wage["fulltime_hours"]


def number(value):
    """A Decimal as JSON writes numbers."""
    if value is None:
        return None
    return int(value) if value == int(value) else float(value)
