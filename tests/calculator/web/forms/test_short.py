"""Answers for a link: left out is what goes without saying, and nothing else."""

import pytest
from django.http import QueryDict
from django.urls import reverse

from calculator.web.forms.answers import STEPS, Answers
from calculator.web.forms.short import filled_in, needless
from tests.calculator.web.forms.typed import answers
from tests.calculator.web.presentation.households import TYPED
from tests.calculator.web.typed import FAMILY, to_outcome


def in_link(whole):
    """What is left of all answers."""
    left_out = needless(whole)
    short = QueryDict(mutable=True)
    for name, value in whole.carried():
        if name not in left_out:
            short[name] = value
    return short


@pytest.mark.parametrize("name", TYPED)
def test_a_household_comes_out_of_its_link_as_it_went_in(name):
    whole = answers(*TYPED[name], year=2026)
    assert whole.first_wrong is None
    short = in_link(whole)

    back = Answers(filled_in(short, year=2026), year=2026)

    assert back.first_wrong is None
    assert back.document() == whole.document()
    assert [back.is_answered(step) for step in STEPS] == [whole.is_answered(step) for step in STEPS]
    assert len(short.urlencode()) < len(whole.data.urlencode())


def test_a_step_with_nothing_but_defaults_stays_answered():
    whole = answers(*TYPED["alone"], year=2026)

    assert {name.partition("-")[0] for name in in_link(whole)} == {"work", "partner", "children", "home", "rest"}


def test_what_was_emptied_stays_empty():
    short = QueryDict("work-step=8&work-hours_now=28&work-hours_wish=")

    assert filled_in(short, year=2026)["work-hours_wish"] == ""
    assert filled_in(short, year=2026)["work-scale"] == "LB"


@pytest.mark.parametrize("total", ["", "x", "-1", "99999999999", "²", "12"])
def test_whatever_a_link_says_gets_a_page(client, total):
    response = client.post(
        reverse("calculator:start"), to_outcome({"uit-link": "1", "work-step": "8", "children-TOTAL_FORMS": total})
    )

    assert response.status_code == 200


def test_only_a_link_is_filled_in(client):
    typed = to_outcome({name: value for name, value in FAMILY.items() if name != "work-hours_wish"})
    wish = "Vul in aan hoeveel uur je denkt."

    assert wish in client.post(reverse("calculator:start"), typed).text
    assert wish not in client.post(reverse("calculator:start"), {**typed, "uit-link": "1"}).text
