"""Step 2: whether someone shares your household's income, and what that is."""

from django import forms

from calculator.rules.cao import PO
from calculator.web.forms.base import NOT_A_CHOICE, StepForm, number
from calculator.web.forms.benefit import OLD_PENSIONS, HasBenefit, law_field, month_field, old_wage_field
from calculator.web.forms.fields import EurosField, HoursField
from calculator.web.forms.work import (
    FULLTIME,
    GROSS,
    HIGHEST_MONTH,
    SCALE,
    TYPICAL_AGE,
    BirthYearField,
    HasMonth,
    HasScale,
    ScaleField,
    ScaleStepField,
    birth_day,
)
from portal.widgets import Choice

NONE, PARTNER = "none", "partner"
YEAR, BUSINESS, NOTHING = "year", "business", "nothing"
HOLIDAY_PERCENT = 8
FULLTIME_IN_CARE = 36


class PartnerForm(HasScale, HasMonth, HasBenefit, StepForm):
    prefix = "partner"
    only_when = {
        "kind": {
            PARTNER: (
                "pay",
                "scale",
                "step",
                "month",
                "hours",
                "pension",
                "year_income",
                "profit",
                "criterion",
                "other_income",
                "benefit",
                "benefit_month",
                "benefit_old",
                "birth_year",
            ),
        },
        "pay": {
            GROSS: ("month", "hours", "pension"),
            SCALE: ("scale", "step", "hours"),
            YEAR: ("year_income",),
            BUSINESS: ("profit", "criterion"),
        },
        "benefit": HasBenefit.BENEFIT,
    }

    kind = forms.ChoiceField(
        label="Woon je samen met een partner?",
        help_text="Iemand met wie je getrouwd bent, een samenlevingscontract, een kind of een koophuis hebt.",
        widget=forms.RadioSelect,
        initial=NONE,
        error_messages=NOT_A_CHOICE,
        choices=[
            (NONE, Choice("Nee", "Dan rekenen we met alleen jouw inkomen.")),
            (PARTNER, Choice("Ja", "Dan tellen jullie inkomens samen voor de toeslagen.")),
        ],
    )
    pay = forms.ChoiceField(
        label="Wat weet je van het loon van je partner?",
        widget=forms.RadioSelect,
        initial=GROSS,
        required=False,
        error_messages=NOT_A_CHOICE,
        choices=[
            (GROSS, Choice("Het brutoloon per maand", "Staat op de loonstrook.")),
            (SCALE, Choice("Schaal en trede", "Als je partner ook leraar in het basisonderwijs is.")),
            (YEAR, Choice("Het belastbare loon per jaar", "Staat op de jaaropgave, bij “loon loonheffing”.")),
            (BUSINESS, Choice("De winst uit een eigen bedrijf", "Als je partner zzp’er is of een eigen zaak heeft.")),
            (NOTHING, Choice("Mijn partner heeft geen loon", "Ander inkomen kun je hieronder invullen.")),
        ],
    )
    scale = ScaleField(initial="LB")
    step = ScaleStepField()
    month = EurosField(label="Brutoloon van je partner", high=HIGHEST_MONTH, after="per maand")
    sure = HasMonth.sure_field()
    hours = HoursField(label="Hoeveel uur werkt je partner per week?", high=FULLTIME, initial="32")
    pension = forms.ChoiceField(
        label="Pensioenfonds van je partner",
        required=False,
        initial="none",
        error_messages=NOT_A_CHOICE,
        help_text="De premie gaat van het loon af voordat er belasting over betaald wordt. Weet je het fonds niet? Dan "
        "rekenen we zonder premie en valt de uitkomst hoger uit: met ABP vaak meer dan € 100 per maand.",
        choices=[
            ("none", "Een ander fonds, of dat weet ik niet"),
            ("abp", "ABP (onderwijs en overheid)"),
            ("pfzw", "PFZW (zorg en welzijn)"),
        ],
    )
    year_income = EurosField(label="Belastbaar loon van je partner", high=1_000_000, after="per jaar")
    profit = EurosField(
        label="Winst van je partner",
        high=2_000_000,
        after="per jaar",
        help_text="De winst voor aftrekposten. Wat je partner zelf betaalt voor pensioen en een verzekering bij ziekte "
        "(AOV) zit er niet in. Een bv? Kies dan het brutoloon.",
    )
    criterion = forms.ChoiceField(
        label="Werkt je partner 1.225 uur of meer per jaar in het bedrijf?",
        help_text="Dat is ongeveer drie dagen per week. Dan is er zelfstandigenaftrek.",
        widget=forms.RadioSelect,
        initial="yes",
        required=False,
        error_messages=NOT_A_CHOICE,
        choices=[("yes", Choice("Ja", "")), ("no", Choice("Nee", ""))],
    )
    other_income = EurosField(
        label="Heeft je partner nog ander inkomen? (hoeft niet)",
        high=500_000,
        after="per jaar",
        help_text=f"{OLD_PENSIONS} Een uitkering hoort hieronder.",
    )
    benefit = law_field("Heeft je partner een uitkering? (hoeft niet)")
    benefit_month = month_field("Hoeveel is de uitkering van je partner?")
    benefit_old = old_wage_field()
    birth_year = BirthYearField(
        label="In welk jaar is je partner geboren? (hoeft niet)",
        help_text=f"Laat je dit leeg? Dan gaan we uit van {TYPICAL_AGE} jaar.",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.offer_scales()
        for name in ("pension", "benefit"):
            self.fields[name].widget.attrs["class"] = "input--long"
        self.fields["birth_year"].asked_in(self.year)
        self.fields["benefit_old"].label = "Wat verdiende je partner voor de WW? (hoeft niet)"
        self.fields[
            "benefit_old"
        ].help_text = "Bruto. Verdient je partner meer dan 87,5 procent daarvan, dan stopt de WW."

    def clean(self):
        super().clean()
        if self.chosen("kind") != PARTNER:
            return self.cleaned_data
        self.demand("pay", "Kies wat je van het loon van je partner weet.")
        if self.chosen("pay") == SCALE:
            self.check_scale_and_step(escape="Weet je hem niet? Vul dan het brutoloon in.")
        self.demand("month", "Vul het brutoloon van je partner in, of kies “Mijn partner heeft geen loon”.")
        self.demand("hours", "Vul in hoeveel uur je partner werkt.")
        self.check_month("hours", fulltime=FULLTIME)
        self.check_benefit()
        self.demand("profit", "Vul de winst van je partner in. Was er geen winst? Vul dan 0 in.")
        self.demand("year_income", "Vul het belastbare loon van je partner in. Het staat op de jaaropgave.")
        return self.cleaned_data

    def chosen(self, chooser):
        # Without a partner nothing else is looked at, whatever was chosen there before.
        if chooser == "pay" and super().chosen("kind") != PARTNER:
            return ""
        return super().chosen(chooser)

    @property
    def has_partner(self) -> bool:
        return self.chosen("kind") == PARTNER

    def person(self) -> dict | None:
        if not self.has_partner:
            return None
        born = birth_day(self.cleaned_data["birth_year"], self.year).isoformat()
        person = {"birth_date": born, **self._pay(), **self.benefit()}
        if self.cleaned_data["other_income"]:
            person["other_income_year"] = number(self.cleaned_data["other_income"])
        return person

    def _pay(self) -> dict:
        given, hours = self.cleaned_data, number(self.cleaned_data["hours"])
        if given["pay"] == SCALE:
            return {"wage": {"cao": PO.key, "scale": given["scale"], "step": given["step"], "hours": hours}}
        if given["pay"] == BUSINESS:
            business = {"profit_year": number(given["profit"]), "hours_criterion": given["criterion"] != "no"}
            return {"business": business}
        if given["pay"] == YEAR:
            return {"wage": {"taxable_year": number(given["year_income"])}}
        if given["pay"] == GROSS and given["month"]:
            pension = given["pension"] or "none"
            fulltime = max(hours, FULLTIME_IN_CARE) if pension == "pfzw" else FULLTIME
            wage = {"month": number(given["month"]), "hours": hours, "fulltime_hours": fulltime}
            return {"wage": {**wage, "holiday_percent": HOLIDAY_PERCENT}, "pension": pension}
        return {}
