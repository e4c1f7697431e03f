"""Marker amounts are planted in the calculator; afterwards nothing on disk holds them, in any way of writing."""

import base64
import binascii
import contextlib
import json
import os
import re
import shutil
import signal
import subprocess
import time
import urllib.error
import urllib.parse
import urllib.request

import pytest
from cryptography.fernet import InvalidToken

from calculator.web.exports import Ticket
from tests.calculator.web.typed import CHILDREN, WORK
from tests.running import LONG

MARKERS = {
    "work-month": "4876,53",
    "partner-month": "3987,64",
    "home-rent": "798,46",
    "rest-assets": "13579,86",
}
TYPED = {
    **WORK,
    **CHILDREN,
    "work-kind": "gross",
    "partner-kind": "partner",
    "partner-pay": "gross",
    "partner-hours": "32",
    "home-kind": "rent",
    **MARKERS,
}


CODE = "een-menu-van-een-bestuur"
MENU = {**TYPED, "keuzemenu": CODE, "keuze": "1"}
SHARE_A_MENU = f"""
from django.utils import timezone
from tests.factories import make_menu, make_option
make_option(make_menu(code={CODE!r}, shared_at=timezone.now()), pk=1)
"""


def ways_to_write(amount):
    """4876,53: as typed, with points, as a decimal, in cents, as it goes over the line."""
    whole, cents = amount.split(",")
    thousands = f"{int(whole):,}".replace(",", ".")
    return {amount, f"{whole}.{cents}", f"{thousands},{cents}", whole + cents, f"{whole}%2C{cents}"}


def found_in(folder):
    """(file, marker) for every marker in any file below the folder, in its name or in its bytes."""
    spellings = {way.encode() for amount in MARKERS.values() for way in ways_to_write(amount)}
    # Where digits go before it, it's the end of a longer number, such as the time: 1796086798.46.
    pattern = re.compile(rb"(?<!\d)(?:%s)" % b"|".join(re.escape(way) for way in spellings))
    return [
        (str(file), match[0])
        for file in folder.rglob("*")
        if file.is_file()
        for match in pattern.finditer(file.name.encode() + b"\n" + file.read_bytes())
    ]


def send(portal, path, data=None):
    body = urllib.parse.urlencode(data).encode() if data is not None else None
    try:
        with urllib.request.urlopen(portal.url + path, data=body, timeout=LONG) as answer:
            return answer.status, answer.url.removeprefix(portal.url), answer.read()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, path, error.read()


def wait_for_pdf(portal, path):
    deadline = time.monotonic() + LONG
    while time.monotonic() < deadline:
        _, _, page = send(portal, path)
        if b"Bewaar je PDF" in page:
            return
        time.sleep(0.1)
    raise AssertionError(page.decode())


def ask_for_pdf(portal, typed=TYPED):
    """The address of the job, once the worker is there; asked now and then, as a visitor would."""
    deadline = time.monotonic() + LONG
    while time.monotonic() < deadline:
        status, path, _ = send(portal, "/werkurenberekenaar/pdf/", typed)
        if status == 200:
            return path
        time.sleep(2)
    raise AssertionError(portal.logs())


def make_pdf(portal, typed=TYPED):
    path = ask_for_pdf(portal, typed)
    wait_for_pdf(portal, path)
    return path


def test_the_search_itself_finds_what_lies_there(tmp_path):
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "logboek").write_text("iets met 4.876,53 erin")
    (tmp_path / "79846").write_text("")
    (tmp_path / "tijd").write_text("om 1796086798.46 begonnen")

    assert {marker for _, marker in found_in(tmp_path)} == {b"4.876,53", b"79846"}


def test_no_store_holds_what_was_typed(own_portal):
    portal = own_portal(LOG_LEVEL="DEBUG")
    portal.manage("shell", "-c", SHARE_A_MENU)
    send(portal, "/werkurenberekenaar/", {**TYPED, "naar": "uitkomst"})
    send(portal, "/werkurenberekenaar/", {**TYPED, "naar": "partner", "work-hours_now": "82", "stap": "werk"})
    send(portal, "/werkurenberekenaar/", {**TYPED, "kijk": "1"})

    _, _, menu = send(portal, "/werkurenberekenaar/", {**MENU, "naar": "keuzemenu"})
    menu_path = make_pdf(portal, {**MENU, "blad": "keuzemenu"})
    path = make_pdf(portal)
    while_it_waits = found_in(portal.data_dir)
    assert send(portal, f"{menu_path}bestand/", {})[2].startswith(b"%PDF-")
    status, _, content = send(portal, f"{path}bestand/", {})
    portal.stop()

    assert (status, content[:5]) == (200, b"%PDF-")
    assert "Wat levert elke keuze mij op?" in menu.decode()
    assert while_it_waits == []
    assert found_in(portal.data_dir) == []
    tickets = [one.rstrip("/").rpartition("/")[2].encode() for one in (path, menu_path)]
    holding = [
        file.name
        for file in portal.data_dir.rglob("*")
        if file.is_file() and any(ticket in file.read_bytes() for ticket in tickets)
    ]
    assert holding == []


