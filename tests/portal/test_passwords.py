"""Which passwords are taken and which aren't, and in what words."""

import re
import time

import pytest
from django.contrib.auth.password_validation import get_default_password_validators, validate_password
from django.core.exceptions import ValidationError

from portal.people import passwords
from portal.people.access import Role
from tests.factories import make_board, make_school, make_user

GOOD = [
    "negen telramen in de gang",
    "kralen-op-een-draad",
    "Vijf fluitketels stomen!",
    "xK7#mPq2vLw9",
    "ærøskøbing vuurtoren 12",
    "мой дом стоит у реки",
]
EASY = [
    "Welkom123456!",
    "W3lk0m!W3lk0m!",
    "wachtwoord2026",
    "Zomer2026Zomer2026",
    "Urenportaal2026!",
    "hetpotentieelpakken",
    "Bootcamp-2026-HPP",
    "SannedeJong1990",
    "amsterdam amsterdam",
    "qwertyuiopas",
    "123456789012345",
    "aaaaaaaaaaaaaaa",
    "leerkracht2026",
    "JanuariFebruari1",
    "abcdefghijkl",
    "0987654321098765",
    "Lieverd-Schatje-01",
]


def said(password, user=None):
    with pytest.raises(ValidationError) as refused:
        validate_password(password, user)
    return refused.value.messages


@pytest.mark.parametrize("password", GOOD)
def test_a_sentence_or_something_made_up_is_fine(password):
    validate_password(password)


@pytest.mark.parametrize("password", EASY)
def test_known_words_with_something_beside_them_are_refused(password):
    assert any("te makkelijk te raden" in message for message in said(password))


@pytest.mark.django_db
def test_where_you_work_is_not_a_password():
    school = make_school(name="De Vuurvlinder", city="Harderwijk", board=make_board(name="Stichting Kleurrijk"))
    director = make_user(Role.DIRECTOR, schools=[school])
    hr = make_user(Role.HR, board=school.board)

    validate_password("vuurvlinderharderwijk")

    assert "te makkelijk te raden" in said("Vuurvlinder-Harderwijk-1", director)[0]
    assert "te makkelijk te raden" in said("kleurrijkkleurrijk", hr)[0]


def test_too_short_and_too_long_are_said_with_the_number():
    assert said("xK7#mPq2vL")[0] == "Dit wachtwoord is te kort. Gebruik minstens 12 tekens."
    assert said("xK7#mPq2vL" * 13) == ["Dit wachtwoord is te lang. Gebruik hoogstens 128 tekens."]


@pytest.mark.django_db
def test_nothing_that_is_said_is_formal_or_english():
    user = make_user(email="sanne.devries@school.example", first_name="Sanne", last_name="de Vries")
    messages = [*said("kort", user), *said("q1w2e3r4t5y6"), *said("sanne.devries@school", user), *said("welkom123456")]
    messages += [validator.get_help_text() for validator in get_default_password_validators()]

    words = {word.strip(".,:").lower() for message in messages for word in message.split()}
    assert len(messages) >= 8
    assert words & {"u", "uw", "the", "password", "your"} == set()


@pytest.mark.parametrize("letter", ["a", " ", "1", "é", "welkom", "!a1"])
def test_the_longest_password_is_judged_at_once(letter):
    passwords.without_known("x", frozenset())  # what is made once
    password = (letter * 100_000)[:100_000]

    start = time.process_time()
    said(password)

    assert time.process_time() - start < 0.2


def test_the_documentation_tells_which_lists_and_how_large():
    text = (passwords.OWN_WORDS.parents[2] / "docs" / "security.md").read_text()

    assert f"{len(passwords.easy_words())} woorden" in text
    assert "19.640 wachtwoorden" in text


def test_every_test_that_the_documentation_names_is_there():
    root = passwords.OWN_WORDS.parents[2]
    text = (root / "docs" / "security.md").read_text()
    named = set(re.findall(r"`(tests/[\w/.]+)`", text))

    assert len(named) > 25
    assert {path for path in named if not (root / path).exists()} == set()


def test_nothing_is_open_where_nothing_may_be():
    text = (passwords.OWN_WORDS.parents[2] / "docs" / "security.md").read_text()
    chapters = dict(re.findall(r"^### (\d+)\. .*?\n(.*?)(?=^### |\Z)", text, re.MULTILINE | re.DOTALL))

    assert set(chapters) == {str(number) for number in range(1, 18)}
    assert [number for number in ("2", "6", "7", "8") if "| open |" in chapters[number]] == []
    assert "| open |" in chapters["15"]
