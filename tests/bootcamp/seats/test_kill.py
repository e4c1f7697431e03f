"""The web process is killed while a director enrols: the seat is taken completely or not at all."""

import contextlib
import http.client
import os
import re
import signal
import threading
import urllib.parse
from pathlib import Path

import psycopg
import pytest

from tests.running import LONG

pytestmark = [pytest.mark.postgres]
TOKEN = "t" * 32
SIGN_IN = """
import time
from portal.people import sessions
from importlib import import_module
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from portal.people.models import User
user = User.objects.get(email="directeur@voorbeeld.example")
session = import_module(settings.SESSION_ENGINE).SessionStore()
session[SESSION_KEY] = str(user.pk)
session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
session[HASH_SESSION_KEY] = user.get_session_auth_hash()
session[sessions.BEGAN] = session[sessions.SEEN] = int(time.time())
session.create()
print("sleutel", session.session_key)
print("school", user.schools.get().pk)
"""
SEATS = """
SELECT (SELECT count(*) FROM seats_seat WHERE school_id = %(school)s),
       (SELECT count(*) FROM seats_participation p JOIN seats_seat e ON e.id = p.seat_id
         WHERE e.school_id = %(school)s),
       (SELECT count(*) FROM jobs_job WHERE kind <> 'matching.propose')
"""


class Director:
    """A director's browser, reduced to the one request that this is about."""

    def __init__(self, portal):
        said = portal.manage("shell", "-v", "0", "-c", SIGN_IN)
        self.port, self.key = portal.port, re.search(r"sleutel (\S+)", said)[1]
        self.school = int(re.search(r"school (\d+)", said)[1])

    def enrol(self, bootcamp):
        """(status, Location), or nothing when the server went away."""
        body = urllib.parse.urlencode({"csrfmiddlewaretoken": TOKEN, "school": self.school})
        headers = {
            "Content-Type": "application/x-www-form-urlencoded",
            "Cookie": f"sessionid={self.key}; csrftoken={TOKEN}",
        }
        connection = http.client.HTTPConnection("localhost", self.port, timeout=LONG)
        with contextlib.suppress(OSError, http.client.HTTPException), contextlib.closing(connection):
            connection.request("POST", f"/bootcamps/{bootcamp}/inschrijven/", body, headers)
            response = connection.getresponse()
            return response.status, response.getheader("Location")
        return None


def web_processes(portal):
    return [pid for pid in portal.processes() if b"gunicorn" in (Path("/proc") / str(pid) / "cmdline").read_bytes()]


def waits_for_the_lock(watcher):
    waiting = "SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE 'INSERT INTO \"jobs_job\"%'"
    return watcher.execute(waiting).fetchone()


@pytest.mark.fault("web killed")
def test_a_killed_web_process_leaves_the_seat_free_and_the_next_try_takes_it_whole(own_portal, postgres, seen):
    url = postgres.migrated_database()
    portal = own_portal(demo=True, DATABASE_URL=url)
    director = Director(portal)

    with psycopg.connect(url) as blocker, psycopg.connect(url, autocommit=True) as watcher:
        [bootcamp] = watcher.execute("SELECT id FROM seats_bootcamp WHERE title LIKE '%groep Midden'").fetchone()
        of_school = {"school": director.school}
        # The seat and its participants are written; the last step, the job of the mail, has to wait.
        blocker.execute("LOCK TABLE jobs_job IN EXCLUSIVE MODE")
        answers = []
        asking = threading.Thread(target=lambda: answers.append(director.enrol(bootcamp)))
        asking.start()
        portal.wait_for(lambda: waits_for_the_lock(watcher), "het laatste stuk van de aanmelding")

        for pid in web_processes(portal):
            os.kill(pid, signal.SIGKILL)
        asking.join()
        blocker.rollback()
        portal.wait_for(lambda: "De webserver stopte onverwacht" in portal.output, "een nieuwe webserver")
        portal.wait_for(lambda: not waits_for_the_lock(watcher), "het einde van de oude verbinding")
        after_the_kill = watcher.execute(SEATS, of_school).fetchone()

        again = portal.wait_for(lambda: director.enrol(bootcamp), "een antwoord van de nieuwe webserver")
        mails = portal.wait_for(lambda: list((portal.data_dir / "mail").glob("*")), "de bevestiging")
        after_the_second_try = watcher.execute(SEATS, of_school).fetchone()

    assert answers == [None]
    assert after_the_kill == (0, 0, 0)
    assert again[0] == 302
    assert re.fullmatch(r"/bootcamps/mijn/\d+/", again[1])
    assert after_the_second_try == (1, 1, 1)
    assert len(mails) == 1
    seen(f"na de klap {after_the_kill[0]} plekken, na nog eens {after_the_second_try[0]}, {len(mails)} mail")
