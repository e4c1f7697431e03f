"""Sentences at the edges: nothing changes, a loss, a shortage, each kind of pay."""

from types import SimpleNamespace

import pytest

from calculator.web.presentation import words
from tests.calculator.web.forms.typed import (
    children,
    elsewhere,
    gross,
    no_partner,
    other_home,
    partner,
    rent,
    rest,
    work,
)
from tests.calculator.web.presentation.households import outcome, plain

NOBODY = (no_partner(), children(), other_home())


def side(*, disposable=0, gross=0, premium=0, due=0, settlement=0, allowances=0, commute=0, benefits=0):
    """A side of an answer in which only this differs; cents a year."""
    return SimpleNamespace(
        disposable_year=disposable,
        disposable_month=round(disposable / 12),
        household_settlement_year=settlement,
        parts_year={"commute_cost": -commute},
        payroll=lambda of: 0,
        gross_year=gross,
        amount_year=lambda part: allowances if part.key == "huurtoeslag" else 0,
        tax_due_year=due,
        premium_year=premium,
        benefits_year=benefits,
    )


def answer(now, wish, *, extra=4, together=False):
    """An answer made up of two sides, to reach what no household of the tests does."""
    difference = wish.disposable_year - now.disposable_year
    more = wish.gross_year - now.gross_year
    return SimpleNamespace(
        now=now,
        wish=wish,
        extra_hours=extra,
        start_month=None,
        together=together,
        difference_year=difference,
        difference_month=round(difference / 12),
        per_hundred_gross=round(100 * difference / more) if more else None,
        changed=lambda of: of(wish) - of(now),
        misses_a_wage=False,
    )


@pytest.mark.parametrize(
    ("now", "wish", "extra", "title"),
    [
        (2000, 2100, 4, "Je houdt € 100 per maand meer over"),
        (2000, 1900, 4, "Je houdt € 100 per maand minder over"),
        (2000, 1900, -4, "Je houdt € 100 per maand minder over"),
        (2000, 2100, -4, "Je houdt € 100 per maand meer over"),
        (2000, 2000.4, 4, "Je houdt evenveel over"),
        (2000, 2000, 0, "Je hebt € 2.000 per maand te besteden"),
        (-100, -100, 0, "Je komt € 100 per maand tekort"),
        (-300, -100, 4, "Je komt € 200 per maand minder tekort"),
        (-100, -300, 4, "Je komt € 200 per maand meer tekort"),
        (-100, -100.3, 4, "Je komt evenveel tekort"),
        (-100, 100, 4, "Je houdt € 200 per maand meer over"),
        (100, -100, -4, "Je houdt € 200 per maand minder over"),
    ],
)
def test_the_title_tells_a_gain_and_a_loss_alike(now, wish, extra, title):
    of = answer(side(disposable=round(1200 * now)), side(disposable=round(1200 * wish)), extra=extra)

    assert plain(words.title(of)) == title


def test_together_the_title_speaks_of_both():
    sides = side(disposable=1200_00), side(disposable=2400_00)

    assert plain(words.title(answer(*sides, together=True))) == "Jullie houden € 100 per maand meer over"
    assert plain(words.title(answer(*sides, extra=0, together=True))) == "Jullie hebben € 100 per maand te besteden"
    short = side(disposable=-2400_00), side(disposable=-1200_00)
    assert plain(words.title(answer(*short, together=True))) == "Jullie komen € 100 per maand minder tekort"


@pytest.mark.parametrize(
    ("change", "extra", "said"),
    [
        (42_00, 4, "Van elke € 100 brutoloon erbij houd je € 42 over."),
        (0, 4, "Van elke € 100 brutoloon erbij houd je niets over."),
        (-5_00, 4, "Bij elke € 100 brutoloon erbij gaat er € 5 af van wat je te besteden hebt."),
        (120_00, 4, "Van elke € 100 brutoloon erbij houd je € 120 over."),
        (-42_00, -4, "Voor elke € 100 brutoloon minder lever je € 42 in."),
        (0, -4, "Voor elke € 100 brutoloon minder lever je niets in."),
        (5_00, -4, "Voor elke € 100 brutoloon minder komt er € 5 bij."),
    ],
)
def test_of_each_hundred_is_told_whichever_way_it_goes(change, extra, said):
    more = 100_00 if extra > 0 else -100_00

    of = answer(side(), side(disposable=change, gross=more), extra=extra)

    assert said in [plain(sentence) for sentence in words.lead(of)]


