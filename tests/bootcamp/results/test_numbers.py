"""What everyone sees: the page, the open file and the description say the same; nothing of a school is in it."""

import csv
import io
import json
import random

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from bootcamp.results import months, opening, publishing, summing
from bootcamp.results.models import ResultQuarter
from bootcamp.results.series import FOR_GOOD, FOR_NOW, HOURS_MORE, OUTCOME
from portal.blocks import showing
from portal.blocks.settling import AMOUNT
from portal.people.models import SchoolRegion
from tests.bootcamp.results.test_publishing import CLOSED, QUARTER, count
from tests.factories import make_board, make_school

pytestmark = pytest.mark.django_db


def lines():
    return list(csv.DictReader(io.StringIO(opening.as_csv())))


@pytest.fixture
def sector():
    """Boards in two regions, for two quarters."""
    chance = random.Random(3)
    regions = [SchoolRegion.objects.create(name=name) for name in ("Midden", "Noord")]
    for number in range(6):
        board = make_board()
        for _ in range(chance.randint(1, 3)):
            school = make_school(board=board, region=regions[number % 2])
            for ago in range(6):
                more = chance.randint(0, 2)
                fields = {"permanent": more, "permanent_hours": 4 * more} if more else {}
                size = chance.randint(3, 30) + 9
                count(school, months.later(QUARTER, ago), part_timers=size, approached=more, talks=more, **fields)
    publishing.publish_due(now=publishing.closes_at(months.later(QUARTER, 3)))


@pytest.mark.usefixtures("sector")
def test_the_page_the_file_and_a_naive_recount_of_the_blocks_say_the_same(client):
    page = BeautifulSoup(client.get(reverse("bootcamp:numbers")).text, "html.parser")
    all_lines = lines()
    by_hand = sum(
        figure.stored
        for row in ResultQuarter.objects.all()
        for block in row.release.blocks.all()
        for figure in block.figures.filter(subject=OUTCOME, option__in=[FOR_GOOD, FOR_NOW])
    )

    in_file = sum(int(line["meer_uren_vast"]) + int(line["meer_uren_tijdelijk"]) for line in all_lines)
    assert len(all_lines) > 3
    assert in_file == by_hand
    sums = summing.published()
    assert sums.more == max(0, sum(int(line["meer_uren_vast"]) for line in all_lines)) + max(
        0, sum(int(line["meer_uren_tijdelijk"]) for line in all_lines)
    )
    said = page.select_one(".programme-answer").get_text(" ", strip=True)
    assert f"Ongeveer {sums.more} van {sums.part_timers} parttimers" in " ".join(said.split())
    assert sum(int(line["uren_per_week_erbij"]) for line in all_lines) == sums.shown(HOURS_MORE).stored[AMOUNT]


@pytest.mark.usefixtures("sector")
def test_the_summary_that_is_kept_is_what_the_blocks_say_for_every_selection():
    checked = 0
    for row in ResultQuarter.objects.all():
        for key, sums in row.summary.items():
            name, _, value = key.partition("=")
            where = {name: value} if name else {}
            for number in range(len(row.release.subjects)):
                shown = showing.shown(row.release, number, where)
                stored = {
                    option: sums["numbers"].get(f"{number}:{option}", 0)
                    for option in row.release.subjects[number].stored
                }
                assert stored == (dict(shown.stored) if shown else dict.fromkeys(stored, 0))
                assert sums["people"] == (shown.people if shown else 0)
                assert sums["left_out"] == (shown.left_out if shown else sums["left_out"])
                checked += 1

    assert checked > 50


@pytest.mark.usefixtures("sector")
def test_page_and_file_cost_the_same_however_large_the_sector(client, django_assert_num_queries):
    with django_assert_num_queries(1):
        client.get(reverse("bootcamp:numbers"))
    with django_assert_num_queries(1):
        client.get(reverse("bootcamp:numbers_csv"))


@pytest.mark.usefixtures("sector")
def test_no_school_and_no_board_has_a_name_in_it(client):
    from portal.people.models import Board, School

    text = client.get(reverse("bootcamp:numbers")).text + opening.as_csv()

    names = [*School.objects.values_list("name", flat=True), *Board.objects.values_list("name", flat=True)]
    assert len(names) > 10
    assert [name for name in names if name in text] == []


def test_the_description_names_every_column_of_the_file(client):
    count(make_school(), QUARTER, permanent=2, permanent_hours=8)
    publishing.publish_due(now=CLOSED)

    package = client.get(reverse("bootcamp:numbers_package")).json()

    (resource,) = package["resources"]
    fields = [field["name"] for field in resource["schema"]["fields"]]
    assert fields == list(lines()[0])
    assert len(set(fields)) == len(fields)
    assert client.get(resource["path"]).text == opening.as_csv()
    assert all(field["description"] for field in resource["schema"]["fields"])
    whole = [field["name"] for field in resource["schema"]["fields"] if field["type"] == "integer"]
    assert all(int(line[name]) is not None for line in lines() for name in whole)
    assert json.dumps(package)


def test_a_region_that_starts_a_formula_stays_text():
    region = SchoolRegion.objects.create(name="=1+2, <b>Midden</b>")
    count(make_school(region=region), QUARTER)
    publishing.publish_due(now=CLOSED)

    assert lines()[0]["regio"] == "'=1+2, <b>Midden</b>"


def test_a_name_is_written_and_never_runs_in_the_drawing(client):
    region = SchoolRegion.objects.create(name="<script>x</script>")
    count(make_school(region=region), QUARTER, permanent=1, permanent_hours=4)
    publishing.publish_due(now=CLOSED)

    page = client.get(reverse("bootcamp:numbers")).text

    assert "<script>x" not in page
    assert "&lt;script&gt;x" in page


def test_before_anything_is_published_the_page_says_when(client):
    page = client.get(reverse("bootcamp:numbers")).text

    assert "Nog geen cijfers" in page
    assert "Een maand na elk kwartaal" in page
    assert opening.as_csv().count("\n") == 1


def test_what_waits_is_said_and_counts_nowhere(client):
    region = SchoolRegion.objects.create(name="Zeeland")
    count(make_school(region=region), QUARTER, part_timers=3, permanent=1, permanent_hours=4)
    count(make_school(), QUARTER, part_timers=12)
    publishing.publish_due(now=CLOSED)

    sums = summing.published()

    assert sums.part_timers in (12, 15)
    assert summing.published(name="regio", value="Zeeland").blocks == 0
