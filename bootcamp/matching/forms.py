"""What is typed in this room: a wish, an open place, a round, and a change by hand."""

import re
from datetime import date

from django import forms
from django.core.exceptions import ValidationError

from bootcamp.matching import choices
from bootcamp.matching.models import FormationRound, HoursWish, OpenPlace
from bootcamp.matching.solver import halves
from portal import retention
from portal.meanwhile import CarefulForm
from portal.people.models import Board
from portal.text.dates import day_in_words
from portal.text.words import listed
from portal.widgets import Choice, UnitInput

DATE = {"invalid": "Vul een dag in, zoals 31-12-2026.", "required": "Vul een dag in, zoals 31-12-2026."}
NO_CHOICE = "Kies een antwoord uit de lijst."
LONGEST_MONTHS = 12


def day_field(label, **options):
    return forms.DateField(
        label=label, widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"), error_messages=DATE, **options
    )


class HalfDaysField(forms.MultipleChoiceField):
    """Ten boxes; the value is ten bits."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, label, **options):
        super().__init__(label=label, choices=choices.HALF_CHOICES, required=False, **options)
        self.error_messages["invalid_choice"] = "Kies dagdelen uit de lijst."

    def clean(self, value):
        return halves.mask(super().clean(value))

    def prepare_value(self, value):
        return halves.names(value) if isinstance(value, int) else value

    def has_changed(self, initial, typed):
        return super().has_changed(self.prepare_value(initial), typed)


def cards(label, options, texts=None, **more):
    shown = [(value, Choice(word[:1].upper() + word[1:], (texts or {}).get(value, ""))) for value, word in options]
    messages = {"required": NO_CHOICE, "invalid_choice": NO_CHOICE}
    return forms.ChoiceField(label=label, choices=shown, widget=forms.RadioSelect, error_messages=messages, **more)


def checks(label, options, **more):
    return forms.MultipleChoiceField(
        label=label,
        choices=[(value, word[:1].upper() + word[1:]) for value, word in options],
        widget=forms.CheckboxSelectMultiple,
        required=False,
        error_messages={"invalid_choice": NO_CHOICE},
        **more,
    )


class WishForm(CarefulForm):
    """Without a reason, and without anything about health."""

    FIELDS = (
        *("name", "kind", "own", "chosen", "give", "others_too", "less_too", "term", "requires", "groups", "teaches"),
        *("functions", "earliest", "starts", "where", "max_km", "two_schools_day", "seen_by", "until"),
    )
    name = forms.CharField(label="Je naam", max_length=140, error_messages={"required": "Vul je naam in."})
    kind = cards("Wat wil je?", HoursWish.Kind.choices)
    own = HalfDaysField("Wanneer werk je nu?")
    chosen = HalfDaysField("Welke dagdelen wil je erbij?")
    give = HalfDaysField("Welke dagdelen wil je afgeven?")
    others_too = forms.BooleanField(label="Andere dagdelen mogen ook, in overleg", required=False)
    less_too = forms.BooleanField(label="Minder dan dit mag ook", required=False)
    term = cards("Vast of tijdelijk?", HoursWish.Term.choices, initial=HoursWish.Term.ANY)
    requires = checks("Wat moet erbij geregeld zijn?", choices.ARRANGED)
    groups = checks("Welke groepen wil je? Niets aanvinken is: maakt niet uit.", choices.GROUPS)
    teaches = checks("Welke groepen geef je nu les?", choices.GROUPS)
    functions = checks("Welk werk zoek je? Niets aanvinken is: maakt niet uit.", choices.FUNCTIONS)
    earliest = forms.ChoiceField(
        label="Hoe laat kun je er ’s ochtends zijn?",
        choices=[("", "Maakt niet uit"), *choices.BEGINS],
        required=False,
        error_messages={"invalid_choice": NO_CHOICE},
    )
    starts = day_field("Vanaf wanneer? (hoeft niet)", required=False)
    where = cards("Waar wil je werken?", HoursWish.Where.choices, initial=HoursWish.Where.SCHOOL)
    max_km = forms.IntegerField(
        label="Hoe ver van je eigen school? (hoeft niet)",
        required=False,
        min_value=0,
        max_value=200,
        help_text="Hemelsbreed, ongeveer. We vragen je adres niet.",
        widget=UnitInput("km", inputmode="numeric"),
        error_messages=dict.fromkeys(
            ("invalid", "min_value", "max_value"), "Vul een heel getal in van 0 tot en met 200, of laat het leeg."
        ),
    )
    two_schools_day = forms.BooleanField(label="Ik mag op één dag op twee scholen werken", required=False)
    seen_by = cards("Wie mag je wens zien?", HoursWish.Seen.choices, initial=HoursWish.Seen.DIRECTOR)
    until = forms.ChoiceField(
        label="Tot wanneer blijft je wens staan?",
        help_text="Daarna gooien we hem weg. Hoogstens twaalf maanden.",
        error_messages={"required": NO_CHOICE, "invalid_choice": NO_CHOICE},
    )
    consent = forms.BooleanField(
        label="Ik wil dat het portaal mijn wens bewaart en laat zien aan wie ik hierboven koos",
        error_messages={"required": "Vink dit aan. Zonder jouw ja bewaren we niets."},
    )

    def __init__(self, *args, wish: HoursWish, today: date, named: bool, **kwargs):
        self.instance, self.today = wish, today
        stored = wish.pk is not None
        initial = {name: getattr(wish, name) for name in self.FIELDS}
        initial |= {"until": wish.until.isoformat() if stored else None, "consent": stored}
        super().__init__(*args, initial=initial, **kwargs)
        self.fields["until"].choices = self._ends(wish.until if stored else None)
        if not stored:
            self.initial["until"] = self.fields["until"].choices[-1][0]
        if named:
            del self.fields["name"]

    def _ends(self, present: date | None) -> list[tuple[str, str]]:
        days = {later(self.today, months): f"over {months} maanden" for months in (3, 6, 9, LONGEST_MONTHS)}
        if present is not None and self.today <= present <= later(self.today, LONGEST_MONTHS):
            days[present] = "zoals het nu is"
        return [(day.isoformat(), f"{day_in_words(day)} ({word})") for day, word in sorted(days.items())]

    def clean_until(self) -> date:
        return date.fromisoformat(self.cleaned_data["until"])

    def clean(self):
        cleaned = super().clean()
        if cleaned is None or any(name not in cleaned for name in ("kind", "own", "chosen", "give")):
            return cleaned
        own, kind = cleaned["own"], cleaned["kind"]
        chosen = cleaned["chosen"] = 0 if kind == HoursWish.Kind.FEWER else cleaned["chosen"]
        give = cleaned["give"] = 0 if kind == HoursWish.Kind.MORE else cleaned["give"]
        if both := own & chosen:
            self.add_error("chosen", f"Op {choices.in_words(both)} werk je al. Kies een ander dagdeel.")
        if strange := give & ~own:
            self.add_error("give", f"Op {choices.in_words(strange)} werk je niet. Kies een dagdeel waarop je werkt.")
        if kind == HoursWish.Kind.MORE and not chosen:
            self.add_error("chosen", "Kies minstens één dagdeel dat je erbij wilt.")
        if kind != HoursWish.Kind.MORE and not give:
            self.add_error("give", "Kies minstens één dagdeel dat je wilt afgeven.")
        if kind == HoursWish.Kind.OTHER:
            self._other(halves.count(give), own=own, chosen=chosen)
        return cleaned

    def _other(self, want: int, *, own: int, chosen: int) -> None:
        if want > halves.count(halves.WEEK & ~own):
            self.add_error("give", "Je wilt meer dagdelen ruilen dan er vrij zijn in je week.")
        elif not self.cleaned_data.get("others_too") and halves.count(chosen) < want:
            self.add_error("chosen", "Kies minstens zoveel dagdelen als je afgeeft, of vink aan dat andere ook mogen.")

    def filled_in(self) -> HoursWish:
        for name in self.FIELDS:
            if name in self.cleaned_data:
                setattr(self.instance, name, self.cleaned_data[name])
        return self.instance


def later(day: date, months: int) -> date:
    """The same day so many months on; the last day that such a month surely has, if it is later."""
    return retention.months_before(day, -months)


class PlaceForm(CarefulForm, forms.ModelForm):
    halves = HalfDaysField("Welke dagdelen zijn open?")
    kind = cards("Wat voor plek is het?", OpenPlace.Kind.choices, initial=OpenPlace.Kind.VACANCY)
    split = cards("Mag de plek verdeeld worden?", OpenPlace.Split.choices, initial=OpenPlace.Split.DAYS)
    term = cards("Vast of tijdelijk?", OpenPlace.Term.choices, initial=OpenPlace.Term.PERMANENT)
    function = forms.ChoiceField(label="Functie", choices=choices.FUNCTIONS)
    group = forms.ChoiceField(label="Groep", choices=[("", "Geen vaste groep"), *choices.GROUPS], required=False)
    starts = day_field("Vanaf")
    ends = day_field("Tot en met (hoeft niet)", required=False)
    wait = day_field("Mag ook later beginnen, tot (hoeft niet)", required=False)
    offers = checks("Wat kan de school regelen?", choices.ARRANGED)
    max_new = forms.IntegerField(
        label="Hoogstens zoveel nieuwe mensen",
        min_value=1,
        max_value=5,
        initial=2,
        widget=UnitInput("mensen", inputmode="numeric"),
        error_messages=dict.fromkeys(
            ("invalid", "min_value", "max_value", "required"), "Vul een getal in van 1 tot en met 5."
        ),
    )

    class Meta:
        model = OpenPlace
        fields = [
            *("school", "kind", "halves", "split", "max_new", "function", "group", "term", "starts", "ends", "wait"),
            *("offers", "partner"),
        ]
        labels = {"partner": "Wie heeft de groep op de andere dagen? (hoeft niet)"}
        help_texts = {"partner": "Bij een duo zien jullie zo wat er voor de ander verandert."}

    def __init__(self, *args, schools, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["school"].queryset = schools
        self.fields["school"].empty_label = None
        for day, word in choices.DAYS.items():
            self.fields[f"begin_{day}"] = forms.ChoiceField(
                label=f"Begintijd op {word}",
                choices=choices.BEGINS,
                initial=self.instance.begin.get(day, choices.NORMAL_BEGIN),
                required=False,
                error_messages={"invalid_choice": NO_CHOICE},
            )

    def clean_halves(self) -> int:
        if not self.cleaned_data["halves"]:
            raise ValidationError("Kies minstens één dagdeel.")
        return self.cleaned_data["halves"]

    def clean(self):
        cleaned = super().clean()
        starts, ends, wait = (self.cleaned_data.get(name) for name in ("starts", "ends", "wait"))
        if starts and ends and ends < starts:
            self.add_error("ends", "De plek eindigt voor hij begint. Kies een latere dag.")
        if starts and wait and wait < starts:
            self.add_error("wait", "Dit is eerder dan de begindag. Kies een latere dag.")
        self._same_group()
        self.instance.begin = {
            day: self.cleaned_data.get(f"begin_{day}") or choices.NORMAL_BEGIN for day in choices.DAYS
        }
        return cleaned

    def _same_group(self) -> None:
        school, group, bits = (self.cleaned_data.get(name) for name in ("school", "group", "halves"))
        if not (school and group and bits):
            return
        others = OpenPlace.objects.filter(round=self.instance.round_id, school=school, group=group)
        for other in others.exclude(pk=self.instance.pk):
            if both := other.halves & bits:
                text = f"Groep {group} heeft op {choices.in_words(both)} al een open plek in deze ronde."
                self.add_error("halves", text)
                return


NUMBER = re.compile(r"[0-9]{1,6}")


class RoundForm(forms.ModelForm):
    wishes_until = day_field("Wensen tot en met")
    places_until = day_field("Open plekken tot en met")
    talks_until = day_field("Gesprekken tot en met")
    numbers = forms.CharField(
        label="Andere besturen die meedoen (hoeft niet)",
        required=False,
        max_length=200,
        help_text="Vul hun bestuursnummers in, met komma’s ertussen. Zij moeten eerst zelf ja zeggen.",
    )

    class Meta:
        model = FormationRound
        fields = ["title", "wishes_until", "places_until", "talks_until"]
        labels = {"title": "Naam van de ronde"}
        error_messages = {"title": {"required": "Geef de ronde een naam, zoals Formatieronde 2027-2028."}}

    def clean_numbers(self) -> list[Board]:
        typed = [part.strip() for part in self.cleaned_data["numbers"].replace(";", ",").split(",") if part.strip()]
        if any(not NUMBER.fullmatch(part) for part in typed):
            raise ValidationError("Een bestuursnummer is een getal, zoals 41211. Zet er komma’s tussen.")
        boards = list(Board.objects.filter(number__in=typed))
        if missing := sorted(set(typed) - {board.number for board in boards}):
            raise ValidationError(f"We kennen geen bestuur met nummer {listed(missing)}.")
        return boards

    def clean(self):
        cleaned = super().clean()
        days = [self.cleaned_data.get(name) for name in ("wishes_until", "places_until", "talks_until")]
        if all(days) and days != sorted(days):
            self.add_error("talks_until", "Zet de dagen op volgorde: eerst wensen, dan open plekken, dan gesprekken.")
        return cleaned

    def _post_clean(self) -> None:
        # The database holds the order of the days too; the form says it at one field, once.
        super()._post_clean()
        if "talks_until" in self.errors:
            self.errors.pop("__all__", None)


class HandMoveForm(forms.Form):
    """Which wish, at which place, on which half-days."""

    wish = forms.ChoiceField(label="Wens", error_messages={"invalid_choice": NO_CHOICE, "required": NO_CHOICE})
    need = forms.ChoiceField(label="Open plek", error_messages={"invalid_choice": NO_CHOICE, "required": NO_CHOICE})
    is_pin = cards("Wat wil je?", [("ja", "Zet deze wens op deze plek"), ("nee", "Deze wens juist niet op deze plek")])
    halves = HalfDaysField("Op welke dagdelen?")

    def __init__(self, *args, wishes, needs, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["wish"].choices = wishes
        self.fields["need"].choices = [(name, label) for name, label, _ in needs]
        self.open_on = {name: bits for name, _, bits in needs}

    def clean(self):
        cleaned = super().clean()
        bits, need = self.cleaned_data.get("halves", 0), self.cleaned_data.get("need")
        if self.cleaned_data.get("is_pin") == "ja" and need:
            if not bits:
                self.add_error("halves", "Kies minstens één dagdeel van de plek.")
            elif strange := bits & ~self.open_on[need]:
                self.add_error("halves", f"Op {choices.in_words(strange)} is deze plek niet open.")
        return cleaned
