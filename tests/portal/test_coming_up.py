"""Waiting for a program that was started: never too short for a slow machine, never for nothing."""

import sys
import time

import pytest

from portal.coming_up import BROKEN, IDLE, LONGEST, NotUp, Patience, sign_of_life, wait_until_up
from portal.supervisor import ChildProcess
from tests.running import free_port

SERVE = """
import http.server, sys, time
class Answer(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(int(sys.argv[2]))
        self.end_headers()
{before}
http.server.HTTPServer(("127.0.0.1", int(sys.argv[1])), Answer).serve_forever()
"""


@pytest.fixture
def child(tmp_path):
    """Starts a program written down as Python; it's ended afterwards."""
    started = []

    def start(code, *arguments):
        command = [sys.executable, "-u", "-c", code, *map(str, arguments)]
        started.append(ChildProcess("webserver", command, log=tmp_path / "web.log", environment={}))
        started[-1].start()
        return started[-1]

    yield start
    for running in started:
        running.clear()


def test_a_server_that_answers_is_up(child):
    port, said = free_port(), []
    server = child(SERVE.format(before=""), port, 200)

    wait_until_up(f"http://127.0.0.1:{port}/", server, say=said.append, idle=600.0)

    assert not server.has_ended


def test_while_it_lasts_we_say_what_we_wait_for(child, monkeypatch):
    monkeypatch.setattr("portal.coming_up.TELL_EVERY", 0.2)
    port, said = free_port(), []

    slow = child(SERVE.format(before="time.sleep(2)"), port, 200)
    wait_until_up(f"http://127.0.0.1:{port}/", slow, say=said.append)

    assert len(said) >= 2
    assert "De webserver is nog bezig met starten" in said[0]


def test_a_server_that_ends_shows_what_it_wrote_last_and_nothing_of_an_earlier_start(child):
    child("print('van gisteren')").process.wait()
    ends = child("for line in range(40): print('regel', line)\nraise SystemExit('Geen werkmap')")

    with pytest.raises(NotUp) as refused:
        wait_until_up(f"http://127.0.0.1:{free_port()}/", ends, say=print)

    lines = str(refused.value).splitlines()
    assert lines[0] == "De webserver kwam niet op: hij stopte meteen weer. Dit schreef hij het laatst:"
    assert lines[1:-1] == [*(f"  regel {line}" for line in range(26, 40)), "  Geen werkmap"]
    assert lines[-1].endswith("web.log.")


def test_a_server_that_ends_without_a_word_says_that_too(child):
    with pytest.raises(NotUp, match="Hij schreef niets"):
        wait_until_up(f"http://127.0.0.1:{free_port()}/", child("raise SystemExit(3)"), say=print)


def test_a_server_that_does_nothing_is_given_up(child):
    with pytest.raises(NotUp, match=r"deed \d seconden lang niets"):
        wait_until_up(f"http://127.0.0.1:{free_port()}/", child("import time; time.sleep(600)"), say=print, idle=1.0)


def test_a_server_that_only_says_that_it_broke_is_not_up(child):
    port = free_port()

    with pytest.raises(NotUp, match="alleen dat er iets stuk is"):
        wait_until_up(f"http://127.0.0.1:{port}/", child(SERVE.format(before=""), port, 500), say=print, broken=1.0)


def test_work_of_its_children_and_lines_in_its_log_are_signs_of_life(child):
    works = child("import subprocess, sys; subprocess.run([sys.executable, '-c', 'while True: pass'])")
    before = sign_of_life(works)
    deadline = time.monotonic() + 120
    while sign_of_life(works) == before and time.monotonic() < deadline:
        time.sleep(0.1)
    worked = sign_of_life(works)
    works.clear()
    writes = child("print('een regel')")
    writes.process.wait()

    assert worked[0] > before[0]
    assert sign_of_life(writes)[1] > worked[1]


def test_as_long_as_it_gets_on_we_wait_and_without_a_sign_of_life_two_minutes():
    patience = Patience(0)
    for now in range(0, 800, 100):
        patience.look(now, sign=now, answers=False)

    patience.look(700 + IDLE, sign=700, answers=False)
    with pytest.raises(NotUp, match="deed 121 seconden lang niets"):
        patience.look(700 + IDLE + 1, sign=700, answers=False)


def test_an_answer_that_something_broke_may_pass_but_may_not_last():
    patience = Patience(0)
    patience.look(1, sign=1, answers=True)
    patience.look(15, sign=2, answers=False)
    patience.look(30, sign=3, answers=True)
    patience.look(30 + BROKEN, sign=4, answers=True)

    with pytest.raises(NotUp, match="iets stuk"):
        patience.look(31 + BROKEN, sign=5, answers=True)


def test_there_is_an_end_to_it_even_when_it_seems_to_get_on():
    with pytest.raises(NotUp, match="nog niet geantwoord"):
        Patience(0).look(LONGEST + 1, sign=1, answers=False)
