"""Texts at level B1: what visitors read is measured, page by page."""

import pytest
from django.urls import reverse

from tests.access import all_rows, own_pages
from tests.calculator.web.typed import FAMILY, WORK, to_outcome
from tests.characters import CHARACTERS
from tests.reading import ease, sentences, stiff, words

EASY, LONGEST = 70, 28
START = reverse("calculator:start")
CALCULATOR = {
    "werk": {"naar": "werk"},
    "partner": {**WORK, "naar": "partner"},
    "kinderen": {**FAMILY, "naar": "kinderen"},
    "wonen": {**WORK, "naar": "wonen"},
    "overig": {**WORK, "naar": "overig"},
    "fouten": {**WORK, "work-step": "", "work-hours_now": "82", "stap": "werk", "naar": "partner"},
    "uitkomst": to_outcome(FAMILY),
    "uitkomst, minder uren": to_outcome({**FAMILY, "work-hours_wish": "20"}),
    **{name: {**FAMILY, "naar": name} for name in ("samen", "andersom", "januari", "vergelijk", "gesprek")},
}


def too_hard(said):
    """What to mend, in words."""
    to_mend = [f"te lang: {sentence}" for sentence in said if len(words(sentence)) > LONGEST]
    to_mend += [f"stijf woord: {word}" for word in sorted(stiff(said))]
    if ease(said) < EASY:
        to_mend.append(f"leesgemak {ease(said):.0f}, het moet {EASY} zijn")
    return to_mend


@pytest.mark.parametrize("name", CALCULATOR)
def test_a_teacher_can_read_it(client, name):
    said = sentences(client.post(START, CALCULATOR[name]).text)

    assert len(said) > 3
    assert too_hard(said) == []


@pytest.mark.django_db
@pytest.mark.parametrize("name", own_pages())
def test_a_page_has_no_stiff_words_or_endless_sentences(name, cast):
    row = all_rows()[name]
    allowed = next(character for character in CHARACTERS if row.expected[character] == 200)
    said = sentences(cast.client(allowed).get(reverse(name, kwargs=row.arguments(cast))).text)

    faults = [fault for fault in too_hard(said) if not fault.startswith("leesgemak")] if said else []
    assert faults == []


def test_the_measure_knows_plain_from_stiff():
    plain = ["Je werkt meer uren.", "Dan houd je meer over.", "Dat zie je hier."]
    office = ["Indien de belanghebbende voornoemde arbeidsduurwijziging verzoekt, geschiedt vaststelling onverwijld."]

    assert ease(plain) > 80
    assert ease(office) < 20
    assert stiff(office) == {"indien", "voornoemde", "geschiedt"}
