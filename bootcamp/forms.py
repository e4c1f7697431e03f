"""Forms of the site, and what the admin asks beside what the database holds."""

from django import forms
from django.utils import formats, timezone

from portal.models import School


class SchoolChoice(forms.ModelChoiceField):
    enrolled: frozenset[int] = frozenset()

    def label_from_instance(self, school):
        return f"{school} (doet al mee)" if school.pk in self.enrolled else str(school)


class EnrolForm(forms.Form):
    """The schools that the user speaks for; a school that is in already stays in the list and says so."""

    school = SchoolChoice(
        label="Welke school meld je aan?",
        queryset=School.objects.none(),
        empty_label="Kies een school",
        error_messages={
            "required": "Kies de school die je wilt aanmelden.",
            "invalid_choice": "Deze school hoort niet bij jouw account. Kies een school uit de lijst.",
        },
    )

    def __init__(self, *args, user, bootcamp, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["school"]
        field.queryset = School.objects.led_by(user).order_by("name", "city", "pk")
        field.enrolled = frozenset(bootcamp.enrolments.active().values_list("school_id", flat=True))
        self.schools = list(field.queryset)
        free = [school for school in self.schools if school.pk not in field.enrolled]
        if len(free) == 1:
            field.initial = free[0]
        self.has_school_to_enrol = bool(free)


class BootcampForm(forms.ModelForm):
    """The admin names the fields; here they get one check more."""

    def clean_seats(self):
        seats = self.cleaned_data["seats"]
        taken = self.instance.enrolments.active().count() if self.instance.pk else 0
        if seats < taken:
            raise forms.ValidationError(f"Er doen al {taken} scholen mee. Geef minstens {taken} plekken.")
        return seats


class WorkSessionFormSet(forms.BaseInlineFormSet):
    """A bootcamp on the site has sessions, and starts with the first of them."""

    def clean(self):
        super().clean()
        if any(self.errors) or not self.instance.is_published:
            return
        kept = [form for form in self.forms if form.cleaned_data and not self._should_delete_form(form)]
        starts = [form.cleaned_data["starts_at"] for form in kept]
        if not starts:
            raise forms.ValidationError("Zet minstens één werksessie klaar voordat de bootcamp op de site komt.")
        first = timezone.localdate(min(starts))
        if self.instance.starts_on and first != self.instance.starts_on:
            raise forms.ValidationError(
                f"De eerste werksessie is op {_day(first)}, maar bij ‘start op’ staat {_day(self.instance.starts_on)}. "
                "Maak ze gelijk."
            )


def _day(day):
    return formats.date_format(day, "j F Y")