@pytest.mark.parametrize(
    ("wish", "extra", "why"),
    [
        ({"disposable": 500_00, "gross": 1000_00, "due": 300_00, "premium": 50_00}, 4,
         "De rest gaat naar belasting en pensioen."),
        ({"disposable": 500_00, "gross": 1000_00, "due": 300_00}, 4, "De rest gaat naar belasting."),
        ({"disposable": 900_00, "gross": 1000_00, "due": 5_00, "premium": 50_00}, 4, "De rest gaat naar pensioen."),
        ({"disposable": 1000_00, "gross": 1000_00}, 4, ""),
        ({"disposable": 1200_00, "gross": 1000_00, "due": 300_00, "premium": 50_00}, 4, ""),
        ({"disposable": 500_00, "gross": 1000_00, "due": 300_00, "allowances": -200_00}, 4,
         "De rest gaat naar belasting, en je krijgt minder huurtoeslag."),
        ({"disposable": -500_00, "gross": 1000_00, "due": 300_00, "allowances": -1200_00}, 4,
         "Je loon stijgt, maar er gaat evenveel of meer af, en je krijgt minder huurtoeslag."),
        ({"disposable": 500_00, "gross": 1000_00, "due": 300_00, "commute": 100_00}, 4,
         "De rest gaat naar belasting. Je reiskosten worden hoger."),
        ({"disposable": 100_00, "gross": 1000_00, "due": 100_00, "benefits": -700_00}, 4,
         "De rest gaat naar belasting. De uitkering wordt lager."),
        ({"disposable": -500_00, "gross": -1000_00, "due": -300_00, "premium": -50_00, "commute": -100_00}, -4,
         "Je betaalt minder belasting en pensioenpremie. Je reiskosten worden lager."),
        ({"disposable": -500_00, "gross": -1000_00, "due": 300_00, "allowances": 200_00}, -4,
         "Je krijgt meer huurtoeslag."),
    ],
)  # fmt: skip
def test_only_what_really_changes_is_named(wish, extra, why):
    of = answer(side(), side(**wish), extra=extra)

    assert words._why(of) == why


@pytest.mark.parametrize(
    ("difference", "said"),
    [
        (0, "Ook over het hele jaar is er geen verschil."),
        (3_00, "Over het hele jaar is het € 3 meer."),
        (-3_00, "Over het hele jaar is het € 3 minder."),
        (120_00, "Dat is € 120 per jaar."),
    ],
)
def test_a_year_of_nearly_nothing_is_told_with_its_sign(difference, said):
    assert plain(words.lead(answer(side(), side(disposable=difference)))[0]) == said


@pytest.mark.parametrize(
    ("typed", "counted"),
    [
        (gross("2.400"), "Je vakantiegeld, je eindejaarsuitkering en je belastingaangifte tellen mee."),
        (elsewhere("2.400", "20", "30"), "Je vakantiegeld en je belastingaangifte tellen mee."),
        (elsewhere("2.400", "20", "30", holiday_percent="0"), ""),
    ],
)
def test_what_comes_once_a_year_is_named_only_when_it_is_there(typed, counted):
    first, *_ = words.lead(outcome(typed, *NOBODY, rest(pension="none")))

    assert first.endswith(f"per jaar. {counted}".strip())


def test_a_month_after_a_new_pay_table_is_said_to_be_one():
    with_table, without = (outcome(typed, *NOBODY, rest()) for typed in (work(), gross("3.211")))

    assert words.figures(with_table)[0][1] == "op je loonstrook, gewone maand vanaf november"
    assert words.figures(without)[0][1] == "op je loonstrook, gewone maand"


def test_the_four_figures_stand_apart():
    result = outcome(work(), partner(), children("1-9-2018", "1-3-2020"), rent(), rest())
    now, wish = result.now, result.wish

    month, allowances, extras, hour = (plain(amount) for amount, _ in words.figures(result))

    assert month == f"+ € {round((wish.net_month - now.net_month) / 100)}"
    assert allowances == f"− € {round((now.allowances_year - wish.allowances_year) / 1200)}"
    total = result.changed(lambda side: side.special_net_year + side.household_settlement_year)
    assert extras == f"+ € {round(total / 100)}"
    assert hour == f"+ € {round(result.difference_year / (4 * 52 * 100))}"


def test_what_someone_has_without_a_change_is_told_whole():
    result = outcome(work("28", "28"), *NOBODY, rest())

    assert [plain(f"{amount} {label}") for amount, label in words.figures(result)] == [
        "€ 2.613 op je loonstrook, gewone maand vanaf november",
        "€ 0 aan toeslagen, per maand",
        "€ 3.783 vakantiegeld en eindejaar en je aangifte samen, netto per jaar",
        "€ 209 pensioenpremie die je zelf betaalt, per maand",
    ]
