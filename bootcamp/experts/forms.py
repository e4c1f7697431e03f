"""What schools, experts and HPP fill in. What is wrong is said at its own field, and what was typed stays."""

from datetime import date, timedelta

from django import forms
from django.utils import timezone

from bootcamp.experts import actions
from bootcamp.experts.choices import HowItHelped, Place, Region, RequestState, Skill
from bootcamp.experts.models import ExpertProfile, ExpertRequest
from bootcamp.seats.models import Seat
from portal.fields import NearDayField
from portal.meanwhile import CarefulForm
from portal.people.models import User
from portal.text.plain import one_line, readable
from portal.widgets import Choice

A_YEAR = timedelta(days=366)
ANY_SKILL, ANY_REGION = [("", "Alles"), *Skill.choices], [("", "Heel Nederland"), *Region.choices]
PLACES = [
    (Place.ONLINE, Choice("Online", "Jullie spreken elkaar via je scherm.")),
    (Place.SCHOOL, Choice("Op school", "De expert komt naar je toe.")),
]


class LongText(forms.CharField):
    """Some lines. The browser doesn't cut off what is too long without a word."""

    def __init__(self, *, most: int, rows: int = 4, empty: str = "", **options):
        self.most = most
        options["error_messages"] = {"required": empty, "max_length": f"Hou het bij {most} tekens."}
        super().__init__(max_length=most, widget=forms.Textarea(attrs={"rows": rows}), **options)
        self.widget.attrs.pop("maxlength", None)

    def clean(self, value):
        return super().clean(readable(value or "").strip())


class ShortText(forms.CharField):
    def __init__(self, *, most: int, empty: str = "", **options):
        options["error_messages"] = {"required": empty, "max_length": f"Hou het bij {most} tekens."}
        super().__init__(max_length=most, **options)
        self.widget.attrs.pop("maxlength", None)

    def clean(self, value):
        return super().clean(one_line(readable(value or "")))


class ChosenExpert(forms.ModelChoiceField):
    """One of these profiles, by name."""

    def label_from_instance(self, profile: ExpertProfile):
        words = []
        if getattr(profile, "fits", None) is not None:
            words.append("past bij de vraag" if profile.fits else "past niet bij de vraag")
        if not profile.has_room:
            words.append("heeft nu weinig tijd")
        return ", ".join([profile.user.full_name, *words])


class PeriodForm(forms.Form):
    wanted_from = NearDayField(label="Vanaf wanneer?")
    wanted_until = NearDayField(label="Tot en met wanneer?")

    def clean_wanted_from(self):
        day = self.cleaned_data["wanted_from"]
        if day < timezone.localdate():
            raise forms.ValidationError("Deze dag is al geweest. Kies vandaag of later.")
        return day

    def clean(self):
        cleaned = super().clean()
        first, last = cleaned.get("wanted_from"), cleaned.get("wanted_until")
        if first and last and last < first:
            self.add_error("wanted_until", "Deze dag ligt voor de eerste. Kies dezelfde dag of later.")
        elif last and last > timezone.localdate() + A_YEAR:
            self.add_error("wanted_until", "Kies een dag binnen een jaar.")
        return cleaned


