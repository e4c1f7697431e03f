"""What only some need beside their pay: from when on, a bonus, a fixed amount once a year, the leave from 57 on."""

from typing import Any, ClassVar, NamedTuple

from django import forms

from calculator.web.forms.base import number, optional_choice
from calculator.web.forms.fields import EurosField
from portal.text.dates import MONTHS

ALL_YEAR, NO_FIXED, NO_LEAVE = "year", "none", "none"
FROM_AGE = 57


class Fixed(NamedTuple):
    """A kind of yearly amount, as the engine's contract asks it."""

    choice: str
    name: str
    """Within a sentence."""
    month: int
    pensionable: bool


FIXED = {
    "december": Fixed(
        "De uitkering in december voor onderwijsondersteunend personeel", "uitkering in december", 12, True
    ),
    "october": Fixed("De oktobertoelage op de hoogste trede", "oktobertoelage", 10, False),
    "allowance": Fixed("Een andere vaste toelage", "vaste toelage", 12, False),
}
LEAVE = {
    "50": "Ja, en ik betaal 50 procent ervan zelf",
    "40": "Ja, en ik betaal 40 procent ervan zelf (tot en met schaal 8)",
}
NAMES = ("start", "bonus", "fixed", "fixed_amount", "leave")


def start_field() -> forms.ChoiceField:
    months = [(str(month), f"1 {MONTHS[month - 1]}") for month in range(2, 13)]
    return optional_choice(
        "Vanaf wanneer werk je die uren? (hoeft niet)",
        [(ALL_YEAR, "Reken met een heel jaar"), *months],
        help_text="Toeslagen en belasting kijken naar het hele jaar. Begin je later, dan zie je dit jaar en volgend "
        "jaar naast elkaar.",
    )


def bonus_field() -> EurosField:
    return EurosField(
        label="Krijg je een bonus voor meer uren? (hoeft niet)",
        high=50_000,
        after="per jaar",
        help_text="Bruto. Hij telt mee bij elk aantal uren boven je uren van nu. Weet je alleen hoeveel je netto wilt? "
        "Kies dan straks bij je uitkomst “Reken andersom”.",
    )


def fixed_field() -> forms.ChoiceField:
    choices = [(NO_FIXED, "Nee"), *((key, fixed.choice) for key, fixed in FIXED.items())]
    return optional_choice(
        "Krijg je één keer per jaar een vast bedrag? (hoeft niet)",
        choices,
        help_text="Naast vakantiegeld en eindejaarsuitkering. Het groeit mee met je uren.",
    )


def fixed_amount_field() -> EurosField:
    return EurosField(
        label="Hoeveel is dat bij een volledige baan?",
        high=50_000,
        after="per jaar",
        help_text="Bruto. Het staat in je cao of op je loonstrook van die maand.",
    )


def leave_field() -> forms.ChoiceField:
    return optional_choice(
        f"Neem je het verlof op voor wie {FROM_AGE} jaar of ouder is? (hoeft niet)",
        [(NO_LEAVE, "Nee"), *LEAVE.items()],
        help_text="Bij een volledige baan is dat 130 uur per jaar. Je eigen deel gaat van je salaris af.",
    )


class HasExtras:
    """For the form of work and pay."""

    FIXED_AMOUNT: ClassVar = dict.fromkeys(FIXED, ("fixed_amount",))
    in_primary: bool
    """Whether the agreement of primary education holds."""

    def offer_extras(self) -> None:
        for name in ("start", "fixed", "leave"):
            self.fields[name].widget.attrs["class"] = "input--long"

    def check_extras(self) -> None:
        self.demand("fixed_amount", "Vul in hoeveel dat bij een volledige baan is, bruto per jaar.")
        if self.cleaned_data.get("leave") not in LEAVE or "birth_year" in self.errors:
            return
        born = self.cleaned_data.get("birth_year")
        if born is None:
            self.add_error("birth_year", f"Vul je geboortejaar in. Dit verlof is er vanaf {FROM_AGE} jaar.")
        elif self.year - born < FROM_AGE:
            self.add_error(
                "leave", f"Dit verlof is er vanaf {FROM_AGE} jaar. Ben je in {born} geboren? Kies dan “Nee”."
            )

    @property
    def asks_more(self) -> bool:
        """Whether the folded part has something in it to see."""
        for name in NAMES:
            value = self[name].value()
            if self[name].errors or (value and value != self.fields[name].initial):
                return True
        return False

    def of_the_wage(self) -> dict[str, Any]:
        """As the engine's contract writes it."""
        given, beside = self.cleaned_data, {}
        fixed = FIXED.get(given["fixed"] or "")
        if fixed and given["fixed_amount"]:
            amount = number(given["fixed_amount"])
            beside["fixed_yearly"] = [
                {"name": fixed.name, "fulltime": amount, "month": fixed.month, "pensionable": fixed.pensionable}
            ]
        if given["leave"] in LEAVE:
            beside["leave_57"] = {"own_share_percent": int(given["leave"])}
        return beside

    def of_the_person(self) -> dict[str, Any]:
        bonus = self.cleaned_data["bonus"]
        return {"extra_hours_bonus": {"gross_year": number(bonus)}} if bonus else {}

    def start(self) -> dict[str, Any]:
        """Of the household."""
        chosen = self.cleaned_data["start"] or ALL_YEAR
        return {} if chosen == ALL_YEAR else {"start": {"from": f"{self.year}-{int(chosen):02}-01"}}
