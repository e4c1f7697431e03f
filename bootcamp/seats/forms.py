"""Forms of the site, and what the admin asks beside what the database holds."""

from collections.abc import Collection

from django import forms
from django.utils import formats, timezone
from django.utils.text import capfirst

from bootcamp.seats.actions.changing_over import seats_to_leave
from bootcamp.seats.actions.turns import RoomLeft
from bootcamp.seats.models import Bootcamp
from portal.people import access
from portal.people.entrance.by_name import SchoolByNameForm
from portal.people.models import Board, School
from portal.people.sectors import speak
from portal.text.dates import day_in_words
from portal.widgets import Choice, LongSelect


class SchoolChoice(forms.ModelChoiceField):
    enrolled: Collection[int] = frozenset()
    waiting: Collection[int] = frozenset()

    def label_from_instance(self, school):
        if school.pk in self.enrolled:
            return f"{school} (doet al mee)"
        return f"{school} (staat op de lijst)" if school.pk in self.waiting else str(school)


class EnrolForm(SchoolByNameForm):
    """The schools that the user speaks for; a school that is in already stays in the list and says so."""

    TYPED = "together_with"
    field_order = ("school", "together_with", "which_school", "seat_elsewhere", "code")

    school = SchoolChoice(
        label="Welke {one} meld je aan?",
        queryset=School.objects.none(),
        empty_label="Kies een {one}",
        error_messages={
            "required": "Kies de {one} die je wilt aanmelden.",
            "invalid_choice": "Deze {one} hoort niet bij jouw account. Kies er een uit de lijst.",
        },
    )

    together_with = forms.CharField(
        label="Kom je alleen samen met een andere {one}?",
        help_text="Typ de naam, de plaats of het nummer. Jullie krijgen allebei een plek, of geen van beide.",
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    seat_elsewhere = forms.ChoiceField(
        label="Je {one} heeft al een plek in een andere bootcamp. Wat wil je?",
        choices=[
            ("over", "Ja, we stappen over: de andere plek geven we terug"),
            ("beide", "Nee, we houden beide plekken"),
        ],
        required=False,
        widget=forms.RadioSelect,
    )
    code = forms.CharField(
        label="Code van je bestuur",
        max_length=12,
        widget=forms.TextInput(attrs={"class": "input--middle", "autocomplete": "off"}),
        error_messages={"required": "Vul de code in die je van je bestuur kreeg."},
    )

    def __init__(self, *args, user, bootcamp, **kwargs):
        super().__init__(*args, **kwargs)
        speak(self, bootcamp.sector)
        self.bootcamp = bootcamp
        if not bootcamp.by_invitation:
            del self.fields["code"]
        field = self.fields["school"]
        field.queryset = School.objects.led_by(user).order_by("name", "city", "pk")
        in_already = bootcamp.school_seats.active().values_list("school_id")
        asked = bootcamp.applications.open().values_list("school_id")
        field.enrolled = {pk for (pk,) in in_already}
        field.waiting = {pk for (pk,) in asked}
        self.schools = list(field.queryset)
        free = [school for school in self.schools if school.pk not in field.enrolled | field.waiting]
        if len(free) == 1:
            field.initial = free[0]
        self.has_school_to_enrol = bool(free)
        self._offer_to_change_over(free)
        self.offer_schools(of_boards={school.board_id for school in self.schools}, any_number=True)

    def _offer_to_change_over(self, schools):
        """Where there is room now. Who has to wait can choose once there is a seat."""
        at_once = not (self.bootcamp.is_full or self.bootcamp.admits_by_hand)
        self.seats_elsewhere = seats_to_leave(schools, self.bootcamp, now=timezone.now()) if at_once else {}
        field = self.fields["seat_elsewhere"]
        if not self.seats_elsewhere:
            del self.fields["seat_elsewhere"]
        elif len(schools) == 1:
            title = next(iter(self.seats_elsewhere.values())).bootcamp.title
            field.label = f"Je {self.bootcamp.in_words.one} heeft al een plek in {title}. Wat wil je?"
            field.choices = [("over", f"Ja, we stappen over: de plek in {title} geven we terug"), field.choices[1]]
        else:
            names = ", ".join(f"{seat.school.name} in {seat.bootcamp.title}" for seat in self.seats_elsewhere.values())
            field.label = f"Heeft deze {self.bootcamp.in_words.one} al een plek in een andere bootcamp?"
            field.help_text = f"Dat geldt voor {names}."

    def clean(self):
        cleaned = super().clean()
        other = self.chosen_school(cleaned)
        if other and cleaned.get("school") == other:
            self.add_error("together_with", f"Dit is je eigen {self.bootcamp.in_words.one}. Vul hier de andere in.")
        cleaned["together_with"] = [other] if other else []
        self._check_seat_elsewhere(cleaned)
        return cleaned

    def _check_seat_elsewhere(self, cleaned):
        choice = cleaned.pop("seat_elsewhere", "")
        school = cleaned.get("school")
        self.seat_to_leave = self.seats_elsewhere.get(school.pk) if school and choice != "beide" else None
        if self.seat_to_leave and not choice:
            self.add_error("seat_elsewhere", f"Kies wat er met de plek in {self.seat_to_leave.bootcamp.title} gebeurt.")
        if self.seat_to_leave and cleaned.get("together_with"):
            self.add_error(
                "seat_elsewhere",
                f"Overstappen kan voor één {self.bootcamp.in_words.one}. Kom alleen, of kies beide plekken.",
            )


class SeveralSchoolsForm(forms.Form):
    """A board asks for seats for more of its schools at once; those that are in or on the list aren't in it."""

    schools = forms.ModelMultipleChoiceField(
        label="Welke {many} meld je aan?",
        queryset=School.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "Kies minstens één {one}.",
            "invalid_choice": "Een van deze {many} kun je niet meer kiezen. Kijk welke er nog staan.",
        },
    )
    code = forms.CharField(
        label="Code van je bestuur",
        max_length=12,
        widget=forms.TextInput(attrs={"class": "input--middle", "autocomplete": "off"}),
        error_messages={"required": "Vul de code in die je bestuur kreeg."},
    )

    def __init__(self, *args, user, bootcamp, **kwargs):
        super().__init__(*args, **kwargs)
        speak(self, bootcamp.sector)
        if not bootcamp.by_invitation:
            del self.fields["code"]
        in_already = bootcamp.school_seats.active().values("school")
        asked = bootcamp.applications.open().values("school")
        free = School.objects.led_by(user).filter(closed_on=None).exclude(pk__in=in_already).exclude(pk__in=asked)
        self.fields["schools"].queryset = free.order_by("name", "city", "pk")
        self.has_schools = free.exists()


