"""Who may open which address: one module for each room, with `ROWS = {url name: Row(...)}`.

    ROWS = {
        "bootcamp:bootcamp_list": everyone(),
        "bootcamp:my_bootcamp": only("directeur", others=404),
        "bootcamp:session": only("directeur", "hpp", arguments=lambda cast: {"session_id": ...}),
        "bootcamp:calendar_file": a_file(only("directeur")),
    }

A page without a row fails tests/test_access.py.
"""

import importlib
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass, replace

from tests.characters import CHARACTERS, Cast

LOGIN = "inloggen"
CLOSED = (403, 404, LOGIN)
ADMINS = ("hpp_admin",)
EDITORS = ("hpp", "hpp_admin")


def no_arguments(cast: Cast) -> dict:
    return {}


@dataclass(frozen=True)
class Row:
    expected: dict[str, int | str]
    arguments: Callable[[Cast], dict] = no_arguments
    is_page: bool = True
    posted: dict[str, int | str] | None = None
    """What a POST gives, where that doesn't follow from the rest: see `when_posted`."""

    def when_posted(self, character: str) -> int | str | None:
        """Who may not look may not send either. None: the character is let in, whatever the form then says."""
        if self.posted is not None:
            return self.posted.get(character)
        status = self.expected[character]
        return status if status in CLOSED else None


def everyone(status=200, arguments=no_arguments) -> Row:
    return Row(dict.fromkeys(CHARACTERS, status), arguments)


def members(status=200, arguments=no_arguments) -> Row:
    """Whoever is signed in."""
    return Row({**dict.fromkeys(CHARACTERS, status), "bezoeker": LOGIN}, arguments)


def only(*names, status=200, others=404, bezoeker=LOGIN, arguments=no_arguments) -> Row:
    expected = {**dict.fromkeys(CHARACTERS, others), "bezoeker": bezoeker, **dict.fromkeys(names, status)}
    return Row(expected, arguments)


def exactly(*, others, arguments=no_arguments, **statuses) -> Row:
    """`exactly(others=403, bezoeker=LOGIN, hpp=200)`"""
    return Row({**dict.fromkeys(CHARACTERS, others), **statuses}, arguments)


def a_file(row: Row) -> Row:
    """What this address gives is no page, so nobody looks for headings in it."""
    return replace(row, is_page=False)


def pressed_by(*names, others=404, row: Row) -> Row:
    """Only a button leads here. Looking gives everyone the same; sending is for these."""
    closed = {name: LOGIN if name == "bezoeker" else others for name in CHARACTERS if name not in names}
    return replace(row, posted=closed)


def admin_rows(label, make, *, change=EDITORS, add=EDITORS, delete=ADMINS) -> dict[str, Row]:
    """The five pages of a model in the admin: `admin_rows("seats_bootcamp", lambda cast: make_bootcamp())`."""

    def one(cast):
        return {"object_id": make(cast).pk}

    def row(names, arguments=no_arguments):
        return only(*names, others=403, arguments=arguments)

    return {
        f"admin:{label}_changelist": row(change),
        f"admin:{label}_add": row(add),
        f"admin:{label}_change": row(change, one),
        f"admin:{label}_history": row(change, one),
        f"admin:{label}_delete": row(delete, one),
    }


def own_pages() -> list[str]:
    """Names of our own pages that somebody may see."""
    rows = all_rows().items()
    return sorted(
        name for name, row in rows if row.is_page and 200 in row.expected.values() and not name.startswith("admin:")
    )


def all_rows() -> dict[str, Row]:
    rows: dict[str, Row] = {}
    for module in pkgutil.iter_modules(__path__):
        rows |= importlib.import_module(f"{__name__}.{module.name}").ROWS
    return rows
