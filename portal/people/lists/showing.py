"""A change of a list in words."""

from collections.abc import Iterable
from dataclasses import dataclass

from portal.people.lists.differences import BY_HAND
from portal.people.lists.models import ListChange
from portal.people.models import Board

LABELS = {
    "name": "naam",
    "city": "plaats",
    "address": "adres",
    "postcode": "postcode",
    "municipality": "gemeente",
    "board": "bestuur",
    "board_number": "bestuursnummer",
    "number": "bestuursnummer",
    "region": "regio",
}


AT_NEW = ("address", "board", "region")
"""Of what is new the rest stands beside it."""


@dataclass(frozen=True)
class ShownChange:
    change: ListChange
    differences: list[tuple[str, str, str]]
    """(what, was, becomes)"""


def shown(changes: Iterable[ListChange]) -> list[ShownChange]:
    changes = list(changes)
    names = _board_names(changes)
    return [ShownChange(change, _differences(change, names)) for change in changes]


def _differences(change: ListChange, names: dict[str, str]) -> list[tuple[str, str, str]]:
    def words(field: str, value: str) -> str:
        return names.get(value, f"Bestuur {value}") if field == "board" and value else value

    known = AT_NEW if change.kind == ListChange.Kind.NEW and not change.before else LABELS
    fields = [field for field in known if field in change.after]
    return [
        (LABELS[field], words(field, change.before.get(field, "")), words(field, change.after[field]))
        for field in fields
        if change.after[field] or change.before.get(field)
    ]


def _board_names(changes: list[ListChange]) -> dict[str, str]:
    values = {side["board"] for change in changes for side in (change.before, change.after) if side.get("board")}
    by_hand = [value.removeprefix(BY_HAND) for value in values if value.startswith(BY_HAND)]
    boards = Board.objects.filter(number__in=values) | Board.objects.filter(pk__in=by_hand)
    return {key: board.name for board in boards for key in (board.number or "", f"{BY_HAND}{board.pk}")}
