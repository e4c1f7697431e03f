"""Amounts as the cells of a table and sentences as paragraphs, in one piece: a page has hundreds of them, and a node
of the template for each would be half its cost."""

from collections.abc import Iterable
from html import escape

from django import template
from django.utils.safestring import SafeString, mark_safe

from calculator.presentation.tables import Row

register = template.Library()


def _cell(amount: str, css: str = "number") -> str:
    return f'<td class="{css}">{escape(amount)}</td>'


@register.filter
def cells(amounts: Iterable[str]) -> SafeString:
    """Side by side."""
    return mark_safe("".join(map(_cell, amounts)))  # noqa: S308 (each amount is escaped)


@register.filter
def compared(row: Row, changes: bool) -> SafeString:
    """Now, and where something changes also then and the difference."""
    found = _cell(row.now)
    if changes:
        found += _cell(row.wish) + _cell(row.difference, f"number {row.direction}")
    return mark_safe(found)  # noqa: S308 (each amount is escaped)


@register.filter
def paragraphs(sentences: Iterable[str]) -> SafeString:
    """One under the other."""
    return mark_safe("".join(f"<p>{escape(each)}</p>" for each in sentences))  # noqa: S308 (each sentence is escaped)
