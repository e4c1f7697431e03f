"""More people on one seat: added, invited, taken out, and the place handed over."""

import pytest
from django.urls import reverse
from django.utils import timezone

from bootcamp.following import colleagues
from bootcamp.following.models import ColleagueInvitation, HandOver
from bootcamp.seats import actions
from bootcamp.seats.models import Seat
from portal.jobs import queue
from portal.jobs.models import Job
from portal.people.access import Role
from portal.people.models import User
from portal.post.models import Letter
from tests.factories import make_attendance, make_board, make_hr, make_school, make_seat, make_user
from tests.letters import brings_a_calendar

pytestmark = pytest.mark.django_db


@pytest.fixture
def board():
    return make_board()


@pytest.fixture
def school(board):
    return make_school(board=board, name="De Vuurvlinder")


@pytest.fixture
def director(school):
    return make_user(Role.DIRECTOR, schools=[school], first_name="Marit", last_name="de Boer")


@pytest.fixture
def adjunct(school):
    return make_user(Role.DIRECTOR, schools=[school], first_name="Joost", last_name="Bakker")


@pytest.fixture
def seat(director):
    return make_seat(director=director)


@pytest.fixture
def signed_in(client, director):
    client.force_login(director)
    return client


def page_of(seat):
    return reverse("bootcamp:colleagues", args=[seat.pk])


def letters():
    return set(Letter.objects.values_list("kind", "to__email"))


def people(seat):
    return set(seat.participations.values_list("user__email", flat=True))


def run_jobs():
    while job := Job.objects.filter(state=Job.State.QUEUED).order_by("created_at", "pk").first():
        queue.run(str(job.key), now=timezone.now())


def invite(client, seat, email, **fields):
    posted = {"first_name": "Noor", "last_name": "Jansen", "email": email, **fields}
    return client.post(reverse("bootcamp:invite_colleague", args=[seat.pk]), posted, follow=True)


def test_who_could_join_is_of_the_school_or_its_board(board, school, director, adjunct, seat):
    hr, above = make_user(Role.HR, board=board), make_user(Role.BOARD, board=board)
    make_user(Role.TEACHER, schools=[school])
    make_user(Role.DIRECTOR, schools=[make_school(board=board)])
    make_user(Role.HR, board=make_board())
    make_user(Role.DIRECTOR, schools=[school], is_active=False)

    assert set(colleagues.who_could_join(seat)) == {adjunct, hr, above}


def test_a_colleague_of_the_list_takes_part_and_gets_a_mail(signed_in, director, adjunct, seat):
    response = signed_in.post(page_of(seat), {"colleague": adjunct.pk}, follow=True)

    assert "Joost Bakker doet nu ook mee" in response.text
    assert people(seat) == {director.email, adjunct.email}
    assert letters() == {("following.colleague_added", adjunct.email)}
    letter = Letter.objects.get()
    assert "Marit de Boer heeft je erbij gezet" in letter.text
    assert brings_a_calendar(letter)


def test_adding_twice_is_adding_once(director, adjunct, seat):
    for _ in range(2):
        colleagues.add(seat_id=seat.pk, user_id=adjunct.pk, by=director, now=timezone.now())

    assert seat.participations.count() == 2
    assert Letter.objects.count() == 1


@pytest.mark.parametrize("name", ["first_name", "last_name"])
def test_who_is_invited_has_no_web_address_for_a_name(signed_in, seat, name):
    """It would be a link in a mail of ours to a stranger."""
    page = invite(signed_in, seat, "noor@elders.example", **{name: "Win 100 euro op kwaad.example"}).text

    assert "kan geen adres" in page
    assert "Win 100 euro op kwaad.example" in page
    assert not ColleagueInvitation.objects.exists()


@pytest.mark.parametrize("who", ["elders", "onbekend", "tekst"])
def test_nobody_from_elsewhere_can_be_added(signed_in, director, seat, who):
    chosen = {"elders": make_user(Role.DIRECTOR, schools=[make_school()]).pk, "onbekend": 10**9, "tekst": "x"}[who]

    page = signed_in.post(page_of(seat), {"colleague": chosen}).text

    assert "Deze collega staat niet in de lijst." in page
    assert people(seat) == {director.email}


def test_six_people_is_the_most(school, director, seat):
    for _ in range(5):
        colleague = make_user(Role.DIRECTOR, schools=[school])
        colleagues.add(seat_id=seat.pk, user_id=colleague.pk, by=director, now=timezone.now())
    seventh = make_user(Role.DIRECTOR, schools=[school])

    with pytest.raises(actions.NotPossible, match="hooguit 6 mensen"):
        colleagues.add(seat_id=seat.pk, user_id=seventh.pk, by=director, now=timezone.now())


