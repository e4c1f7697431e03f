"""The facts on one A4: tagged, whole, with the source of each number; made by a job, kept until something changes."""

import io

import pikepdf
import pytest
from django.urls import reverse
from django.utils import timezone

from bootcamp.facts import papers
from bootcamp.facts.models import FactsPaper
from tests.bootcamp.facts.delivered import samples_in_use
from tests.bootcamp.facts.test_facts_page import TODAY, fill_in, sheet_of
from tests.factories import make_director, make_school
from tests.jobs import do_all_jobs

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("brin", ["90AA", "90BB", "77AA"])
def test_it_is_one_tagged_page(brin):
    samples_in_use()
    school = make_school(brin=brin, name="Openbare daltonbasisschool " + "De Vuurvlinder aan het Water " * 3)
    fill_in(school, vacancies="1.6", hired_hours="800", hired_rate="90", employer="33")

    content = papers.render(sheet_of(school), today=TODAY)

    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert len(pdf.pages) == 1
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang) == "nl"
        assert "pdfuaid" in pdf.Root.Metadata.read_bytes().decode()


def test_it_is_asked_for_made_and_fetched(client):
    samples_in_use()
    director = make_director(brin="90AA")
    school = director.schools.get()
    client.force_login(director)
    here = reverse("bootcamp:facts_paper", args=[school.pk]) + "?deel=25&uren=8"

    page = client.post(here, follow=True)
    assert page["Refresh"] == "1"
    do_all_jobs()
    page = client.get(here)
    file = client.get(reverse("bootcamp:facts_paper_file", args=[school.pk]))

    assert "De PDF is klaar" in page.text
    assert file["Content-Type"] == "application/pdf"
    assert file.content.startswith(b"%PDF")
    fill_in(school, director, vacancies="2")
    assert "Er is nog geen PDF van de feiten zoals ze nu zijn" in client.get(here).text


def test_made_twice_is_one_paper():
    samples_in_use()
    school = make_school(brin="90AA")

    for _ in range(2):
        papers.make(school.pk, share=15, hours=4, now=timezone.now())
    papers.make(0, share=15, hours=4, now=FactsPaper.objects.get().made_at)

    assert FactsPaper.objects.count() == 1
