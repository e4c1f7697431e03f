"""A round from its opening to the decisions, with the real solver in a process of its own."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from bootcamp.matching import actions, proposing
from bootcamp.matching.agreed import agreed_counts
from bootcamp.matching.models import (
    AgreedHours,
    FormationRound,
    HoursWish,
    OpenPlace,
    OpenReason,
    RoundMove,
    RoundProposal,
)
from bootcamp.matching.rows_of import place_id, rows_of
from bootcamp.matching.solver import __main__ as solver
from bootcamp.matching.solver import child, solving
from portal.jobs.models import Job
from portal.people.access import Role
from portal.reasons import NotPossible
from tests.bootcamp.matching.factories import bits, make_place, make_round, make_wish
from tests.factories import make_board, make_hr, make_school, make_user
from tests.jobs import do_all_jobs

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_this_process(monkeypatch, request):
    """The same solver without a process of its own, which takes a second to start; test_child.py is about that one."""
    if request.node.name == "test_from_opening_to_decision":
        return

    def lines(asked, *, limit, is_stopped):
        said = []
        monkeypatch.setattr(solver, "say", lambda **line: said.append(line))
        {"propose": solver.propose, "explain": solver.explain}[asked["what"]](asked)
        for line in said:
            if is_stopped():
                raise child.Stopped
            yield line

    monkeypatch.setattr(child, "_lines", lines)


@pytest.fixture
def board():
    return make_board()


@pytest.fixture
def hr(board):
    return make_hr(board)


@pytest.fixture
def school(board):
    return make_school(board=board, postcode="3811 AB")


def page_of(formation):
    return reverse("matching:round", args=[formation.pk])


def press(client, formation, what):
    return client.post(reverse("matching:round_step", args=[formation.pk]), {"wat": what}, follow=True)


def answer(client, proposal, what):
    address = reverse("matching:proposal_step", args=[proposal.round_id, proposal.pk])
    return client.post(address, {"wat": what}, follow=True)


def propose(formation):
    actions.propose(formation, now=timezone.now())
    do_all_jobs()
    formation.refresh_from_db()
    return formation


def test_from_opening_to_decision(client, board, hr, school):
    client.force_login(hr)
    today = timezone.localdate()
    days = {"wishes_until": today, "places_until": today, "talks_until": today + timedelta(days=30)}

    client.post(reverse("matching:round_new"), {"title": "Ronde", "numbers": "", **days})
    formation = FormationRound.objects.get()
    wish = make_wish(school, seen_by="hr")
    left = make_wish(school, chosen=bits("vro"), name="Wie overblijft", seen_by="director")
    client.post(
        reverse("matching:place_new", args=[formation.pk]),
        {
            **{"school": school.pk, "kind": "vacancy", "halves": ["doo"], "split": "days", "max_new": "2"},
            **{"function": "leerkracht", "group": "6", "term": "permanent", "starts": "2027-08-01"},
        },
    )
    press(client, formation, "close")
    press(client, formation, "propose")
    do_all_jobs()
    page = client.get(page_of(formation)).text
    assert "1 dagdeel past bij iemand" in page
    assert wish.name in page
    assert left.name not in page
    assert f"Collega van {school.name}" in page
    assert "Op de gekozen dagdelen is geen plek open." in page
    assert "ook op donderdagochtend kunnen" not in page  # her wish is at the end of what is open

    press(client, formation, "talks")
    proposal = RoundProposal.objects.get()
    answer(client, proposal, "invite")
    assert "Er loopt nog een gesprek" in press(client, formation, "decide").text
    answer(client, proposal, "agree")
    assert "De ronde is besloten" in press(client, formation, "decide").text

    left.refresh_from_db()
    wish.refresh_from_db()
    assert (left.left_over, left.weight, wish.left_over) == (1, 2, 0)
    assert agreed_counts(school, timezone.localdate()) == 4
    assert agreed_counts(school, date(2020, 1, 1)) == 0
    wish.delete()
    assert AgreedHours.objects.get().hours == 4


def test_a_round_without_wishes_says_so(client, board, hr, school):
    formation = make_round(board, state=FormationRound.State.CLOSED)
    make_place(formation, school)

    propose(formation)

    client.force_login(hr)
    page = client.get(page_of(formation)).text
    assert formation.solving == FormationRound.Solving.DONE
    assert "niemand met een wens" in page
    assert "Niemand met een wens zoekt op deze school." in page
    assert "Geen enkele losse voorwaarde lost dit op." in page


def test_the_same_round_gives_the_same_outcome_when_a_worker_was_taken_away(board, school):
    """The job runs again from the start; nothing is there twice."""
    for chosen in ("doo", "doo", "vro"):
        make_wish(school, chosen=bits(chosen))
    formation = make_round(board, state=FormationRound.State.CLOSED)
    make_place(formation, school, halves=bits("doo", "vro"))
    actions.propose(formation, now=timezone.now())
    now, today = timezone.now(), timezone.localdate()
    expected = solving.solve(rows_of(formation, today=today))

    proposing.propose(formation.pk, now=now, today=today)
    FormationRound.objects.update(solving=FormationRound.Solving.ASKED)
    proposing.propose(formation.pk, now=now, today=today)
    do_all_jobs()
    do_all_jobs()

    formation.refresh_from_db()
    assert formation.best.taken == expected.taken
    assert formation.proposals.count() == len(expected.taken) == 2
    assert formation.reasons.count() == len({(reason.wish_id, reason.need) for reason in formation.reasons.all()})


def test_stopping_leaves_what_stood(board, school, monkeypatch):
    make_wish(school)
    formation = make_round(board, state=FormationRound.State.CLOSED)
    make_place(formation, school)
    propose(formation)
    before = formation.outcome
    actions.propose(formation, now=timezone.now())
    actions.stop(formation)
    monkeypatch.setattr(proposing, "LOOK", 0.0)
    do_all_jobs()

    formation.refresh_from_db()
    assert (formation.solving, formation.outcome) == (FormationRound.Solving.STOPPED, before)


def test_who_withdraws_while_it_is_worked_out_is_in_no_proposal(board, school, monkeypatch):
    wish = make_wish(school)
    formation = make_round(board, state=FormationRound.State.CLOSED)
    make_place(formation, school)
    actions.propose(formation, now=timezone.now())
    real = child.propose

    def meanwhile(rows, **options):
        outcome = real(rows, **options)
        HoursWish.objects.filter(pk=wish.pk).delete()
        return outcome

    monkeypatch.setattr(child, "propose", meanwhile)
    do_all_jobs()

    formation.refresh_from_db()
    assert formation.solving == FormationRound.Solving.DONE
    assert not formation.proposals.exists()


def test_two_of_hr_who_decide_at_once_leave_one_decision(board, school):
    make_wish(school)
    formation = make_round(board, state=FormationRound.State.CLOSED)
    make_place(formation, school)
    propose(formation)
    actions.start_talks(formation)
    proposal = formation.proposals.get()
    now, today = timezone.now(), timezone.localdate()
    actions.invite(proposal, now=now)
    actions.agree(proposal, now=now, today=today)

    with pytest.raises(NotPossible, match="intussen veranderd"):
        actions.agree(proposal, now=now, today=today)
    with pytest.raises(NotPossible, match="intussen veranderd"):
        actions.drop(proposal, now=now)

    assert agreed_counts(school, today) == 4


def test_what_someone_gives_away_counts_as_no_extra_hours(board, school):
    giver = make_wish(school, kind="fewer", chosen=0, give=bits("mao"), teaches=["5"])
    taker = make_wish(school, own=0, chosen=bits("mao"))
    formation = make_round(board, state=FormationRound.State.CLOSED)
    propose(formation)
    actions.start_talks(formation)
    proposal = formation.proposals.get()
    assert (proposal.wish, proposal.given_by, proposal.place) == (taker, giver, None)
    now, today = timezone.now(), timezone.localdate()

    actions.invite(proposal, now=now)
    actions.agree(proposal, now=now, today=today)

    assert agreed_counts(school, today) == 0


def test_nobody_reads_that_half_days_come_from_who_wants_fewer(client, board, hr, school):
    giver = make_wish(school, kind="fewer", chosen=0, give=bits("mao"), teaches=["5"], name="Zij die mindert")
    make_wish(school, own=0, chosen=bits("mao"), seen_by="hr")
    formation = make_round(board, state=FormationRound.State.CLOSED)
    propose(formation)
    client.force_login(hr)

    page = client.get(page_of(formation)).text

    assert f"{school.name}, groep 5" in page
    assert giver.name not in page


# Who sees what.


def proposed_at_other_school(board, school, **wish):
    other = make_school(board=board, postcode="3812 AA")
    row = make_wish(school, where="board", own=bits("mao", "mam"), **wish)
    formation = make_round(board, state=FormationRound.State.CLOSED)
    make_place(formation, other)
    propose(formation)
    return formation, other, row


def test_a_director_elsewhere_gets_no_name_that_was_not_meant_for_her(client, board, school):
    formation, other, wish = proposed_at_other_school(board, school, seen_by="hr")
    client.force_login(make_user(Role.DIRECTOR, schools=[other]))

    page = client.get(page_of(formation)).text

    assert f"Collega van {school.name}" in page
    assert wish.name not in page
    assert not wish.looks.exists()


def test_a_director_whom_she_chose_gets_her_name_and_she_reads_that(client, board, school):
    formation, other, wish = proposed_at_other_school(board, school, seen_by="schools")
    director = make_user(Role.DIRECTOR, schools=[other])
    client.force_login(director)

    assert wish.name in client.get(page_of(formation)).text

    assert [look.by for look in wish.looks.all()] == [director]


def test_another_board_gets_404_for_a_round_it_is_not_in(client, board, school):
    formation = make_round(board)
    client.force_login(make_hr(make_board()))

    assert client.get(page_of(formation)).status_code == 404
    assert press(client, formation, "join").status_code == 404


def test_a_board_counts_only_after_its_own_yes(client, board, school):
    elsewhere = make_school(postcode="3811 AB")
    make_wish(elsewhere, where="pool", seen_by="pool", own=0)
    formation = make_round(board, others=[elsewhere.board], joined=False)
    make_place(formation, school)
    today = timezone.localdate()
    assert rows_of(formation, today=today).wishes == ()
    client.force_login(make_hr(elsewhere.board))
    assert "vraagt of jullie meedoen" in client.get(page_of(formation)).text

    press(client, formation, "join")

    rows = rows_of(FormationRound.objects.get(), today=today)
    assert len(rows.wishes) == 1
    assert rows.pools == (frozenset({str(board.pk), str(elsewhere.board_id)}),)


def test_in_a_pool_another_board_sees_no_wish_that_stays_at_home(client, board, school):
    elsewhere = make_school(postcode="3811 AB")
    home = make_wish(elsewhere, seen_by="hr", name="Blijft thuis")
    formation = make_round(board, others=[elsewhere.board])
    make_place(formation, elsewhere)
    FormationRound.objects.update(state=FormationRound.State.CLOSED)
    formation.refresh_from_db()
    propose(formation)
    assert formation.proposals.get().wish == home
    client.force_login(make_hr(board))

    page = client.get(page_of(formation)).text

    assert home.name not in page
    assert elsewhere.name not in page


def test_a_small_number_of_people_is_told_to_hr_only(client, board, hr, school):
    for _ in range(3):
        make_wish(school)
    formation = make_round(board)
    client.force_login(hr)
    assert "3 mensen met een wens" in client.get(page_of(formation)).text

    client.force_login(make_user(Role.DIRECTOR, schools=[school]))
    assert "minder dan 5 mensen met een wens" in client.get(page_of(formation)).text


def test_a_teacher_reads_why_only_once_hr_opened_it(client, board, school):
    teacher = make_user(schools=[school])
    make_wish(school, user=teacher, chosen=bits("vro"), less_too=True)
    formation = make_round(board, state=FormationRound.State.CLOSED)
    make_place(formation, school)
    propose(formation)
    client.force_login(teacher)
    assert "Waarom nog niet" not in client.get(reverse("matching:wish")).text

    actions.open_reasons(formation)

    page = client.get(reverse("matching:wish")).text
    assert "Op de gekozen dagdelen is geen plek open." in page
    assert "ook op donderdagochtend kunnen" in page


def test_a_teacher_hears_of_a_proposal_only_when_her_school_wants_to_talk(client, board, school):
    teacher = make_user(schools=[school])
    make_wish(school, user=teacher)
    formation = make_round(board, state=FormationRound.State.CLOSED)
    make_place(formation, school)
    propose(formation)
    actions.start_talks(formation)
    client.force_login(teacher)
    assert "Je school wil met je praten" not in client.get(reverse("matching:wish")).text

    actions.invite(formation.proposals.get(), now=timezone.now())

    assert "Je school wil met je praten" in client.get(reverse("matching:wish")).text


# By hand.


def two_who_want_the_same(board, school):
    first, second = (make_wish(school, seen_by="hr", name=name) for name in ("Eerste Mens", "Tweede Mens"))
    formation = make_round(board, state=FormationRound.State.CLOSED)
    place = make_place(formation, school)
    propose(formation)
    got = formation.proposals.get().wish
    return formation, place, got, second if got == first else first


def test_hr_sees_what_a_move_costs_before_it_stands(client, board, hr, school):
    formation, place, got, other = two_who_want_the_same(board, school)
    client.force_login(hr)
    posted = {"wish": other.pk, "need": place_id(place.pk), "is_pin": "ja", "halves": ["doo"]}

    client.post(reverse("matching:move_new", args=[formation.pk]), posted)
    do_all_jobs()

    move = RoundMove.objects.get()
    address = reverse("matching:move", args=[formation.pk, move.pk])
    page = client.get(address).text
    assert f"Minder dan nu: {got.name}" in page
    assert f"Meer dan nu: {other.name}" in page
    assert formation.proposals.get().wish == got
    client.post(address, {"wat": "keep"})
    assert formation.proposals.get().wish == other
    propose(formation)
    assert formation.proposals.get().wish == other


def test_names_in_what_a_move_costs_are_only_of_who_may_be_known(client, board, hr, school):
    formation, place, got, other = two_who_want_the_same(board, school)
    HoursWish.objects.update(seen_by="director")
    client.force_login(hr)
    posted = {"wish": other.pk, "need": place_id(place.pk), "is_pin": "ja", "halves": ["doo"]}
    client.post(reverse("matching:move_new", args=[formation.pk]), posted)
    do_all_jobs()

    page = client.get(reverse("matching:move", args=[formation.pk, RoundMove.objects.get().pk])).text

    assert "Minder dan nu: iemand anders" in page
    assert got.name not in page
    assert other.name not in page


def test_a_move_that_breaks_a_condition_is_refused_with_that_condition(client, board, hr, school):
    formation, place, _, _ = two_who_want_the_same(board, school)
    elsewhere = make_wish(school, chosen=bits("vro"))
    actions.ask_move(
        formation,
        wish=elsewhere,
        need=place_id(place.pk),
        bits=bits("doo"),
        is_pin=True,
        by=hr,
        now=timezone.now(),
    )
    do_all_jobs()
    client.force_login(hr)

    page = client.get(reverse("matching:move", args=[formation.pk, RoundMove.objects.get().pk])).text

    assert "Het kan niet: dit dagdeel is niet gekozen." in page
    assert "Zet vast" not in page


def test_a_move_weighed_before_the_round_changed_can_t_be_kept(board, hr, school):
    formation, place, _, other = two_who_want_the_same(board, school)
    move = actions.ask_move(
        formation, wish=other, need=place_id(place.pk), bits=bits("doo"), is_pin=True, by=hr, now=timezone.now()
    )
    do_all_jobs()
    make_wish(school, chosen=bits("vro"))

    with pytest.raises(NotPossible, match="intussen veranderd"):
        actions.keep_move(move, now=timezone.now(), today=timezone.localdate())


def test_an_overlapping_place_of_the_same_group_is_told_at_the_half_days(client, board, hr, school):
    formation = make_round(board)
    make_place(formation, school)
    client.force_login(hr)
    posted = {
        **{"school": school.pk, "kind": "vacancy", "halves": ["doo", "dom"], "split": "days", "max_new": "2"},
        **{"function": "leerkracht", "group": "6", "term": "permanent", "starts": "2027-08-01", "ends": "2027-07-01"},
    }

    page = client.post(reverse("matching:place_new", args=[formation.pk]), posted)

    assert page.context["form"].errors["halves"] == [
        "Groep 6 heeft op donderdagochtend al een open plek in deze ronde."
    ]
    assert page.context["form"].errors["ends"] == ["De plek eindigt voor hij begint. Kies een latere dag."]
    assert OpenPlace.objects.count() == 1


@pytest.mark.parametrize("how_many", [1, 4])
def test_the_page_of_a_round_needs_no_more_queries_for_more_of_everything(
    client, board, hr, school, how_many, django_assert_max_num_queries
):
    formation = make_round(board, state=FormationRound.State.CLOSED)
    for group in range(how_many):
        make_wish(school, seen_by="hr")
        make_wish(school, chosen=bits("vrm"), seen_by="hr")
        make_place(formation, school, group=str(group + 1))
    propose(formation)
    client.force_login(hr)
    client.get(page_of(formation))

    with django_assert_max_num_queries(24):
        client.get(page_of(formation))

    assert OpenReason.objects.filter(wish__isnull=False).count() == how_many
    assert Job.objects.unfinished().count() == 0
