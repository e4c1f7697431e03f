"""Who sees what belongs to others sets up a second step before anything else."""

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import reverse

from portal.files.models import Shelf
from portal.people.access import Role
from tests.factories import make_board, make_enrolment, make_material, make_second_step, make_user


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


def goes_to_the_step(response):
    return response.status_code == 302 and response["Location"] == reverse("mfa_index")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("role", "is_asked"),
    [
        (Role.TEACHER, False),
        (Role.DIRECTOR, False),
        (Role.HR, False),
        (Role.BOARD, True),
        (Role.EXPERT, True),
        (Role.HPP, True),
    ],
)
@pytest.mark.parametrize("page", ["home", "my_account", "bootcamp:bootcamp_list"])
def test_who_sees_data_of_others_is_sent_to_the_step_from_every_page(role, is_asked, page):
    user = make_user(role, board=make_board() if role in (Role.HR, Role.BOARD) else None)

    assert goes_to_the_step(signed_in(user).get(reverse(page))) is is_asked


@pytest.mark.django_db
def test_whoever_may_enter_the_admin_is_asked_whatever_the_role():
    assert goes_to_the_step(signed_in(make_user(Role.TEACHER, is_staff=True)).get("/"))


@pytest.mark.django_db
def test_a_public_page_does_not_let_someone_without_the_step_open_what_is_for_participants():
    enrolment = make_enrolment()
    shelf = Shelf.objects.get(bootcamp=enrolment.bootcamp)
    material = make_material(access="plank", shelves=[shelf], file=("pakket.pdf", b"%PDF-1.7 geheim"))
    address = reverse("materials:download", kwargs={"material_id": material.pk})
    hpp = make_user(Role.HPP)

    without = signed_in(hpp).get(address)
    make_second_step(hpp)
    with_step = signed_in(hpp).get(address)

    assert goes_to_the_step(without)
    assert with_step.getvalue() == b"%PDF-1.7 geheim"


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["post", "put", "delete", "head"])
def test_no_other_method_gets_past_it(method):
    client = signed_in(make_user(Role.HPP, is_superuser=True))

    assert goes_to_the_step(getattr(client, method)(reverse("admin:people_user_changelist")))


@pytest.mark.django_db
@pytest.mark.parametrize("page", ["privacy", "accessibility", "contact", "mfa_index", "account_logout", "health"])
def test_what_holds_nothing_of_others_stays_open(page):
    assert signed_in(make_user(Role.BOARD, board=make_board())).get(reverse(page)).status_code == 200


@pytest.mark.django_db
def test_recovery_codes_alone_are_no_second_step(client):
    user = make_user(Role.EXPERT)
    codes = {"seed": "x", "used_mask": 0}
    Authenticator.objects.create(user=user, type=Authenticator.Type.RECOVERY_CODES, data=codes)

    assert goes_to_the_step(signed_in(user).get("/"))


@pytest.mark.django_db
def test_the_page_itself_says_why_until_the_step_is_there():
    user = make_user(Role.EXPERT)
    words = "Zet eerst een tweede stap aan"

    before = signed_in(user).get(reverse("mfa_index")).text
    make_second_step(user)
    after = signed_in(user).get(reverse("mfa_index")).text

    assert (words in before, words in after) == (True, False)


@pytest.mark.django_db
def test_with_demo_content_nobody_is_asked(settings):
    settings.MFA_REQUIRED = False

    assert signed_in(make_user(Role.HPP)).get("/").status_code == 200