def test_the_worker_killed_hard_leaves_nothing_and_the_visitor_hears_it(own_portal):
    portal = own_portal()
    make_pdf(portal)

    for pid in portal.worker_processes():
        os.kill(pid, signal.SIGSTOP)
    try:
        status, path, page = send(portal, "/werkurenberekenaar/pdf/", TYPED)
        assert status == 200
        assert b"in de rij" in page
    finally:
        for pid in portal.worker_processes():
            os.kill(pid, signal.SIGKILL)
    portal.wait_for(lambda: "opnieuw gestart" in portal.output, "de nieuwe worker")

    # The new worker finds the message, or it went with the old one; in either way the page ends with an answer.
    assert found_in(portal.data_dir) == []
    assert send(portal, path)[0] == 200


def copies_of(redis_server, folder):
    """What someone gets who copies Redis: the snapshot and the log of changes that it keeps on disk."""
    command = ["redis-cli", "-p", str(redis_server.port)]
    subprocess.run([*command, "CONFIG", "SET", "rdbcompression", "no"], check=True, capture_output=True)
    subprocess.run([*command, "SAVE"], check=True, capture_output=True)
    shutil.copytree(redis_server.folder, folder)
    return b"\n".join(file.read_bytes() for file in folder.rglob("*") if file.is_file())


def unpacked(content):
    """With the bodies of messages, which travel as base64."""
    bodies = []
    for run in re.findall(rb"[A-Za-z0-9+/=]{60,}", content):
        with contextlib.suppress(binascii.Error):
            bodies.append(base64.b64decode(run, validate=True))
    return content + b"\n" + b"\n".join(bodies)


def opened(content):
    """What can be read in it with whatever is in it: every key tried on everything that is closed."""
    tickets = {word.decode() for word in re.findall(rb"(?<![\w-])[\w-]{43}(?![\w-])", content)}
    closed = set(re.findall(rb"gAAAA[\w-]{40,}={0,2}", content))
    texts = []
    for ticket in tickets:
        for token in closed:
            with contextlib.suppress(InvalidToken):
                texts.append(Ticket(ticket).cipher.decrypt(token))
    return tickets, texts


def test_the_search_for_what_can_be_opened_finds_it():
    ticket = Ticket.new()
    message = base64.b64encode(json.dumps([[], {"ticket": ticket.text}, {}]).encode())

    content = unpacked(b"\x00" + message + b"\x00" + ticket.cipher.encrypt(b"798,46") + b"\x00")

    assert opened(content) == ({ticket.text}, [b"798,46"])


@pytest.mark.postgres
@pytest.mark.redis
def test_on_a_server_no_store_holds_what_was_typed_and_a_copy_of_redis_opens_nothing(
    server, postgres, redis_server, tmp_path
):
    portal = server()
    portal.manage("shell", "-c", SHARE_A_MENU)
    send(portal, "/werkurenberekenaar/", {**TYPED, "naar": "uitkomst"})
    send(portal, "/werkurenberekenaar/", {**MENU, "naar": "keuzemenu"})
    make_pdf(portal)
    # While the worker is held up, the job lies where an attacker could copy it.
    for pid in portal.worker_processes():
        os.kill(pid, signal.SIGSTOP)
    path = ask_for_pdf(portal)
    ticket = path.rstrip("/").rpartition("/")[2]
    redis_copy = unpacked(copies_of(redis_server, tmp_path / "redis while it waits"))
    files_copy = b"\n".join(file.read_bytes() for file in (portal.data_dir / "exports").iterdir())
    for pid in portal.worker_processes():
        os.kill(pid, signal.SIGCONT)
    wait_for_pdf(portal, path)
    status, _, content = send(portal, f"{path}bestand/", {})
    copies_of(redis_server, tmp_path / "redis after")
    dump = [str(postgres.programs / "pg_dump"), "--file", str(tmp_path / "database.sql")]
    subprocess.run([*dump, portal.environment["DATABASE_URL"]], check=True)
    portal.kill()

    assert (status, content[:5]) == (200, b"%PDF-")
    tickets, texts = opened(redis_copy)
    assert ticket in tickets  # so there was something to open with
    assert texts == []
    assert opened(files_copy)[1] == []
    assert any(b"home-rent" in text for text in opened(redis_copy + files_copy)[1])  # both together do open it
    assert found_in(tmp_path) == []
    assert ticket.encode() not in (tmp_path / "database.sql").read_bytes() + portal.logs().encode()