def test_someone_taken_out_gets_a_mail_and_the_last_one_stays(signed_in, director, adjunct, seat):
    seat.participants.add(adjunct)
    theirs, mine = (seat.participations.get(user=user) for user in (adjunct, director))

    signed_in.post(reverse("bootcamp:colleague", args=[seat.pk, theirs.pk]), {"weg": "1"})
    page = signed_in.post(reverse("bootcamp:colleague", args=[seat.pk, mine.pk]), {"weg": "1"}).text

    assert people(seat) == {director.email}
    assert letters() == {("following.colleague_removed", adjunct.email)}
    assert "Er moet iemand meedoen voor je school." in page


def test_the_place_passes_on_with_what_was_noted_and_both_get_a_mail(signed_in, director, adjunct, seat):
    participation, session = seat.participations.get(), seat.bootcamp.work_sessions.get(number=1)
    make_attendance(seat=seat, session=session)

    page = signed_in.post(
        reverse("bootcamp:colleague", args=[seat.pk, participation.pk]), {"to": adjunct.pk}, follow=True
    )

    assert "Joost Bakker heeft nu de plek van Marit de Boer." in page.text
    participation.refresh_from_db()
    assert participation.user == adjunct
    assert participation.attendances.count() == 1
    assert list(HandOver.objects.values_list("from_user", "handed_by")) == [(director.pk, director.pk)]
    assert letters() == {("following.seat_received", adjunct.email), ("following.seat_handed", director.email)}


def test_the_place_goes_to_nobody_from_elsewhere_or_who_is_in_already(signed_in, director, adjunct, seat):
    seat.participants.add(adjunct)
    participation = seat.participations.get(user=director)

    for user in (adjunct, make_user(Role.DIRECTOR, schools=[make_school()])):
        signed_in.post(reverse("bootcamp:colleague", args=[seat.pk, participation.pk]), {"to": user.pk})
        with pytest.raises(actions.NotPossible):
            colleagues.hand_over(
                seat_id=seat.pk, participation_id=participation.pk, to_id=user.pk, by=director, now=timezone.now()
            )

    participation.refresh_from_db()
    assert participation.user == director
    assert not HandOver.objects.exists()


def test_an_adjunct_without_an_account_gets_one_for_this_school_and_one_mail(
    signed_in, school, director, seat, mailoutbox
):
    page = invite(signed_in, seat, "Noor.Jansen@School.test")
    run_jobs()

    assert "Noor Jansen krijgt een mail op noor.jansen@school.test." in page.text
    colleague = User.objects.get(email="noor.jansen@school.test")
    assert (colleague.role, list(colleague.schools.all()), colleague.is_staff, colleague.has_usable_password()) == (
        Role.DIRECTOR,
        [school],
        False,
        False,
    )
    assert colleague in seat.participants.all()
    [mail] = [mail for mail in mailoutbox if mail.to == [colleague.email]]
    assert mail.subject == f"{director.full_name} vraagt je mee te doen aan {seat.bootcamp.title}"
    assert mail.reply_to == [director.email]
    assert reverse("account_reset_password_from_key", args=["X", "Y"]).partition("X")[0] in mail.body
    assert "Sessie over stap 2" in mail.body
    assert [part.get_filename() for part in mail.attachments] == ["werksessie-1.ics", "werksessie-2.ics"]
    assert Letter.objects.get(to=colleague).text == ""


def test_who_is_invited_and_out_again_before_the_mail_goes_hears_nothing(signed_in, seat, mailoutbox):
    invite(signed_in, seat, "noor@school.test")
    colleagues.bring_in(ColleagueInvitation.objects.get().pk)
    seat.participations.get(user__email="noor@school.test").delete()
    Job.objects.filter(kind=colleagues.KIND).delete()

    run_jobs()

    assert "noor@school.test" not in [address for mail in mailoutbox for address in mail.to]


def test_the_page_tells_nobody_whether_an_address_had_an_account(signed_in, school, seat):
    stranger = make_user(Role.TEACHER, schools=[make_school()], last_login=timezone.now())

    pages = []
    for email in (stranger.email, "nieuw@school.test"):
        answer = invite(signed_in, seat, email).text
        run_jobs()
        later = signed_in.get(page_of(seat)).text
        ColleagueInvitation.objects.all().delete()
        User.objects.filter(email="nieuw@school.test").delete()
        pages.append([_without(text, email) for text in (answer, later)])

    assert pages[0] == pages[1]
    assert stranger not in seat.participants.all()
    assert ("following.colleague_asked", stranger.email) in letters()
    assert stranger.role == Role.TEACHER


