"""What the check of a file finds: faults, points to look at, differences, and what people notice."""

from datetime import date, datetime, time
from decimal import Decimal

import pytest

from calculator.engine.in_use import BASE, using
from calculator.releases import document, layers, shape
from calculator.releases.checking import complete, differences, effects
from calculator.releases.checking.report import check
from calculator.releases.document import Block
from calculator.releases.kinds import ALL, RULES
from calculator.releases.reading import About, What
from calculator.releases.samples import SAMPLES
from calculator.rules import cao, zorgtoeslag
from tests.calculator.releases.released import SUPPORT, zorg

VALUES = About(What.VALUES, ("bron",))
YEAR = (date(2026, 1, 1), date(2026, 12, 31))


def faults(rule, *paths, year=2026, **changes):
    """Faults of the values of the code with other ones in their place; `paths` lead to values to leave out."""
    block = shape.as_block(next(period for period in RULES[rule].in_force.base if period.vanaf.year == year))
    for path in paths:
        block.pop(path)
    return [(f.place, f.text) for f in complete.faults_in([Block(RULES[rule], {**block, **changes})])]


def report(content, *, over=BASE, about=VALUES, name="waarden.toml"):
    return check(name, content, about, over=over)


def points(checked, kind):
    return [(point["place"], point["text"]) for point in checked.summary[kind]]


# Complete and in range.

TOO_MUCH = "is te groot om te kloppen. Het mag hooguit"
NOT_SURE = "is geen zekerheid. Kies uit bevestigd, één bron, afgeleid, voorstel."
NO_VALUE = "“premie” is geen waarde van deze regeling."
NO_FILE = "Noem hier geen bestand. Zet de tabel zelf erbij, als “regels”."
NAMES = "Hier horen waarden met een naam te staan."
MISSING = "Deze waarde ontbreekt."


def test_the_values_of_the_code_have_no_fault():
    blocks = [Block(rule, shape.as_block(period)) for rule in ALL for period in rule.in_force.base]

    assert len(blocks) > 150
    assert complete.faults_in(blocks) == []


def test_a_value_that_is_missing_is_named():
    assert faults("zorgtoeslag", "standaardpremie", "afbouw") == [
        ("Zorgtoeslag 2026, standaardpremie", "Deze waarde ontbreekt."),
        ("Zorgtoeslag 2026, afbouw", "Deze waarde ontbreekt."),
    ]


@pytest.mark.parametrize(
    ("changes", "place", "text"),
    [
        ({"standardpremie": 1}, "standardpremie", "Deze waarde kent de regeling niet. Bedoel je “standaardpremie”?"),
        ({"standaardpremie": "veel"}, "standaardpremie", "“veel” is geen getal."),
        ({"standaardpremie": True}, "standaardpremie", "“True” is geen getal."),
        ({"standaardpremie": -1}, "standaardpremie", "“-1” is lager dan nul. Dat kan hier niet."),
        ({"standaardpremie": Decimal("1.5")}, "standaardpremie", "“1,5”: hier horen hele euro's."),
        ({"standaardpremie": Decimal("NaN")}, "standaardpremie", f"“NaN” {TOO_MUCH} 100000000 zijn."),
        ({"standaardpremie": 10**9}, "standaardpremie", f"“1000000000” {TOO_MUCH} 100000000 zijn."),
        ({"afbouw": 300}, "afbouw", f"“300” {TOO_MUCH} 250 zijn."),
        ({"afbouw": Decimal("1.2345")}, "afbouw", "“1,2345”: hier horen hooguit drie cijfers achter de komma."),
        ({"zekerheid": "zeker"}, "zekerheid", f"“zeker” {NOT_SURE}"),
        ({"zekerheid": "ontbreekt"}, "zekerheid", f"“ontbreekt” {NOT_SURE}"),
        ({"zekerheid_van": {"premie": "afgeleid"}}, "zekerheid_van.premie", NO_VALUE),
        ({"bron": []}, "bron", "Zeg waar deze waarden vandaan komen."),
        ({"bron": "x" * 2001}, "bron.1", "Deze tekst is 2001 letters lang. Het mogen er hooguit 2000 zijn."),
        ({"bron": "a\x00b"}, "bron.1", "In deze tekst staan tekens die geen letters zijn."),
        ({"bron": "a\u202eb"}, "bron.1", "In deze tekst staan tekens die geen letters zijn."),
        ({"bron": 3}, "bron", "Hier hoort een lijst te staan."),
        ({"normpremie_alleen": 5}, "normpremie_samen", "Dit is lager dan normpremie_alleen. Dat kan niet."),
    ],
)  # fmt: skip
def test_a_value_that_cant_be_is_told_with_what_can(changes, place, text):
    assert faults("zorgtoeslag", **changes) == [(f"Zorgtoeslag 2026, {place}", text)]


