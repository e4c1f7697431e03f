from bootcamp.exchange.letters import ABOUT_POSTS
from portal.post import unsubscribing
from tests.access import EDITORS, everyone, only
from tests.factories import make_bootcamp, make_letter


def a_letter(cast):
    return {"letter_id": make_letter(to=cast["directeur"], by=cast["hpp"]).pk}


def a_signed_link(cast):
    link = unsubscribing.link(ABOUT_POSTS, cast["directeur"], make_bootcamp())
    return {"token": link.rstrip("/").rpartition("/")[2]}


def pressed(arguments=lambda cast: {}):
    """What only happens on a press; just looking at the address gives nothing."""
    return only(*EDITORS, status=405, arguments=arguments)


ROWS = {
    "post:log": only(*EDITORS),
    "post:letter": only(*EDITORS, arguments=a_letter),
    "post:send_stuck": pressed(),
    "post:send_again": pressed(a_letter),
    "post:hold_back": pressed(a_letter),
    "post:unsubscribe": everyone(arguments=a_signed_link),
}
