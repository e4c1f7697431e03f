"""From files to blocks of values: TOML, lists of values, pay tables and the table of childcare allowance."""

from datetime import date
from decimal import Decimal

import pytest

from calculator.releases import document, shape, templates
from calculator.releases.document import Block
from calculator.releases.faults import WrongFile
from calculator.releases.kinds import ALL, CHILDCARE, PAY_TABLES, RULES
from calculator.releases.reading import About, What, read
from calculator.rules.cao import KNOWN
from tests.calculator.releases.released import SUPPORT, excel, zorg

YEAR = (date(2026, 1, 1), date(2026, 12, 31))
VALUES = About(What.VALUES, ("bron",))
PAY = About(What("cao_po_tabellen"), ("Cao PO",), *YEAR)
BANDS = About(What.CHILDCARE, ("Besluit",), *YEAR)
LIST = "regel;vanaf;tot_en_met;naam;waarde"
PRICES = "kinderopvangtoeslag;2027-01-01;2027-12-31"


def faults_of(name, content, about=VALUES):
    with pytest.raises(WrongFile) as wrong:
        read(name, content if isinstance(content, bytes) else content.encode(), about)
    return [(fault.place, fault.text) for fault in wrong.value.faults]


def a_list(*rows):
    return "\n".join([LIST, *rows]).encode()


# TOML.

NO_TOML = "Dit is geen geldige TOML. Kijk naar aanhalingstekens en komma's."


def test_toml_is_read_as_the_parameter_files_are():
    (block,) = read("waarden.toml", zorg(2027, premium="2200.50"), VALUES)

    assert (block.rule.name, block.called) == ("zorgtoeslag", "Zorgtoeslag 2027")
    assert block.values["standaardpremie"] == Decimal("2200.50")
    assert block.values["vanaf"] == date(2027, 1, 1)


def test_a_single_source_needs_no_brackets():
    (block,) = read("waarden.toml", zorg(2027, bron='"Staatscourant"'), VALUES)

    assert block.values["bron"] == ["Staatscourant"]


def test_several_rules_and_periods_go_in_one_file():
    blocks = read("jaar.toml", zorg(2027) + zorg(2028) + zorg(2029).replace(b"zorgtoeslag", b"huurtoeslag"), VALUES)

    assert [block.called for block in blocks] == ["Zorgtoeslag 2027", "Zorgtoeslag 2028", "Huurtoeslag 2029"]


@pytest.mark.parametrize(
    ("content", "place", "text"),
    [
        ("", "Het bestand", "Er staat niets in."),
        ("[[zorgtoeslag]]\nx = \ny = 1", "Regel 2, teken 5", NO_TOML),
        ("[[zorgtoeslag]]\nx = 1\nx = 2\n", "Regel 3, teken 6", "Deze naam staat er twee keer."),
        ("x = [", "Het einde van het bestand", NO_TOML),
        ("x = " + "[" * 5000, "Het bestand", "Dit is geen geldige TOML."),
        ("x = " + "9" * 5000, "Het bestand", "Dit is geen geldige TOML."),
        ("[[toeslag]]\nx = 1", "[[toeslag]]", "“toeslag” is geen regel die we kennen."),
        ("[zorgtoeslag]\nx = 1", "[[zorgtoeslag]]", "Zet de waarden onder de naam van de regel tussen dubbele haken."),
        ("zorgtoeslag = 1", "[[zorgtoeslag]]", "Zet de waarden onder de naam van de regel tussen dubbele haken."),
        ("zorgtoeslag = [1]", "[[zorgtoeslag]]", "Zet de waarden onder de naam van de regel tussen dubbele haken."),
        ("zorgtoeslag = []", "[[zorgtoeslag]]", "Zet de waarden onder de naam van de regel tussen dubbele haken."),
        ("[[zorgtoeslag]]\n" * 501, "Het bestand", "Een bestand heeft hooguit 500 blokken."),
        ("a = '\x00'", "Het bestand", "Er staan tekens in die geen letters zijn. Sla het opnieuw op."),
    ],
)  # fmt: skip
def test_toml_that_is_wrong_says_where(content, place, text):
    assert faults_of("waarden.toml", content) == [(place, text)]


