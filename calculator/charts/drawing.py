"""The one door through which a drawing becomes part of a page."""

from django.utils.safestring import SafeString, mark_safe


def drawn(svg: str) -> SafeString:
    return mark_safe(svg)  # nosec B308 B703 # noqa: S308 (drawn by calculator/charts; every word in it is escaped)
