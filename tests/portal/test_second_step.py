"""Who sees what belongs to others sets up a second step before anything else."""

import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from portal.files.models import Shelf
from portal.people.access import Role
from portal.people.models import User
from tests.factories import SECRET, make_board, make_material, make_seat, make_second_step, make_user
from tests.portal.account_steps import confirm_it_is_you, is_signed_in, log_in, run_jobs, set_up_totp, totp_code


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
        (Role.HR, True),
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
    seat = make_seat()
    shelf = Shelf.objects.get(bootcamp=seat.bootcamp)
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


# The step belongs to the session.


# With real transactions, since what follows on a commit belongs to the request that made it.
@pytest.mark.django_db(transaction=True)
@pytest.mark.ignore_template_errors
def test_a_session_that_came_in_with_a_password_ends_when_a_step_is_set_up_elsewhere():
    cache.clear()
    hpp = make_user(Role.HPP)
    thief, owner = Client(), Client()
    log_in(thief, hpp)
    log_in(owner, hpp)

    set_up_totp(owner)

    assert owner.get(reverse("bootcamp:staff_list")).status_code == 200
    assert thief.get(reverse("bootcamp:staff_list"))["Location"].startswith(reverse("account_login"))


@pytest.mark.django_db
@pytest.mark.ignore_template_errors
@pytest.mark.parametrize("page", ["bootcamp:staff_list", "admin:index", "my_account", "mfa_index", "mfa_add_webauthn"])
def test_a_session_without_the_step_opens_nothing_whatever_the_account_has(page):
    """Also not the page on which one could add a step of one's own with the password."""
    cache.clear()
    hpp = make_user(Role.HPP)
    client = Client()
    log_in(client, hpp)

    # As if the step was made by a way that ended no session.
    make_second_step(hpp)

    assert client.get(reverse(page))["Location"].startswith(reverse("mfa_reauthenticate"))
    assert client.post(reverse(page))["Location"].startswith(reverse("mfa_reauthenticate"))


@pytest.mark.django_db
@pytest.mark.ignore_template_errors
def test_such_a_session_takes_the_step_and_goes_on_to_where_it_was_going():
    cache.clear()
    hpp = make_user(Role.HPP)
    client = Client()
    log_in(client, hpp)
    make_second_step(hpp)

    asked = client.get(reverse("bootcamp:staff_list"))
    page = client.get(asked["Location"])
    done = client.post(
        reverse("mfa_reauthenticate"), {"code": totp_code(SECRET), "next": reverse("bootcamp:staff_list")}
    )

    assert "Vul de code in uit je app." in page.text
    assert done["Location"] == reverse("bootcamp:staff_list")
    assert client.get(done["Location"]).status_code == 200


@pytest.mark.django_db
@pytest.mark.ignore_template_errors
def test_the_password_again_is_not_the_step():
    cache.clear()
    hpp = make_user(Role.HPP)
    client = Client()
    log_in(client, hpp)
    make_second_step(hpp)

    confirm_it_is_you(client, "mfa_index")

    assert client.get(reverse("mfa_index"))["Location"].startswith(reverse("mfa_reauthenticate"))


@pytest.mark.django_db(transaction=True)
@pytest.mark.ignore_template_errors
@pytest.mark.parametrize("role", [Role.TEACHER, Role.HPP])
def test_taking_a_step_away_ends_what_is_open_elsewhere(role):
    cache.clear()
    user = make_user(role)
    here = Client()
    log_in(here, user)
    set_up_totp(here)
    there = Client()
    there.force_login(User.objects.get(pk=user.pk))

    here.post(reverse("mfa_deactivate_totp"))

    assert not Authenticator.objects.exists()
    assert is_signed_in(here)
    assert there.get(reverse("my_account"))["Location"].startswith(reverse("account_login"))


@pytest.mark.django_db(transaction=True)
@pytest.mark.ignore_template_errors
def test_new_recovery_codes_end_what_is_open_elsewhere_and_keep_you_in():
    cache.clear()
    user = make_user(Role.HPP)
    here = Client()
    log_in(here, user)
    set_up_totp(here)
    there = Client()
    there.force_login(User.objects.get(pk=user.pk))

    here.post(reverse("mfa_generate_recovery_codes"))

    assert here.get(reverse("bootcamp:staff_list")).status_code == 200
    assert there.get(reverse("my_account"))["Location"].startswith(reverse("account_login"))


@pytest.mark.django_db
def test_when_an_administrator_takes_the_step_away_the_person_is_out_everywhere(cast, mailoutbox):
    board = cast.client("bestuur")
    before = board.get(reverse("my_account")).status_code

    cast.client("hpp_admin").post(
        reverse("admin:people_user_changelist"),
        {"action": "remove_second_step", "_selected_action": [cast["bestuur"].pk]},
    )

    assert before == 200
    assert board.get(reverse("my_account"))["Location"].startswith(reverse("account_login"))
    run_jobs()
    assert [(mail.to, mail.subject) for mail in mailoutbox] == [
        ([cast["bestuur"].email], "De tweede stap is weggehaald bij je account")
    ]


@pytest.mark.django_db
def test_a_step_that_was_taken_away_since_no_longer_counts():
    hpp = make_user(Role.HPP)
    first = make_second_step(hpp)
    client = signed_in(hpp)

    first.delete()
    make_second_step(hpp)

    assert client.get("/")["Location"].startswith(reverse("mfa_reauthenticate"))


@pytest.mark.django_db
def test_with_only_a_key_the_page_for_keys_is_shown():
    hpp = make_user(Role.HPP)
    client = signed_in(hpp)
    Authenticator.objects.create(user=hpp, type=Authenticator.Type.WEBAUTHN, data={})

    assert client.get("/")["Location"].startswith(reverse("mfa_reauthenticate_webauthn"))


@pytest.mark.django_db
@pytest.mark.ignore_template_errors
def test_someone_who_becomes_hr_is_asked_in_the_session_that_is_open(client):
    cache.clear()
    user = make_user(Role.TEACHER)
    log_in(client, user)

    User.objects.filter(pk=user.pk).update(role=Role.HR, board=make_board())

    assert goes_to_the_step(client.get("/"))
