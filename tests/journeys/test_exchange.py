"""Writing to the group in a real browser: with the editor, without script, and with a file that is far too large."""

import pytest
from django.urls import reverse

from bootcamp.exchange.models import Post
from tests.browser import axe_faults, overflow
from tests.factories import make_seat, make_thread
from tests.materials.files import docx

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def seat(cast):
    return make_seat(director=cast["directeur"])


def new_thread(seat):
    return reverse("bootcamp:new_thread", args=[seat.bootcamp_id])


def test_the_editor_writes_what_its_buttons_say(visit, cast, seat):
    page = visit(new_thread(seat), as_user=cast["directeur"])
    box = page.get_by_role("textbox", name="Je bericht")
    page.wait_for_selector("[data-rich-text][data-ready]")

    page.get_by_text("Vraag", exact=True).click()
    page.get_by_label("Titel").fill("Vrijdag een ander gezicht")
    page.get_by_text("Je bericht", exact=True).click()
    page.keyboard.type("Hoe ")
    page.get_by_role("button", name="Vet").click()
    page.keyboard.type("vertellen")
    page.get_by_role("button", name="Vet").click()
    page.keyboard.type(" jullie dat?")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Opsomming").click()
    page.keyboard.type("aan ouders")
    page.keyboard.press("Enter")
    page.keyboard.type("aan het team")
    page.get_by_role("button", name="Link").click()
    page.get_by_label("Adres van de link").fill("school.example/brief")
    page.keyboard.press("Enter")
    page.get_by_label("Ik houd me aan de huisregels").check()
    assert box.inner_text().startswith("Hoe vertellen jullie dat?")
    assert axe_faults(page) == []
    page.get_by_role("button", name="Plaats je bericht").click()
    page.wait_for_url("**/uitwisseling/*/")

    assert Post.objects.get().body == (
        "<p>Hoe <strong>vertellen</strong> jullie dat?</p>"
        "<ul><li><p>aan ouders</p></li><li><p>aan het team"
        '<a href="https://school.example/brief" rel="noopener noreferrer nofollow">school.example/brief</a>'
        "</p></li></ul>"
    )
    assert page.locator(".message strong").inner_text() == "vertellen"


def test_the_buttons_are_one_stop_for_the_keyboard(visit, cast, seat):
    page = visit(new_thread(seat), as_user=cast["directeur"], width=360)
    page.wait_for_selector("[data-rich-text][data-ready]")

    page.get_by_role("button", name="Vet").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Space")
    page.keyboard.type("schuin")

    assert page.get_by_role("button", name="Cursief").get_attribute("aria-pressed") == "true"
    assert page.locator(".rich-text__text em").inner_text() == "schuin"
    assert overflow(page) == 0


def test_a_mistake_loses_no_word_of_the_editor(visit, cast, seat):
    page = visit(new_thread(seat), as_user=cast["directeur"])
    page.wait_for_selector("[data-rich-text][data-ready]")
    page.get_by_text("Je bericht", exact=True).click()
    page.get_by_role("button", name="Vet").click()
    page.keyboard.type("Dit typte ik")

    page.get_by_role("button", name="Plaats je bericht").click()
    page.wait_for_selector(".error-summary")
    page.wait_for_selector("[data-rich-text][data-ready]")

    assert page.locator(".rich-text__text strong").inner_text() == "Dit typte ik"
    assert Post.objects.count() == 0


def test_coming_back_to_the_page_shows_what_was_typed(visit, cast, seat):
    page = visit(new_thread(seat), as_user=cast["directeur"])
    page.wait_for_selector("[data-rich-text][data-ready]")
    page.get_by_label("Titel").fill("Onze brief")
    page.get_by_text("Je bericht", exact=True).click()
    page.keyboard.type("Dit typte ik")

    page.get_by_role("link", name="Lees de huisregels").click()
    page.wait_for_url("**/huisregels/")
    page.go_back()
    page.wait_for_selector("[data-rich-text][data-ready]")

    assert page.get_by_label("Titel").input_value() == "Onze brief"
    assert page.locator(".rich-text__text").inner_text() == "Dit typte ik"


