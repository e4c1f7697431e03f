"""Eight people writing in one plan at the same moment: what was saved, what conflicted and what stands in the plan."""

import threading
from uuid import uuid4

from bootcamp.plan import saving
from bootcamp.plan.models import Plan, PlanQuerySet
from bootcamp.plan.saving import Write
from tests.bootcamp.plan.steps import Tab
from tests.factories import make_plan, make_seat, make_user
from tests.race import at_once, meet_after

WRITERS, ROUNDS = 8, 5


def race():
    people = [make_user(password=None) for _ in range(WRITERS)]
    plan = make_plan(seat=make_seat(colleagues=people), answers={"frames": "begin"})
    gate, note = threading.Barrier(WRITERS), threading.Lock()
    heard = {"saved": [], "conflicts": []}

    def write(number, person):
        own = f"year_{number + 1:02}"
        for round_ in range(ROUNDS):
            tab = Tab(Plan.objects.get(pk=plan.pk), person)
            gate.wait()
            text = f"{number}.{round_}"
            seen = tab.answers["frames"]
            before, version = tab.answers.get(own, ("", 0))
            outcome = tab.save(
                Write("frames", {"text": text}, {"text": seen[0]}, seen[1]),
                Write(own, {"text": text}, {"text": before}, version),
                Write(str(uuid4()), {"what": text}, {}, 0, goal=number % 5 + 1),
            )
            with note:
                for kind, units in (("saved", outcome.saved), ("conflicts", outcome.conflicts)):
                    if "frames" in units:
                        heard[kind].append([round_, text])
            if "frames" in (outcome.conflicts or ()):
                assert outcome.conflicts["frames"].mine.typed["text"] == text
            gate.wait()

    def write_or_let_the_others_go(*who):
        try:
            write(*who)
        except BaseException:
            gate.abort()
            raise

    outcomes = at_once(*[lambda who=who: write_or_let_the_others_go(*who) for who in enumerate(people)])
    plan = Plan.objects.get(pk=plan.pk)
    latest = plan.versions.order_by("-number").first()
    return {
        **heard,
        "errors": [f"{type(error).__name__}: {error}" for error in outcomes if error],
        "answers": {answer.question: [answer.text, answer.version] for answer in plan.answers.all()},
        "per_goal": [plan.actions.filter(goal=goal, is_removed=False).count() for goal in range(1, 6)],
        "numbers": list(plan.versions.order_by("number").values_list("number", flat=True)),
        "latest": latest and latest.content,
    }


def take_the_lock_out():
    PlanQuerySet.select_for_update = lambda self, **kwargs: self
    # All of them read the plan before anyone writes in it.
    meet_after(saving, "_units", number=WRITERS)
