"""The texts of the example materials: readable, ours, and true to the figures with their year and n."""

import re
import tomllib

import pikepdf
import pytest
from django.utils import timezone

from materials import demo
from materials.models import Material
from portal.files.uploads import check_upload
from portal.people import demo as people
from portal.text import richtext
from tests.factories import make_bootcamp
from tests.materials.files import upload
from tests.pages import faults_in

FILES = sorted(demo.CONTENT.glob("*.md"))
# (percentage, n): the surveys of 2022. Without n: the sector as a whole, HPP's rule of thumb and its first trial.
SURVEYS = {
    896: {37, 19, 16, 11},
    128: {40, 43, 42, 18, 89, 52, 45, 3, 9, 36, 55, 20, 77, 60},
    102: {8, 19, 74},
    129: {95, 42},
    None: {87, 25, 15},
}
NUMBERS = {"9.000", "6.800", "2.300", "128.000", "28,8", "35,2", "0,72", "0,70", "0,88", "5,4"}
NOT_OURS = re.compile(r"\b(u|uw|helaas|oeps|men|middels|teneinde|derhalve|inzake|dienen|echter)\b|!", re.IGNORECASE)


def read(file):
    head, _, body = file.read_text().partition("\n+++\n")
    return tomllib.loads(head), body


def blocks(body):
    """Paragraphs and lists as they stand, and tables as one block with their head."""
    return [block for block in re.split(r"\n\s*\n", body) if block.strip()]


def sentences(text):
    plain = re.sub(r"\(n = \d+, \d{4}\)|\*\*|\[[^]]*\]|^\s*(#+|-|\d+\.|\|)\s*", "", text, flags=re.MULTILINE)
    lines = [line for line in plain.splitlines() if "|" not in line]
    return [part for line in lines for part in re.split(r"(?<=[.?:])\s+", line) if part.strip()]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_the_words_are_those_we_use(file):
    head, body = read(file)

    assert NOT_OURS.findall(head["title"] + " " + head["summary"] + " " + body) == []
    assert "<" not in body


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_the_sentences_are_short(file):
    _, body = read(file)

    lengths = [len(sentence.split()) for sentence in sentences(body)]

    assert sum(lengths) / len(lengths) < 12
    assert max(lengths) <= 30


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_percentage_is_a_known_one_with_its_year_and_n(file):
    _, body = read(file)

    for block in blocks(body):
        percentages = [int(number) for number in re.findall(r"(\d+) procent", block)]
        if "hoeveel procent" in block:
            percentages += [int(number) for number in re.findall(r"\|\s*(\d+)\s*\|", block)]
        if not percentages:
            continue
        surveys = [int(n) for n in re.findall(r"n = (\d+), 2022", block)]
        assert "2022" in block, block
        assert set(percentages) <= set().union(*(SURVEYS[n] for n in [*surveys, None])), block


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_other_figure_of_the_sector_is_a_known_one(file):
    _, body = read(file)

    assert set(re.findall(r"\d{1,3}\.\d{3}\b|\b\d+,\d+\b", body)) <= NUMBERS


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_the_page_is_well_made(file):
    _, body = read(file)
    page = (
        "<!doctype html><html lang='nl'><head><title>x | Uren-portaal</title></head><body>"
        "<a class='skip-link' href='#inhoud'>x</a>"
        f"<main id='inhoud'><h1>x</h1>{richtext.html(body)}</main></body></html>"
    )

    assert faults_in(page) == []


@pytest.mark.django_db
def test_the_packages_stand_on_every_shelf_as_real_pdfs(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    people.load()
    shelves = [make_bootcamp().shelf for _ in range(2)]

    demo.load(now=timezone.now())

    packages = Material.objects.exclude(file="")
    assert {material.file_name.removesuffix(".pdf") for material in packages} == demo.PACKAGES
    for material in packages:
        assert set(material.shelves.all()) == set(shelves)
        with material.file.open("rb") as file:
            check_upload(upload(material.file_name, file.read()))
        with pikepdf.open(material.file.path) as pdf:
            assert str(pdf.Root.Lang) == "nl"
            assert pdf.Root.MarkInfo.Marked
            assert str(pdf.docinfo.Title) == material.title
    for material in Material.objects.all():
        material.full_clean(exclude=["file"])


def texts_of(kind):
    return [body for head, body in map(read, FILES) if head["kind"] == kind]


@pytest.mark.parametrize(
    ("stem", "fewest"), [("infopakket-leerkrachten", 12), ("vragen-schoolleiders", 12), ("infopakket-hr", 10)]
)
def test_an_info_package_answers_what_people_really_ask(stem, fewest):
    _, body = read(demo.CONTENT / f"{stem}.md")
    numbers = [int(number) for number in re.findall(r"^### (\d+)\. ", body, flags=re.MULTILINE)]

    assert len(numbers) >= fewest
    assert numbers == list(range(1, len(numbers) + 1))


def test_the_number_in_the_title_is_that_of_the_questions():
    for file in FILES:
        head, body = read(file)
        if stated := re.search(r"(\d+) vragen", head["title"]):
            assert len(re.findall(r"^### \d+\. ", body, flags=re.MULTILINE)) == int(stated[1]), file.stem


def test_the_starter_set_is_whole():
    assert len(texts_of("brief")) >= 8
    assert len(texts_of("praktijk")) >= 6
    assert len(texts_of("leidraad")) >= 5


@pytest.mark.parametrize("body", texts_of("praktijk"))
def test_a_practice_example_says_what_where_what_to_take_along_and_where_it_is_from(body):
    headings = re.findall(r"^## (.+)$", body, flags=re.MULTILINE)

    assert headings == ["Wat", "Waar", "Wat je kunt overnemen", "Waar je op let", "Bron en contact"]
    assert re.search(r"https://[a-z]", body.split("## Bron en contact")[1])


@pytest.mark.django_db
@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_link_within_the_portal_leads_somewhere(client, file):
    _, body = read(file)
    pages = re.findall(r"\]\((/[^)]*)\)", body)

    assert [page for page in pages if client.get(page).status_code != 200] == []
