"""Workers that are killed, doubled, of another version, or cut off from their queue; real processes."""

import os
import signal
import subprocess
import time
from pathlib import Path

import pytest

from bootcamp.plan import papers
from tests.breaking import parent_of
from tests.running import LONG
from tests.tomorrow_jobs import KIND

pytestmark = [pytest.mark.postgres, pytest.mark.redis]
MANY = 80
MAKE_PLAN = """
from tests.factories import make_plan
print("plan", make_plan(answers={"team": "31"}).pk)
"""


@pytest.mark.fault("child killed")
def test_a_process_that_is_killed_while_it_makes_a_paper_leaves_one_paper(broken, seen):
    plan = broken.portal.manage("shell", "-v", "0", "-c", MAKE_PLAN).split("plan ")[1]
    first = broken.write_job(seconds=0)
    broken.wake(first)
    broken.wait_until_done(first)
    children, _ = broken.children_of_worker()
    key = broken.write_job(papers.KIND, plan_id=int(plan))
    broken.wake(key)
    wait_closely(lambda: broken.job(key)[0] == "running")
    for pid in children:
        os.kill(pid, signal.SIGKILL)
    broken.wait_until_done(key)
    contents = broken.ask("SELECT content FROM plan_planpaper")

    assert broken.job(key) == ("done", 2)
    assert [bytes(content[:5]) for (content,) in contents] == [b"%PDF-"]
    seen(f"plan: {broken.job(key)[1]} pogingen, {len(contents)} pdf")


@pytest.mark.fault("clock killed")
def test_a_worker_whose_clock_is_killed_makes_way_for_one_that_has_one(broken, seen):
    _, clock = broken.children_of_worker()
    main = parent_of(clock)
    os.kill(clock, signal.SIGKILL)
    began = time.monotonic()
    broken.portal.wait_for(lambda: not os.path.exists(f"/proc/{main}"), "het einde van de worker")
    ended = time.monotonic() - began
    forgotten = broken.write_job(seconds=0)  # nobody wakes it but the clock
    broken.wait_until_done(forgotten)

    assert broken.job(forgotten) == ("done", 1)
    seen(f"de worker maakte na {ended:.0f} s plaats; een vergeten taak was klaar na {time.monotonic() - began:.0f} s")


def wait_closely(condition):
    """A paper is made within a second, so this looks more often than a portal's own `wait_for`."""
    until = time.monotonic() + LONG
    while time.monotonic() < until:
        if result := condition():
            return result
        time.sleep(0.01)
    raise AssertionError("Het begint niet.")


@pytest.mark.fault("old worker")
def test_what_the_worker_of_yesterday_does_not_know_waits_for_that_of_today(broken, seen):
    before = broken.children_of_worker()
    broken.send("portal.jobs.tasks.of_tomorrow")
    unknown = broken.write_job(kind=KIND, seconds=0)
    broken.wake(unknown)
    known = broken.write_job(seconds=0)
    broken.wake(known)
    broken.wait_until_done(known)
    still = broken.job(unknown)
    after = broken.children_of_worker()

    with broken.second_worker(CELERY_IMPORTS="tests.slow_jobs,tests.tomorrow_jobs"):
        broken.portal.wait_for(lambda: done_when_woken_again(broken, unknown), "de worker van vandaag")

    assert still == ("queued", 0)
    assert after == before
    assert broken.job(unknown) == ("done", 1)
    seen(f"oude worker leeft, taak bleef staan ({still[0]}); met de nieuwe: {broken.job(unknown)}")


def done_when_woken_again(broken, key):
    """The message may reach the old worker, which leaves the job as it is."""
    broken.wake(key)
    time.sleep(0.5)
    return broken.job(key)[0] == "done"


@pytest.mark.fault("two workers")
def test_two_workers_do_each_of_eighty_jobs_once(broken, seen):
    keys = [broken.write_job(seconds=0) for _ in range(MANY)]
    with broken.second_worker(CELERY_IMPORTS="tests.slow_jobs") as second:
        broken.portal.wait_for(lambda: number_of_children(second.pid) >= 2, "de tweede worker")
        broken.wake(*keys)
        broken.portal.wait_for(lambda: all(broken.job(key)[0] == "done" for key in keys), "alle taken")

    tries = [broken.job(key)[1] for key in keys]
    assert tries == [1] * MANY
    assert broken.noted().count("klaar") == MANY
    seen(f"{broken.noted().count('klaar')} gedaan, {sum(number > 1 for number in tries)} dubbel")


def number_of_children(pid):
    return len((Path("/proc") / str(pid) / "task" / str(pid) / "children").read_text().split())


@pytest.mark.fault("redis reset")
def test_a_redis_that_forgets_everything_under_a_listening_worker_loses_no_job(broken, seen):
    main = min(broken.portal.worker_processes())
    os.kill(main, signal.SIGSTOP)
    lost = broken.write_job(seconds=0)
    broken.wake(lost)
    for command in (["FLUSHALL"], ["CLIENT", "KILL", "TYPE", "normal"]):
        subprocess.run(["redis-cli", "-p", str(broken.redis.port), *command], check=True, capture_output=True)
    broken.redis.process.kill()
    broken.redis.process.wait()
    broken.redis.start()
    os.kill(main, signal.SIGCONT)
    began = time.monotonic()

    pages = [broken.status(path) for path in ("/", "/bootcamps/")]
    asked_later = broken.write_job(seconds=0)
    broken.wake(asked_later)
    broken.wait_until_done(asked_later)
    later = time.monotonic() - began
    broken.wait_until_done(lost)
    seconds = time.monotonic() - began

    assert pages == [200, 200]
    assert (broken.job(lost), broken.job(asked_later)) == (("done", 1), ("done", 1))
    seen(f"nieuwe taak klaar na {later:.1f} s, de vergeten taak na {seconds:.1f} s, pagina's {pages}")
