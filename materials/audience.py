"""Who will see a material and from when, in the words that HPP reads before it saves."""

from datetime import datetime

from django.utils import timezone

from materials.models import Material
from portal.files import shelves
from portal.files.models import Shelf
from portal.files.shelves import Opening
from portal.text.dates import moment_in_words
from portal.text.words import listed

MOST_GROUPS = 5
Access = Material.Access
WHOLE = {
    Access.EVERYONE: "Iedereen ziet dit, ook zonder account",
    Access.ACCOUNT: "Iedereen met een account ziet dit",
    Access.LEADERS: "Directeuren, HR, besturen en experts zien dit",
}


def sentences(material: Material, *, on: list[Shelf], now: datetime) -> list[str]:
    """`on` are the shelves of its bootcamps, which a material that isn't saved yet can't say itself."""
    if material.archived_at:
        return ["Dit is gearchiveerd. Alleen HPP ziet dit."]
    if material.published_at is None:
        return ["Dit is een concept. Alleen HPP ziet dit."]
    access = Access(material.access)
    if access is Access.SESSION:
        return _around_session(material, now=now)
    when = _from(material.published_at, now=now)
    if access is Access.SHELF:
        return [f"Deelnemers van {listed([shelf.title for shelf in on])} zien dit {when}."]
    if access is Access.BOARD:
        return [f"Bestuur {material.board} en de mensen van zijn scholen zien dit {when}."]
    return [f"{WHOLE[access]}, {when}."]


def _around_session(material: Material, *, now: datetime) -> list[str]:
    published_at = material.published_at or now
    groups = shelves.openings(material.stage, now=now)
    words = dict(shelves.stages())[material.stage]
    first = f"Deelnemers van elke bootcamp zien dit {words}, en niet eerder dan {_moment(published_at)}."
    if published_at <= now:
        first = f"Deelnemers van elke bootcamp zien dit {words}."
    lines = [_of_group(opening, published_at, now=now) for opening in groups[:MOST_GROUPS]]
    rest = len(groups) - MOST_GROUPS
    return [first, *lines, *([f"En nog {rest} bootcamps."] if rest > 0 else [])]


def _of_group(opening: Opening, published_at: datetime, *, now: datetime) -> str:
    opens = max(opening.at or published_at, published_at)
    return f"Deelnemers van {opening.group} zien dit {_from(opens, now=now)}."


def _from(moment: datetime, *, now: datetime) -> str:
    return "meteen" if moment <= now else f"vanaf {_moment(moment)}"


def _moment(moment: datetime) -> str:
    return f"{moment_in_words(timezone.localtime(moment))} uur"
