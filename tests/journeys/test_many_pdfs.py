"""Many teachers ask for their PDF in the same moment: all wait their turn, and a mail waits for none of them."""

import time
import urllib.error
import urllib.parse
import urllib.request
from concurrent.futures import ThreadPoolExecutor

import pytest

from calculator.web.exports import MOST_WAITING
from tests.breaking import ask_for_password
from tests.calculator.web.typed import FAMILY
from tests.journeys.test_nothing_is_kept import ask_for_pdf, send, wait_for_pdf
from tests.running import LONG
from tests.speed import check_within

ASK = "/werkurenberekenaar/pdf/"
MANY = 20
CROWD = 200
SOMEONE = "directeur@school.example"


def ask(portal, wish):
    """From the button to the file."""
    status, path, page = send(portal, ASK, {**FAMILY, "work-hours_wish": str(wish)})
    assert status == 200, page.decode()
    wait_for_pdf(portal, path)
    return send(portal, f"{path}bestand/", {})[2]


def test_twenty_at_once_all_get_their_own_file(own_portal):
    portal = own_portal()
    ask_for_pdf(portal)

    with ThreadPoolExecutor(MANY) as pool:
        files = list(pool.map(lambda wish: ask(portal, wish), range(20, 20 + MANY)))

    assert all(file.startswith(b"%PDF-") for file in files)
    assert len(set(files)) == MANY


def ask_from(portal, visitor):
    """(status, whether the page says that it is busy) for someone at an address of their own."""
    address = f"198.51.{visitor // 250}.{visitor % 250}"
    body = urllib.parse.urlencode(FAMILY).encode()
    request = urllib.request.Request(portal.url + ASK, body, {"X-Forwarded-For": address})
    try:
        answer = urllib.request.urlopen(request, timeout=LONG)
    except urllib.error.HTTPError as refused:
        answer = refused
    with answer:
        return answer.status, "Er staan veel PDF’s in de rij" in answer.read().decode()


@pytest.mark.postgres
@pytest.mark.redis
@pytest.mark.fault("many papers")
@pytest.mark.parametrize("mode", ["embedded", "server"])
def test_a_password_mail_leaves_while_two_hundred_pdfs_wait(own_portal, postgres, redis_server, postbox, mode, seen):
    redis = {"CELERY_BROKER_URL": redis_server.url(9), "CACHE_URL": redis_server.url(10)}
    servers = {"DATABASE_URL": postgres.migrated_database(), **redis} if mode == "server" else {}
    portal = own_portal(BEHIND_PROXY="1", **servers, **postbox.environment)
    portal.manage("shell", "-v", "0", "-c", f"from tests.factories import make_user; make_user(email='{SOMEONE}')")
    ask_for_pdf(portal)

    with ThreadPoolExecutor(MANY) as pool:
        answers = list(pool.map(lambda visitor: ask_from(portal, visitor), range(CROWD)))
    waiting = len(list((portal.data_dir / "exports").glob("*.typed")))
    began = time.monotonic()
    with check_within(5):
        assert ask_for_password(portal.url, SOMEONE)[0] == 200
        portal.wait_for(lambda: postbox.letters, "de mail")
    seconds = time.monotonic() - began

    taken = answers.count((200, False))
    assert taken + answers.count((503, True)) == CROWD
    assert taken >= MOST_WAITING
    assert waiting > MOST_WAITING / 2
    assert postbox.letters[0]["To"] == SOMEONE
    seen(f"{mode}: {taken} aangenomen, {CROWD - taken} lezen dat het druk is; mail weg na {seconds:.1f} s")
