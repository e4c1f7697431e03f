"""Step 3: the children at home and their childcare; a form for each child."""

from dataclasses import dataclass
from datetime import date

from django.forms.formsets import BaseFormSet, formset_factory

from calculator.rules import kinderopvangtoeslag
from calculator.web.forms import parents_apart
from calculator.web.forms.base import StepForm, number, optional_choice
from calculator.web.forms.fields import DayField, EurosField, NumberField
from calculator.web.forms.parents_apart import OTHER_PARENT
from portal.text.money import euros_and_cents
from portal.widgets import UnitInput

MOST_CHILDREN = 12
GONE = "gone-"
"""What the names start with under which the page keeps a child that was taken away, for who wants it back."""
NO_CARE = "none"
CARE = {"dagopvang": "Kinderdagverblijf", "bso": "Buitenschoolse opvang (bso)", "gastouder": "Gastouder"}


def highest_rate(kind: str, year: int) -> int:
    """The hourly rate, in cents, up to which the allowance counts."""
    return kinderopvangtoeslag.IN_FORCE.in_year(year).maximale_uurprijs[kind]


class ChildForm(StepForm):
    only_when = {
        "care": dict.fromkeys(CARE, ("hours", "hours_wish", "rate", "care2", "hours2", "hours_wish2", "rate2")),
        "care2": dict.fromkeys(CARE, ("hours2", "hours_wish2", "rate2")),
        "kinderbijslag": {OTHER_PARENT: ("lives",)},
    }

    born = DayField(
        label="Geboortedatum", first=date(1995, 1, 1), last=date(2030, 12, 31), help_text="Bijvoorbeeld 12-4-2019."
    )
    care = optional_choice("Gaat dit kind naar de opvang?", [(NO_CARE, "Nee"), *CARE.items()])
    hours = NumberField(
        label="Hoeveel uur opvang per maand?",
        high=744,
        widget=UnitInput("uur per maand"),
        help_text="Gemiddeld over het jaar. Het staat op je contract of op de rekening.",
    )
    hours_wish = NumberField(
        label="En bij de uren die je wilt werken? (hoeft niet)",
        high=744,
        widget=UnitInput("uur per maand"),
        help_text="Heb je dan meer of minder opvang nodig? Dan gaat de opvang mee met je werkdagen. Laat je dit leeg, "
        "dan rekenen we met evenveel opvang als nu.",
    )
    rate = EurosField(label="Wat kost een uur? (hoeft niet)", high=100, after="per uur")
    care2 = optional_choice(
        "Gaat dit kind ook nog naar een andere opvang? (hoeft niet)", [(NO_CARE, "Nee"), *CARE.items()]
    )
    hours2 = NumberField(label="Hoeveel uur daar per maand?", high=744, widget=UnitInput("uur per maand"))
    hours_wish2 = NumberField(
        label="En daar bij de uren die je wilt werken? (hoeft niet)", high=744, widget=UnitInput("uur per maand")
    )
    rate2 = EurosField(label="Wat kost een uur daar? (hoeft niet)", high=100, after="per uur")
    kinderbijslag = parents_apart.kinderbijslag_field()
    lives = parents_apart.lives_field()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        born = self.fields["born"]
        born.first, born.last = date(self.year - 30, 1, 1), date(self.year, 12, 31)
        self.fields["rate"].help_text = "Laat je dit leeg? Dan nemen we de hoogste prijs die meetelt: " + ", ".join(
            f"{euros_and_cents(highest_rate(kind, self.year))} ({name})"
            for kind, name in (("dagopvang", "dagverblijf"), ("bso", "bso"), ("gastouder", "gastouder"))
        )
        self.fields["rate"].help_text += "."

    def clean(self):
        super().clean()
        self.demand("born", "Vul de geboortedatum in, bijvoorbeeld 12-4-2019.")
        self.demand("hours", "Vul in hoeveel uur opvang dit kind per maand heeft.")
        self.demand("hours2", "Vul ook in hoeveel uur dit kind naar de andere opvang gaat.")
        return self.cleaned_data

    def child(self, wish: float) -> dict:
        """`wish`: the hours of work that the wished care goes with."""
        child: dict = {"birth_date": self.cleaned_data["born"].isoformat()}
        child |= parents_apart.lives(self.cleaned_data["kinderbijslag"], self.cleaned_data["lives"])
        childcare = [care for care in (self._care("", wish), self._care("2", wish)) if care]
        if childcare:
            child["childcare"] = childcare if len(childcare) > 1 else childcare[0]
        return child

    def _care(self, which: str, wish: float) -> dict | None:
        names = ("care", "hours", "hours_wish", "rate")
        kind, hours, at_wish, rate = (self.cleaned_data[f"{name}{which}"] for name in names)
        if kind not in CARE or not (hours or at_wish):
            return None
        paid = highest_rate(kind, self.year) / 100 if rate is None else number(rate)
        care = {"kind": kind, "hours_per_month": number(hours), "hourly_rate": paid}
        if at_wish is None or at_wish == hours:
            return care
        return {**care, "follows": {"wish_hours": wish, "hours_per_month": number(at_wish)}}


def care_of(child: dict) -> list[dict]:
    """Of a child as the engine's contract writes it: all kinds of childcare."""
    care = child.get("childcare") or []
    return care if isinstance(care, list) else [care]


def care_hours(child: dict) -> float:
    """A month, of all kinds together."""
    return sum(care["hours_per_month"] for care in care_of(child))


@dataclass(frozen=True)
class Gone:
    """A child that was taken away just now."""

    place: int
    child: dict[str, str]

    @property
    def carried(self) -> list[tuple[str, str]]:
        return [(GONE + name, value) for name, value in self.child.items()]


class BaseChildFormSet(BaseFormSet):
    """A child is added and taken away on the server, so that it works without script."""

    default_error_messages = {
        **BaseFormSet.default_error_messages,
        "too_many_forms": f"We rekenen met hooguit {MOST_CHILDREN} kinderen.",
        "missing_management_form": "Er ging iets mis met het aantal kinderen. Voeg ze opnieuw toe.",
    }

    gone: Gone | None = None

    def __init__(self, data=None, *, year: int, initial=None):
        super().__init__(data, prefix="children", initial=initial, form_kwargs={"year": year, "empty_permitted": False})

    def children(self, wish: float) -> list[dict]:
        return [form.child(wish) for form in self.forms]


ChildFormSet = formset_factory(
    ChildForm,
    formset=BaseChildFormSet,
    extra=0,
    max_num=MOST_CHILDREN,
    absolute_max=MOST_CHILDREN + 1,
    validate_max=True,
)
