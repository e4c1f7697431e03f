"""A portal whose disk is full while it runs, and then has room again. Every process of it can write nothing more to
any file, as on such a disk, except that the system calls it a file that is too large."""

import resource

import pytest

from tests.breaking import ask_for_password, sign_in, status_of
from tests.calculator.web.typed import FAMILY

ASK_PDF = "/werkurenberekenaar/pdf/"


def fill_disk(portal, most):
    for pid in portal.processes():
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (most, resource.RLIM_INFINITY))


@pytest.mark.fault("disk full")
def test_a_running_portal_says_what_it_cannot_do_and_needs_nobody_when_there_is_room(own_portal, seen):
    portal = own_portal()
    portal.wait_for(lambda: status_of(portal.url + ASK_PDF, FAMILY) == 200, "de worker")

    fill_disk(portal, 0)
    reading = [status_of(portal.url + path) for path in ("/", "/bootcamps/", "/werkurenberekenaar/")]
    full, page = ask_for_password(portal.url)
    wrong, after_wrong = sign_in(portal.url, "niemand@school.example", "geen-echt-wachtwoord")
    paper = status_of(portal.url + ASK_PDF, FAMILY)
    fill_disk(portal, resource.RLIM_INFINITY)
    portal.wait_for(lambda: ask_for_password(portal.url)[0] == 200, "een nieuw wachtwoord")
    portal.wait_for(lambda: status_of(portal.url + ASK_PDF, FAMILY) == 200, "de pdf")
    portal.wait_for(lambda: status_of(f"{portal.url}/gezond/") == 200, "gezondheid")

    assert reading == [200] * 3
    # Where asking is counted, nothing can be written either. Who asks for the first time isn't told it was too often.
    assert (full, wrong, paper) == (500, 500, 503)
    for text in (page, after_wrong):
        assert "<h1>Het lukte niet</h1>" in text
        assert "Dat ligt aan ons, niet aan jou." in text
    half = [file for file in (portal.data_dir / "exports").iterdir() if file.suffix == ".half"]
    assert half == []
    seen(f"draaiend: lezen {reading}, schrijven {full} en {paper} in het Nederlands, daarna vanzelf weer 200")
