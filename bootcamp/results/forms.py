"""Counting a month, and whether it is still so: only numbers and months, no room to write in."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms

from bootcamp.facts.forms import DutchNumberField
from bootcamp.facts.own_figures import FigureQuestion
from bootcamp.results import months
from bootcamp.results.counting import Course, Group
from portal.meanwhile import CarefulForm
from portal.people.models import School
from portal.widgets import BeadCountInput, Choice, LongSelect, UnitInput

MOST_PEOPLE = 999
CHOOSE = "Kies een aantal. 0 is ook een antwoord."
PAIRS = (
    ("permanent", "permanent_hours", "erbij"),
    ("temporary", "temporary_hours", "erbij"),
    ("kept", "kept_hours", "die bleven"),
    ("fewer", "fewer_hours", "eraf"),
)


class BeadCountField(forms.IntegerField):
    def __init__(self, label: str, help_text: str = "", *, required: bool = True):
        whole = f"Vul een heel getal in van 0 tot en met {MOST_PEOPLE}."
        messages = {"required": CHOOSE, "invalid": whole, "min_value": whole, "max_value": whole}
        super().__init__(
            label=label,
            help_text=help_text,
            required=required,
            min_value=0,
            max_value=MOST_PEOPLE,
            widget=BeadCountInput(),
            error_messages=messages,
        )

    def has_changed(self, initial: Any, sent: Any) -> bool:
        if not self.required:
            initial, sent = initial or None, sent or None
        return super().has_changed(initial, sent)


class HoursField(DutchNumberField):
    def __init__(self, label: str, help_text: str = ""):
        super().__init__(FigureQuestion("", label, "uur per week", Decimal(9999), 1, help_text))

    def clean(self, value: Any) -> Decimal:
        return super().clean(value) or Decimal(0)

    def prepare_value(self, value: Any) -> Any:
        return "" if value in (None, 0) else super().prepare_value(value)

    def has_changed(self, initial: Any, sent: Any) -> bool:
        return super().has_changed(self.prepare_value(initial), sent)


class MonthChoice(forms.TypedChoiceField):
    """A month of these, as its first day."""

    def __init__(self, choices: list[date], *, label: str, help_text: str = "", empty: str):
        pairs = [("", empty), *((f"{month:%Y-%m}", months.words(month)) for month in choices)]
        super().__init__(
            label=label,
            help_text=help_text,
            choices=pairs,
            required=False,
            coerce=lambda text: date(int(text[:4]), int(text[5:]), 1),
            empty_value=None,
            widget=LongSelect(attrs={"class": "input--middle"}),
            error_messages={"invalid_choice": "Kies een maand uit de lijst."},
        )

    def prepare_value(self, value: Any) -> Any:
        return f"{value:%Y-%m}" if isinstance(value, date) else value

    def has_changed(self, initial: Any, sent: Any) -> bool:
        return (self.prepare_value(initial) or "") != (sent or "")


class MonthForm(CarefulForm):
    """One month of one school. `course` is what the other months say, `present` what this one says now, `answered` how
    many of a group still worked more when that was asked later."""

    part_timers = forms.IntegerField(
        label="Hoeveel collega’s werken bij jullie in deeltijd?",
        help_text="Dit vragen we één keer. Het aandeel dat meer gaat werken, rekenen we hiervan.",
        min_value=1,
        max_value=MOST_PEOPLE,
        widget=UnitInput("collega’s", inputmode="numeric"),
        error_messages={
            "required": "Vul een getal in, zoals 24. Een schatting is goed genoeg.",
            "invalid": "Vul een heel getal in, zoals 24.",
            "min_value": "Vul een getal in van 1 of meer.",
            "max_value": f"Vul een getal in van hoogstens {MOST_PEOPLE}.",
        },
    )
    approached = BeadCountField(
        "Hoeveel collega’s vroeg je of ze meer willen werken?", "Ook een vraag bij de koffie telt."
    )
    talks = BeadCountField("Met hoeveel collega’s voerde je een Goed Gesprek?")
    permanent = BeadCountField("Hoeveel gaan voor vast meer uren werken?")
    permanent_hours = HoursField("Hoeveel uur per week erbij, samen?")
    temporary = BeadCountField("Hoeveel gaan tijdelijk meer uren werken?", "Bijvoorbeeld tot de zomer.")
    temporary_hours = HoursField("Hoeveel uur per week erbij, samen?")
    elsewhere = BeadCountField(
        "Hoeveel van hen werken die uren op een andere school van jullie bestuur?",
        "Niemand? Laat dit dan leeg.",
        required=False,
    )
    kept = BeadCountField("Hoeveel wilden minder, maar houden hun uren?", "Dat telt ook. Zo blijft een baan op peil.")
    kept_hours = HoursField("Om hoeveel uur per week ging het, samen?")
    fewer = BeadCountField("Hoeveel gaan minder uren werken?", "Net zo belangrijk om te weten.")
    fewer_hours = HoursField("Hoeveel uur per week eraf, samen?")
    sure = forms.BooleanField(label="Ja, dit klopt zo", required=False)

    def __init__(
        self,
        *args: Any,
        school: School,
        month: date,
        course: Course,
        present: dict[str, Any],
        answered: Mapping[str, int],
        part_timers: int | None,
        **kwargs: Any,
    ):
        self.school, self.month, self.course, self.answered = school, month, course, answered
        initial = {**present, "starts": present.get("starts") or month, "part_timers": part_timers}
        super().__init__(*args, initial=initial, **kwargs)
        starts = [months.later(month, ahead) for ahead in range(-3, 13)]
        ends = [months.later(month, ahead) for ahead in range(25)]
        self.fields["starts"] = MonthChoice(starts, label="Vanaf wanneer?", empty="Kies een maand")
        self.fields["until"] = MonthChoice(
            ends,
            label="Tot en met wanneer is dat?",
            help_text="Dan vragen we het je daarna niet meer.",
            empty="Dat weet ik nog niet",
        )
        if course.part_timers:
            del self.fields["part_timers"]
        self.contradictions: list[str] = []

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for people, hours, where in PAIRS:
            self._check_hours(people, hours, where)
        self._check_groups()
        self._check_part_timers()
        self._check_answers()
        if not self.errors:
            self._ask_whether_sure()
        return cleaned

    def _number(self, name: str) -> int:
        return self.cleaned_data.get(name) or 0

    def _check_hours(self, people_name: str, hours_name: str, where: str) -> None:
        people, hours = self.cleaned_data.get(people_name), self.cleaned_data.get(hours_name)
        if people is None or hours is None:
            return
        week = self.school.full_week
        if people and not hours:
            self.add_error(hours_name, f"Vul in hoeveel uur per week {where}. Een schatting is goed genoeg.")
        elif hours and not people:
            self.add_error(people_name, f"Je vulde uren {where} in. Bij hoeveel collega’s hoort dat?")
        elif hours > people * week:
            who = "één collega" if people == 1 else f"{people} collega’s samen"
            self.add_error(
                hours_name,
                f"Dat is meer dan een volle baan. Een volle week is {week} uur: voor {who} hoogstens {people * week}.",
            )

    def _check_groups(self) -> None:
        more = self._number("permanent") + self._number("temporary")
        starts, until = self.cleaned_data.get("starts"), self.cleaned_data.get("until")
        if more and not starts and "starts" not in self.errors:
            self.add_error("starts", "Kies de maand waarin de uren ingaan.")
        if not self._number("temporary"):
            self.cleaned_data["until"] = None
            if until and not self._number("permanent"):
                self.add_error("temporary", "Je koos tot wanneer het is. Hoeveel collega’s gaan tijdelijk meer werken?")
        elif until:
            if starts and until < starts:
                self.add_error("until", f"Dit is eerder dan {months.words(starts)}, toen het inging.")
            self.cleaned_data["until"] = months.last_day(until)
        if self._number("elsewhere") > more:
            self.add_error("elsewhere", f"Dit kunnen er niet meer zijn dan de {more} die meer gaan werken.")
        if not more:
            self.cleaned_data["starts"] = None

    def _check_part_timers(self) -> None:
        most = self.course.part_timers or self.cleaned_data.get("part_timers") or 0
        if not most:
            return
        for name in ("approached", "talks", "kept"):
            if self._number(name) > most:
                self.add_error(name, f"Jullie hebben {most} parttimers. {self._number(name)} kan dus niet.")
        more = self._number("permanent") + self._number("temporary")
        now = self.course.on(months.last_day(self.month)).more
        if more > most:
            self.add_error("permanent", f"Jullie hebben {most} parttimers. {more} uitbreidingen kan dus niet.")
        elif now + more > most:
            self.add_error(
                "permanent",
                f"Met de {now} die al meer werken zijn het er {now + more}. Jullie hebben {most} parttimers.",
            )

    def _check_answers(self) -> None:
        """Someone answered already that so many of them still work more."""
        for kind, still in self.answered.items():
            if still > self._number(kind):
                self.add_error(
                    kind, f"Later vulde je in dat er nog {still} van deze groep meer werken. Minder kan hier niet."
                )

    def _ask_whether_sure(self) -> None:
        asked, talks = self._number("approached"), self._number("talks")
        came_of_it = sum(self._number(name) for name in ("permanent", "temporary", "kept", "fewer"))
        if talks > asked:
            self.contradictions.append(f"Je voerde {talks} gesprekken, en vroeg {asked} collega’s.")
        if came_of_it > talks:
            self.contradictions.append(f"Bij {came_of_it} collega’s kwam er iets uit, van {talks} gesprekken.")
        if self.contradictions and not self.cleaned_data.get("sure"):
            self.add_error("sure", f"{' '.join(self.contradictions)} Dat kan, als het gesprek eerder was. Klopt het?")

    @property
    def asks_whether_sure(self) -> bool:
        return bool(self.contradictions)

    def values(self) -> dict[str, Any]:
        values = {name: value for name, value in self.cleaned_data.items() if name not in ("part_timers", "sure")}
        return {**values, "elsewhere": values["elsewhere"] or 0}

    @property
    def part_timers_now(self) -> int | None:
        return self.cleaned_data.get("part_timers")


class StillForm(CarefulForm):
    """How many of a group still work more."""

    UNKNOWN = "?"
    people = forms.ChoiceField(widget=forms.RadioSelect, error_messages={"required": "Kies een antwoord."})
    hours = HoursField("Hoeveel uur per week erbij, samen?", "Verander dit alleen als het anders werd.")

    def __init__(self, *args: Any, group: Group, hours: Decimal, full_week: int, **kwargs: Any):
        self.group, self.full_week = group, full_week
        super().__init__(*args, initial={"hours": hours, **kwargs.pop("initial", {})}, **kwargs)
        self.fields["people"].label = (
            "Werkt deze collega nu nog meer dan eerst?"
            if group.people == 1
            else f"Hoeveel van deze {group.people} werken nu nog meer dan eerst?"
        )
        field: Any = self.fields["people"]
        field.choices = still_choices(group.people)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        people, hours = self.still, cleaned.get("hours")
        if people and hours is not None:
            if not hours:
                self.add_error("hours", "Vul in hoeveel uur per week erbij. Een schatting is goed genoeg.")
            elif hours > people * self.full_week:
                self.add_error("hours", f"Dat is meer dan {people * self.full_week} uur: dat is een volle baan.")
        return cleaned

    @property
    def still(self) -> int | None:
        chosen = self.cleaned_data.get("people")
        return int(chosen) if chosen and chosen != self.UNKNOWN else None


def still_choices(people: int) -> list[tuple[str, Choice]]:
    if people == 1:
        some = [("1", Choice("Ja")), ("0", Choice("Nee", "Ook dat is een antwoord waar anderen van leren."))]
    else:
        middle = [(str(number), Choice(f"{number} van de {people}")) for number in range(people - 1, 0, -1)]
        some = [
            (str(people), Choice("Allemaal")),
            *middle,
            ("0", Choice("Niemand meer", "Ook dat is een antwoord waar anderen van leren.")),
        ]
    return [*some, (StillForm.UNKNOWN, Choice("Dat weet ik nu niet", "We vragen het volgende maand opnieuw."))]
