"""What schools print: the code of an address, the worked example as a card, and the poster as a drawing."""

import re
from dataclasses import replace

import pytest

from calculator.charts import card, qr
from calculator.charts.card import Example, Poster
from portal.pictures import rekenrek
from tests.calculator.charts.svg import Drawing

ADDRESS = "https://uren.voorbeeld.test/berekenaar/?schaal=LB&uren=28"
LONG_NAME = "Interconfessionele Samenwerkingsschool voor Daltononderwijs ’t Hart-van den Äkker, locatie Noord & Zuid"
EXAMPLE = Example(
    kicker="Leerkracht, schaal LB",
    title="Van 28 naar 32 uur: jullie houden € 224 per maand meer over",
    who="Wie? Samen, partner werkt voltijd, twee kinderen van 6 en 8 op de bso, huurhuis.",
    rows=[(f"onderdeel {number}", f"+ € {number}") for number in range(5)],
    total=("verschil, gemiddeld per maand", "+ € 224"),
    other="En bij jou? Een alleenstaande ouder houdt € 125 per maand meer over. Reken het zelf uit:",
    small="Regels van 2026, schaal LB trede 8. Berekend op 30 november 2026.",
    address=ADDRESS,
    shown_address="uren.voorbeeld.test",
    rekenrek=rekenrek(28, 32, on_board=True, large=True),
)
POSTER = Poster(
    school="De Vuurvlinder",
    kicker="28 uur nu, 4 uur erbij",
    title="Wat levert een halve dag meer jou op?",
    lead="Voor de één € 125 per maand, voor de ander € 224. Reken het uit voor jouw huishouden.",
    scan="Scan en reken.",
    talk="Praat erover op school.",
    small="Regels van 2026.",
    address=ADDRESS,
    rekenrek=EXAMPLE.rekenrek,
)


def squares(path):
    """The modules that the bars of a drawing cover, without the white rim."""
    covered = set()
    for x, y, width in re.findall(r"M(\d+) (\d+)h(\d+)v1h-\d+z", path):
        covered |= {(int(x) + step - qr.RIM, int(y) - qr.RIM) for step in range(int(width))}
    return covered


@pytest.mark.parametrize("address", [ADDRESS, "https://a.nl", f"{ADDRESS}&wens=32&trede=8"])
def test_the_drawing_of_a_code_has_each_dark_module_and_no_other(address):
    drawing = Drawing(qr.draw(address, "QR-code"))
    (path,) = drawing.all("path", "qr-dots")
    rows = qr.modules(address)

    assert squares(path.get("d")) == {(x, y) for y, row in enumerate(rows) for x, dark in enumerate(row) if dark}
    assert drawing.width == len(rows) + 2 * qr.RIM
    assert drawing.root.get("aria-label") == "QR-code"


def test_an_address_in_a_label_stays_text():
    assert Drawing(qr.draw(ADDRESS, f'Code "{ADDRESS}" <b>')).root.get("aria-label") == f'Code "{ADDRESS}" <b>'


@pytest.mark.parametrize("svg", [card.draw(EXAMPLE), card.draw_poster(POSTER)], ids=["card", "poster"])
def test_no_word_sticks_out_of_the_paper_and_the_drawing_says_its_title(svg):
    drawing = Drawing(svg)

    assert drawing.outside() == []
    assert drawing.title
    assert len(drawing.ids) == len(set(drawing.ids))


def test_the_card_has_every_amount_and_the_address_in_letters():
    words = Drawing(card.draw(EXAMPLE)).words

    assert {"+ € 0", "+ € 4", "+ € 224"} <= set(words)
    assert "uren.voorbeeld.test" in " ".join(words)


def test_a_long_name_of_a_school_goes_on_on_a_next_line():
    drawing = Drawing(card.draw_poster(replace(POSTER, school=LONG_NAME)))
    board = next(shape for shape in drawing.all("rect") if shape.get("height") == "736")

    assert drawing.outside() == []
    assert LONG_NAME in " ".join(drawing.words)
    name = drawing.labels[: len([words for words in drawing.words if words in LONG_NAME])]
    assert all(label.box.bottom <= float(board.get("y")) for label in name)
