"""Who someone is and what that opens: the one place that knows roles.

A role is a row of ROLES. Everything else asks a question of this module, about a person (`is_hpp(user)`), about people
in the database (`Q` objects) or around a view (`@hpp_only`); no other file compares roles. What someone may see of one
school, bootcamp or plan stays with those models (`School.objects.led_by(user)`), which ask here too.
"""

import enum
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse

View = Callable[..., HttpResponse]


class At(enum.Enum):
    """Where people with a role belong."""

    SCHOOL = "school"
    BOARD = "board"
    NOWHERE = "nowhere"


class Expert(enum.Enum):
    """Whether people with a role answer the questions of schools."""

    NO = "no"
    IF_THEY_WANT = "if they want"
    BY_ROLE = "by role"


class Role(enum.StrEnum):
    """The roles that code calls by name: to make people of them, never to compare."""

    TEACHER = "leerkracht"
    DIRECTOR = "directeur"
    HR = "hr"
    BOARD = "bestuur"
    HPP = "hpp"
    EXPERT = "expert"


@dataclass(frozen=True, kw_only=True)
class Opens:
    word: str
    at: At = At.NOWHERE
    oversees: bool = False
    """Keeps watch over the schools of the board, without being one of those who do the work."""
    leads: bool = False
    """Speaks for the school, or for all schools of the board: asks for seats and follows their bootcamps."""
    is_hpp: bool = False
    """Makes and leads bootcamps, and sees what is in them."""
    in_admin: bool = False
    needs_second_step: bool = False
    """Sees what schools and colleagues wrote, so a password alone is not enough."""
    expert: Expert = Expert.NO
    at_door: tuple[str, str] | None = None
    """What someone who signs up chooses, with a line of explanation; nobody signs up for the other roles."""


ROLES: dict[str, Opens] = {
    Role.TEACHER: Opens(word="leerkracht", at=At.SCHOOL),
    Role.DIRECTOR: Opens(
        word="directeur",
        at=At.SCHOOL,
        leads=True,
        at_door=("Directeur", "Of adjunct, of locatieleider. Je maakt het plan."),
    ),
    Role.HR: Opens(
        word="HR",
        at=At.BOARD,
        leads=True,
        needs_second_step=True,
        at_door=("HR of P&O", "Je doet mee naast de directeur."),
    ),
    Role.BOARD: Opens(
        word="bestuur",
        at=At.BOARD,
        leads=True,
        oversees=True,
        needs_second_step=True,
        at_door=("Projectleider van het bestuur", "Je helpt meer scholen tegelijk."),
    ),
    Role.HPP: Opens(
        word="HPP-medewerker", is_hpp=True, in_admin=True, needs_second_step=True, expert=Expert.IF_THEY_WANT
    ),
    Role.EXPERT: Opens(word="expertpartner", needs_second_step=True, expert=Expert.BY_ROLE),
}
NOTHING = Opens(word="")


def choices() -> list[tuple[str, str]]:
    return [(role, opens.word) for role, opens in ROLES.items()]


def choices_for(user: Any) -> list[tuple[str, str]]:
    """The roles that this person may give someone: only an administrator makes people who work in the admin."""
    return [(role, word) for role, word in choices() if user.is_superuser or not ROLES[role].in_admin]


def choices_at_door() -> list[tuple[str, tuple[str, str]]]:
    return [(role, opens.at_door) for role, opens in ROLES.items() if opens.at_door]


def words(at: At) -> str:
    """`leerkracht of directeur`: the roles that belong there."""
    return " of ".join(opens.word for opens in ROLES.values() if opens.at is at)


def opens(role: str | None) -> Opens:
    """What a role opens by itself; for one that we don't know, nothing."""
    return ROLES.get(role or "", NOTHING)


def _of(user: Any) -> Opens:
    """Nothing for who isn't signed in, or whose account was closed."""
    return opens(user.role) if user.is_authenticated and user.is_active else NOTHING


# Questions about one person.


def has_role(user: Any) -> bool:
    """Not for who asked to come in and waits for an answer."""
    return bool(user.role)


def is_hpp(user: Any) -> bool:
    return _of(user).is_hpp


def leads_schools(user: Any) -> bool:
    return _of(user).leads


def leads_own_school(user: Any) -> bool:
    """From within: is expected at its sessions, and writes its plan."""
    return leads_schools(user) and _of(user).at is At.SCHOOL


def leads_from_board(user: Any) -> bool:
    return leads_schools(user) and _of(user).at is At.BOARD


def oversees_schools(user: Any) -> bool:
    return leads_from_board(user) and _of(user).oversees


def works_on_the_plan(user: Any) -> bool:
    """For one school or more, with whoever leads them."""
    return leads_schools(user) and not oversees_schools(user)


def is_colleague(user: Any) -> bool:
    """Works at a school that others lead."""
    return belongs_somewhere(user) and not leads_schools(user)


def is_above_schools(user: Any) -> bool:
    """Reaches the people of more schools: HPP, and who leads from a board."""
    return is_hpp(user) or leads_from_board(user)


def invites_schools(user: Any) -> bool:
    return is_above_schools(user)


def belongs_somewhere(user: Any) -> bool:
    """To a school or a board."""
    return _of(user).at is not At.NOWHERE


def may_be_expert(user: Any) -> bool:
    return _of(user).expert is not Expert.NO


def is_expert(user: Any) -> bool:
    """By role, so also without a profile."""
    return _of(user).expert is Expert.BY_ROLE


def reads_what_leaders_read(user: Any) -> bool:
    return leads_schools(user) or is_expert(user)


def works_in_admin(user: Any) -> bool:
    return user.is_authenticated and user.is_staff and _of(user).in_admin


def needs_second_step(user: Any) -> bool:
    return _of(user).needs_second_step


# People in the database; `at` is where the person is in a query, as in `at="user__"`.


def _people(question: Callable[[Opens], bool], at: str = "") -> Q:
    return Q(**{f"{at}role__in": [role for role, opens in ROLES.items() if question(opens)]})


def with_a_role() -> Q:
    return ~Q(role="")


def in_role(role: str) -> Q:
    return Q(role=role)


def hpp_people() -> Q:
    return _people(lambda opens: opens.is_hpp)


def people_of_the_admin() -> Q:
    return _people(lambda opens: opens.in_admin) | Q(is_staff=True) | Q(is_superuser=True)


def directors() -> Q:
    """Who lead a school from within."""
    return _people(lambda opens: opens.leads and opens.at is At.SCHOOL)


def leaders_from_board() -> Q:
    return _people(lambda opens: opens.leads and opens.at is At.BOARD)


def experts() -> Q:
    """By role; who is one if they want has a profile."""
    return _people(lambda opens: opens.expert is Expert.BY_ROLE)


def may_be_experts(at: str = "") -> Q:
    return _people(lambda opens: opens.expert is not Expert.NO, at)


# Around a view. LoginRequiredMiddleware comes first, so whoever isn't signed in never gets here; the second step of
# signing in is asked for everywhere at once (portal/middleware.py).


def only(question: Callable[[Any], bool]) -> Callable[[View], View]:
    """For anyone else these pages don't exist."""

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not question(request.user):
                raise Http404("Niet voor deze rol.")
            return view(request, *args, **kwargs)

        return guarded

    return guard


hpp_only = only(is_hpp)
leaders_only = only(leads_schools)
inviters_only = only(invites_schools)
experts_only = only(may_be_expert)