# Lists.


def test_a_list_is_read_whatever_the_order_of_its_columns():
    content = (
        "Naam;Waarde;Regel;Vanaf;Tot_en_met\n"
        "bron;Staatscourant;reiskosten;01-01-2027;31-12-2027\n"
        "onbelast_per_km;0,25;reiskosten;01-01-2027;31-12-2027\n"
        "zekerheid;Bevestigd;reiskosten;01-01-2027;31-12-2027\n"
    )

    (block,) = read("waarden.csv", content.encode(), VALUES)

    assert block.values == {
        "vanaf": date(2027, 1, 1),
        "tot_en_met": date(2027, 12, 31),
        "bron": ["Staatscourant"],
        "onbelast_per_km": Decimal("0.25"),
        "zekerheid": "bevestigd",
    }
    assert block.place(("onbelast_per_km",)) == "Rij 3, kolom waarde"
    assert block.place(("anders",)) == "Reiskosten 2027, anders"


def test_names_with_points_lead_into_lists_and_names_inside():
    rows = [
        f"{PRICES};maximale_uurprijs.bso;9,50",
        f"{PRICES};maximale_uurprijs.dagopvang;10",
        f"{PRICES};regels.2.inkomen_vanaf;101",
        f"{PRICES};regels.1.inkomen_vanaf;0",
        f"{PRICES};bron.1;a",
        f"{PRICES};bron.2;b",
    ]

    (block,) = read("waarden.csv", a_list(*rows), VALUES)

    assert block.values["maximale_uurprijs"] == {"bso": Decimal("9.5"), "dagopvang": 10}
    assert block.values["regels"] == [{"inkomen_vanaf": 0}, {"inkomen_vanaf": 101}]
    assert block.values["bron"] == ["a", "b"]


def test_half_years_of_one_rule_are_two_blocks():
    rows = [
        "minimumloon;2027-01-01;2027-06-30;per_uur;15",
        "minimumloon;2027-07-01;2027-12-31;per_uur;15,20",
    ]

    blocks = read("waarden.csv", a_list(*rows), VALUES)

    assert [block.period for block in blocks] == [
        "01-01-2027 tot en met 30-06-2027",
        "01-07-2027 tot en met 31-12-2027",
    ]


def test_a_list_tells_all_its_faults_with_their_rows():
    rows = [
        "toeslag;2027-01-01;2027-12-31;x;1",
        "reiskosten;2027-02-30;2027-12-31;onbelast_per_km;0,25",
        "reiskosten;2027-01-01;2027-12-31;onbelast_per_km;veel",
        "reiskosten;2027-01-01;2027-12-31;bron;",
        "reiskosten;2027-01-01;2027-12-31;a..b;1",
        "reiskosten;2027-01-01;2027-12-31;vanaf;1",
        "reiskosten;2027-01-01;2027-12-31;onbelast_per_km;0,26",
        f"{PRICES};bron.1;a",
        f"{PRICES};bron.3;b",
        f"{PRICES};maximum_uren;1",
        f"{PRICES};maximum_uren.x;1",
    ]

    assert faults_of("waarden.csv", a_list(*rows)) == [
        ("Rij 2, kolom regel", "“toeslag” is geen regel die we kennen."),
        ("Rij 3, kolom vanaf", "“2027-02-30” is een datum die niet bestaat."),
        ("Rij 6, kolom naam", "“a..b” kan geen naam van een waarde zijn."),
        ("Rij 7, kolom naam", "“vanaf” kan geen naam van een waarde zijn."),
        ("Rij 8, kolom naam", "onbelast_per_km staat er ook op rij 4, kolom waarde."),
        ("Rij 4, kolom waarde", "“veel” is geen getal. Schrijf alleen cijfers, met een komma voor de centen."),
        ("Rij 5, kolom waarde", "Deze cel is leeg. Vul een waarde in, of haal de hele rij weg."),
        ("Rij 9, kolom waarde", "bron telt niet 1, 2, 3 en zo verder."),
        ("Rij 11, kolom waarde", "Deze naam en die van een andere rij gaan niet samen."),
    ]


