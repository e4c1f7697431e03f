"""A benefit of you or your partner: of some a part goes off once you earn more, so the answer gets a range."""

from typing import ClassVar

from django import forms

from calculator.rules.uitkeringen import WETTEN
from calculator.web.forms.base import number, optional_choice
from calculator.web.forms.fields import EurosField

NONE = "none"
OLD_PENSIONS = "Bruto, bijvoorbeeld AOW of pensioen."


def law_field(label: str) -> forms.ChoiceField:
    choices = [(NONE, "Nee"), *((law, f"{wet.name[0].upper()}{wet.name[1:]}") for law, wet in WETTEN.items())]
    return optional_choice(
        label, choices, help_text="Verdien je meer, dan gaat daar vaak een deel af. Daar rekenen we mee."
    )


def month_field(label: str) -> EurosField:
    return EurosField(
        label=label,
        high=20_000,
        after="per maand",
        help_text="Bruto, bij de uren van nu. Het staat op de betaalspecificatie.",
    )


class HasBenefit:
    BENEFIT: ClassVar = dict.fromkeys(WETTEN, ("benefit_month",))

    def check_benefit(self) -> None:
        self.demand("benefit_month", "Vul in hoeveel de uitkering per maand is, bruto.")

    def benefit(self) -> dict:
        """As the engine's contract writes it; nothing for who has none."""
        law, month = self.cleaned_data["benefit"], self.cleaned_data["benefit_month"]
        return {"benefit": {"law": law, "month": number(month)}} if law in WETTEN and month else {}
