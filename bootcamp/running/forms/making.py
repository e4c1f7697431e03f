"""Making a bootcamp, and changing what it is."""

from django import forms
from django.utils import timezone

from bootcamp.running.forms.fields import check_times, limit, number, title
from bootcamp.seats.forms import enough_seats
from bootcamp.seats.models import Bootcamp
from portal.fields import ClockField, NearDayField
from portal.people import access
from portal.people.models import User
from portal.text.dates import day_in_words
from portal.text.plain import one_line
from portal.widgets import Choice, UnitInput


class NewForm(forms.Form):
    """Which set-up, and the few things without which there is no bootcamp."""

    COPY = "kopie"
    SETUPS = [
        (Bootcamp.Kind.SIX, Choice("Zes werksessies", "Verspreid over een paar maanden, met teksten per sessie.")),
        (Bootcamp.Kind.DAY, Choice("In één dag, met een terugkomochtend", "Negen weken later kom je terug.")),
        (COPY, Choice("Eigen opzet", "Neem een eerdere bootcamp over: sessies, teksten, begeleiders en mails.")),
    ]
    setup = forms.ChoiceField(
        label="Opzet",
        choices=SETUPS,
        widget=forms.RadioSelect,
        initial=Bootcamp.Kind.SIX,
        error_messages={"required": "Kies een opzet."},
    )
    source = forms.ModelChoiceField(
        label="Welke neem je over?",
        queryset=Bootcamp.objects.none(),
        required=False,
        empty_label="Kies een bootcamp",
        help_text="Alleen bij eigen opzet.",
    )
    sector = forms.ChoiceField(label="Voor wie", choices=Bootcamp.Sector.choices, initial=Bootcamp.Sector.PO)
    title = forms.CharField(
        label="Titel", max_length=100, help_text="Noem het jaar, dan vind je hem later terug.", strip=True
    )
    first_day = NearDayField(label="Eerste sessie op")
    begins = ClockField(label="Begint om", initial="15:00", help_text="Geldt voor zes werksessies.")
    ends = ClockField(label="Eindigt om", initial="17:00")
    weeks = forms.IntegerField(
        label="Tijd tussen twee sessies", min_value=1, max_value=12, initial=4, widget=UnitInput("weken")
    )
    seats = forms.IntegerField(label="Plekken", min_value=1, max_value=30000, initial=12, widget=UnitInput("scholen"))
    place = forms.CharField(label="Plaats", max_length=120, initial="online", help_text="Online, of een adres.")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["source"].queryset = Bootcamp.objects.order_by("-starts_on", "-pk")

    def clean_title(self):
        return title(self.cleaned_data["title"])

    def clean_place(self):
        return one_line(self.cleaned_data["place"])

    def clean_first_day(self):
        day = self.cleaned_data["first_day"]
        if day <= timezone.localdate():
            raise forms.ValidationError("Kies een dag die nog komt.")
        return day

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("setup") == self.COPY and not cleaned.get("source") and "source" not in self.errors:
            self.add_error("source", "Kies welke bootcamp je overneemt.")
        check_times(self, cleaned)
        return cleaned


class DetailsForm(forms.ModelForm):
    class Meta:
        model = Bootcamp
        fields = [
            *("title", "sector", "description", "led_by", "place"),
            *("seats", "seats_per_board", "admission", "by_invitation", "hold_hours"),
            *("enrolment_opens", "enrolment_closes", "is_published"),
        ]
        field_classes = {"enrolment_opens": NearDayField, "enrolment_closes": NearDayField}
        widgets = {"led_by": forms.CheckboxSelectMultiple, "description": forms.Textarea(attrs={"rows": 8})}

    enrolment_opens = NearDayField(label="Aanmelden vanaf")
    enrolment_closes = NearDayField(label="Aanmelden tot en met")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        staff = User.objects.filter(access.hpp_people(), is_active=True).order_by("first_name", "last_name", "pk")
        self.fields["led_by"].queryset = staff
        self.fields["led_by"].label_from_instance = lambda person: person.full_name
        self.fields["led_by"].help_text = "Hun naam staat bij de deelnemers onder ‘Hulp nodig?’."
        limit(self)
        for name, unit in [("seats", "scholen"), ("seats_per_board", "scholen"), ("hold_hours", "uur")]:
            number(self, name, unit)
        hold = self.fields["hold_hours"]
        hold.label = "Een plek blijft vastgehouden"
        hold.help_text = (
            "Zo lang heeft een school van de wachtlijst de tijd om ja te zeggen. "
            "Weekend en schoolvakantie tellen niet mee."
        )

    def clean_title(self):
        return title(self.cleaned_data["title"])

    def clean_place(self):
        return one_line(self.cleaned_data["place"])

    def clean_seats(self):
        return enough_seats(self.cleaned_data["seats"], bootcamp=self.instance)

    def clean_hold_hours(self):
        hours = self.cleaned_data["hold_hours"]
        if hours < 1:
            raise forms.ValidationError("Geef scholen minstens één uur om ja te zeggen.")
        return hours

    def clean_is_published(self):
        if self.cleaned_data["is_published"] and not self.instance.work_sessions.exists():
            raise forms.ValidationError("Zet eerst minstens één werksessie klaar.")
        return self.cleaned_data["is_published"]

    def clean(self):
        cleaned = super().clean()
        opens, closes = cleaned.get("enrolment_opens"), cleaned.get("enrolment_closes")
        if opens and closes and closes < opens:
            self.add_error("enrolment_closes", "Aanmelden sluit voordat het opengaat. Kies een latere dag.")
        if closes and closes >= self.instance.starts_on:
            start = day_in_words(self.instance.starts_on)
            self.add_error("enrolment_closes", f"De bootcamp start op {start}. Kies een dag ervoor.")
        return cleaned
