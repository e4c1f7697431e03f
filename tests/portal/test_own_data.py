"""Taking your own data along, leaving, and the register of what is kept."""

import io
import json
import zipfile

import pytest
from django.core.cache import cache
from django.db import models
from django.urls import reverse

from portal.management.commands import verwerkingsregister
from portal.people import own_data
from portal.people.access import Role
from portal.people.models import User
from tests.factories import PASSWORD, make_attendance, make_board, make_hr, make_seat, make_thread, make_user
from tests.portal.account_steps import is_signed_in, log_in

pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]


@pytest.fixture(autouse=True)
def no_attempts_yet():
    cache.clear()


def given(user):
    """(data, names of files, raw text) of someone's archive."""
    with zipfile.ZipFile(io.BytesIO(own_data.archive(user))) as zipped:
        text = zipped.read("gegevens.json").decode()
        return json.loads(text), [name for name in zipped.namelist() if name.startswith("bestanden/")], text


def sure(client, page):
    """With the password once more."""
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD, "next": reverse(page)})


def test_what_someone_gets_is_all_of_their_own_and_nothing_of_another():
    seat = make_seat(colleagues=[make_user(Role.DIRECTOR, first_name="Joris", last_name="Ander")])
    sanne = seat.enrolled_by
    make_thread(
        author=sanne, bootcamp=seat.bootcamp, body="<p>Dit schreef ik zelf.</p>", files=[("brief.pdf", b"%PDF-1.7 x")]
    )
    make_thread(author=make_seat(bootcamp=seat.bootcamp).enrolled_by, body="<p>Dit schreef een ander.</p>")

    data, files, text = given(sanne)

    assert data["gebruikers"][0]["e-mailadres"] == sanne.email
    assert data["aanmeldingen"][0]["aangemeld door"] == "jij"
    assert len(data["deelnames"]) == 1
    assert "Dit schreef ik zelf." in data["berichten"][0]["bericht"]
    assert [name.rpartition(".")[2] for name in files] == ["pdf"]
    assert "een ander" not in text.replace("iemand anders", "")
    assert "Joris" not in text
    assert User.objects.get(pk=sanne.pk).password not in text


def test_marks_that_are_about_someone_through_their_seat_are_in_it():
    seat = make_seat()
    make_attendance(seat=seat, session=seat.bootcamp.work_sessions.get(number=1))

    assert len(given(seat.enrolled_by)[0]["aanwezigheid"]) == 1


def test_every_kind_that_holds_a_person_can_be_found_by_that_person():
    """So that a new model doesn't stay out of the archive unnoticed."""
    unreachable = {model._meta.label for model in own_data.kept_models() if not own_data.paths_to_people(model)}

    assert unreachable - {"people.User", "audit.Entry"} == UNREACHABLE


# Of a group or a school together, where what someone wrote is a kind of its own; and answers that belong to nobody.
UNREACHABLE = {"exchange.Thread", "plan.Plan", "blocks.Turnout", "blocks.Texts", "blocks.Pile"}


def test_no_secret_is_in_it_or_in_the_register():
    shown = {field.name for model in own_data.kept_models() for field in own_data.told_fields(model)}

    assert shown & {"password", "token", "secret", "data", "session_key"} == set()
    assert not any(
        isinstance(field, models.BinaryField)
        for model in own_data.kept_models()
        for field in own_data.told_fields(model)
    )


def test_every_field_has_a_dutch_name():
    nameless = {
        f"{model._meta.label}.{field.name}"
        for model in own_data.kept_models()
        for field in own_data.told_fields(model)
        if own_data.is_nameless(field) and not field.is_relation and field.name not in own_data.WORDS
    }

    assert nameless == set()


def test_it_takes_the_password_once_more(client):
    user = make_user()
    log_in(client, user)

    asked = client.post(reverse("my_data"))
    sure(client, "my_account")
    got = client.post(reverse("my_data"))

    assert asked["Location"].startswith(reverse("account_reauthenticate"))
    assert got["Content-Type"] == "application/zip"
    assert user.email.encode() in zipfile.ZipFile(io.BytesIO(got.content)).read("gegevens.json")


def test_someone_leaves_by_themselves_after_seeing_what_goes(client, mailoutbox):
    seat = make_seat()
    user = seat.enrolled_by
    log_in(client, user)

    asked = client.get(reverse("my_removal"))
    sure(client, "my_removal")
    page = client.get(reverse("my_removal")).text
    still_there = User.objects.filter(pk=user.pk).exists()
    done = client.post(reverse("my_removal"), follow=True)

    assert asked.status_code == 302
    assert "Terughalen kan niet." in page
    assert still_there
    assert not User.objects.filter(pk=user.pk).exists()
    assert not is_signed_in(client)
    assert "Je account is weg" in done.text
    assert mailoutbox[-1].to == [user.email]
    seat.refresh_from_db()
    assert (seat.school.name, seat.enrolled_by) != ("", user)


def test_who_works_for_hpp_does_not_leave_alone(cast):
    client = cast.client("hpp_admin")
    sure(client, "my_removal")

    page = client.post(reverse("my_removal"))

    assert "Vraag een andere beheerder" in page.text
    assert User.objects.filter(pk=cast["hpp_admin"].pk).exists()


def test_hr_may_leave(client):
    hr = make_hr(make_board())
    client.force_login(hr)
    sure(client, "my_removal")

    client.post(reverse("my_removal"))

    assert not User.objects.filter(pk=hr.pk).exists()


def test_the_register_says_what_the_program_says():
    assert verwerkingsregister.PLACE.read_text().endswith(verwerkingsregister.START + own_data.register())
