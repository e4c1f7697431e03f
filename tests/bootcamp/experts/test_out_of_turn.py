"""Whatever is asked in whatever state: what can't be done says so and changes nothing."""

import random
from datetime import timedelta

import pytest
from django.utils import timezone

from bootcamp.experts import actions
from bootcamp.experts.choices import RequestState
from bootcamp.experts.models import ExpertRequest
from bootcamp.seats.actions import NotPossible
from portal.people.access import Role
from portal.post.models import Letter
from tests.factories import make_expert, make_expert_request, make_seat, make_user

pytestmark = pytest.mark.django_db

STATES = {
    "gevraagd": {},
    "opgepakt": {"with_expert": True},
    "ja": {"with_expert": True, "said_yes": True, "state": "opgepakt"},
    "afgesproken": {"with_expert": True, "said_yes": True, "planned": True},
    "geweest": {"with_expert": True, "said_yes": True, "planned": True, "report": "Gedaan."},
    "ingetrokken": {},
    "afgewezen": {"reason": "Kan niet."},
}
POSSIBLE = {
    "pick_up": {"gevraagd"},
    "assign": {"gevraagd"},
    "say_yes": {"opgepakt", "ja", "afgesproken"},
    "say_no": {"opgepakt", "ja", "afgesproken"},
    "give_back": {"opgepakt", "ja", "afgesproken"},
    "plan": {"ja", "afgesproken"},
    "report": {"afgesproken"},
    "look_back": {"geweest"},
    "withdraw": {"gevraagd", "opgepakt", "ja", "afgesproken", "ingetrokken"},
    "refuse": {"gevraagd", "opgepakt", "ja", "afgesproken"},
}


def in_state(name):
    state = dict(STATES[name])
    fields = {
        "state": state.pop("state", name),
        "expert": make_expert().user if state.pop("with_expert", 0) else None,
    }
    if state.pop("said_yes", False):
        fields["said_yes_at"] = timezone.now()
    if state.pop("planned", False):
        fields["planned_on"] = timezone.localdate()
    return make_expert_request(**fields, **state)


def do(action, asked, *, other):
    """As the page would ask it, with whom the school sees."""
    own = {
        "pick_up": {"by": other.user},
        "assign": {"expert": other},
        "say_yes": {"expert_id": asked.expert_id or 0},
        "say_no": {"expert_id": asked.expert_id or 0},
        "give_back": {"by": asked.expert or other.user},
        "plan": {"planned_on": timezone.localdate(), "planned_how": "10 uur"},
        "report": {"report": "Kort verslag."},
        "look_back": {"helped": "ja", "differently": ""},
        "refuse": {"reason": "Dit kan niet."},
    }
    arguments = {"request_id": asked.pk, "by": asked.asked_by, "now": timezone.now(), **own.get(action, {})}
    return getattr(actions, action)(**arguments)


@pytest.mark.parametrize("action", POSSIBLE)
@pytest.mark.parametrize("state", STATES)
def test_what_can_be_done_depends_on_the_state(state, action):
    asked, other = in_state(state), make_expert()
    before = ExpertRequest.objects.values().get(pk=asked.pk)

    if state in POSSIBLE[action]:
        assert do(action, asked, other=other).pk == asked.pk
    else:
        with pytest.raises(NotPossible) as refused:
            do(action, asked, other=other)
        assert str(refused.value).endswith(".")
        assert ExpertRequest.objects.values().get(pk=asked.pk) == before
        assert not asked.events.exists()
        assert not Letter.objects.exists()


def test_hpp_may_press_twice():
    asked, profile, by = make_expert_request(), make_expert(), make_user(Role.HPP)

    for _ in range(2):
        actions.assign(request_id=asked.pk, expert=profile, by=by, now=timezone.now())
    assigned = asked.events.count()
    for _ in range(2):
        actions.refuse(request_id=asked.pk, reason="Kan niet.", by=by, now=timezone.now())

    assert (assigned, asked.events.count()) == (1, 2)


def test_nobody_is_proposed_with_whom_it_came_to_nothing():
    asked, profile = make_expert_request(), make_expert()
    asked.events.create(kind="nee", at=timezone.now(), expert=profile.user)

    with pytest.raises(NotPossible, match="Kies iemand anders"):
        actions.assign(request_id=asked.pk, expert=profile, by=asked.asked_by, now=timezone.now())

    assert not actions.candidates(asked).exists()


@pytest.mark.parametrize("seed", range(20))
def test_in_any_order_what_must_hold_holds(seed):
    """Random presses by everyone at once: the school never has an expert it said no to, and no mail goes twice."""
    chance = random.Random(seed)
    asked, experts = make_expert_request(seat=make_seat()), [make_expert() for _ in range(3)]
    refused, chosen = set(), [name for name in POSSIBLE if name not in ("withdraw", "refuse")]

    for _ in range(40):
        asked.refresh_from_db()
        action, had = chance.choice(chosen), asked.expert_id
        try:
            do(action, asked, other=chance.choice(experts))
        except NotPossible:
            continue
        if action in ("say_no", "give_back"):
            refused.add(had)
        asked.refresh_from_db()
        assert asked.expert_id not in refused
        assert (asked.expert_id is None) == (asked.state == RequestState.ASKED)
        assert asked.state != RequestState.PLANNED or (asked.said_yes_at and asked.planned_on)
        assert not asked.report or asked.state == RequestState.HELD

    keys = Letter.objects.values_list("kind", "to", "key")
    assert len(keys) == len(set(keys))
    assert asked.changed_at >= asked.asked_at - timedelta(seconds=1)


def test_names_as_they_stand_in_lists():
    profile = make_expert()
    asked = in_state("ja")
    event = asked.events.create(kind="ja", at=timezone.now())

    assert str(profile) == profile.user.full_name
    assert [str(row) for row in (*profile.skills.all(), *profile.regions.all())] == [
        "gespreksleider bij een sessie",
        "Utrecht",
    ]
    assert str(asked) == f"{asked.seat.school.name} vraagt een gespreksleider"
    assert str(event) == "de school zei ja"
