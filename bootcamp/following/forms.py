"""What directors and HPP fill in while following a bootcamp. What was typed stays when something is wrong."""

from django import forms
from django.core.validators import MaxLengthValidator

from bootcamp.following import evaluation
from bootcamp.following.models import AfterSession
from portal.meanwhile import CarefulForm
from portal.people.forms import person_name
from portal.people.models import User
from portal.text.plain import readable
from portal.widgets import Choice, UnitInput

LONGEST_NOTES = 4000
LONGEST_ANSWER = 2000
MOST_TIMES = 99


class FieldWorkForm(forms.Form):
    """What a school did between two sessions. Without a target there is no count."""

    times = forms.IntegerField(
        label="Hoe vaak heb je het gedaan?",
        required=False,
        min_value=0,
        max_value=MOST_TIMES,
        error_messages={
            "invalid": "Vul een heel getal in, bijvoorbeeld 3.",
            "min_value": "Vul 0 of meer in.",
            "max_value": f"Vul hooguit {MOST_TIMES} in.",
        },
    )
    notes = forms.CharField(
        label="Eigen notities",
        help_text="Wie voor jouw school meedoet leest mee, en HR en je bestuur. HPP en andere scholen niet.",
        required=False,
        max_length=LONGEST_NOTES,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"max_length": f"Hou het bij {LONGEST_NOTES} tekens."},
    )
    is_done = forms.BooleanField(label="Dit is klaar", required=False)

    def __init__(self, *args, target, **kwargs):
        super().__init__(*args, **kwargs)
        if target is None:
            del self.fields["times"]
        else:
            self.fields["times"].widget = UnitInput(f"van de {target}", inputmode="numeric")

    def clean_notes(self):
        return readable(self.cleaned_data["notes"]).strip()

    def clean(self):
        cleaned = super().clean()
        cleaned["times"] = cleaned.get("times") or 0
        return cleaned


class Colleague(forms.ModelChoiceField):
    def label_from_instance(self, user):
        return f"{user.full_name}, {user.get_role_display()}"


def _colleague(label: str) -> Colleague:
    return Colleague(
        label=label,
        queryset=User.objects.none(),
        empty_label="Kies een collega",
        error_messages={
            "required": "Kies een collega.",
            "invalid_choice": "Deze collega staat niet in de lijst. Kies iemand uit de lijst.",
        },
    )


class AddColleagueForm(forms.Form):
    colleague = _colleague("Wie doet er ook mee?")

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["colleague"].queryset = people


class HandOverForm(forms.Form):
    to = _colleague("Wie krijgt de plek?")

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = people


class InviteColleagueForm(forms.Form):
    first_name = forms.CharField(label="Voornaam", max_length=60, error_messages={"required": "Vul een voornaam in."})
    last_name = forms.CharField(
        label="Achternaam", max_length=80, error_messages={"required": "Vul een achternaam in."}
    )
    email = forms.EmailField(
        label="E-mailadres van het werk",
        max_length=254,
        error_messages={
            "required": "Vul een e-mailadres in.",
            "invalid": "Vul een e-mailadres in, zoals naam@school.nl.",
        },
    )

    def clean_first_name(self):
        return self._name("first_name")

    def clean_last_name(self):
        return self._name("last_name")

    def _name(self, field):
        return person_name(self.cleaned_data[field])

    def clean_email(self):
        return self.cleaned_data["email"].lower()


class EvaluationForm(forms.Form):
    """A field for each question; all may be left open, as long as something is said."""

    def __init__(self, *args, questions: evaluation.Questions, **kwargs):
        super().__init__(*args, **kwargs)
        self.questions = questions
        words = {1: "1, helemaal niet", 5: "5, helemaal wel"}
        scores = [(score, Choice(words.get(score, str(score)))) for score in evaluation.SCALE]
        for number, question in enumerate(questions.scale):
            self.fields[f"cijfer_{number}"] = forms.TypedChoiceField(
                label=question, choices=scores, coerce=int, empty_value=None, required=False, widget=forms.RadioSelect
            )
        for number, question in enumerate(questions.open):
            self.fields[f"tekst_{number}"] = forms.CharField(
                label=question,
                required=False,
                max_length=LONGEST_ANSWER,
                widget=forms.Textarea(attrs={"rows": 3}),
                error_messages={"max_length": f"Hou het bij {LONGEST_ANSWER} tekens."},
            )

    def clean(self):
        cleaned = super().clean()
        if not self.errors and not self.scores and not any(self.texts.values()):
            raise forms.ValidationError("Beantwoord minstens één vraag.")
        return cleaned

    @property
    def scores(self) -> dict[str, int]:
        given = {text: self.cleaned_data.get(f"cijfer_{number}") for number, text in enumerate(self.questions.scale)}
        return {text: score for text, score in given.items() if score is not None}

    @property
    def texts(self) -> dict[str, str]:
        return {
            text: readable(self.cleaned_data.get(f"tekst_{number}") or "").strip()
            for number, text in enumerate(self.questions.open)
        }


