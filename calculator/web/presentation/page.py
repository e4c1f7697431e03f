"""Everything a result shows, gathered for the templates of the page and of the PDF."""

from collections.abc import Sequence
from typing import Any

from calculator.charts import per_hour, whole_picture
from calculator.charts.drawing import drawn
from calculator.charts.ink import COSTS, in_title, swatch
from calculator.household import parts
from calculator.web.presentation import assumptions, explanation, pictures, start, tables, todo, words, zones
from calculator.web.presentation.independence import independence
from calculator.web.presentation.jumps import jumps
from calculator.web.presentation.outcome import Outcome
from calculator.web.presentation.terms import with_terms
from portal.pictures import rekenrek, with_title
from portal.text.money import euros, hours
from portal.text.words import listed

NOTE_LINE = 72
"""About how many letters of a note stand on a line of half the paper."""


def shared(outcome: Outcome) -> dict[str, Any]:
    """For page and paper alike. What is said of a month is said of a year in which all of them are alike."""
    whole = outcome.whole_year
    all_jumps = jumps(whole)
    picture = pictures.whole_picture(whole, all_jumps)
    return {
        "outcome": outcome,
        "year": outcome.year,
        "together": outcome.together,
        "hours_now": hours(outcome.hours_now),
        "hours_wish": hours(outcome.hours_wish),
        "top": hours(outcome.fulltime),
        "slider_top": outcome.curve.hours[-1] // 100,
        "changes": outcome.extra_hours != 0,
        "rekenrek": (float(outcome.hours_now), float(outcome.hours_wish)),
        "question": words.question(outcome),
        "title": words.title(outcome),
        "lead": words.lead(outcome),
        "for_whom": assumptions.for_whom(outcome),
        "cautions": [caution.text for caution in outcome.calculation.cautions],
        "figures": words.figures(outcome),
        "jumps": all_jumps,
        "picture": picture,
        "zone": zones.zone(whole),
        "zone_in_shade": zones.where(whole),
        "chart": drawn(whole_picture.draw(picture, name="beeld")),
        "parts": [(row, _swatch(row.key)) for row in tables.parts(whole)],
        "total": tables.total(whole),
        "payslip": tables.payslip(whole),
        "pay_year": tables.year(whole),
        "start_years": start.years(outcome),
        "since": start.since(outcome),
        "independence": independence(whole),
        "todo": todo.todo(outcome),
        "facts": assumptions.facts(outcome),
        "left_out": listed(assumptions.left_out(outcome)),
        "not_answered": listed(names) if (names := assumptions.not_answered(outcome)) else "",
        "small_print": tables.small_print(outcome),
        "notes": outcome.notes,
        "laws": explanation.laws(whole.steps),
        "engine": outcome.engine,
    }


def in_short(outcome: Outcome) -> dict[str, Any]:
    """Beside the questions: the outcome so far."""
    return {
        "question": words.question(outcome),
        "title": words.title(outcome),
        "year": words.lead(outcome)[0],
        "not_answered": listed(names) if (names := assumptions.not_answered(outcome)) else "",
    }


def for_screen(outcome: Outcome) -> dict[str, Any]:
    """What only the page has: the narrow drawings, the second chart, the steps and the table of all hours."""
    context, bars = shared(outcome), pictures.per_hour(outcome.whole_year)
    return {
        **context,
        "sum": words.short(outcome),
        "chart_narrow": drawn(whole_picture.draw(context["picture"], narrow=True, name="beeld-smal")),
        "per_hour": drawn(per_hour.draw(bars)),
        "per_hour_narrow": drawn(per_hour.draw(bars, narrow=True, name="peruur-smal")),
        "chapters": with_terms(explanation.explain(outcome.whole_year)),
        "every_hour": tables.every_hour(outcome.whole_year),
    }


def for_paper(outcome: Outcome) -> dict[str, Any]:
    """What a PDF has: its drawings carry their description inside, where WeasyPrint looks for it."""
    week = rekenrek(float(outcome.hours_now), float(outcome.hours_wish), on_board=True, large=True)
    context = shared(outcome)
    # What is nothing both now and then only takes room on paper.
    shown = [
        (row, with_title(swatch, "kleur in het plaatje"))
        for row, swatch in context["parts"]
        if (row.now, row.wish) != (euros(0), euros(0))
    ]
    notes = (*outcome.notes, *context["small_print"])
    chart = drawn(in_title(context["chart"]))
    return {
        **context,
        "chart": chart,
        "parts": shown,
        "doubtful": [row for row, _ in shown if row.zekerheid],
        "notes": notes,
        "notes_in_halves": _halves(notes),
        "rekenrek_on_board": with_title(week),
    }


def _halves(notes: Sequence[str]) -> tuple[Sequence[str], Sequence[str]]:
    """In their order, parted where both columns are about as long."""
    lines = [1 + len(note) // NOTE_LINE for note in notes]
    first = min(range(len(notes) + 1), key=lambda place: abs(sum(lines[:place]) - sum(lines[place:])))
    return notes[:first], notes[first:]


def _swatch(key: str) -> str:
    look = parts.lines()[key][0].look
    return drawn(swatch(look or COSTS, f"vak-{key}"))
