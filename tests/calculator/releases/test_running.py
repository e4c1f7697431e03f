"""Values on their way through the portal as people run it: a worker checks them, every process uses them."""

import json
import subprocess
import sys
import time
import urllib.request

import pytest
from django.utils import timezone

from calculator.releases import actions
from calculator.releases.models import Release
from tests.browser import axe_faults, overflow
from tests.calculator.releases.released import zorg
from tests.running import LONG, ROOT
from tests.servers import Postgres, folder_for_server
from tests.speed import check_within

DOCUMENT = {"year": 2027, "people": [{"birth_date": "1988-04-12", "wage": {"taxable_year": 20000}}]}
WITHIN = 8
"""Seconds: two looks of three seconds, and some for a busy machine."""
UPLOAD = """
import uuid
from django.utils import timezone
from calculator.releases import actions
from calculator.releases.actions import Upload
from calculator.releases.reading import What
from portal.people.access import Role; from portal.people.models import User
for name in ("joost", "yasmina"):
    User.objects.get_or_create(email=name + "@voorbeeld.test", defaults={{"role": Role.HPP, "is_staff": True}})
joost = User.objects.get(email="joost@voorbeeld.test")
given = Upload("Zorgtoeslag", What.VALUES, "a.toml", {content!r}, "bron")
print(actions.upload(given, by=joost, key=uuid.uuid4(), now=timezone.now()).pk)
"""
RELEASE = """
from django.utils import timezone
from calculator.releases import actions
from portal.people.models import User
yasmina, today = User.objects.get(email="yasmina@voorbeeld.test"), timezone.localdate()
actions.release({pk}, by=yasmina, uses_from=today, has_looked=True, now=timezone.now(), today=today)
"""
ROLL_BACK = """
from django.utils import timezone
from calculator.releases import actions
from portal.people.models import User
actions.roll_back({pk}, by=User.objects.get(email="joost@voorbeeld.test"), now=timezone.now())
"""
STATE = "from calculator.releases.models import Release; print(Release.objects.get(pk={pk}).state)"


def shell(portal, code, **names):
    return portal.manage("shell", "-v0", "-c", code.format(**names)).strip()


def answer(portal):
    """What a visitor of this portal gets."""
    request = urllib.request.Request(
        f"{portal.url}/api/v1/berekening", json.dumps(DOCUMENT).encode(), {"Content-Type": "application/json"}
    )
    with urllib.request.urlopen(request, timeout=LONG) as response:
        return json.loads(response.read())


def bereken(portal):
    """The same from the command line."""
    done = subprocess.run(
        [sys.executable, "manage.py", "bereken"],
        cwd=ROOT,
        env=portal.environment,
        input=json.dumps(DOCUMENT),
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(done.stdout)


def zorgtoeslag(result):
    return result["results"][0]["zorgtoeslag"]["year"]


def within_seconds(portal, condition, what):
    with check_within(WITHIN):
        portal.wait_for(condition, what)


def check_the_whole_way(portal):
    """From the upload to the roll-back, each in a process of its own; the web process is never told."""
    before = answer(portal)
    assert zorgtoeslag(before) == 0

    pk = shell(portal, UPLOAD, content=zorg(2027, premium=2200))
    portal.wait_for(lambda: shell(portal, STATE, pk=pk) == "nagekeken", "de worker")
    assert answer(portal) == before

    shell(portal, RELEASE, pk=pk)
    within_seconds(portal, lambda: answer(portal)["engine"] != before["engine"], "de nieuwe waarden")
    after = answer(portal)
    assert zorgtoeslag(after) > 1000
    assert bereken(portal) == after

    shell(portal, ROLL_BACK, pk=pk)
    within_seconds(portal, lambda: answer(portal) == before, "de waarden van daarvoor")
    assert bereken(portal) == before


def test_values_reach_every_process_within_seconds_and_leave_again(own_portal):
    check_the_whole_way(own_portal())


@pytest.mark.postgres
@pytest.mark.redis
def test_values_reach_every_process_on_postgresql_and_redis(own_portal, postgres, redis_server):
    check_the_whole_way(
        own_portal(
            DATABASE_URL=postgres.migrated_database(),
            CELERY_BROKER_URL=redis_server.url(2),
            CACHE_URL=redis_server.url(3),
        )
    )


@pytest.mark.postgres
def test_a_portal_that_lost_its_database_keeps_its_values_and_comes_back(own_portal, databases):
    """With a server of its own, since this test stops it."""
    with folder_for_server() as folder:
        server = Postgres(folder).copy(databases.cluster).start()
        portal = own_portal(DATABASE_URL=server.migrated_database(), CELERY_BROKER_URL="filesystem://localhost/")
        pk = shell(portal, UPLOAD, content=zorg(2027, premium=2200))
        portal.wait_for(lambda: shell(portal, STATE, pk=pk) == "nagekeken", "de worker")
        shell(portal, RELEASE, pk=pk)
        portal.wait_for(lambda: zorgtoeslag(answer(portal)) > 0, "de nieuwe waarden")
        released = answer(portal)

        server.stop()
        time.sleep(7)  # two looks that fail
        assert answer(portal) == released

        server.start()
        shell(portal, ROLL_BACK, pk=pk)
        portal.wait_for(lambda: zorgtoeslag(answer(portal)) == 0, "de waarden van daarvoor")
        assert portal.logs().count("Released values can't be looked up") >= 1
        server.stop()


@pytest.mark.browser
@pytest.mark.parametrize("width", [360, 1280])
def test_two_colleagues_release_in_a_browser(visit, cast, width):
    """The check itself is run here, in between; the worker's part is proved above."""
    page = visit("/werkurenberekenaar/waarden/nieuw/", as_user=cast["hpp"], width=width)
    assert (axe_faults(page), overflow(page)) == ([], 0)
    page.get_by_label("Waar gaat het over?").fill("Zorgtoeslag 2027")
    page.get_by_label("Bestand", exact=True).set_input_files(
        {"name": "zorg.toml", "mimeType": "text/plain", "buffer": zorg(2027, premium=2900)}
    )
    page.get_by_label("Bron").fill("Staatscourant 2026, 12345")
    page.get_by_role("button", name="Laat dit bestand nakijken").click()
    page.wait_for_selector("text=Het portaal kijkt dit bestand na")
    assert (axe_faults(page), overflow(page)) == ([], 0)

    release = Release.objects.get()
    actions.check(release.pk, now=timezone.now())
    page.wait_for_selector("text=Vraag een collega van HPP")  # the page looks by itself
    assert (axe_faults(page), overflow(page)) == ([], 0)

    colleague = visit(release.get_absolute_url(), as_user=cast["hpp_admin"], width=width)
    colleague.get_by_role("button", name="Geef deze waarden vrij").click()
    assert colleague.locator(".error-summary a").inner_text() == "Kijk de punten na, en zet dan een vinkje."
    assert (axe_faults(colleague), overflow(colleague)) == ([], 0)
    colleague.get_by_label("naast de bron gelegd").check()
    colleague.get_by_role("button", name="Geef deze waarden vrij").click()
    colleague.wait_for_selector("text=Het portaal rekent met deze waarden")
    assert (axe_faults(colleague), overflow(colleague)) == ([], 0)

    colleague.get_by_role("button", name="Draai terug").click()
    colleague.wait_for_selector("text=De waarden van daarvoor gelden weer.")
    colleague.goto("/werkurenberekenaar/waarden/")
    assert (axe_faults(colleague), overflow(colleague)) == ([], 0)
