"""Step 4: rent, an own home or neither."""

from django import forms

from calculator.rules import huurtoeslag
from calculator.web.forms import housemate
from calculator.web.forms.base import NOT_A_CHOICE, StepForm, number
from calculator.web.forms.fields import EurosField
from calculator.web.forms.housemate import HasHousemate
from portal.widgets import Choice

RENT, OWN, NONE = "rent", "own", "none"


class HomeForm(HasHousemate, StepForm):
    prefix = "home"
    only_when = {
        "kind": {RENT: ("rent", "service", "mate", "mate_income", "mate_born"), OWN: ("woz", "interest")},
        "mate": HasHousemate.MATE,
    }

    kind = forms.ChoiceField(
        label="Hoe woon je?",
        widget=forms.RadioSelect,
        initial=NONE,
        error_messages=NOT_A_CHOICE,
        choices=[
            (RENT, Choice("Ik huur", "Misschien krijg je huurtoeslag.")),
            (OWN, Choice("Ik heb een koophuis", "De rente telt mee voor de belasting.")),
            (NONE, Choice("Anders", "Bijvoorbeeld bij iemand in huis. We rekenen dan niets.")),
        ],
    )
    rent = EurosField(
        label="Kale huur",
        high=10_000,
        after="per maand",
        help_text="De huur zonder servicekosten, gas, water en licht.",
    )
    service = EurosField(label="Servicekosten (hoeft niet)", high=5_000, after="per maand")
    mate = housemate.mate_field()
    mate_income = housemate.income_field()
    mate_born = housemate.born_field()
    woz = EurosField(
        label="WOZ-waarde van je huis",
        high=20_000_000,
        help_text="Staat op de brief van je gemeente en op wozwaardeloket.nl.",
    )
    interest = EurosField(
        label="Hypotheekrente",
        high=500_000,
        after="per jaar",
        help_text="Alleen de rente van dit jaar, niet de aflossing. Met een partner: van jullie samen. Staat op het "
        "jaaroverzicht van je bank.",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not self.asks_service:
            del self.fields["service"]
        self.ask_housemate()

    @property
    def asks_service(self) -> bool:
        """From 2026 on service costs don't count for the huurtoeslag."""
        return huurtoeslag.IN_FORCE.in_year(self.year).servicekosten_maximum > 0

    def clean(self):
        super().clean()
        self.demand("rent", "Vul je kale huur in. Die staat op de brief van je verhuurder.")
        self.demand("woz", "Vul de WOZ-waarde in. Een ronde schatting mag.")
        self.demand("interest", "Vul je hypotheekrente in. Betaal je geen rente? Vul dan 0 in.")
        self.check_housemate()
        return self.cleaned_data

    def housing(self) -> dict:
        given = self.cleaned_data
        if given["kind"] == RENT:
            return {
                "kind": "rent",
                "basic_rent": number(given["rent"]),
                "service_costs": number(given.get("service")) or 0,
            }
        if given["kind"] == OWN:
            return {
                "kind": "own",
                "woz_value": number(given["woz"]),
                "mortgage_interest_year": number(given["interest"]),
            }
        return {"kind": "none"}