class InvitationForm(forms.Form):
    board = forms.ModelChoiceField(
        label="Voor welk bestuur?",
        queryset=Board.objects.none(),
        empty_label="Kies een bestuur",
        widget=LongSelect,
        error_messages={
            "required": "Kies het bestuur dat je uitnodigt.",
            "invalid_choice": "Dit bestuur hoort niet bij jouw account. Kies een bestuur uit de lijst.",
        },
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["board"]
        boards = Board.objects.all() if access.is_hpp(user) else Board.objects.filter(pk=user.board_id)
        field.queryset = boards.order_by("name", "pk")
        if user.board_id:
            field.initial = user.board_id


class SessionChoice(forms.ModelChoiceField):
    def label_from_instance(self, session):
        start = timezone.localtime(session.starts_at)
        when = f"{formats.date_format(start, 'l j F Y')}, {formats.date_format(start, 'H.i')} uur"
        return Choice(capfirst(when), f"{session.bootcamp.title}, {session.place or session.bootcamp.place}")


class SwapForm(forms.Form):
    instead = SessionChoice(
        label="Wanneer volg je deze sessie liever?",
        queryset=None,
        empty_label=None,
        widget=forms.RadioSelect,
        error_messages={
            "required": "Kies de dag waarop je deze sessie wilt volgen.",
            "invalid_choice": "Met deze sessie kun je niet meer ruilen. Kies een andere.",
        },
    )

    def __init__(self, *args, sessions, chosen, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["instead"].queryset = sessions
        self.sessions = list(sessions)
        if chosen:
            self.fields["instead"].initial = chosen.instead_id


class BootcampChoice(forms.ModelChoiceField):
    def label_from_instance(self, bootcamp):
        starts = day_in_words(bootcamp.starts_on)
        seats = "1 plek" if bootcamp.seats_left == 1 else f"{bootcamp.seats_left} plekken"
        return Choice(bootcamp.title, f"Start {starts}, {bootcamp.place}. Nog {seats} vrij.")


class MoveForm(forms.Form):
    bootcamp = BootcampChoice(
        label="Naar welke bootcamp?",
        queryset=None,
        empty_label=None,
        widget=forms.RadioSelect,
        error_messages={
            "required": "Kies de bootcamp waaraan je school mee wil doen.",
            "invalid_choice": "Deze bootcamp kun je niet meer kiezen. Kies een andere.",
        },
    )

    def __init__(self, *args, bootcamps, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["bootcamp"].queryset = bootcamps
        self.bootcamps = list(bootcamps)


def enough_seats(seats: int, *, bootcamp: Bootcamp) -> int:
    """At least one, and no fewer than were given; ValidationError says how many those are."""
    if seats < 1:
        raise forms.ValidationError("Geef minstens één plek.")
    if not bootcamp.pk:
        return seats
    taken = bootcamp.school_seats.active().count()
    if seats < taken:
        raise forms.ValidationError(f"Er doen al {taken} scholen mee. Geef minstens {taken} plekken.")
    given = RoomLeft(bootcamp).given
    if seats < given:
        raise forms.ValidationError(f"Er zijn al {given} plekken vergeven of vastgehouden. Geef er minstens {given}.")
    return seats


class BootcampForm(forms.ModelForm):
    """The admin names the fields; here they get one check more."""

    def clean_seats(self):
        return enough_seats(self.cleaned_data["seats"], bootcamp=self.instance)


class WorkSessionFormSet(forms.BaseInlineFormSet):
    """A bootcamp on the site has sessions, and starts with the first of them."""

    def clean(self):
        super().clean()
        if any(self.errors) or not self.instance.is_published:
            return
        kept = [form for form in self.forms if form.cleaned_data and not self._should_delete_form(form)]
        # Where schools take part the admin only shows the dates, and the form doesn't hold them.
        starts = [form.cleaned_data.get("starts_at", form.instance.starts_at) for form in kept]
        if not starts:
            raise forms.ValidationError("Zet minstens één werksessie klaar voordat de bootcamp op de site komt.")
        first, start = timezone.localdate(min(starts)), self.instance.starts_on
        if start and first != start:
            raise forms.ValidationError(
                f"De eerste werksessie is op {day_in_words(first)}, maar bij ‘start op’ staat {day_in_words(start)}. "
                "Maak ze gelijk."
            )
