"""Ticking the preparation, keeping track of the work at school, catching up: through the pages that do it."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from bootcamp.following import attending, steps
from bootcamp.following.models import AfterSession, FieldWork, HandOver, PreparedStep
from bootcamp.seats.models import Attendance, Swap
from portal.files.models import Shelf
from portal.people.access import Role
from tests.factories import (
    make_attendance,
    make_bootcamp,
    make_material,
    make_school,
    make_seat,
    make_second_step,
    make_session,
    make_user,
)

pytestmark = pytest.mark.django_db
AMSTERDAM = ZoneInfo("Europe/Amsterdam")
START = datetime(2027, 3, 4, 15, tzinfo=AMSTERDAM)
BEFORE, AFTER = START - timedelta(days=2), START + timedelta(days=1)


@pytest.fixture
def school():
    return make_school(name="De Vuurvlinder")


@pytest.fixture
def director(school):
    return make_user(Role.DIRECTOR, schools=[school], first_name="Marit", last_name="de Boer")


@pytest.fixture
def seat(director):
    bootcamp = make_bootcamp(starts_on=START.date(), sessions=0)
    for number in (1, 2):
        start = START + timedelta(weeks=3 * (number - 1))
        make_session(bootcamp=bootcamp, number=number, starts_at=start, ends_at=start + timedelta(hours=2))
    return make_seat(director=director, bootcamp=bootcamp)


@pytest.fixture
def session(seat):
    return seat.bootcamp.work_sessions.get(number=1)


@pytest.fixture
def at():
    """`at(moment, user)`: a client of this user, with the clock at that moment."""
    with time_machine.travel(BEFORE, tick=False) as clock:

        def travel(moment, user):
            clock.move_to(moment)
            client = Client()
            client.force_login(user)
            return client

        yield travel


def address(name, seat, number=1):
    return reverse(f"bootcamp:{name}", args=[seat.pk, number])


def keys(session):
    return [step.key for step in steps.of(session)]


def ticked(seat):
    return set(seat.prepared_steps.values_list("number", "key"))


def words(response):
    return " ".join(response.text.split())


def test_steps_are_ticked_and_unticked_and_the_page_shows_who_and_when(at, director, seat, session):
    first, second = keys(session)
    client = at(BEFORE, director)

    client.post(address("prepare", seat), {"getoond": [first, second], "gedaan": [first, second]})
    client.post(address("prepare", seat), {"getoond": [first, second], "gedaan": [first]})
    page = words(client.get(address("session", seat)))

    assert ticked(seat) == {(1, first)}
    assert "Gedaan op 2 maart, door Marit de Boer" in page
    assert page.count("checked") == 1


def test_ticking_again_keeps_who_did_it_first(at, director, school, seat, session):
    colleague = make_user(Role.DIRECTOR, schools=[school])
    shown = keys(session)
    at(BEFORE, director).post(address("prepare", seat), {"getoond": shown, "gedaan": shown})

    at(BEFORE + timedelta(days=1), colleague).post(address("prepare", seat), {"getoond": shown, "gedaan": shown})

    assert set(PreparedStep.objects.values_list("ticked_by", "ticked_at")) == {(director.pk, BEFORE)}


def test_a_step_that_came_after_the_page_was_shown_is_left_alone(at, director, seat, session):
    first, second = keys(session)
    client = at(BEFORE, director)
    client.post(address("prepare", seat), {"getoond": [first, second], "gedaan": [second]})

    client.post(address("prepare", seat), {"getoond": [first], "gedaan": [first]})

    assert ticked(seat) == {(1, first), (1, second)}


@pytest.mark.parametrize("nonsense", ["x" * 10_000, "\x00", "0123456789abcdef", ""])
def test_what_is_no_step_is_not_kept(at, director, seat, nonsense):
    at(BEFORE, director).post(address("prepare", seat), {"getoond": [nonsense], "gedaan": [nonsense]})

    assert ticked(seat) == set()


def test_a_script_gets_a_short_answer(at, director, seat, session):
    shown = keys(session)

    answer = at(BEFORE, director).post(
        address("prepare", seat), {"getoond": shown, "gedaan": shown}, headers={"accept": "application/json"}
    )

    assert answer.json() == {"bewaard": True}
    assert len(ticked(seat)) == 2


@pytest.mark.parametrize("name", ["prepare", "field_work", "catch_up"])
def test_nobody_else_writes_for_a_school(at, seat, session, name):
    elsewhere = make_user(Role.DIRECTOR, schools=[make_school()])
    hpp = make_user(Role.HPP)
    make_second_step(hpp)
    posted = {"getoond": keys(session), "gedaan": keys(session), "notes": "van een ander"}

    answers = [at(AFTER, user).post(address(name, seat), posted).status_code for user in (elsewhere, hpp)]

    assert answers == [404, 404]
    assert (PreparedStep.objects.count(), FieldWork.objects.count()) == (0, 0)


def test_ticks_stay_when_the_session_is_followed_with_a_parallel_bootcamp(at, director, seat, session):
    shown = keys(session)
    client = at(BEFORE, director)
    client.post(address("prepare", seat), {"getoond": shown, "gedaan": shown})
    parallel = make_bootcamp(title="Groep Noord", starts_on=START.date() + timedelta(days=5))
    instead = parallel.work_sessions.get(number=1)
    Swap.objects.create(seat=seat, session=session, instead=instead, swapped_at=timezone.now())

    page = words(client.get(seat.get_absolute_url()))

    assert "Je bent klaar voor werksessie 1" in page
    assert "Dinsdag 9 maart" in page
    assert "met Groep Noord" in page
    assert "Donderdag 4 maart" not in page


def test_the_next_step_shows_what_is_done_and_how_long_the_rest_takes(at, director, seat, session):
    session.preparation = "Lees het pakket (10 minuten)\nBel HR (15 minuten)"
    session.save()
    shown = keys(session)
    client = at(BEFORE, director)
    client.post(address("prepare", seat), {"getoond": shown, "gedaan": shown[:1]})

    page = words(client.get(seat.get_absolute_url()))

    assert 'Gedaan: </span>Lees het pakket <span class="soft next__time">10 minuten' in page
    assert 'Bel HR <span class="soft next__time">15 minuten' in page
    assert "Ga verder met voorbereiden" in page


def test_a_cancelled_session_is_never_the_next(at, director, seat, session):
    session.cancelled_at = BEFORE
    session.save()

    page = words(at(BEFORE, director).get(seat.get_absolute_url()))

    assert "Bereid werksessie 2 voor" in page
    assert page.count("gaat niet door") == 1


def test_field_work_is_counted_and_noted_for_the_school(at, director, school, seat, session):
    AfterSession.objects.create(session=session, field_work_target=5)
    colleague = make_user(Role.DIRECTOR, schools=[school])
    at(AFTER, director).post(address("field_work", seat), {"times": "3", "notes": "Ils wil een dag meer."})
    client = at(AFTER + timedelta(days=1), colleague)

    page, route = words(client.get(address("session", seat))), words(client.get(seat.get_absolute_url()))

    assert "Ils wil een dag meer." in page
    assert "Bijgewerkt door Marit de Boer op 5 maart." in page
    assert "3 van de 5 gedaan" in route


def test_two_colleagues_who_write_at_once_lose_nothing(at, director, school, seat):
    colleague = make_user(Role.DIRECTOR, schools=[school], first_name="Joost", last_name="Bakker")
    opened = at(AFTER, director).get(address("session", seat)).context["version"]
    at(AFTER + timedelta(minutes=1), colleague).post(address("field_work", seat), {"notes": "Van Joost", "gezien": ""})

    client = at(AFTER + timedelta(minutes=2), director)
    answer = client.post(address("field_work", seat), {"notes": "Van mij", "gezien": opened})
    kept = FieldWork.objects.get().notes
    client.post(address("field_work", seat), {"notes": "Van Joost, van mij", "gezien": answer.context["version"]})

    page = words(answer)
    assert "Joost Bakker bewaarde intussen andere notities." in page
    assert "<p>Van Joost</p>" in page
    assert "Van mij</textarea>" in page
    assert kept == "Van Joost"
    assert FieldWork.objects.get().notes == "Van Joost, van mij"


def test_field_work_that_is_done_keeps_the_day_on_which_it_was(at, director, seat):
    at(AFTER, director).post(address("field_work", seat), {"notes": "", "is_done": "on"})
    at(AFTER + timedelta(days=9), director).post(address("field_work", seat), {"notes": "meer", "is_done": "on"})

    assert FieldWork.objects.get().done_at == AFTER
    assert "Klaar op 5 maart" in words(at(AFTER, director).get(seat.get_absolute_url()))


@pytest.mark.parametrize(
    ("times", "why"),
    [
        ("-1", "Vul 0 of meer in."),
        ("drie", "Vul een heel getal in, bijvoorbeeld 3."),
        ("1e308", "Vul een heel getal in, bijvoorbeeld 3."),
        ("NaN", "Vul een heel getal in, bijvoorbeeld 3."),
        ("9" * 20, "Vul hooguit 99 in."),
    ],
)
def test_a_count_that_makes_no_sense_is_refused_and_the_notes_stay(at, director, seat, session, times, why):
    AfterSession.objects.create(session=session, field_work_target=5)

    page = at(AFTER, director).post(address("field_work", seat), {"times": times, "notes": "Dit typte ik."}).text

    assert why in page
    assert "Dit typte ik." in page
    assert FieldWork.objects.count() == 0


def test_notes_lose_what_no_keyboard_types_and_keep_the_rest(at, director, seat):
    typed = "Äkker \u202egnaval\u202c <script>alert(1)</script> \u0000 \U0001f642\n=1+1"
    client = at(AFTER, director)

    client.post(address("field_work", seat), {"notes": typed})

    # Django itself refuses a null character.
    assert FieldWork.objects.count() == 0
    client.post(address("field_work", seat), {"notes": typed.replace("\u0000", "")})
    assert FieldWork.objects.get().notes == "Äkker gnaval <script>alert(1)</script>  \U0001f642\n=1+1"
    assert "<script>alert" not in client.get(address("session", seat)).text


def test_hpp_does_not_read_the_notes_of_a_school(at, director, seat):
    at(AFTER, director).post(address("field_work", seat), {"notes": "Alleen voor ons."})
    hpp = make_user(Role.HPP)
    make_second_step(hpp)

    page = at(AFTER, hpp).get(address("session", seat)).text

    assert "Alleen voor ons." not in page
    assert "Daarna, op school" in page


def test_field_work_can_not_be_kept_before_the_session(at, director, seat):
    client = at(BEFORE, director)

    answer = client.post(address("field_work", seat), {"notes": "te vroeg"})

    assert "zodra de sessie is begonnen" in answer.text
    assert FieldWork.objects.count() == 0


def test_a_missed_session_is_caught_up_once(at, director, seat, session):
    AfterSession.objects.create(session=session, catch_up_link="https://opname.example/1", catch_up_minutes=38)
    make_attendance(seat=seat, session=session, state=Attendance.State.ABSENT)
    client = at(AFTER, director)
    before, page = words(client.get(seat.get_absolute_url())), words(client.get(address("session", seat)))

    client.post(address("catch_up", seat))
    client.post(address("catch_up", seat))
    after = words(client.get(seat.get_absolute_url()))

    assert "nog in te halen" in before
    assert "Haal in, 38 minuten" in before
    assert "https://opname.example/1" in page
    assert list(Attendance.objects.values_list("state", "noted_by", "noted_at")) == [("ingehaald", director.pk, AFTER)]
    assert "nog in te halen" not in after


def test_who_was_there_or_of_whom_nothing_is_noted_has_nothing_to_catch_up(at, director, seat, session):
    client = at(AFTER, director)

    unknown = client.post(address("catch_up", seat), follow=True).text
    make_attendance(seat=seat, session=session)
    client.post(address("catch_up", seat))

    assert "HPP heeft nog niet genoteerd wie er was." in unknown
    assert Attendance.objects.get().state == "aanwezig"


def test_nobody_catches_up_before_the_session_is_over(at, director, seat, session):
    make_attendance(seat=seat, session=session, state=Attendance.State.ABSENT)

    at(START + timedelta(hours=1), director).post(address("catch_up", seat))

    assert Attendance.objects.get().state == "afwezig"


def test_what_someone_attended_on_a_seat_before_it_was_handed_over_is_not_yours(seat, session):
    participation = seat.participations.get()
    make_attendance(seat=seat, session=session)
    HandOver.objects.create(participation=participation, handed_at=AFTER)

    presence = attending.presence([session], [participation])[session.pk]

    assert (presence.counts, presence.can_catch_up) == (False, True)
    attending.catch_up(participation, session, by=participation.user, now=AFTER + timedelta(days=1))
    assert attending.presence([session], [participation])[session.pk].counts


def test_of_two_people_of_a_school_the_one_who_was_there_counts(seat, session):
    other = seat.participations.create(user=make_user(Role.HR))
    make_attendance(seat=seat, session=session, state=Attendance.State.ABSENT)
    make_attendance(seat=seat, session=session, participation=other)

    presence = attending.presence([session], list(seat.participations.all()))[session.pk]

    assert presence.state == "aanwezig"


@pytest.mark.parametrize(("moment", "is_open"), [(START + timedelta(hours=1), False), (AFTER, True)])
def test_materials_of_a_session_open_when_it_is_over(at, director, seat, session, moment, is_open):
    shelf = Shelf.objects.create(title="Na werksessie 1")
    AfterSession.objects.create(session=session, shelf=shelf)
    material = make_material(title="Verslag en opdrachten", access="plank", shelves=[shelf])
    outsider = make_seat().enrolled_by

    page = at(moment, director).get(address("session", seat)).text
    answers = [at(moment, user).get(material.get_absolute_url()).status_code for user in (director, outsider)]

    assert ("Verslag en opdrachten" in page) is is_open
    assert answers == [200 if is_open else 404, 404]


def test_a_guest_gets_the_materials_of_the_session_it_followed(at, director, seat, session):
    parallel = make_bootcamp(starts_on=START.date())
    instead = parallel.work_sessions.get(number=1)
    shelf = Shelf.objects.create(title="Na werksessie 1 van Noord")
    AfterSession.objects.create(session=instead, shelf=shelf)
    material = make_material(title="Verslag van Noord", access="plank", shelves=[shelf])
    client = at(AFTER, director)
    before = client.get(material.get_absolute_url()).status_code
    Swap.objects.create(seat=seat, session=session, instead=instead, swapped_at=BEFORE)

    page = client.get(address("session", seat)).text

    assert before == 404
    assert "Verslag van Noord" in page
