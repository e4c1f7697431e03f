"""Words with a slip of the finger, and how long looking for them takes."""

import time

import pytest

from portal.text import search


@pytest.mark.parametrize(
    ("typed", "nearest"),
    [
        ("vuurvinder", ["vuurvlinder"]),
        ("vuurvlidner", ["vuurvlinder"]),
        ("vuurvln", ["vuurvli"]),
        ("kulemborg", ["culemborg"]),
        ("culmbor", ["culembo", "culemborg"]),
        ("tiel", ["tiel"]),
        ("til", []),
        ("heelanders", []),
        ("", []),
    ],
)
def test_the_nearest_word_is_a_slip_of_the_finger_away(typed, nearest):
    assert search.nearest(typed, ["vuurvlinder", "culemborg", "tiel", "zonnewijzer"]) == nearest


def test_words_are_kept_without_capitals_accents_and_marks():
    assert search.plain("  Eén-Voor'allen, DAMWÂLD\x00 (İst.) ") == "een voor allen damwald ist"


def test_a_long_list_of_words_is_looked_through_at_once():
    vocabulary = {f"school{number:05}naam" for number in range(12_000)}
    began = time.process_time()

    search.nearest("x" * search.LONGEST_WORD, vocabulary)
    search.nearest("schol12345nam", vocabulary)

    assert time.process_time() - began < 5
