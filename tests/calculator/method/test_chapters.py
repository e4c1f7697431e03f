"""The texts beside the rules: none is forgotten, and none holds an amount of its own."""

import importlib
import pkgutil
import re

import pytest

from calculator import rules
from calculator.engine.values import PARAMETERS, Zekerheid
from calculator.household.years import COMPLETE
from calculator.method import cells, chapters, curves, pages
from calculator.rules import cao
from tests.reading import ease, stiff, words

CHAPTERS = chapters.chapters()
SENTENCES = [
    (slug, sentence)
    for slug, chapter in CHAPTERS.items()
    for sentence in (chapter.wat, *chapter.formule, *chapter.vroeger, *chapter.niet)
]
SUPPORT_OF_ANOTHER = {"maanden", "huurtoeslag_waarden", "huurtoeslag_uitleg", "kinderopvangtabel", "cao_po"}
"""Modules whose own docstring need not say what isn't modelled."""


def modules():
    return [module.name for module in pkgutil.iter_modules(rules.__path__)]


def test_every_module_of_the_rules_is_told():
    described = {module for chapter in CHAPTERS.values() for module in chapter.modules}

    assert len(modules()) > 30
    assert described == set(modules())


def test_every_agreement_is_told_also_one_without_a_table_yet():
    described = {values for group in chapters.all_groups() for chapter in group.chapters for values in chapter.values}

    assert len(cao.KNOWN) > 3
    assert all({agreement.terms, agreement.tables} <= described for agreement in cao.KNOWN.values())
    assert "cao-vvt" not in CHAPTERS


def test_every_parameter_file_is_told_once():
    described = [values.rule for chapter in CHAPTERS.values() for values in chapter.values]

    assert sorted(described) == sorted(path.stem for path in PARAMETERS.glob("*.toml"))


@pytest.mark.parametrize("slug", CHAPTERS)
def test_every_value_has_a_name(slug):
    chapter = CHAPTERS[slug]
    nameless = []

    for values in chapter.values:
        for period in values.periods:
            for path in cells.cells(period):
                for end in range(1, len(path) + 1):
                    try:
                        chapter.name(path[:end])
                    except KeyError:
                        nameless.append(path[:end])

    assert nameless == []


def test_a_value_without_a_name_is_seen():
    with pytest.raises(KeyError):
        CHAPTERS["zorgtoeslag"].name(("een_nieuwe_waarde",))


@pytest.mark.parametrize("slug", CHAPTERS)
def test_every_chapter_is_whole(slug):
    chapter = CHAPTERS[slug]

    assert chapter.titel
    assert chapter.wat
    assert chapter.formule
    assert all(chapter.laws)
    assert chapter.laws
    assert (slug in curves.pictures()) != bool(chapter.geen_plaatje)
    assert len(chapter.values) == 1 or set(chapter.bestanden) == {values.rule for values in chapter.values}


def test_every_picture_is_of_a_chapter():
    assert set(curves.pictures()) < set(CHAPTERS)


@pytest.mark.parametrize("module", modules())
def test_what_a_module_does_not_model_is_said_on_its_page(module):
    documentation = importlib.import_module(f"calculator.rules.{module}").__doc__
    of_module = [chapter for chapter in CHAPTERS.values() if module in chapter.modules]

    if re.search(r"not modelled|missing, so|refused by name", documentation, re.I):
        assert module not in SUPPORT_OF_ANOTHER
        assert all(chapter.niet for chapter in of_module)
    assert of_module


@pytest.mark.parametrize("slug", CHAPTERS)
def test_every_sentence_is_filled_with_values_in_force(slug):
    for year in COMPLETE[-2:]:
        sentences = pages.chapter(slug, year)["formule"]

        assert all("{" not in sentence for sentence in sentences)
    assert all(chapters.NOT_FOUND not in sentence for sentence in sentences)


def test_no_sentence_holds_an_amount_of_its_own():
    amount = re.compile(r"€\s*\d|\d\s*(?:%|procent)|\d+[.,]\d{2,}")

    assert len(SENTENCES) > 150
    assert [pair for pair in SENTENCES if amount.search(pair[1])] == []


@pytest.mark.parametrize("slug", CHAPTERS)
def test_the_text_is_plain(slug):
    chapter = CHAPTERS[slug]
    texts = [chapter.wat, *pages.chapter(slug, COMPLETE[-1])["formule"], *chapter.vroeger, *chapter.niet]
    said = [sentence for text in texts for sentence in re.split(r"(?<=[.?:;])\s", text)]

    assert all(text.endswith((".", "?")) for text in texts)
    assert [sentence for sentence in said if len(words(sentence)) > 28] == []
    assert stiff(said) == set()
    assert ease(said) > 55


def test_all_of_it_is_easy():
    assert ease([re.sub(r"\{[^}]+\}", "1", sentence) for _, sentence in SENTENCES]) > 70


@pytest.mark.parametrize("group", chapters.groups(), ids=lambda group: group.slug)
def test_names_are_not_left_behind(group):
    """A name in the texts that no value bears (any more) would hide a spelling mistake."""
    borne, spoken = set(), set()

    for chapter in group.chapters:
        spoken |= {part.removesuffix("[]") for name in chapter.namen for part in name.split(".")}
        for values in chapter.values:
            for period in values.periods:
                borne |= {str(part) for path in cells.cells(period) for part in path} | set(cells.table_names(period))

    assert spoken - borne == set()


def test_certainty_is_one_that_the_engine_knows():
    assert set(pages.MEANING) == set(Zekerheid) - {Zekerheid.ONTBREEKT}
