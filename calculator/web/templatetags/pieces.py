"""Amounts as the cells of a table and sentences as paragraphs, in one piece: a page has hundreds of them, and a node
of the template for each would be half its cost."""

from collections.abc import Iterable

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from calculator.web.presentation.tables import Row

register = template.Library()

CELL = '<td class="number">{}</td>'


@register.filter
def cells(amounts: Iterable[str]) -> SafeString:
    """Side by side."""
    return _each(CELL, amounts)


@register.filter
def compared(row: Row, changes: bool) -> SafeString:
    """Now, and where something changes also then and the difference."""
    if not changes:
        return format_html(CELL, row.now)
    difference = '<td class="number {}">{}</td>'
    return format_html(CELL + CELL + difference, row.now, row.wish, row.direction, row.difference)


@register.filter
def paragraphs(sentences: Iterable[str]) -> SafeString:
    """One under the other."""
    return _each("<p>{}</p>", sentences)


def _each(around: str, words: Iterable[str]) -> SafeString:
    several = list(words)
    return format_html(around * len(several), *several) if several else SafeString()
