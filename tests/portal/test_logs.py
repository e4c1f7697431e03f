"""Logs say what broke and where, and never what someone typed."""

import io
import logging
import smtplib

import pytest
from celery import shared_task
from django.contrib.auth.decorators import login_not_required
from django.db import IntegrityError, OperationalError
from django.http import HttpResponse
from django.test import RequestFactory, override_settings
from django.urls import path

from portal import logs

TYPED = "€ 1.234,56"


@pytest.fixture
def written(settings):
    """What lands in the log, as the settings of the portal write it."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    line = dict(settings.LOGGING["formatters"]["line"])
    assert line.pop("()") == "portal.logs.PrivateFormatter"
    handler.setFormatter(logs.PrivateFormatter(line["format"], style=line["style"]))
    root = logging.getLogger()
    root.addHandler(handler)
    yield stream.getvalue
    root.removeHandler(handler)


@login_not_required
def broken(request):
    wage = request.POST["loon"]
    try:
        float(wage)
    except ValueError as error:
        raise IntegrityError(f"DETAIL: Key (loon)=({wage}) already exists.") from error
    return HttpResponse("kan niet")


@shared_task
def broken_task(*, wage):
    float(wage)


urlpatterns = [path("stuk/", broken)]


@override_settings(ROOT_URLCONF="tests.portal.test_logs")
@pytest.mark.django_db
def test_a_page_that_breaks_tells_where_and_why_but_not_what_was_typed(client, written):
    client.raise_request_exception = False

    response = client.post("/stuk/", {"loon": TYPED})

    assert response.status_code == 500
    assert TYPED not in written()
    assert "1.234" not in written()
    assert "Internal Server Error: /stuk/" in written()
    assert "test_logs.py" in written()
    assert "float(wage)" in written()
    assert "ValueError" in written()
    assert "django.db.utils.IntegrityError" in written()


def test_a_task_that_breaks_tells_where_and_why_but_not_what_was_typed(written):
    broken_task.apply(kwargs={"wage": TYPED})

    assert "1.234" not in written()
    assert "raised unexpected: ValueError" in written()
    assert "float(wage)" in written()


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (ValueError("geheim"), "ValueError"),
        (smtplib.SMTPRecipientsRefused({"geheim@school.example": (550, b"nee")}), "smtplib.SMTPRecipientsRefused"),
        (FileNotFoundError(2, "No such file or directory", "/media/geheim.pdf"), "FileNotFoundError: No such file"),
        (OSError(28, "No space left on device"), "OSError: No space left on device"),
        # From a machine that is away: whoever mends it needs the words.
        (ConnectionRefusedError(111, "Connection refused"), "Connection refused"),
        (OperationalError("connection to server at 127.0.0.1 failed"), "connection to server at 127.0.0.1 failed"),
    ],
)
def test_an_error_is_told_in_short(error, words):
    logged = logs.in_short(error)

    assert words in logged
    assert "geheim" not in logged


def test_an_error_among_the_words_of_a_line_is_told_in_short_too(written):
    logging.getLogger("proef").warning("Het ging mis met %s: %s", "taak 7", ValueError("geheim"))

    assert "proef Het ging mis met taak 7: ValueError\n" in written()


def test_a_line_about_no_error_at_all_is_left_alone(written):
    logging.getLogger("proef").warning("Leeg %s", "ding", exc_info=True)
    logging.getLogger("proef").warning("Met %(naam)s", {"naam": "Sanne"})

    assert "Leeg ding" in written()
    assert "Met Sanne" in written()


def test_an_error_whose_cause_was_hidden_on_purpose_keeps_it_hidden(written):
    request = RequestFactory().post("/", {"loon": TYPED})
    try:
        try:
            broken(request)
        except IntegrityError:
            raise LookupError from None
    except LookupError:
        logging.getLogger("proef").exception("mis")

    assert "LookupError" in written()
    assert "IntegrityError" not in written()
