"""One page of experts or of what was asked of them."""

from django.db.models import QuerySet
from django.http import HttpRequest

from portal import listing

PAGE_SIZE = 20


def page_of(request: HttpRequest, rows: QuerySet) -> dict:
    return {"page": listing.page_of(request, rows, PAGE_SIZE), "kept": listing.kept(request)}