def test_a_moment_is_no_day():
    ((place, text),) = faults("zorgtoeslag", vanaf=datetime.combine(date(2026, 1, 1), time()))

    assert place == "Zorgtoeslag 2026, vanaf"
    assert text == "“2026-01-01 00:00:00” is geen datum."


@pytest.mark.parametrize(
    ("days", "text"),
    [
        (("2026-12-31", "2026-01-01"), "Deze periode eindigt voor hij begint."),
        (("2026-01-01", "2026-06-30"), "Deze waarden gelden per kalenderjaar: van 1 januari tot en met 31 december."),
        (("1926-01-01", "1926-12-31"), "Een periode ligt tussen 2015 en 2099."),
        (("9999-01-01", "9999-12-31"), "Een periode ligt tussen 2015 en 2099."),
        (("0001-01-01", "2026-12-31"), "Een periode ligt tussen 2015 en 2099."),
    ],
)
def test_values_of_a_year_hold_whole_years(days, text):
    first, last = map(date.fromisoformat, days)

    assert [fault for _, fault in faults("zorgtoeslag", vanaf=first, tot_en_met=last)] == [text]


def test_pay_tables_hold_whole_months():
    assert faults("cao_po_tabellen", vanaf=date(2026, 1, 15), tot_en_met=date(2026, 3, 31), year=2025) == [
        (
            "Salaristabel cao primair onderwijs 15-01-2026 tot en met 31-03-2026",
            "Een periode begint op de eerste en eindigt op de laatste dag van een maand.",
        )
    ]
    assert faults("cao_po_tabellen", vanaf=date(2028, 2, 1), tot_en_met=date(2028, 2, 29), year=2025) == []


BRACKETS = [{"tot": 100, "tarief": 30}, {"tot": 200, "tarief": 40}, {"tarief": 50}]
UPSIDE_DOWN = [BRACKETS[1], BRACKETS[0], BRACKETS[2]]
TWO_PRICES = {"bso": 9, "dagopvang": 10}


@pytest.mark.parametrize(
    ("rule", "changes", "place", "text"),
    [
        ("schijven", {"aow": BRACKETS[:2]}, "aow", "Alleen de laatste schijf heeft geen “tot”."),
        ("schijven", {"aow": []}, "aow", "Alleen de laatste schijf heeft geen “tot”."),
        ("schijven", {"aow": UPSIDE_DOWN}, "aow.2.tot", "Dit is niet hoger dan de regel ervoor (200)."),
        ("eigen_woning", {"forfait": [{"boven": 10, "percentage": 1}]}, "forfait", "De eerste regel begint bij 0."),
        ("bijzondere_beloningen", {"rijen": []}, "rijen", "De eerste regel begint bij 0."),
        ("kinderopvangtoeslag", {"maximale_uurprijs": TWO_PRICES}, "maximale_uurprijs.gastouder", MISSING),
        ("kinderopvangtoeslag", {"tabel": "x.csv"}, "tabel", NO_FILE),
        ("kinderopvangtoeslag", {"maximum_uren": 0}, "maximum_uren", "Dit kan geen 0 zijn."),
        ("kinderopvangtoeslag", {"maximale_uurprijs": [1]}, "maximale_uurprijs", NAMES),
        ("huurtoeslag", {"rechte_lijn": {"een": {}}}, "rechte_lijn.een.basishuur", MISSING),
        ("huurtoeslag", {"leeftijdsgrens": "23"}, "leeftijdsgrens", "“23” is geen getal."),
        ("huurtoeslag", {"ouderen_apart": 1}, "ouderen_apart", "“1” is geen ja of nee."),
        ("cao_po", {"fonds": "bpf"}, "fonds", "Kies uit abp, pfzw of none."),
        ("cao_po", {"voltijd_uren": 0}, "voltijd_uren", "Dit kan geen 0 zijn."),
        ("cao_po", {"factor_cijfers": 99}, "factor_cijfers", "Hooguit 6 cijfers."),
        ("pensioen_abp", {"maximum": 1000}, "maximum", "Dit is lager dan franchise. Dat kan niet."),
    ],
)  # fmt: skip
def test_each_rule_knows_what_cant_be(rule, changes, place, text):
    said = faults(rule, **changes)

    assert (f"{RULES[rule].title} 2026, {place}", text) in said


