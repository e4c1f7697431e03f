"""A list that people look through: what they asked of it, the page they are on, and what stays in the address."""

from collections.abc import Callable, Sequence
from typing import Any

from django import forms
from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest

PAGE = "bladzijde"
LONGEST = 100


class SearchForm(forms.Form):
    """By GET. What makes no sense is as if it wasn't asked."""

    def asked(self) -> dict[str, Any]:
        self.is_valid()
        return {name: _tidied(self.cleaned_data.get(name)) for name in self.fields}


def _tidied(value: Any) -> Any:
    return value.replace("\x00", "")[:LONGEST].strip() if isinstance(value, str) else value or ""


def page_of(
    request: HttpRequest,
    rows: QuerySet | Sequence,
    size: int,
    *,
    load: Callable[[QuerySet], QuerySet] | None = None,
    first: Callable[[], list] | None = None,
) -> Page:
    """One page of these rows. `load` makes the few that are shown complete: what it counts for each row would
    otherwise be counted for the rows of all pages before it too. `first` gives those of the first page complete and one
    more, where they can be asked for in one go."""
    if first and PAGE not in request.GET:
        return _first_page(rows, first(), size)
    if load is None or not isinstance(rows, QuerySet):
        return _page(request, rows, size)
    page = _page(request, rows.values_list("pk", flat=True), size)
    loaded = {row.pk: row for row in load(rows.model._default_manager.filter(pk__in=list(page)))}
    page.object_list = [loaded[pk] for pk in page if pk in loaded]
    return page


def _page(request: HttpRequest, rows: QuerySet | Sequence, size: int) -> Page:
    if PAGE in request.GET or not isinstance(rows, QuerySet):
        return Paginator(rows, size).get_page(request.GET.get(PAGE))
    return _first_page(rows, list(rows[: size + 1]), size)


def _first_page(rows: QuerySet, first: list, size: int) -> Page:
    """What fits on the first page needn't be counted."""
    page = Paginator(rows if len(first) > size else first, size).get_page(1)
    page.object_list = first[:size]
    return page


def kept(request: HttpRequest) -> str:
    """What was asked, for the address of another page."""
    asked = request.GET.copy()
    asked.pop(PAGE, None)
    return asked.urlencode()
