"""Fields of the plan: what is typed becomes text in one spelling ("24", "0,69", "2027-03", "ja"), so that what is
compared is what was typed; and each says it in words.

Along with each field goes what stood there when its page was opened: Django's hidden initial value.
"""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.safestring import SafeString

from portal.text.dates import MONTHS, SHORT_MONTHS
from portal.text.money import thousands
from portal.text.plain import one_line
from portal.widgets import LongSelect

YES, EMPTY = "ja", "leeg"
MONTH = re.compile(r"(20[0-9]{2})-(0[1-9]|1[0-2])")
WHOLE = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3})+|[0-9]+")
FRACTION = re.compile(r"([0-9]+)(?:[.,]([0-9]{1,2}))?")


class LiveField(forms.BoundField):
    """As _field.html shows it: its error has a place before there is one, for plan.js to fill."""

    field: "PlanField"

    @property
    def error(self) -> str:
        return str(next(iter(self.errors), ""))

    @property
    def length(self) -> int:
        return len(self.value() or "")

    @property
    def hidden(self) -> SafeString:
        """What was typed and what stood there before, while something else is asked."""
        return self.as_hidden() + self.as_hidden(only_initial=True)

    @property
    def aria_describedby(self) -> str:
        if self.field.label_says_all:
            return ""
        notes = {"uitleg": self.help_text, "eenheid": self.field.unit, "tekens": self.field.max_length, "fout": True}
        return " ".join(f"{self.auto_id}-{note}" for note, is_there in notes.items() if is_there)

    def build_widget_attrs(self, attrs: Any, widget: forms.Widget | None = None) -> Any:
        is_hidden = (widget or self.field.widget).is_hidden
        return dict(attrs) if is_hidden else super().build_widget_attrs(attrs, widget)


class PlanField(forms.CharField):
    bound_field_class = LiveField
    unit, css, label_says_all = "", "input", False

    def __init__(self, *, required: bool = False, **options: Any):
        super().__init__(required=required, show_hidden_initial=True, **options)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {"class": self.css, "autocomplete": "off"}

    def to_python(self, value: Any) -> str:
        return one_line(super().to_python(value) or "")

    def in_words(self, text: str) -> str:
        return f"{text} {self.unit}".strip() if text else EMPTY


class LineField(PlanField):
    """How much of its room is taken stands beside it. The browser doesn't cut it off without a word."""

    default_error_messages = {
        "max_length": "Dit zijn %(show_value)d tekens. Op de pagina passen er %(limit_value)d. Maak het iets korter."
    }

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {**super().widget_attrs(widget), "data-limit": self.max_length}


class NumeralField(PlanField):
    """A whole number, perhaps with points between the thousands."""

    def __init__(self, *, most: int, example: str, unit: str, **options: Any):
        self.most, self.example, self.unit = most, example, unit
        self.css = "input input--short" if most < 10_000 else "input input--middle"
        super().__init__(**options)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {**super().widget_attrs(widget), "inputmode": "decimal"}

    def to_python(self, value: Any) -> str:
        bare = "".join(super().to_python(value).replace("€", "").split()).removesuffix(",-")
        return self.in_one_spelling(bare) if bare else ""

    def in_one_spelling(self, bare: str) -> str:
        if not WHOLE.fullmatch(bare):
            raise ValidationError(f"Vul een heel getal in, zonder komma. Bijvoorbeeld {self.example}.")
        number = bare.replace(".", "").lstrip("0") or "0"
        self.check(len(number) <= len(str(self.most)) and int(number) <= self.most)
        return number

    def check(self, fits: bool) -> None:
        if not fits:
            raise ValidationError(f"Dit getal is te groot. Vul een getal in van 0 tot en met {thousands(self.most)}.")


class FractionField(NumeralField):
    """At most two decimals, with a comma or a point."""

    def in_one_spelling(self, bare: str) -> str:
        match = FRACTION.fullmatch(bare.removesuffix("fte"))
        if not match:
            message = f"Vul een getal in met hoogstens twee cijfers achter de komma. Bijvoorbeeld {self.example}."
            raise ValidationError(message)
        before, after = match[1].lstrip("0") or "0", (match[2] or "").rstrip("0")
        self.check(len(before) <= 3 and float(f"{before}.{after or 0}") <= self.most)
        return f"{before},{after}" if after else before


class MonthSelect(LongSelect):
    """This month and the thirty after it, and the month that was chosen before."""

    def __init__(self, empty: str):
        self.empty = empty
        super().__init__()

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        self.choices = [("", self.empty), *months_ahead(value or "")]
        return super().render(name, value, attrs, renderer)


class MonthField(PlanField):
    def __init__(self, *, empty: str, css: str = "input", **options: Any):
        self.css = css
        super().__init__(widget=MonthSelect(empty), **options)

    def to_python(self, value: Any) -> str:
        month = super().to_python(value)
        if month and not MONTH.fullmatch(month):
            raise ValidationError("Kies een maand uit de lijst.")
        return month

    def in_words(self, text: str) -> str:
        return month_in_words(text) or EMPTY


class TickBox(forms.CheckboxInput):
    def format_value(self, value: Any) -> str:
        return YES


class TickField(PlanField):
    """Never wrong, and its explanation is in its label."""

    widget = TickBox
    css, label_says_all = "bead-input", True

    def to_python(self, value: Any) -> str:
        return YES if value else ""

    prepare_value = to_python

    def in_words(self, text: str) -> str:
        return "wel gekozen" if text else "niet gekozen"


def month_in_words(value: str, *, short: bool = False) -> str:
    """2027-03 becomes "maart 2027", or in short "mrt ’27"."""
    if not MONTH.fullmatch(value):
        return ""
    year, number = value.split("-")
    place = int(number) - 1
    return f"{SHORT_MONTHS[place]} ’{year[2:]}" if short else f"{MONTHS[place]} {year}"


def months_ahead(chosen: str) -> list[tuple[str, str]]:
    today = timezone.localdate()
    count = [today.year * 12 + today.month - 1 + ahead for ahead in range(31)]
    months = {f"{number // 12}-{number % 12 + 1:02}" for number in count} | {chosen}
    return [(month, month_in_words(month)) for month in sorted(months) if MONTH.fullmatch(month)]
