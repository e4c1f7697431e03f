"""The answer on paper: what was typed, computed again by the worker and laid out on two pages."""

from datetime import datetime

from django.http import QueryDict
from django.template.loader import render_to_string
from django.utils import timezone

from calculator.household.last_known import last_known
from calculator.household.years import shown_in
from calculator.web import exports
from calculator.web.exports import State, Ticket
from calculator.web.forms.answers import Answers
from calculator.web.presentation import page
from calculator.web.presentation.outcome import compute
from portal.papers import pdf

ALL_NOTES, SOME_NOTES = ":", ":10"
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

HOLDS = (2600, 3300)
"""About how many letters fit beside the tables in a roomy page and in a tight one."""


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
    context = {**page.for_paper(compute(answers)), "made_on": timezone.localdate(now)}
    versions = (render_to_string("calculator/on_paper.html", {**context, **room}) for room in ROOM[_likely(context) :])
    return pdf.render_to_fit(versions, pages=2)


def _likely(context: dict) -> int:
    """The first of ROOM that is worth laying out: each try costs as much as the page itself."""
    lists = context["notes"], *((item.title, item.text) for item in context["todo"])
    letters = sum(len(words) for texts in lists for words in texts)
    letters += sum(len(fact.name + fact.value) for fact in context["facts"])
    return 2 * sum(letters > holds for holds in HOLDS)
