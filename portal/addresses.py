"""The address of a page, found once for each name instead of each time it is written: a page of a bootcamp has ninety,
and Django searches for each of them.

    addresses.of("bootcamp:thread", thread.pk)
"""

import functools

from django.conf import settings
from django.urls import get_script_prefix, get_urlconf, reverse

# What stands in for a number while the address is found. Nothing else in an address looks like these.
PLACES = (9_000_000_000_001, 9_000_000_000_002, 9_000_000_000_003)


def are_numbers(values: list[object]) -> bool:
    return len(values) <= len(PLACES) and all(type(value) is int and value >= 0 for value in values)


def of(name: str, *values: object) -> str:
    if not are_numbers(list(values)):
        # Words are few (the names of the regulations), and kept each for itself.
        return _in_words(name, values, get_urlconf() or settings.ROOT_URLCONF, get_script_prefix())
    return _pattern(name, len(values), get_urlconf() or settings.ROOT_URLCONF, get_script_prefix()) % values


@functools.lru_cache(maxsize=1000)
def _in_words(name: str, values: tuple[object, ...], urlconf: str, prefix: str) -> str:
    return reverse(name, urlconf=urlconf, args=values)


@functools.cache
def _pattern(name: str, count: int, urlconf: str, prefix: str) -> str:
    address = reverse(name, urlconf=urlconf, args=PLACES[:count]).replace("%", "%%")
    for place in PLACES[:count]:
        address = address.replace(str(place), "%d")
    return address