def test_what_only_the_rule_itself_knows_is_told_too():
    ((place, text),) = faults("huurtoeslag", opslag=Decimal("-47.57"))

    assert place == "Huurtoeslag 2026"
    assert "opslag hoort bij de parabool" in text


@pytest.mark.parametrize(
    ("changes", "place", "text"),
    [
        ({"schalen": {}}, "schalen", "Er staat geen enkele schaal in."),
        ({"schalen": {"LB": []}}, "schalen.LB", "Deze schaal heeft geen treden."),
        ({"schalen": {"LB": [0]}}, "schalen.LB.1", "Een salaris kan geen 0 zijn."),
        ({"schalen": {"LB": [1]}, "eerste_trede": {"LC": 2}}, "eerste_trede.LC", "Schaal LC staat niet in deze tabel."),
    ],
)
def test_a_pay_table_has_scales_with_amounts(changes, place, text):
    days = {"vanaf": YEAR[0], "tot_en_met": YEAR[1], "bevestigde_treden": {}}

    ((where, fault),) = faults("cao_po_tabellen", year=2025, **days, **changes)

    assert (where, fault) == (f"Salaristabel cao primair onderwijs 2026, {place}", text)


def test_no_day_is_twice_in_one_file():
    checked = report(zorg(2026) + zorg(2026))

    assert points(checked, "faults") == [("Zorgtoeslag 2026", "Deze periode overlapt met die van Zorgtoeslag 2026.")]
    assert checked.document == ""


def test_a_file_with_every_row_wrong_is_told_by_its_first_faults():
    rows = "".join(f"toeslag{n};2027-01-01;2027-12-31;x;1\n" for n in range(300))

    checked = report(f"regel;vanaf;tot_en_met;naam;waarde\n{rows}".encode(), name="waarden.csv")

    assert len(checked.summary["faults"]) == 200
    assert checked.summary["more_faults"] == 100


# Differences.


def test_values_are_laid_beside_those_in_force():
    block = Block(RULES["zorgtoeslag"], {**shape.as_block(zorgtoeslag.IN_FORCE.in_year(2026)), "standaardpremie": 2649})

    comparison = differences.compare(block)

    assert comparison.with_what == "de waarden die nu gelden (01-01-2026 tot en met 31-12-2026)"
    assert [row.as_json() for row in comparison.rows] == [
        {
            "name": "standaardpremie, per jaar",
            "key": "standaardpremie",
            "old": "€\u00a02.119",
            "new": "€\u00a02.649",
            "change": "+\u00a025,0\u00a0%",
            "is_large": True,
        }
    ]
    assert comparison.same == 7


