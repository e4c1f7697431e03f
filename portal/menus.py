"""Items of the menus that not everyone has. The rooms say whose they are; the menus needn't know the rooms.

    menus.add("Onze feiten", "bootcamp:facts_list", shown_to=has_a_facts_page)
    menus.add_to_main("Ons plan", "bootcamp:plans", shown_to=has_a_plan_page, place=menus.PLAN)

The main menu holds what someone comes for: the home of the role (homes.py), these, and what is open to all. The rest
stands behind the name.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest

from portal import homes
from portal.people.models import User

# From left to right, after one's home.
PLAN, BOOTCAMP, PEOPLE, MORE = range(4)
Shown = Callable[[User], bool]


@dataclass(frozen=True)
class Own:
    label: str
    url_name: str
    shown_to: Shown
    place: int = MORE


ITEMS: list[Own] = []
IN_MAIN: list[Own] = []


def add(label: str, url_name: str, *, shown_to: Shown) -> None:
    """`shown_to` is asked once for each page that someone who is signed in sees, so let it take one query at most."""
    ITEMS.append(Own(label, url_name, shown_to))


def add_to_main(label: str, url_name: str, *, shown_to: Shown, place: int) -> None:
    """As `add`, for the few pages that someone with this role comes for."""
    IN_MAIN.append(Own(label, url_name, shown_to, place))


def own(request: HttpRequest) -> list[tuple[str, str]]:
    """(label, url name) of what stands behind this user's name."""
    return _asked_once(request, "own_menu", lambda user: [item for item in ITEMS if item.shown_to(user)])


def main(request: HttpRequest) -> list[tuple[str, str]]:
    """(label, url name) of what this user has in the main menu, before what is open to all."""
    home = homes.home_of(request.user)
    first = [(home.label, home.url_name)] if home else []
    in_order = sorted(IN_MAIN, key=lambda item: item.place)
    return first + _asked_once(request, "main_menu", lambda user: [item for item in in_order if item.shown_to(user)])


def _asked_once(request: HttpRequest, name: str, shown: Callable[[User], list[Own]]) -> list[tuple[str, str]]:
    """A menu stands on a page twice, wide and narrow, and asks once."""
    user, asked = request.user, vars(request)
    if name not in asked and user.is_authenticated:
        asked[name] = [(item.label, item.url_name) for item in shown(user)]
    kept: list[tuple[str, str]] = asked.get(name, [])
    return kept
