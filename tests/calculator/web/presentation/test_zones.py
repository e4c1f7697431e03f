"""Your zone in words: whatever the sentence says is so at every hour that it speaks of."""

import os
import random
import re
from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculator.household.calculation import calculate_all
from calculator.household.intake.document import read_document
from calculator.household.intake.faults import Faults
from calculator.web.presentation.zones import cut, hourly, sentence, shaded, where, zone
from tests.calculator.extended import questions
from tests.calculator.web.presentation.households import TYPED, outcome_of, plain

HOW_MANY = int(os.environ.get("HOUSEHOLDS", "30"))
PHRASE = re.compile(
    r"(?:[Hh]et uur van (?P<before>\d+) naar (?P<hour>\d+)|[Vv]an (?P<first>\d+) tot (?P<last>\d+) uur|"
    r"[Vv]anaf (?P<onward>\d+) uur)(?: (?P<verb>levert|kost)( elk uur)?)? "
    r"(?:(?P<nothing>niets)|€ (?P<low>[\d.]+)(?: tot € (?P<high>[\d.]+))?)(?: per maand)?(?: op)?"
)


def outcome(gains, now, wish, *, more=()):
    """Of the amounts that an hour more brings, in euros a month."""
    left = np.cumsum([0, *gains]) * 1200
    curve = SimpleNamespace(hours=[*range(0, 100 * len(left), 100), *more], disposable_year=[*left, *([0] * len(more))])
    return SimpleNamespace(curve=curve, hours_now=now, hours_wish=wish)


def spoken(words, top):
    """(hour, lowest, highest) for each of the hours that a sentence speaks of."""
    verb = None
    for phrase in words.removesuffix(".").split("; "):
        match = PHRASE.fullmatch(phrase)
        assert match, phrase
        verb = match["verb"] or verb
        if match["hour"]:
            assert int(match["before"]) == int(match["hour"]) - 1
            hours = [int(match["hour"])]
        elif match["onward"]:
            hours = range(int(match["onward"]) + 1, top + 1)
        else:
            hours = range(int(match["first"]) + 1, int(match["last"]) + 1)
        low = 0 if match["nothing"] else int(match["low"].replace(".", ""))
        high = int(match["high"].replace(".", "")) if match["high"] else low
        for hour in hours:
            yield (hour, -high, -low) if verb == "kost" else (hour, low, high)


def is_so(words, gains, start):
    """Speaks of the hours from `start` on, without leaving one out, and is right about all of them."""
    said = list(spoken(plain(words), len(gains)))
    assert [hour for hour, _, _ in said] == list(range(start + 1, start + 1 + len(said)))
    for hour, low, high in said:
        assert low <= gains[hour - 1] <= high, (words, hour)
    assert bool(said) == (start < len(gains))
    return True


def test_a_zone_reads_as_a_sentence():
    gains = [100] * 24 + [18, 20, 30, 25, 25, 24, 22, 18, 21] + [53, 62, 60, 60, 58, 57, 55]

    assert plain(zone(outcome(gains, 24, 28))) == (
        "Van 24 tot 33 uur levert elk uur € 18 tot € 30 per maand op; vanaf 33 uur € 53 tot € 62."
    )


@pytest.mark.parametrize(
    ("gains", "expected"),
    [
        ([50, 50, 50], "Van 0 tot 3 uur levert elk uur € 50 per maand op."),
        (
            [60, 60, -120, 60, 60],
            (
                "Van 0 tot 2 uur levert elk uur € 60 per maand op; het uur van 2 naar 3 kost € 120; "
                "vanaf 3 uur levert elk uur € 60 op."
            ),
        ),
        ([-120, 60], "Het uur van 0 naar 1 kost € 120 per maand; het uur van 1 naar 2 levert € 60 op."),
        (
            [-20, -30, 0, 0],
            "Van 0 tot 2 uur kost elk uur € 20 tot € 30 per maand; vanaf 2 uur levert elk uur niets op.",
        ),
        ([0], "Het uur van 0 naar 1 levert niets op."),
        ([], ""),
        (
            [1, -1, 1, -1, 1],
            (
                "Het uur van 0 naar 1 levert € 1 per maand op; het uur van 1 naar 2 kost € 1; "
                "het uur van 2 naar 3 levert € 1 op."
            ),
        ),
    ],
)
def test_what_costs_and_what_brings_nothing_is_said_too(gains, expected):
    assert plain(zone(outcome(gains, 0, 0))) == expected


