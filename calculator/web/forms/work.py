"""Step 1: your work and your pay, now and as you wish."""

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.forms import BoundField

from calculator.rules.cao import PO, Cao
from calculator.web.forms import extras, sectors
from calculator.web.forms.base import NOT_A_CHOICE, StepForm, number
from calculator.web.forms.extras import HasExtras
from calculator.web.forms.fields import EurosField, HoursField, NumberField, YearField
from calculator.web.forms.parsing import dutch
from portal.text.money import euros
from portal.widgets import Choice, UnitInput

SCALE, GROSS, OTHER = "scale", "gross", "other"
KNOWN_WEEK = "known week"
"""Of pay in a sector without a table, of which full time and fund are known."""
FULLTIME = 40
TYPICAL_AGE = 40
HIGHEST_STEP = 15
HIGHEST_MONTH = 50_000
USUAL_MONTH = 10_000
"""Few full-time jobs pay more; a part-time job that would is asked back."""


def birth_day(birth_year: int | None, year: int) -> date:
    """The middle of the year stands in for the day, which no rule below AOW age asks for."""
    return date(birth_year or year - TYPICAL_AGE, 7, 1)


class BirthYearField(YearField):
    """Of an adult."""

    def __init__(self, **kwargs):
        super().__init__(first=1930, last=2007, **kwargs)

    def asked_in(self, year: int) -> None:
        """An adult is 18 on 1 January."""
        self.last = year - 19


class ScaleField(forms.ChoiceField):
    def __init__(self, **kwargs):
        super().__init__(label="Schaal", required=False, error_messages=NOT_A_CHOICE, **kwargs)
        self.widget.attrs["class"] = "input--middle"


class ScaleStepField(forms.TypedChoiceField):
    def __init__(self, **kwargs):
        super().__init__(
            label="Trede",
            required=False,
            coerce=int,
            empty_value=None,
            error_messages={"invalid_choice": "Kies een trede uit de lijst."},
            **kwargs,
        )
        self.widget.attrs["class"] = "input--middle"

    def offer(self, highest: int) -> None:
        """Only the steps that there are. A higher one that was sent is understood, so that it's said what is wrong."""
        self.choices = [
            ("", "Kies een trede"),
            *((str(step), str(step)) for step in range(1, max(highest, HIGHEST_STEP) + 1)),
        ]
        self.widget.choices = self.choices[: highest + 1]


class HasScale:
    """For a form with a scale and a step: choices of this year, and whether they go together."""

    def offer_scales(self) -> None:
        scales = PO.scales(self.year)
        self.fields["scale"].choices = [(name, name) for name in scales]
        highest = max((steps[-1] for steps in scales.values()), default=0)
        self.fields["step"].offer(highest)

    def check_scale_and_step(self, *, escape: str) -> None:
        scale, step = self.cleaned_data.get("scale"), self.cleaned_data.get("step")
        self.demand("scale", f"Kies een schaal. {escape}")
        of_scale = PO.scales(self.year).get(scale or "")
        steps = of_scale[-1] if of_scale else HIGHEST_STEP
        self.demand("step", f"Kies een trede van 1 tot en met {steps}. {escape}")
        if step and step > steps:
            self.add_error("step", f"Schaal {scale} loopt tot en met trede {steps}. {escape}")


class HasMonth:
    """For a form with a month's wage and the hours that it's for, and `sure`: what was asked back about these two."""

    @staticmethod
    def sure_field() -> forms.CharField:
        return forms.CharField(required=False, widget=forms.HiddenInput, max_length=40)

    def check_month(self, hours_field: str, *, fulltime) -> None:
        month, hours = self.cleaned_data.get("month"), self.cleaned_data.get(hours_field)
        if not month or hours is None:
            return
        if hours == 0:
            self.add_error(hours_field, "Bij 0 uur hoort geen loonstrook. Vul de uren in die bij dit loon horen.")
        elif month * fulltime / hours > HIGHEST_MONTH:
            whole = euros(100 * month * fulltime / hours)
            self.add_error(
                "month",
                f"Met dit loon voor {dutch(hours)} uur is een volledige baan {whole} per maand. Kijk of loon en uren "
                "bij elkaar horen.",
            )
        elif hours < fulltime and month <= USUAL_MONTH < month * fulltime / hours:
            self._ask_back(month, hours, fulltime)

    def _ask_back(self, month, hours, fulltime) -> None:
        """Once: who sends the same two again is sure."""
        asked = f"{month}/{hours}"
        if self.cleaned_data.get("sure") == asked:
            return
        self.data = self.data.copy()
        self.data[self.add_prefix("sure")] = asked
        whole, part = euros(100 * month * fulltime / hours), euros(100 * month * hours / fulltime)
        self.add_error(
            "month",
            f"Is {euros(100 * month)} het loon van een volledige baan? Dan is het voor {dutch(hours)} uur {part}. Nu "
            f"rekenen we met {whole} voor een volledige baan. Klopt het toch? Ga dan gewoon verder.",
        )


