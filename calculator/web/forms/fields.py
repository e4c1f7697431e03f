"""Form fields that read what people type and explain what's wrong. The box keeps what was typed."""

from datetime import date
from decimal import Decimal

from django import forms

from calculator.web.forms.parsing import CannotRead, TwoMeanings, dutch, read_day, read_number, read_share
from portal.text.dates import day_in_words
from portal.widgets import EurosInput, UnitInput

FULLTIME = 40


class TypedField(forms.CharField):
    """Free text that becomes a value; empty is None."""

    def clean(self, value):
        text = super().clean(value)
        if not text:
            return None
        try:
            return self.read(text)
        except CannotRead as reason:
            raise forms.ValidationError(str(reason)) from reason

    def read(self, text):
        raise NotImplementedError


class NumberField(TypedField):
    """A number between bounds. `what` is what the sentence asks for."""

    def __init__(self, *, low=0, high, what="een getal", decimals=2, **kwargs):
        self.low, self.high, self.what, self.decimals = low, high, what, decimals
        super().__init__(**{"required": False, "widget": UnitInput(), **kwargs})

    @property
    def allowed(self) -> str:
        bounds = f" van {dutch(self.low)} tot en met {dutch(self.high)}" if self.high is not None else ""
        return f"Vul {self.what} in{bounds}."

    def read(self, text) -> Decimal:
        try:
            number = read_number(text)
        except TwoMeanings:
            raise
        except CannotRead as reason:
            raise CannotRead(f"{reason} {self.allowed}") from reason
        self.check(number)
        if round(number, self.decimals) != number:
            places = f"{self.decimals} cijfers achter de komma" if self.decimals else "een heel getal"
            raise CannotRead(f"Gebruik {'hooguit ' if self.decimals else ''}{places}.")
        return number

    def check(self, number: Decimal) -> None:
        if not self.low <= number <= self.high:
            raise CannotRead(f"{self.in_words(number)} kan niet. {self.allowed}")

    def in_words(self, number: Decimal) -> str:
        return dutch(number)


class EurosField(NumberField):
    def __init__(self, *, high, after="", **kwargs):
        super().__init__(**{"high": high, "what": "een bedrag", "widget": EurosInput(after), **kwargs})

    @property
    def allowed(self) -> str:
        return f"Vul een bedrag in van € {dutch(self.low)} tot en met € {dutch(self.high)}."

    def in_words(self, number: Decimal) -> str:
        return f"{'− ' if number < 0 else ''}€ {dutch(abs(number))}"


class HoursField(NumberField):
    """Hours a week. A slip of the keys (82 for 28, 320 for 32) is asked back, and so is what a payslip says in its own
    way: a werktijdfactor, a percentage, days.

    Where full time is an answer too, `high` is None: the form sets `fulltime`, and calls `check` with that answer.
    """

    def __init__(self, *, high: int | None = 40, **kwargs):
        super().__init__(**{"high": high, "widget": UnitInput("uur"), **kwargs})
        self.fulltime = Decimal(high or FULLTIME)

    def read(self, text) -> Decimal:
        share = read_share(text, self.fulltime)
        if share is not None:
            meant, hours = share
            raise CannotRead(f"Bedoel je {meant}? Dat is {dutch(hours)} uur. Vul dan {dutch(hours)} in.")
        return super().read(text)

    def check(self, number: Decimal) -> None:
        if self.high is None or self.low <= number <= self.high:
            return
        meant = self.meant(number)
        question = f" Bedoelde je {dutch(meant)}?" if meant is not None else ""
        raise CannotRead(f"{dutch(number)} uur per week kan niet. {self.allowed}{question}")

    def meant(self, number: Decimal) -> Decimal | None:
        """What would be a usual number of hours: without the minus, with the digits turned or with a comma."""
        digits = f"{abs(number):f}"
        guesses = [abs(number)]
        if len(digits) == 2:
            guesses.append(Decimal(digits[::-1]))
        if len(digits) == 3:
            guesses.append(abs(number) / 10)
        return next((guess for guess in guesses if 8 <= guess <= self.high and guess != number), None)


class DayField(TypedField):
    def __init__(self, *, first: date, last: date, **kwargs):
        self.first, self.last = first, last
        widget = UnitInput(inputmode="text", css="input--middle")
        super().__init__(**{"required": False, "widget": widget, **kwargs})

    def read(self, text) -> date:
        day = read_day(text)
        if not self.first <= day <= self.last:
            raise CannotRead(
                f"{day_in_words(day)} kan niet. Vul een datum in van {day_in_words(self.first)} "
                f"tot en met {day_in_words(self.last)}."
            )
        return day


class YearField(TypedField):
    def __init__(self, *, first: int, last: int, **kwargs):
        self.first, self.last = first, last
        super().__init__(**{"required": False, "widget": UnitInput(inputmode="numeric"), **kwargs})

    def read(self, text) -> int:
        if not (text.isascii() and text.isdigit() and len(text) == 4):
            raise CannotRead("Vul alleen het jaar in, met vier cijfers. Bijvoorbeeld 1986.")
        if not self.first <= int(text) <= self.last:
            raise CannotRead(f"{text} kan niet. Vul een jaar in van {self.first} tot en met {self.last}.")
        return int(text)
