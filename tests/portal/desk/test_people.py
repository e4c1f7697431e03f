"""HPP's pages about people: finding, inviting, another role or school, blocking and merging."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from bootcamp.seats.models import Participation
from portal.audit.models import Entry
from portal.people.access import Role
from portal.people.models import User
from portal.post.models import Letter
from tests.factories import make_board, make_newcomer, make_school, make_seat, make_user
from tests.jobs import do_all_jobs
from tests.portal.account_steps import is_signed_in
from tests.seen import seen

pytestmark = pytest.mark.django_db


@pytest.fixture
def hpp(cast):
    return cast.client("hpp")


def prepared(**fields):
    user = make_user(**fields)
    user.set_unusable_password()
    user.save()
    return user


def person(user, name="person"):
    return reverse(f"desk:{name}", args=[user.pk])


def names_in(page, *users):
    return [user.last_name for user in users if user.last_name in page]


def test_people_are_found_by_name_address_school_and_board(cast, hpp):
    board = make_board(name="Stichting De Tolbrug")
    anna = make_user("directeur", schools=[make_school(name="De Bolderkar", brin="90ZZ")], last_name="Visser")
    bas = make_user("hr", board=board, last_name="Berg", email="b.berg@polder.example")

    def listed(**asked):
        return names_in(hpp.get(reverse("desk:people"), asked).text, anna, bas)

    assert listed(zoek="visser") == ["Visser"]
    assert listed(zoek="polder.example") == ["Berg"]
    assert listed(zoek="bolderkar") == listed(zoek="90zz") == ["Visser"]
    assert listed(zoek="tolbrug") == listed(rol="hr", zoek="berg") == ["Berg"]
    assert listed(zoek="visser", rol="hr") == []


def test_the_four_states_follow_from_what_happened(cast, hpp):
    new, invited, late, active, blocked = (
        prepared(last_name=name) for name in ("Nieuw", "Gevraagd", "Laat", "Binnen", "Geblokt")
    )
    active.set_password("kralen-op-een-draad")
    active.save()
    User.objects.filter(pk=blocked.pk).update(is_active=False)
    hpp.post(reverse("desk:invite"), {"wie": [invited.pk, late.pk, active.pk, blocked.pk]})
    Letter.objects.filter(to=late).update(written_at=timezone.now() - timedelta(days=60))

    def at(standing):
        return names_in(hpp.get(reverse("desk:people"), {"stand": standing}).text, new, invited, late, active, blocked)

    assert at("voorbereid") == ["Nieuw"]
    assert at("uitgenodigd") == ["Gevraagd"]
    assert at("vast") == ["Laat"]
    assert "Binnen" in at("actief")
    assert at("geblokkeerd") == ["Geblokt"]


def test_who_is_in_already_is_never_invited_again(cast, hpp, mailoutbox):
    new = prepared()

    hpp.post(reverse("desk:invite"), {"wie": [new.pk, cast["directeur"].pk]})
    do_all_jobs()

    assert [letter.to for letter in mailoutbox] == [[new.email]]


@pytest.mark.parametrize("how_many", [1, 20])
def test_the_list_takes_no_more_queries_for_more_people(cast, hpp, how_many, django_assert_max_num_queries):
    for _ in range(how_many):
        make_user("directeur", schools=[make_school(), make_school()], last_name="Telmee")

    with django_assert_max_num_queries(18):
        page = hpp.get(reverse("desk:people"), {"zoek": "telmee"}).text

    assert page.count("Telmee</a>") == how_many


def fill_in(**fields):
    person = {"first_name": "Noor", "last_name": "Smit", "email": "noor@school.example", "role": "directeur"}
    return {**person, "schools": "", "board": "", **fields}


def test_someone_is_prepared_without_a_mail_and_invited_when_hpp_says_so(cast, hpp, mailoutbox):
    first, second = make_school(brin="90AA"), make_school(brin="90AB01")

    hpp.post(reverse("desk:new_person"), fill_in(schools="90aa, 90AB-01"))
    do_all_jobs()

    user = User.objects.get(email="noor@school.example")
    assert set(user.schools.all()) == {first, second}
    assert (mailoutbox, user.has_usable_password()) == ([], False)
    assert EmailAddress.objects.get(user=user).verified is False
    hpp.post(reverse("desk:invite"), {"wie": user.pk, "terug": user.pk})
    do_all_jobs()
    assert len(mailoutbox) == 1


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"schools": ""}, "Vul minstens één school in"),
        ({"schools": "99ZZ"}, "We vinden geen school met nummer 99ZZ"),
        ({"role": "hr"}, "Vul een bestuur in"),
        ({"role": "hr", "board": "Nergens"}, "We vinden geen bestuur"),
        ({"role": "hpp"}, "Selecteer een geldige keuze"),
        ({"email": "geen"}, "Dit e-mailadres klopt niet."),
        ({"first_name": "www.kwaad.example", "schools": "90AA"}, "geen adres van een website"),
    ],
)
def test_what_is_wrong_with_a_new_person_stands_at_its_field(cast, hpp, fields, sentence):
    make_school(brin="90AA")

    page = hpp.post(reverse("desk:new_person"), fill_in(**fields)).text

    assert sentence in page
    assert not User.objects.filter(email="noor@school.example").exists()


def test_an_address_that_is_known_is_said_to_be(cast, hpp):
    make_user(email="noor@school.example")

    assert "Er is al een account met dit e-mailadres." in hpp.post(reverse("desk:new_person"), fill_in()).text


def test_another_role_says_first_what_it_changes(cast, hpp):
    director, board = cast["directeur"], make_board(name="De Tolbrug", number="41211")
    make_school(board=board)
    client = cast.client("directeur")
    wish = {"role": "hr", "schools": "", "board": "41211"}

    page = hpp.post(person(director, "place"), wish).text

    director.refresh_from_db()
    assert director.role == Role.DIRECTOR
    assert "is voortaan HR, en geen directeur meer." in page
    assert f"Ziet en doet niets meer voor {cast.school}." in page
    assert "Ziet voortaan de school van De Tolbrug." in page
    assert "Stelt bij de volgende keer inloggen een tweede stap in." in page
    hpp.post(person(director, "place"), {**wish, "zeker": "ja"})
    director.refresh_from_db()
    assert (director.role, director.board, director.schools.count()) == (Role.HR, board, 0)
    assert client.get(reverse("my_account")).status_code == 302
    assert not is_signed_in(client)


def test_someone_moves_to_another_school(cast, hpp):
    other = make_school(brin="90ZZ")

    hpp.post(person(cast["directeur"], "place"), {"role": "directeur", "schools": "90ZZ", "board": "", "zeker": "ja"})

    assert list(cast["directeur"].schools.all()) == [other]


def test_an_editor_never_touches_an_administrator_or_makes_a_colleague(cast, hpp):
    administrator, director = cast["hpp_admin"], cast["directeur"]

    assert hpp.get(person(administrator)).status_code == 404
    assert hpp.post(person(administrator, "block")).status_code == 404
    assert administrator.email not in hpp.get(reverse("desk:people")).text
    hpp.post(person(director, "place"), {"role": "hpp", "schools": "", "board": "", "zeker": "ja"})
    hpp.post(person(director, "merge"), {"other": administrator.email, "zeker": "ja"})
    director.refresh_from_db()
    assert (director.role, director.is_staff) == (Role.DIRECTOR, False)


def test_an_administrator_makes_a_colleague_but_not_of_themselves_something_else(cast):
    client = cast.client("hpp_admin")

    client.post(person(cast["leerkracht"], "place"), {"role": "hpp", "schools": "", "board": "", "zeker": "ja"})
    client.post(person(cast["hpp_admin"], "place"), {"role": "expert", "schools": "", "board": "", "zeker": "ja"})
    client.post(person(cast["hpp_admin"], "block"))

    people = {user.pk: user for user in User.objects.all()}
    assert people[cast["leerkracht"].pk].is_staff
    assert (people[cast["hpp_admin"].pk].role, people[cast["hpp_admin"].pk].is_active) == (Role.HPP, True)


def test_who_is_blocked_is_out_at_once_and_can_be_let_in_again(cast, hpp):
    client = cast.client("directeur")

    hpp.post(person(cast["directeur"], "block"))

    assert client.get(reverse("my_account")).status_code == 302
    assert User.objects.get(pk=cast["directeur"].pk).is_active is False
    hpp.post(person(cast["directeur"], "block"))
    assert User.objects.get(pk=cast["directeur"].pk).is_active is True


def test_a_new_address_has_to_be_proved_and_the_old_one_hears_of_it(cast, hpp, mailoutbox):
    user, former = cast["directeur"], cast["directeur"].email
    named = {"first_name": "Marit", "last_name": "de Boer", "email": "nieuw@school.example"}

    hpp.post(person(user), {**named, **seen(hpp, person(user))})
    do_all_jobs()

    user.refresh_from_db()
    assert (user.full_name, user.email) == ("Marit de Boer", "nieuw@school.example")
    assert EmailAddress.objects.get(user=user).verified is False
    assert [letter.to for letter in mailoutbox] == [[former]]


def test_two_who_change_one_name_both_keep_their_text(cast, hpp):
    user = cast["directeur"]
    mark = seen(hpp, person(user))
    User.objects.filter(pk=user.pk).update(first_name="Ander")

    page = hpp.post(person(user), {"first_name": "Mijn", "last_name": user.last_name, "email": user.email, **mark}).text

    user.refresh_from_db()
    assert user.first_name == "Ander"
    assert "Er staat nu: Ander" in page


def test_what_hpp_did_with_someone_stands_in_the_trail(cast, hpp):
    hpp.post(person(cast["directeur"], "block"))

    assert Entry.objects.filter(by_number=cast["hpp"].pk, path=person(cast["directeur"], "block")).exists()


def test_two_accounts_of_one_person_become_one_with_all_they_did(cast, hpp):
    school = make_school()
    gone = make_user("directeur", schools=[school], email="oud@school.example")
    kept = make_user("directeur", schools=[make_school()], email="nieuw@school.example")
    seat = make_seat(director=gone)
    both = make_seat(director=kept, colleagues=[gone])

    preview = hpp.post(person(gone, "merge"), {"other": kept.email}).text
    assert "deelnames: 2" in preview
    assert User.objects.filter(pk=gone.pk).exists()
    hpp.post(person(gone, "merge"), {"other": kept.email, "zeker": "ja"})

    assert not User.objects.filter(pk=gone.pk).exists()
    assert [participation.user for participation in seat.participations.all()] == [kept]
    assert Participation.objects.filter(seat=both).count() == 1
    assert school in kept.schools.all()
    kept.refresh_from_db()
    assert (kept.email, kept.check_password("kralen-op-een-draad")) == ("nieuw@school.example", True)
    assert EmailAddress.objects.filter(user=kept).count() == 1


def test_merging_never_gives_a_teacher_the_rights_of_a_director(cast, hpp):
    director, teacher = make_user("directeur", schools=[make_school()]), make_user(schools=[make_school()])

    hpp.post(person(director, "merge"), {"other": teacher.email, "zeker": "ja"})

    teacher.refresh_from_db()
    assert teacher.role == Role.TEACHER


def test_who_waits_at_the_door_is_not_among_the_people(cast, hpp):
    waiting = make_newcomer()

    assert waiting.email not in hpp.get(reverse("desk:people")).text
    assert hpp.get(person(waiting)).status_code == 404


def test_a_visitor_is_asked_to_sign_in():
    assert Client().get(reverse("desk:people")).status_code == 302


def test_an_address_that_someone_only_typed_at_the_door_keeps_nobody_out(cast, hpp):
    make_school(brin="90AA")
    typed = User.objects.create_user("noor@school.example", first_name="X", last_name="Y", role="")

    hpp.post(reverse("desk:new_person"), fill_in(schools="90AA"))

    user = User.objects.get(email="noor@school.example")
    assert (user.role, user.first_name, User.objects.filter(pk=typed.pk).exists()) == (Role.DIRECTOR, "Noor", False)


def test_who_waits_at_the_door_is_pointed_to(cast, hpp):
    waiting = make_newcomer()
    make_school(brin="90AA")

    page = hpp.post(reverse("desk:new_person"), fill_in(schools="90AA", email=waiting.email)).text

    assert "Deze persoon meldde zich zelf aan. Kijk bij Aanmeldingen." in page
    assert User.objects.filter(pk=waiting.pk).exists()