def test_changing_a_post_goes_on_where_the_writer_stopped(visit, cast, seat):
    thread = make_thread(author=cast["directeur"], bootcamp=seat.bootcamp, body="<p>Hoe <strong>dan</strong></p>")
    page = visit(reverse("bootcamp:edit_post", args=[thread.posts.get().pk]), as_user=cast["directeur"])
    page.wait_for_selector("[data-rich-text][data-ready]")

    page.locator(".rich-text__text").click()
    page.keyboard.press("Control+End")
    page.keyboard.type(" ook?")
    page.get_by_role("button", name="Bewaar").click()
    page.get_by_text("Je bericht is gewijzigd.").wait_for()

    assert Post.objects.get().body == "<p>Hoe <strong>dan ook?</strong></p>"


def test_without_script_the_plain_box_does_the_same(visit, cast, seat):
    thread = make_thread(author=cast["directeur"], bootcamp=seat.bootcamp)
    page = visit(thread.get_absolute_url(), as_user=cast["directeur"], script=False)

    page.get_by_label("Je bericht").fill("Wij doen **dit**:\n\n- eerst praten\n- dan plannen")
    page.get_by_role("button", name="Plaats je antwoord").click()
    page.get_by_text("Lees de huisregels en zet hier een vinkje").first.wait_for()
    page.get_by_label("Ik houd me aan de huisregels").check()
    page.get_by_role("button", name="Plaats je antwoord").click()
    page.get_by_text("Je antwoord staat erop.").wait_for()

    assert thread.posts.last().body == (
        "<p>Wij doen <strong>dit</strong>:</p><ul><li><p>eerst praten</p></li><li><p>dan plannen</p></li></ul>"
    )


@pytest.fixture
def huge(tmp_path):
    file = tmp_path / "film.docx"
    with file.open("wb") as opened:
        opened.truncate(200 * 1024 * 1024)
    return file


def test_a_file_of_200_mb_is_told_before_it_is_sent(visit, cast, seat, huge, tmp_path):
    small = tmp_path / "brief.docx"
    small.write_bytes(docx())
    page = visit(new_thread(seat), as_user=cast["directeur"])
    page.wait_for_selector("[data-rich-text][data-ready]")
    page.get_by_text("Bestand", exact=True).click()
    page.get_by_label("Titel").fill("Onze brief")
    page.get_by_text("Je bericht", exact=True).click()
    page.keyboard.type("Vrij te gebruiken")
    page.get_by_label("Ik houd me aan de huisregels").check()

    page.get_by_label("Bestanden").set_input_files(huge)
    page.get_by_role("button", name="Plaats je bericht").click()

    assert page.get_by_text("Dit bestand is 200 MB. Het mag hoogstens 25 MB zijn.").is_visible()
    assert page.url.endswith(new_thread(seat))
    page.get_by_label("Bestanden").set_input_files(small)
    page.get_by_role("button", name="Plaats je bericht").click()
    page.wait_for_url("**/uitwisseling/*/")
    assert [file.name for file in Post.objects.get().attachments.all()] == ["brief.docx"]
    assert page.get_by_text("Vrij te gebruiken").is_visible()


def test_a_file_of_200_mb_without_script_is_refused_and_going_back_shows_what_was_typed(visit, cast, seat, huge):
    page = visit(new_thread(seat), as_user=cast["directeur"], script=False)
    page.get_by_label("Titel").fill("Onze brief")
    page.get_by_label("Je bericht").fill("Vrij te gebruiken")
    page.get_by_label("Bestanden").set_input_files(huge)

    page.get_by_role("button", name="Plaats je bericht").click()
    page.get_by_text("Een bestand mag hoogstens 25 MB zijn.").wait_for()
    page.go_back()

    assert page.get_by_label("Titel").input_value() == "Onze brief"
    assert page.get_by_label("Je bericht").input_value() == "Vrij te gebruiken"
    assert Post.objects.count() == 0
