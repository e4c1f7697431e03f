"""What HPP fills in to run a bootcamp. What is wrong is said at its own field, and what was typed stays."""

import functools
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django import forms
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from bootcamp.following.route import next_session
from bootcamp.running import clock, state, words
from bootcamp.running.models import MailRule
from bootcamp.seats.forms import enough_seats
from bootcamp.seats.models import Bootcamp, SchoolHoliday, Seat, SeatQuerySet, WorkSession
from portal import kept
from portal.fields import ClockField, NearDayField
from portal.listing import SearchForm
from portal.meanwhile import CarefulForm
from portal.people import access
from portal.people.models import Board, User
from portal.text.dates import day_in_words
from portal.text.plain import one_line
from portal.widgets import Choice, LongSelect, UnitInput

LONGEST = {"description": 5000, "outcome": 1000, "preparation": 3000, "agenda": 3000, "follow_up": 3000}
LONGEST_DAY = 31 * 24


def _limit(form: forms.ModelForm, names: Iterable[str] = LONGEST) -> None:
    """So long that nobody reaches it by writing, so short that no page drowns in it."""
    for name in names:
        if name in form.fields:
            field = form.fields[name]
            field.max_length = LONGEST[name]
            field.validators.append(forms.fields.validators.MaxLengthValidator(LONGEST[name]))


def _title(text: str) -> str:
    """What is left of a name without marks that nobody sees."""
    title = one_line(text)
    if not title:
        raise forms.ValidationError("Vul een titel in.")
    return title


def _number(form: forms.Form, name: str, unit: str) -> None:
    form.fields[name].widget = UnitInput(unit, inputmode="numeric")
    form.fields[name].error_messages["invalid"] = "Vul een heel getal in."


class BootcampSearchForm(SearchForm):
    WHEN = [("", "Alles"), ("komt", "Komt nog"), ("bezig", "Bezig"), ("geweest", "Geweest")]
    zoek = forms.CharField(
        label="Zoek een bootcamp of school", required=False, widget=forms.TextInput(attrs={"type": "search"})
    )
    wanneer = forms.ChoiceField(label="Wanneer", required=False, choices=WHEN)
    sector = forms.ChoiceField(label="Sector", required=False, choices=[("", "Alle"), *Bootcamp.Sector.choices])


def _boards_in(bootcamp: int) -> QuerySet[Board]:
    taking_part = Seat.objects.filter(bootcamp=bootcamp, school__board=OuterRef("pk"))
    return Board.objects.filter(Exists(taking_part)).order_by("name", "pk")


BOARDS_IN = kept.Question(lambda bootcamp: _boards_in(bootcamp).values_list("pk", "name"))


class SeatSearchForm(SearchForm):
    """The seats of one bootcamp."""

    STATES = [
        ("", "Alle scholen"),
        ("klaar", "Voorbereid"),
        ("niet-klaar", "Nog niet voorbereid"),
        ("gemist", "Miste een sessie"),
        ("afgemeld", "Afgemeld"),
    ]
    zoek = forms.CharField(
        label="Zoek een school of naam", required=False, widget=forms.TextInput(attrs={"type": "search"})
    )
    bestuur = forms.ModelChoiceField(
        label="Bestuur",
        required=False,
        queryset=Board.objects.none(),
        empty_label="Alle besturen",
        widget=LongSelect,
    )
    stand = forms.ChoiceField(label="Stand", required=False, choices=STATES)

    def __init__(self, *args, bootcamp: Bootcamp, **kwargs):
        super().__init__(*args, **kwargs)
        self.bootcamp = bootcamp
        boards = self.fields["bestuur"]
        boards.queryset = _boards_in(bootcamp.pk)
        boards.choices = functools.cache(lambda: [("", boards.empty_label), *BOARDS_IN(bootcamp.pk)])

    def chosen(self, *, now: datetime) -> SeatQuerySet:
        upcoming = next_session(self.bootcamp.work_sessions.all(), now)
        return state.chosen(self.bootcamp, self.asked(), upcoming)


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
        return _title(self.cleaned_data["title"])

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
        _check_times(self, cleaned)
        return cleaned