def _without(text, email):
    lines = text.replace(email, "ADRES").splitlines()
    return [line for line in lines if "csrfmiddlewaretoken" not in line and "/uitnodiging/" not in line]


def test_someone_of_the_school_takes_part_at_once_when_invited(signed_in, adjunct, seat):
    invite(signed_in, seat, adjunct.email.upper())
    run_jobs()

    assert adjunct in seat.participants.all()
    assert User.objects.filter(email__iexact=adjunct.email).count() == 1


def test_inviting_twice_or_running_the_job_twice_brings_in_one(signed_in, seat):
    for _ in range(2):
        invite(signed_in, seat, "noor@school.test")
    invitation = ColleagueInvitation.objects.get()
    for _ in range(2):
        colleagues.bring_in(invitation.pk)

    assert seat.participations.count() == 2
    assert Letter.objects.filter(kind="following.colleague_invited").count() == 1
    assert not Letter.objects.filter(kind__in=["following.colleague_added", "people.invitation"]).exists()


def test_withdrawing_takes_an_account_along_that_was_made_for_it_and_never_used(signed_in, seat):
    invite(signed_in, seat, "verkeerd@school.test")
    run_jobs()

    signed_in.post(reverse("bootcamp:withdraw_invitation", args=[seat.pk, ColleagueInvitation.objects.get().pk]))

    assert not User.objects.filter(email="verkeerd@school.test").exists()
    assert seat.participations.count() == 1


def test_withdrawing_leaves_accounts_that_were_there_or_are_in_use(signed_in, seat):
    existing = make_user(Role.TEACHER)
    invite(signed_in, seat, existing.email)
    invite(signed_in, seat, "noor@school.test")
    run_jobs()
    User.objects.filter(email="noor@school.test").update(last_login=timezone.now())

    for invitation in ColleagueInvitation.objects.all():
        signed_in.post(reverse("bootcamp:withdraw_invitation", args=[seat.pk, invitation.pk]))

    assert User.objects.filter(email__in=[existing.email, "noor@school.test"]).count() == 2


@pytest.mark.parametrize("email", ["", "noor", "noor@school.test\nBcc: ander@x.nl", "a" * 300 + "@school.test"])
def test_an_address_that_is_none_is_refused(signed_in, seat, email):
    page = invite(signed_in, seat, email).text

    assert "error-summary" in page
    assert not ColleagueInvitation.objects.exists()


def test_a_name_can_not_start_a_header_of_a_mail(signed_in, seat, mailoutbox):
    invite(signed_in, seat, "noor@school.test", last_name="Jansen\r\nBcc")
    run_jobs()

    assert ColleagueInvitation.objects.get().last_name == "Jansen Bcc"
    assert all(mail.bcc == [] for mail in mailoutbox)


def test_a_participant_who_does_not_manage_the_seat_changes_nothing(client, seat):
    guest = make_hr(make_board())
    seat.participants.add(guest)
    client.force_login(guest)

    statuses = [
        client.post(page_of(seat), {"colleague": guest.pk}).status_code,
        invite(client, seat, "noor@school.test").status_code,
        client.post(
            reverse("bootcamp:colleague", args=[seat.pk, seat.participations.first().pk]), {"weg": 1}
        ).status_code,
    ]

    assert statuses == [404, 404, 404]
    assert seat.participations.count() == 2


def test_nothing_changes_on_a_seat_that_was_given_back(director, adjunct, seat):
    Seat.objects.update(cancelled_at=timezone.now())

    with pytest.raises(actions.NotPossible, match="is afgemeld"):
        colleagues.add(seat_id=seat.pk, user_id=adjunct.pk, by=director, now=timezone.now())


@pytest.mark.parametrize("how_many", [1, 3])
def test_the_page_needs_no_more_queries_for_more_people(signed_in, school, seat, how_many, django_assert_num_queries):
    for _ in range(how_many):
        seat.participants.add(make_user(Role.DIRECTOR, schools=[school]))
        make_user(Role.DIRECTOR, schools=[school])

    with django_assert_num_queries(12):
        page = signed_in.get(page_of(seat)).text

    assert page.count("Geef door of haal weg") == how_many + 1
