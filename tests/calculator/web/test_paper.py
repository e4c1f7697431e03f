"""The PDF itself: two pages A4, tagged, and saying what the page says."""

import io
import subprocess

import pikepdf
import pytest
from django.http import QueryDict
from django.utils import timezone

from calculator.web import paper
from calculator.web.forms.answers import Answers
from portal.papers import pdf
from tests.calculator.web.typed import DEBT, FAMILY, HOME, PARTNER, REST, WORK, many_children

# fmt: off
OWN_HOME = {"home-kind": "own", "home-woz": "412.000", "home-interest": "7.200"}
HOUSEHOLDS = {
    "alleen": WORK,
    "gezin": FAMILY,
    "minder uren": {**FAMILY, "work-hours_wish": "16,5"},
    "evenveel": {**WORK, "work-hours_wish": "28"},
    "vanuit niets": {**WORK, "work-hours_now": "0", "work-hours_wish": "12"},
    "alles tegelijk": {**WORK, **PARTNER, **many_children(12), **HOME, **REST, **DEBT},
    "koophuis": {**FAMILY, **OWN_HOME, "rest-assets": "999.999"},
    "van alles erbij": {
        **FAMILY, **DEBT, "work-start": "8", "work-bonus": "2.000", "work-fixed": "october", "work-fixed_amount": "900",
        "work-leave": "50", "work-birth_year": "1966", "rest-benefit": "ww", "rest-benefit_month": "800",
        "rest-benefit_old": "3.100", "partner-benefit": "ww", "partner-benefit_month": "700",
        "partner-benefit_old": "2.900", "rest-km_paid": "",
    },
    "zorg": {
        **REST, "work-kind": "other", "work-sector": "pay-zorg", "work-month": "2.600", "work-holiday_percent": "8",
        "work-year_end_percent": "8,33", "work-hours_now": "24", "work-hours_wish": "32",
    },
    "aow": {**WORK, "work-birth_year": "1955", "rest-assets": ""},
}

# fmt: on


def make(typed) -> bytes:
    data = QueryDict(mutable=True)
    data.update(typed)
    return paper.render(Answers(data, year=2026), now=timezone.now())


@pytest.fixture(scope="module")
def family() -> bytes:
    return make(FAMILY)


def text_of(content: bytes) -> str:
    shown = subprocess.run(["pdftotext", "-raw", "-", "-"], input=content, capture_output=True, check=True)
    return " ".join(shown.stdout.decode().replace("\xa0", " ").split())


def tags(document) -> list[tuple[str, pikepdf.Dictionary]]:
    """All tags in reading order."""

    def walk(node):
        if isinstance(node, pikepdf.Dictionary):
            if "/S" in node:
                yield str(node.S), node
            inner = node.get("/K", [])
            for child in inner if isinstance(inner, pikepdf.Array) else [inner]:
                yield from walk(child)

    return list(walk(document.Root.StructTreeRoot))


@pytest.mark.parametrize("name", HOUSEHOLDS)
def test_every_household_fits_on_two_pages_of_a4_at_the_first_try(name, monkeypatch):
    """Each further try would cost as much as the whole paper."""
    tried, layout = [], pdf._page
    monkeypatch.setattr(pdf, "_page", lambda html: tried.append(html) or layout(html))

    with pikepdf.open(io.BytesIO(make(HOUSEHOLDS[name]))) as document:
        sizes = {tuple(round(float(edge)) for edge in page.mediabox) for page in document.pages}

        assert len(document.pages) == 2
        assert sizes == {(0, 0, 595, 842)}
    assert len(tried) == 1


