"""What changed in a month, in words."""

from datetime import date
from decimal import Decimal
from typing import Any

from bootcamp.results import months
from bootcamp.results.models import ResultChange
from bootcamp.results.sheets import number

NAMES = {
    "approached": "Gevraagd",
    "talks": "Goede Gesprekken",
    "permanent": "Voor vast meer uren",
    "permanent_hours": "Uren erbij, vast",
    "temporary": "Tijdelijk meer uren",
    "temporary_hours": "Uren erbij, tijdelijk",
    "starts": "Vanaf",
    "until": "Tot en met",
    "elsewhere": "Op een andere school van het bestuur",
    "kept": "Wilden minder en bleven",
    "kept_hours": "Uren die bleven",
    "fewer": "Minder uren",
    "fewer_hours": "Uren eraf",
}


def differences(change: ResultChange) -> list[str]:
    if change.kind == ResultChange.Kind.STILL:
        return [_still(change.after)]
    return [
        f"{words}: {_shown(change.after.get(name))}, eerst {_shown(change.before.get(name))}"
        for name, words in NAMES.items()
        if _shown(change.after.get(name)) != _shown(change.before.get(name))
    ]


def _still(after: dict[str, Any]) -> str:
    group = "vast" if after["permanent"] else "tijdelijk"
    if after["people"] is None:
        return f"Na {after['after']} maanden, {group}: dat weten we nog niet."
    return f"Na {after['after']} maanden, {group}: {after['people']} werken nog meer, {_shown(after['hours'])} uur."


def _shown(value: Any) -> str:
    """As it was kept: numbers and days become text there."""
    if value in (None, ""):
        return "niets"
    text = str(value)
    if text[4:5] == "-":
        return months.words(date.fromisoformat(text))
    return number(Decimal(text))
