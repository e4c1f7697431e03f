"""The poster for a staff room, from the two clicks of a director to the paper; and the worked example of the year."""

import io
import subprocess
from dataclasses import replace
from datetime import date

import pikepdf
import pytest
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from calculator.charts.qr import modules
from calculator.engine.in_use import ValueSet, using
from calculator.household.last_known import last_known
from calculator.rules import kindgebonden_budget
from calculator.web import example, example_papers, posters
from calculator.web.presentation import tables
from portal.jobs.models import Job
from portal.people.access import Role
from portal.reasons import NotPossible
from portal.text.dates import day_in_words
from tests.calculator.charts.svg import Drawing
from tests.calculator.charts.test_card import squares
from tests.factories import make_board, make_director, make_hr, make_school, make_user
from tests.jobs import do_all_jobs

CHOOSE = reverse("calculator:poster")
EXAMPLE = reverse("calculator:example")
TODAY = date(2026, 11, 30)


def address(name, school, scale="LB"):
    return reverse(f"calculator:{name}", args=[school.pk, scale])


def text_of(content):
    shown = subprocess.run(["pdftotext", "-raw", "-", "-"], input=content, capture_output=True, check=True)
    return " ".join(shown.stdout.decode().replace("\xa0", " ").split())


@pytest.fixture
def director(client, db):
    director = make_director(name="De Vuurvlinder", city="Almere")
    client.force_login(director)
    return director


@pytest.fixture
def school(director):
    return director.schools.get()


def test_a_director_makes_a_poster_in_two_clicks_and_fetches_it(client, school):
    first = client.get(CHOOSE)
    asked = client.post(CHOOSE, {"school": school.pk, "scale": first.context["form"]["scale"].initial}, follow=True)
    do_all_jobs()
    ready = client.get(asked.request["PATH_INFO"])
    paper = client.get(address("school_poster_pdf", school))

    assert asked.request["PATH_INFO"] == address("school_poster", school)
    assert asked.context["state"] == "queued"
    assert asked["Refresh"] == "1"
    assert ready.context["state"] == "ready"
    assert "Refresh" not in ready
    assert paper["Content-Disposition"] == 'attachment; filename="poster-lb.pdf"'
    assert "De Vuurvlinder" in text_of(paper.content)


def test_the_poster_is_one_tagged_page_that_says_what_its_pictures_show(school):
    content = posters.render(school, "LC", today=TODAY)

    with pikepdf.open(io.BytesIO(content)) as pdf:
        figures = [str(node.Alt) for node in pdf.objects if isinstance(node, pikepdf.Dictionary) and "/Alt" in node]
        assert len(pdf.pages) == 1
        assert pdf.Root.MarkInfo.Marked
        assert any("De week als rekenrek: 28 uur nu, 4 uur erbij" in words for words in figures)
        assert any(words.endswith("?schaal=LC&uren=28") for words in figures)
    text = text_of(content)
    shown = example.of_today(TODAY, "LC")
    for outcome in (shown.together, shown.alone):
        assert example.gain(outcome).replace("\xa0", " ") in text
    assert "schaal LC trede 8" in text


@pytest.mark.parametrize("name", ["Een", "Basisschool " + "voor iedereen die wil leren en spelen " * 2, "M" * 120])
def test_a_name_of_any_length_stays_on_one_page(db, name):
    content = posters.render(make_school(name=name[:120]), "LB", today=TODAY)

    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert len(pdf.pages) == 1


def test_the_drawing_carries_the_code_of_the_real_first_page(client, school):
    page = client.get(address("school_poster_svg", school, "LD"))
    drawing = Drawing(page.content.decode())
    (path,) = drawing.all("path", "qr-dots")
    there = example.address("LD")

    rows = modules(there)
    assert squares(path.get("d")) == {(x, y) for y, row in enumerate(rows) for x, dark in enumerate(row) if dark}
    first_page = client.get(there[there.index("/werkurenberekenaar") :])
    assert first_page.context["form"]["scale"].value() == "LD"
    assert first_page.context["form"]["hours_now"].value() == "28"
    assert page["Content-Disposition"] == 'attachment; filename="poster-ld.svg"'


def test_a_poster_is_made_anew_when_the_school_has_another_name(client, school):
    posters.make(school.pk, "LB", now=timezone.now())
    assert client.get(address("school_poster", school)).context["state"] == "ready"

    school.name = "De Nieuwe Vlinder"
    school.save()

    assert client.get(address("school_poster", school)).context["state"] == "none"
    assert client.get(address("school_poster_pdf", school)).status_code == 404


def test_a_poster_is_only_for_who_speaks_for_the_school(client, school):
    elsewhere = make_school()
    posters.make(elsewhere.pk, "LB", now=timezone.now())

    for name in ("school_poster", "school_poster_pdf", "school_poster_svg"):
        assert client.get(address(name, elsewhere)).status_code == 404
        assert client.post(address(name, elsewhere)).status_code in (404, 405)
    page = client.post(CHOOSE, {"school": elsewhere.pk, "scale": "LB"})
    assert "Deze school hoort niet bij jouw account" in page.text


def test_a_teacher_has_no_posters_to_make(client, db):
    client.force_login(make_user(Role.TEACHER, schools=[make_school()]))

    assert client.get(CHOOSE).status_code == 404
    assert client.post(CHOOSE, {"scale": "LB"}).status_code == 404


