"""Forms about a plan as a whole; what is typed in it goes through units.py."""

from django import forms

from bootcamp.plan.models import Plan, PlanComment
from bootcamp.seats.models import Bootcamp
from portal.goals import Goal
from portal.meanwhile import CarefulForm


class SharingForm(CarefulForm, forms.ModelForm):
    class Meta:
        model = Plan
        fields = ["for_colleagues", "for_board", "shared_with", "nudge_weeks"]
        labels = {
            "for_colleagues": "Wat mogen collega’s van je school?",
            "for_board": "Wat mag je bestuur?",
            "shared_with": "Op welk Ontwikkelplein laten jullie het plan zien?",
            "nudge_weeks": "Hoe vaak mailen we over open acties?",
        }
        help_texts = {
            "for_colleagues": "Collega’s met een account bij je school.",
            "for_board": "HR en bestuur, als ze niet zelf meedoen met de bootcamp.",
            "shared_with": "Andere scholen van die bootcamp kunnen het dan lezen. Wijzigen kunnen ze het niet.",
            "nudge_weeks": "De mail gaat naar wie er bij een open actie staat, en naar wie het plan bewaakt.",
        }
        widgets = {
            "for_colleagues": forms.RadioSelect,
            "for_board": forms.RadioSelect,
            "shared_with": forms.CheckboxSelectMultiple,
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        seats = self.instance.school.seats.active()
        bootcamps = Bootcamp.objects.filter(pk__in=seats.values("bootcamp")).order_by("-starts_on", "pk")
        if bootcamps.exists():
            self.fields["shared_with"].queryset = bootcamps
        else:
            del self.fields["shared_with"]


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
