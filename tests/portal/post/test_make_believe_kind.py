"""A kind of mail that only this test knows, added through the front door: one row, one template. All the rest follows:
HPP finds it in the log, at its bootcamp, its session and its person, and sends it when it failed."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.core import mail
from django.template import engines
from django.urls import reverse
from django.utils import timezone

from portal.people.access import Role
from portal.post import kinds, writing
from portal.post.kinds import Kind
from portal.post.models import Letter
from tests.factories import make_bootcamp, make_seat, make_user
from tests.jobs import do_all_jobs

pytestmark = pytest.mark.django_db
HERE = Path(__file__).parent


@pytest.fixture
def congratulation(settings):
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": [HERE / "templates", *settings.TEMPLATES[0]["DIRS"]]}]
    kind = kinds.register(Kind("tests.congratulation", "felicitatie", template="make_believe"))
    yield kind
    del kinds.KINDS[kind.name]
    engines._templates = None


@pytest.fixture
def written(congratulation):
    """To a director, about a bootcamp and its first session, by someone of HPP."""
    bootcamp = make_bootcamp(title="Groep Zuid")
    director = make_seat(bootcamp=bootcamp).enrolled_by
    by = make_user(Role.HPP, first_name="Joost", last_name="de Wit")
    return writing.write(
        congratulation,
        to=director,
        once="jarig-2027",
        owner=bootcamp,
        about=[bootcamp.work_sessions.get(number=1)],
        by=by,
        reply_to=by,
        now=timezone.now(),
        context={"bootcamp": bootcamp},
    )


def pages_where_it_belongs(letter):
    bootcamp = letter.owner
    session = bootcamp.work_sessions.get(number=1)
    of_bootcamp = reverse("bootcamp:staff_mails", args=[bootcamp.pk])
    return [
        reverse("post:log"),
        f"{reverse('post:log')}?soort=tests.congratulation",
        f"{reverse('post:log')}?wie={letter.to_id}",
        f"{reverse('post:log')}?zoek={letter.to.email}",
        of_bootcamp,
        f"{of_bootcamp}?sessie={session.pk}",
    ]


def pages_of_others(letter):
    bootcamp = letter.owner
    other = make_bootcamp()
    return [
        f"{reverse('post:log')}?soort=running.group",
        f"{reverse('post:log')}?wie={letter.by_id}",
        reverse("bootcamp:staff_mails", args=[other.pk]),
        f"{reverse('bootcamp:staff_mails', args=[bootcamp.pk])}?sessie={bootcamp.work_sessions.get(number=2).pk}",
    ]


def test_it_is_sent_and_found_wherever_it_belongs(written, cast):
    do_all_jobs()

    [message] = mail.outbox
    assert message.subject == "Gefeliciteerd, Sanne"
    assert "Joost de Wit en iedereen van Groep Zuid feliciteren je." in message.body
    assert message.reply_to == [written.by.email]
    hpp = cast.client("hpp")
    for page in pages_where_it_belongs(written):
        text = hpp.get(page).text
        missing = [words for words in ("Gefeliciteerd, Sanne", "felicitatie", "verstuurd op") if words not in text]
        assert (page, missing) == (page, [])
    for page in pages_of_others(written):
        assert "Gefeliciteerd" not in hpp.get(page).text, page
    assert "iedereen van Groep Zuid feliciteren je" in hpp.get(reverse("post:letter", args=[written.pk])).text


def test_one_that_failed_is_found_and_sent_from_the_page_of_hpp(written, cast, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_USE_TLS = "127.0.0.1", 1, False
    do_all_jobs(now=timezone.now() + timedelta(days=1))
    hpp = cast.client("hpp")

    log = hpp.get(reverse("post:log"), {"stand": "mislukt"})
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    page = reverse("post:letter", args=[written.pk])
    answer = hpp.post(reverse("post:send_again", args=[written.pk]), follow=True)
    do_all_jobs()

    assert list(log.context["page"]) == [written]
    assert "mislukt: de mailserver is niet te bereiken" in log.text
    assert "De mail gaat opnieuw de deur uit." in answer.text
    assert [message.to for message in mail.outbox] == [[written.to.email]]
    assert "verstuurd op" in hpp.get(page).text
    assert Letter.objects.get().state == Letter.State.SENT


def test_it_is_written_once(written, congratulation):
    again = writing.write(
        congratulation,
        to=written.to,
        once="jarig-2027",
        by=written.by,
        now=timezone.now(),
        context={"bootcamp": written.owner},
    )

    assert again is None
    assert Letter.objects.count() == 1
