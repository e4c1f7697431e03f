"""Why each part changes: every step of the engine is told, in words that fit who reads them."""

import re
from pathlib import Path

import pytest

import calculator
from calculator.household import parts
from calculator.household.parts import NET
from calculator.web.presentation.certainty import of_line
from calculator.web.presentation.explanation import explain, laws, plans
from tests.calculator.web.forms.typed import children, no_partner, other_home, own_home, partner_with, rent, rest, work
from tests.calculator.web.presentation.households import TYPED, outcome, outcome_of, plain

TOTAL = "te_besteden"
"""The sum of all parts: it's the answer itself."""


def rules_in_the_code():
    """The names that rules give their steps, read from the engine's own source."""
    root = Path(calculator.__file__).parent
    names = set()
    for file in [*root.glob("household/*.py"), *root.glob("rules/*.py")]:
        source = file.read_text()
        names |= set(re.findall(r'stap\(\s*"([a-z0-9_]+)"', source))
        # Rules of pay that share a sentence stand in a list of their own.
        names |= set(re.findall(r'\("([a-z_]+)", (?:pay|outcome)\.[a-z_]+, ', source))
    return names


def test_the_names_of_rules_are_found_in_the_code():
    assert {"brutoloon_maand", "vakantiegeld", "vakantiegeld_netto", "zorgtoeslag", TOTAL} <= rules_in_the_code()


def test_every_rule_of_the_engine_has_a_chapter():
    explained = {rule for plan in plans() for rule in plan.rules}

    assert rules_in_the_code() - explained == {TOTAL}


@pytest.mark.parametrize("name", TYPED)
def test_every_step_about_you_or_the_household_is_told(name):
    result = outcome_of(name)
    explained = {sentence for chapter in explain(result) for block in chapter.blocks for sentence in block.sentences}

    yours = {
        sentence for step in result.steps if step.person != 1 and step.rule != TOTAL for sentence in step.sentences(0)
    }

    assert len(yours) > 15
    assert yours <= explained


@pytest.mark.parametrize("name", TYPED)
def test_every_law_that_was_used_is_named(name):
    result = outcome_of(name)
    named = {law for chapter in explain(result) for law in chapter.laws}

    # A partner without any income has no chapter, so that one's laws may be unnamed.
    used = {step.wet for step in result.steps if step.rule != TOTAL and (step.person != 1 or result.together)}
    assert used - named <= {step.wet for step in result.steps if step.person == 1}
    assert set(laws(result.steps)) == {step.wet for step in result.steps if step.rule != TOTAL}


def chapter(result, title):
    return next((candidate for candidate in explain(result) if candidate.title == title), None)


def test_what_changes_comes_first():
    changes = [chapter.changes for chapter in explain(outcome_of("breadwinner"))]

    assert changes == sorted(changes, reverse=True)
    assert set(changes) == {True, False}


def test_what_stays_the_same_is_said_once():
    kinderbijslag = chapter(outcome_of("breadwinner"), "Kinderbijslag")

    assert (kinderbijslag.change, kinderbijslag.period, kinderbijslag.changes) == ("blijft gelijk", "", False)
    assert [block.at for block in kinderbijslag.blocks] == [""]


def test_what_changes_is_said_at_your_hours_and_at_your_wish():
    pension = chapter(outcome_of("fewer hours"), "Pensioenpremie")

    assert (plain(pension.change), pension.period, pension.zekerheid) == ("+ € 90", "per maand", "afgeleid")
    assert [block.at for block in pension.blocks] == ["Bij 36 uur", "Bij 24 uur"]
    assert plain(pension.blocks[1].sentences[0]) == (
        "Bij een volledige baan verdien je € 63.265 per jaar. Over de eerste € 19.200 betaal je geen premie. Over de "
        "rest betaal je 8,13 procent, naar verhouding van je uren: € 179,12 per maand."
    )


def test_without_a_change_of_hours_nothing_is_said_twice():
    assert all(block.at == "" for chapter in explain(outcome_of("no change")) for block in chapter.blocks)


def test_the_partner_is_told_about_in_the_third_person_on_both_sides_of_the_change():
    partners = chapter(outcome_of("credit changes hands"), "Inkomen en belasting van je partner")

    assert (plain(partners.change), partners.period) == ("+ € 3.032", "per jaar")
    assert [(block.at, [plain(sentence) for sentence in block.sentences]) for block in partners.blocks] == [
        ("", ["Je partner verdient € 47.772 per jaar. Daar gaat € 2.687 pensioenpremie af."]),
        (
            "Bij 24 uur",
            [
                "In box 1 is het inkomen van je partner € 40.014. Daarover is de belasting € 14.325.",
                "De combinatiekorting is voor jou, want je partner verdient meer uit werk.",
                "Er gaan kortingen van € 8.134 af. De belasting is dan € 6.191.",
            ],
        ),
        (
            "Bij 36 uur",
            [
                "In box 1 is het inkomen van je partner € 45.084. Daarover is de belasting € 16.229.",
                "Je partner krijgt de combinatiekorting van € 3.032, want jij verdient meer uit werk.",
                "Er gaan kortingen van € 10.842 af. De belasting is dan € 5.387.",
            ],
        ),
    ]


