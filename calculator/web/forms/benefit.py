"""A benefit of you or your partner: of some a part goes off once you earn more, so the answer gets a range."""

from typing import ClassVar

from django import forms

from calculator.rules.uitkeringen import WETTEN
from calculator.web.forms.base import number, optional_choice
from calculator.web.forms.fields import EurosField

NONE, WW = "none", "ww"
HIGHEST_BENEFIT = 20_000
OLD_PENSIONS = "Bruto, bijvoorbeeld AOW of pensioen."


def law_field(label: str) -> forms.ChoiceField:
    choices = [(NONE, "Nee"), *((law, f"{wet.name[0].upper()}{wet.name[1:]}") for law, wet in WETTEN.items())]
    return optional_choice(
        label, choices, help_text="Verdien je meer, dan gaat daar vaak een deel af. Daar rekenen we mee."
    )


def month_field(label: str) -> EurosField:
    return EurosField(
        label=label,
        high=HIGHEST_BENEFIT,
        after="per maand",
        help_text="Bruto, bij de uren van nu. Het staat op de betaalspecificatie.",
    )


def old_wage_field() -> EurosField:
    return EurosField(
        label="Wat verdiende je voor de WW? (hoeft niet)",
        high=50_000,
        after="per maand",
        help_text="Bruto. Verdien je straks meer dan 87,5 procent daarvan, dan stopt de WW. Kijk in de brief van UWV.",
    )


class HasBenefit:
    BENEFIT: ClassVar = dict.fromkeys(WETTEN, ("benefit_month",)) | {WW: ("benefit_month", "benefit_old")}

    def check_benefit(self) -> None:
        self.demand("benefit_month", "Vul in hoeveel de uitkering per maand is, bruto.")

    def benefit(self) -> dict:
        """As the engine's contract writes it; nothing for who has none."""
        law, month = self.cleaned_data["benefit"], self.cleaned_data["benefit_month"]
        if law not in WETTEN or not month:
            return {}
        old = self.cleaned_data["benefit_old"]
        before = {"old_wage_month": number(old)} if old else {}
        return {"benefit": {"law": law, "month": number(month), **before}}
