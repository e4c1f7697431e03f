"""How HPP adds, changes and forgets people; and what an editor of HPP can't do."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from bs4 import BeautifulSoup
from django.contrib.admin.models import LogEntry
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portal.jobs.models import Job
from portal.meanwhile import STOOD
from portal.people.access import Role
from portal.people.forms import person_name
from portal.people.models import User
from portal.people.permissions import RolePermissions
from portal.post.models import Letter
from tests.factories import make_board, make_school, make_second_step, make_user
from tests.jobs import do_all_jobs
from tests.portal.account_steps import is_signed_in, link_in, open_link, run_jobs

pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]
NEW_PASSWORD = "negen telramen in de gang"
LIST = "admin:people_user_changelist"


@pytest.fixture
def editor(cast):
    return cast.client("hpp")


@pytest.fixture
def administrator(cast):
    return cast.client("hpp_admin")


def filled_in(**fields):
    """What the form sends for a teacher; boxes that aren't ticked are left out, as a browser does."""
    person = {"first_name": "Noor", "last_name": "'t Hart-van den Äkker", "email": "Noor@School.example"}
    sent = {**person, "role": Role.TEACHER, "schools": [], "board": "", "is_active": "on", **fields}
    return {name: value for name, value in sent.items() if value is not False}


def as_form(user, **changes):
    person = {name: getattr(user, name) for name in ("first_name", "last_name", "email", "role")}
    ticked = {name: "on" for name in ("is_active", "is_superuser") if getattr(user, name)}
    schools = [school.pk for school in user.schools.all()]
    return filled_in(**{**person, "schools": schools, "board": user.board_id or "", **ticked, **changes})


def add(client, **fields):
    return client.post(reverse("admin:people_user_add"), filled_in(**fields))


def change(client, user, **changes):
    address = reverse("admin:people_user_change", args=[user.pk])
    seen = BeautifulSoup(client.get(address).text, "html.parser").select_one(f"[name={STOOD}]")
    return client.post(address, as_form(user, **changes) | {STOOD: seen["value"] if seen else ""})


def faults(response):
    form = response.context["adminform"].form
    return {name: list(messages) for name, messages in form.errors.items()}


def test_an_invited_person_chooses_a_password_through_the_mail_and_is_in(editor, settings, mailoutbox):
    school = make_school()
    response = add(editor, role=Role.DIRECTOR, schools=[school.pk])
    user = User.objects.get(email="noor@school.example")
    before = (user.has_usable_password(), user.is_staff, EmailAddress.objects.get(user=user).verified)
    run_jobs()

    client = Client()
    page = open_link(client, link_in(mailoutbox[0], settings))
    client.post(page.request["PATH_INFO"], {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD})
    mine = client.get(reverse("my_account"))

    assert response["Location"] == reverse(LIST)
    assert before == (False, False, False)
    assert (mailoutbox[0].to, mailoutbox[0].subject) == (["noor@school.example"], "Je account voor Uren-portaal")
    assert is_signed_in(client)
    assert school.name in mine.text
    assert EmailAddress.objects.get(user=user).verified


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"role": Role.TEACHER}, "schools"),
        ({"role": Role.DIRECTOR}, "schools"),
        ({"role": Role.HR}, "board"),
        ({"role": Role.BOARD}, "board"),
        ({"role": Role.EXPERT, "schools": "a school"}, "schools"),
        ({"role": Role.TEACHER, "schools": "a school", "board": "a board"}, "board"),
        ({"role": Role.EXPERT, "email": "geen adres"}, "email"),
        ({"role": Role.EXPERT, "email": "a@b.nl\nBcc: c@d.nl"}, "email"),
        ({"role": Role.EXPERT, "email": "BEZET@school.example"}, "email"),
        ({"role": Role.EXPERT, "first_name": ""}, "first_name"),
        ({"role": Role.EXPERT, "last_name": "\u202e \x07"}, "last_name"),
        ({"role": "baas"}, "role"),
    ],
)
def test_what_a_role_needs_is_asked_for_at_its_field(editor, fields, field):
    make_user(email="bezet@school.example")
    if "schools" in fields:
        fields = {**fields, "schools": [make_school().pk]}
    if "board" in fields:
        fields = {**fields, "board": make_board().pk}
    count = User.objects.count()

    response = add(editor, **fields)

    assert response.status_code == 200
    assert list(faults(response)) == [field]
    assert (User.objects.count(), Job.objects.count()) == (count, 0)


