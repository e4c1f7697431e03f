"""A mail server that takes the call and then says nothing: pages don't notice, and every mail goes in the end."""

import contextlib
import sqlite3
import threading
import time

import pytest

from deploy.postbox import Postbox, Session
from tests.breaking import ask_for_password, status_of
from tests.running import LONG
from tests.speed import check_within

PEOPLE = [f"directeur{number}@school.example" for number in range(3)]
MAKE = f"""
from tests.factories import make_user
for email in {PEOPLE}:
    make_user(email=email)
"""
TRIED = "SELECT count(*) FROM post_letter WHERE reason <> ''"


class SilentSession(Session):
    def handle(self):
        self.server.speaks.wait(LONG)
        super().handle()


@pytest.fixture
def silent_postbox():
    with Postbox(session=SilentSession) as box:
        box.speaks = threading.Event()
        yield box
        box.speaks.set()
        box.shutdown()


@pytest.mark.fault("mail away")
def test_a_mail_server_that_says_nothing_delays_mails_only(own_portal, silent_postbox, seen):
    portal = own_portal(**silent_postbox.environment)
    portal.manage("shell", "-v", "0", "-c", MAKE)

    began = time.monotonic()
    with check_within(10):
        asked = [ask_for_password(portal.url, email)[0] for email in PEOPLE]
        pages = [status_of(portal.url + path) for path in ("/", "/bootcamps/", "/account/login/")]
    took = time.monotonic() - began
    portal.wait_for(lambda: number_tried(portal), "een poging")
    silent_postbox.speaks.set()
    portal.wait_for(lambda: len(silent_postbox.letters) >= len(PEOPLE), "de mails")
    time.sleep(1)

    assert (asked, pages) == ([200] * 3, [200] * 3)
    assert sorted(letter["To"] for letter in silent_postbox.letters) == PEOPLE
    seen(f"zwijgt: zes bladzijden in {took:.1f} s; daarna {len(silent_postbox.letters)} mails, geen dubbel")


def number_tried(portal):
    with contextlib.closing(sqlite3.connect(portal.data_dir / "db" / "portal.sqlite3")) as database:
        return database.execute(TRIED).fetchone()[0]
