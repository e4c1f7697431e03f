"""What someone fills in at the door, and what HPP decides on."""

from typing import Any

from django import forms

from portal.meanwhile import CarefulForm
from portal.people import access
from portal.people.access import At
from portal.people.entrance.by_name import SchoolByNameForm
from portal.people.entrance.models import SignUp
from portal.people.forms import person_name, set_choices
from portal.people.models import School, User
from portal.people.sectors import WORDS, Sector, speak
from portal.text.plain import one_line, readable
from portal.widgets import Choice

LONGEST_ANSWER = 600


class FindForm(forms.Form):
    zoek = forms.CharField(
        label="Naam, plaats of BRIN-nummer",
        help_text="Bijvoorbeeld: vlinder culemborg",
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )


class CodeForm(forms.Form):
    code = forms.CharField(
        label="Code",
        max_length=20,
        widget=forms.TextInput(attrs={"class": "input--middle", "autocomplete": "off"}),
        error_messages={"required": "Vul de code in die je van je bestuur kreeg."},
    )

    def clean_code(self) -> str:
        return "".join(self.cleaned_data["code"].lower().split())[:12]


class WhoForm(forms.Form):
    """Who you are. Without a school from the list it asks which one it is."""

    first_name = forms.CharField(
        label="Je voornaam",
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "given-name"}),
        error_messages={"required": "Vul je voornaam in."},
    )
    last_name = forms.CharField(
        label="Je achternaam",
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "family-name"}),
        error_messages={"required": "Vul je achternaam in."},
    )
    email = forms.EmailField(
        label="Je e-mailadres van het werk",
        help_text="Hier komt de link waarmee je verdergaat.",
        max_length=120,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": "Vul je e-mailadres in.",
            "invalid": "Dit e-mailadres klopt niet. Het ziet eruit als naam@school.nl.",
        },
    )
    role = forms.ChoiceField(
        label="Wat doe je?",
        widget=forms.RadioSelect,
        error_messages={"required": "Kies wat je doet.", "invalid_choice": "Kies een van de rollen hieronder."},
    )
    sector = forms.ChoiceField(
        label="Waar hoort je organisatie bij?", choices=Sector.choices, widget=forms.RadioSelect, initial=Sector.PO
    )
    own_name = forms.CharField(label="Naam", max_length=120, error_messages={"required": "Vul de naam in."})
    own_city = forms.CharField(label="Plaats", max_length=80, error_messages={"required": "Vul de plaats in."})
    own_number = forms.CharField(
        label="Nummer, als je het weet",
        required=False,
        max_length=20,
        widget=forms.TextInput(attrs={"class": "input--middle", "autocomplete": "off"}),
    )

    OF_SCHOOL = ("sector", "own_name", "own_city", "own_number")

    def __init__(self, *args: Any, school: School | None, sector: str = Sector.PO, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_choices(self, "role", [(role, Choice(*words)) for role, words in access.choices_at_door()])
        self.initial.setdefault("role", access.choices_at_door()[0][0])
        self.initial.setdefault("sector", sector)
        if school:
            for name in self.OF_SCHOOL:
                del self.fields[name]
        else:
            known = ", ".join(f"{words.number} ({Sector(key).label})" for key, words in WORDS.items())
            self.fields["own_number"].help_text = f"Het {known}."

    def clean_first_name(self) -> str:
        return person_name(self.cleaned_data["first_name"])

    def clean_last_name(self) -> str:
        return person_name(self.cleaned_data["last_name"])

    def clean_email(self) -> str:
        return self.cleaned_data["email"].lower()

    def clean_own_name(self) -> str:
        return person_name(self.cleaned_data["own_name"])

    def clean_own_city(self) -> str:
        return person_name(self.cleaned_data["own_city"])

    def clean_own_number(self) -> str:
        return one_line(self.cleaned_data["own_number"])


class MendForm(CarefulForm, SchoolByNameForm, WhoForm):
    """What someone filled in at the door, until it is decided. The address stays: that was proved."""

    TYPED = "other_school"
    field_order = ("first_name", "last_name", "role", *WhoForm.OF_SCHOOL, "other_school", "which_school")

    other_school = forms.CharField(
        label="Toch een andere {one}?",
        help_text="Typ de naam, de plaats of het BRIN-nummer. Leeg: het blijft wat het is.",
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, *args: Any, sign_up: SignUp, **kwargs: Any) -> None:
        now = {name: getattr(sign_up, name) for name in ("first_name", "last_name", "role", *self.OF_SCHOOL)}
        super().__init__(*args, school=sign_up.school, initial=now, **kwargs)
        del self.fields["email"]
        speak(self, sign_up.sector)
        self.offer_schools()

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        cleaned["school"] = self.chosen_school(cleaned)
        cleaned.pop("other_school", None)
        return cleaned


class LetInForm(forms.Form):
    """HPP lets someone in: as what, and at which school."""

    role = forms.ChoiceField(label="Rol", widget=forms.RadioSelect)
    school = forms.ModelChoiceField(
        label="Nummer van de school",
        queryset=School.objects.all(),
        widget=forms.HiddenInput,
        error_messages={"required": "Kies eerst de school.", "invalid_choice": "Deze school is er niet meer."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        belonging = [(role, word) for role, word in access.choices() if access.opens(role).at is not At.NOWHERE]
        set_choices(self, "role", belonging)


class RefuseSignUpForm(forms.Form):
    answer = forms.CharField(
        label="Waarom niet?",
        help_text="Deze tekst staat in de mail. Wie hem krijgt kan je antwoorden.",
        max_length=LONGEST_ANSWER,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Schrijf in een zin waarom het niet kan."},
    )

    def clean_answer(self) -> str:
        return readable(self.cleaned_data["answer"]).strip()


class AccountChoice(forms.ModelChoiceField):
    def label_from_instance(self, user: Any) -> str:
        return Choice(user.full_name, user.email)


class MergeForm(forms.Form):
    account = AccountChoice(
        label="Welk account had deze persoon al?",
        queryset=User.objects.none(),
        widget=forms.RadioSelect,
        empty_label=None,
        error_messages={"required": "Kies het account.", "invalid_choice": "Dit account kun je niet kiezen."},
    )

    def __init__(self, *args: Any, people: list[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["account"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = User.objects.filter(pk__in=[user.pk for user in people]).order_by("last_name", "pk")
