"""A role is one row of portal/people/access.py, and no other file compares roles."""

import ast
import re

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import AnonymousUser
from django.http import Http404
from django.test import Client
from django.urls import reverse

from bootcamp.seats.models import Seat
from portal.people import access
from portal.people.access import At, Opens, Role
from portal.people.models import User
from tests.code import ROOMS, ROOT, files, name, tree
from tests.factories import make_bootcamp, make_school, make_second_step, make_user

# Who names a role, and why that compares nothing.
NAME_A_ROLE = {
    "portal/people/access.py": "the one place",
    "portal/people/models.py": "`createsuperuser` makes someone of HPP",
    "portal/people/demo.py": "invented people, one or more of each role",
    "bootcamp/experts/demo.py": "invented experts",
    "bootcamp/following/colleagues.py": "who is asked along becomes a director",
    "portal/people/desk/importing.py": "the words that people write for a role in a list",
}
ASKS = {"filter", "exclude", "get", "get_or_create", "Q", "count"}
OF_A_ROLE = re.compile(r"(^|__)role(__\w+)?$")


def questions_about_roles(code: ast.Module):
    """Comparisons with somebody's role, and questions to the database about it."""
    for node in ast.walk(code):
        if isinstance(node, ast.Compare):
            sides = [side for top in [node.left, *node.comparators] for side in ast.walk(top)]
            if any(isinstance(side, ast.Attribute) and (side.attr == "role" or is_role(side)) for side in sides):
                yield node.lineno
        if isinstance(node, ast.Call):
            called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if called in ASKS and any(OF_A_ROLE.search(keyword.arg or "") for keyword in node.keywords):
                yield node.lineno
        if isinstance(node, ast.Match) and "role" in ast.unparse(node.subject):
            yield node.lineno


def is_role(node: ast.Attribute) -> bool:
    return ast.unparse(node.value).rpartition(".")[2] == "Role"


def names_a_role(code: ast.Module) -> bool:
    return any(isinstance(node, ast.Attribute) and is_role(node) for node in ast.walk(code))


CODE = [path for path in files(".py", under=ROOMS) if "migrations" not in path.parts]


def test_no_other_file_compares_roles():
    elsewhere = {name(path): list(questions_about_roles(tree(path))) for path in CODE}

    assert len(elsewhere) > 200
    assert {file: lines for file, lines in elsewhere.items() if lines and file != "portal/people/access.py"} == {}


def test_a_role_is_named_only_where_we_said_why():
    assert {name(path) for path in CODE if names_a_role(tree(path))} == set(NAME_A_ROLE)


def test_no_template_compares_roles():
    templates = files(".html", ".txt", under=("templates",))

    assert len(templates) > 60
    assert [name(path) for path in templates if re.search(r"\.role\b", (ROOT / path).read_text())] == []


@pytest.mark.parametrize(
    "line",
    [
        "user.role == Role.HPP",
        "request.user.role in {'hpp'}",
        "x = people if user.role not in LEADERS else []",
        "Role.BOARD in wanted",
        "User.objects.filter(role='hpp')",
        "Q(user__role__in=('hpp',))",
        "match user.role:\n    case 'hpp':\n        pass",
    ],
)
def test_the_check_on_roles_sees_what_is_wrong(line):
    assert list(questions_about_roles(ast.parse(line))) != []


def test_whoever_is_not_signed_in_or_was_closed_out_opens_nothing():
    questions = [
        access.is_hpp,
        access.leads_schools,
        access.leads_own_school,
        access.leads_from_board,
        access.invites_schools,
        access.belongs_somewhere,
        access.works_in_admin,
        access.may_be_expert,
        access.is_expert,
        access.reads_what_leaders_read,
        access.needs_second_step,
    ]
    closed = [User(role=role, is_staff=True, is_active=False) for role in access.ROLES]
    unknown = User(role="tovenaar", is_staff=True)

    assert all(any(question(User(role=role, is_staff=True)) for role in access.ROLES) for question in questions)
    assert not any(question(user) for question in questions for user in [AnonymousUser(), unknown, *closed])


@pytest.mark.parametrize(
    ("guard", "opened"),
    [
        (access.hpp_only, {Role.HPP}),
        (access.leaders_only, {Role.DIRECTOR, Role.HR, Role.BOARD}),
        (access.inviters_only, {Role.HR, Role.BOARD, Role.HPP}),
        (access.experts_only, {Role.HPP, Role.EXPERT}),
    ],
)
def test_a_guard_gives_everyone_else_the_same_answer(rf, guard, opened):
    def opens_to(role):
        request = rf.get("/")
        request.user = User(role=role)
        try:
            return guard(lambda request: "the page")(request) == "the page"
        except Http404:
            return False

    assert {role for role in access.ROLES if opens_to(role)} == opened


# A make-believe role: one row, and the whole portal knows it.


@pytest.fixture
def location_leader(monkeypatch):
    row = Opens(word="locatieleider", at=At.SCHOOL, leads=True, needs_second_step=True)
    monkeypatch.setitem(access.ROLES, "locatie", row)
    return "locatie"


def person(role, **fields):
    sent = {"first_name": "Noor", "last_name": "Kist", "email": "noor@school.example", "board": "", "is_active": "on"}
    return {**sent, "role": role, **fields}


@pytest.mark.django_db
@pytest.mark.ignore_template_errors
def test_hpp_gives_someone_a_new_role_and_is_asked_for_what_it_needs(cast, location_leader):
    client, address = cast.client("hpp"), reverse("admin:people_user_add")

    form = BeautifulSoup(client.get(address).content, "html.parser")
    without = client.post(address, person(location_leader))
    client.post(address, person(location_leader, schools=[cast.school.pk]))

    offered = {option["value"]: option.get_text() for option in form.select("select[name=role] option")}
    assert offered[location_leader] == "locatieleider"
    assert Role.HPP not in offered
    assert "locatieleider" in form.select_one("#id_schools_helptext").get_text()
    assert without.context["adminform"].form.errors["schools"] == ["Kies minstens één school. Die hoort bij deze rol."]
    user = User.objects.get(email="noor@school.example")
    assert (user.get_role_display(), user.is_staff) == ("locatieleider", False)


@pytest.mark.django_db
def test_someone_with_a_new_role_finds_what_its_row_opens(location_leader, settings):
    settings.MFA_REQUIRED = True
    school, bootcamp = make_school(), make_bootcamp()
    user, client = make_user(location_leader, schools=[school]), Client()
    client.force_login(user)
    address = reverse("bootcamp:enrol", args=[bootcamp.pk])

    before = client.get(address)
    make_second_step(user)
    client.force_login(user)
    account = BeautifulSoup(client.get(reverse("my_account")).content, "html.parser")
    client.post(address, {"school": school.pk})

    assert (before.status_code, before["Location"]) == (302, reverse("mfa_index"))
    assert "Mijn school" in account.find("nav", attrs={"aria-label": "Hoofdmenu"}).get_text()
    assert "locatieleider" in account.main.get_text()
    seat = Seat.objects.get()
    assert (seat.school, list(seat.participants.all())) == (school, [user])
    assert client.get(reverse("bootcamp:my_bootcamp"), follow=True).status_code == 200
    assert client.get(reverse("bootcamp:invite", args=[bootcamp.pk])).status_code == 404
    assert client.get(reverse("bootcamp:staff_list")).status_code == 404