class AskForm(PeriodForm):
    field_order = ("seat", "skill", "question", "wanted_from", "wanted_until", "place", "region", "preferred")

    seat = forms.ModelChoiceField(
        label="Voor welke school?",
        queryset=Seat.objects.none(),
        empty_label="Kies een school",
        error_messages={
            "required": "Kies een school.",
            "invalid_choice": "Voor deze school kun je geen vraag stellen. Kies een school uit de lijst.",
        },
    )
    skill = forms.ChoiceField(
        label="Wat voor hulp zoek je?",
        choices=[(value, words[0].upper() + words[1:]) for value, words in Skill.choices],
        widget=forms.RadioSelect,
        error_messages={"required": "Kies wat voor hulp je zoekt.", "invalid_choice": "Kies er een uit de lijst."},
    )
    question = LongText(
        label="Waarvoor is het?",
        help_text="Experts lezen dit voor ze de vraag oppakken. Noem geen namen van collega’s.",
        most=1000,
        empty="Schrijf kort op waarvoor je hulp zoekt.",
    )
    place = forms.ChoiceField(
        label="Waar?",
        choices=PLACES,
        widget=forms.RadioSelect,
        error_messages={"required": "Kies online of op school.", "invalid_choice": "Kies online of op school."},
    )
    region = forms.ChoiceField(
        label="In welke provincie staat je school?",
        choices=[("", "Kies een provincie"), *Region.choices],
        required=False,
        help_text="Alleen nodig als de expert naar je school komt.",
        error_messages={"invalid_choice": "Kies een provincie uit de lijst."},
    )
    preferred = ChosenExpert(
        label="Heb je iemand op het oog?",
        queryset=ExpertProfile.objects.none(),
        required=False,
        empty_label="Nee, iemand die past",
        help_text="Dan vragen we eerst alleen deze expert.",
        error_messages={"invalid_choice": "Deze expert staat niet meer in de lijst. Kies een ander, of niemand."},
    )

    def __init__(self, *args, seats, by: User, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["seat"].queryset = seats.select_related("school", "bootcamp")
        self.fields["seat"].label_from_instance = lambda seat: f"{seat.school.name}, {seat.bootcamp.title}"
        shown = ExpertProfile.objects.in_directory().exclude(user=by).select_related("user")
        self.fields["preferred"].queryset = shown.order_by("user__last_name", "user__first_name", "pk")

    def clean_preferred(self):
        profile = self.cleaned_data["preferred"]
        return profile and profile.user

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("place") == Place.SCHOOL and not cleaned.get("region") and "region" not in self.errors:
            self.add_error("region", "Kies de provincie, dan weten we welke expert in de buurt is.")
        return cleaned


class RequestStepForm(forms.Form):
    """A step about one request; without more to fill in, a button."""

    def __init__(self, *args, asked: ExpertRequest, **kwargs):
        super().__init__(*args, **kwargs)
        self.asked = asked


class AskAgainForm(PeriodForm, RequestStepForm):
    """When it was asked for may be over by now."""


class ChoiceOfExpertForm(RequestStepForm):
    """For a yes or a no: to whom, as the school saw it."""

    expert_id = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, asked, **kwargs):
        super().__init__(*args, asked=asked, initial={"expert_id": asked.expert_id}, **kwargs)


class AssignForm(RequestStepForm):
    expert = ChosenExpert(
        label="Wie stel je voor?",
        queryset=ExpertProfile.objects.none(),
        empty_label="Kies een expert",
        error_messages={
            "required": "Kies een expert.",
            "invalid_choice": "Deze expert kan deze vraag niet oppakken. Kies iemand anders.",
        },
    )

    def __init__(self, *args, asked, **kwargs):
        super().__init__(*args, asked=asked, **kwargs)
        self.fields["expert"].queryset = actions.candidates(asked)


class RefuseForm(RequestStepForm):
    reason = LongText(
        label="Waarom niet?",
        help_text="De school leest dit. Zeg ook wat wel kan.",
        most=500,
        empty="Schrijf op waarom, dan weet de school waar die aan toe is.",
    )


class PlanForm(CarefulForm, RequestStepForm):
    planned_on = NearDayField(label="Op welke dag?")
    planned_how = ShortText(
        label="Hoe laat en waar?",
        most=120,
        required=False,
        help_text="Bijvoorbeeld: 14.00 uur in de teamkamer. Of de link van het gesprek.",
    )

    def __init__(self, *args, asked, **kwargs):
        now = {"planned_on": asked.planned_on, "planned_how": asked.planned_how}
        super().__init__(*args, asked=asked, initial=now, **kwargs)

    def clean_planned_on(self):
        day: date = self.cleaned_data["planned_on"]
        # The day itself may be over by the time someone writes it down.
        if not timezone.localdate(self.asked.asked_at) <= day <= timezone.localdate() + A_YEAR:
            raise forms.ValidationError("Kies een dag na de vraag en binnen een jaar.")
        return day


class HeldForm(RequestStepForm):
    report = LongText(
        label="Wat deden jullie, en wat spraken jullie af?",
        help_text="Een paar zinnen. De school en HPP lezen het. Noem geen namen van collega’s.",
        most=2000,
        rows=6,
        empty="Schrijf kort op wat jullie deden.",
    )


class LookBackForm(RequestStepForm):
    helped = forms.ChoiceField(
        label="Heeft het geholpen?",
        choices=[(value, label.capitalize()) for value, label in HowItHelped.choices],
        widget=forms.RadioSelect,
        error_messages={"required": "Kies wat het beste past.", "invalid_choice": "Kies wat het beste past."},
    )
    differently = LongText(
        label="Wat zou je een volgende keer anders doen?",
        help_text="Dit mag leeg blijven. De expert en HPP lezen het.",
        most=1000,
        required=False,
    )

    def __init__(self, *args, asked, **kwargs):
        now = {"helped": asked.helped, "differently": asked.differently}
        super().__init__(*args, asked=asked, initial=now, **kwargs)