class CheckForm(forms.Form):
    """By GET, so that a check can be sent on as a link."""

    nummer = forms.CharField(
        label="Nummer van het certificaat",
        help_text="Het staat onderaan het certificaat, bijvoorbeeld 7KQ4-M2XR-9BTE.",
        max_length=40,
        error_messages={"required": "Vul het nummer in dat op het certificaat staat."},
    )


class CertificateRuleForm(CarefulForm):
    sessions_needed = forms.IntegerField(
        label="Hoeveel sessies voor een certificaat?",
        help_text="Gevolgd of ingehaald. Leeg: alle sessies op één na.",
        required=False,
        min_value=1,
        widget=UnitInput("sessies", inputmode="numeric"),
        error_messages={"invalid": "Vul een heel getal in.", "min_value": "Vul 1 of meer in."},
    )

    def __init__(self, *args, most: int, **kwargs):
        super().__init__(*args, **kwargs)
        self.most = most

    def clean_sessions_needed(self):
        needed = self.cleaned_data["sessions_needed"]
        if needed and needed > self.most:
            raise forms.ValidationError(f"Deze bootcamp heeft {self.most} sessies. Vul hooguit {self.most} in.")
        return needed


class QuestionsForm(CarefulForm):
    scale = forms.CharField(
        label="Vragen met een cijfer van 1 tot en met 5",
        help_text="Eén zin per regel, waarmee je het eens of oneens bent.",
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    open = forms.CharField(
        label="Open vragen", help_text="Eén per regel.", required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def clean_scale(self):
        return _question_lines(self.cleaned_data["scale"])

    def clean_open(self):
        return _question_lines(self.cleaned_data["open"])

    def clean(self):
        cleaned = super().clean()
        if not self.errors and not cleaned["scale"] and not cleaned["open"]:
            raise forms.ValidationError("Zet er minstens één vraag neer.")
        return cleaned


def _question_lines(text: str) -> str:
    questions = evaluation.lines(readable(text))
    if len(questions) > evaluation.MOST_QUESTIONS:
        raise forms.ValidationError(f"Stel hooguit {evaluation.MOST_QUESTIONS} vragen.")
    if any(len(question) > evaluation.LONGEST_QUESTION for question in questions):
        raise forms.ValidationError(f"Hou elke vraag onder de {evaluation.LONGEST_QUESTION} tekens.")
    return "\n".join(questions)


class AfterSessionForm(CarefulForm, forms.ModelForm):
    class Meta:
        model = AfterSession
        fields = ("catch_up_link", "catch_up_minutes", "field_work_target")
        labels = {
            "catch_up_link": "Adres van de opname",
            "catch_up_minutes": "Hoe lang duurt inhalen?",
            "field_work_target": "Hoe vaak doen scholen het werk op school?",
        }
        widgets = {
            "catch_up_minutes": UnitInput("minuten", inputmode="numeric"),
            "field_work_target": UnitInput("keer", inputmode="numeric"),
        }

    catch_up_link = forms.URLField(
        label="Adres van de opname",
        help_text="Een adres dat met https begint. Leeg: inhalen kan met de materialen.",
        required=False,
        assume_scheme="https",
        validators=[MaxLengthValidator(200)],
        error_messages={"invalid": "Vul een adres in dat met https begint."},
    )

    def clean_catch_up_link(self):
        link = self.cleaned_data["catch_up_link"]
        if link and not link.startswith("https://"):
            raise forms.ValidationError("Vul een adres in dat met https begint.")
        return link
