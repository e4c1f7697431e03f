from django import forms

from portal.models import School


class EnrolForm(forms.Form):
    school = forms.ModelChoiceField(
        label="Welke school meld je aan?",
        queryset=School.objects.none(),
        empty_label="Kies een school",
        error_messages={
            "required": "Kies de school die je wilt aanmelden.",
            "invalid_choice": "Deze school hoort niet bij jouw account. Kies een school uit de lijst.",
        },
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        schools = School.objects.led_by(user).order_by("name", "pk")
        self.fields["school"].queryset = schools
        if len(schools) == 1:
            self.fields["school"].initial = schools[0]