def test_a_name_stays_on_one_line_and_keeps_its_marks(editor):
    names = {"first_name": "Yıldız\r\nBcc", "last_name": "\u202e't Hart-van den\tÄkker \u0041\u030a"}

    add(editor, role=Role.EXPERT, **names)

    added = User.objects.get(email="noor@school.example")
    assert (added.first_name, added.last_name) == ("Yıldız Bcc", "'t Hart-van den Äkker \u0041\u030a")


def test_an_editor_makes_no_colleague_and_no_administrator(editor):
    refused = add(editor, role=Role.HPP)
    add(editor, role=Role.EXPERT, is_superuser="on", is_staff="on", user_permissions=["1"], groups=["1"])
    added = User.objects.get(email="noor@school.example")

    assert list(faults(refused)) == ["role"]
    assert (added.role, added.is_staff, added.is_superuser) == (Role.EXPERT, False, False)
    assert not added.user_permissions.exists()


def test_an_editor_does_not_see_colleagues_and_cannot_reach_them(editor, cast):
    colleague = make_user(Role.HPP, first_name="Collega", email="collega@hpp.example")
    powerful = make_user(Role.EXPERT, first_name="Machtig", email="machtig@hpp.example", is_superuser=True)

    page = editor.get(reverse(LIST)).text
    searched = editor.get(reverse(LIST), {"q": "hpp.example"}).text
    filtered = editor.get(reverse(LIST), {"role__exact": Role.HPP}).text
    outcomes = {
        editor.get(reverse(f"admin:people_user_{page}", args=[user.pk])).status_code
        for page in ("change", "history", "delete")
        for user in (colleague, powerful, cast["hpp"], cast["hpp_admin"])
    }
    change(editor, colleague, first_name="Anders")

    for text in (page, searched, filtered):
        assert "Collega" not in text
        assert "Machtig" not in text
    assert cast["leerkracht"].email in page
    # The admin sends who asks for a row that isn't there back to its start.
    assert outcomes <= {302, 403}
    assert User.objects.get(pk=colleague.pk).first_name == "Collega"


@pytest.mark.parametrize("action", ["send_invitation_again", "remove_second_step", "delete_selected"])
def test_an_action_of_an_editor_does_not_reach_a_colleague(editor, action):
    colleague = make_user(Role.HPP, password=None)
    make_second_step(colleague)

    editor.post(reverse(LIST), {"action": action, "_selected_action": [colleague.pk], "post": "yes"})

    assert Authenticator.objects.filter(user=colleague).exists()
    assert User.objects.filter(pk=colleague.pk).exists()
    assert not Job.objects.exists()


def test_an_editor_forgets_nobody_and_takes_no_second_step_away(editor, cast):
    board = cast["bestuur"]

    editor.post(reverse(LIST), {"action": "remove_second_step", "_selected_action": [board.pk]})
    response = editor.post(reverse("admin:people_user_delete", args=[board.pk]), {"post": "yes"})

    assert Authenticator.objects.filter(user=board).exists()
    assert response.status_code == 403


def test_an_administrator_makes_a_colleague_who_may_enter_the_admin(administrator):
    add(administrator, role=Role.HPP)
    colleague = User.objects.get(email="noor@school.example")

    assert (colleague.is_staff, colleague.is_superuser) == (True, False)


@pytest.mark.parametrize(
    "changes", [{"is_active": False}, {"is_superuser": False}, {"role": Role.EXPERT, "is_superuser": False}]
)
def test_an_administrator_cannot_lock_themselves_out(administrator, cast, changes):
    response = change(administrator, cast["hpp_admin"], **changes)

    assert "Je kunt jezelf niet buitensluiten." in str(faults(response))
    assert administrator.get(reverse("admin:index")).status_code == 200


def test_an_administrator_cannot_delete_themselves_and_nobody_deletes_many_at_once(administrator, cast):
    alone = administrator.post(reverse("admin:people_user_delete", args=[cast["hpp_admin"].pk]), {"post": "yes"})
    count = User.objects.count()
    others = list(User.objects.exclude(pk=cast["hpp_admin"].pk).values_list("pk", flat=True))
    administrator.post(reverse(LIST), {"action": "delete_selected", "_selected_action": others, "post": "yes"})

    assert alone.status_code == 403
    assert User.objects.count() == count


def test_an_administrator_may_change_their_own_name(administrator, cast):
    change(administrator, cast["hpp_admin"], first_name="Yasmina")

    assert User.objects.get(pk=cast["hpp_admin"].pk).first_name == "Yasmina"


