"""The menu on one A4 for the board: tagged, one page whatever is in it, with the warnings that can't be left off."""

import io
from datetime import date

import pikepdf
import pytest
from django.urls import reverse
from django.utils import timezone

from bootcamp.menu import papers, sheets
from bootcamp.menu.models import BoardMenu, MenuOption, MenuPaper
from tests.calculator.web.test_paper import text_of
from tests.factories import make_board, make_hr, make_menu, make_option
from tests.jobs import do_all_jobs

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 30)
LONG = "Op zes van onze negen scholen staat een groep zonder vaste leerkracht en dat is al twee jaar zo. " * 6


def sheet_of(menu):
    return sheets.of(BoardMenu.objects.whole().get(pk=menu.pk), today=TODAY)


@pytest.mark.parametrize("is_full", [False, True])
def test_it_is_one_page_and_says_what_the_page_says(is_full):
    menu = make_menu(why=LONG if is_full else "We missen 3 leerkrachten.")
    make_option(menu, min_hours=32)
    if is_full:
        for kind in MenuOption.Kind.values[1:]:
            make_option(menu, kind, title=f"Een lange naam voor de keuze {kind}", text="Uitleg. " * 30)

    content = papers.render(sheet_of(menu), today=TODAY)

    text = text_of(content)
    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert len(pdf.pages) == 1
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang) == "nl"
        assert "pdfuaid" in pdf.Root.Metadata.read_bytes().decode()
    assert ("De één houdt € 199 over, de ander € 495" in text) != is_full
    assert "De één houdt" in text
    assert "Alleen vanaf een aantal uren (keuze 1)" in text
    assert "dat weten we nog niet" in text
    assert ("We missen 3 leerkrachten." in text) != is_full


def test_an_empty_menu_has_a_paper_too():
    assert "Jullie menu is nog leeg" in text_of(papers.render(sheet_of(make_menu()), today=TODAY))


def test_it_is_asked_for_made_and_fetched(client):
    board = make_board()
    menu = make_menu(board=board)
    make_option(menu)
    client.force_login(make_hr(board))
    here = reverse("menu:paper", args=[menu.pk])

    waiting = client.post(here, follow=True)
    do_all_jobs()
    ready = client.get(here)
    file = client.get(reverse("menu:paper_file", args=[menu.pk]))

    assert waiting["Refresh"] == "1"
    assert "De PDF is klaar" in ready.text
    assert file.content.startswith(b"%PDF")


def test_it_is_kept_until_something_on_it_changes():
    menu = make_menu()
    option = make_option(menu)
    papers.make(menu.pk, now=timezone.now())
    kept = MenuPaper.objects.get(menu=menu)
    assert kept.made_of == sheet_of(menu).mark

    option.takers = 7
    option.save()

    assert kept.made_of != sheet_of(menu).mark
