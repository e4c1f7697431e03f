"""Where someone lands after signing in: the page of their role. Rooms say whose it is; signing in needn't know them.

homes.add("Mijn school", "school:mine", of=leads_school)
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.urls import reverse

Question = Callable[[Any], bool]


@dataclass(frozen=True)
class Home:
    label: str
    url_name: str
    of: Question


HOMES: list[Home] = []


def add(label: str, url_name: str, *, of: Question) -> None:
    """`of` is asked for each page, so let it ask the database nothing. One person has one home: the first that fits."""
    HOMES.append(Home(label, url_name, of))


def home_of(user: Any) -> Home | None:
    return next((home for home in HOMES if home.of(user)), None) if user.is_authenticated else None


def address_of(user: Any) -> str:
    home = home_of(user)
    return reverse(home.url_name) if home else str(settings.LOGIN_REDIRECT_URL)
