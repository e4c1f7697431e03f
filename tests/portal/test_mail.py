"""Mails: plain text, a subject of one line, and nothing that a name can add to the headers."""

import pytest
from django.template import engines
from django.urls import reverse

from portal.people import account_mail
from portal.people.access import Role
from portal.people.models import User
from portal.post import mail

ODD_NAMES = [
    "'t Hart-van den Äkker",
    "<b>Sanne</b> & co",
    "Sanne\r\nBcc: kwaad@example.org",
    "Sanne\nBcc: kwaad@example.org",
    "\u202eennaS \u200b😀 e\u0301",
]


def person(**fields):
    return User(first_name="Sanne", last_name="de Wit", email="sanne@school.example", role=Role.TEACHER, **fields)


def send(template, user, **context):
    mail.send(template, to=user.email, context={"user": user, "link": "https://x.example/a", "days": 3, **context})


@pytest.fixture
def template_with_a_name(settings, tmp_path):
    (tmp_path / "mail").mkdir()
    (tmp_path / "mail/proef.txt").write_text(
        '{% extends "mail/base.txt" %}{% block subject %}Voor {{ user.first_name }}{% endblock %}'
        "{% block text %}Tekst{% endblock %}"
    )
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": [tmp_path, *settings.TEMPLATES[0]["DIRS"]]}]
    yield "proef"
    engines._templates = None


@pytest.mark.parametrize("name", ODD_NAMES)
def test_a_name_in_the_subject_adds_no_header(mailoutbox, template_with_a_name, name):
    user = person()
    user.first_name = name

    send(template_with_a_name, user)

    message = mailoutbox[0].message()
    assert message["Bcc"] is None
    assert mailoutbox[0].recipients() == ["sanne@school.example"]
    assert mailoutbox[0].subject == f"Voor {name}".splitlines()[0]


@pytest.mark.parametrize("template", ["invitation", "password_link", "confirm_address", "account_notice"])
def test_a_mail_about_an_account_is_complete(mailoutbox, settings, template):
    send(template, person(), what_happened="Er is iets gewijzigd")

    message = mailoutbox[0]
    lines = message.body.splitlines()
    assert message.from_email == settings.DEFAULT_FROM_EMAIL
    assert message.subject.strip() == message.subject != ""
    assert lines[0] == "Hallo Sanne,"
    assert lines[-1] == f"Vragen? {settings.SITE_URL}{reverse('contact')}"
    assert "\n\n\n" not in message.body
    assert "&#" not in message.body
    assert message.content_subtype == "plain"
    assert message.attachments == []


def test_an_attachment_goes_along(mailoutbox):
    calendar = mail.Attachment("bootcamp.ics", b"BEGIN:VCALENDAR", "text/calendar")

    mail.send("confirm_address", to="a@b.nl", context={"user": person(), "link": "x"}, attachments=(calendar,))

    assert mailoutbox[0].attachments[0][:2] == ("bootcamp.ics", "BEGIN:VCALENDAR")


@pytest.mark.parametrize("what", sorted(account_mail.NOTICES))
def test_every_notice_says_what_happened_and_what_to_do(mailoutbox, what):
    user = person()

    mail.send("account_notice", to=user.email, context=account_mail.notice(user, what))

    assert mailoutbox[0].subject == account_mail.NOTICES[what]
    assert f"{account_mail.NOTICES[what]}." in mailoutbox[0].body
    assert reverse("account_reset_password") in mailoutbox[0].body


def test_a_notice_that_nobody_foresaw_still_makes_sense():
    assert account_mail.notice(person(), "mfa/email/something_new")["what_happened"] == (
        "Er is iets gewijzigd aan je account"
    )


@pytest.mark.django_db
@pytest.mark.parametrize("handler", ["send_invitation", "send_password_link"])
def test_nothing_goes_to_someone_who_is_gone_or_not_active(mailoutbox, handler):
    gone = User.objects.create_user("weg@school.example", role=Role.TEACHER, is_active=False)

    getattr(account_mail, handler)(user_id=gone.pk)
    getattr(account_mail, handler)(user_id=0)
    account_mail.send_account_notice(user_id=gone.pk, what="account/email/password_changed")
    account_mail.send_address_confirmation(address_id=0)

    assert mailoutbox == []


@pytest.mark.django_db
def test_who_was_invited_and_forgot_the_password_they_never_had_gets_the_invitation_again(mailoutbox):
    invited = User.objects.create_user("nieuw@school.example", role=Role.TEACHER, first_name="Noor")

    account_mail.send_password_link(user_id=invited.pk)
    invited.set_password("kralen-op-een-draad")
    invited.save()
    account_mail.send_password_link(user_id=invited.pk)
    account_mail.send_invitation(user_id=invited.pk)

    assert [message.subject for message in mailoutbox] == ["Je account voor Uren-portaal", "Kies een nieuw wachtwoord"]
