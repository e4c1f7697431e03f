"""Two people in one plan: what only one changed is taken together, what both changed is shown to the second."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from bootcamp.plan import actions
from bootcamp.plan.models import PlanAction
from bootcamp.plan.saving import FULL, Write
from portal.people.access import Role
from tests.bootcamp.plan.steps import Tab, text_of
from tests.factories import make_plan, make_school, make_seat, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def marit():
    return make_user(Role.DIRECTOR, schools=[make_school()], first_name="Marit")


@pytest.fixture
def joost():
    return make_user(Role.TEACHER, first_name="Joost")


@pytest.fixture
def plan(marit, joost):
    seat = make_seat(director=marit, colleagues=[joost])
    return make_plan(seat=seat, answers={"frames": "Tot 4 uur"}, actions=[{"what": "Praten", "who": "Marit"}])


def test_the_second_does_not_overwrite_what_the_first_wrote(plan, marit, joost):
    first, second = Tab(plan, marit), Tab(plan, joost)
    first.answer("frames", "Tot 8 uur")

    outcome = second.answer("frames", "Tot 6 uur")

    conflict = outcome.conflicts["frames"]
    assert (conflict.mine.typed, conflict.theirs.parts) == ({"text": "Tot 6 uur"}, {"text": "Tot 8 uur"})
    assert (conflict.theirs.changed_by, conflict.theirs.version) == (marit, 2)
    assert outcome.saved == {}
    assert text_of(plan, "frames") == "Tot 8 uur"


@pytest.mark.parametrize(("hours_ago", "says"), [(0, r"om \d\d\.\d\d uur"), (30, r"op \d+ [a-z]+ om \d\d\.\d\d uur")])
def test_a_conflict_says_when_the_other_wrote(plan, marit, joost, hours_ago, says):
    first, second = Tab(plan, marit), Tab(plan, joost)
    then = timezone.now() - timedelta(hours=hours_ago)
    first.save(Write("frames", {"text": "Tot 8 uur"}, {"text": "Tot 4 uur"}, 1), now=then)

    conflict = second.answer("frames", "Tot 6 uur").conflicts["frames"]

    assert re.fullmatch(says, conflict.when)
    assert conflict.who == "Marit"


def test_after_the_choice_for_your_own_text_it_is_saved(plan, marit, joost):
    first, second = Tab(plan, marit), Tab(plan, joost)
    first.answer("frames", "Tot 8 uur")
    conflict = second.answer("frames", "Tot 6 uur").conflicts["frames"]

    outcome = second.save(
        Write("frames", conflict.mine.typed, conflict.theirs.parts, conflict.theirs.version, insists=True)
    )

    assert outcome.conflicts == {}
    assert text_of(plan, "frames") == "Tot 6 uur"


def test_a_choice_made_while_the_other_goes_on_is_a_conflict_again(plan, marit, joost):
    first, second = Tab(plan, marit), Tab(plan, joost)
    first.answer("frames", "Tot 8 uur")
    conflict = second.answer("frames", "Tot 6 uur").conflicts["frames"]
    Tab(plan, marit).answer("frames", "Tot 10 uur")

    outcome = second.save(
        Write("frames", conflict.mine.typed, conflict.theirs.parts, conflict.theirs.version, insists=True)
    )

    assert outcome.conflicts["frames"].theirs.parts == {"text": "Tot 10 uur"}
    assert text_of(plan, "frames") == "Tot 10 uur"


def test_two_who_begin_the_same_empty_answer_do_not_lose_one(plan, marit, joost):
    first, second = Tab(plan, marit), Tab(plan, joost)
    first.answer("help", "Gespreksleider")

    outcome = second.answer("help", "Roosteraar")

    assert outcome.conflicts["help"].theirs.parts == {"text": "Gespreksleider"}
    assert text_of(plan, "help") == "Gespreksleider"


def test_the_same_text_from_both_is_no_conflict(plan, marit, joost):
    first, second = Tab(plan, marit), Tab(plan, joost)
    first.answer("frames", "Tot 8 uur")

    outcome = second.answer("frames", "Tot 8 uur")

    assert (outcome.conflicts, outcome.written) == ({}, set())


def test_what_you_did_not_touch_is_never_in_the_way(plan, marit, joost):
    """The whole form goes along without script; only what differs from what you saw counts as typed."""
    first, second = Tab(plan, marit), Tab(plan, joost)
    first.answer("frames", "Tot 8 uur")

    outcome = second.answer("frames", "Tot 4 uur")

    assert (outcome.saved, outcome.conflicts) == ({}, {})
    assert text_of(plan, "frames") == "Tot 8 uur"


def test_an_answer_that_got_lost_on_the_way_makes_no_conflict_with_yourself(plan, marit):
    tab = Tab(plan, marit)
    tab.answer("frames", "Tot 8")

    # The page never heard of it and sends what was typed since, on the version that it knows.
    outcome = tab.answer("frames", "Tot 8 uur mag")

    assert outcome.conflicts == {}
    assert text_of(plan, "frames") == "Tot 8 uur mag"


def test_two_tabs_of_one_person_do_conflict(plan, marit):
    first, second = Tab(plan, marit), Tab(plan, marit)
    first.answer("frames", "Tot 8 uur")

    assert "frames" in second.answer("frames", "Tot 6 uur").conflicts


def test_different_parts_of_one_action_are_taken_together(plan, marit, joost):
    key = plan.actions.get().key
    first, second = Tab(plan, marit), Tab(plan, joost)
    first.act(key, what="Praten met het team", who="Marit")

    outcome = second.act(key, what="Praten", who="Joost")

    action = plan.actions.get()
    assert outcome.conflicts == {}
    assert (action.what, action.who, action.version) == ("Praten met het team", "Joost", 3)


def test_a_new_action_that_is_sent_twice_is_there_once(plan, marit):
    tab, key = Tab(plan, marit), uuid4()

    for words in ("Spreekuur", "Spreekuur over geld"):
        tab.act(key, goal=2, what=words, who="", due="")

    assert [action.what for action in plan.actions.filter(goal=2)] == ["Spreekuur over geld"]


def test_who_writes_in_what_the_other_took_away_gets_to_choose(plan, marit, joost):
    key = plan.actions.get().key
    first, second = Tab(plan, marit), Tab(plan, joost)
    first.act(key, removes=True)

    conflict = second.act(key, what="Praten over uren").conflicts[str(key)]
    assert conflict.theirs.is_removed
    second.save(
        Write(str(key), conflict.mine.typed, conflict.theirs.parts, conflict.theirs.version, goal=1, insists=True)
    )

    action = plan.actions.get()
    assert (action.what, action.is_removed) == ("Praten over uren", False)


def test_who_takes_away_what_the_other_wrote_in_is_shown_it_first(plan, marit, joost):
    key = plan.actions.get().key
    first, second = Tab(plan, marit), Tab(plan, joost)
    first.act(key, what="Praten over uren")

    conflict = second.act(key, removes=True).conflicts[str(key)]

    assert (conflict.mine.removes, conflict.theirs.what) == (True, "Praten over uren")
    assert not plan.actions.get().is_removed


def test_a_conflict_without_a_choice_stays_one(plan, marit):
    outcome = Tab(plan, marit).answer("frames", "Tot 8 uur", undecided=True)

    assert "frames" in outcome.conflicts
    assert text_of(plan, "frames") == "Tot 4 uur"


def test_a_goal_holds_four_actions(plan, marit):
    tab = Tab(plan, marit)
    for _ in range(3):
        tab.act(uuid4(), what="Nog iets")

    key = uuid4()
    outcome = tab.act(key, what="Een te veel")

    assert outcome.refused == {str(key): FULL}
    assert plan.actions.count() == 4


def test_an_action_of_another_plan_is_out_of_reach(plan, marit):
    other = make_plan(actions=[{"what": "Van een ander"}])
    key = other.actions.get().key

    Tab(plan, marit).act(key, what="Gekaapt")

    assert other.actions.get().what == "Van een ander"


def test_typing_on_within_minutes_stays_one_version_and_someone_else_begins_a_new_one(plan, marit, joost):
    now = timezone.now()
    marits, joosts = Tab(plan, marit), Tab(plan, joost)

    def write(tab, text, minutes):
        seen = plan.answers.filter(question="together").first()
        was, version = (seen.text, seen.version) if seen else ("", 0)
        moment = now + timedelta(minutes=minutes)
        tab.save(Write("together", {"text": text}, {"text": was}, version), now=moment)

    for text, minutes in (("J", 0), ("Jo", 1), ("Joost", 9), ("Joost B", 11)):
        write(marits, text, minutes)
    write(joosts, "Joost Bakker", 12)

    versions = plan.versions.order_by("number").values_list("number", "saved_by", "content__answers__together")
    assert list(versions) == [(1, marit.pk, "Joost"), (2, marit.pk, "Joost B"), (3, joost.pk, "Joost Bakker")]


def test_saving_what_is_the_same_makes_no_version(plan, marit):
    Tab(plan, marit).answer("frames", "Tot 4 uur")

    assert plan.versions.count() == 0


def test_restoring_brings_texts_back_as_a_new_version_and_leaves_progress(plan, marit):
    key = plan.actions.get().key
    tab = Tab(plan, marit)
    tab.answer("frames", "Tot 8 uur")
    tab = Tab(plan, marit)
    gone = uuid4()
    tab.save(
        Write("frames", {"text": "Niets"}, {"text": "Tot 8 uur"}, 2),
        Write(str(key), {"status": PlanAction.Status.DONE}, {"status": "nog_niet"}, 1, goal=1),
        Write(str(gone), {"what": "Later bedacht"}, {}, 0, goal=3),
        now=timezone.now() + timedelta(minutes=20),
    )

    restored = actions.restore(version=plan.versions.get(number=1), by=marit, now=timezone.now())

    assert (restored.number, restored.restored_from) == (3, 1)
    assert text_of(plan, "frames") == "Tot 8 uur"
    assert plan.actions.get(key=key).status == PlanAction.Status.DONE
    assert plan.actions.get(key=gone).is_removed
    assert [action["what"] for action in restored.content["actions"]] == ["Praten"]


def test_who_was_typing_during_a_restore_sees_a_conflict(plan, marit, joost):
    Tab(plan, marit).answer("frames", "Tot 8 uur")
    Tab(plan, joost).answer("frames", "Tot 6 uur")
    typing = Tab(plan, joost)
    actions.restore(version=plan.versions.get(number=1), by=marit, now=timezone.now())

    outcome = typing.answer("frames", "Tot 7 uur")

    assert outcome.conflicts["frames"].theirs.parts == {"text": "Tot 8 uur"}
