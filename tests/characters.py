"""The standing characters of every test about who sees what."""

from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth import login
from django.contrib.sessions.backends.db import SessionStore
from django.http import HttpRequest
from django.test import Client

from portal.people.access import Role
from portal.people.models import Board, School, User
from tests.factories import make_board, make_school, make_second_step, make_user

CHARACTERS = (
    "bezoeker",
    "leerkracht",
    "directeur",
    "directeur_elders",
    "hr",
    "bestuur",
    "hr_elders",
    "bestuur_elders",
    "expert",
    "expert_elders",
    "hpp",
    "hpp_admin",
)


@dataclass(frozen=True)
class Cast:
    """`school` has the leerkracht and the directeur, `board` above it hr and bestuur; elders is another board's. The
    expert is the one that a row speaks of, expert_elders one that has nothing to do with it."""

    board: Board
    school: School
    other_school: School
    people: dict[str, User | None]

    def __getitem__(self, name) -> User:
        return self.people[name]

    def client(self, name) -> Client:
        client = Client()
        if self.people[name]:
            sign_in(client, self.people[name])
        return client


class Unwritten(SessionStore):
    """Signing in writes a session four times; this one is written once, when all is in it."""

    key_salt = SessionStore().key_salt  # goes by the name of the class

    def load(self):
        return {}

    def exists(self, session_key):
        return False

    def save(self, must_create=False):
        pass

    def delete(self, session_key=None):
        pass

    def write(self):
        super().save(must_create=True)


def sign_in(client: Client, user: User) -> None:
    """As `force_login` for who wasn't signed in yet, in a third of the time."""
    request = HttpRequest()
    request.session = Unwritten()
    login(request, user, settings.AUTHENTICATION_BACKENDS[0])
    request.session.write()
    client.cookies[settings.SESSION_COOKIE_NAME] = request.session.session_key


def make_cast() -> Cast:
    board = make_board()
    school, other_school = make_school(board=board), make_school()
    people = {
        "bezoeker": None,
        "leerkracht": make_user(Role.TEACHER, schools=[school]),
        "directeur": make_user(Role.DIRECTOR, schools=[school]),
        "directeur_elders": make_user(Role.DIRECTOR, schools=[other_school]),
        "hr": make_user(Role.HR, board=board),
        "bestuur": make_user(Role.BOARD, board=board),
        "hr_elders": make_user(Role.HR, board=other_school.board),
        "bestuur_elders": make_user(Role.BOARD, board=other_school.board),
        "expert": make_user(Role.EXPERT),
        "expert_elders": make_user(Role.EXPERT),
        "hpp": make_user(Role.HPP),
        "hpp_admin": make_user(Role.HPP, is_superuser=True),
    }
    for name in ("hr", "bestuur", "hr_elders", "bestuur_elders", "expert", "expert_elders", "hpp", "hpp_admin"):
        make_second_step(people[name])
    return Cast(board, school, other_school, people)
