"""What a board types: a menu, an option of each kind, why it may, and a net wish to look at."""

from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from bootcamp.facts.forms import DutchNumberField
from bootcamp.facts.own_figures import FigureQuestion
from bootcamp.menu import grid, needs, refusals
from bootcamp.menu.models import BoardMenu, GrantFact, MenuOption, MenuReason
from portal.fields import NearDayField
from portal.meanwhile import CarefulForm
from portal.text.plain import one_line, readable
from portal.widgets import UnitInput

Kind = MenuOption.Kind
MOST_CHOICES = 10


class AmountField(DutchNumberField):
    """One amount, that must be there."""

    def clean(self, value):
        if refusals.is_several_amounts(str(value or "")):
            raise ValidationError(refusals.SAME_FOR_ALL)
        number = super().clean(value)
        if number is None:
            raise ValidationError(f"Vul een getal in, zoals {self.asked.least if self.asked.digits else 100}.")
        return number


def whole(label: str, unit: str, *, least: int, most: int, help_text: str = "", required: bool = True) -> Any:
    said = f"Vul een heel getal in van {least} tot en met {most}."
    return forms.IntegerField(
        label=label,
        help_text=help_text,
        required=required,
        min_value=least,
        max_value=most,
        widget=UnitInput(unit, inputmode="numeric"),
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), said),
    )