def test_who_leaves_hpp_leaves_the_admin_and_cannot_stay_an_administrator(administrator):
    colleague = make_user(Role.HPP, is_superuser=True)
    make_second_step(colleague)
    client = Client()
    client.force_login(colleague)

    refused = change(administrator, colleague, role=Role.EXPERT)
    change(administrator, colleague, role=Role.EXPERT, is_superuser=False)
    colleague.refresh_from_db()

    assert list(faults(refused)) == ["is_superuser"]
    assert (colleague.is_staff, colleague.is_superuser) == (False, False)
    assert client.get(reverse("admin:index"), follow=True).status_code == 403


def test_a_new_address_must_be_confirmed_and_the_former_one_is_told(
    editor, mailoutbox, django_capture_on_commit_callbacks
):
    user = make_user(Role.EXPERT, email="oud@school.example")

    with django_capture_on_commit_callbacks(execute=True):
        change(editor, user, email="nieuw@school.example")
    run_jobs()

    assert list(EmailAddress.objects.filter(user=user).values_list("email", "verified")) == [
        ("nieuw@school.example", False)
    ]
    assert [(message.to, message.subject) for message in mailoutbox] == [
        (["oud@school.example"], "Het e-mailadres van je account is gewijzigd")
    ]


def test_a_mail_server_that_is_away_does_not_keep_an_address_from_changing(
    editor, settings, mailoutbox, django_capture_on_commit_callbacks
):
    user = make_user(Role.EXPERT)
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1

    with django_capture_on_commit_callbacks(execute=True):
        response = change(editor, user, email="nieuw@school.example")
    do_all_jobs()
    former, [letter] = user.email, Letter.objects.all()
    waits = (letter.address, letter.state, letter.reason)
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    do_all_jobs(now=timezone.now() + timedelta(minutes=5))

    letter.refresh_from_db()
    assert response["Location"] == reverse(LIST)
    assert EmailAddress.objects.get(user=user).email == "nieuw@school.example"
    assert waits == (former, "geschreven", "de mailserver is niet te bereiken (ConnectionRefusedError)")
    # And it stands nowhere once it is told there.
    assert ([message.to for message in mailoutbox], letter.state, letter.address) == ([[former]], "verstuurd", "")


def test_changing_something_else_leaves_the_address_alone(editor, mailoutbox):
    user = make_user(Role.EXPERT)

    change(editor, user, last_name="Anders")

    assert EmailAddress.objects.get(user=user).verified
    assert mailoutbox == []


def test_an_invitation_goes_again_only_to_who_has_no_password_yet(editor):
    waiting, has_one, gone = (
        make_user(Role.EXPERT, password=password, is_active=active)
        for password, active in ((None, True), ("kralen-op-een-draad", True), (None, False))
    )

    selected = [user.pk for user in (waiting, has_one, gone)]
    editor.post(reverse(LIST), {"action": "send_invitation_again", "_selected_action": selected})

    assert list(Letter.objects.values_list("kind", "to")) == [("people.invitation", waiting.pk)]


def test_an_administrator_takes_a_second_step_away_for_who_lost_a_phone(administrator, cast):
    administrator.post(reverse(LIST), {"action": "remove_second_step", "_selected_action": [cast["bestuur"].pk]})

    assert not Authenticator.objects.filter(user=cast["bestuur"]).exists()
    assert Authenticator.objects.filter(user=cast["expert"]).exists()


def test_forgetting_someone_takes_what_is_theirs_along(administrator):
    user = make_user(Role.EXPERT)
    make_second_step(user)

    administrator.post(reverse("admin:people_user_delete", args=[user.pk]), {"post": "yes"})

    assert not User.objects.filter(pk=user.pk).exists()
    assert not EmailAddress.objects.filter(user_id=user.pk).exists()
    assert LogEntry.objects.filter(object_id=str(user.pk)).exists()


@pytest.mark.parametrize("how_many", [1, 5])
def test_the_list_of_people_needs_no_more_queries_for_more_people(
    administrator, how_many, django_assert_max_num_queries
):
    for _ in range(how_many):
        make_user(Role.DIRECTOR, schools=[make_school(), make_school()])

    with django_assert_max_num_queries(12):
        page = administrator.get(reverse(LIST)).text

    assert page.count("De Vuurvlinder") >= how_many


