"""What can happen in a formation round."""

from bootcamp.matching.actions.deciding import agree, decide, drop, invite, start_talks
from bootcamp.matching.actions.moving import ask_move, forget_move, keep_move
from bootcamp.matching.actions.rounds import begin, close, join, open_reasons, propose, reopen, stop
from bootcamp.matching.actions.wishes import keep_wish, looked, withdraw

__all__ = [
    "agree",
    "ask_move",
    "begin",
    "close",
    "decide",
    "drop",
    "forget_move",
    "invite",
    "join",
    "keep_move",
    "keep_wish",
    "looked",
    "open_reasons",
    "propose",
    "reopen",
    "start_talks",
    "stop",
    "withdraw",
]
