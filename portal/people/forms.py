"""Forms about accounts: allauth's own with our words, and the one with which HPP invites people."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any
from unicodedata import normalize

from allauth.account import forms as account_forms
from allauth.account.models import EmailAddress
from allauth.mfa.webauthn import forms as passkey_forms
from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from portal.jobs import queue
from portal.people import access, accounts, sessions
from portal.people.access import At
from portal.people.models import User
from portal.text.plain import one_line

NOBODY = 0


class LoginForm(account_forms.LoginForm):
    own_device = forms.BooleanField(
        label="Dit is mijn eigen apparaat: laat me 30 dagen ingelogd",
        required=False,
        help_text="Niet op een computer die anderen ook gebruiken. HR, besturen, experts en HPP loggen elke dag in.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # The page links to a new password itself, below the fields.
        self.fields["password"].help_text = ""
        self.order_fields(["login", "password", "own_device"])

    def login(self, request: HttpRequest, redirect_url: str | None = None) -> HttpResponse:
        request.session[sessions.OWN_DEVICE] = self.cleaned_data["own_device"]
        response = super().login(request, redirect_url)
        # allauth has just said that the cookie goes with the browser.
        sessions.lasts_as_chosen(request.session)
        return response


class ForgottenPasswordForm(account_forms.ResetPasswordForm):
    def save(self, request: HttpRequest, **kwargs: Any) -> str:
        """For an address we do not know the same work is done, so that the time it takes tells nothing."""
        for user_id in [user.pk for user in self.users] or [NOBODY]:
            queue.enqueue("people.password_link", now=timezone.now(), user_id=user_id)
        return self.cleaned_data["email"]


class ChoosePasswordForm(account_forms.ResetPasswordKeyForm):
    def save(self) -> None:
        super().save()
        # The link was mailed to this address, so whoever uses it reads that mail.
        addresses = EmailAddress.objects.filter(user=self.user, email__iexact=self.user.email)
        if addresses.filter(verified=False).update(verified=True):
            accounts.verified(self.user)


class AddPasskeyForm(passkey_forms.AddWebAuthnForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = "Naam"
        self.fields["passwordless"].label = "Gebruik hem ook zonder wachtwoord"
        self.fields["passwordless"].help_text = "Dan is je passkey genoeg om in te loggen."


class RenamePasskeyForm(passkey_forms.EditWebAuthnForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = "Naam"


def person_name(text: str) -> str:
    """A name as it may stand in a mail of ours: an address in it would be a link to wherever its writer likes."""
    name = one_line(text)
    if not name:
        raise forms.ValidationError("Vul een naam in.")
    plain = normalize("NFKC", name).replace("\u3002", ".").lower()
    parts = [word.split(".") for word in plain.split()]
    dotted = any(len(before) > 1 and len(after) > 1 for word in parts for before, after in pairwise(word))
    if dotted or any(mark in plain for mark in ("/", "@", ":", "www.", "\\")):
        raise forms.ValidationError("In een naam kan geen adres van een website of mail staan. Vul alleen de naam in.")
    return name


def set_choices(form: forms.Form, name: str, choices: Sequence[tuple[str, str]]) -> None:
    field = form.fields[name]
    if not isinstance(field, forms.ChoiceField):
        raise TypeError(f"{name} is no field to choose in.")
    field.choices = choices


class PersonForm(forms.ModelForm):
    """Someone with an account, as HPP fills it in. What a role needs is asked for at its field.

    `by` is who fills it in; the admin sets it.
    """

    by: User | None = None

    class Meta:
        model = User
        fields = ["first_name", "last_name", "email", "role", "schools", "board", "is_active"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, at in [("schools", At.SCHOOL), ("board", At.BOARD)]:
            self.fields[name].help_text = f"Voor {access.words(at)}."

    def clean_first_name(self) -> str:
        return self._name("first_name")

    def clean_last_name(self) -> str:
        return self._name("last_name")

    def _name(self, field: str) -> str:
        return person_name(self.cleaned_data[field])

    def clean_email(self) -> str:
        email = self.cleaned_data["email"].lower()
        others = User.objects.filter(email__iexact=email).exclude(pk=self.instance.pk)
        if others.exists():
            raise forms.ValidationError("Er is al een account met dit e-mailadres.")
        return email

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        role, schools, board = access.opens(cleaned.get("role")), cleaned.get("schools"), cleaned.get("board")
        if role.at is At.SCHOOL and not schools:
            self.add_error("schools", "Kies minstens één school. Die hoort bij deze rol.")
        if role.at is At.BOARD and not board:
            self.add_error("board", "Kies een bestuur. Dat hoort bij deze rol.")
        if role.at is not At.SCHOOL and schools:
            self.add_error("schools", "Bij deze rol horen geen scholen. Haal ze weg of kies een andere rol.")
        if role.at is not At.BOARD and board:
            self.add_error("board", "Bij deze rol hoort geen bestuur. Haal het weg of kies een andere rol.")
        if cleaned.get("is_superuser") and not role.in_admin:
            self.add_error("is_superuser", "Alleen een HPP-medewerker kan beheerder zijn. Kies een andere rol.")
        if self.instance == self.by and self._locks_out():
            raise forms.ValidationError("Je kunt jezelf niet buitensluiten. Vraag het een andere beheerder.")
        return cleaned

    def _locks_out(self) -> bool:
        role = self.cleaned_data.get("role", self.instance.role)
        stays = [self.cleaned_data.get(name, True) for name in ("is_active", "is_superuser")]
        return not (access.opens(role).in_admin and all(stays))
