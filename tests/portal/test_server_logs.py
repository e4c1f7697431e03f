"""What a server really writes: web server and worker as processes of their own, each line read back from JSON."""

import json
import re
import subprocess
import sys
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path

import pytest

from tests.running import LONG, ROOT

MARKER = "zwaluwstaart7391"
pytestmark = [pytest.mark.postgres, pytest.mark.redis]


def lines(file: Path):
    """Each from JSON; what isn't comes first, so that a failure shows it."""
    read, strange = [], []
    for line in file.read_text().splitlines():
        try:
            read.append(json.loads(line))
        except json.JSONDecodeError:
            strange.append(line)
    # celery warns on paper, so to say, that it runs as root; a server has a user of its own.
    return read, [line for line in strange if line.strip() and not OF_ROOT.search(line)]


OF_ROOT = re.compile(
    "SecurityWarning|superuser privileges|absolutely not|specify a different|User information|_warn_or_raise|uid=0|"
    "Warm shutdown|Cold shutdown"
)


class Visitor:
    """Keeps cookies by hand: a server's are for https alone."""

    def __init__(self, url):
        self.url, self.cookies = url, {}

    def ask(self, path, fields=None):
        """(number of the request, text)"""
        body = urllib.parse.urlencode(fields).encode() if fields is not None else None
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        try:
            answer = urllib.request.urlopen(urllib.request.Request(self.url + path, body, headers), timeout=LONG)
        except urllib.error.HTTPError as refused:
            answer = refused
        with answer:
            for cookie in answer.headers.get_all("Set-Cookie", []):
                name, _, value = cookie.partition(";")[0].partition("=")
                self.cookies[name] = value
            return answer.headers["X-Request-ID"], answer.read().decode(errors="replace")

    def send(self, path, fields):
        _, page = self.ask(path)
        token = page.split('name="csrfmiddlewaretoken" value="')[1].split('"')[0]
        return self.ask(path, {**fields, "csrfmiddlewaretoken": token})


def test_web_and_worker_write_one_line_of_json_for_each_event_and_nothing_that_was_typed(server):
    portal = server()
    visitor = Visitor(portal.url)

    number, _ = visitor.ask("/privacy/")
    visitor.send("/account/login/", {"login": f"{MARKER}@school.example", "password": MARKER})
    visitor.send("/account/password/reset/", {"email": f"{MARKER}@school.example"})
    visitor.ask(f"/{MARKER}/?q={MARKER}")
    visitor.ask("/werkurenberekenaar/", {"work-month": MARKER, "work-kind": MARKER})
    worker = portal.data_dir / "log" / "worker.log"
    portal.wait_for(lambda: "people.password_link" in worker.read_text(), "de taak")
    web, strange = lines(portal.data_dir / "log" / "web.log")
    work, strange_work = lines(worker)

    assert (strange, strange_work) == ([], [])
    [line] = [line for line in web if line.get("request") == number]
    assert (line["logger"], line["path"], line["status"]) == ("portal.requests", "/privacy/", 200)
    # The job was asked for by a request that has a line too.
    [job] = [line for line in work if line.get("kind") == "people.password_link"]
    asked = [line for line in web if line["request"] == job["request"]]
    assert [(line["method"], line["path"]) for line in asked] == [("POST", "/account/password/reset/")]
    assert job["job"]
    assert MARKER not in portal.logs()
    assert {line["logger"].split(".")[0] for line in work} <= {"portal", "celery", "calculator", "bootcamp"}


def test_the_page_is_well_on_postgresql_and_redis_and_the_worker_is_seen(server):
    portal = server()

    portal.wait_for(lambda: "goed   De klok" in said(portal), "de eerste tik")

    lines = {line[7:].partition(":")[0]: line for line in said(portal).splitlines()}
    assert {name for name, line in lines.items() if line.startswith("rood")} <= {"Back-up", "Ruimte op de schijf"}
    assert "goed   De worker: Leeft." in lines["De worker"]
    assert re.search(r"Redis \d+\.\d+", lines["Berichten aan de worker"])
    assert "Er is nog geen back-up." in lines["Back-up"]


def said(portal):
    command = [sys.executable, "manage.py", "hoe_gaat_het"]
    return subprocess.run(command, cwd=ROOT, env=portal.environment, capture_output=True, text=True).stdout
