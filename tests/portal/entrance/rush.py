"""The door on a real database: a search with a slip of the finger, a list that is applied and undone, one address that
asks twice at once, and two of HPP who decide at the same moment."""

import io

from django.utils import timezone

from bootcamp.seats.models import Reservation, Seat
from portal.people.access import Role
from portal.people.entrance import actions, finding
from portal.people.entrance.models import SignUp
from portal.people.lists import actions as lists
from portal.people.models import Board, School, User
from portal.post.models import Letter
from portal.reasons import NotPossible
from tests.duo import boards_file, site, sites_file
from tests.factories import make_bootcamp, make_user
from tests.jobs import do_all_jobs
from tests.race import at_once

ADDRESS = "m.deboer@kraal.example"
ROWS = [site("04ZQ00", name="Één Vuurvlinder", city="CULEMBORG"), site("04ZR00", name="De Zonnewijzer", city="TIEL")]


def race():
    hpp = make_user(Role.HPP, password=None)
    undone = read_lists(hpp)
    school = finding.schools("vuurvlidner culemb")[0]
    bootcamp = make_bootcamp(seats=4)
    asked = actions.Asked(ADDRESS, "Marit", "de Boer", Role.DIRECTOR, school, errand=f"bootcamp-{bootcamp.pk}")
    for _ in range(2):
        actions.ask(asked, now=timezone.now())
    numbers = list(SignUp.objects.values_list("pk", flat=True))
    at_once(*[lambda number=number: actions.look_at(number, now=timezone.now()) for number in numbers])
    for number in numbers:  # as the queue does with one that failed
        actions.look_at(number, now=timezone.now())
    user = User.objects.get(email=ADDRESS)
    actions.arrive(user)
    waiting = SignUp.objects.get(state=SignUp.State.WAITS)
    held = Reservation.objects.held().count()

    def approve():
        return actions.approve(sign_up_id=waiting.pk, school=school, role=Role.DIRECTOR, by=hpp, now=timezone.now())

    outcomes = at_once(approve, approve)
    return {
        "undone": undone,
        "school": school.name,
        "accounts": User.objects.filter(email=ADDRESS).count(),
        "held": held,
        "refused": sum(isinstance(outcome, NotPossible) for outcome in outcomes),
        "seats": Seat.objects.filter(school=school).count(),
        "let in": Letter.objects.filter(kind="entrance.let_in").count(),
        "reservations": Reservation.objects.count(),
    }


def read_lists(hpp):
    """What stood there after a list was undone; then it is applied for good."""

    def apply(content):
        school_list = lists.upload(io.BytesIO(content), name="lijst.csv", by=hpp, now=timezone.now())
        do_all_jobs()
        lists.apply(list_id=school_list.pk, now=timezone.now())
        do_all_jobs()
        return school_list.pk

    apply(boards_file({"90001": "De Zeven Bruggen"}))
    number = apply(sites_file(ROWS))
    lists.undo(list_id=number, now=timezone.now())
    do_all_jobs()
    undone = [School.objects.count(), Board.objects.count()]
    apply(sites_file(ROWS))
    return undone
