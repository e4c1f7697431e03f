"""Whatever schools do, in whatever order: never too many seats, nobody passed over in silence, pairs stay pairs.

Each sequence runs on real tables and is undone afterwards. SEQUENCES says how many there are in one run of the tests
(CI does ten thousand); they are spread over a few tests so that processes can share them.
"""

import contextlib
import os
from collections import Counter
from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule, run_state_machine_as_test

from bootcamp.seats import actions
from tests.bootcamp.seats.town import HELD, OPEN, SCHOOLS, SEATS, WAITS, Look, Town, check

SEQUENCES = int(os.environ.get("SEQUENCES", "1000"))
SHARES = 8
STEPS = 8

schools = st.integers(0, SCHOOLS - 1)
bootcamps = st.integers(0, 1)
some = st.integers(0, 30)
hours = st.sampled_from([1, 47, 48, 49, 24 * 9])


class Places(RuleBasedStateMachine):
    town: Town
    seen: Counter

    def __init__(self):
        super().__init__()
        self.undo = transaction.atomic()
        self.undo.__enter__()
        self.now = timezone.now()
        self.look = Look(self.town)

    def teardown(self):
        transaction.set_rollback(True)
        self.undo.__exit__(None, None, None)

    def _try(self, action, **arguments):
        before = self.look
        # What isn't possible changes nothing, as on the site, where each action is a transaction of its own.
        with contextlib.suppress(actions.NotPossible), transaction.atomic():
            action(now=self.now, **arguments)
        self.look = Look(self.town)
        check(before, self.look, self.now)
        self.seen.update(ask.state for ask in self.look.asks.values())
        # The next thing happens later: two at the very same moment would leave open who was first.
        self.now += timedelta(seconds=1)

    def _asks(self, states):
        return [ask for ask in self.look.asks.values() if ask.state in states]

    @initialize(first=st.lists(st.tuples(bootcamps, schools, st.none() | schools), min_size=3, max_size=7))
    def some_ask(self, first):
        for bootcamp, school, other in first:
            self.enrol(bootcamp, school, other)

    @rule(bootcamp=bootcamps, school=schools, other=st.none() | schools)
    def enrol(self, bootcamp, school, other):
        together = [self.town.schools[other]] if other not in (None, school) else []
        self._try(
            actions.enrol,
            school=self.town.schools[school],
            by=self.town.directors[school],
            bootcamp_id=self.town.bootcamps[bootcamp].pk,
            together_with=together,
        )

    @precondition(lambda self: self.look.seats)
    @rule(which=some)
    def cancel(self, which):
        self._try(actions.cancel, seat_id=self._seat(which)[2])

    @precondition(lambda self: self._asks({HELD}))
    @rule(which=some, action=st.sampled_from([actions.accept, actions.accept, actions.decline, actions.leave]))
    def answer(self, which, action):
        held = self._asks({HELD})
        self._try(action, application_id=held[which % len(held)].pk)

    @precondition(lambda self: self._asks(WAITS))
    @rule(which=some, action=st.sampled_from([actions.leave, actions.go_alone, actions.admit, actions.refuse]))
    def while_waiting(self, which, action):
        waiting = self._asks(WAITS)
        self._try(action, application_id=waiting[which % len(waiting)].pk)

    @precondition(lambda self: self._asks({"samen"}))
    @rule(which=some, says_yes=st.booleans())
    def asked_along(self, which, says_yes):
        asked = self._asks({"samen"})
        ask = asked[which % len(asked)]
        if says_yes:
            director = next(
                director
                for director, school in zip(self.town.directors, self.town.schools, strict=True)
                if school.pk == ask.school
            )
            self._try(actions.come_along, application_id=ask.pk, by=director)
        else:
            self._try(actions.decline, application_id=ask.pk)

    @precondition(lambda self: self.look.asks)
    @rule(which=some, action=st.sampled_from([actions.accept, actions.decline, actions.leave, actions.admit]))
    def too_late(self, which, action):
        ended = [ask for ask in self.look.asks.values() if ask.state not in OPEN]
        if ended:
            self._try(action, application_id=ended[which % len(ended)].pk)

    @precondition(lambda self: self.look.seats)
    @rule(which=some)
    def move(self, which):
        home, _, seat = self._seat(which)
        self._try(actions.move, seat_id=seat, to_bootcamp_id=self._other(home).pk)

    @precondition(lambda self: self.look.seats)
    @rule(which=some, back=st.booleans())
    def swap(self, which, back):
        home, _, seat = self._seat(which)
        here, there = self._session(home), self._session(self._other(home).pk)
        if back:
            self._try(actions.swap_back, seat_id=seat, session_id=here.pk)
        else:
            by = self.town.directors[0]
            self._try(actions.swap, seat_id=seat, session_id=here.pk, instead_id=there.pk, by=by)

    @precondition(lambda self: self._asks(OPEN))
    @rule(passed=hours)
    def time_passes(self, passed):
        self.now += timedelta(hours=passed)
        self._try(actions.pass_on_lapsed)
        self._try(actions.close_lists)

    def _seat(self, which):
        return self.look.seats[which % len(self.look.seats)]

    def _other(self, bootcamp_id):
        return next(bootcamp for bootcamp in self.town.bootcamps if bootcamp.pk != bootcamp_id)

    def _session(self, bootcamp_id):
        return next(session for session in self.town.sessions if session.bootcamp_id == bootcamp_id)


@pytest.mark.long
@pytest.mark.django_db
@pytest.mark.parametrize("share", range(SHARES))
def test_any_sequence_of_events(share):
    Places.town, Places.seen = Town(), Counter()

    run_state_machine_as_test(
        Places,
        settings=settings(
            max_examples=SEQUENCES // SHARES,
            stateful_step_count=STEPS,
            deadline=None,
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )

    # The very first question of a sequence gets a seat.
    assert "plek" in Places.seen


@pytest.mark.django_db
def test_these_events_lead_everywhere():
    """Chance goes elsewhere each time; this way leads past all that there is to check."""
    Places.town, Places.seen = Town(), Counter()
    machine = Places()

    for school in range(SEATS + 1):
        machine.enrol(bootcamp=0, school=school, other=None)
    machine.cancel(which=0)
    machine.time_passes(passed=24 * 5)
    machine.enrol(bootcamp=1, school=0, other=1)
    machine.asked_along(which=0, says_yes=True)
    machine.teardown()

    assert set(Places.seen) >= {"samen", "wacht", "aanbod", "plek", "verlopen"}