RIGHTS = [
    ("people.view_user", True),
    ("people.change_school", True),
    ("people.add_board", True),
    ("jobs.view_job", True),
    ("people.delete_user", False),
    ("people.delete_school", False),
    ("jobs.change_job", False),
    ("files.view_shelf", False),
    ("seats.delete_bootcamp", True),
    ("materials.add_material", True),
    ("account.view_emailaddress", False),
    ("mfa.delete_authenticator", False),
    ("auth.change_group", False),
    ("sessions.view_session", False),
    ("admin.view_logentry", False),
]


@pytest.mark.parametrize(("right", "has"), RIGHTS)
def test_what_an_editor_may_do_follows_from_the_role(cast, right, has):
    assert cast["hpp"].has_perm(right) is has


@pytest.mark.parametrize("right", [right for right, _ in RIGHTS])
def test_nobody_outside_hpp_has_any_right_and_no_editor_who_left(cast, right):
    outside = [user for name, user in cast.people.items() if user and not name.startswith("hpp")]
    left = make_user(Role.HPP, is_active=False)
    never_let_in = make_user(Role.HPP, is_staff=False)
    pretends = make_user(Role.EXPERT, is_staff=True)

    assert [user.has_perm(right) for user in [*outside, left, never_let_in, pretends]] == [False] * (len(outside) + 3)
    assert cast["hpp_admin"].has_perm(right)


def test_a_room_is_shown_to_editors_only(cast):
    backend = RolePermissions()

    assert [backend.has_module_perms(cast["hpp"], room) for room in ("people", "seats", "mfa")] == [
        True,
        True,
        False,
    ]
    assert not backend.has_module_perms(cast["expert"], "people")


def test_staff_see_what_failed_and_try_it_again(editor, django_capture_on_commit_callbacks):
    now = timezone.now()
    failed = Job.objects.create(
        kind="people.password_link",
        arguments={"user_id": 0},
        state=Job.State.FAILED,
        error="ConnectionRefusedError",
        created_at=now,
        run_after=now,
        finished_at=now,
    )

    page = editor.get(reverse("admin:jobs_job_changelist")).text
    editor.post(reverse("admin:jobs_job_changelist"), {"action": "try_again", "_selected_action": [failed.pk]})

    failed.refresh_from_db()
    assert "ConnectionRefusedError" in page
    assert (failed.state, failed.attempts) == (Job.State.QUEUED, 0)


@pytest.mark.parametrize(
    "name",
    [
        *("kwaad.example", "Kijk op kwaad.nl", "http:kwaad", "https://kwaad", "www.kwaad", "ik@kwaad", "kwaad/aanbod"),
        *("kwaad．nl", "kwaad。nl", "kwaad\\aanbod"),
    ],
)
def test_a_name_holds_no_web_address(name):
    with pytest.raises(ValidationError, match="kan geen adres"):
        person_name(name)


@pytest.mark.parametrize(
    "name", ["'t Hart-van den Äkker", "J.P. de Vries", "J.P.", "Ahmed El-Sayed", "M. O’Brien", "李小龙"]
)
def test_an_ordinary_name_stays_as_it_is(name):
    assert person_name(name) == name


def test_hpp_puts_no_web_address_in_a_name(editor):
    response = add(editor, first_name="Win op kwaad.example", role=Role.EXPERT)

    assert "kan geen adres" in faults(response)["first_name"][0]
    assert not User.objects.filter(first_name__contains="kwaad").exists()


@pytest.mark.parametrize("page", ["people_user_add", "people_school_add", "people_user_changelist"])
def test_no_page_of_the_admin_carries_all_schools_and_boards(cast, page):
    """A country has thousands: they are searched for."""
    boards = [make_board(name=f"Bestuur nummer {number}") for number in range(30)]
    schools = [make_school(board=board, name=f"Dorpsschool {number}") for number, board in enumerate(boards)]

    text = cast.client("hpp").get(reverse(f"admin:{page}")).text

    assert not [row.name for row in (*boards, *schools) if row.name in text]


def test_schools_are_searched_for_in_the_form_of_a_person(cast):
    make_school(name="De Zonnewijzer")
    asked = {"app_label": "people", "model_name": "user", "field_name": "schools", "term": "zonnew"}

    offered = cast.client("hpp").get(reverse("admin:autocomplete"), asked).json()["results"]
    closed = cast.client("directeur").get(reverse("admin:autocomplete"), asked)

    assert [row["text"] for row in offered] == ["De Zonnewijzer, Almere"]
    assert closed.status_code in (302, 403, 404)
