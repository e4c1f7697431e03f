"""The log of all mails: what HPP sees and does there, and nobody else."""

from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from portal.post.models import Letter
from tests.characters import CHARACTERS
from tests.factories import make_bootcamp, make_director, make_letter
from tests.jobs import do_all_jobs

pytestmark = pytest.mark.django_db
LOG = reverse("post:log")
State = Letter.State


@pytest.fixture
def hpp(cast):
    return cast.client("hpp")


def shown(client, **asked):
    return list(client.get(LOG, asked).context["page"])


def test_the_latest_mail_comes_first(hpp):
    old, new = make_letter(ago=timedelta(days=2)), make_letter()

    assert shown(hpp) == [new, old]


def test_a_name_an_address_and_a_state_are_found(hpp):
    samira = make_letter(to=make_director())
    type(samira.to).objects.filter(pk=samira.to_id).update(first_name="Samira", last_name="Haddou")
    sent = make_letter(state=State.SENT)

    assert shown(hpp, zoek="hadd") == [samira]
    assert shown(hpp, zoek=sent.to.email.upper()) == [sent]
    assert shown(hpp, stand="verstuurd") == [sent]
    assert shown(hpp, stand="vast") == [samira]


@pytest.mark.parametrize(
    "asked",
    [
        {"zoek": "\x00", "stand": "x", "soort": "y", "wie": "z", "bladzijde": "q"},
        {"zoek": "%" * 5000, "bladzijde": "-1"},
        {"wie": "9" * 40},
        {"wie": "-1"},
        {"soort": ["running.group", "x"]},
    ],
)
def test_what_makes_no_sense_is_answered_calmly(hpp, asked):
    make_letter()

    assert hpp.get(LOG, asked).status_code == 200


def test_nothing_to_see_says_so(hpp):
    assert "Er ging nog geen mail uit." in hpp.get(LOG).text
    assert "Er is geen mail die hierbij past." in hpp.get(LOG, {"zoek": "niemand"}).text


def test_what_a_page_of_stuck_mails_shows_is_what_its_button_sends(hpp):
    one, other = make_letter(state=State.FAILED), make_letter(state=State.FAILED)
    make_letter(state=State.SENT)
    make_letter(state=State.HELD)

    hpp.post(reverse("post:send_stuck"), {"wie": one.to_id})
    do_all_jobs()
    first = [message.to for message in mail.outbox]
    answer = hpp.post(reverse("post:send_stuck"), follow=True)
    do_all_jobs()

    assert first == [[one.to.email]]
    assert "We sturen 1 mail opnieuw." in answer.text
    assert [message.to for message in mail.outbox] == [[one.to.email], [other.to.email]]
    assert hpp.get(LOG).context["stuck"] == 0


def test_pressing_twice_sends_one_mail(hpp):
    letter = make_letter(state=State.FAILED)

    for _ in range(2):
        hpp.post(reverse("post:send_again", args=[letter.pk]))
    do_all_jobs()

    assert len(mail.outbox) == 1


def test_hpp_holds_a_mail_back_and_sends_it_after_all(hpp, cast):
    letter = make_letter()

    hpp.post(reverse("post:hold_back", args=[letter.pk]))
    do_all_jobs()
    said = hpp.get(reverse("post:letter", args=[letter.pk])).text
    held = len(mail.outbox)
    hpp.post(reverse("post:send_again", args=[letter.pk]))
    do_all_jobs()

    assert f"niet verstuurd: tegengehouden door {cast['hpp'].full_name}" in said
    assert (held, len(mail.outbox)) == (0, 1)


def test_what_has_gone_is_neither_held_back_nor_sent_again(hpp):
    letter = make_letter(state=State.SENT)

    late = hpp.post(reverse("post:hold_back", args=[letter.pk]), follow=True).text
    twice = hpp.post(reverse("post:send_again", args=[letter.pk]), follow=True).text
    do_all_jobs()

    letter.refresh_from_db()
    assert "Deze mail kun je niet meer tegenhouden." in late
    assert "Deze mail is al verstuurd." in twice
    assert "Stuur opnieuw" not in twice
    assert (letter.state, mail.outbox) == (State.SENT, [])


@pytest.mark.parametrize("name", ["send_again", "hold_back", "send_stuck"])
def test_only_hpp_presses_the_buttons(cast, name):
    letter = make_letter(state=State.FAILED)
    url = reverse(f"post:{name}", args=[] if name == "send_stuck" else [letter.pk])

    statuses = {who: cast.client(who).post(url).status_code for who in CHARACTERS if who not in ("hpp", "hpp_admin")}
    do_all_jobs()

    letter.refresh_from_db()
    assert statuses.pop("bezoeker") == 302  # to sign in
    assert set(statuses.values()) == {404}
    assert (letter.state, mail.outbox) == (State.FAILED, [])


@pytest.mark.parametrize("how_many", [1, 4])
def test_the_log_takes_no_more_queries_for_more_mails(hpp, how_many, django_assert_num_queries):
    bootcamp = make_bootcamp()
    for _ in range(how_many):
        make_letter(owner=bootcamp, state=State.SENT)
    hpp.get(LOG)

    with django_assert_num_queries(6):
        page = hpp.get(LOG).text

    assert page.count("Tot donderdag") == how_many


def test_a_mail_says_by_whom_it_is_and_what_it_is_about(hpp, cast):
    bootcamp = make_bootcamp(title="Groep Zuid")
    letter = make_letter(owner=bootcamp, about=[bootcamp.work_sessions.get(number=1)], by=cast["hpp"])

    page = hpp.get(reverse("post:letter", args=[letter.pk])).text

    for words in (cast["hpp"].full_name, "Groep Zuid", "1. Sessie over stap 1", "bericht aan de groep"):
        assert words in page
    assert bootcamp.get_absolute_url() in page


def test_a_kind_that_is_no_longer_made_still_has_its_rows(hpp):
    letter = make_letter()
    Letter.objects.update(kind="vroeger.soort")

    page = hpp.get(LOG).text
    one = hpp.get(reverse("post:letter", args=[letter.pk]))
    do_all_jobs()

    assert "een soort mail die niet meer bestaat" in page
    assert one.status_code == 200
    assert Letter.objects.get().state == State.HELD
    assert timezone.now() - Letter.objects.get().written_at < timedelta(hours=2)
