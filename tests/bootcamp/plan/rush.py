"""Many people writing in one plan at the same moment, in a process of its own on a real database.

`python -m tests.bootcamp.plan.rush [--without-lock]` prints as JSON what was saved, what conflicted and what stands in
the plan; the database comes from DATABASE_URL. The control takes the row lock out.
"""

import json
import sys
import threading
import time
from uuid import uuid4

import django

WRITERS, ROUNDS = 8, 5


def main(*, without_lock):
    django.setup()
    from django.core.management import call_command
    from django.db import connections

    from bootcamp.plan import saving
    from bootcamp.plan.models import Plan, PlanQuerySet
    from bootcamp.plan.saving import Write
    from tests.bootcamp.plan.steps import Tab
    from tests.factories import make_enrolment, make_plan, make_user

    call_command("migrate", verbosity=0, interactive=False)
    if without_lock:
        PlanQuerySet.select_for_update = lambda self, **kwargs: self
        # Between reading and writing others get their turn, as on a busy server.
        clashes = saving._clashes
        saving._new = slowly(saving._new)
        saving._clashes = slowly(clashes)
        saving._is_stale = slowly(saving._is_stale)
    people = [make_user(password=None) for _ in range(WRITERS)]
    plan = make_plan(enrolment=make_enrolment(colleagues=people), answers={"frames": "begin"})
    gate, note = threading.Barrier(WRITERS), threading.Lock()
    heard = {"saved": [], "conflicts": [], "errors": []}

    def write(number, person):
        try:
            for round_ in range(ROUNDS):
                tab = Tab(Plan.objects.get(pk=plan.pk), person)
                gate.wait(60)
                text = f"{number}.{round_}"
                seen = tab.answers["frames"]
                outcome = tab.save(
                    Write("frames", {"text": text}, {"text": seen[0]}, seen[1]),
                    Write(f"year_{number + 1:02}", {"text": text}, *tab_of(tab, f"year_{number + 1:02}")),
                    Write(str(uuid4()), {"what": text}, {}, 0, goal=number % 5 + 1),
                )
                with note:
                    for kind, units in (("saved", outcome.saved), ("conflicts", outcome.conflicts)):
                        if "frames" in units:
                            heard[kind].append([round_, text])
                    if outcome.conflicts and "frames" in outcome.conflicts:
                        mine = outcome.conflicts["frames"].mine["text"]
                        assert mine == text
                gate.wait(60)
        except Exception as error:
            gate.abort()
            with note:
                heard["errors"].append(f"{type(error).__name__}: {error}")
        finally:
            connections.close_all()

    threads = [threading.Thread(target=write, args=pair) for pair in enumerate(people)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
    plan = Plan.objects.get(pk=plan.pk)
    answers = {answer.question: [answer.text, answer.version] for answer in plan.answers.all()}
    per_goal = [plan.actions.filter(goal=goal, is_removed=False).count() for goal in range(1, 6)]
    latest = plan.versions.order_by("-number").first()
    numbers = list(plan.versions.order_by("number").values_list("number", flat=True))
    json.dump(
        {**heard, "answers": answers, "per_goal": per_goal, "numbers": numbers, "latest": latest and latest.content},
        sys.stdout,
    )


def tab_of(tab, question):
    text, version = tab.answers.get(question, ("", 0))
    return {"text": text}, version


def slowly(function):
    def later(*args, **kwargs):
        result = function(*args, **kwargs)
        time.sleep(0.02)
        return result

    return later


if __name__ == "__main__":
    main(without_lock="--without-lock" in sys.argv)