class ProfileForm(CarefulForm, forms.ModelForm):
    """About oneself; HPP may fill it in for someone. Only the person decides to stand in the directory."""

    skills = forms.MultipleChoiceField(
        label="Waar ben je goed in?",
        choices=Skill,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Kies minstens één ding.", "invalid_choice": "Kies uit de lijst."},
    )
    regions = forms.MultipleChoiceField(
        label="In welke provincies kom je op school?",
        choices=Region,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text="Help je alleen online, laat dan alles leeg.",
        error_messages={"invalid_choice": "Kies uit de lijst."},
    )
    about = ShortText(label="Eén zin over jezelf", most=200, empty="Schrijf één zin over jezelf.")
    own_words = ShortText(
        label="Je expertise in je eigen woorden",
        most=200,
        required=False,
        help_text="Bijvoorbeeld: ik leid gesprekken in teams waar het schuurt.",
    )
    organisation = ShortText(label="Je organisatie", most=80, required=False)
    availability = ShortText(
        label="Wanneer kun je?",
        most=120,
        required=False,
        help_text="Bijvoorbeeld: op dinsdag en donderdag, niet in juli.",
    )
    field_order = (
        *("about", "organisation", "skills", "own_words", "works_online", "regions"),
        *("availability", "has_room", "is_shown"),
    )

    class Meta:
        model = ExpertProfile
        fields = ["about", "organisation", "own_words", "works_online", "availability", "has_room", "is_shown"]
        labels = {
            "works_online": "Ik help online",
            "has_room": "Ik heb nu ruimte voor vragen",
            "is_shown": "Zet mij in de lijst met experts",
        }
        help_texts = {
            "has_room": "Zonder vinkje krijg je geen mail over nieuwe vragen.",
            "is_shown": "Scholen die meedoen aan een bootcamp zien dan je naam en wat hier staat. Je e-mailadres niet.",
        }

    def __init__(self, *args, by: User, instance: ExpertProfile, **kwargs):
        now = {}
        if instance.pk:
            now["skills"] = [row.skill for row in instance.skills.all()]
            now["regions"] = [row.region for row in instance.regions.all()]
        super().__init__(*args, instance=instance, initial=now, **kwargs)
        if instance.user_id != by.pk:
            self._speak_of_someone_else()

    def _speak_of_someone_else(self):
        for name, label in {
            "skills": "Goed in",
            "regions": "Komt op school in",
            "about": "Eén zin",
            "own_words": "Expertise in eigen woorden",
            "organisation": "Organisatie",
            "availability": "Wanneer",
            "works_online": "Helpt online",
            "has_room": "Heeft nu ruimte voor vragen",
            "is_shown": "Staat in de lijst met experts",
        }.items():
            self.fields[name].label = label
        self.fields["regions"].help_text = self.fields["availability"].help_text = ""
        self.fields["own_words"].help_text = self.fields["has_room"].help_text = ""
        self.fields["is_shown"].help_text = "Alleen de expert zelf kan dit aanzetten. Uitzetten kun jij ook."
        self.fields["is_shown"].disabled = not self.instance.is_shown

    def clean(self):
        cleaned = super().clean()
        if not cleaned.get("works_online") and not cleaned.get("regions") and "regions" not in self.errors:
            self.add_error("regions", "Kies minstens één provincie, of vink aan dat het online kan.")
        return cleaned


class DirectoryForm(forms.Form):
    """What makes no sense is as if it wasn't asked."""

    wat = forms.ChoiceField(label="Wat voor hulp", required=False, choices=ANY_SKILL)
    waar = forms.ChoiceField(
        label="Waar", required=False, choices=[("", "Overal"), (Place.ONLINE, "Online"), *Region.choices]
    )
    zoek = forms.CharField(label="Zoek een naam of woord", required=False)

    def filters(self) -> dict[str, str]:
        self.is_valid()
        return {name: self.cleaned_data.get(name) or "" for name in self.fields}


class StaffForm(DirectoryForm):
    field_order = ("zoek", "stand", "wat", "waar")
    OPEN = "open"
    STATES = [
        ("", "Alle vragen"),
        (OPEN, "Nog niet klaar"),
        *((value, label.capitalize()) for value, label in RequestState.choices),
    ]
    zoek = forms.CharField(label="Zoek een school, bootcamp of expert", required=False)
    stand = forms.ChoiceField(label="Stand", required=False, choices=STATES)