@pytest.mark.parametrize(
    ("header", "faults"),
    [
        ("regel;naam;waarde", ["Deze kolommen ontbreken: vanaf, tot_en_met."]),
        (f"{LIST};zeker", ["Deze kolommen horen er niet: zeker. Wel: regel, vanaf, tot_en_met, naam, waarde."]),
        ("a;b", ["De kolommen horen zo te heten: regel, vanaf, tot_en_met, naam, waarde."]),
    ],
)
def test_a_list_needs_its_columns(header, faults):
    assert faults_of("waarden.csv", f"{header}\n1;2;3\n" if header != "a;b" else "a;b\n1;2") == [
        ("Rij 1", fault) for fault in faults
    ]


# Tables.


def test_a_pay_table_has_a_row_for_each_step_and_a_column_for_each_scale():
    block = read("oop.csv", SUPPORT, PAY)[0]

    assert block.rule is RULES["cao_po_tabellen"]
    assert block.values == {
        "vanaf": YEAR[0],
        "tot_en_met": YEAR[1],
        "bron": ["Cao PO"],
        "zekerheid": "bevestigd",
        "marge": 0,
        "schalen": {"OOP4": [2500, Decimal("2600.5")], "OOP5": [2600, 2700, 2800]},
    }
    assert block.place(("schalen", "OOP5", 2)) == "Rij 4, kolom OOP5"


def test_a_scale_can_begin_at_a_later_step():
    content = excel(("Trede", 3, 4), (5, 2100, None), (6, 2200, None), (7, 2300, 2400))

    (block,) = read("kinderopvang.xlsx", content, PAY)

    assert block.values["schalen"] == {"3": [2100, 2200, 2300], "4": [2400]}
    assert block.values["eerste_trede"] == {"3": 5, "4": 7}
    assert block.place(("schalen", "4", 0)) == "Rij 4, kolom 4"


@pytest.mark.parametrize(
    ("content", "faults"),
    [
        ("LB;trede\n1;2\n", [("Rij 1", "De eerste kolom hoort “trede” te heten.")]),
        ("trede\n1\n", [("Rij 1", "Naast de treden staat geen enkele schaal.")]),
        ("trede;L!B\n1;2500\n", [("Rij 1", "“L!B” kan geen naam van een schaal zijn.")]),
        ("trede;LB\n1;2500\n3;2600\n", [("Kolom LB", "Hier ontbreekt een bedrag bij trede 2.")]),
        ("trede;LB;LC\n1;2500;\n", [("Rij 1, kolom LC", "In deze kolom staat geen enkel bedrag.")]),
        (
            "trede;LB\n1;2.500\nx;1\n1;2600\n2;tien\n100;1\n1,5;1\n",
            [
                ("Rij 2, kolom LB", "“2.500” kan 2500 zijn of 2,500. Schrijf het zonder punt."),
                ("Rij 3, kolom trede", "“x” is geen trede van 0 tot 99."),
                ("Rij 4, kolom trede", "Trede 1 staat ook op rij 2."),
                ("Rij 5, kolom LB", "“tien” is geen getal. Schrijf alleen cijfers, met een komma voor de centen."),
                ("Rij 6, kolom trede", "“100” is geen trede van 0 tot 99."),
                ("Rij 7, kolom trede", "“1,5” is geen trede van 0 tot 99."),
            ],
        ),
    ],
)
def test_a_pay_table_tells_all_its_faults_with_their_rows(content, faults):
    assert faults_of("oop.csv", content, PAY) == faults


TABLE = "inkomen_vanaf;inkomen_tot_en_met;eerste_kind;volgend_kind\n0;50000;96;96\n50001;;90,5;\n"


def test_the_table_of_childcare_keeps_the_prices_of_its_year():
    (block,) = read("tabel.csv", TABLE.encode(), BANDS)

    now = shape.as_block(RULES[CHILDCARE].in_force.in_year(2026))
    assert block.values["regels"] == [
        {"inkomen_vanaf": 0, "inkomen_tot_en_met": 50000, "eerste_kind": 96, "volgend_kind": 96},
        {"inkomen_vanaf": 50001, "eerste_kind": Decimal("90.5")},
    ]
    assert block.values["maximale_uurprijs"] == now["maximale_uurprijs"]
    assert block.values["bron"][0] == "Besluit"
    assert block.place(("regels", 1, "eerste_kind")) == "Rij 3"


