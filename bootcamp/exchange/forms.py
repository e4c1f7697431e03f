"""What people can fill in here. Whatever is wrong, what was typed stays; only a file has to be chosen again."""

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Sum
from django.forms.utils import ErrorDict
from django.urls import reverse
from django.utils.html import format_html

from bootcamp.exchange import mentions, people, texts
from bootcamp.exchange.fields import FilesField, MessageField
from bootcamp.exchange.models import Attachment, Mail, Post, Report, Thread
from portal.files.uploads import SIGNATURES
from portal.people.models import School, User
from portal.text.plain import one_line
from portal.widgets import Choice

KINDS = {
    Thread.Kind.QUESTION: "Je wilt iets weten van de andere scholen.",
    Thread.Kind.EXPERIENCE: "Je vertelt wat werkte, of juist niet.",
    Thread.Kind.OFFER: "Je kunt een andere school ergens mee helpen.",
    Thread.Kind.FILE: "Je deelt een brief, vragenlijst of ander bestand.",
}
MB = 1024 * 1024
MOST_PER_PERSON = 250 * MB
ACCEPT = ",".join(f".{kind}" for kind in SIGNATURES)


class MessageForm(forms.Form):
    """A reply. Asks for the school only of who speaks for more, and for the house rules only the first time."""

    body = MessageField(
        label="Je bericht",
        help_text="Noem iemand met @ en de naam, zoals @Sanne de Vries.",
        error_messages={"required": "Schrijf eerst je bericht."},
    )
    files = FilesField(
        label="Bestanden",
        required=False,
        help_text="Hoogstens 3 bestanden, samen hoogstens 25 MB. Denk aan een Word-bestand, pdf of plaatje.",
    )
    meant = forms.ModelMultipleChoiceField(label="Wie bedoel je?", queryset=None, required=False)
    asked = forms.BooleanField(required=False, widget=forms.HiddenInput)
    school = forms.ModelChoiceField(
        label="Namens welke school?",
        queryset=School.objects.none(),
        empty_label="Kies een school",
        error_messages={"required": "Kies namens welke school je schrijft."},
    )
    rules = forms.BooleanField(
        label="Ik houd me aan de huisregels",
        error_messages={"required": "Lees de huisregels en zet hier een vinkje. Dat vragen we één keer."},
    )

    def __init__(self, *args, user, bootcamp, wait="", **kwargs):
        super().__init__(*args, **kwargs)
        self.user, self.bootcamp, self.wait = user, bootcamp, wait
        self.fields["files"].widget.attrs |= {"accept": ACCEPT, "data-upload": ""}
        self._ask_for_school()
        if people.membership(user, bootcamp).rules_accepted_at:
            del self.fields["rules"]
        else:
            address = reverse("bootcamp:house_rules", args=[bootcamp.pk])
            self.fields["rules"].help_text = format_html('<a href="{}">Lees de huisregels</a>', address)
        self._ask_who_is_meant()

    def _ask_for_school(self):
        mine = people.schools_of(self.user, self.bootcamp)
        self.schools = School.objects.filter(pk__in=mine).order_by("name", "pk")
        if len(mine) > 1:
            self.fields["school"].queryset = self.schools
            self.fields["school"].label_from_instance = lambda school: school.name
        else:
            del self.fields["school"]

    def _ask_who_is_meant(self):
        """Shown only once a name turned out to be of more people."""
        meant = self.fields["meant"]
        meant.widget = forms.MultipleHiddenInput()
        if not self.is_bound:
            meant.queryset, self.people = User.objects.none(), []
            return
        meant.queryset = people.of(self.bootcamp)
        if not self.wait and "@" in self.data.get("body", "") + self.data.get("body-opgemaakt", ""):
            self.people = list(people.of(self.bootcamp))
        else:
            self.people = []

    def full_clean(self):
        if not self.wait or not self.is_bound:
            return super().full_clean()
        # Who has to wait costs no work: nothing of what was typed is read, and all of it is shown again.
        self._errors, self.cleaned_data = ErrorDict(), {}
        self.add_error(None, f"Je plaatst wel heel snel achter elkaar. Probeer het over {self.wait} opnieuw.")

    def clean_files(self):
        """Nobody fills the disk for all others."""
        files = self.cleaned_data["files"]
        there = Attachment.objects.filter(post__author=self.user).aggregate(sum=Sum("size"))["sum"] or 0 if files else 0
        if there + sum(file.size for file in files) > MOST_PER_PERSON:
            left = max(0, MOST_PER_PERSON - there) // MB
            raise ValidationError(
                f"Je hebt hier al veel bestanden geplaatst. Er past nog {left} MB bij. "
                "Kies een kleiner bestand, of verwijder een bericht met een bestand dat niemand meer nodig heeft."
            )
        return files

    def clean(self):
        cleaned = super().clean()
        mentioned = mentions.found_in(texts.plain(cleaned.get("body", "")), self.people)
        if mentioned.ambiguous:
            self._show_who_is_meant(mentioned.ambiguous)
            if not cleaned.get("asked"):
                names = " en ".join(mentioned.ambiguous)
                self.add_error("meant", f"Meer mensen heten {names}. Kies wie je bedoelt, of niemand.")
        may_be_meant = {person for group in mentioned.ambiguous.values() for person in group}
        cleaned["mentioned"] = mentioned.people | (may_be_meant & set(cleaned.get("meant") or []))
        return cleaned

    def _show_who_is_meant(self, ambiguous):
        persons = {person.pk: person for group in ambiguous.values() for person in group}
        meant = self.fields["meant"]
        meant.widget = forms.CheckboxSelectMultiple()
        meant.widget.choices = [
            (pk, f"{person.full_name}, {people.school_in(person, self.bootcamp)}") for pk, person in persons.items()
        ]
        self.data = self.data.copy()
        self.data["asked"] = "on"

    def can_be_called(self):
        """Names to choose from behind an @."""
        return people.others_in(self.bootcamp, self.user)

    @property
    def message(self) -> dict:
        """What the actions want to know of a message."""
        school = self.cleaned_data.get("school") or self.schools.first()
        return {
            "body": self.cleaned_data["body"],
            "files": self.cleaned_data["files"],
            "mentioned": self.cleaned_data["mentioned"],
            "school": school,
        }


