"""What HPP asks of a list, and fills in about a person, a school, a board or a region."""

import re
from typing import Any

from django import forms

from portal.listing import SearchForm
from portal.meanwhile import CarefulForm
from portal.people import access, numbers
from portal.people.access import At
from portal.people.desk.rights import taken
from portal.people.desk.standings import WayIn
from portal.people.forms import person_name, set_choices
from portal.people.models import Board, KnownDomain, RegionContact, School, SchoolRegion, User
from portal.people.sectors import WORDS, Sector

SEARCH = {"type": "search"}
FREE_MAIL = {
    *("gmail.com", "googlemail.com", "hotmail.com", "hotmail.nl", "live.nl", "live.com", "outlook.com", "msn.com"),
    *("icloud.com", "me.com", "yahoo.com", "ziggo.nl", "kpnmail.nl", "planet.nl", "home.nl", "xs4all.nl", "hetnet.nl"),
    *("casema.nl", "upcmail.nl", "telfort.nl", "solcon.nl", "proton.me", "protonmail.com", "quicknet.nl", "chello.nl"),
}


class PeopleForm(SearchForm):
    zoek = forms.CharField(label="Naam, mail of school", required=False, widget=forms.TextInput(attrs=SEARCH))
    rol = forms.ChoiceField(label="Rol", required=False)
    stand = forms.ChoiceField(required=False, choices=[("", "Alle"), *WayIn.choices], widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_choices(self, "rol", [("", "Alle rollen"), *access.choices()])


class NameForm(CarefulForm, forms.ModelForm):
    class Meta:
        model = User
        fields = ["first_name", "last_name", "email"]

    def clean_first_name(self) -> str:
        return person_name(self.cleaned_data["first_name"])

    def clean_last_name(self) -> str:
        return person_name(self.cleaned_data["last_name"])

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"].lower()
        if User.objects.filter(email__iexact=email).exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError("Er is al een account met dit e-mailadres.")
        return email


class WhereForm(forms.Form):
    """Role, and the schools or the board that go with it: by their numbers, since there are thousands."""

    role = forms.ChoiceField(label="Rol", widget=forms.RadioSelect)
    schools = forms.CharField(
        label="Scholen",
        required=False,
        max_length=200,
        help_text="BRIN-nummers met een komma ertussen, zoals 05AB, 05AB01. Bij een andere sector het eigen nummer.",
    )
    board = forms.CharField(
        label="Bestuur", required=False, max_length=120, help_text="Het bestuursnummer, of de hele naam."
    )

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_choices(self, "role", access.choices_for(by))
        for name, at in [("schools", At.SCHOOL), ("board", At.BOARD)]:
            self.fields[name].help_text = f"Voor {access.words(at)}. {self.fields[name].help_text}"

    def clean_schools(self) -> list[School]:
        typed = [part for part in re.split(r"[,;\s]+", self.cleaned_data["schools"]) if part]
        return [school_of(number) for number in dict.fromkeys(typed)]

    def clean_board(self) -> Board | None:
        typed = self.cleaned_data["board"].strip()
        return board_of(typed) if typed else None

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        at = access.opens(cleaned.get("role")).at
        if at is At.SCHOOL and cleaned.get("schools") == []:
            self.add_error("schools", "Vul minstens één school in. Die hoort bij deze rol.")
        if at is At.BOARD and "board" in cleaned and cleaned["board"] is None:
            self.add_error("board", "Vul een bestuur in. Dat hoort bij deze rol.")
        if at is not At.SCHOOL and cleaned.get("schools"):
            self.add_error("schools", "Bij deze rol horen geen scholen. Maak dit vak leeg.")
        if at is not At.BOARD and cleaned.get("board"):
            self.add_error("board", "Bij deze rol hoort geen bestuur. Maak dit vak leeg.")
        return cleaned


def school_of(number: str) -> School:
    """By its BRIN number in whichever way it is written, or by the number of another sector."""
    site = numbers.site_of(number)
    whole = {site, numbers.as_people_write(site)}
    schools = list(School.objects.select_related("board").filter(brin__in=whole)[:2])
    schools = schools or list(School.objects.select_related("board").filter(other_number__iexact=number)[:2])
    if not schools:
        raise forms.ValidationError(f"We vinden geen school met nummer {number[:20]}.")
    if len(schools) > 1:
        raise forms.ValidationError(f"Er zijn meer scholen met nummer {number[:20]}. Kies op de pagina van de school.")
    return schools[0]


def board_of(typed: str) -> Board:
    number = numbers.board(typed)
    boards = Board.objects.filter(number=number) if number else Board.objects.filter(name__iexact=typed)
    board = boards.first()
    if board is None:
        raise forms.ValidationError(f"We vinden geen bestuur met nummer of naam “{typed[:60]}”.")
    return board


class NewPersonForm(WhereForm):
    first_name = forms.CharField(label="Voornaam", max_length=60, error_messages={"required": "Vul een voornaam in."})
    last_name = forms.CharField(
        label="Achternaam", max_length=80, error_messages={"required": "Vul een achternaam in."}
    )
    email = forms.EmailField(
        label="E-mailadres",
        max_length=120,
        error_messages={"required": "Vul een e-mailadres in.", "invalid": "Dit e-mailadres klopt niet."},
    )
    field_order = ["first_name", "last_name", "email", "role", "schools", "board"]

    def clean_first_name(self) -> str:
        return person_name(self.cleaned_data["first_name"])

    def clean_last_name(self) -> str:
        return person_name(self.cleaned_data["last_name"])

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"].lower()
        account = taken().filter(email__iexact=email).first()
        if account and not access.has_role(account):
            raise forms.ValidationError("Deze persoon meldde zich zelf aan. Kijk bij Aanmeldingen.")
        if account:
            raise forms.ValidationError("Er is al een account met dit e-mailadres.")
        return email


class MergeWithForm(forms.Form):
    other = forms.EmailField(
        label="E-mailadres van het account dat blijft",
        max_length=120,
        error_messages={"required": "Vul het e-mailadres in.", "invalid": "Dit e-mailadres klopt niet."},
    )

    def __init__(self, *args: Any, people: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = people

    def clean_other(self) -> User:
        user = self.people.filter(email__iexact=self.cleaned_data["other"]).first()
        if user is None:
            raise forms.ValidationError("We vinden geen account met dit e-mailadres.")
        return user


class JoinSchoolForm(forms.Form):
    other = forms.CharField(
        label="Nummer van de school die blijft",
        max_length=120,
        help_text="Het BRIN-nummer. Bij een andere sector het eigen nummer.",
        error_messages={"required": "Vul het nummer in van de school die blijft."},
    )

    def clean_other(self) -> School:
        return school_of(self.cleaned_data["other"].strip())


class JoinBoardForm(forms.Form):
    other = forms.CharField(
        label="Bestuur dat blijft",
        max_length=120,
        help_text="Het bestuursnummer, of de hele naam.",
        error_messages={"required": "Vul het bestuur in dat blijft."},
    )

    def clean_other(self) -> Board:
        return board_of(self.cleaned_data["other"].strip())


class SchoolsForm(SearchForm):
    zoek = forms.CharField(label="Naam, plaats of nummer", required=False, widget=forms.TextInput(attrs=SEARCH))
    welke = forms.ChoiceField(
        label="Welke",
        required=False,
        choices=[
            ("", "Alle scholen"),
            ("mensen", "Met mensen"),
            ("eigen", "Niet uit de lijst van DUO"),
            ("dicht", "Niet meer in de lijst"),
        ],
    )


class SchoolForm(CarefulForm, forms.ModelForm):
    board = forms.CharField(label="Bestuur", max_length=120, help_text="Het bestuursnummer, of de hele naam.")

    class Meta:
        model = School
        fields = [
            *("name", "city", "sector", "board", "brin", "other_number"),
            *("full_week", "address", "postcode", "region"),
        ]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["board"] = self.instance.board.number or self.instance.board.name
        self.fields["full_week"].help_text = "Onderwijs 40, kinderopvang en zorg 36."
        self.fields["board"].error_messages["required"] = "Vul het bestuur in."

    def clean_brin(self) -> str | None:
        return (self.cleaned_data["brin"] or "").upper() or None

    def clean_board(self) -> Board:
        return board_of(self.cleaned_data["board"].strip())

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        sector, brin = cleaned.get("sector"), cleaned.get("brin")
        if sector == Sector.PO and "brin" in cleaned and not brin:
            self.add_error("brin", "Vul het BRIN-nummer in. Dat hoort bij een school in het primair onderwijs.")
        if sector and sector != Sector.PO and "other_number" in cleaned and not cleaned["other_number"]:
            self.add_error("other_number", f"Vul het {WORDS[Sector(sector)].number} in, of een nummer van henzelf.")
        if brin:
            site = numbers.site_of(brin)
            same = School.objects.filter(brin__in={site, numbers.as_people_write(site)}).exclude(pk=self.instance.pk)
            if same.exists():
                self.add_error("brin", f"Dit nummer is al van {same[0]}.")
        return cleaned


class BoardsForm(SearchForm):
    zoek = forms.CharField(label="Naam, plaats of nummer", required=False, widget=forms.TextInput(attrs=SEARCH))


class BoardForm(CarefulForm, forms.ModelForm):
    class Meta:
        model = Board
        fields = ["name", "number", "city", "sector"]

    def clean_number(self) -> str | None:
        return self.cleaned_data["number"] or None


class DomainForm(forms.Form):
    domain = forms.CharField(
        label="Domein van hun mail",
        max_length=120,
        help_text="Wie zo'n adres heeft en zich meldt als directeur, is meteen binnen. Bijvoorbeeld: deschool.nl",
        error_messages={"required": "Vul het domein in."},
    )

    def clean_domain(self) -> str:
        domain = str(self.cleaned_data["domain"]).strip().lower().rpartition("@")[2]
        if not re.fullmatch(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,}", domain):
            raise forms.ValidationError("Dit is geen domein. Het ziet eruit als deschool.nl.")
        if domain in FREE_MAIL:
            raise forms.ValidationError("Hier kan iedereen een adres krijgen. Vul een domein van de school zelf in.")
        return domain


class RegionForm(CarefulForm, forms.ModelForm):
    contact = forms.CharField(
        label="E-mailadres van de contactpersoon",
        required=False,
        max_length=120,
        help_text="Iemand met een account. Scholen in de regio zien de naam, het adres en het telefoonnummer.",
    )
    phone = forms.CharField(label="Telefoonnummer", required=False, max_length=30)

    class Meta:
        model = SchoolRegion
        fields = ["name"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        contact = RegionContact.objects.select_related("user").filter(region=self.instance.pk).first()
        if contact:
            self.initial["contact"], self.initial["phone"] = contact.user.email, contact.phone

    def clean_contact(self) -> User | None:
        typed, people = self.cleaned_data["contact"].strip(), User.objects.filter(access.with_a_role())
        user = people.filter(email__iexact=typed, is_active=True).first() if typed else None
        if typed and user is None:
            raise forms.ValidationError("We vinden geen account met dit e-mailadres.")
        return user

    def save(self, commit: bool = True) -> SchoolRegion:
        region: SchoolRegion = super().save(commit)
        user = self.cleaned_data["contact"]
        if user:
            values = {"user": user, "phone": self.cleaned_data["phone"]}
            RegionContact.objects.update_or_create(region=region, defaults=values)
        else:
            RegionContact.objects.filter(region=region).delete()
        return region


def domains(of: School | Board) -> list[KnownDomain]:
    return list(of.domains.order_by("domain", "pk"))