def test_the_table_of_a_year_without_prices_is_refused():
    about = About(What.CHILDCARE, ("Besluit",), date(2031, 1, 1), date(2031, 12, 31))

    ((place, text),) = faults_of("tabel.csv", TABLE, about)

    assert place == "Het bestand"
    assert text.startswith("Van deze periode kennen we de uurprijzen nog niet.")


def test_a_table_of_childcare_tells_its_faults():
    assert faults_of("tabel.csv", "a;b\n1;2\n", BANDS) == [
        ("Rij 1", "De kolommen horen zo te heten: inkomen_vanaf, inkomen_tot_en_met, eerste_kind, volgend_kind.")
    ]
    assert faults_of("tabel.csv", TABLE + ";;x;\n", BANDS) == [
        ("Rij 4, kolom inkomen_vanaf", "Deze cel is leeg."),
        ("Rij 4, kolom eerste_kind", "“x” is geen getal. Schrijf alleen cijfers, met een komma voor de centen."),
    ]


# What the portal gives to begin from, and how it writes a document down.


@pytest.mark.parametrize("year", range(2021, 2028))
def test_the_values_of_a_year_come_back_as_they_went_out(year):
    blocks = read("waarden.xlsx", templates.workbook(What.VALUES, year), VALUES)

    again = {rule.name: [] for rule in ALL}
    for block in blocks:
        again[block.rule.name] += document.waarden(block.rule.name, [block.values])
    for rule in templates.LISTED:
        expected = [period for period in rule.in_force.periods if period.vanaf.year <= year <= period.tot_en_met.year]
        got = sorted(again[rule.name], key=lambda period: period.vanaf)
        assert [_plain(period) for period in got] == [_plain(period) for period in expected], rule.name


def _plain(values):
    return shape.as_block(values)


@pytest.mark.parametrize("name", ["po", "vo", "kinderopvang"])
def test_the_pay_table_of_a_year_comes_back_as_it_went_out(name):
    tables = KNOWN[name].tables
    what = What(tables.rule)

    (block,) = read("tabel.xlsx", templates.workbook(what, 2026), About(what, ("Cao",), *YEAR))

    (again,) = document.waarden(tables.rule, [block.values])
    expected = tables.on(YEAR[1])
    assert {scale: list(again.treden(scale)) for scale in again.schalen} == {
        scale: list(expected.treden(scale)) for scale in expected.schalen
    }
    assert again.schalen == expected.schalen


def test_the_table_of_childcare_of_a_year_comes_back_as_it_went_out():
    (block,) = read("tabel.xlsx", templates.workbook(What.CHILDCARE, 2026), BANDS)

    (again,) = document.waarden(CHILDCARE, [block.values])
    expected = RULES[CHILDCARE].in_force.in_year(2026).banden
    assert all((one == other).all() for one, other in zip(again.banden, expected, strict=True))


def test_an_agreement_without_a_table_gets_an_empty_one_to_fill():
    assert list(templates.rows(What("cao_vvt_tabellen"), 2026)) == [("trede", "SCHAAL")]


def test_every_value_of_the_code_can_be_written_down_and_read_back():
    for rule in ALL:
        for values in rule.in_force.base:
            block = shape.as_block(values)
            text = document.as_text([Block(rule, block)])
            assert document.from_text(text) == {rule.name: [block]}, rule.name


def test_the_same_values_always_give_the_same_text():
    blocks = read("jaar.toml", zorg(2028) + zorg(2027), VALUES)

    assert document.as_text(blocks) == document.as_text(blocks[::-1])


def test_every_parameter_file_can_be_released():
    from calculator.engine.values import PARAMETERS

    assert {file.stem for file in PARAMETERS.glob("*.toml")} <= set(RULES)
    assert len(PAY_TABLES) == 4
