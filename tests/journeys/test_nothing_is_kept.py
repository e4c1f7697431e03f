"""Marker amounts are planted in the calculator; afterwards nothing on disk holds them, in any way of writing."""

import re
import time
import urllib.error
import urllib.parse
import urllib.request

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


def ways_to_write(amount):
    """4876,53: as typed, with points, as a decimal, in cents, as it goes over the line."""
    whole, cents = amount.split(",")
    thousands = f"{int(whole):,}".replace(",", ".")
    return {amount, f"{whole}.{cents}", f"{thousands},{cents}", whole + cents, f"{whole}%2C{cents}"}


def found_in(folder):
    """(file, marker) for every marker in any file below the folder, in its name or in its bytes."""
    wanted = {way.encode() for amount in MARKERS.values() for way in ways_to_write(amount)}
    pattern = re.compile(b"|".join(re.escape(way) for way in wanted))
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


def ask_for_pdf(portal):
    """The address of the job, once the worker is there; asked now and then, as a visitor would."""
    deadline = time.monotonic() + LONG
    while time.monotonic() < deadline:
        status, path, _ = send(portal, "/werkurenberekenaar/pdf/", TYPED)
        if status == 200:
            return path
        time.sleep(2)
    raise AssertionError(portal.logs())


def make_pdf(portal):
    path = ask_for_pdf(portal)
    wait_for_pdf(portal, path)
    return path


def test_the_search_itself_finds_what_lies_there(tmp_path):
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "logboek").write_text("iets met 4.876,53 erin")
    (tmp_path / "79846").write_text("")

    assert {marker for _, marker in found_in(tmp_path)} == {b"4.876,53", b"79846"}


def test_no_store_holds_what_was_typed(own_portal):
    portal = own_portal(LOG_LEVEL="DEBUG")
    send(portal, "/werkurenberekenaar/", {**TYPED, "naar": "uitkomst"})
    send(portal, "/werkurenberekenaar/", {**TYPED, "naar": "partner", "work-hours_now": "82", "stap": "werk"})
    send(portal, "/werkurenberekenaar/", {**TYPED, "kijk": "1"})

    path = make_pdf(portal)
    while_it_waits = found_in(portal.data_dir)
    status, _, content = send(portal, f"{path}bestand/", {})
    portal.stop()

    assert (status, content[:5]) == (200, b"%PDF-")
    assert while_it_waits == []
    assert found_in(portal.data_dir) == []
    tickets = [path.rstrip("/").rpartition("/")[2].encode()]
    holding = [file.name for file in portal.data_dir.rglob("*") if file.is_file() and tickets[0] in file.read_bytes()]
    assert holding == []


def test_the_worker_killed_hard_leaves_nothing_and_the_visitor_hears_it(own_portal):
    portal = own_portal()
    make_pdf(portal)

    import os
    import signal

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