def test_it_begins_at_the_fewest_of_your_hours_and_looks_at_whole_hours_only():
    gains = [100, 90, 80, 10, 20]

    assert hourly(outcome(gains, 3, 2, more=(350, 486))) == gains
    assert plain(zone(outcome(gains, 4.5, 3.25))) == "Van 3 tot 5 uur levert elk uur € 10 tot € 20 per maand op."
    assert zone(outcome(gains, 5, 5)) == ""


@given(st.lists(st.one_of(st.integers(-300, 300), st.sampled_from([0, 20, 60])), max_size=48), st.data())
def test_each_sentence_is_so_for_any_amounts(gains, data):
    start = data.draw(st.integers(0, len(gains)))
    stretches = cut(start, gains[start:])

    assert [hour for one in stretches for hour in range(one.first, one.last + 1)] == [*range(start + 1, len(gains) + 1)]
    for shown in range(1, len(stretches) + 1):
        words = sentence(stretches[:shown], goes_on=shown == len(stretches))
        assert is_so(words, gains, start)


@pytest.mark.parametrize("name", TYPED)
def test_each_sentence_is_so_for_households_that_differ(name):
    answer = outcome_of(name)

    assert is_so(zone(answer), hourly(answer), int(min(answer.hours_now, answer.hours_wish)))


@pytest.mark.parametrize("question", questions.ALL, ids=lambda question: question.__name__)
def test_each_sentence_is_so_for_random_households(question):
    """HOUSEHOLDS=10000 tries that many of each question."""
    pick, answered = random.Random(question.__name__), 0
    for _ in range(HOW_MANY):
        document = {**question(2026, pick), "hours": [pick.randint(0, 39), pick.randint(0, 39)]}
        try:
            curve = calculate_all(read_document(document)).curve
        except Faults:
            continue
        answered += 1
        now, wish = document["hours"]
        of_household = SimpleNamespace(curve=curve, hours_now=now, hours_wish=wish)
        assert is_so(zone(of_household), hourly(of_household), min(now, wish))
    assert answered > HOW_MANY / 2


@pytest.mark.parametrize(
    ("now", "wish", "hours"),
    [(2, 4, (2, 6)), (4, 2, (2, 6)), (0, 5, (2, 6)), (5, 0, (2, 6)), (6, 8, (6, 8)), (2, 2, (2, 6)), (8, 8, None)],
)
def test_the_stretch_that_is_shaded_holds_most_of_the_hours_between_yours_and_your_wish(now, wish, hours):
    zone = shaded(outcome([90, 90, 30, 30, 30, 30, -40, -40], now, wish))

    assert (zone and (zone.first, zone.last)) == hours


@pytest.mark.parametrize("name", TYPED)
def test_the_picture_shades_a_stretch_of_which_the_words_are_true(name):
    result = outcome_of(name)
    zone = shaded(result)

    gains = hourly(result)
    if zone is None:
        assert min(result.hours_now, result.hours_wish) >= len(gains)
    else:
        spoken_of = spoken(plain(zone.words), len(gains))
        assert [hour for hour, _, _ in spoken_of] == list(range(zone.first + 1, zone.last + 1))
        assert all(low <= gains[hour - 1] <= high for hour, low, high in spoken_of)


def test_what_is_in_shade_is_told_when_the_sentence_stops_before_it():
    gains = [800, 70, 70, 70, 5, 90, 90, 90, 90, 90, 90, 90, 90, 90]

    assert plain(where(outcome(gains, 14, 0))) == (
        "Gekleurd in het plaatje: van 5 tot 14 uur levert elk uur € 90 per maand op."
    )
    assert plain(where(outcome(gains, 5, 8))) == "Gekleurd in het plaatje: van 5 tot 14 uur."
    assert where(outcome(gains, 14, 14)) == ""