def _check_times(form: forms.Form, cleaned: dict) -> None:
    begins, ends = cleaned.get("begins"), cleaned.get("ends")
    if begins and ends and ends <= begins:
        form.add_error("ends", "De sessie eindigt voordat hij begint. Kies een latere tijd.")


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
        _limit(self)
        for name, unit in [("seats", "scholen"), ("seats_per_board", "scholen"), ("hold_hours", "uur")]:
            _number(self, name, unit)
        hold = self.fields["hold_hours"]
        hold.label = "Een plek blijft vastgehouden"
        hold.help_text = (
            "Zo lang heeft een school van de wachtlijst de tijd om ja te zeggen. "
            "Weekend en schoolvakantie tellen niet mee."
        )

    def clean_title(self):
        return _title(self.cleaned_data["title"])

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


class HolidayForm(CarefulForm, forms.ModelForm):
    class Meta:
        model = SchoolHoliday
        fields = ["name", "region", "first_day", "last_day"]
        field_classes = {"first_day": NearDayField, "last_day": NearDayField}

    first_day = NearDayField(label="Eerste dag")
    last_day = NearDayField(label="Laatste dag")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _limit(self)

    def clean_name(self):
        return _title(self.cleaned_data["name"])

    def clean(self):
        cleaned = super().clean()
        first, last = cleaned.get("first_day"), cleaned.get("last_day")
        if first and last and last < first:
            self.add_error("last_day", "De laatste dag ligt voor de eerste. Kies een latere dag.")
        return cleaned


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
        _limit(self)
        if self.instance.starts_at:
            begin, end = timezone.localtime(self.instance.starts_at), timezone.localtime(self.instance.ends_at)
            self.initial |= {"day": begin.date(), "begins": begin.time(), "ends": end.time()}

    def clean_title(self):
        return _title(self.cleaned_data["title"])

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
        _check_times(self, cleaned)
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


class LetterForm(forms.Form):
    """A mail that staff write, with named fields in it."""

    subject = forms.CharField(label="Onderwerp", max_length=150, error_messages={"required": "Vul een onderwerp in."})
    text = forms.CharField(
        label="Tekst",
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 12}),
        error_messages={"required": "Schrijf een tekst."},
    )
    about_session = False

    def clean_subject(self):
        subject = one_line(self.cleaned_data["subject"])
        words.check(subject, about_session=self.about_session)
        return subject

    def clean_text(self):
        text = self.cleaned_data["text"].replace("\r\n", "\n")
        words.check(text, about_session=self.about_session)
        return text


class ChangeLetterForm(LetterForm):
    """The mail about a change, which staff may also leave out."""

    tell = forms.BooleanField(label="Stuur deze mail", required=False, initial=True)

    def clean(self):
        cleaned = super().clean()
        if not cleaned.get("tell"):
            for name in ("subject", "text"):
                self.errors.pop(name, None)
                cleaned.setdefault(name, "")
        return cleaned


class MailRuleForm(CarefulForm, LetterForm, forms.ModelForm):
    about_session = True
    is_on = forms.BooleanField(label="Deze mail staat aan", required=False)

    class Meta:
        model = MailRule
        fields = ["moment", "audience", "subject", "text", "is_on"]

    field_order = ("moment", "audience", "subject", "text", "is_on")

    def __init__(self, *args, fixed: bool = False, **kwargs):
        super().__init__(*args, **kwargs)
        if fixed:
            del self.fields["moment"], self.fields["audience"]

    def save(self, commit: bool = True) -> MailRule:
        """The row of this moment and audience, also when a colleague just made it."""
        rule = self.instance
        words_of_it = {name: self.cleaned_data[name] for name in ("subject", "text", "is_on")}
        saved, _ = MailRule.objects.update_or_create(
            bootcamp=rule.bootcamp, moment=rule.moment, audience=rule.audience, defaults=words_of_it
        )
        return saved

    def clean(self):
        cleaned = super().clean()
        moment, audience = cleaned.get("moment"), cleaned.get("audience")
        if moment and self.instance.bootcamp.mail_rules.filter(moment=moment, audience=audience).exists():
            self.add_error("audience", "Deze mail is er al. Pas die aan.")
        attendance = (MailRule.Audience.PRESENT, MailRule.Audience.ABSENT)
        if audience in attendance and moment in MailRule.BEFORE:
            self.add_error("moment", "Wie er was, weten we pas na de sessie. Kies de dag erna.")
        if audience in (MailRule.Audience.NOT_PREPARED, MailRule.Audience.WAITING) and moment not in MailRule.BEFORE:
            self.add_error("moment", "Na de sessie heeft deze mail geen zin meer. Kies een moment ervoor.")
        return cleaned
