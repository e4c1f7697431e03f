"""What a board's menu leaves in one household, on one A4. Made as the answer on paper is: nothing is kept."""

from datetime import datetime

from django.template.loader import render_to_string
from django.utils import timezone

from calculator.web import offered
from calculator.web.forms.answers import Answers
from calculator.web.presentation import assumptions, menu
from calculator.web.presentation.outcome import compute
from portal.papers import pdf
from portal.pictures import rekenrek, with_title


def render(answers: Answers, *, now: datetime) -> bytes:
    """A tagged PDF; raises ValueError for a menu that is no longer shared."""
    offer = offered.menu_of(answers.menu_code)
    if offer is None:
        raise ValueError("This menu isn't shared any more.")
    outcome = compute(answers)
    context = {
        "chosen": menu.of(outcome, offer, answers.picked),
        "rekenrek": with_title(rekenrek(float(outcome.hours_now), float(outcome.hours_wish), on_board=True)),
        "for_whom": assumptions.for_whom(outcome),
        "year": outcome.year,
        "engine": outcome.engine,
        "notes": outcome.notes,
        "made_on": timezone.localdate(now),
    }
    versions = (
        render_to_string("calculator/offered/on_paper.html", {**context, "tightness": size})
        for size in ("", "sheet--tight", "sheet--tighter")
    )
    return pdf.render_to_fit(versions, pages=1)
