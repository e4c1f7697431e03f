"""Forms about a plan as a whole; what is typed in it goes through typed.py."""

from django import forms

from bootcamp.plan.models import Plan, PlanComment
from bootcamp.plan.questions import month_in_words
from portal.goals import Goal


class StartForm(forms.Form):
    """Begin empty, or with a plan that the school made before."""

    source = forms.ModelChoiceField(
        label="Waar begin je mee?",
        queryset=Plan.objects.none(),
        required=False,
        empty_label="Begin met een leeg plan",
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": "Kies een plan uit de lijst, of begin met een leeg plan."},
    )

    def __init__(self, *args, earlier, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["source"].queryset = earlier
        self.fields["source"].label_from_instance = self._label
        self.has_earlier = earlier.exists()

    @staticmethod
    def _label(plan):
        changed = month_in_words(f"{plan.changed_at:%Y-%m}")
        return f"Begin met je plan uit {plan.enrolment.bootcamp.title}, voor het laatst gewijzigd in {changed}"


class SharingForm(forms.ModelForm):
    class Meta:
        model = Plan
        fields = ["for_colleagues", "for_board", "shared_with_bootcamp", "nudge_weeks"]
        labels = {
            "for_colleagues": "Wat mogen collega’s van je school?",
            "for_board": "Wat mag je bestuur?",
            "shared_with_bootcamp": "Laat ons plan zien op het Ontwikkelplein",
            "nudge_weeks": "Hoe vaak mailen we over open acties?",
        }
        help_texts = {
            "for_colleagues": "Collega’s met een account bij je school.",
            "for_board": "HR en bestuur, als ze niet zelf meedoen met de bootcamp.",
            "shared_with_bootcamp": "Andere scholen van je bootcamp kunnen het dan lezen. Wijzigen kunnen ze het niet.",
            "nudge_weeks": "De mail gaat naar wie er bij een open actie staat, en naar wie het plan bewaakt.",
        }
        widgets = {"for_colleagues": forms.RadioSelect, "for_board": forms.RadioSelect}


class CommentForm(forms.ModelForm):
    class Meta:
        model = PlanComment
        fields = ["goal", "text"]
        labels = {"goal": "Waar gaat het over?", "text": "Je reactie"}
        error_messages = {"text": {"required": "Schrijf eerst een reactie."}}
        widgets = {"text": forms.Textarea(attrs={"rows": 4})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["goal"].choices = [("", "Het hele plan"), *Goal.choices]
        # The browser would cut off what is too long without a word.
        self.fields["text"].widget.attrs.pop("maxlength", None)
