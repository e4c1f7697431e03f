"""A session, and all that still have to come."""

from datetime import date, timedelta

from django import forms
from django.utils import timezone

from bootcamp.running import clock
from bootcamp.running.forms.fields import check_times, limit, title
from bootcamp.seats.models import Bootcamp, WorkSession
from portal.fields import ClockField, NearDayField
from portal.text.dates import day_in_words
from portal.text.plain import one_line
from portal.widgets import UnitInput

LONGEST_DAY = 31 * 24


class SessionForm(forms.ModelForm):
    class Meta:
        model = WorkSession
        fields = [
            *("title", "subtitle", "goal", "place", "join_link"),
            *("outcome", "preparation", "agenda", "follow_up"),
        ]

    day = NearDayField(label="Datum")
    begins = ClockField(label="Begint om")
    ends = ClockField(label="Eindigt om")
    join_link = forms.URLField(
        label="Link om mee te doen",
        required=False,
        max_length=200,
        assume_scheme="https",
        help_text="Te zien vanaf een uur van tevoren.",
        error_messages={"invalid": "Dit is geen adres op internet. Plak de hele link, met https:// vooraan."},
    )
    field_order = (
        *("title", "subtitle", "goal", "day", "begins", "ends", "place", "join_link"),
        *("outcome", "preparation", "agenda", "follow_up"),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        limit(self)
        if self.instance.starts_at:
            begin, end = timezone.localtime(self.instance.starts_at), timezone.localtime(self.instance.ends_at)
            self.initial |= {"day": begin.date(), "begins": begin.time(), "ends": end.time()}

    def clean_title(self):
        return title(self.cleaned_data["title"])

    def clean_subtitle(self):
        return one_line(self.cleaned_data["subtitle"])

    def clean_place(self):
        return one_line(self.cleaned_data["place"])

    def clean_join_link(self):
        link = self.cleaned_data["join_link"]
        if link and not link.startswith(("https://", "http://")):
            raise forms.ValidationError(self.fields["join_link"].error_messages["invalid"])
        return link

    def clean(self):
        cleaned = super().clean()
        check_times(self, cleaned)
        if self.errors:
            return cleaned
        self.instance.starts_at = clock.at(cleaned["day"], cleaned["begins"])
        self.instance.ends_at = clock.at(cleaned["day"], cleaned["ends"])
        self._check_moved()
        return cleaned

    def _check_moved(self):
        if "day" not in self.changed_data:
            return
        day, bootcamp = self.cleaned_data["day"], self.instance.bootcamp
        if day < timezone.localdate():
            self.add_error("day", "Deze dag is al geweest. Kies een dag die nog komt.")
        others = bootcamp.work_sessions.exclude(pk=self.instance.pk).values_list("starts_at", flat=True)
        start = min([day, *(timezone.localdate(moment) for moment in others)])
        check_start(self, "day", start, bootcamp)


def check_start(form: forms.Form, name: str, start: date, bootcamp: Bootcamp) -> None:
    """The first session may not come before enrolment has closed."""
    if start <= bootcamp.enrolment_closes:
        closes = day_in_words(bootcamp.enrolment_closes)
        message = (
            f"Aanmelden kan tot en met {closes}. Kies een dag daarna, of verander eerst tot wanneer aanmelden kan."
        )
        form.add_error(name, message)


class ShiftForm(forms.Form):
    """All sessions that still have to come, so many days later or earlier."""

    days = forms.IntegerField(
        label="Hoeveel dagen schuif je op?",
        min_value=-LONGEST_DAY,
        max_value=LONGEST_DAY,
        widget=UnitInput("dagen", inputmode="text"),
        help_text="7 is een week later, -7 een week eerder. De tijd op de klok blijft gelijk.",
        error_messages={"required": "Vul een aantal dagen in.", "invalid": "Vul een heel getal in, zoals 7 of -7."},
    )
    with_window = forms.BooleanField(
        label="Schuif ook op tot wanneer aanmelden kan",
        required=False,
        initial=True,
    )

    def __init__(self, *args, bootcamp: Bootcamp, coming: list[WorkSession], **kwargs):
        super().__init__(*args, **kwargs)
        self.bootcamp, self.coming = bootcamp, coming
        start_moves = bool(coming) and timezone.localdate(coming[0].starts_at) == bootcamp.starts_on
        if not start_moves:
            # It has begun: the start stays, and with it the end of enrolment.
            del self.fields["with_window"]

    def clean_days(self):
        days = self.cleaned_data["days"]
        if days == 0:
            raise forms.ValidationError("Met 0 dagen verandert er niets. Vul een ander getal in.")
        if self.coming:
            first = timezone.localdate(clock.later(self.coming[0].starts_at, days))
            if first < timezone.localdate():
                raise forms.ValidationError(
                    f"{self.coming[0]} zou dan op {day_in_words(first)} zijn, en die dag is geweest."
                )
        return days

    @property
    def closes(self) -> date:
        days = self.cleaned_data["days"] if self.cleaned_data.get("with_window") else 0
        return self.bootcamp.enrolment_closes + timedelta(days=days)

    def clean(self):
        cleaned = super().clean()
        if "days" not in cleaned or "with_window" not in self.fields:
            return cleaned
        start = self.bootcamp.starts_on + timedelta(days=cleaned["days"])
        if self.closes < self.bootcamp.enrolment_opens:
            self.add_error("with_window", "Aanmelden zou dan sluiten voordat het opengaat. Pas eerst die data aan.")
        elif start <= self.closes:
            self.add_error("with_window", f"Aanmelden kan tot en met {day_in_words(self.closes)}, na de nieuwe start.")
        return cleaned


class CancelSessionForm(forms.Form):
    """Nothing to fill in: what is asked is to look before it happens."""
