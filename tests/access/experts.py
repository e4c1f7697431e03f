from datetime import timedelta

from django.utils import timezone

from tests.access import EDITORS, only
from tests.factories import make_expert, make_expert_request, make_seat

SCHOOL = ("directeur", "hr", "bestuur")
"""The people of the school that asks, and those above it."""


def a_seat(cast):
    make_expert()
    make_seat(director=cast["directeur"])
    return {}


def _asked(cast, **fields):
    return {"request_id": make_expert_request(seat=make_seat(director=cast["directeur"]), **fields).pk}


def an_open_request(cast):
    """The expert may pick it up; two of HPP have another expertise."""
    make_expert(user=cast["expert"])
    make_expert(user=cast["hpp"], skills=["cijfers"])
    return _asked(cast)


def in_hand(cast, **fields):
    return _asked(cast, expert=make_expert(user=cast["expert"]).user, **fields)


def agreed(cast):
    return in_hand(cast, said_yes_at=timezone.now())


def held_today(cast):
    return in_hand(cast, said_yes_at=timezone.now(), state="afgesproken", planned_on=timezone.localdate())


def reported(cast):
    yesterday = timezone.localdate() - timedelta(days=1)
    report = "We leidden samen het gesprek."
    return in_hand(cast, said_yes_at=timezone.now(), state="geweest", planned_on=yesterday, report=report)


def a_request_of_the_school(cast):
    make_expert_request(seat=make_seat(director=cast["directeur"]), expert=make_expert().user)
    return {}


def some_work(cast):
    an_open_request(cast)
    in_hand_of_hpp = make_expert(role="hpp").user
    make_expert_request(expert=in_hand_of_hpp)
    return {}


def an_expert(cast):
    return {"user_id": make_expert(user=cast["expert"]).user_id}


def ended_with_a_seat(cast):
    """Of a school that has a seat again."""
    gone = make_seat(director=cast["directeur"], cancelled_at=timezone.now())
    make_seat(director=cast["directeur"])
    return {"request_id": make_expert_request(seat=gone, state="ingetrokken").pk}


ROWS = {
    "bootcamp:experts": only(*SCHOOL, *EDITORS, arguments=a_seat),
    "bootcamp:expert_requests": only(*SCHOOL, arguments=a_request_of_the_school),
    "bootcamp:expert_ask": only(*SCHOOL, arguments=a_seat),
    "bootcamp:expert_request": only(*SCHOOL, "expert", *EDITORS, arguments=an_open_request),
    "bootcamp:expert_pick_up": only("expert", arguments=an_open_request),
    "bootcamp:expert_assign": only(*EDITORS, arguments=an_open_request),
    "bootcamp:expert_ask_again": only(*SCHOOL, arguments=ended_with_a_seat),
    "bootcamp:expert_say_yes": only(*SCHOOL, arguments=in_hand),
    "bootcamp:expert_say_no": only(*SCHOOL, arguments=in_hand),
    "bootcamp:expert_give_back": only("expert", arguments=in_hand),
    "bootcamp:expert_plan": only(*SCHOOL, "expert", *EDITORS, arguments=agreed),
    "bootcamp:expert_report": only("expert", *EDITORS, arguments=held_today),
    "bootcamp:expert_look_back": only(*SCHOOL, arguments=reported),
    "bootcamp:expert_withdraw": only(*SCHOOL, arguments=an_open_request),
    "bootcamp:expert_refuse": only(*EDITORS, arguments=an_open_request),
    "bootcamp:expert_work": only("expert", "expert_elders", *EDITORS, arguments=some_work),
    "bootcamp:expert_profile": only("expert", "expert_elders", *EDITORS),
    "bootcamp:expert_staff": only(*EDITORS, arguments=some_work),
    "bootcamp:expert_people": only(*EDITORS, arguments=some_work),
    "bootcamp:expert_profile_of": only(*EDITORS, arguments=an_expert),
}
