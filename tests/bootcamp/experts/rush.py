"""Thirty experts, each pressing twice at once on the same request: what each got to hear, and who has the request."""

from collections import Counter

from django.utils import timezone

from bootcamp.experts import actions
from bootcamp.experts.models import ExpertRequestQuerySet
from portal.people.access import Role
from portal.post.models import Letter
from tests.factories import make_expert, make_expert_request, make_user
from tests.race import at_once, meet_after

EXPERTS = 30


def heard(outcome):
    if isinstance(outcome, actions.NotPossible):
        return str(outcome)
    return type(outcome).__name__ if isinstance(outcome, Exception) else "van jou"


def race():
    asked = make_expert_request()
    # Without a password: hashing thirty of them would take longer than the rush.
    experts = [make_expert(user=make_user(Role.EXPERT, password=None)).user for _ in range(EXPERTS)]

    def press(expert):
        return actions.pick_up(request_id=asked.pk, by=expert, now=timezone.now())

    outcomes = at_once(*[lambda expert=expert: press(expert) for expert in experts for _ in range(2)])
    asked.refresh_from_db()
    return {
        "heard": Counter(map(heard, outcomes)),
        "picked_up": asked.events.filter(kind="opgepakt").count(),
        "letters": Letter.objects.filter(kind="experts.picked_up").count(),
        "has_it": asked.expert_id is not None,
    }


def take_the_lock_out():
    ExpertRequestQuerySet.select_for_update = lambda self, **kwargs: self
    # All of them find it free before anyone takes it.
    meet_after(ExpertRequestQuerySet, "exists", number=2 * EXPERTS)