def test_it_is_tagged_and_every_figure_says_what_it_shows(family):
    with pikepdf.open(io.BytesIO(family)) as document:
        assert document.Root.MarkInfo.Marked
        assert str(document.Root.Lang) == "nl"
        assert document.Root.ViewerPreferences.DisplayDocTitle
        with document.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"
            assert metadata["dc:title"].startswith("Van 28 naar 32 uur per week, in 2026")
        nodes = tags(document)
        figures = [str(node.get("/Alt", "")) for kind, node in nodes if kind == "/Figure"]
        headings = [kind for kind, _ in nodes if kind in ("/H1", "/H2", "/H3")]
        assert any("van 0 tot 40 uur" in words for words in figures)
        assert any("rekenrek" in words for words in figures)
        assert any("Gekleurd is jouw zone. Van 28 tot" in words.replace("\xa0", " ") for words in figures)
        assert all(figures)
        assert headings[0] == "/H1"
        assert headings.count("/H1") == 1
        assert {"/Table", "/TH", "/Caption", "/L", "/LI"} <= {kind for kind, _ in nodes}


def test_the_picture_is_drawn_and_not_a_photo(family):
    with pikepdf.open(io.BytesIO(family)) as document:
        pictures = [name for page in document.pages for name in page.get_images()]

    assert pictures == []


def test_only_our_own_letters_are_in_it(family):
    shown = subprocess.run(["pdffonts", "-"], input=family, capture_output=True, check=True).stdout.decode()

    names = {line.split()[0].split("+")[-1].split("-")[0] for line in shown.splitlines()[2:]}
    assert names <= {"Figtree", "Gabarito"}
    assert names


def test_it_says_what_the_page_says(family):
    text = text_of(family)

    assert "Jullie houden € 224 per maand meer over" in text
    assert "te besteden € 6.418 € 6.642 + € 224" in text
    assert "netto, gewone maand € 2.613 € 2.867" in text
    assert "Geef jullie nieuwe inkomen door." in text
    assert "cao PO, schaal LB, trede 8" in text
    assert "Zelf berekend: de tabel van oktober 2024 met 4,6 procent erbij." in text
    assert "Deze bedragen staan nog niet helemaal vast, de andere wel: jouw loon, na belasting: afgeleid" in text
    assert "Gekleurd in het plaatje: van" in text
    assert "Dit wil ik" in text
    assert "bladzijde 2 van 2" in text


def test_it_has_no_script_and_reaches_for_nothing(family):
    with pikepdf.open(io.BytesIO(family)) as document:
        assert "/OpenAction" not in document.Root or "/JS" not in document.Root.OpenAction
        assert "/Names" not in document.Root or "/EmbeddedFiles" not in document.Root.Names


def test_it_says_all_that_only_some_fill_in():
    text = text_of(make(HOUSEHOLDS["van alles erbij"]))

    for said in (
        "Van 28 naar 32 uur per week, vanaf 1 augustus 2026",
        "In 2026 telt dit 5 maanden mee.",
        "Werk je die uren een heel jaar, dan houden jullie",
        "In 2027, een heel jaar,",
        "Dit is een heel jaar met dezelfde uren, met de regels van 2026. Wat 2026 zelf verandert, staat bovenaan.",
        "Begin: nieuwe uren vanaf 1 augustus 2026",
        "Bonus: € 2.000 bruto per jaar, boven 28 uur per week",
        "Vast bedrag per jaar: oktobertoelage, € 900 bij een volledige baan",
        "Verlof vanaf 57 jaar: je betaalt 50 procent zelf",
        "WW-uitkering van € 800 per maand (loon ervoor € 3.100)",
        "WW-uitkering van € 700 per maand (loon ervoor € 2.900)",
        "vergoed volgens de cao",
        "Economisch zelfstandig: dat weten we niet.",
    ):
        assert said in text, said


def test_the_paper_of_another_sector_speaks_of_its_own_work():
    text = text_of(make(HOUSEHOLDS["zorg"]))

    assert "€ 2.600 bruto per maand bij 24 uur, met 8 procent vakantiegeld en 8,33 procent eindejaarsuitkering" in text
    assert "Je bent economisch zelfstandig." in text
    assert "Praat erover op je werk." in text
    assert not any(word in text.lower() for word in ("leerkracht", "leraar", "groep", "op school"))
