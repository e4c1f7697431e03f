"""Items of the account menu that not everyone has. The rooms say whose they are; the menu needn't know the rooms.

menus.add("Ons plan", "bootcamp:plans", shown_to=has_a_plan_page)
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest

from portal.people.models import User


@dataclass(frozen=True)
class Own:
    label: str
    url_name: str
    shown_to: Callable[[User], bool]


ITEMS: list[Own] = []


def add(label: str, url_name: str, *, shown_to: Callable[[User], bool]) -> None:
    """`shown_to` is asked once for each page that someone who is signed in sees, so let it take one query at most."""
    ITEMS.append(Own(label, url_name, shown_to))


def own(request: HttpRequest) -> list[tuple[str, str]]:
    """(label, url name) of what this user has; the menu stands on a page twice, wide and narrow, and asks once."""
    user, asked = request.user, vars(request)
    if "own_menu" not in asked and user.is_authenticated:
        asked["own_menu"] = [(item.label, item.url_name) for item in ITEMS if item.shown_to(user)]
    return asked.get("own_menu", [])
