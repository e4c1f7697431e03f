"""The PDF is made without anything being kept: what lies where, who can open it, and when it's gone."""

import os
from datetime import timedelta
from urllib.parse import parse_qs

import pytest
from cryptography.fernet import InvalidToken
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection
from django.urls import reverse
from django.utils import timezone
from kombu.exceptions import OperationalError

from calculator.web import export_views, exports, paper, tasks
from calculator.web.exports import State, Ticket
from tests.calculator.web.typed import FAMILY

ASK = reverse("calculator:ask_pdf")
TYPED = "home-rent=7654.32"
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def an_empty_cache(db):
    call_command("createcachetable", verbosity=0)
    cache.clear()
    for file in exports.folder().iterdir():
        file.unlink()


@pytest.fixture
def sent(monkeypatch):
    """The messages to the worker. There is no worker here; the journeys have a real one."""
    messages = []
    monkeypatch.setattr(tasks.make_export, "apply_async", lambda **message: messages.append(message))
    exports.sign_of_life(now=timezone.now())
    return messages


def rows_in_cache():
    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key, value FROM portal_cache")
        return cursor.fetchall()


def put_down(typed=TYPED, *, now=None):
    ticket = Ticket.new()
    exports.put_down(ticket, typed, now=now or timezone.now())
    return ticket


def test_what_was_typed_is_put_down_unreadably_and_picked_up_once():
    ticket = put_down()

    (file,) = exports.folder().iterdir()
    stored = file.read_bytes()
    assert b"7654" not in stored
    assert file.stat().st_mode & 0o077 == 0
    with pytest.raises(InvalidToken):
        Ticket.new().cipher.decrypt(stored)
    assert ticket.text not in file.name
    # The cache is in the same server as the messages: neither the key nor what it opens lies there.
    assert [key.rpartition(".")[2] for key, _ in rows_in_cache()] == ["state"]
    assert not any(ticket.text in str(row) for row in rows_in_cache())
    assert exports.pick_up(ticket) == TYPED
    assert exports.pick_up(ticket) is None


def test_a_ticket_can_not_be_made_from_the_place():
    ticket = Ticket.new()

    assert len({Ticket.new().text for _ in range(100)}) == 100
    assert ticket.place not in ticket.text
    assert Ticket(ticket.place).place != ticket.place


def test_the_file_lies_there_encrypted_and_private_and_is_given_once():
    ticket = Ticket.new()

    exports.finish(ticket, b"%PDF-1.7 7654.32", now=timezone.now())

    (file,) = exports.folder().iterdir()
    assert b"7654" not in file.read_bytes()
    assert file.stat().st_mode & 0o077 == 0
    assert exports.folder().stat().st_mode & 0o077 == 0
    assert exports.state(ticket, now=timezone.now()) is State.READY
    assert exports.take(ticket) == b"%PDF-1.7 7654.32"
    assert exports.take(ticket) is None
    assert list(exports.folder().iterdir()) == []
    assert exports.state(ticket, now=timezone.now()) is State.GONE


def test_after_a_quarter_of_an_hour_nothing_is_left():
    now = timezone.now()
    ticket = put_down(now=now)
    exports.finish(Ticket.new(), b"klaar", now=now)
    (exports.folder() / "half.half").write_bytes(b"half")

    assert exports.sweep(now=now + timedelta(minutes=14)) == 0
    for file in exports.folder().iterdir():
        old = (now - timedelta(minutes=16)).timestamp()
        os.utime(file, (old, old))
    assert exports.sweep(now=now + timedelta(seconds=1)) == 3
    assert list(exports.folder().iterdir()) == []

    exports.sweep(now=now + exports.LIFETIME + timedelta(seconds=2))
    assert rows_in_cache() == []
    assert exports.pick_up(ticket) is None


def test_a_job_that_takes_too_long_has_failed():
    now = timezone.now()
    ticket = put_down(now=now)

    assert exports.state(ticket, now=now + exports.PATIENCE) is State.QUEUED
    assert exports.state(ticket, now=now + exports.PATIENCE + timedelta(seconds=1)) is State.FAILED


def test_asking_gives_the_worker_a_ticket_and_nothing_else(client, sent):
    response = client.post(ASK, FAMILY)

    (message,) = sent
    ticket = Ticket(message["kwargs"]["ticket"])
    assert set(message["kwargs"]) == {"ticket"}
    assert message["kwargsrepr"] == "{}"
    assert response.status_code == 302
    assert response["Location"] == reverse("calculator:pdf", args=[ticket.text])
    assert parse_qs(exports.pick_up(ticket), keep_blank_values=True) == {
        name: [value] for name, value in FAMILY.items()
    }


def test_asking_with_something_wrong_shows_where(client, sent):
    response = client.post(ASK, {**FAMILY, "home-rent": "veel"})

    assert sent == []
    assert "Hoe je woont" in response.text
    assert "“veel” is geen getal." in response.text


