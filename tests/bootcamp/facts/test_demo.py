"""The demo shows the facts of its invented schools, with invented numbers that say so."""

import pytest
from django.urls import reverse
from django.utils import timezone

from bootcamp.benchmarks.models import Benchmark
from bootcamp.facts import demo, of_school
from bootcamp.facts.demo import PREFIX
from bootcamp.facts.models import DeliveredFile
from portal.jobs.models import Job
from portal.people import demo as people
from portal.people.models import School, User

pytestmark = pytest.mark.django_db


@pytest.fixture
def loaded():
    people.load()
    demo.load(now=timezone.now())


def test_every_school_of_the_demo_has_its_facts(loaded):
    facts = {school.brin: of_school.of(school) for school in School.objects.all()}

    assert len(facts) == 9
    assert {brin for brin, one in facts.items() if not one.mean_job.is_known or not one.people_in_classes} == set()
    assert all(PREFIX in file.name for file in DeliveredFile.objects.in_use())
    assert not Job.objects.filter(kind__startswith="bootcamp.facts").exists()


def test_a_director_of_the_demo_reads_that_the_numbers_are_invented(loaded, client):
    client.force_login(User.objects.get(email="directeur2@voorbeeld.example"))

    page = client.get(reverse("bootcamp:facts_list"), follow=True).text

    assert "verzonnen voor de demo" in page
    assert "vergelijkbare scholen" in page
    assert "Wat overblijft om te betalen" in page
    assert "Ongeveer twee keer zo veel leraren willen minder uren" in page


def test_its_benchmarks_were_released_by_two(loaded):
    assert Benchmark.objects.released().count() == Benchmark.objects.count() > 15
    assert all(one.proposed_by != one.released_by for one in Benchmark.objects.all())
