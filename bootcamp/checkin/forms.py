"""The answers of a month: for each action one tap."""

from collections.abc import Sequence
from typing import Any

from django import forms

from bootcamp.checkin.actions import BUSY, DONE, LATER
from bootcamp.plan.models import PlanAction
from bootcamp.plan.sheets import PlanLine
from portal.text.numbers import number_in

CHOICES = [(DONE, "klaar"), (BUSY, "bezig"), (LATER, "volgende maand")]
SEEN, CHOICE = "gezien-", "zet-"
EMPTY = "Kies bij een actie hoe het staat, of kies ‘Er veranderde niets’ bovenaan."


class MonthAnswersForm(forms.Form):
    def __init__(self, *args: Any, lines: Sequence[PlanLine], actions: dict[str, PlanAction], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lines, self.actions = lines, actions
        for line in lines:
            self.fields[self.name_of(line.key)] = forms.ChoiceField(
                label=line.what,
                choices=CHOICES,
                required=False,
                widget=forms.RadioSelect,
                initial=BUSY if line.is_busy else "",
                error_messages={"invalid_choice": "Kies klaar, bezig of volgende maand."},
            )

    @staticmethod
    def name_of(key: str) -> str:
        return CHOICE + key

    @property
    def rows(self) -> list[tuple[PlanLine, forms.BoundField, int]]:
        """Each action with its field and its version as it is now."""
        return [(line, self[self.name_of(line.key)], self.actions[line.key].version) for line in self.lines]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for what in self.gone:
            self.add_error(None, f"Een collega haalde ‘{what}’ intussen weg. Kijk of de rest nog klopt.")
        if not self.errors and not self.said:
            raise forms.ValidationError(EMPTY)
        return cleaned

    @property
    def said(self) -> dict[str, str]:
        chosen = {line.key: self.cleaned_data.get(self.name_of(line.key)) for line in self.lines}
        return {key: choice for key, choice in chosen.items() if choice}

    @property
    def seen(self) -> dict[str, int]:
        """The versions that the page showed."""
        return {line.key: number_in(self.data.get(SEEN + line.key, "")) for line in self.lines}

    @property
    def gone(self) -> list[str]:
        """What was answered about and no longer stands in the plan."""
        in_plan = {line.key for line in self.lines}
        chosen = [key for key in self.actions if self.data.get(CHOICE + key) and SEEN + key in self.data]
        return [self.actions[key].what for key in chosen if key not in in_plan]

    def say_who_changed(self, keys: dict[str, str]) -> None:
        for key, who in keys.items():
            name = self.name_of(key)
            where = name if name in self.fields else None
            self.add_error(where, f"{who} wijzigde deze actie intussen. Kijk of je antwoord nog klopt.")
