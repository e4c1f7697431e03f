"""Form fields that more rooms ask with."""

from datetime import timedelta

from django import forms
from django.utils import timezone

DAY_FORMATS = ["%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y"]
TIME_FORMATS = ["%H:%M", "%H.%M", "%H:%M:%S"]
YEARS = 5


class NearDayField(forms.DateField):
    """A day that a bootcamp can be about."""

    def __init__(self, **options):
        widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
        messages = {"required": "Vul een datum in.", "invalid": "Vul een datum in, zoals 4-3-2027."}
        super().__init__(widget=widget, input_formats=DAY_FORMATS, error_messages=messages, **options)

    def clean(self, value):
        day = super().clean(value)
        today = timezone.localdate()
        if day and not today - timedelta(days=366 * YEARS) <= day <= today + timedelta(days=366 * YEARS):
            raise forms.ValidationError(f"Kies een datum die hooguit {YEARS} jaar van vandaag ligt.")
        return day


class ClockField(forms.TimeField):
    def __init__(self, **options):
        widget = forms.TimeInput(format="%H:%M", attrs={"type": "time"})
        messages = {"required": "Vul een tijd in.", "invalid": "Vul een tijd in, zoals 15:00."}
        super().__init__(widget=widget, input_formats=TIME_FORMATS, error_messages=messages, **options)
