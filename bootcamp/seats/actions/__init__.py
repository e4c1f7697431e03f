"""What can happen with a school's seat, a module for each story; each action is one transaction."""

from bootcamp.seats.actions.admitting import admit, refuse
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
from bootcamp.seats.actions.seats import cancel, enrol
from bootcamp.seats.actions.swapping import swap, swap_back

__all__ = [
    "AlreadyAsked",
    "AlreadyEnrolled",
    "NotPossible",
    "accept",
    "admit",
    "cancel",
    "close_lists",
    "come_along",
    "decline",
    "enrol",
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
    "swap",
    "swap_back",
]