class MenuForm(CarefulForm, forms.ModelForm):
    employer_percent = DutchNumberField(
        FigureQuestion(
            "employer_percent",
            "Hoeveel procent werkgeverslasten komt er bij het brutoloon?",
            "procent",
            Decimal(60),
            1,
            "Laat je dit leeg? Dan rekenen we met 29 tot 38 procent.",
        )
    )
    most = whole(
        "Hoeveel keuzes mag een collega maken?", "keuzes", least=1, most=MOST_CHOICES, help_text="Uit dit ene menu."
    )
    year = forms.TypedChoiceField(label="Met de regels van welk jaar?", coerce=int, widget=forms.RadioSelect)

    class Meta:
        model = BoardMenu
        fields = ("title", "year", "job", "step", "most", "employer_percent")
        labels = {
            "title": "Hoe heet dit menu?",
            "job": "Voor welke stap laten we het zien?",
            "step": "En voor welk salaris?",
        }
        widgets = {"job": forms.RadioSelect, "step": forms.RadioSelect}
        error_messages = {
            "title": {"required": "Geef het menu een naam, zoals Schooljaar 2027-2028."},
            "job": {"required": "Kies een stap.", "invalid_choice": "Kies een stap uit de lijst."},
            "step": {"required": "Kies een trede.", "invalid_choice": "Kies een trede uit de lijst."},
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        this, following = grid.years(timezone.localdate())
        years = {this: str(this), following: f"{following} (voor een deel nog een voorstel)"}
        if self.instance.pk and self.instance.year not in years:
            years = {self.instance.year: str(self.instance.year), **years}
        self.fields["year"].choices = list(years.items())
        self.fields["year"].initial = this
        self.fields["year"].error_messages["required"] = "Kies een jaar."
        self.fields["year"].error_messages["invalid_choice"] = "Kies een jaar uit de lijst."

    def clean_title(self):
        return one_line(self.cleaned_data["title"])


AMOUNTS = {
    Kind.BONUS: FigureQuestion(
        "amount", "Hoeveel bruto per jaar?", "euro", Decimal(12_000), 0, "Eén bedrag voor iedereen.", Decimal(1)
    ),
    Kind.NET_WISH: FigureQuestion(
        "amount", "Hoeveel moet er netto per maand bij komen?", "euro", Decimal(1000), 0, "", Decimal(1)
    ),
    Kind.FREE_SPACE: FigureQuestion(
        "amount",
        "Hoeveel netto per jaar?",
        "euro",
        Decimal(12_000),
        0,
        "Tot 2.400 euro per persoon per jaar toetst de Belastingdienst niet of het gebruikelijk is. Vraag het je "
        "belastingadviseur.",
        Decimal(1),
    ),
    Kind.ALLOWANCE: FigureQuestion("amount", "Hoeveel bruto per maand?", "euro", Decimal(1000), 0, "", Decimal(1)),
    Kind.DAYS_OFF: FigureQuestion(
        "amount", "Hoeveel vrije dagen per jaar?", "dagen", Decimal(40), 1, "", Decimal("0.5")
    ),
    Kind.CHILDCARE: FigureQuestion(
        "amount",
        "Hoeveel per jaar?",
        "euro",
        Decimal(12_000),
        0,
        "Betaal je de opvang zelf? Wat dat met de kinderopvangtoeslag doet, weten we niet. Daar rekenen we niet mee.",
        Decimal(1),
    ),
    Kind.TRAVEL: FigureQuestion(
        "amount", "Hoeveel per kilometer, op de extra dag?", "euro", Decimal(1), 2, "", Decimal("0.01")
    ),
}
"""Of the kinds that have an amount."""
SUPERVISED = (Kind.LATER_START, Kind.OTHER_WORK)
FREE_OR_WAGE = [("", "als loon, met belasting"), ("vrij", "via de vrije ruimte (wkr)")]


class OptionForm(CarefulForm, forms.ModelForm):
    gross = AmountField(
        FigureQuestion(
            "gross",
            "Welk brutobedrag per jaar geven jullie aan iedereen?",
            "euro",
            Decimal(12_000),
            0,
            "Netto is voor elk huishouden anders. Daarom kies je hier één brutobedrag.",
            Decimal(1),
        )
    )
    starts_on = NearDayField(label="Vanaf wanneer?", required=False)
    ends_on = NearDayField(label="Tot en met wanneer?", required=False)
    takers = whole(
        "Met hoeveel collega’s rekenen jullie?",
        "collega’s",
        least=1,
        most=5000,
        help_text="Jullie eigen aanname. Niemand weet vooraf hoeveel mensen meedoen.",
    )
    already = whole(
        "Hoeveel collega’s werken al zo veel en krijgen het ook?", "collega’s", least=0, most=5000, help_text=""
    )
    min_hours = whole(
        "Alleen vanaf hoeveel uur per week?",
        "uur",
        least=1,
        most=40,
        help_text="Laat dit leeg als er geen grens is.",
        required=False,
    )

    class Meta:
        model = MenuOption
        fields = (
            *("title", "text", "amount", "gross", "through_free_space", "supervision", "purpose", "is_temporary"),
            *("starts_on", "ends_on", "also_already", "already", "takers", "pro_rata", "min_hours"),
            *("permanent_staff_only", "parents_only"),
        )
        labels = {
            "title": "Hoe heet deze keuze?",
            "text": "Wat krijgt een collega precies? (hoeft niet)",
            "supervision": "Wie neemt de groep of de taken over?",
            "purpose": "Waarvoor is het?",
            "through_free_space": "We betalen dit via de vrije ruimte (wkr)",
            "is_temporary": "Dit is tijdelijk",
            "also_already": "Wie al zo veel uren werkt, krijgt het ook",
            "pro_rata": "Wie minder uren werkt, krijgt naar rato",
            "permanent_staff_only": "Alleen voor vast personeel",
            "parents_only": "Alleen voor ouders",
        }
        widgets = {"text": forms.Textarea({"rows": 3}), "purpose": forms.RadioSelect}
        error_messages = {
            "title": {"required": "Geef de keuze een naam."},
            "purpose": {"required": "Kies waarvoor het is.", "invalid_choice": "Kies waarvoor het is."},
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        kind = Kind(self.instance.kind)
        if kind in AMOUNTS:
            self.fields["amount"] = AmountField(AMOUNTS[kind])
        else:
            del self.fields["amount"]
        if kind != Kind.NET_WISH:
            del self.fields["gross"]
        if kind != Kind.CHILDCARE:
            del self.fields["through_free_space"]
        if kind in SUPERVISED:
            self.fields["supervision"].required = True
            self.fields["supervision"].error_messages["required"] = "Vul in wie de groep of de taken overneemt."
        else:
            del self.fields["supervision"]
        self._say_need(self.instance.amount)
        if not self.instance.pk:
            self.initial |= {"title": kind.label, "amount": "", "parents_only": kind == Kind.CHILDCARE}

    def clean_title(self):
        return self._for_all(one_line(self.cleaned_data["title"]))

    def clean_text(self):
        return self._for_all(readable(self.cleaned_data["text"]))

    def _for_all(self, text):
        if refusals.is_by_household(text):
            raise ValidationError(refusals.SAME_FOR_ALL)
        return text

    def clean_already(self):
        return self.cleaned_data.get("already") or 0

    def clean(self):
        cleaned = super().clean()
        self._say_need(cleaned.get("amount"))
        starts, ends = cleaned.get("starts_on"), cleaned.get("ends_on")
        if cleaned.get("is_temporary") and not ends and "ends_on" not in self.errors:
            self.add_error("ends_on", "Vul in tot wanneer het is. Of haal het vinkje bij tijdelijk weg.")
        if starts and ends and ends < starts:
            self.add_error("ends_on", "Deze dag ligt voor de eerste dag.")
        if cleaned.get("already") and not cleaned.get("also_already"):
            self.add_error("already", "Je zegt dat zij het niet krijgen. Vul 0 in, of zet het vinkje aan.")
        return cleaned

    def _say_need(self, net_month: Decimal | None) -> None:
        """Beside the field: what the wish takes, so that choosing is possible."""
        if net_month and "gross" in self.fields:
            menu = self.instance.menu
            self["gross"].help_text = needs.of(menu.year, menu.hours, menu.step, int(net_month)).in_short


class ReasonForm(CarefulForm, forms.ModelForm):
    evaluated_on = NearDayField(label="Wanneer kijken jullie terug?", required=False)

    class Meta:
        model = MenuReason
        fields = (
            *("aim", "why_this", "tried", "size", "duration", "proportion", "for_whom", "consent", "evaluated_on"),
            "signed_by",
        )
        labels = {
            "aim": "Wat is jullie doel, met eigen cijfers?",
            "why_this": "Waarom dit, en kan het niet op een andere manier?",
            "tried": "Wat probeerden jullie al?",
            "size": "Hoe groot is de maatregel?",
            "duration": "Hoelang duurt hij?",
            "proportion": "Hoe gaat het naar rato?",
            "for_whom": "Wie krijgt het, en wie niet?",
            "consent": "Wat zegt de MR?",
            "signed_by": "Wie tekent?",
        }
        help_texts = {
            "consent": "Ga na of de personeelsgeleding moet instemmen. Wij weten dat niet zeker.",
            "signed_by": "Alleen de functie, zoals: voorzitter van het college van bestuur.",
        }
        widgets = {
            name: forms.Textarea({"rows": 3})
            for name in ("aim", "why_this", "tried", "size", "duration", "proportion", "for_whom", "consent")
        }

    def clean(self):
        cleaned = super().clean()
        return {name: readable(value) if isinstance(value, str) else value for name, value in cleaned.items()}


class NetForm(forms.Form):
    """By GET: what is needed for so much net a month."""

    netto = whole("Er moet elke maand zo veel overblijven", "euro", least=1, most=1000)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, initial={"netto": USUAL_NET}, **kwargs)

    def net(self) -> int:
        return self.cleaned_data["netto"] if self.is_bound and self.is_valid() else USUAL_NET


USUAL_NET = 150


class GrantForm(CarefulForm, forms.Form):
    """HPP fills in what it read; an empty field is something that isn't known."""

    def __init__(self, *args, present: dict[str, GrantFact], **kwargs):
        initial = {key: fact.text for key, fact in present.items()}
        initial |= {f"{key}_bron": fact.source for key, fact in present.items()}
        super().__init__(*args, initial=initial, **kwargs)
        for key, label in GrantFact.Key.choices:
            self.fields[key] = forms.CharField(
                label=label, required=False, max_length=500, widget=forms.Textarea({"rows": 2})
            )
            self.fields[f"{key}_bron"] = forms.CharField(
                label=f"Waar staat dat? ({label.lower()})",
                required=False,
                max_length=300,
                help_text="Artikel, paginaadres of wie het zei, en wanneer.",
            )

    def clean(self):
        cleaned = super().clean()
        for key in GrantFact.Key.values:
            if cleaned.get(key) and not cleaned.get(f"{key}_bron"):
                self.add_error(f"{key}_bron", "Vul in waar dit staat. Zonder bron laten we het niet zien.")
        return cleaned

    def facts(self) -> dict[str, tuple[str, str]]:
        return {
            key: (readable(self.cleaned_data[key]), one_line(self.cleaned_data[f"{key}_bron"]))
            for key in GrantFact.Key.values
        }