class TitledForm(MessageForm):
    title = forms.CharField(
        label="Titel",
        max_length=120,
        help_text="Waar gaat het over, in één zin?",
        error_messages={"required": "Geef je bericht een titel."},
    )

    def clean_title(self):
        title = one_line(self.cleaned_data["title"])
        if not texts.says_something(title):
            raise ValidationError("Geef je bericht een titel.")
        return title


class ThreadForm(TitledForm):
    kind = forms.ChoiceField(
        label="Wat wil je delen?",
        choices=[(kind.value, Choice(kind.label, text)) for kind, text in KINDS.items()],
        widget=forms.RadioSelect,
        error_messages={"required": "Kies wat je wilt delen."},
    )
    field_order = ("kind", "title", "body", "meant", "files", "school", "rules")

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("kind") == Thread.Kind.FILE and not cleaned.get("files") and "files" not in self.errors:
            self.add_error("files", "Kies het bestand dat je wilt delen.")
        return cleaned


class ResultForm(TitledForm):
    """What a school reached, for the Ontwikkelplein."""

    figure = forms.CharField(
        label="In één cijfer",
        max_length=40,
        required=False,
        help_text="Bijvoorbeeld: 12 uur per week erbij. Het mag leeg blijven.",
    )
    field_order = ("title", "figure", "body", "meant", "files", "school", "rules")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["body"].label = "Vertel erover"

    def clean_figure(self):
        return one_line(self.cleaned_data["figure"])


class EditForm(ResultForm):
    """The same message again; the school stays what it was."""

    def __init__(self, *args, post: Post, **kwargs):
        thread = post.thread
        now = {"body": post.body, "title": thread.title, "figure": thread.figure}
        super().__init__(*args, initial=now, **kwargs)
        left_out = {"school", "rules"}
        if not post.is_opening:
            left_out |= {"title", "figure"}
        elif thread.kind != Thread.Kind.RESULT:
            left_out |= {"figure"}
        for name in left_out & set(self.fields):
            del self.fields[name]
        self.fields["body"].label = "Je bericht"
        self.fields["files"].label = "Nog een bestand erbij"


class ReportPostForm(forms.ModelForm):
    class Meta:
        model = Report
        fields = ["reason"]
        labels = {"reason": "Wat is er mis met dit bericht?"}
        widgets = {"reason": forms.Textarea({"rows": 3})}
        error_messages = {"reason": {"required": "Schrijf kort op wat er mis is."}}


class HideForm(forms.Form):
    because = forms.CharField(
        label="Waarom verberg je dit bericht?",
        max_length=200,
        help_text="Iedereen in de groep leest deze reden.",
        error_messages={"required": "Schrijf op waarom je dit bericht verbergt."},
    )


class MailForm(forms.Form):
    mail = forms.ChoiceField(label="Wanneer wil je mail?", choices=Mail, widget=forms.RadioSelect)
