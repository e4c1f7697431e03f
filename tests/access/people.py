"""The door, and HPP's pages about people, schools and boards."""

from django.utils import timezone

from portal.people.desk.models import PeopleList
from portal.people.lists.models import SchoolList
from portal.people.models import SchoolRegion
from tests.access import EDITORS, everyone, only
from tests.factories import make_newcomer


def of_school(cast):
    return {"school_id": cast.school.pk}


def of_board(cast):
    return {"board_id": cast.board.pk}


def of_person(cast):
    return {"user_id": cast["directeur"].pk}


def a_sign_up(cast):
    return {"sign_up_id": make_newcomer().sign_ups.get().pk}


def a_list(cast):
    state = SchoolList.State.READY
    return {"list_id": SchoolList.objects.create(file_name="besturen.csv", state=state, uploaded_at=timezone.now()).pk}


def a_list_of_people(cast):
    """Of one person of HPP; a colleague has nothing to do with it."""
    mine = PeopleList.objects.create(file_name="zuid.xlsx", uploaded_by=cast["hpp"], uploaded_at=timezone.now())
    return {"list_id": mine.pk}


def a_region(cast):
    return {"region_id": SchoolRegion.objects.create(name="Rivierenland").pk}


def pressed(arguments):
    """What only happens on a press; just looking at the address gives nothing."""
    return only(*EDITORS, status=405, arguments=arguments)


ROWS = {
    "entrance:find_school": everyone(),
    # Without a school they go back to look for one.
    "entrance:who": everyone(302),
    "entrance:asked": everyone(),
    "entrance:mine": only("aanvrager"),
    "entrance:mend": only("aanvrager"),
    "entrance:mend_for": only(*EDITORS, arguments=a_sign_up),
    "entrance:queue": only(*EDITORS),
    "entrance:sign_up": only(*EDITORS, arguments=a_sign_up),
    "desk:people": only(*EDITORS),
    "desk:invite": pressed(lambda cast: {}),
    "desk:imports": only(*EDITORS),
    "desk:import": only("hpp", arguments=a_list_of_people),
    "desk:new_person": only(*EDITORS),
    "desk:person": only(*EDITORS, arguments=of_person),
    "desk:place": only(*EDITORS, arguments=of_person),
    "desk:block": pressed(of_person),
    "desk:merge": only(*EDITORS, arguments=of_person),
    "desk:schools": only(*EDITORS),
    "desk:new_school": only(*EDITORS),
    "desk:school": only(*EDITORS, arguments=of_school),
    "desk:school_domain": pressed(of_school),
    "desk:join_school": only(*EDITORS, arguments=of_school),
    "desk:boards": only(*EDITORS),
    "desk:new_board": only(*EDITORS),
    "desk:board": only(*EDITORS, arguments=of_board),
    "desk:board_domain": pressed(of_board),
    "desk:join_board": only(*EDITORS, arguments=of_board),
    "desk:regions": only(*EDITORS),
    "desk:region": only(*EDITORS, arguments=a_region),
    "lists:lists": only(*EDITORS),
    "lists:list": only(*EDITORS, arguments=a_list),
    "lists:apply": pressed(a_list),
    "lists:throw_away": pressed(a_list),
    "lists:undo": pressed(a_list),
}
