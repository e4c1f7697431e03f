"""One page of rows, with what stays in the address while turning pages."""

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest

PAGE_SIZE = 20


def page_of(request: HttpRequest, rows: QuerySet) -> dict:
    kept = request.GET.copy()
    kept.pop("bladzijde", None)
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("bladzijde"))
    return {"page": page, "kept": kept.urlencode()}
