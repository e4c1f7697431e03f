"""What HPP does when something is wrong, and what others see of it."""

import pytest
from django.urls import reverse
from django.utils import timezone

from bootcamp.exchange import actions
from bootcamp.exchange.models import Attachment, Post, Report
from tests.factories import make_bootcamp, make_reply, make_seat, make_thread
from tests.materials.files import PDF

pytestmark = pytest.mark.django_db


@pytest.fixture
def seat(cast):
    return make_seat(director=cast["directeur"])


@pytest.fixture
def thread(cast, seat):
    return make_thread(
        author=cast["directeur"], bootcamp=seat.bootcamp, title="Lelijk woord", body="<p>Naar bericht</p>"
    )


@pytest.fixture
def hpp(cast):
    return cast.client("hpp")


def hide(client, post, because="Hier staat een naam in."):
    return client.post(reverse("bootcamp:hide_post", args=[post.pk]), {"because": because}, follow=True)


def test_a_hidden_reply_is_a_line_with_the_reason_for_others(hpp, cast, thread):
    reply = make_reply(thread, body="<p>Scheldwoord</p>")

    hide(hpp, reply)
    others = cast.client("hr").get(thread.get_absolute_url()).text
    staff = hpp.get(thread.get_absolute_url()).text

    assert "HPP heeft dit bericht verborgen: Hier staat een naam in." in others
    assert "Scheldwoord" not in others
    assert "Naar bericht" in others
    assert "Scheldwoord" in staff


def test_hiding_what_opens_a_thread_hides_its_title_everywhere(hpp, cast, seat, thread):
    make_reply(thread, body="<p>Reactie daarop</p>")
    hide(hpp, thread.posts.get(is_opening=True))
    hr = cast.client("hr")
    exchange = reverse("bootcamp:exchange", args=[seat.bootcamp_id])

    pages = [
        hr.get(url).text
        for url in (
            exchange,
            f"{exchange}?zoek=reactie",
            f"{exchange}?zoek=lelijk",
            thread.get_absolute_url(),
            seat.get_absolute_url(),
        )
    ]

    assert not any(words in page for page in pages for words in ("Lelijk woord", "Naar bericht", "Reactie daarop"))
    assert "Hier staat een naam in." in pages[0]
    assert "Hier staat een naam in." in pages[3]


def test_a_reply_in_a_hidden_thread_is_not_read_back_through_its_report(hpp, cast, thread):
    reply = make_reply(thread, body="<p>Reactie daarop</p>")
    hide(hpp, thread.posts.get(is_opening=True))
    hr = cast.client("hr")

    assert hr.get(reverse("bootcamp:report_post", args=[reply.pk])).status_code == 404
    assert hr.post(reverse("bootcamp:helped", args=[reply.pk]), {"hielp": "ja"}).status_code == 404


def test_hiding_asks_for_a_reason(hpp, thread):
    response = hide(hpp, thread.posts.get(), because="")

    assert "Schrijf op waarom je dit bericht verbergt." in response.text
    assert Post.objects.get().hidden_at is None


def test_a_hidden_post_can_be_shown_again(hpp, cast, thread):
    post = thread.posts.get()
    hide(hpp, post)

    hpp.post(reverse("bootcamp:hide_post", args=[post.pk]), {"toon": "ja"})

    post.refresh_from_db()
    assert (post.hidden_at, post.hidden_because, post.thread.hidden_at) == (None, "", None)
    assert "Naar bericht" in cast.client("hr").get(thread.get_absolute_url()).text


def test_the_writer_neither_changes_nor_reads_back_what_was_hidden(hpp, cast, thread):
    post = thread.posts.get()
    hide(hpp, post)
    director = cast.client("directeur")

    assert director.get(reverse("bootcamp:edit_post", args=[post.pk])).status_code == 404
    assert director.post(reverse("bootcamp:remove_post", args=[post.pk])).status_code == 404
    assert director.post(reverse("bootcamp:helped", args=[post.pk]), {"hielp": "ja"}).status_code == 404


def test_the_file_of_a_hidden_post_is_hidden_too(hpp, cast, seat):
    thread = make_thread(author=cast["directeur"], bootcamp=seat.bootcamp, files=[("brief.pdf", PDF)])
    url = reverse("bootcamp:attachment", args=[Attachment.objects.get().pk])
    hr = cast.client("hr")
    before = hr.get(url)
    before.close()

    hide(hpp, thread.posts.get())

    assert (before.status_code, hr.get(url).status_code) == (200, 404)


def test_a_thread_is_closed_and_opened(hpp, thread):
    url = reverse("bootcamp:lock_thread", args=[thread.pk])

    closed = hpp.post(url, {"slot": "dicht"}, follow=True).text
    thread.refresh_from_db()
    assert thread.locked_at is not None
    opened = hpp.post(url, {"slot": "open"}, follow=True).text

    thread.refresh_from_db()
    assert thread.locked_at is None
    assert "Open het gesprek weer" in closed
    assert "Sluit het gesprek" in opened


def test_a_report_reaches_the_list_of_hpp_and_its_writer_stays_unknown_to_others(hpp, cast, seat, thread):
    post = thread.posts.get()
    hr = cast.client("hr")
    url = reverse("bootcamp:report_post", args=[post.pk])

    empty = hr.post(url, {"reason": ""})
    hr.post(url, {"reason": "Dit is een naam"})
    hr.post(url, {"reason": "Dit is een naam van een kind"})

    reports = hpp.get(reverse("bootcamp:reports")).text
    assert "Schrijf kort op wat er mis is." in empty.text
    assert [report.reason for report in Report.objects.all()] == ["Dit is een naam van een kind"]
    assert "Dit is een naam van een kind" in reports
    assert "1 melding in deze groep" in hpp.get(reverse("bootcamp:exchange", args=[seat.bootcamp_id])).text
    assert "van een kind" not in cast.client("directeur").get(thread.get_absolute_url()).text


def test_a_report_is_settled_by_hand_or_by_hiding(hpp, cast, thread):
    reply = make_reply(thread)
    for post in (thread.posts.first(), reply):
        actions.report(post=post, by=cast["hr"], reason="Naar", now=timezone.now())

    hpp.post(reverse("bootcamp:reports"), {"bericht": thread.posts.first().pk})
    hide(hpp, reply)

    assert Report.objects.filter(settled_at=None).count() == 0
    assert "Geen meldingen" in hpp.get(reverse("bootcamp:reports")).text


@pytest.mark.parametrize("number", ["", "x", "-1", "9" * 30, "²"])
def test_settling_what_does_not_exist_changes_nothing(hpp, cast, thread, number):
    actions.report(post=thread.posts.get(), by=cast["hr"], reason="Naar", now=timezone.now())

    assert hpp.post(reverse("bootcamp:reports"), {"bericht": number}).status_code == 302
    assert Report.objects.filter(settled_at=None).count() == 1


@pytest.mark.parametrize("how_many", [1, 3])
def test_the_list_of_reports_needs_no_more_queries_for_more(hpp, cast, how_many, django_assert_num_queries):
    for _ in range(how_many):
        post = make_thread(bootcamp=make_bootcamp()).posts.get()
        actions.report(post=post, by=cast["hr"], reason="Naar bericht", now=timezone.now())

    with django_assert_num_queries(4):
        text = hpp.get(reverse("bootcamp:reports")).text

    assert text.count("Naar bericht") == how_many
