"""Step 5: savings, study debt, travel, pension."""

from django import forms

from calculator.household import parts
from calculator.rules import reiskosten, reiskosten_cao_po
from calculator.web.forms.base import NOT_A_CHOICE, StepForm, number
from calculator.web.forms.benefit import OLD_PENSIONS, HasBenefit, law_field, month_field, old_wage_field
from calculator.web.forms.fields import EurosField, NumberField
from portal.text.money import euros, euros_and_cents
from portal.text.words import listed
from portal.widgets import Choice, UnitInput

CAO_PO = "cao_po"
"""How the engine's contract names what that agreement pays."""


class RestForm(HasBenefit, StepForm):
    prefix = "rest"
    only_when = {"benefit": HasBenefit.BENEFIT}

    assets = EurosField(
        label="Hoeveel spaargeld en vermogen heb je op 1 januari? (hoeft niet)",
        high=50_000_000,
        help_text="Met een partner: van jullie samen. Je huis telt niet mee.",
    )
    other_income = EurosField(
        label="Heb je naast je loon nog ander inkomen? (hoeft niet)",
        high=500_000,
        after="per jaar",
        help_text=f"{OLD_PENSIONS} Een uitkering of loon uit een andere baan hoort hieronder.",
    )
    benefit = law_field("Heb je een uitkering? (hoeft niet)")
    benefit_month = month_field("Hoeveel is je uitkering?")
    benefit_old = old_wage_field()
    second_wage = EurosField(
        label="Heb je nog een andere baan? (hoeft niet)",
        high=500_000,
        after="per jaar",
        help_text="Het belastbare loon van die baan. Dat staat op de jaaropgave, bij “loon loonheffing”.",
    )
    debt = EurosField(
        label="Studieschuld bij DUO (hoeft niet)", high=500_000, help_text="Alleen als je al terugbetaalt."
    )
    debt_scheme = forms.ChoiceField(
        label="Hoe betaal je die terug?",
        required=False,
        initial="sf35",
        error_messages=NOT_A_CHOICE,
        help_text="Je ziet het in Mijn DUO.",
        choices=[
            ("sf35", "In 35 jaar (gestart met studeren vanaf september 2015)"),
            ("sf15", "In 15 jaar (eerder gestart met studeren)"),
        ],
    )
    km = NumberField(
        label="Hoeveel kilometer is het naar je werk? (hoeft niet)",
        high=500,
        widget=UnitInput("km enkele reis"),
    )
    km_cost = EurosField(
        label="Wat kost een kilometer jou? (hoeft niet)",
        high=5,
        after="per km",
        help_text="Vul je dit in? Dan gaat van de reiskosten af wat je werkgever vergoedt.",
    )
    km_paid = EurosField(label="Wat vergoedt je werkgever? (hoeft niet)", high=5, after="per km")
    pension = forms.ChoiceField(
        label="Bij welk fonds bouw je pensioen op?",
        required=False,
        initial="abp",
        error_messages=NOT_A_CHOICE,
        help_text="Koos je een sector buiten het basisonderwijs met je schaal? Dan nemen we het fonds van die sector.",
        choices=[
            ("abp", "ABP (onderwijs en overheid)"),
            ("pfzw", "PFZW (zorg en welzijn)"),
            ("none", "Een ander fonds of geen"),
        ],
    )
    tax_credit = forms.ChoiceField(
        label="Past deze werkgever de loonheffingskorting toe?",
        widget=forms.RadioSelect,
        initial="yes",
        required=False,
        error_messages=NOT_A_CHOICE,
        choices=[
            ("yes", Choice("Ja", "Dat is gewoon, als je één baan hebt.")),
            ("no", Choice("Nee", "Bijvoorbeeld omdat een andere werkgever dat al doet.")),
        ],
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("debt_scheme", "pension", "benefit"):
            self.fields[name].widget.attrs["class"] = "input--long"
        self.fields["km_paid"].help_text = f"Laat je dit leeg? {self._paid_by_default()}"
        self.fields["assets"].help_text += " " + self._bounds()

    def _paid_by_default(self) -> str:
        """What stands in for what an employer pays, where nobody said."""
        rate = reiskosten.IN_FORCE.in_year(self.year).onbelast_per_km
        untaxed = f"wat onbelast mag: {euros_and_cents(rate)} per km"
        cao = reiskosten_cao_po.IN_FORCE.found_in(self.year)
        if cao is None:
            return f"Dan nemen we {untaxed}."
        return (
            f"In het basisonderwijs nemen we de cao: {euros_and_cents(cao.per_km)} per km, vanaf {cao.drempel_km} tot "
            f"{cao.hoogste_km} km. Daarbuiten {untaxed}."
        )

    def _bounds(self) -> str:
        """From which savings on each toeslag stops, the lowest bound first."""
        bounds: dict[tuple[int, int], list[str]] = {}
        for part in parts.toeslagen():
            values = part.in_force.found_in(self.year) if part.in_force else None
            if hasattr(values, "vermogensgrens_alleen"):
                bound = values.vermogensgrens_alleen, values.vermogensgrens_samen
                bounds.setdefault(bound, []).append(part.with_article)
        sentences = []
        for (alone, together), names in sorted(bounds.items()):
            amount = f"{euros(alone)} (met partner {euros(together)})"
            stop = "stopt" if len(names) == 1 else "stoppen"
            sentences.append(
                f"Boven {amount} {stop} ook {listed(names)}."
                if sentences
                else f"Heb je meer dan {amount}? Dan {stop} {listed(names)}."
            )
        return " ".join(sentences)

    def clean(self):
        super().clean()
        self.check_benefit()
        given = self.cleaned_data
        if given.get("km") or given.get("km_cost") or given.get("km_paid"):
            self.demand("km", "Vul in hoeveel kilometer het naar je werk is. Of laat ook de andere vakken leeg.")
            self.demand(
                "km_cost",
                "Vul in wat een kilometer je kost, bijvoorbeeld 0,30. Kost reizen je niets? Vul dan 0 in.",
            )
        return given

    def household(self) -> dict:
        return {"assets": number(self.cleaned_data["assets"]) or 0}

    def person(self, *, in_primary: bool) -> dict:
        """`in_primary`: whether the agreement of primary education holds."""
        given = self.cleaned_data
        person = {"pension": given["pension"] or "abp", "payroll_tax_credit": given["tax_credit"] != "no"}
        person |= self.benefit()
        if given["other_income"]:
            person["other_income_year"] = number(given["other_income"])
        if given["second_wage"]:
            person["second_job"] = {"taxable_year": number(given["second_wage"])}
        if given["debt"]:
            person["student_debt"] = {"amount": number(given["debt"]), "scheme": given["debt_scheme"] or "sf35"}
        if given["km"]:
            person["commute"] = {
                "km_one_way": number(given["km"]),
                "cost_per_km": number(given["km_cost"]),
                "reimbursement_per_km": self._reimbursement(in_primary=in_primary),
            }
        return person

    def _reimbursement(self, *, in_primary: bool):
        """None is the untaxed rate."""
        by_cao = in_primary and reiskosten_cao_po.IN_FORCE.found_in(self.year) is not None
        paid = self.cleaned_data["km_paid"]
        return CAO_PO if paid is None and by_cao else number(paid)
