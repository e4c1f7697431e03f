"""The pages as HTML, made once for as long as the same values are in use: they're the same for everyone."""

from typing import NamedTuple

from django.template.loader import render_to_string

from calculator.engine.in_use import remembered
from calculator.method import pages
from calculator.method.chapters import chapters


class Page(NamedTuple):
    title: str
    description: str
    body: str
    """Inside the content of the page; all that isn't ours in it was escaped by its template."""


@remembered
def overview(year: int) -> Page:
    body = render_to_string("calculator/method/overview.html", pages.overview(year))
    return Page("Zo rekenen wij", "Elke regel van de WerkUrenBerekenaar, met de wet, de bedragen en de bronnen.", body)


@remembered
def chapter(slug: str, year: int) -> Page | None:
    """None where there's no such rule."""
    if slug not in chapters():
        return None
    chapter = chapters()[slug]
    body = render_to_string("calculator/method/chapter.html", pages.chapter(slug, year))
    return Page(f"{chapter.titel}: zo rekenen wij", chapter.wat, body)


@remembered
def changes(year: int) -> Page | None:
    """None for a year that can't be laid beside the one before it."""
    if year not in pages.years_with_changes():
        return None
    body = render_to_string("calculator/method/changes.html", pages.changes_of(year))
    return Page(f"Wat er veranderde in {year}", f"Oude en nieuwe bedragen van elke regel in {year}.", body)
