"""Searching on SQLite, as these tests run; PostgreSQL is in tests/bootcamp/exchange/test_large.py."""

import pytest

from portal.people.models import Board
from portal.text import search
from tests.factories import make_board

pytestmark = pytest.mark.django_db


def boards_with(words):
    boards = search.matching(Board.objects.all(), words, "name")
    return sorted(boards.values_list("name", flat=True))


def test_every_word_must_occur_in_any_order_and_any_case():
    for board in ("Meer uren werken", "Werken met plezier", "Uren tellen 100%"):
        make_board(name=board)

    assert boards_with("werken UREN") == ["Meer uren werken"]
    assert boards_with("werk") == ["Meer uren werken", "Werken met plezier"]
    assert boards_with("100%") == ["Uren tellen 100%"]
    assert boards_with("%") == ["Uren tellen 100%"]
    assert boards_with("niets") == []
    assert len(boards_with("  ")) == 3


def test_words_are_limited_and_cleaned():
    assert search.plain_words("  a\x00b   c ") == "ab c"
    assert len(search.plain_words("x" * 5000)) == search.LONGEST
    assert len(search.plain_words("a " * 40).split()) == search.MOST_WORDS
