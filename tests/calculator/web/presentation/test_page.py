"""Everything together, as the templates get it."""

import re

import pytest

from calculator.web.presentation.page import for_paper, for_screen, in_short, shared
from tests.calculator.charts.svg import Drawing
from tests.calculator.web.presentation.households import TYPED, outcome_of

DRAWINGS = ("chart", "chart_narrow", "per_hour", "per_hour_narrow")


@pytest.mark.parametrize("name", TYPED)
def test_no_two_drawings_on_the_page_share_an_id(name):
    page = for_screen(outcome_of(name))
    drawn = [page[key] for key in DRAWINGS] + [swatch for _, swatch in page["parts"]]
    ids = [own_id for svg in drawn for own_id in Drawing(svg).ids]

    assert len(ids) == len(set(ids))
    assert {url for svg in drawn for url in re.findall(r"url\(#([^)]+)\)", svg)} <= set(ids)


@pytest.mark.parametrize("name", TYPED)
def test_the_numbers_in_the_chart_are_those_in_the_list(name):
    page = for_screen(outcome_of(name))
    numbers = {str(jump.number) for jump in page["jumps"].numbered}

    for key in ("chart", "chart_narrow"):
        drawing = Drawing(page[key])
        bold = {
            label.text for label in drawing.all("text") if label.get("font-weight") == "700" and label.text.isdigit()
        }
        assert bold == numbers


@pytest.mark.parametrize("name", TYPED)
def test_the_chart_says_the_same_amounts_as_the_table(name):
    page = shared(outcome_of(name))
    words = " ".join(Drawing(page["chart"]).words).replace("\u00a0", " ")

    assert page["total"].now.replace("\u00a0", " ") in words
    assert page["total"].wish.replace("\u00a0", " ") in words


def test_the_screen_and_the_paper_have_what_they_share():
    result = outcome_of("breadwinner")
    both = set(shared(result))

    assert both <= set(for_screen(result))
    assert both <= set(for_paper(result))
    assert set(for_paper(result)["notes"]) >= set(result.notes) | set(shared(result)["small_print"])


def test_on_paper_the_alternative_text_of_the_picture_has_the_amounts():
    result = outcome_of("breadwinner")
    screen, paper = Drawing(shared(result)["chart"]), Drawing(for_paper(result)["chart"])

    assert paper.title == f"{screen.title}. {screen.description}"
    assert "bij 32 uur €\u00a06.152" in paper.title
    assert paper.all("desc") == []
    assert paper.root.get("aria-labelledby") in paper.ids


def test_full_time_is_shown_and_the_slider_stays_at_whole_hours():
    page = shared(outcome_of("elsewhere"))

    assert (page["top"], page["slider_top"]) == ("36,86", 36)


def test_beside_the_questions_the_answer_is_short():
    short = in_short(outcome_of("skipped"))

    assert short["not_answered"] == "je partner, kinderen, hoe je woont en spaargeld"
    assert short["title"].startswith("Je houdt")