def test_without_a_worker_the_visitor_hears_it_and_nothing_is_put_down(client):
    response = client.post(ASK, FAMILY)

    assert response.status_code == 503
    assert "PDF’s maken lukt nu even niet" in response.text
    assert rows_in_cache() == []


def test_when_many_wait_the_next_one_hears_it_and_what_is_picked_up_makes_room(client, sent, monkeypatch):
    monkeypatch.setattr(exports, "MOST_WAITING", 2)
    taken = [client.post(ASK, FAMILY).status_code for _ in range(2)]
    refused = client.post(ASK, FAMILY)
    exports.pick_up(exports.Ticket(sent[0]["kwargs"]["ticket"]))

    assert taken == [302, 302]
    assert (refused.status_code, "Er staan veel PDF’s in de rij" in refused.text) == (503, True)
    assert len(sent) == 2
    assert client.post(ASK, FAMILY).status_code == 302


def test_a_worker_that_fell_silent_counts_as_away(client, sent):
    exports.sign_of_life(now=timezone.now() - exports.WORKER_SILENT - timedelta(seconds=1))

    assert client.post(ASK, FAMILY).status_code == 503


@pytest.mark.parametrize("fault", [OperationalError("weg"), ConnectionRefusedError(), OSError("schijf vol")])
def test_without_a_broker_nothing_stays_behind(client, sent, monkeypatch, fault):
    def fail(ticket):
        raise fault

    monkeypatch.setattr(export_views, "send", fail)

    response = client.post(ASK, FAMILY)

    assert response.status_code == 503
    assert [key for key, _ in rows_in_cache() if "state" in key] == []
    assert list(exports.folder().iterdir()) == []


def test_with_a_full_disk_the_visitor_hears_it_and_no_half_file_stays(client, sent, monkeypatch):
    def full(file, content):
        with file.open("wb") as half:
            half.write(content[:10])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("pathlib.Path.write_bytes", full)

    response = client.post(ASK, FAMILY)

    assert (response.status_code, sent) == (503, [])
    assert list(exports.folder().iterdir()) == []


@pytest.mark.parametrize(
    ("state", "words", "waits"),
    [
        (State.QUEUED, "Je PDF staat in de rij", True),
        (State.BUSY, "We maken je PDF", True),
        (State.READY, "Je PDF is klaar", False),
        (State.FAILED, "Het lukte niet", False),
        (State.GONE, "Deze PDF is er niet meer", False),
    ],
)
def test_the_page_says_how_it_goes_and_looks_again_while_it_waits(client, state, words, waits):
    ticket = Ticket.new()
    if state is not State.GONE:
        exports.mark(ticket, state, now=timezone.now())

    response = client.get(reverse("calculator:pdf", args=[ticket.text]))

    assert words in response.text
    assert response.get("Refresh") == ("1" if waits else None)
    assert "no-store" in response["Cache-Control"]


def test_the_download_is_a_pdf_once_and_only_for_who_presses_the_button(client):
    ticket = Ticket.new()
    exports.finish(ticket, b"%PDF-1.7 inhoud", now=timezone.now())
    address = reverse("calculator:download_pdf", args=[ticket.text])

    assert client.get(address).status_code == 302
    first, second = client.post(address), client.post(address)

    assert (first.content, first["Content-Type"]) == (b"%PDF-1.7 inhoud", "application/pdf")
    assert first["Content-Disposition"] == 'attachment; filename="werkuren.pdf"'
    assert "no-store" in first["Cache-Control"]
    assert second.status_code == 302


def test_the_work_itself_leaves_only_the_finished_file(client, sent):
    client.post(ASK, FAMILY)
    ticket = Ticket(sent[0]["kwargs"]["ticket"])

    tasks.make_export(ticket=ticket.text)

    assert exports.pick_up(ticket) is None
    assert exports.take(ticket).startswith(b"%PDF-")


def test_the_same_message_twice_makes_one_file(client, sent):
    client.post(ASK, FAMILY)
    ticket = Ticket(sent[0]["kwargs"]["ticket"])

    tasks.make_export(ticket=ticket.text)
    first = ticket.file.read_bytes()
    tasks.make_export(ticket=ticket.text)

    assert ticket.file.read_bytes() == first
    assert exports.state(ticket, now=timezone.now()) is State.READY


def test_a_failure_says_so_and_tells_the_log_nothing_that_was_typed(caplog):
    ticket = put_down("work-kind=scale&home-rent=7654.32")

    tasks.make_export(ticket=ticket.text)

    assert exports.state(ticket, now=timezone.now()) is State.FAILED
    assert "A PDF of the calculator failed: ValueError" in caplog.text
    assert "7654" not in caplog.text
    assert ticket.text not in caplog.text


def test_a_ticket_of_nobody_makes_nothing():
    paper.make(Ticket.new(), now=timezone.now())

    assert list(exports.folder().iterdir()) == []
