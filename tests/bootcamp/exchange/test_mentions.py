"""Who is called by "@" in a message, and that nobody is called by guess."""

import pytest

from bootcamp.exchange import mentions
from portal.people.models import User

SANNE = User(pk=1, first_name="Sanne", last_name="de Vries")
SANNE_TOO = User(pk=2, first_name="Sanne", last_name="de Vries-Bakker")
OMER = User(pk=3, first_name="Ömer", last_name="Çelik")
HART = User(pk=4, first_name="Jan-Willem", last_name="'t Hart-van den Äkker")
NAMELESS = User(pk=5, first_name="", last_name="")
PEOPLE = [SANNE, SANNE_TOO, OMER, HART, NAMELESS]


@pytest.mark.parametrize(
    ("words", "people"),
    [
        ("Dag @Sanne de Vries, hoe ging het?", {SANNE}),
        ("Dag @Sanne de Vries-Bakker!", {SANNE_TOO}),
        ("@ömer çelik en @SANNE DE VRIES", {OMER, SANNE}),
        ("vraag het @Omer", {OMER}),
        ("(@Omer)", {OMER}),
        ("@Jan-Willem 't Hart-van den Äkker: kijk", {HART}),
        ("@Sanne  de\nVries", {SANNE}),
        ("mail naar iemand@omer.example", set()),
        ("@Omers fiets", set()),
        ("@ Omer", set()),
        ("@", set()),
        ("niemand", set()),
    ],
)
def test_a_name_behind_the_mark_calls_its_person(words, people):
    mentioned = mentions.found_in(words, PEOPLE)

    assert (set(mentioned.people), mentioned.ambiguous) == (people, {})


def test_a_first_name_of_two_people_is_asked_and_calls_nobody():
    mentioned = mentions.found_in("Dank @Sanne", PEOPLE)

    assert mentioned.people == frozenset()
    assert mentioned.ambiguous == {"Sanne": [SANNE, SANNE_TOO]}


def test_two_people_of_the_same_full_name_are_asked_too():
    twin = User(pk=9, first_name="Sanne", last_name="de Vries")

    mentioned = mentions.found_in("@Sanne de Vries", [SANNE, twin])

    assert mentioned.people == frozenset()
    assert list(mentioned.ambiguous.values()) == [[SANNE, twin]]