def test_what_the_partners_chapter_says_is_what_the_partners_part_changes():
    result = outcome_of("credit changes hands")

    assert plain(chapter(result, "Inkomen en belasting van je partner").change) == "+ € 3.032"
    assert result.wish.parts_year["net_partner"] - result.now.parts_year["net_partner"] == 3_032_00


def test_a_partner_without_income_and_nobody_at_all_have_no_chapter():
    for name in ("partner without wage", "alone"):
        assert chapter(outcome_of(name), "Inkomen en belasting van je partner") is None


def test_credit_that_is_paid_out_to_an_older_partner_is_told():
    older = partner_with("year", year_income="3.000", birth_year="1960")
    result = outcome(work(), older, children(), other_home(), rest())
    blocks = [block for chapter in explain(result) if "partner" in chapter.title for block in chapter.blocks]
    paid_out = result.wish.at(result.wish.partner.tax.uitbetaalde_heffingskorting)

    assert paid_out > 0
    assert [plain(block.sentences[-1]) for block in blocks] == [
        f"Je partner krijgt € {paid_out / 100:,.0f} aan heffingskorting uitbetaald.".replace(",", ".")
    ]


def test_an_allowance_for_which_nobody_asked_has_no_chapter():
    titles = {chapter.title for chapter in explain(outcome_of("alone"))}

    assert not titles & {"Huurtoeslag", "Kindgebonden budget", "Kinderopvangtoeslag", "Kinderbijslag", "Studieschuld"}
    assert {"Zorgtoeslag", "Brutoloon", "Loonheffing", "Inkomstenbelasting"} <= titles


@pytest.mark.parametrize("name", TYPED)
def test_a_chapter_shows_the_change_of_its_own_part(name):
    result = outcome_of(name)
    shown = {chapter.title: plain(chapter.change) for chapter in explain(result)}

    for title, rule in (("Huurtoeslag", "huurtoeslag"), ("Zorgtoeslag", "zorgtoeslag")):
        change = result.wish.parts_year[rule] - result.now.parts_year[rule]
        if title in shown:
            whole = (abs(change) * 2 + 1200) // 2400
            amount = f"{whole:,}".replace(",", ".")
            assert shown[title] == (f"{'+' if change > 0 else '−'} € {amount}" if whole else "blijft gelijk")


# How sure each part is


def of_part(result, key):
    return of_line(result, parts.lines()[key])


def test_a_part_is_as_sure_as_the_least_sure_rule_in_it():
    known = outcome(work(), no_partner(), children(), rent(), rest())

    assert of_part(known, "net") == "afgeleid"
    assert of_part(known, "zorgtoeslag") == ""
    assert of_part(known, "huurtoeslag") == ""


def test_what_lacks_a_piece_is_not_called_left_out():
    """At the top step the allowance wasn't found; the rest of the wage is there."""
    top = outcome(work(step="12"), no_partner(), children(), other_home(), rest())

    assert of_part(top, "net") == "deels"


def test_the_partners_part_has_the_partners_own_mark():
    sure = outcome(work(), partner_with("year", year_income="32.000"), children(), other_home(), rest())
    less = outcome(work(), partner_with("scale", scale="LB", step="3", hours="30"), children(), other_home(), rest())

    assert (of_part(sure, "net_partner"), of_part(less, "net_partner")) == ("", "afgeleid")


def test_certainty_looks_at_every_rule_of_pay_and_tax():
    before_allowances = [plan for plan in plans() if plan.title not in ("Pensioen later",)]
    until = next(place for place, plan in enumerate(before_allowances) if plan.title == "Zorgtoeslag")
    rules = {rule for plan in before_allowances[:until] for rule in plan.rules}

    # What payroll withholds only moves money within the year; these lean on no value of their own.
    withheld = {rule for rule in rules if rule.endswith("_netto")} | {
        "loonheffing", "nettoloon_maand", "bijzonder_tarief", "vakantiegeld", "eindejaarsuitkering", "brutoloon_maand",
        "verdeling_eigen_woning", "inkomstenbelasting", "eigenwoningforfait", "eigen_woning",
    }  # fmt: skip
    assert rules - withheld == set(NET.steps)


def test_an_own_home_is_told_with_the_tax():
    result = outcome(work(), no_partner(), children(), own_home(), rest())
    sentences = [plain(text) for block in chapter(result, "Inkomstenbelasting").blocks for text in block.sentences]

    assert "Voor een huis met een WOZ-waarde van € 380.000 telt € 1.330 per jaar als inkomen." in sentences
