"""What can happen with a school's seat, a module for each story; each action is one transaction."""

from bootcamp.seats.actions.admitting import admit, refuse
from bootcamp.seats.actions.changing_over import ask_instead, change_over, seat_to_leave
from bootcamp.seats.actions.inviting import invite, renew_invitation, revoke_invitation
from bootcamp.seats.actions.moving import move
from bootcamp.seats.actions.offers import (
    accept,
    close_lists,
    come_along,
    decline,
    fill,
    go_alone,
    leave,
    pass_on_lapsed,
    remind,
)
from bootcamp.seats.actions.reasons import AlreadyAsked, AlreadyEnrolled, NotPossible
from bootcamp.seats.actions.seats import cancel, enrol, enrol_several
from bootcamp.seats.actions.swapping import swap, swap_back

__all__ = [
    "AlreadyAsked",
    "AlreadyEnrolled",
    "NotPossible",
    "accept",
    "admit",
    "ask_instead",
    "cancel",
    "change_over",
    "close_lists",
    "come_along",
    "decline",
    "enrol",
    "enrol_several",
    "fill",
    "go_alone",
    "invite",
    "leave",
    "move",
    "pass_on_lapsed",
    "refuse",
    "remind",
    "renew_invitation",
    "revoke_invitation",
    "seat_to_leave",
    "swap",
    "swap_back",
]
