"""What HPP writes: a mail, one about a change, and one that goes by itself."""

from django import forms

from bootcamp.running import words
from bootcamp.running.models import MailRule
from portal.meanwhile import CarefulForm
from portal.text.plain import one_line


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
