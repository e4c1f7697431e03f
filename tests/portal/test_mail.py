"""Mails: plain text, a subject of one line, and nothing that a name can add to the headers."""

import re
from datetime import timedelta
from email.utils import parseaddr

import pytest
from allauth.account.models import EmailAddress
from django.core.mail import get_connection
from django.template import engines
from django.urls import reverse
from django.utils import timezone

from portal.jobs.models import Job
from portal.people import letters
from portal.people.access import Role
from portal.people.models import User
from portal.people.tasks import write_password_link
from portal.post import mail
from portal.post.models import Letter
from tests.jobs import do_all_jobs

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
    deliver(mail.rendered(template, {"user": user, "link": "https://x.example/a", "days": 3, **context}), user)


def deliver(message, user):
    mail.deliver(message, to=user.email, reply_to=["hpp@voorbeeld.test"], post_office=get_connection())


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
    calendar = mail.MailedFile("bootcamp.ics", b"BEGIN:VCALENDAR", "text/calendar")

    deliver(mail.rendered("confirm_address", {"user": person(), "link": "x"}, attachments=(calendar,)), person())

    [part] = mailoutbox[0].attachments
    assert (part.get_filename(), part.get_content_type()) == ("bootcamp.ics", "text/calendar")
    assert part.get_payload(decode=True) == b"BEGIN:VCALENDAR"


@pytest.mark.parametrize("what", sorted(letters.NOTICES))
def test_every_notice_says_what_happened_and_what_to_do(mailoutbox, what):
    user = person()

    send("account_notice", user, what_happened=letters.what_happened(what))

    assert mailoutbox[0].subject == letters.NOTICES[what]
    assert f"{letters.NOTICES[what]}." in mailoutbox[0].body
    assert reverse("account_reset_password") in mailoutbox[0].body


def test_a_notice_that_nobody_foresaw_still_makes_sense():
    assert letters.what_happened("mfa/email/something_new") == "Er is iets gewijzigd aan je account"


NOW = timezone.now()


def write_each(user):
    """Every mail that there is about an account."""
    letters.invite(user, by=None, now=NOW)
    letters.link_for_password(user, now=NOW)
    letters.notice(user, "account/email/password_changed", now=NOW)
    letters.confirm(EmailAddress.objects.create(user=user, email="nieuw@school.example"), now=NOW)


@pytest.mark.django_db
def test_nothing_goes_to_someone_who_is_not_active_or_gone(mailoutbox):
    closed, gone = (
        User.objects.create_user(f"{name}@school.example", role=Role.TEACHER, is_active=name == "weg")
        for name in ("dicht", "weg")
    )
    for user in (closed, gone):
        write_each(user)
    gone.delete()

    write_password_link(user_id=closed.pk)
    write_password_link(user_id=0)
    do_all_jobs()

    assert mailoutbox == []
    assert (
        list(Letter.objects.values_list("to", "state", "reason"))
        == [(closed.pk, Letter.State.HELD, "dit account is gesloten")] * 4
    )


@pytest.mark.django_db
def test_an_address_that_was_confirmed_or_taken_away_meanwhile_gets_no_mail(mailoutbox):
    user = User.objects.create_user("noor@school.example", role=Role.TEACHER, first_name="Noor")
    confirmed, taken = (EmailAddress.objects.create(user=user, email=f"{name}@school.example") for name in ("a", "b"))
    for address in (confirmed, taken):
        letters.confirm(address, now=NOW)
    EmailAddress.objects.filter(pk=confirmed.pk).update(verified=True)
    taken.delete()

    do_all_jobs()

    assert mailoutbox == []
    assert set(Letter.objects.values_list("reason", flat=True)) == {"niet meer nodig"}


@pytest.mark.django_db
def test_who_was_invited_and_forgot_the_password_they_never_had_gets_the_invitation_again(mailoutbox):
    invited = User.objects.create_user("nieuw@school.example", role=Role.TEACHER, first_name="Noor")

    write_password_link(user_id=invited.pk)
    do_all_jobs()
    invited.set_password("kralen-op-een-draad")
    invited.save()
    write_password_link(user_id=invited.pk)
    letters.invite(invited, by=None, now=NOW)
    do_all_jobs()

    assert [message.subject for message in mailoutbox] == ["Je account voor Uren-portaal", "Kies een nieuw wachtwoord"]


@pytest.mark.django_db
def test_the_secret_of_a_mail_stands_in_the_mail_alone(mailoutbox, settings, cast):
    """In no column of any row, written, tried, or sent; nor on the pages of HPP."""
    user = User.objects.create_user("noor@school.example", role=Role.TEACHER, first_name="Noor")
    write_each(user)
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_USE_TLS = "127.0.0.1", 1, False
    do_all_jobs()
    tried = everything_stored()
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    do_all_jobs(now=timezone.now() + timedelta(minutes=5))

    links = [link for message in mailoutbox for link in re.findall(r"/account/\S+/(\S{12,}?)/", message.body)]
    hpp = cast.client("hpp")
    pages = [hpp.get(reverse("post:letter", args=[letter.pk])).text for letter in Letter.objects.all()]
    stored = tried + everything_stored() + "".join(pages)
    assert len(mailoutbox) == 4
    assert len(links) == 3
    assert [link for link in links if link in stored] == []
    assert "/account/password/reset/key" not in "".join(pages)
    assert sum("De tekst van deze mail bewaren we niet" in page for page in pages) == 3


def everything_stored():
    return repr([*Letter.objects.values(), *Job.objects.values()])


@pytest.mark.django_db
def test_an_answer_goes_to_the_person_who_caused_the_mail(mailoutbox, settings):
    by = User.objects.create_user("joost@hpp.example", role=Role.HPP, first_name="Joost", last_name="de Wit")
    user = User.objects.create_user("noor@school.example", role=Role.TEACHER, first_name="Noor")
    letters.invite(user, by=by, now=NOW)
    letters.link_for_password(user, now=NOW)

    do_all_jobs()

    answers = {tuple(message.reply_to) for message in mailoutbox}
    assert answers == {("joost@hpp.example",), (parseaddr(settings.CONTACT_EMAIL)[1],)}
    assert "Joost de Wit heeft een account voor je gemaakt" in mailoutbox[0].body + mailoutbox[1].body