def test_a_quarter_more_or_less_is_still_no_large_change():
    now = shape.as_block(zorgtoeslag.IN_FORCE.in_year(2026))
    changed = {"vermogensgrens_alleen": 146011 * 5 // 4, "vermogensgrens_samen": 184633 * 3 // 4 + 1}

    comparison = differences.compare(Block(RULES["zorgtoeslag"], {**now, **changed}))

    assert [row.is_large for row in comparison.rows] == [False, False]


def test_values_of_a_new_year_are_laid_beside_the_year_before():
    block = Block(RULES["zorgtoeslag"], document.from_text(zorg(2027).decode())["zorgtoeslag"][0])

    comparison = differences.compare(block)

    assert comparison.is_before
    assert comparison.with_what == "de waarden van 01-01-2026 tot en met 31-12-2026"


def test_of_what_is_new_there_is_nothing_to_compare():
    values = {"vanaf": YEAR[0], "tot_en_met": YEAR[1], "bron": ["Cao VVT"], "zekerheid": "bevestigd", "marge": 0}
    block = Block(
        RULES["cao_vvt_tabellen"], {**values, "schalen": {"FWG35": [2500, 2600]}, "eerste_trede": {"FWG35": 3}}
    )

    comparison = differences.compare(block)

    assert [(row.name, row.new, row.change) for row in comparison.rows] == [
        ("schaal FWG35, trede 3", "€\u00a02.500", "nieuw"),
        ("schaal FWG35, trede 4", "€\u00a02.600", "nieuw"),
    ]
    assert [fault.text[:40] for fault in comparison.warnings()] == ["Hiervan waren nog geen waarden, dus er i"]


def test_what_falls_away_is_told():
    now = shape.as_block(RULES["kindgebonden_budget"].in_force.in_year(2027))
    gone = {name: value for name, value in now.items() if "tweede_drempel" not in name}

    comparison = differences.compare(Block(RULES["kindgebonden_budget"], gone))

    assert [(row.key, row.new, row.change) for row in comparison.rows] == [
        ("tweede_drempel", "", "vervalt"),
        ("afbouw_boven_tweede_drempel", "", "vervalt"),
    ]


@pytest.mark.parametrize(
    ("value", "kind", "text"),
    [
        (2119, "euro", "€ 2.119"),
        (Decimal("2600.5"), "centen", "€ 2.600,50"),
        (Decimal("-47.57"), "centen", "− € 47,57"),
        (Decimal("13.73"), "procent", "13,73 %"),
        (Decimal("0.000000623385"), "exact", "0,000000623385"),
        (True, "", "ja"),
        (date(2027, 1, 31), "", "31-01-2027"),
        ("abp", "", "abp"),
        (None, "euro", ""),
    ],
)
def test_values_are_written_as_people_write_them(value, kind, text):
    assert differences.written(value, kind).replace("\u00a0", " ") == text


# What was published, and what people notice.

BEFORE = "01-01-2026 tot en met 31-12-2026"


def test_a_file_that_is_right_says_what_it_changes():
    checked = report(zorg(2027, premium=2200))

    assert checked.is_good
    assert checked.document == document.as_text(
        [Block(RULES["zorgtoeslag"], document.from_text(checked.document)["zorgtoeslag"][0])]
    )
    assert checked.summary["faults"] == checked.summary["warnings"] == []
    assert checked.summary["proofs"] == {"outcomes": effects.prove(BASE, BASE).outcomes, "misses": 0, "wrong_before": 0}
    old = next(
        household for household in checked.summary["households"] if household["name"].startswith("Iemand met AOW")
    )
    assert (old["before"], old["after"] > old["before"]) == (24_000.0, True)
    assert [part["name"] for part in old["parts"]] == ["zorgtoeslag"]


def test_a_file_that_contradicts_an_official_table_is_refused():
    checked = report(zorg(2026, premium=2200))

    assert not checked.is_good
    assert checked.document == ""
    assert all(place.startswith("Nagerekend: zorgtoeslag 2026") for place, _ in points(checked, "faults"))
    assert "in plaats van 129" in points(checked, "faults")[0][1]


def test_a_file_that_contradicts_someone_elses_example_asks_for_a_look():
    checked = report(zorg(2022, premium=1900))

    assert checked.is_good
    assert points(checked, "warnings")[-1][0] == "Nagerekend: zorgtoeslag grens 2022, voorbeeld 1"


def test_what_was_wrong_already_is_no_fault_of_the_file():
    wrong = layers.value_set([zorg(2026).decode()])

    checked = report(zorg(2027, premium=2200), over=wrong)

    assert checked.is_good
    assert checked.summary["proofs"]["wrong_before"] > 0
    assert checked.summary["proofs"]["misses"] == 0


def test_a_large_change_and_doubt_ask_for_a_look():
    checked = report(zorg(2027, premium=2900, zekerheid='"voorstel"'))

    assert points(checked, "warnings") == [
        (
            "Zorgtoeslag 2027",
            f"Meer dan 25 procent anders dan de waarden van {BEFORE}: standaardpremie, per jaar.",
        ),
        ("Zorgtoeslag 2027", "De zekerheid is “voorstel”. Bezoekers zien dat bij hun uitkomst."),
    ]


def test_a_pay_table_of_part_of_a_year_asks_for_the_rest():
    about = About(What("cao_vvt_tabellen"), ("Cao VVT",), date(2026, 3, 1), date(2026, 12, 31))

    checked = report(b"trede;FWG35\n1;2500\n2;2400\n", about=about, name="vvt.csv")

    called = "Salaristabel cao verpleeg-, verzorgingshuizen en thuiszorg 01-03-2026 tot en met 31-12-2026"
    assert points(checked, "warnings")[1:] == [
        ("Rij 3, kolom FWG35", "Dit bedrag (2400) is niet hoger dan dat van de trede ervoor (2500)."),
        (called, "Van 2026 mist dan nog een deel. Zolang dat zo is, kan 2026 hiermee niet berekend worden."),
        (called, "Van 2026 ontbreken de afspraken naast het salaris (cao_vvt). Geef die ook vrij."),
    ]


def test_the_scales_of_support_staff_can_be_computed_with_once_released():
    about = About(What("cao_po_tabellen"), ("Cao PO",), *YEAR)

    checked = report(SUPPORT, about=about, name="oop.csv")

    assert checked.is_good
    assert {household["before"] == household["after"] for household in checked.summary["households"]} == {True}
    with using(layers.value_set([checked.document])):
        assert cao.CAOS["po"].scales(2026)["OOP5"] == range(1, 4)


def test_a_whole_year_makes_the_year_complete():
    blocks = []
    for rule in ALL:
        last = max((period for period in rule.in_force.base), key=lambda period: period.vanaf, default=None)
        if last is not None and 2027 not in rule.in_force.years():
            values = {**shape.as_block(last), "vanaf": date(2027, 1, 1), "tot_en_met": date(2027, 12, 31)}
            blocks.append(Block(rule, values))

    checked = report(document.as_text(blocks).encode())

    assert points(checked, "faults") == []
    assert checked.summary["complete_years"] == [2027]
    assert all(
        household["after"] is not None for household in checked.summary["households"] if household["year"] == 2027
    )


def test_every_sample_can_be_computed_in_a_complete_year():
    computed, broken = effects.households([2024, 2025, 2026], BASE, BASE)

    assert broken == []
    assert len(computed) == 3 * len(SAMPLES) >= 18
    assert all(household["after"] and household["parts"] == [] for household in computed)


def test_values_that_break_a_sum_are_a_fault(monkeypatch):
    """Whatever nobody foresaw: a rule that divides by a value that is nothing."""
    debt = RULES["studieschuld"].in_force.in_year(2026)
    regeling = shape.as_block(debt)
    regeling["sf35"]["maanden"] = 0
    text = document.as_text([Block(RULES["studieschuld"], regeling)])

    computed, broken = effects.households([2026], BASE, layers.value_set([text]))

    assert [fault.place for fault in broken] == ["Voorbeeld 2026: Starter met studieschuld en reiskosten"]
    assert len(computed) == len(SAMPLES) - 1
