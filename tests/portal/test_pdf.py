"""The door to WeasyPrint: what comes out is tagged, and nothing comes in that isn't ours."""

import io
from pathlib import Path

import pikepdf
import pytest
from django.templatetags.static import static
from fontTools.ttLib import TTFont

from portal.papers import letters, pdf

NOT_OURS = [
    "https://example.org/a.png",
    "http://169.254.169.254/latest/meta-data",
    "file:///etc/passwd",
    "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg'/>",
    "/static/../manage.py",
    "/static/%2e%2e/manage.py",
    "/static/css/nowhere.css",
    "https://static.invalid.example.org/static/css/portal.css",
    "//example.org/static/css/portal.css",
]


def page(body, *, head=""):
    return f'<!doctype html><html lang="nl"><head><title>Proef</title>{head}</head><body>{body}</body></html>'


def opened(html):
    return pikepdf.open(io.BytesIO(pdf.render(html)))


def fonts(document):
    names = set()
    for leaf in document.pages:
        for font in leaf.Resources.get("/Font", {}).values():
            names.add(str(font.BaseFont).partition("+")[2])
    return names


def test_a_pdf_is_tagged_and_says_its_language_and_title():
    document = opened(page("<h1>Kop</h1><p>Tekst</p>"))

    with document.open_metadata() as metadata:
        part = metadata["pdfuaid:part"]
    assert bool(document.Root.MarkInfo.Marked)
    assert str(document.Root.Lang) == "nl"
    assert str(document.docinfo.Title) == "Proef"
    assert bool(document.Root.ViewerPreferences.DisplayDocTitle)
    assert part == "1"


def test_it_is_set_in_our_own_fonts_only():
    document = opened(page("<h1>Kop</h1><p>Tekst van Łucja en <b>Yıldız</b></p>"))

    assert fonts(document)
    assert all(name.startswith(("Figtree", "Gabarito")) for name in fonts(document)), fonts(document)


def test_names_with_marks_and_odd_characters_do_not_stop_it():
    odd = "'t Hart-van den Äkker \u202e omgekeerd \u200b \ud800 \U0001f600 e\u0301"

    assert len(opened(page(f"<p>{odd}</p>")).pages) == 1


def test_a_picture_of_ours_is_put_in():
    document = opened(page(f'<h1>Kop</h1><img src="{static("img/favicon.svg")}" alt="Een telraam">'))

    assert len(document.pages) == 1


@pytest.mark.parametrize("address", NOT_OURS)
@pytest.mark.parametrize(
    "html",
    [
        '<img src="{}" alt="x">',
        '<link rel="attachment" href="{}">',
        '<link rel="stylesheet" href="{}">',
        '<style>@import url("{}")</style>',
    ],
)
def test_anything_that_is_not_our_static_file_stops_the_page(address, html):
    from weasyprint.urls import FatalURLFetchingError

    with pytest.raises(FatalURLFetchingError):
        pdf.render(page("<p>Tekst</p>" + html.format(address)))


@pytest.mark.parametrize("address", NOT_OURS)
def test_a_drawing_that_names_something_else_stays_empty(address, caplog):
    drawing = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><title>Leeg</title><image href="{}" width="9"/>'
    )

    document = opened(page(drawing.format(address) + "</svg>"))

    assert list(document.pages[0].get_images()) == []
    assert [record.levelname for record in caplog.records] == ["ERROR"]


def test_a_file_of_ours_is_found_with_and_without_a_hash_in_its_name(settings, tmp_path):
    (tmp_path / "css").mkdir()
    hashed = tmp_path / "css" / "portal.0123456789ab.css"
    hashed.write_text("p { color: red }")
    settings.STATIC_ROOT = tmp_path

    assert pdf.static_file(f"{pdf.BASE_URL}/static/css/portal.0123456789ab.css") == hashed
    assert pdf.static_file(f"{pdf.BASE_URL}/static/css/portal.css") == Path("static/css/portal.css").resolve()


def alternatives(document):
    return [str(node.Alt) for node in document.objects if isinstance(node, pikepdf.Dictionary) and "/Alt" in node]


def test_a_drawing_is_a_figure_that_says_what_its_title_says():
    drawing = (
        '<svg class="beads" viewBox="0 0 9 9" xmlns="http://www.w3.org/2000/svg"><title>Drie &quot;kralen&quot; '
        '&amp; meer</title><circle cx="4" cy="4" r="3" fill="#0E5A4D"/></svg>'
    )

    document = opened(page(f"<h1>Kop</h1>{drawing}"))

    assert alternatives(document) == ['Drie "kralen" & meer']
    assert list(document.pages[0].get_images()) == []


def test_drawings_side_by_side_each_keep_their_own_words():
    drawing = '<svg viewBox="0 0 9 9" xmlns="http://www.w3.org/2000/svg"><title>{}</title><path d="M0 0h9"/></svg>'

    document = opened(page(drawing.format("Links") + "<p>Tekst</p>" + drawing.format("Rechts")))

    assert alternatives(document) == ["Links", "Rechts"]


def test_what_someone_typed_is_never_taken_for_a_drawing():
    document = opened(page("<p>&lt;svg&gt;&lt;title&gt;Nep&lt;/title&gt;&lt;/svg&gt;</p>"))

    assert alternatives(document) == []


def test_the_letters_for_paper_are_cut_from_the_letters_of_the_screen():
    cut = dict(letters.cut())

    assert {path.name for path in cut} == {path.name for path in (letters.FONTS / "paper").iterdir()}
    assert all(same_letters(path.read_bytes(), fresh) for path, fresh in cut.items())


def same_letters(kept, fresh):
    """The shapes and the widths; how they are packed is up to the library."""
    kept, fresh = TTFont(io.BytesIO(kept)), TTFont(io.BytesIO(fresh))
    assert "fvar" not in kept
    names = kept.getGlyphOrder()
    return (
        names == fresh.getGlyphOrder()
        and kept["hmtx"].metrics == fresh["hmtx"].metrics
        and all(kept["glyf"][name] == fresh["glyf"][name] for name in names)
    )


def test_every_weight_on_paper_has_a_letter_of_its_own():
    document = opened(
        page('<h1>Kop</h1><p>Gewoon <b>vet</b></p><table class="table"><tbody><tr><th>half</th></tr></table>')
    )

    weights = {name for name in fonts(document) if name.startswith("Figtree")}
    assert len(weights) == 3
