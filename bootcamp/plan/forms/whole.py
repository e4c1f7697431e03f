"""Forms about a plan as a whole; what is typed in it goes through units.py."""

from django import forms

from bootcamp.plan.models import Plan, PlanComment
from bootcamp.plan.parts import CHOICES
from bootcamp.seats.models import Bootcamp
from portal.goals import Goal
from portal.meanwhile import CarefulForm
from portal.people.sectors import goal_in_words, speak


class SharingForm(CarefulForm, forms.ModelForm):
    shown_parts = forms.MultipleChoiceField(
        label="Wat zien andere {many} dan?",
        choices=CHOICES,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text="Wat je niet aanvinkt, zien ze nergens. Wijzigen jullie later iets, dan zien ze dat ook.",
        error_messages={"required": "Vink aan wat anderen mogen zien."},
    )

    class Meta:
        model = Plan
        fields = ["for_colleagues", "for_board", "shared_with", "shown_parts", "nudge_weeks"]
        labels = {
            "for_colleagues": "Wat mogen collega’s die niet meedoen?",
            "for_board": "Wat mag je {board}?",
            "shared_with": "Op welk Ontwikkelplein laten jullie het plan zien?",
            "nudge_weeks": "Hoe vaak mailen we over open acties?",
        }
        help_texts = {
            "for_colleagues": "Collega’s met een account bij je {one}.",
            "for_board": "HR en {board}, als ze niet zelf meedoen met de bootcamp.",
            "shared_with": "Andere {many} van die bootcamp kunnen het dan lezen. Wijzigen kunnen ze het niet.",
            "nudge_weeks": "De mail gaat naar wie er bij een open actie staat, en naar wie het plan bewaakt.",
        }
        widgets = {
            "for_colleagues": forms.RadioSelect,
            "for_board": forms.RadioSelect,
            "shared_with": forms.CheckboxSelectMultiple,
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        speak(self, self.instance.sector)
        seats = self.instance.school.seats.active()
        bootcamps = Bootcamp.objects.filter(pk__in=seats.values("bootcamp")).order_by("-starts_on", "pk")
        if bootcamps.exists():
            self.fields["shared_with"].queryset = bootcamps
        else:
            del self.fields["shared_with"], self.fields["shown_parts"]

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("shared_with") and "shown_parts" in cleaned and not cleaned["shown_parts"]:
            self.add_error("shown_parts", self.fields["shown_parts"].error_messages["required"])
        return cleaned

    @property
    def shows_more(self) -> bool:
        """Whether other schools see something else of the plan once this is saved."""
        return bool(self.cleaned_data.get("shared_with")) and bool(
            {"shared_with", "shown_parts"} & {*self.changed_data}
        )


class CommentForm(forms.ModelForm):
    class Meta:
        model = PlanComment
        fields = ["goal", "text"]
        labels = {"goal": "Waar gaat het over?", "text": "Je reactie"}
        error_messages = {"text": {"required": "Schrijf eerst een reactie."}}
        widgets = {"text": forms.Textarea(attrs={"rows": 4})}

    def __init__(self, *args, plan: Plan, **kwargs):
        super().__init__(*args, **kwargs)
        goals = [(goal.value, goal_in_words(goal, plan.sector)) for goal in Goal]
        self.fields["goal"].choices = [("", "Het hele plan"), *goals]
        # The browser would cut off what is too long without a word.
        self.fields["text"].widget.attrs.pop("maxlength", None)
