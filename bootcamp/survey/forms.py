"""Opening a survey, and one question of it at a time."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.utils import timezone

from bootcamp.survey import actions, asked
from bootcamp.survey.models import Survey
from portal.fields import NearDayField
from portal.text.plain import one_line

HOW_MANY = f"Vul een getal in van 1 tot en met {actions.MOST_CARDS}."
ONE_CHOICE = "Kies een antwoord. Je mag ook een vraag overslaan met de knop eronder."


class OpenForm(forms.Form):
    way = forms.ChoiceField(
        label="Hoe doen mensen mee?",
        help_text=(
            "Met één link kan iemand op een tweede apparaat nog eens antwoorden. Een kaartje werkt één keer. Wie welk "
            "kaartje kreeg, weet het portaal niet."
        ),
        choices=Survey.Way.choices,
        initial=Survey.Way.LINK,
        widget=forms.RadioSelect,
        error_messages={"required": "Kies hoe mensen meedoen.", "invalid_choice": "Kies een van de twee."},
    )
    closes_on = NearDayField(label="Tot en met welke dag?", help_text="Minstens twee weken, hoogstens zes.")
    own = forms.CharField(
        label="Eigen stellingen (hoeft niet)",
        help_text=(
            f"Eén op elke regel, hoogstens {asked.MOST_OWN}. Mensen kiezen van helemaal niet tot helemaal mee eens. "
            "Na het openen kun je ze niet meer veranderen."
        ),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args: Any, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.now = now
        self.today = timezone.localdate(now)
        self.fields["closes_on"].initial = self.today + timedelta(days=21)

    def clean_closes_on(self) -> datetime:
        day = self.cleaned_data["closes_on"]
        first, last = self.today + actions.SHORTEST, self.today + actions.LONGEST
        if day < first:
            raise forms.ValidationError(
                f"Kies een dag vanaf {first:%d-%m-%Y}: een vragenlijst staat minstens twee weken open."
            )
        if day > last:
            raise forms.ValidationError(f"Kies een dag tot en met {last:%d-%m-%Y}: langer dan zes weken kan niet.")
        return timezone.make_aware(datetime.combine(day + timedelta(days=1), time()))

    def clean_own(self) -> list[str]:
        lines = [one_line(line) for line in self.cleaned_data["own"].splitlines()]
        texts = list(dict.fromkeys(line for line in lines if line))
        if len(texts) > asked.MOST_OWN:
            raise forms.ValidationError(f"Dit zijn er {len(texts)}. Hoogstens {asked.MOST_OWN} kan.")
        if any(len(text) > asked.LONGEST_OWN for text in texts):
            raise forms.ValidationError(f"Maak elke stelling hoogstens {asked.LONGEST_OWN} tekens lang.")
        return texts


class LaterForm(forms.Form):
    closes_on = NearDayField(label="Sluit later: tot en met welke dag?")

    def __init__(self, *args: Any, survey: Survey, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.survey = survey

    def clean_closes_on(self) -> datetime:
        day = self.cleaned_data["closes_on"]
        closes_at = timezone.make_aware(datetime.combine(day + timedelta(days=1), time()))
        if closes_at <= self.survey.release.closes_at:
            raise forms.ValidationError("Eerder sluiten kan niet: mensen rekenen op de dag die er staat.")
        if closes_at > self.survey.opened_at + actions.LONGEST + timedelta(days=1):
            raise forms.ValidationError("Langer dan zes weken kan een vragenlijst niet open staan.")
        return closes_at


class CardsForm(forms.Form):
    count = forms.IntegerField(
        label="Hoeveel kaartjes?",
        min_value=1,
        max_value=actions.MOST_CARDS,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "input--short", "autocomplete": "off"}),
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), HOW_MANY),
    )


class CardForm(forms.Form):
    card = forms.CharField(
        label="De code op je kaartje",
        max_length=40,
        widget=forms.TextInput(attrs={"class": "input--middle", "autocomplete": "off", "autocapitalize": "none"}),
        error_messages={"required": "Typ de code die op je kaartje staat."},
    )

    def __init__(self, *args: Any, survey: Survey, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.survey = survey

    def clean_card(self) -> str:
        code = actions.plain_code(self.cleaned_data["card"])
        try:
            actions.check_card(self.survey, code)
        except actions.NotPossible as reason:
            raise forms.ValidationError(str(reason)) from reason
        return code


class StepForm(forms.Form):
    """One question; what was chosen before goes along in the page, and is kept nowhere."""

    def __init__(self, question: asked.SurveyQuestion, number: int, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kind = forms.MultipleChoiceField if question.several else forms.ChoiceField
        self.name = field_name(number)
        self.fields[self.name] = kind(
            label=question.text,
            help_text=question.help_text,
            choices=[(option, option) for option in question.options],
            required=not question.several,
            widget=forms.CheckboxSelectMultiple if question.several else forms.RadioSelect,
            error_messages={"required": ONE_CHOICE, "invalid_choice": "Kies een antwoord uit de lijst."},
        )

    @property
    def question(self) -> forms.BoundField:
        return self[self.name]


def field_name(number: int) -> str:
    return f"vraag_{number + 1}"


def chosen(posted: Any, questions: Sequence[asked.SurveyQuestion]) -> dict[int, list[str]]:
    """What the page says was chosen so far; anything that is no option falls away."""
    return {
        number: [value for value in posted.getlist(field_name(number)) if value in question.options]
        for number, question in enumerate(questions)
    }