@pytest.mark.parametrize("scale", ["XX", "lb", "LB2"])
def test_a_scale_that_there_is_not_is_nowhere(client, school, scale):
    assert client.get(address("school_poster", school, scale)).status_code == 404
    assert "Kies een schaal uit de lijst." in client.post(CHOOSE, {"school": school.pk, "scale": scale}).text


def test_hr_chooses_among_the_schools_of_the_board(client, db):
    board = make_board()
    schools = [make_school(board=board, name=name) for name in ("De Akker", "De Boom")]
    client.force_login(make_hr(board))

    page = client.get(CHOOSE)

    assert list(page.context["schools"]) == schools
    assert [str(school) in page.text for school in schools] == [True, True]


def test_when_very_many_wait_the_page_says_so_and_keeps_the_choice(client, school, monkeypatch):
    def full(*args, **kwargs):
        raise NotPossible("Er staan nu veel pdf’s in de rij.")

    monkeypatch.setattr(posters.requests, "ask", full)
    page = client.post(CHOOSE, {"school": school.pk, "scale": "LD"})

    assert "Er staan nu veel pdf’s in de rij." in page.text
    assert page.context["form"]["scale"].value() == "LD"


# The worked example of the year.


@pytest.mark.parametrize("year", [2025, 2026, 2027])
def test_the_example_adds_up_in_every_year_that_is_shown(year):
    with last_known(True):
        shown = example.worked(year, "LB")

    for outcome in (shown.together, shown.alone):
        parts = sum(after - outcome.now.parts_year[key] for key, after in outcome.wish.parts_year.items())
        assert parts == outcome.difference_year
        assert outcome.year == year
        assert tables.parts(outcome)


def test_the_page_shows_both_households_with_what_they_assume(client, db):
    page = client.get(EXAMPLE)
    shown = example.of_today(timezone.localdate())

    for outcome in (shown.together, shown.alone):
        assert tables.total(outcome).difference in page.text
        assert all(fact.split("\xa0")[0] in page.text for fact in example.taken_for_granted(outcome))
    assert f"met de regels van {shown.year}" in " ".join(page.text.split())
    assert "?schaal=LB&amp;uren=28" in page.text


def test_the_card_says_the_same_as_the_page(client, db):
    card = client.get(reverse("calculator:example_card"))
    shown = example.of_today(timezone.localdate())
    words = " ".join(Drawing(card.content.decode()).words)

    assert tables.total(shown.together).difference.replace("\xa0", " ") in words
    assert example.gain(shown.alone).replace("\xa0", " ") in words
    assert f"Regels van {shown.year}" in words
    assert card["Content-Type"] == "image/svg+xml"


FILES = reverse("calculator:example_paper")


def test_who_has_a_newsletter_asks_for_the_files_and_takes_them_along(client, db):
    early = client.get(reverse("calculator:example_png"))
    asked = client.post(FILES, follow=True)
    again = client.post(FILES)
    do_all_jobs()
    ready = client.get(FILES)
    paper, photo = (client.get(reverse(f"calculator:example_{form}")) for form in ("pdf", "png"))

    assert early["Location"] == FILES
    assert (asked.context["state"], asked["Refresh"]) == ("queued", "1")
    assert again["Location"] == FILES
    assert Job.objects.count() == 1
    assert ready.context["state"] == "ready"
    assert "Refresh" not in ready
    assert not client.cookies
    assert paper["Content-Type"] == "application/pdf"
    assert photo["Content-Type"] == "image/png"
    assert photo["Content-Disposition"] == f'attachment; filename="rekenvoorbeeld-{timezone.localdate().year}.png"'


def test_both_files_are_the_card(db):
    example_papers.make(now=timezone.now())
    today = timezone.localdate()
    shown = example.card(example.of_today(today), made_on=day_in_words(today))
    paper, photo = (example_papers.content(form, today=today) for form in ("pdf", "png"))

    words = text_of(paper)
    for name, amount in (*shown.rows, shown.total):
        assert f"{name} {amount}".replace("\xa0", " ") in words
    with pikepdf.open(io.BytesIO(paper)) as pdf:
        (said,) = [str(node.Alt) for node in pdf.objects if isinstance(node, pikepdf.Dictionary) and "/Alt" in node]
        assert len(pdf.pages) == 1
        assert pdf.Root.MarkInfo.Marked
        assert all(f"{name} {amount}" in said for name, amount in shown.rows)
    picture = Image.open(io.BytesIO(photo))
    assert picture.width == example_papers.WIDTH
    assert picture.height == pytest.approx(example_papers.WIDTH * 148 / 210, abs=1)
    assert len(picture.getcolors(1_000_000)) > 100
    assert len(photo) < 300_000


def test_a_release_of_values_makes_other_files_of_it(db):
    today = timezone.localdate()
    example_papers.make(now=timezone.now())
    steeper = kindgebonden_budget.IN_FORCE.in_year(2026)

    with using(ValueSet({"kindgebonden_budget": [(replace(steeper, afbouw=2 * steeper.afbouw),)]}, version="proef")):
        after = example_papers.content("pdf", today=today)

    assert after is None
    assert example_papers.content("pdf", today=today) is not None


def test_a_release_of_values_makes_another_example_of_it():
    before = example.worked(2026, "LB").together.difference_year

    steeper = kindgebonden_budget.IN_FORCE.in_year(2026)
    steeper = replace(steeper, afbouw=2 * steeper.afbouw)
    with using(ValueSet({"kindgebonden_budget": [(steeper,)]}, version="proef")):
        after = example.worked(2026, "LB").together.difference_year

    assert after != before
    assert example.worked(2026, "LB").together.difference_year == before
