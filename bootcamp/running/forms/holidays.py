"""The school holidays, in which no seat is held too short."""

from django import forms

from bootcamp.running.forms.fields import limit, title
from bootcamp.seats.models import SchoolHoliday
from portal.fields import NearDayField
from portal.meanwhile import CarefulForm


class HolidayForm(CarefulForm, forms.ModelForm):
    class Meta:
        model = SchoolHoliday
        fields = ["name", "region", "first_day", "last_day"]
        field_classes = {"first_day": NearDayField, "last_day": NearDayField}

    first_day = NearDayField(label="Eerste dag")
    last_day = NearDayField(label="Laatste dag")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        limit(self)

    def clean_name(self):
        return title(self.cleaned_data["name"])

    def clean(self):
        cleaned = super().clean()
        first, last = cleaned.get("first_day"), cleaned.get("last_day")
        if first and last and last < first:
            self.add_error("last_day", "De laatste dag ligt voor de eerste. Kies een latere dag.")
        return cleaned
