"""Which actions a check-in asks about."""

from collections.abc import Collection
from datetime import date

from bootcamp.plan import due, sheets
from bootcamp.plan.models import Plan
from bootcamp.plan.sheets import PlanLine

MOST = 8
"""Of the latest: more doesn't fit in five minutes."""


def lines_of(plan: Plan, today: date, *, shown: Collection[str] = ()) -> list[PlanLine]:
    """What is late or due this month, the longest first; else the one that comes next.

    Once a page showed some (`shown`, by key), those, whatever became of them. The plan comes from `for_reading`.
    """
    in_order = sorted(sheets.of(plan).lines, key=lambda line: line.month)
    if shown:
        return [line for line in in_order if line.key in shown]
    still_open = [line for line in in_order if not line.is_done and due.last_day(line)]
    now = [line for line in still_open if due.is_due(line, today)]
    return now[:MOST] or still_open[:1]