def place_field(cao: Cao) -> str:
    return f"place_{cao.key}"


class WorkForm(HasScale, HasMonth, HasExtras, StepForm):
    prefix = "work"
    only_when = {
        "pay": {
            SCALE: ("scale", "step"),
            GROSS: ("month",),
            OTHER: ("sector", "month", "fulltime_hours", "holiday_percent", "year_end_percent"),
            KNOWN_WEEK: ("sector", "month", "holiday_percent", "year_end_percent"),
        },
        "fixed": HasExtras.FIXED_AMOUNT,
    }

    kind = forms.ChoiceField(
        label="Hoe wil je je loon invullen?",
        widget=forms.RadioSelect,
        initial=SCALE,
        error_messages=NOT_A_CHOICE,
        choices=[
            (SCALE, Choice("Met mijn schaal en trede", "Die staan op je loonstrook, vaak rechtsboven.")),
            (GROSS, Choice("Met mijn brutoloon", "Het bedrag per maand voor je uren van nu.")),
            (OTHER, Choice("Ik werk niet in het basisonderwijs", "Dan kies je eerst je sector.")),
        ],
    )
    scale = ScaleField(initial="LB")
    step = ScaleStepField()
    month = EurosField(
        label="Brutoloon per maand",
        low=1,
        high=HIGHEST_MONTH,
        after="per maand",
        help_text="Zoals op je loonstrook van een gewone maand, voor je uren van nu.",
    )
    sector = sectors.SectorField()
    fulltime_hours = HoursField(
        label="Hoeveel uur is voltijd bij jouw werkgever?", initial="40", low=1, high=48, help_text="Vaak 36, 38 of 40."
    )
    holiday_percent = NumberField(
        label="Vakantiegeld", initial="8", high=30, widget=UnitInput("procent"), help_text="Bijna altijd 8 procent."
    )
    year_end_percent = NumberField(
        label="Eindejaarsuitkering of dertiende maand",
        initial="0",
        high=30,
        widget=UnitInput("procent"),
        help_text="In procent van je loon per jaar. Een dertiende maand is 8,33 procent.",
    )
    sure = HasMonth.sure_field()
    hours_now = HoursField(
        label="Hoeveel uur werk je nu per week?",
        high=None,
        help_text="Het aantal uren in je contract. Voltijd is in het basisonderwijs 40 uur, in opvang en zorg 36.",
    )
    hours_wish = HoursField(
        label="Aan hoeveel uur denk je?",
        initial="32",
        high=None,
        help_text="Minder mag ook. Je kunt dit straks nog verschuiven.",
    )
    birth_year = BirthYearField(
        label="In welk jaar ben je geboren? (hoeft niet)",
        help_text="Vanaf je AOW-leeftijd gelden andere belastingregels. Laat je dit leeg? Dan gaan we uit van "
        f"{TYPICAL_AGE} jaar.",
    )
    start = extras.start_field()
    bonus = extras.bonus_field()
    fixed = extras.fixed_field()
    fixed_amount = extras.fixed_amount_field()
    leave = extras.leave_field()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.offer_scales()
        self.offer_extras()
        self.fields["sector"].offer(self.year)
        self._offer_places()
        self.fields["birth_year"].asked_in(self.year)
        for name in ("hours_now", "hours_wish"):
            self.fields[name].fulltime = self._fulltime_as_typed()

    def _fulltime_as_typed(self) -> Decimal:
        """For a question back, before anything was checked."""
        if self.data.get(self.add_prefix("kind")) != OTHER:
            return Decimal(FULLTIME)
        sector = self.data.get(self.add_prefix("sector"), "")
        agreement, by_pay = sectors.sector_of(sector), sectors.BY_PAY.get(sector)
        if agreement or by_pay:
            return Decimal(agreement.fulltime_hours(self.year) if agreement else by_pay.fulltime_hours)
        try:
            return self.fields["fulltime_hours"].clean(self.data.get(self.add_prefix("fulltime_hours"), "")) or FULLTIME
        except forms.ValidationError:
            return Decimal(FULLTIME)

    def _offer_places(self) -> None:
        """Right under the choice of a sector."""
        names = list(self.fields)
        after = names.index("sector") + 1
        places = {place_field(cao): sectors.place_field(cao, self.year) for cao in sectors.offered(self.year)}
        self.fields |= places
        self.order_fields([*names[:after], *places])

    def chosen(self, chooser):
        """How the pay is told: a kind, or in a sector with a table the name of its agreement."""
        if chooser != "pay":
            return super().chosen(chooser)
        kind = super().chosen("kind")
        if kind != OTHER:
            return kind
        if self.agreement:
            return self.agreement.key
        return KNOWN_WEEK if self.by_pay else OTHER

    @property
    def by_pay(self) -> sectors.ByPay | None:
        """A sector of which full time and fund are known, and no table is used."""
        return sectors.BY_PAY.get(super().chosen("sector")) if super().chosen("kind") == OTHER else None

    @property
    def agreement(self) -> Cao | None:
        """The agreement of another sector than primary education, where its table is used."""
        if super().chosen("kind") != OTHER:
            return None
        return sectors.sector_of(super().chosen("sector"))

    def needless(self) -> set[str]:
        places = {place_field(cao): cao for cao in sectors.offered(self.year)}
        needless = super().needless() if self.in_primary else super().needless() | {"leave"}
        if self.agreement is None:
            return needless | set(places)
        return (needless - {"sector"}) | {name for name, cao in places.items() if cao is not self.agreement}

    @property
    def in_primary(self) -> bool:
        return self.chosen("pay") in (SCALE, GROSS)

    def clean(self):
        super().clean()
        pay = self.chosen("pay")
        if self.agreement:
            self.demand(place_field(self.agreement), f"Kies je schaal en {self.agreement.step} uit de lijst.")
        if pay == SCALE:
            self.check_scale_and_step(escape="Weet je hem niet? Kies dan bovenaan “Met mijn brutoloon”.")
        self.demand("month", "Vul je brutoloon per maand in. Het staat bovenaan op je loonstrook.")
        self.demand("fulltime_hours", "Vul in hoeveel uur voltijd is, bijvoorbeeld 40.")
        self.demand("holiday_percent", "Vul je vakantiegeld in, meestal 8 procent. Krijg je het niet? Vul dan 0 in.")
        self.demand("hours_now", "Vul in hoeveel uur je nu werkt. Werk je nu niet? Vul dan 0 in.")
        self.demand("hours_wish", "Vul in aan hoeveel uur je denkt.")
        self.check_extras()
        if "fulltime_hours" not in self.errors:
            self._check_hours()
            self.check_month("hours_now", fulltime=self.fulltime)
        return self.cleaned_data

    def _check_hours(self) -> None:
        bounded = HoursField(high=self.fulltime)
        for name in ("hours_now", "hours_wish"):
            hours = self.cleaned_data.get(name)
            if hours is not None:
                try:
                    bounded.check(hours)
                except ValueError as reason:
                    self.add_error(name, str(reason))

    @property
    def fulltime(self):
        if self.agreement:
            return self.agreement.fulltime_hours(self.year)
        return self.by_pay.fulltime_hours if self.by_pay else self.cleaned_data.get("fulltime_hours") or FULLTIME

    @property
    def places(self) -> list[tuple[str, BoundField]]:
        """The lists of scales of other sectors, with the choice that each goes with."""
        return [(sectors.value_of(cao), self[place_field(cao)]) for cao in sectors.offered(self.year)]

    @property
    def in_school(self) -> bool:
        return self.agreement.in_school if self.agreement else self.in_primary

    def fund(self) -> dict[str, Any]:
        """The pension fund, and whether PAWW goes off, where the sector says so."""
        if self.by_pay:
            return {"pension": self.by_pay.fund, "paww": self.by_pay.paww}
        return {"pension": self.agreement.terms.in_year(self.year).fonds} if self.agreement else {}

    def wage(self) -> dict:
        """The wage as the engine's contract names it."""
        given, pay = self.cleaned_data, self.chosen("pay")
        hours = number(given["hours_now"])
        if pay == SCALE:
            return {"cao": PO.key, "scale": given["scale"], "step": given["step"], "hours": hours}
        if self.agreement:
            scale, step = given[place_field(self.agreement)]
            return {"cao": self.agreement.key, "scale": scale, "step": step, "hours": hours}
        wage = {"month": number(given["month"]), "hours": hours, "fulltime_hours": number(self.fulltime)}
        return {**wage, **self._extra_percentages()}

    def _extra_percentages(self) -> dict:
        if self.cleaned_data["kind"] == GROSS:
            terms = PO.terms.in_year(self.year)
            holiday, year_end = terms.vakantiegeld / 1000, terms.eindejaarsuitkering / 1000
        else:
            holiday = number(self.cleaned_data["holiday_percent"] or 0)
            year_end = number(self.cleaned_data["year_end_percent"] or 0)
        return {"holiday_percent": holiday, "year_end_percent": year_end}

    def person(self) -> dict:
        return {
            "birth_date": birth_day(self.cleaned_data["birth_year"], self.year).isoformat(),
            "wage": self.wage() | self.of_the_wage(),
            **self.of_the_person(),
        }
