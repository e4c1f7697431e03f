"""The answer on paper: what was typed, computed again by the worker and laid out on two pages."""

from bisect import bisect_left
from collections.abc import Iterable
from datetime import datetime

from django.http import QueryDict
from django.template.loader import render_to_string
from django.utils import timezone

from calculator.household.last_known import last_known
from calculator.household.years import shown_in
from calculator.web import exports, menu_paper
from calculator.web.exports import State, Ticket
from calculator.web.forms.answers import Answers
from calculator.web.presentation import page
from calculator.web.presentation.outcome import compute
from portal.papers import pdf

ALL_NOTES, SOME_NOTES = ":", ":5"  # in each half
# Long lists take the room of the lines to write on, then a smaller letter, and at last the page keeps some for itself.
ROOM = tuple(
    {"tightness": tightness, "writing_lines": range(lines), "most_notes": most}
    for tightness, lines, most in (
        ("", 3, ALL_NOTES),
        ("", 2, ALL_NOTES),
        ("sheet--tight", 3, ALL_NOTES),
        ("sheet--tight", 2, ALL_NOTES),
        ("sheet--tighter", 2, ALL_NOTES),
        ("sheet--tighter", 1, ALL_NOTES),
        ("sheet--tighter", 1, SOME_NOTES),
    )
)

FULL = (31, 31, 36.5, 38, 42)
"""Lines on the second page from which the next of ROOM is needed; nothing needs just the second of them."""
LETTERS_ON_A_LINE = {"todo": 112, "facts": 50, "notes": 72}
NOTE_LINE = 0.36
"""How high a line of the notes is, which stand side by side in a small letter."""
MOST_NOTE_LINES = 45
"""More than these fit on no page, whatever else is on it."""


def make(ticket: Ticket, *, now: datetime) -> None:
    """Does nothing when what was typed isn't there any more."""
    typed = exports.pick_up(ticket)
    if typed is None:
        return
    exports.mark(ticket, State.BUSY, now=now)
    with last_known(True):
        answers = Answers(QueryDict(typed), year=shown_in(timezone.localdate(now)))
        exports.finish(ticket, render(answers, now=now), now=timezone.now())


def render(answers: Answers, *, now: datetime) -> bytes:
    """A tagged PDF; raises ValueError (or the engine's Faults) for answers that have no outcome."""
    if answers.first_wrong is not None:
        raise ValueError(f"Something is wrong in step {answers.first_wrong.slug}.")
    if answers.asks_menu_paper:
        return menu_paper.render(answers, now=now)
    context = {**page.for_paper(compute(answers)), "made_on": timezone.localdate(now)}
    versions = (render_to_string("calculator/on_paper.html", {**context, **room}) for room in ROOM[_likely(context) :])
    return pdf.render_to_fit(versions, pages=2)


def _likely(context: dict) -> int:
    """The first of ROOM that is worth laying out: each try costs as much as the page itself."""
    todo = _lines("todo", (item.title + item.text for item in context["todo"]))
    facts = _lines("facts", (fact.name + fact.value for fact in context["facts"]))
    notes = _lines("notes", context["notes"])
    if notes > MOST_NOTE_LINES:
        return len(ROOM) - 1
    return bisect_left(FULL, len(context["parts"]) + todo + facts + NOTE_LINE * notes)


def _lines(where: str, texts: Iterable[str]) -> int:
    return sum(1 + len(words) // LETTERS_ON_A_LINE[where] for words in texts)
