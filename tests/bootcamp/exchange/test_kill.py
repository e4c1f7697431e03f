"""A digest goes to many while the worker is killed hard: everyone gets it once, and the one in doubt is shown."""

import os
import signal
import socketserver
import threading
from pathlib import Path

import psycopg
import pytest

from tests.running import LONG

pytestmark = [pytest.mark.postgres]
RECEIVERS, CHUNKS = 230, 3
STOP_AT = 60
GROUP = f"""
from datetime import timedelta
from django.utils import timezone
from bootcamp.exchange import actions
from bootcamp.seats.models import Bootcamp, Participation
from portal.people.models import Board, User
now, today = timezone.now(), timezone.localdate()
bootcamp = Bootcamp.objects.create(
    title="Groep Midden", description="Samen", seats=12, place="online", is_published=True,
    enrolment_opens=today - timedelta(days=60), enrolment_closes=today + timedelta(days=20),
    starts_on=today + timedelta(days=30),
)
school = Board.objects.create(name="Stichting Zonnewijzer").schools.create(name="De Linde", city="Ede", brin="05AB")
writer, *readers = User.objects.bulk_create(
    User(email=f"lezer{{number}}@school.example", first_name="Noor", last_name="Bos", role="directeur", password="!")
    for number in range({RECEIVERS} + 1)
)
seat = bootcamp.school_seats.create(school=school, enrolled_by=writer, enrolled_at=now)
Participation.objects.bulk_create(
    Participation(seat=seat, user=person) for person in [writer, *readers]
)
actions.start_thread(
    bootcamp=bootcamp, kind="vraag", title="Vrijdag", body="<p>Hoe doen jullie dat?</p>", by=writer, school=school,
    now=now - timedelta(days=1),
)
"""
MAKE = "from bootcamp.exchange.tasks import make_digests; make_digests()"
STATES = "SELECT state, count(*) FROM post_letter WHERE kind = 'exchange.digest' GROUP BY state ORDER BY state"


class PostOffice(socketserver.ThreadingTCPServer):
    """A mail server that takes everything and stops, once, just before it would say that it has a message."""

    allow_reuse_address = daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Conversation)
        self.received, self.silent_at, self.lock = [], STOP_AT, threading.Lock()
        self.is_silent, self.go_on = threading.Event(), threading.Event()
        threading.Thread(target=self.serve_forever, daemon=True).start()

    @property
    def port(self):
        return self.server_address[1]

    def take(self, address):
        with self.lock:
            self.received.append(address)
            is_the_one = len(self.received) == self.silent_at
        if is_the_one:
            self.is_silent.set()
            self.go_on.wait(LONG)


class Conversation(socketserver.StreamRequestHandler):
    def say(self, words):
        self.wfile.write(words.encode() + b"\r\n")

    def handle(self):
        self.say("220 klaar")
        address = ""
        while line := self.rfile.readline():
            command = line.upper()
            if command.startswith(b"RCPT"):
                address = line.decode().partition("<")[2].partition(">")[0]
            if command.startswith(b"DATA"):
                self.say("354 ga door")
                while self.rfile.readline() != b".\r\n":
                    pass
                self.server.take(address)
            self.say("221 dag" if command.startswith(b"QUIT") else "250 goed")
            if command.startswith(b"QUIT"):
                return


@pytest.fixture
def post_office():
    with PostOffice() as office:
        yield office
        office.go_on.set()
        office.shutdown()


def kill_workers(portal):
    for pid in portal.worker_processes():
        if (Path("/proc") / str(pid)).exists():
            os.kill(pid, signal.SIGKILL)


@pytest.mark.fault("worker killed")
def test_a_killed_worker_loses_no_digest_and_sends_none_twice(own_portal, postgres, post_office, seen):
    url = postgres.migrated_database()
    portal = own_portal(
        DATABASE_URL=url,
        JOB_HEARTBEAT_SECONDS="1",
        EMAIL_HOST="127.0.0.1",
        EMAIL_PORT=str(post_office.port),
        EMAIL_USE_TLS="0",
    )
    portal.manage("shell", "-v", "0", "-c", GROUP)
    portal.manage("shell", "-v", "0", "-c", MAKE)
    assert post_office.is_silent.wait(LONG)

    kill_workers(portal)
    post_office.go_on.set()
    portal.manage("shell", "-v", "0", "-c", MAKE)  # the clock strikes again
    with psycopg.connect(url, autocommit=True) as watcher:
        waiting = "SELECT 1 FROM post_letter WHERE state = 'geschreven'"
        portal.wait_for(lambda: not watcher.execute(waiting).fetchone(), "de rest van de dagmails")
        states = dict(watcher.execute(STATES).fetchall())
        unsure = watcher.execute(
            "SELECT u.email FROM post_letter m JOIN people_user u ON u.id = m.to_id WHERE state = 'onzeker'"
        ).fetchall()
        chunks = watcher.execute("SELECT count(*) FROM jobs_job WHERE kind = 'post.bulk'").fetchone()[0]

    # Two worker processes were at it, so one or two mails were under way at the moment of the kill.
    in_doubt = len(unsure)
    assert chunks >= CHUNKS
    assert states == {"verstuurd": RECEIVERS - in_doubt, "onzeker": in_doubt}
    assert 1 <= in_doubt <= 2
    assert post_office.received[STOP_AT - 1] in {email for (email,) in unsure}
    readers = {f"lezer{number}@school.example" for number in range(1, RECEIVERS + 1)}
    assert len(post_office.received) == len(set(post_office.received))
    assert readers - set(post_office.received) <= {email for (email,) in unsure}
    twice = len(post_office.received) - len(set(post_office.received))
    seen(f"{states['verstuurd']} mails weg, {in_doubt} onzeker bij HPP, {twice} dubbel")
