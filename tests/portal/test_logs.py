"""Logs say what broke and where, and never what someone typed."""

import io
import json
import logging
import re
import smtplib
from datetime import UTC, datetime

import pytest
from bs4 import BeautifulSoup
from celery import shared_task
from django.contrib.auth.decorators import login_not_required
from django.db import IntegrityError, OperationalError, transaction
from django.http import HttpResponse
from django.test import RequestFactory, override_settings
from django.urls import path, reverse

from portal import logs, trace
from portal.papers import pdf
from tests.access import all_rows
from tests.characters import CHARACTERS
from tests.factories import make_user
from tests.jobs import do_all_jobs

TYPED = "€ 1.234,56"
MARKER = "zwaluwstaart7391"


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
handler500 = "portal.views.server_error"


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


# On a server: one line of JSON for each event.


@pytest.fixture
def events():
    """What lands in the log of a server, read back: `events()` gives the lines, each from JSON."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(logs.JsonFormatter())
    root = logging.getLogger()
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    yield lambda: [json.loads(line) for line in stream.getvalue().splitlines()]
    root.removeHandler(handler)
    root.setLevel(level)


@pytest.mark.django_db
def test_a_request_is_one_line_with_its_number_and_who_and_where_and_how_it_ended(cast, events):
    answer = cast.client("hpp").get("/mails/?zoek=Sanne")

    [line] = [event for event in events() if event["logger"] == "portal.requests"]
    assert set(line) == {
        *("time", "level", "logger", "message", "request", "user"),
        *("method", "path", "status", "ms"),
    }
    assert line["request"] == answer["X-Request-ID"]
    assert (line["user"], line["method"], line["path"], line["status"]) == (cast["hpp"].pk, "GET", "/mails/", 200)
    assert datetime.fromisoformat(line["time"]).tzinfo is UTC
    assert line["ms"] >= 0


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("path", "written_as"),
    [
        ("/account/password/reset/key/3-geheim/", "/account/password/reset/key/3-…/"),
        ("/bootcamps/agenda/geheim.ics", "/bootcamps/agenda/….ics"),
        ("/geheim/nergens/", trace.NO_PAGE),
    ],
)
def test_what_is_secret_in_an_address_is_not_written_down(client, events, path, written_as):
    client.get(path)

    assert [event["path"] for event in events() if "path" in event] == [written_as]
    assert "geheim" not in json.dumps(events())


@override_settings(ROOT_URLCONF="tests.portal.test_logs")
@pytest.mark.django_db
def test_a_page_that_breaks_shows_the_number_that_its_lines_carry(client, events):
    client.raise_request_exception = False

    page = client.post("/stuk/", {"loon": TYPED})

    number = page["X-Request-ID"]
    [broke] = [event for event in events() if event["level"] == "ERROR"]
    assert f"noem dit nummer: <b>{number}</b>" in page.text
    assert (broke["request"], broke["message"]) == (number, "Internal Server Error: /stuk/")
    assert "float(wage)" in broke["error"]
    assert "1.234" not in json.dumps(events(), ensure_ascii=False)


def test_a_number_that_a_visitor_sends_along_is_not_taken_over(client, db):
    answer = client.get("/privacy/", headers={"X-Request-ID": "van-mij"})

    assert re.fullmatch(r"[0-9a-f]{12}", answer["X-Request-ID"])


@pytest.mark.django_db(transaction=True)
def test_a_job_carries_the_number_of_the_request_that_asked_for_it(cast, events, monkeypatch):
    make_user(email="sanne@school.example")
    answer = cast.client("hpp").post(reverse("account_reset_password"), {"email": "sanne@school.example"})

    do_all_jobs()

    # The mail that the first job writes is of the same request.
    number = answer["X-Request-ID"]
    job_lines = [event for event in events() if event["logger"] == "portal.jobs.queue" and "job" in event]
    assert {event["kind"] for event in job_lines} == {"people.password_link", "post.first"}
    assert {event["request"] for event in job_lines} == {number}


@pytest.mark.django_db
def test_libraries_that_tell_of_all_they_do_are_not_heard(events):
    pdf.render("<!doctype html><html lang=nl><title>Proef</title><p>Proef é € 1.234")

    assert [event for event in events() if event["logger"].startswith(("fontTools", "weasyprint", "PIL"))] == []


@pytest.mark.parametrize(
    ("name", "message", "arguments"),
    [
        ("django.security.DisallowedHost", f"Invalid HTTP_HOST header: '{MARKER}'.", ()),
        ("gunicorn.error", "Error handling request %s", (f"/zoek/?q={MARKER}",)),
        ("gunicorn.error", f"Invalid request from ip=1.2.3.4: {MARKER}", ()),
        ("celery.worker.consumer.consumer", "Received unregistered task: %s", (MARKER,)),
    ],
)
def test_a_line_of_a_library_that_repeats_what_came_in_keeps_only_what_happened(
    events, written, name, message, arguments
):
    logging.getLogger(name).error(message, *arguments)

    assert MARKER not in json.dumps(events()) + written()
    assert len(events()) == 1


# Whatever someone types in whatever form, and whatever breaks then.


class Breaks:
    """The database says no to everything that is sent, and repeats it, as databases do."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view_func, view_args, view_kwargs):
        if request.method == "POST" and request.headers.get("X-Break"):
            raise IntegrityError(f"Key ({dict(request.POST)}) already exists.")


def forms_of(page, address):
    """(address, fields) of each form of a page, with the marker wherever someone can type."""
    for form in BeautifulSoup(page.content, "html.parser").find_all("form"):
        fields = {}
        for field in form.find_all(["input", "textarea", "select"]):
            if not field.get("name") or field.get("type") in ("submit", "button", "file", "checkbox"):
                continue
            typed = field.name == "textarea" or field.get("type") not in ("hidden", "radio")
            fields[field["name"]] = MARKER if typed and field.name != "select" else field.get("value", "")
        yield form.get("action") or address, form.get("method", "get").lower(), fields


@pytest.mark.long
@pytest.mark.django_db
@pytest.mark.ignore_template_errors
def test_what_is_typed_in_any_form_of_any_page_is_in_no_line_of_the_log(cast, events, written, settings):
    settings.MIDDLEWARE = [*settings.MIDDLEWARE, "tests.portal.test_logs.Breaks"]
    sent, statuses = 0, set()
    for name, row in all_rows().items():
        character = next((who for who in reversed(CHARACTERS) if row.expected[who] == 200), None)
        if (
            not row.is_page
            or character is None
            or (name.startswith("admin:") and not name.endswith(("_add", "_change")))
        ):
            continue
        with transaction.atomic():
            answers = type_in_all_forms(cast.client(character), reverse(name, kwargs=row.arguments(cast)))
            transaction.set_rollback(True)
        sent += len(answers)
        statuses |= set(answers)

    assert sent > 200
    assert {200, 302, 500} <= statuses
    assert MARKER not in written()
    assert MARKER not in json.dumps(events())


def type_in_all_forms(client, address):
    """The statuses of what came back, each form sent as it is and once more while everything breaks."""
    client.raise_request_exception = False
    answers = []
    for action, method, fields in list(forms_of(client.get(address), address)):
        if "logout" in action:
            continue
        send = getattr(client, method)
        answers.append(send(action, fields).status_code)
        if method == "post":
            answers.append(send(action, fields, headers={"X-Break": "1"}).status_code)
    return answers
